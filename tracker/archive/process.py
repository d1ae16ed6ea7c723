"""From a waiting letter to a read one: the straight line.

    claim -> fetch the bytes -> read (in a child process) -> resolve -> one transaction: record, index, propose, finish

Every way out leaves the letter in a state with a sentence: read, unreadable (a person can act on it), or, after an
error that nobody foresaw, waiting for another attempt and failed after the last. What a busy machine had no time for
waits for another attempt too.
"""

import dataclasses
import datetime
import hashlib
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tracker import linking, resolving, sandbox, search
from tracker.archive import ledger, publish
from tracker.archive.errors import ClaimLost
from tracker.archive.pictures import store_pictures
from tracker.archive.record import persons_date, record, record_pictures
from tracker.archive.registry import DatabaseRegistry
from tracker.models import EventKind, Letter, LetterEvent, LetterFile, Outcome, Publication
from tracker.reading.errors import TooBusy, UnreadableFile
from tracker.reading.rows import FactKind, Reading
from tracker.resolving.records import Registry, Resolved

__all__ = ["Read", "process"]

logger = logging.getLogger(__name__)

FAILED_CODE = "failed"
FAILED_SENTENCE = (
    "Something went wrong while this letter was read, and again when it was tried anew. The error is in the log. "
    "Ask for it to be read again once it is mended, or enter the letter's facts by hand."
)


class LostOriginal(UnreadableFile):
    """The stored bytes are gone, or are not those that came."""

    code = "lost_original"
    sentence = "The stored file is missing or was altered. Restore it from a backup, then ask for it to be read again."


class Read(Protocol):
    """tracker.sandbox.read, or what stands in for it."""

    def __call__(
        self, pdf: bytes, *, images_dir: Path | None = None, on_beat: Callable[[], None] | None = None
    ) -> Reading: ...


def process(
    letter_id: int,
    *,
    now: Callable[[], datetime.datetime] = timezone.now,
    read: Read | None = None,
    resolve: Callable[[Reading, Registry], Resolved] | None = None,
) -> Outcome | None:
    """Read one letter, and return how it ended; None when there was nothing to do, or the work was lost to another.

    `now` is a clock, for reading takes a while. Harmless to call at any time, and twice at once.
    """
    held = ledger.claim(letter_id, worker=ledger.worker_name(), now=now())
    if held is None:
        return None
    try:
        return _process(held, now=now, read=read or _read_in_sandbox, resolve=resolve or resolving.resolve)
    except ClaimLost:
        logger.warning("Letter %s was taken over by another worker.", letter_id)
        return None
    except UnreadableFile as error:
        if isinstance(error, TooBusy) and ledger.release(held, now=now()):
            return Outcome.WAITING
        return _close(held, Outcome.UNREADABLE, error.code, str(error), now())
    except Exception:
        logger.exception("Letter %s could not be processed (attempt %s).", letter_id, held.attempt)
        if ledger.release(held, now=now()):
            return Outcome.WAITING
        return _close(held, Outcome.FAILED, FAILED_CODE, FAILED_SENTENCE, now())


def _process(
    held: ledger.Claim,
    *,
    now: Callable[[], datetime.datetime],
    read: Read,
    resolve: Callable[[Reading, Registry], Resolved],
) -> Outcome:
    letter = Letter.objects.select_related("file__uploaded_by").get(pk=held.letter_id)
    stats = _Stats()
    with tempfile.TemporaryDirectory(prefix="letterbook-pages-") as folder:
        heart = _Heart(held, now)
        with stats.timed("read"):
            try:
                reading = read(_content(letter.file), images_dir=Path(folder), on_beat=heart)
            except UnreadableFile:
                # A person who enters the facts by hand wants to see the pages all the same.
                record_pictures(letter, store_pictures(letter.file, Path(folder), on_beat=heart))
                raise
        with stats.timed("pictures"):
            pictures = store_pictures(letter.file, Path(folder), on_beat=heart)
    reading = _with_persons_date(reading, letter)
    ledger.beat(held, now=now())
    with stats.timed("resolve"):
        resolved = resolve(reading, DatabaseRegistry())
    ledger.beat(held, now=now())
    finished_at = now()
    with transaction.atomic():
        ledger.hold(held)
        with stats.timed("record"):
            record(letter, reading, resolved, extracted_at=finished_at, pictures=pictures)
        with stats.timed("link"):
            linking.propose(letter, now=finished_at)
        with stats.timed("index"):
            # Last, because what followed a letter is found by its search row too.
            search.index(letter)
        LetterEvent.log(letter, EventKind.READ, at=finished_at, message=_pages_read(reading))
        ledger.finish(
            held,
            outcome=Outcome.READ,
            now=now(),
            reader_version=reading.reader_version[:40],
            stats={"seconds": stats.seconds, "pages": len(reading.pages)},
        )
        if letter.publish_when_read and letter.publication == Publication.DRAFT:
            publish.publish(letter, by=letter.file.uploaded_by, now=finished_at)
    return Outcome.READ


def _read_in_sandbox(
    pdf: bytes, *, images_dir: Path | None = None, on_beat: Callable[[], None] | None = None
) -> Reading:
    limits = sandbox.Limits(max_bytes=settings.MAX_FILE_BYTES, max_pages=settings.MAX_PAGES)
    return sandbox.read(pdf, images_dir=images_dir, limits=limits, on_beat=on_beat)


def _close(held: ledger.Claim, outcome: Outcome, code: str, sentence: str, now: datetime.datetime) -> Outcome | None:
    try:
        with transaction.atomic():
            ledger.finish(held, outcome=outcome, now=now, problem=code, sentence=sentence)
    except ClaimLost:
        return None
    return outcome


def _content(file: LetterFile) -> bytes:
    """Return the bytes as they came. Raises LostOriginal unless they are those that were received."""
    try:
        with file.file.open("rb") as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        raise LostOriginal from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise LostOriginal
    return content


def _with_persons_date(reading: Reading, letter: Letter) -> Reading:
    """Let the date that a person gave decide who was in office."""
    date = persons_date(letter)
    found = reading.fact(FactKind.DATE)
    if date is None or found is None or found.date == date:
        return reading
    facts = tuple(dataclasses.replace(fact, date=date) if fact is found else fact for fact in reading.facts)
    return dataclasses.replace(reading, facts=facts)


def _pages_read(reading: Reading) -> str:
    count = len(reading.pages)
    return f"{count} page{'' if count == 1 else 's'}, reader {reading.reader_version}"


class _Heart:
    """Moves the heartbeat, at most once in BEAT_SECONDS. Raises ClaimLost when another worker has taken over."""

    def __init__(self, held: ledger.Claim, now: Callable[[], datetime.datetime]) -> None:
        self.held, self.now = held, now
        self.next = time.monotonic() + settings.BEAT_SECONDS

    def __call__(self) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + settings.BEAT_SECONDS
            ledger.beat(self.held, now=self.now())


class _Stats:
    def __init__(self) -> None:
        self.seconds: dict[str, Any] = {}

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.seconds[step] = round(time.monotonic() - start, 3)
