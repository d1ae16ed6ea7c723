"""The verbs of syncing: a sync from beginning to end, and the letters that are to be searched again because of it."""

import datetime
from collections.abc import Sequence

from django.db.models import Q

from tracker import linking
from tracker.models import RunState, SyncRun, User
from tracker.sources import sync, texts
from tracker.sources.federal_register_api import FederalRegister
from tracker.sources.federal_register_store import Stored

__all__ = ["LETTERS_A_CALL", "affected_letters", "ask_for_sync", "sync_everything", "to_ring_again", "waiting_run"]

LETTERS_A_CALL = 50
ANSWERED_WITHIN = datetime.timedelta(minutes=1)
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)


def affected_letters(action_ids: Sequence[int]) -> list[list[int]]:
    """Return the letters whose search may come out otherwise since these actions are new or changed, in small calls."""
    letter_ids = linking.letters_to_search_again(action_ids) if action_ids else []
    return [letter_ids[start : start + LETTERS_A_CALL] for start in range(0, len(letter_ids), LETTERS_A_CALL)]


def waiting_run() -> SyncRun | None:
    """Return a sync that was asked for or runs now, if any."""
    return SyncRun.objects.filter(state__in=[RunState.WAITING, RunState.RUNNING]).first()


def ask_for_sync(*, now: datetime.datetime, until: datetime.date, by: User | None = None) -> SyncRun:
    """Write the run of a day, to be carried out by a worker; or return the one that waits already."""
    return SyncRun.objects.filter(state=RunState.WAITING).first() or sync.daily(now=now, until=until, asked_by=by)


def to_ring_again(*, now: datetime.datetime) -> list[int]:
    """Return the syncs that wait and were not answered, and note that they are rung for."""
    silent = now - RING_AGAIN_AFTER
    if SyncRun.objects.filter(state=RunState.RUNNING, heartbeat_at__gt=silent).exists():
        return []
    waiting = SyncRun.objects.filter(state=RunState.WAITING, asked_at__lt=now - ANSWERED_WITHIN)
    due = list(waiting.filter(Q(heartbeat_at=None) | Q(heartbeat_at__lt=silent)).values_list("pk", flat=True))
    SyncRun.objects.filter(pk__in=due).update(heartbeat_at=now)
    return due


def sync_everything(run: SyncRun, upstream: FederalRegister, *, clock: sync.Clock) -> Stored:
    """Carry out a run, look at public inspection, fetch the texts that are wanted; return what was done in all.

    Raises sync.Busy when another sync is running.
    """
    with sync.one_at_a_time() as orphans:
        stored = sync.carry_out(run, upstream, clock=clock)
        _, seen = sync.look_at_inspection(upstream, clock=clock)
        _, had = texts.fetch_texts(upstream.caller, clock=clock)
    stored.changed_ids = sorted({*stored.changed_ids, *seen.changed_ids, *had, *orphans})
    return stored
