"""The children that stand ready: started once, lent to one file at a time, replaced when anything is amiss.

Starting Python and importing the reader takes as long as reading some letters. A warm child has that behind it, and
forks a process for each file. One child serves one caller at a time, so that threads that read at once have a child
each. Processes forked from this one (Celery's workers) let go of the children that they inherit, and start their own.
"""

import atexit
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tracker.reading.child import Job

__all__ = ["Child", "ChildLost", "child", "environment"]

# All files of one child's meet the same layout of memory and the same seed of hashes; after so many it is a new one.
MOST_FILES = 200
START_SECONDS = 60.0  # to import everything, on a busy machine
FORK_SECONDS = 10.0
END_SECONDS = 5.0
_ROOT = Path(__file__).resolve().parent.parent.parent

_lock = threading.Lock()
_idle: list["Child"] = []
_all: "weakref.WeakSet[Child]" = weakref.WeakSet()


class ChildLost(Exception):
    """The warm child ended or hung, for no fault that can be told to be the file's."""


@contextlib.contextmanager
def child() -> Iterator["Child"]:
    """Lend a warm child, which is started when none is idle, and taken back when what it did ended well.

    When the caller's work is broken off, the process that reads is killed, and all that it started.
    """
    with _lock:
        one = _idle.pop() if _idle else None
    if one is not None and not one.is_alive():
        one.close()
        one = None
    one = one or Child()
    try:
        yield one
    except BaseException:
        one.stop()
        one.close()
        raise
    if one.is_worn:
        one.close()
    else:
        with _lock:
            _idle.append(one)


class Child:
    """A warm child, seen from the process that started it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "tracker.reading.child", str(theirs.fileno()), str(os.getpid())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    cwd=_ROOT,
                    env=environment(),
                    start_new_session=True,
                )
            except BaseException:
                ours.close()
                raise
        self._connection = ours
        self._said = b""
        self._reader: int | None = None
        self.files = 0
        self.status = 0
        self.peak_kilobytes = 0
        self.cpu_milliseconds = 0
        _all.add(self)

    @property
    def is_worn(self) -> bool:
        """Whether the child should be replaced: after a file that ended its reader, and after many files."""
        return self.status != 0 or self.files >= MOST_FILES or self._reader is not None

    def is_alive(self) -> bool:
        """Whether it still runs, and has said nothing unasked."""
        return self._process.poll() is None and not select.select([self._connection], [], [], 0)[0]

    def start(self, job: Job, descriptors: Sequence[int]) -> None:
        """Begin a job (see tracker.reading.child) with its four descriptors. Raises ChildLost."""
        seconds = FORK_SECONDS if self.files else START_SECONDS
        self.files += 1
        try:
            socket.send_fds(self._connection, [msgspec.json.encode(job) + b"\n"], list(descriptors))
            word, *numbers = self._line(seconds).split()
        except OSError as error:
            raise ChildLost(str(error)) from error
        if word != b"started":
            raise ChildLost(f"It said {word!r}.")
        self._reader = int(numbers[0])

    def ended(self) -> int:
        """Wait for the end of what was started, and return its exit status; negative for a signal.

        A reader that has closed its pipe has a few seconds to end. Raises ChildLost.
        """
        try:
            try:
                line = self._line(END_SECONDS)
            except TimeoutError:
                self._connection.sendall(b"stop\n")
                line = self._line(END_SECONDS)
        except OSError as error:
            raise ChildLost(str(error)) from error
        return self._take(line)

    def stop(self) -> None:
        """Kill what was started, if it still runs."""
        if self._reader is None:
            return
        try:
            self._connection.sendall(b"stop\n")
            self._take(self._line(END_SECONDS))
        except (OSError, ChildLost):
            # The child is no more, or hangs: the reader's group is killed from here.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._reader, signal.SIGKILL)
            self._reader = None

    def close(self) -> None:
        """End the child. Its socket closed, it would end by itself; this does not wait for that."""
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def forget(self) -> None:
        """Let go of a child that another process started, of which this one is a fork."""
        self._connection.close()
        self._process.returncode = 0  # it is not ours to wait for

    def _take(self, line: bytes) -> int:
        word, *numbers = line.split()
        if word != b"ended":
            raise ChildLost(f"It said {word!r}.")
        self._reader = None
        self.status, self.peak_kilobytes, self.cpu_milliseconds = map(int, numbers)
        return self.status

    def _line(self, seconds: float) -> bytes:
        """Return the next line that it says. Raises OSError, TimeoutError among them, and ChildLost when it ends."""
        self._connection.settimeout(seconds)
        try:
            while b"\n" not in self._said:
                said = self._connection.recv(4096)
                if not said:
                    raise ChildLost("It ended.")
                self._said += said
        finally:
            self._connection.settimeout(None)
        line, _, self._said = self._said.partition(b"\n")
        return line


def environment() -> dict[str, str]:
    """Return the child's environment: nothing of ours but where programs and modules lie; so no secrets either."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": tempfile.gettempdir(),
    }


def _forget_all() -> None:
    global _lock
    _lock = threading.Lock()
    _idle.clear()
    for one in list(_all):
        one.forget()
    _all.clear()


def _close_idle() -> None:
    with _lock:
        while _idle:
            _idle.pop().close()


os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_idle)
