"""Start a server once, however many ask: the first starts it, the others attach."""

import fcntl
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.problems import DidNotStart
from tracker.embedded.process import Process

__all__ = ["Server", "lock_is_held", "start_or_attach"]


@dataclass
class Server:
    """A running server. `process` is None when somebody else started it: then it is theirs to stop."""

    name: str
    lock: Path
    process: Process | None

    @property
    def is_attached(self) -> bool:
        return self.process is None

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive if self.process else lock_is_held(self.lock)

    @property
    def ending(self) -> str:
        """How it ended, for a sentence."""
        return self.process.ending if self.process else "stopped by whoever started it"

    def ask_to_stop(self) -> None:
        """Begin to stop it if we started it, and return at once."""
        if self.process is not None:
            self.process.ask_to_stop()

    def stop(self) -> None:
        """Stop it if we started it; return when it is gone."""
        if self.process is not None:
            self.process.stop()


def start_or_attach(
    *, name: str, lock: Path, launch: Callable[[int], Process], answers: Callable[[], bool], seconds: float
) -> Server:
    """Return the server when it answers, started by `launch` or by somebody else.

    The server inherits the open, locked file `lock` (its descriptor is handed to `launch`). The kernel frees a lock
    when the last process that holds it has ended, so a free lock says for certain, after any kind of crash, that no
    process of the server is left; no process number is ever trusted.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + seconds
    while True:
        held = _take(lock)
        if held is None:
            if answers():
                return Server(name, lock, None)
        else:
            try:
                process = launch(held)
            finally:
                os.close(held)
            _await(process, answers, deadline)
            return Server(name, lock, process)
        if time.monotonic() > deadline:
            raise DidNotStart(f"{name} is running in {lock.parent}, but did not answer within {seconds:.0f} s.")
        time.sleep(0.05)


def lock_is_held(lock: Path) -> bool:
    """Return whether a process holds the lock."""
    held = _take(lock)
    if held is None:
        return True
    os.close(held)
    return False


def _take(lock: Path) -> int | None:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _await(process: Process, answers: Callable[[], bool], deadline: float) -> None:
    while not answers():
        if not process.is_alive:
            raise DidNotStart(f"{process.name} did not start. {_pointer(process)}")
        if time.monotonic() > deadline:
            process.stop()
            raise DidNotStart(f"{process.name} did not answer in time and was stopped. {_pointer(process)}")
        time.sleep(0.02)


def _pointer(process: Process) -> str:
    return f"Its log, {process.log}, ends: {process.last_words()}"
