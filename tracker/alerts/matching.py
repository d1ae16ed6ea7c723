"""Which letters a saved search finds among those that changed.

Many searches are asked at once about all letters of a batch (tracker/search/batch.py). A letter is matched when the
search finds it as it is now. When the search found it before the change too, it is known and never told; and each
letter is matched once.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from tracker.alerts.locks import hold_off_others, is_only_matcher
from tracker.models import AlertMatch, LetterChange, SavedSearch, may_see_drafts
from tracker.models.alerts import SavedSearchQuerySet
from tracker.search import ask_all, changed_letters

__all__ = ["is_waiting", "match", "note_problem"]

logger = logging.getLogger(__name__)

# What is found is held in memory until all is asked: a number for each letter that a search finds.
AT_ONCE = 2000

# So many different searches are asked in one statement.
_TOGETHER = 50

# Which letters a search found before they changed, and which it finds now.
_Answer = tuple[set[int], set[int]]


def is_waiting(*, now: datetime.datetime) -> bool:
    """Return whether letters changed, or a day has turned, and saved searches have not been asked since."""
    return LetterChange.objects.exists() or _of_earlier_days(now).exists()


def match(*, now: datetime.datetime, at_once: int = AT_ONCE) -> int:
    """Ask every saved search with alerts about some letters that changed, and return how many letters were done: 0 when
    none waits, or somebody else is at it.

    All that was found is written down in the transaction that strikes the letters off the list. A letter that changes
    meanwhile stays on it, and is asked about again.
    """
    with transaction.atomic():
        if not is_only_matcher():
            return 0
        # 1. Ask, while searches may be kept and letters may change.
        changes = dict(LetterChange.objects.order_by("since", "letter").values_list("letter_id", "since")[:at_once])
        fell_due = _ask_what_fell_due(now)
        if not changes and not fell_due:
            return 0
        searches = list(SavedSearch.objects.alerting().select_related("owner"))
        found = _ask_about(searches, changes, now)
        # 2. Ask those that were kept, or made to ask otherwise, meanwhile. Nothing is written before, so that nobody
        #    waits in a circle.
        hold_off_others()
        asked = {search.pk: search.query for search in searches}
        at_last = list(SavedSearch.objects.alerting().select_related("owner"))
        otherwise = {each.pk for each in at_last if asked.get(each.pk, each.query) != each.query}
        found, fell_due = [[each.without(otherwise) for each in some] for some in (found, fell_due)]
        found += _ask_about([each for each in at_last if each.pk not in asked or each.pk in otherwise], changes, now)
        # 3. Write down, first what the turn of the day brought: of a letter that changed too, it would else be known.
        _write_down(fell_due + found, now)
        SavedSearch.objects.filter(pk__in=[pk for each in fell_due for pk in each.searches]).update(
            seen_on=timezone.localdate(now)
        )
        return _strike_off(changes)


@dataclass(frozen=True, slots=True)
class _Found:
    """What searches that ask alike found: letters that they knew, and new ones. `failed`: they could not be asked."""

    searches: tuple[int, ...]
    known: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)
    failed: bool = False

    def without(self, searches: Collection[int]) -> "_Found":
        return replace(self, searches=tuple(pk for pk in self.searches if pk not in searches))


def _ask_about(
    searches: Iterable[SavedSearch], changes: Mapping[int, datetime.datetime], now: datetime.datetime
) -> list[_Found]:
    """Return what each search finds of these letters as they are, and what of it or else it found before the change."""
    groups = _alike(searches)
    if not groups or not changes:
        return []
    today = timezone.localdate(now)
    with changed_letters(changes.keys(), queries=len(groups)) as letters:

        def answers(asked: Sequence[SavedSearch]) -> list[_Answer]:
            return letters.found(ask_all((each.query, each.owner, today) for each in asked))

        return _all_asked(groups, answers)


def _ask_what_fell_due(now: datetime.datetime) -> list[_Found]:
    """Return what searches find today and did not find on the day as of which they were asked last."""
    today = timezone.localdate(now)

    def answers(asked: Sequence[SavedSearch]) -> list[_Answer]:
        then = ask_all((each.query, each.owner, each.seen_on) for each in asked)
        is_so = ask_all((each.query, each.owner, today) for each in asked)
        return [(set(), now.found_since(before)) for now, before in zip(is_so, then, strict=True)]

    return _all_asked(_alike(_of_earlier_days(now).select_related("owner")), answers)


def _all_asked(
    groups: Sequence[list[SavedSearch]], answers: Callable[[Sequence[SavedSearch]], list[_Answer]]
) -> list[_Found]:
    """Ask one of each group for all, some groups together."""
    return [
        found
        for start in range(0, len(groups), _TOGETHER)
        for found in _asked(groups[start : start + _TOGETHER], answers)
    ]


def _asked(
    groups: Sequence[list[SavedSearch]], answers: Callable[[Sequence[SavedSearch]], list[_Answer]]
) -> list[_Found]:
    """Ask them together; when that breaks, each half by itself. One that breaks must not stop the others."""
    keys = [tuple(search.pk for search in alike) for alike in groups]
    try:
        with transaction.atomic():
            answered = answers([alike[0] for alike in groups])
    except Exception:
        if half := len(groups) // 2:
            return _asked(groups[:half], answers) + _asked(groups[half:], answers)
        logger.exception("Saved searches could not be asked: %s.", ", ".join(map(str, keys[0])))
        return [_Found(keys[0], failed=True)]
    return [_Found(pks, known, new - known) for pks, (known, new) in zip(keys, answered, strict=True)]


def _write_down(found: Iterable[_Found], now: datetime.datetime) -> None:
    for each in found:
        if each.failed:
            note_problem(each.searches, now=now)
        AlertMatch.objects.add(each.searches, each.known, at=now, known=True)
        AlertMatch.objects.add(each.searches, each.new, at=now)


def note_problem(search_ids: Collection[int], *, now: datetime.datetime) -> None:
    """Say on the searches' pages that they could not be asked."""
    day = timezone.localdate(now)
    sentence = (
        f"This search could not be asked on {day:%B} {day.day}, {day.year}: its alerts may lack letters of that day."
    )
    SavedSearch.objects.filter(pk__in=search_ids).update(problem=sentence)


def _of_earlier_days(now: datetime.datetime) -> SavedSearchQuerySet:
    return SavedSearch.objects.alerting().filter(seen_on__lt=timezone.localdate(now))


def _alike(searches: Iterable[SavedSearch]) -> list[list[SavedSearch]]:
    """Put together the searches that find the same: the same words, asked by people who may see the same."""
    groups = defaultdict(list)
    for search in searches:
        groups[search.query, may_see_drafts(search.owner), search.seen_on].append(search)
    return list(groups.values())


def _strike_off(changes: Mapping[int, datetime.datetime]) -> int:
    """Take the letters off the list, but for those that changed again or are changing: they are asked about anew.

    Return how many were taken off.
    """
    free = LetterChange.objects.filter(pk__in=changes.keys()).select_for_update(skip_locked=True)
    done = [pk for pk, since in free.values_list("letter_id", "since") if since == changes[pk]]
    LetterChange.objects.filter(pk__in=done).delete()
    return len(done)
