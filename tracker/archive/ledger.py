"""The ledger of reading: who reads which letter, who has gone silent, and what is due.

    waiting ── claim ──> running ── finish ──> read | unreadable | failed
       ^                    │
       └──── release ───────┘        (an unexpected error, while attempts are left)

A claim is a conditional UPDATE that raises `attempt`. The attempt is the fence: whoever holds an older one can neither
beat nor finish, whatever they have read meanwhile. The broker is only a doorbell; `due` says for whom to ring.
"""

import datetime
import os
import socket
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from tracker.archive.errors import ClaimLost
from tracker.models import (
    EventKind,
    Extraction,
    Letter,
    LetterEvent,
    LetterTranscript,
    Outcome,
    ReadingState,
)

__all__ = ["MOST_ATTEMPTS", "Claim", "abandon", "beat", "claim", "due", "finish", "hold", "release", "worker_name"]

MOST_ATTEMPTS = 3
DIED_CODE = "died"
DIED_SENTENCE = (
    "Reading this letter was broken off three times without a word. Ask for it to be read again; if that does not "
    "help, print the letter to a new PDF, and upload that."
)

# While workers are at work, a letter may rightly wait its turn for long: its call is in the queue. It is called again
# all the same after this time, in case the call was lost; the second call of a letter that was read does nothing.
_LONG_WAIT = datetime.timedelta(minutes=10)
_MOST_RINGS = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to read one letter: the run, and the attempt that it was claimed with."""

    letter_id: int
    extraction_id: int
    attempt: int


def worker_name() -> str:
    """Return this process's name in the ledger: host and process number."""
    return f"{socket.gethostname()}:{os.getpid()}"[:120]


def claim(letter_id: int, *, worker: str, now: datetime.datetime) -> Claim | None:
    """Take the letter's open run, when it waits or its worker has gone silent; None when there is nothing to take."""
    free = Q(outcome=Outcome.WAITING) | Q(outcome=Outcome.RUNNING, heartbeat_at__lt=now - _lease())
    row = Extraction.objects.filter(free, letter_id=letter_id, attempt__lt=MOST_ATTEMPTS).first()
    if row is None:
        return None
    with transaction.atomic():
        taken = Extraction.objects.filter(free, pk=row.pk, attempt=row.attempt).update(
            outcome=Outcome.RUNNING,
            attempt=row.attempt + 1,
            worker=worker,
            started_at=now,
            heartbeat_at=now,
        )
        if not taken:
            return None
        Letter.objects.filter(pk=letter_id).update(reading_state=ReadingState.READING)
    return Claim(letter_id, row.pk, row.attempt + 1)


def beat(held: Claim, *, now: datetime.datetime) -> None:
    """Show that the worker lives. Raises ClaimLost when another has taken over."""
    if not _mine(held).update(heartbeat_at=now):
        raise ClaimLost(f"Run {held.extraction_id}, attempt {held.attempt}, was taken over.")


def hold(held: Claim) -> Extraction:
    """Lock the run until the transaction's end, so that nobody else can take it. Raises ClaimLost when one has."""
    row = _mine(held).select_for_update().first()
    if row is None:
        raise ClaimLost(f"Run {held.extraction_id}, attempt {held.attempt}, was taken over.")
    return row


def finish(
    held: Claim,
    *,
    outcome: Outcome,
    now: datetime.datetime,
    problem: str = "",
    sentence: str = "",
    reader_version: str = "",
    stats: dict[str, Any] | None = None,
) -> None:
    """Close the run, in the transaction that stores what it found. Raises ClaimLost when another has taken over."""
    closed = _mine(held).update(
        outcome=outcome,
        finished_at=now,
        heartbeat_at=now,
        problem=problem,
        problem_sentence=sentence,
        reader_version=reader_version,
        stats=stats or {},
    )
    if not closed:
        raise ClaimLost(f"Run {held.extraction_id}, attempt {held.attempt}, was taken over.")
    if outcome != Outcome.READ:
        _needs_person(held.letter_id, problem, sentence, now)


