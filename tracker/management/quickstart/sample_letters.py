"""Sends the sample letters in at the door that every upload uses, and waits until the worker has read them."""

import datetime
import hashlib
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet
from kombu.exceptions import OperationalError as BrokerUnavailable

from tracker import samples, tasks
from tracker.archive.receive import receive
from tracker.linking.coverage import load_coverage
from tracker.models import Letter, LetterFile, ReadingState

__all__ = ["Progress", "letters", "load_press", "progress", "upload"]


@dataclass(frozen=True)
class Progress:
    """How many of the sample letters are done: read, or in a state that needs a person."""

    done: int
    of: int
    reading: str = ""

    @property
    def is_complete(self) -> bool:
        return self.done == self.of


def letters() -> QuerySet[Letter]:
    """The sample letters that are in the archive, oldest first."""
    return Letter.objects.filter(file__sha256__in=_hashes()).select_related("file").order_by("letter_date", "pk")


@cache
def _hashes() -> tuple[str, ...]:
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in samples.sample_pdfs())


def upload(now: datetime.datetime) -> int:
    """Receive each sample that is not in the archive yet, ring for it, and return how many these were."""
    count = 0
    for path in samples.sample_pdfs():
        content = path.read_bytes()
        if LetterFile.objects.filter(sha256=hashlib.sha256(content).hexdigest()).exists():
            continue
        received = receive(content, name=path.name, by=None, now=now, reconstruction=True, publish_when_read=True)
        count += received.created
        if received.to_read:
            try:
                tasks.process_letter.delay(letter_id=received.letter.pk)
            except BrokerUnavailable:
                # It is in the ledger: the sweep rings for it as soon as the broker is back.
                continue
    return count


def progress() -> Progress:
    """Return how far the worker is with the samples."""
    rows = list(letters().values_list("reading_state", "file__original_name"))
    done = sum(state in (ReadingState.READ, ReadingState.NEEDS_PERSON) for state, _ in rows)
    reading = next((name for state, name in rows if state == ReadingState.READING), "")
    return Progress(done, len(rows), reading)


def load_press() -> None:
    """Store the articles that quote the samples, once the letters are read: passages are aligned to their words."""
    load_coverage(samples.SAMPLES / "coverage.json")
