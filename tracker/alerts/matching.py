"""Which letters a saved search finds among those that changed.

One statement a search asks about all letters of a batch. A letter is matched when the search finds it as it is now.
When the search found it before the change too, it is known and never told; and each letter is matched once.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from tracker.alerts.locks import hold_off_others, is_only_matcher
from tracker.models import AlertMatch, LetterChange, SavedSearch, may_see_drafts
from tracker.models.alerts import SavedSearchQuerySet
from tracker.search import ask

__all__ = ["is_waiting", "match"]

logger = logging.getLogger(__name__)

AT_ONCE = 1000


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
        # 1. The turn of the day comes first: what fell due by it was not known before.
        _turn_of_the_day(now)
        changes = dict(LetterChange.objects.order_by("since", "letter").values_list("letter_id", "since")[:at_once])
        if not changes:
            return 0
        # 2. Ask, while searches may be kept and letters may change.
        searches = list(SavedSearch.objects.alerting().select_related("owner"))
        found = _ask_about(searches, changes, now)
        # 3. Ask those that were kept meanwhile, and write down.
        hold_off_others()
        asked = {search.pk for search in searches}
        added = [each for each in SavedSearch.objects.alerting().select_related("owner") if each.pk not in asked]
        found += _ask_about(added, changes, now)
        AlertMatch.objects.bulk_create(found, ignore_conflicts=True, batch_size=5000)
        _strike_off(changes)
    return len(changes)


def _ask_about(
    searches: Iterable[SavedSearch], changes: Mapping[int, datetime.datetime], now: datetime.datetime
) -> list[AlertMatch]:
    """Return the matches of these letters: known ones where a search found the letter before the change."""
    today = timezone.localdate(now)
    matches = []
    for alike in _alike(searches):
        try:
            with transaction.atomic():
                question = ask(alike[0].query, alike[0].owner, today=today)
                before, after = question.found_before(changes.keys()), question.among(changes.keys())
        except Exception:
            _note_problem(alike, now)
            continue
        for search in alike:
            matches += [AlertMatch(search=search, letter_id=pk, matched_at=now, known=True) for pk in sorted(before)]
            matches += [AlertMatch(search=search, letter_id=pk, matched_at=now) for pk in sorted(after - before)]
    return matches


def _turn_of_the_day(now: datetime.datetime) -> None:
    """Match what a search finds today and did not find on an earlier day, with no letter changed: what fell due."""
    today = timezone.localdate(now)
    for alike in _alike(_of_earlier_days(now).select_related("owner")):
        try:
            with transaction.atomic():
                then = ask(alike[0].query, alike[0].owner, today=alike[0].seen_on)
                found = sorted(ask(alike[0].query, alike[0].owner, today=today).found_since(then))
        except Exception:
            found = []
            _note_problem(alike, now)
        for search in alike:
            AlertMatch.objects.bulk_create(
                [AlertMatch(search=search, letter_id=pk, matched_at=now) for pk in found],
                ignore_conflicts=True,
                batch_size=5000,
            )
            SavedSearch.objects.filter(pk=search.pk).update(seen_on=today)


def _of_earlier_days(now: datetime.datetime) -> SavedSearchQuerySet:
    return SavedSearch.objects.alerting().filter(seen_on__lt=timezone.localdate(now))


def _alike(searches: Iterable[SavedSearch]) -> list[list[SavedSearch]]:
    """Put together the searches that find the same: the same words, asked by people who may see the same."""
    groups = defaultdict(list)
    for search in searches:
        groups[search.query, may_see_drafts(search.owner), search.seen_on].append(search)
    return list(groups.values())


def _note_problem(searches: Iterable[SavedSearch], now: datetime.datetime) -> None:
    """Say on the searches' page that they could not be asked; one that breaks must not stop the others."""
    day = timezone.localdate(now)
    sentence = (
        f"This search could not be asked on {day:%B} {day.day}, {day.year}: its alerts may lack letters of that day."
    )
    for search in searches:
        logger.exception("Saved search %s could not be asked.", search.pk)
        SavedSearch.objects.filter(pk=search.pk).update(problem=sentence)


def _strike_off(changes: Mapping[int, datetime.datetime]) -> None:
    """Take the letters off the list, but for those that changed again or are changing: they are asked about anew."""
    free = LetterChange.objects.filter(pk__in=changes.keys()).select_for_update(skip_locked=True)
    done = [pk for pk, since in free.values_list("letter_id", "since") if since == changes[pk]]
    LetterChange.objects.filter(pk__in=done).delete()
