"""Reads a gold set's letters, several at a time, each in the sandbox, and compares them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from tracker import sandbox
from tracker.management.reading_form import reading_form
from tracker.management.scorecard.pages import PageSource
from tracker.reading import UnreadableFile
from tracker.reading.rows import Direction
from tracker.resolving import resolve
from tracker.resolving.records import AgencyRecord, Registry
from tracker.resolving.signers import each_left_out
from tracker.scorecard import GoldLetter, LetterRead
from tracker.scorecard.abstentions import abstentions
from tracker.scorecard.card import LeftOut

__all__ = ["read_letters"]


def read_letters(
    letters: Sequence[GoldLetter],
    source: PageSource,
    registry: Registry | None,
    *,
    workers: int,
    on_read: Callable[[], None],
    leave_one_out: bool = False,
) -> list[LetterRead]:
    """Return what came of each letter, in order. `on_read` is called when one more is done."""
    agencies = {agency.slug: agency for agency in registry.agencies()} if registry else {}

    def read(letter: GoldLetter) -> LetterRead:
        return _read(letter, source, registry, agencies, leave_one_out=leave_one_out)

    # The sandbox is a process of its own for each file, so that threads suffice to wait for several.
    with ThreadPoolExecutor(workers) as executor:
        return list(_told(executor.map(read, letters), on_read))


def _told(outcomes: Iterator[LetterRead], on_read: Callable[[], None]) -> Iterator[LetterRead]:
    for outcome in outcomes:
        on_read()
        yield outcome


def _read(
    letter: GoldLetter,
    source: PageSource,
    registry: Registry | None,
    agencies: Mapping[str, AgencyRecord],
    *,
    leave_one_out: bool,
) -> LetterRead:
    pages = source(letter)
    if pages.problem:
        return LetterRead(letter=letter, problem=pages.problem, lines=pages.lines)
    try:
        reading = sandbox.read(pages.pdf)
    except UnreadableFile as error:
        return LetterRead(letter=letter, problem=str(error), lines=pages.lines)
    resolved = resolve(reading, registry) if registry else None
    rows, decided = abstentions(reading, resolved)
    form = reading_form(f"{letter.name}.pdf", reading, resolved, agencies)
    left_out: tuple[LeftOut, ...] = ()
    if leave_one_out and registry and reading.direction != Direction.TO_CONGRESS:
        pairs = each_left_out(reading, registry)
        left_out = tuple(
            LeftOut(found.candidates[0].label if found.candidates else found.key, other.state.value, other.why)
            for found, other in pairs
        )
    return LetterRead(letter=letter, form=form, abstained=rows, decided=decided, lines=pages.lines, left_out=left_out)
