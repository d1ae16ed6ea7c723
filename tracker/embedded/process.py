"""A child process: started in a session of its own, told by the kernel when we die, stopped with what it started."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Process", "launched"]

_LAUNCH = Path(__file__).with_name("launch.py")
_LOG_LIMIT = 10 * 1024 * 1024


def launched(
    argv: Sequence[str | Path], *, identity: str = "as-is", death_signal: signal.Signals = signal.SIGTERM
) -> list[str]:
    """Return the command line that runs `argv` through launch.py as a child of this process."""
    start = [sys.executable, "-I", "-S", str(_LAUNCH), str(os.getpid()), str(int(death_signal)), identity]
    return start + [str(part) for part in argv]


@dataclass
class Process:
    """One child and how it is stopped.

    It runs in a session of its own, so that Ctrl-C in a terminal reaches us alone and we stop it in our own order.
    `stop_signals` are sent one after the other, each after its number of seconds has passed in vain; at last SIGKILL.
    `death_signal` is what the kernel sends it when this process ends in any way. The kernel counts the *thread* that
    started it as its parent, so start it from the main thread.
    """

    name: str
    argv: Sequence[str | Path]
    log: Path
    env: Mapping[str, str] | None = None
    identity: str = "as-is"
    cwd: Path | None = None
    pass_fds: Sequence[int] = ()
    stop_signals: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 10.0),)
    death_signal: signal.Signals = signal.SIGTERM
    popen: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _asked: bool = field(default=False, init=False)

    def start(self) -> "Process":
        """Start it, with its output appended to its log."""
        self._asked = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                launched(self.argv, identity=self.identity, death_signal=self.death_signal),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=None if self.env is None else dict(self.env),
                cwd=self.cwd,
                pass_fds=tuple(self.pass_fds),
                start_new_session=True,
            )
        return self

    @property
    def is_alive(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    @property
    def ending(self) -> str:
        """How it ended, for a sentence: "SIGKILL", or its exit code and its last words."""
        code = self.popen.poll() if self.popen else None
        if code is None:
            return "still running"
        if code >= 0:
            return f"exit code {code}, its log {self.log} ends: {self.last_words(1)}"
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
        return f"signal {-code}"

    def ask_to_stop(self) -> None:
        """Send the first of the stop signals and return at once."""
        if self.is_alive and not self._asked:
            self._asked = True
            self._send(self.stop_signals[0][0])

    def stop(self) -> None:
        """Stop it and whatever it left in its process group; return when all are gone."""
        if self.popen is None:
            return
        # A second SIGTERM would be more than a repetition to some (Celery drops its work): the first is sent once.
        self.ask_to_stop()
        for position, (number, seconds) in enumerate(self.stop_signals):
            if not self.is_alive:
                break
            if position:
                self._send(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(seconds)
        if self.is_alive:
            self._send(signal.SIGKILL)
            self.popen.wait()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)

    def last_words(self, lines: int = 4) -> str:
        """Return the end of its log in one line."""
        try:
            text = self.log.read_bytes()[-4000:].decode(errors="replace")
        except OSError:
            return ""
        return " / ".join(line.strip() for line in text.splitlines()[-lines:] if line.strip())

    def _send(self, number: signal.Signals) -> None:
        assert self.popen is not None
        with contextlib.suppress(ProcessLookupError):
            self.popen.send_signal(number)
