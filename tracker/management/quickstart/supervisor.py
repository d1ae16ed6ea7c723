"""Watches what `quickstart` started: starts again what died, and at the end stops all in the reverse order."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tracker.embedded import EmbeddedProblem

__all__ = ["Running", "Supervisor"]

# Seconds before a child that died is started again; one that stayed up for STEADY seconds begins anew at the first.
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
STEADY = 60.0


class Running(Protocol):
    """What is watched: an embedded server, or a process."""

    @property
    def is_alive(self) -> bool: ...
    @property
    def ending(self) -> str: ...
    def ask_to_stop(self) -> None: ...
    def stop(self) -> None: ...


@dataclass
class _Child:
    name: str
    start: Callable[[], Running]
    running: Running
    started: float
    is_server: bool
    deaths: int = 0
    due: float | None = None


class Supervisor:
    """The children, in the order in which they were started. `say` is told, in a sentence, of each death."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._children: list[_Child] = []

    def start(self, name: str, start: Callable[[], Running], *, is_server: bool = False) -> None:
        """Start a child, and watch it from now on. Servers are stopped after the programs that use them."""
        self._children.append(_Child(name, start, start(), self._clock(), is_server))

    def look(self) -> None:
        """Start again, after its pause, each child that has died. To be called every moment."""
        now = self._clock()
        for child in self._children:
            if child.due is not None:
                if now >= child.due:
                    self._start_again(child)
            elif not child.running.is_alive:
                if now - child.started > STEADY:
                    child.deaths = 0
                self._died(child, child.running.ending)

    def hopeless(self, deaths: int) -> str | None:
        """Return the name of a child that has died so often in a row; None when there is none."""
        return next((child.name for child in self._children if child.deaths >= deaths), None)

    def stop(self) -> None:
        """Stop all, programs before servers, last started first; return when nothing is left."""
        children = self._children[::-1]
        self._children = []
        for is_server in (False, True):
            group = [child.running for child in children if child.is_server == is_server]
            # Told all at once, so that their farewells overlap; then each is waited for.
            for running in group:
                running.ask_to_stop()
            for running in group:
                running.stop()

    def _died(self, child: _Child, how: str) -> None:
        pause = PAUSES[min(child.deaths, len(PAUSES) - 1)]
        child.deaths += 1
        child.due = self._clock() + pause
        self._say(f"{child.name} ended ({how}); it is started again in {pause:g} s.")

    def _start_again(self, child: _Child) -> None:
        child.due = None
        # What the dead one left in its process group (a worker's pool, say) goes first.
        child.running.stop()
        try:
            child.running = child.start()
        except EmbeddedProblem as problem:
            self._died(child, str(problem))
        else:
            child.started = self._clock()
