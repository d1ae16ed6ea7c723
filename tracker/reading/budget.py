"""How long a program that we start may work: by a processor's time, which a picture costs on any machine, and by the
clock only as a last resort, because it also counts how much else the machine has to do.
"""

import contextlib
import math
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from tracker.reading.errors import TooBusy

__all__ = ["OCR_SECONDS", "Budget", "OutOfTime"]

OCR_SECONDS = 30.0  # of a processor, for one page; a clean one takes 2 to 4
_PATIENCE = 4.0  # seconds by the clock for each second of a processor


class OutOfTime(Exception):
    """The programs took all of the processor's time that they were given."""


class Budget:
    """`seconds` of a processor's time for programs that run one after another, and four times that by the clock."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._deadline = time.monotonic() + _PATIENCE * seconds

    def run(self, command: Sequence[str], given: bytes, environment: Mapping[str, str]) -> bytes:
        """Return what the program prints when it is `given` this; nothing when it fails.

        Raises OutOfTime when its work took what was left, and TooBusy when the clock ended it before.
        """
        before = _spent()
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        ) as program:
            _limit(program.pid, self.left)
            try:
                printed, _ = program.communicate(given, timeout=max(self._deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired as error:
                program.kill()
                program.wait()
                if _spent() - before < self.left:
                    raise TooBusy from error
                raise OutOfTime from error
            except BaseException:
                program.kill()
                raise
            finally:
                self.left -= _spent() - before
        if program.returncode == -signal.SIGXCPU:
            self.left = min(self.left, 0.0)  # the kernel counts in ticks, and may come to more than is reported
            raise OutOfTime
        return printed if program.returncode == 0 else b""


def _spent() -> float:
    """Return the processor's time of the programs that were started and have ended, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _limit(pid: int, seconds: float) -> None:
    """Have the kernel end a program after so much of a processor's time. Elsewhere than on Linux the clock must do."""
    if sys.platform == "linux":
        whole = max(math.ceil(seconds), 1)
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended already, or may not be limited
            resource.prlimit(pid, resource.RLIMIT_CPU, (whole, whole + 1))
