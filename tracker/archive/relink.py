"""Proposing links anew, after actions came in or a person corrected what links rest on.

The list of actions that wait is the database's; a call is a doorbell. `look_forward` takes some from the list, has
their letters searched again, and strikes them off; what a lost worker had taken is taken again after a while.
"""

import datetime
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from tracker import linking, search
from tracker.models import ActionLink, ActionSearch, ActionWaiting, AgencyAction, Letter, LinkState

__all__ = ["look_forward", "propose_links", "read_letter_ids", "waiting"]

AT_ONCE = 200
# After so long without an end, somebody else takes over.
LEASE = datetime.timedelta(minutes=15)
# To look forward for one batch takes about as long as to search so many letters wholly.
LETTERS_A_BATCH = 20
_LETTERS_AT_ONCE = 100
_NONE: frozenset[int] = frozenset()


def read_letter_ids() -> list[int]:
    """Return the numbers of all letters that have been read, oldest first."""
    return list(Letter.objects.filter(transcript__isnull=False).order_by("pk").values_list("pk", flat=True))


def propose_links(letter_ids: Collection[int], *, now: datetime.datetime) -> int:
    """Propose links for these letters, each in a transaction of its own, and return for how many. Unread ones have
    none."""
    done = 0
    for letter_id in letter_ids:
        with transaction.atomic():
            letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
            if letter is None or not hasattr(letter, "transcript"):
                continue
            linking.propose(letter, now=now)
            done += 1
    return done


def waiting(*, now: datetime.datetime) -> int:
    """Return how many actions wait for somebody to look for their letters."""
    return _free(now).count()


def look_forward(*, now: datetime.datetime, at_once: int = AT_ONCE) -> int:
    """Take some of the actions that wait, search again the letters that they may belong with, and return how many
    actions were done: 0 when none waits.

    An action that changes while this runs stays on the list. When far more actions wait than there are letters, as
    after a first import, every letter is searched once instead.
    """
    if not waiting(now=now):
        return 0
    _index_letters_that_are_not()
    everything = _more_than_letters(now)
    action_ids = _take(now, None if everything else at_once)
    if not action_ids:
        return 0
    _index_what_is_not(action_ids, now)
    linking.wait_for_proposals()
    _propose_actions(
        dict.fromkeys(read_letter_ids(), _NONE) if everything else linking.letters_to_search_again(action_ids), now=now
    )
    for start in range(0, len(action_ids), 5000):
        _write_what_followed(action_ids[start : start + 5000])
        ActionWaiting.objects.filter(action__in=action_ids[start : start + 5000], taken_at=now).delete()
    return len(action_ids)


def _propose_actions(letters: Mapping[int, Collection[int]], *, now: datetime.datetime) -> None:
    """Propose the actions of each letter, in a transaction of its own; those that come with it are scored alone."""
    wanted = {key for keys in letters.values() for key in keys}
    new = {view.key: view for view in linking.views_of(AgencyAction.objects.filter(pk__in=wanted))} if wanted else {}
    for letter_id, keys in letters.items():
        with transaction.atomic():
            letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
            if letter is not None and hasattr(letter, "transcript"):
                linking.propose_actions(letter, [new[key] for key in sorted(keys) if key in new], now=now)


def _free(now: datetime.datetime) -> QuerySet[ActionWaiting]:
    return ActionWaiting.objects.filter(Q(taken_at=None) | Q(taken_at__lt=now - LEASE))


def _take(now: datetime.datetime, at_once: int | None) -> list[int]:
    with transaction.atomic():
        free = _free(now).select_for_update(skip_locked=True).order_by("since", "action")
        action_ids = list(free.values_list("pk", flat=True)[:at_once])
        for start in range(0, len(action_ids), 5000):
            ActionWaiting.objects.filter(pk__in=action_ids[start : start + 5000]).update(taken_at=now)
    return action_ids


def _more_than_letters(now: datetime.datetime) -> bool:
    batches = waiting(now=now) // AT_ONCE
    letters = Letter.objects.filter(transcript__isnull=False)
    return batches > 1 and letters[: batches * LETTERS_A_BATCH].count() < batches * LETTERS_A_BATCH


def _write_what_followed(action_ids: list[int]) -> None:
    """Write the search rows of the letters that these actions followed. What is only proposed is in no row."""
    letters = ActionLink.objects.filter(action__in=action_ids, state=LinkState.CONFIRMED).order_by("letter")
    ids = list(letters.values_list("letter", flat=True).distinct())
    for start in range(0, len(ids), _LETTERS_AT_ONCE):
        with transaction.atomic():
            part = (
                Letter.objects.select_for_update().filter(pk__in=ids[start : start + _LETTERS_AT_ONCE]).order_by("pk")
            )
            search.index_many(list(part.values_list("pk", flat=True)))


def _index_letters_that_are_not() -> None:
    """Write the rows by which actions find letters for those that were read before there were such rows."""
    bare = Letter.objects.filter(transcript__isnull=False, topic__isnull=True).order_by("pk")
    while letters := list(bare.select_related("transcript")[:_LETTERS_AT_ONCE]):
        for letter in letters:
            # Each by itself: whoever is proposing for a letter holds its row, and may wait for another's.
            linking.index_letter(letter)


def _index_what_is_not(action_ids: list[int], now: datetime.datetime) -> None:
    """Write the search rows of actions that were stored before there were such rows."""
    for start in range(0, len(action_ids), 2000):
        part = action_ids[start : start + 2000]
        indexed = set(ActionSearch.objects.filter(action__in=part).values_list("action_id", flat=True))
        if missing := [key for key in part if key not in indexed]:
            with transaction.atomic():
                linking.index_actions(missing, now=now, waiting=False)