def release(held: Claim, *, now: datetime.datetime) -> bool:
    """Give a run back after an unexpected error; False when its attempts are used up (then finish it as failed)."""
    if held.attempt >= MOST_ATTEMPTS:
        return False
    with transaction.atomic():
        if _mine(held).update(outcome=Outcome.WAITING, rung_at=now, worker=""):
            Letter.objects.filter(pk=held.letter_id).update(reading_state=ReadingState.WAITING)
    return True


def abandon(*, now: datetime.datetime) -> list[int]:
    """Close as failed the runs whose workers died as often as they may, and return their letters' numbers."""
    dead = Q(outcome=Outcome.RUNNING, heartbeat_at__lt=now - _lease(), attempt__gte=MOST_ATTEMPTS)
    abandoned = []
    for pk, letter_id in Extraction.objects.filter(dead).values_list("pk", "letter_id"):
        with transaction.atomic():
            closed = Extraction.objects.filter(dead, pk=pk).update(
                outcome=Outcome.FAILED, finished_at=now, problem=DIED_CODE, problem_sentence=DIED_SENTENCE
            )
            if closed:
                _needs_person(letter_id, DIED_CODE, DIED_SENTENCE, now)
                abandoned.append(letter_id)
    return abandoned


def due(*, now: datetime.datetime) -> list[int]:
    """Return the letters to ring for, longest waiting first, and note that they were rung for.

    1. Those whose worker has gone silent.
    2. Those that wait, and whose call was long ago: at once when nobody is at work, else after ten minutes.
    """
    rung_before = now - datetime.timedelta(seconds=settings.RING_AGAIN_SECONDS)
    at_work = Q(outcome=Outcome.RUNNING, heartbeat_at__gte=now - _lease()) | Q(
        started_at__isnull=False, finished_at__gte=rung_before
    )
    patience = now - _LONG_WAIT if Extraction.objects.filter(at_work).exists() else rung_before
    silent = Q(outcome=Outcome.RUNNING, heartbeat_at__lt=now - _lease(), rung_at__lt=rung_before)
    waiting = Q(outcome=Outcome.WAITING, rung_at__lt=patience)
    # What was given back after an error is in no queue, however busy the workers are.
    waiting |= Q(outcome=Outcome.WAITING, attempt__gt=0, rung_at__lt=rung_before)
    wanted = silent | waiting
    found = (
        Extraction.objects.filter(wanted, attempt__lt=MOST_ATTEMPTS)
        .order_by("rung_at")
        .values_list("pk", "letter_id")[:_MOST_RINGS]
    )
    # Two sweeps at once ring once: the second one's UPDATE finds the time already moved.
    return [letter_id for pk, letter_id in found if Extraction.objects.filter(wanted, pk=pk).update(rung_at=now)]


def _lease() -> datetime.timedelta:
    return datetime.timedelta(seconds=settings.LEASE_SECONDS)


def _mine(held: Claim) -> QuerySet[Extraction]:
    return Extraction.objects.filter(pk=held.extraction_id, outcome=Outcome.RUNNING, attempt=held.attempt)


def _needs_person(letter_id: int, problem: str, sentence: str, now: datetime.datetime) -> None:
    """Say on the letter that it needs a person; one that was read before keeps that reading, and its state."""
    letter = Letter.objects.get(pk=letter_id)
    was_read = LetterTranscript.objects.filter(letter_id=letter_id).exists()
    Letter.objects.filter(pk=letter_id).update(
        reading_state=ReadingState.READ if was_read else ReadingState.NEEDS_PERSON,
        problem=problem,
        problem_sentence=f"The newest reading failed, and the one before is kept. {sentence}"[:400]
        if was_read
        else sentence,
        changed_at=now,
    )
    LetterEvent.log(letter, EventKind.UNREADABLE, at=now, message=sentence)
