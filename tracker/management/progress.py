"""How far a long command is: a bar with the time that is left on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable
from typing import TextIO

__all__ = ["Progress"]


class Progress:
    """Draws on `stream`; `clock` in seconds. Call `show(done, of, note)` as often as you like, and `close` at the end.

    2020-06: [##########----------] 50 %  4,210 documents  about 3 min left
    """

    WIDTH = 24
    EVERY_SECONDS = 10.0

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._is_terminal = bool(getattr(stream, "isatty", lambda: False)())
        self._began = self._last = clock()
        self._drawn = 0

    def show(self, done: float, of: float, note: str = "") -> None:
        """Show that `done` of `of` is done."""
        now = self._clock()
        share = min(max(done / of, 0.0), 1.0) if of else 0.0
        left = f"  {_span((now - self._began) * (1 - share) / share)} left" if 0 < share < 1 else ""
        if self._is_terminal:
            filled = round(share * self.WIDTH)
            line = f"[{'#' * filled}{'-' * (self.WIDTH - filled)}] {share:4.0%}  {note}{left}"
            self._stream.write("\r" + line.ljust(self._drawn))
            self._drawn = len(line)
        elif share >= 1 or now - self._last >= self.EVERY_SECONDS:
            self._stream.write(f"{share:.0%}: {note}{left}\n")
            self._last = now
        self._stream.flush()

    def close(self) -> None:
        """End the bar's line, if one was drawn."""
        if self._drawn:
            self._stream.write("\n")
            self._drawn = 0


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"
