"""The verbs of syncing: asking for a sync, and carrying it out from beginning to end."""

import datetime

from django.db.models import Q

from tracker.models import RunState, SyncRun, User
from tracker.sources import sync, texts
from tracker.sources.federal_register_api import FederalRegister
from tracker.sources.federal_register_store import Stored

__all__ = ["ask_for_sync", "sync_everything", "to_ring_again", "waiting_run"]

ANSWERED_WITHIN = datetime.timedelta(minutes=1)
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)


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
    with sync.one_at_a_time():
        stored = sync.carry_out(run, upstream, clock=clock)
        _, seen = sync.look_at_inspection(upstream, clock=clock)
        _, had = texts.fetch_texts(upstream.caller, clock=clock)
    stored.changed_ids = sorted({*stored.changed_ids, *seen.changed_ids, *had})
    return stored
