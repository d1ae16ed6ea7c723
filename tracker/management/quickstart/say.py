"""What is said on the terminal: steps with their time, and warnings. Plain lines where it is no terminal."""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.status import Status

__all__ = ["Teller", "deaf", "heed_signals"]

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Teller:
    """Says how far things are. A terminal that has gone away changes nothing of what is done."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        if not self._console.is_terminal:
            # Nobody's window sets the width of a log.
            self._console = Console(highlight=False, width=132)
        self._status: Status | None = None
        self._name = ""

    def line(self, text: str) -> None:
        """Say a line; it may have rich's markup."""
        with contextlib.suppress(OSError):
            self._console.print(text, soft_wrap=True)

    def show(self, what: RenderableType) -> None:
        """Show a table."""
        with contextlib.suppress(OSError):
            self._console.print()
            self._console.print(what)

    def warn(self, sentence: str) -> None:
        """Say that something is not as it should be."""
        self.line(f"[yellow]![/] {escape(sentence)}")

    def done(self, name: str, outcome: str, seconds: float | None = None) -> None:
        """Say that a step is done."""
        took = f"  [dim]{seconds:.1f} s[/]" if seconds is not None else ""
        self.line(f"[green]✓[/] {name:<20} {escape(outcome)}{took}")

    def now(self, text: str) -> None:
        """Say what the step is at just now, on a terminal only."""
        if self._status is not None:
            self._status.update(f"{self._name}  {escape(text)}")

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Callable[[str], None]]:
        """Show that a step is under way; call what is yielded with its outcome."""
        began = time.monotonic()
        self._name = name
        with self._console.status(name) as status:
            self._status = status if self._console.is_terminal else None
            try:
                yield lambda outcome: self.done(name, outcome, time.monotonic() - began)
            finally:
                self._status = None


def heed_signals() -> None:
    """Let SIGTERM and a closed terminal end the program as Ctrl-C does, by KeyboardInterrupt: then all is stopped."""
    for number in _ENDING_SIGNALS:
        # Under nohup a closed terminal is meant to change nothing.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Heed no such signal meanwhile: what is being stopped is being stopped, and that takes seconds at most."""
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in _ENDING_SIGNALS]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
