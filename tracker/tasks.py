"""Thin doors for Celery: fetch, call one verb, return. Ids by keyword.

Ring with `delay_on_commit`: the call goes out when the transaction that it speaks of is kept. A broker that does not
answer then is logged and no more, for the sweep rings again for whatever waits.
"""

import functools
import logging
from typing import Any

from celery import shared_task
from celery.contrib.django.task import DjangoTask
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from tracker import alerts, search
from tracker.archive import ledger, process, relink, syncing
from tracker.models import RunState, SyncRun
from tracker.sources import sync
from tracker.sources.federal_register_api import FederalRegister
from tracker.sources.polite import Caller, open_client

__all__ = ["look_forward", "process_letter", "propose_links", "sweep", "sync_federal_register", "tell"]

logger = logging.getLogger(__name__)

_LETTERS_A_CALL = 50

# The sweep rings again for a round of alerts that nobody began in this time.
_ROUND_SECONDS = 30


class Doorbell(DjangoTask):
    """A task whose call may be lost without harm."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        transaction.on_commit(functools.partial(self._ring, *args, **kwargs), robust=True)

    def _ring(self, *args: Any, **kwargs: Any) -> None:
        try:
            self.delay(*args, **kwargs)
        except OperationalError as error:
            logger.warning("The broker does not answer (%s). The sweep will ring again when it does.", error)


@shared_task(base=Doorbell, name="tracker.tasks.process_letter")
def process_letter(*, letter_id: int) -> None:
    """Read a letter that waits; nothing happens when it does not."""
    process.process(letter_id)


@shared_task(base=Doorbell, name="tracker.tasks.sweep")
def sweep() -> None:
    """Close what died too often, ring for what is due, and count the words of what came in."""
    now = timezone.now()
    ledger.abandon(now=now)
    for letter_id in ledger.due(now=now):
        process_letter.delay(letter_id=letter_id)
    for run_id in syncing.to_ring_again(now=now):
        sync_federal_register.delay(run_id=run_id)
    if relink.waiting(now=now):
        look_forward.delay()
    if alerts.waiting(now=now):
        tell.apply_async(expires=_ROUND_SECONDS)
    search.count_words()


@shared_task(base=Doorbell, name="tracker.tasks.propose_links")
def propose_links(*, letter_ids: list[int] | None = None) -> None:
    """Propose links for these letters, or, after an import, for all that have been read, a few in each call."""
    if letter_ids is not None:
        relink.propose_links(letter_ids, now=timezone.now())
        return
    everything = relink.read_letter_ids()
    for start in range(0, len(everything), _LETTERS_A_CALL):
        propose_links.delay(letter_ids=everything[start : start + _LETTERS_A_CALL])


@shared_task(base=Doorbell, name="tracker.tasks.look_forward")
def look_forward() -> None:
    """Look for the letters of new and changed actions, until none waits."""
    while relink.look_forward(now=timezone.now()):
        pass


@shared_task(base=Doorbell, name="tracker.tasks.tell")
def tell() -> None:
    """Match letters that changed with saved searches, and send the mails that are due."""
    alerts.tell(clock=timezone.now)


@shared_task(base=Doorbell, name="tracker.tasks.sync_federal_register")
def sync_federal_register(*, run_id: int | None = None) -> None:
    """Carry out a sync that was asked for, or that of the day; nothing happens while another is running."""
    now = timezone.now()
    if run_id is not None:
        run = SyncRun.objects.filter(pk=run_id, state=RunState.WAITING).first()
        if run is None:
            return
    else:
        run = syncing.ask_for_sync(now=now, until=sync.last_full_day(timezone.localtime(now)))
    try:
        with open_client() as client:
            stored = syncing.sync_everything(run, FederalRegister(Caller(client)), clock=timezone.now)
    except sync.Busy as busy:
        logger.info("%s", busy)
        return
    if stored.changed_ids:
        look_forward.delay_on_commit()
