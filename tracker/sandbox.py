"""Reading in a child process: with limits, without a network, and with an end.

A PDF from a stranger can ask for gigabytes, run for ever, or crash a library. All of that happens in a process of its
own (`tracker.reading.child`), and ends here as a Reading or as one of the states of `tracker.reading.errors`.
"""

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from tracker.reading.child import Options, Outcome
from tracker.reading.errors import DamagedPDF, TooCostly, TooLarge, UnreadableFile, problem_for
from tracker.reading.rows import Reading

__all__ = ["Limits", "read"]

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.5
_ROOT = Path(__file__).resolve().parent.parent
# What ends a process from outside: the kernel's limits, or whoever needed its memory more.
_SPENT = {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGTERM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may cost.

    A file gets `wall_seconds`, and more for each page that goes to OCR and each page's picture, up to `total_seconds`.
    """

    max_bytes: int = 50 * 1024 * 1024
    max_pages: int = 300
    wall_seconds: float = 50.0
    ocr_page_seconds: float = 35.0
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
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaint,
        tempfile.TemporaryDirectory(prefix="letterbook-") as folder,
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
    """Start the child, watch it, and return its exit status; it is gone when this returns or raises."""
    reader, writer = os.pipe()
    options = Options(
        parent=os.getpid(),
        pipe=writer,
        max_pages=limits.max_pages,
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        cpu_seconds=round(limits.total_seconds),
        images_dir=str(images_dir.resolve()) if images_dir else None,
    )
    try:
        child = subprocess.Popen(
            [sys.executable, "-m", "tracker.reading.child", msgspec.json.encode(options).decode()],
            stdin=given,
            stdout=answer,
            stderr=complaint,
            pass_fds=(writer,),
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
    except BaseException:
        os.close(reader)
        raise
    finally:
        os.close(writer)
    try:
        _watch(child, reader, limits, on_beat)
    finally:
        os.close(reader)
        _end(child)
    return child.returncode


def _environment(folder: Path) -> dict[str, str]:
    """Return the child's environment: nothing of ours but where programs and modules lie; so no secrets either."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }


def _watch(child: "subprocess.Popen[bytes]", reader: int, limits: Limits, on_beat: Callable[[], None] | None) -> None:
    """Wait until the child closes its pipe or its time is up; every byte from it brings it more time."""
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
        if not said:
            # Its end of the pipe is closed: it has ended, or is about to.
            try:
                child.wait(timeout=5)
            except subprocess.TimeoutExpired as error:
                raise TooCostly from error
            return
        allowed += said.count(b"o") * limits.ocr_page_seconds + said.count(b"p") * limits.picture_seconds


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child and all that it started, and reap it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


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
    outcome = msgspec.json.decode(raw, type=Outcome)
    if outcome.reading is not None:
        return outcome.reading
    raise problem_for(outcome.code)(outcome.sentence)
