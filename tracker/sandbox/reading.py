"""One file read: its limits, its clock, and the state in which it ends."""

import logging
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from tracker.reading.budget import OCR_SECONDS
from tracker.reading.child import Job, Outcome
from tracker.reading.errors import DamagedPDF, TooBusy, TooCostly, TooLarge, UnreadableFile, problem_for
from tracker.reading.rows import Reading
from tracker.sandbox import warm

__all__ = ["Limits", "read"]

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.5
_TRIES = 3  # how many children may be lost, for no fault of the file's, before the file is given up
# What ends a process from outside: the kernel's limits, or whoever needed its memory more.
_SPENT = {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGTERM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may cost.

    A file gets `wall_seconds`, and more for each page that goes to OCR and each page's picture, up to `total_seconds`.
    OCR counts a processor's time itself; by the clock a page gets what it needs on a machine with much else to do.
    """

    max_bytes: int = 50 * 1024 * 1024
    max_pages: int = 300
    wall_seconds: float = 50.0
    ocr_page_seconds: float = 125.0
    picture_seconds: float = 1.0
    total_seconds: float = 600.0
    memory_bytes: int = 1536 * 1024 * 1024
    file_bytes: int = 128 * 1024 * 1024


def read(
    pdf: bytes,
    *,
    images_dir: Path | None = None,
    limits: Limits | None = None,
    on_beat: Callable[[], None] | None = None,
) -> Reading:
    """Return what the letter in `pdf` says; write images_dir/1.webp, 2.webp, … (150 dpi) when a folder is given.

    `on_beat` is called about twice a second; what it raises ends the reading and is raised here. Raises a subclass
    of UnreadableFile for every file that cannot be read. Pictures are written for a file without words too.
    """
    limits = limits or Limits()
    if len(pdf) > limits.max_bytes:
        size = limits.max_bytes // (1024 * 1024)
        raise TooLarge(f"This file is larger than {size} MB. Upload the letter without its attachments.")
    for _ in range(_TRIES):
        try:
            return _read(pdf, images_dir, limits, on_beat)
        except warm.ChildLost as error:
            log.warning("A warm reader was lost: %s", error)
    raise TooCostly  # whatever ends one reader after another, it is this file that they were reading


def _read(pdf: bytes, images_dir: Path | None, limits: Limits, on_beat: Callable[[], None] | None) -> Reading:
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaint,
        tempfile.TemporaryDirectory(prefix="letterbook-", ignore_cleanup_errors=True) as folder,
    ):
        given.write(pdf)
        given.seek(0)
        status = _run(given, answer, complaint, Path(folder), images_dir, limits, on_beat)
        return _understood(status, answer, complaint, limits)


def _run(
    given: IO[bytes],
    answer: IO[bytes],
    complaint: IO[bytes],
    folder: Path,
    images_dir: Path | None,
    limits: Limits,
    on_beat: Callable[[], None] | None,
) -> int:
    """Have a warm child read, watch it, and return the exit status; what it started is gone when this ends."""
    job = Job(
        max_pages=limits.max_pages,
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        cpu_seconds=round(limits.total_seconds),
        folder=str(folder),
        images_dir=str(images_dir.resolve()) if images_dir else None,
    )
    reader, writer = os.pipe()
    start = time.monotonic()
    try:
        with warm.child() as child:
            try:
                child.start(job, [given.fileno(), answer.fileno(), complaint.fileno(), writer])
            finally:
                os.close(writer)
            _watch(reader, limits, on_beat)
            return child.ended()
    except TooCostly as error:
        if _was_waiting(child.cpu_milliseconds / 1000, time.monotonic() - start):
            raise TooBusy from error
        raise
    finally:
        os.close(reader)


def _was_waiting(cpu_seconds: float, seconds: float) -> bool:
    """Whether a reader whose time is up spent most of it waiting for a processor.

    What the program took that was running at the end is not known; it may be as much as a page gets.
    """
    return cpu_seconds + OCR_SECONDS < seconds / 2


def _watch(reader: int, limits: Limits, on_beat: Callable[[], None] | None) -> None:
    """Wait until the reader closes its pipe or its time is up; every byte from it brings it more time."""
    start = time.monotonic()
    allowed = limits.wall_seconds
    beat = start
    while True:
        now = time.monotonic()
        if now - start > min(allowed, limits.total_seconds):
            raise TooCostly
        if on_beat is not None and now - beat >= BEAT_SECONDS:
            on_beat()
            beat = now
        ready, _, _ = select.select([reader], [], [], BEAT_SECONDS)
        if not ready:
            continue
        said = os.read(reader, 4096)
        if not said:  # its end of the pipe is closed: it has ended, or is about to
            return
        allowed += said.count(b"o") * limits.ocr_page_seconds + said.count(b"p") * limits.picture_seconds


def _understood(status: int, answer: IO[bytes], complaint: IO[bytes], limits: Limits) -> Reading:
    if status in _SPENT:
        raise TooCostly
    answer.seek(0)
    raw = answer.read(limits.file_bytes + 1)
    if status < 0:
        raise DamagedPDF
    if status > 0 or not raw:
        complaint.seek(0)
        log.error("The reader failed with status %s: %s", status, complaint.read(20_000).decode("utf-8", "replace"))
        raise UnreadableFile
    outcome = msgspec.msgpack.decode(raw, type=Outcome)
    if outcome.reading is not None:
        return outcome.reading
    raise problem_for(outcome.code)(outcome.sentence)
