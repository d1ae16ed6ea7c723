"""What was read from the sample letters: a table, and the counts of the last line."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.table import Table

from tracker.models import Letter, LinkState, ReadingState, Recipient, Signature

__all__ = ["Counts", "count", "table"]


@dataclass(frozen=True)
class Counts:
    """Rows that no person dismissed, and links to actions that a person accepted."""

    letters: int
    recipients: int
    signers: int
    quotations: int
    actions: int

    def __str__(self) -> str:
        return (
            f"{self.letters} letters, {self.recipients} recipients, {self.signers} signers, "
            f"{self.quotations} quotations, {self.actions} actions linked"
        )


def count(letters: Sequence[Letter]) -> Counts:
    """Count what is stored of these letters."""
    return Counts(
        letters=len(letters),
        recipients=sum(letter.recipients.kept().count() for letter in letters),
        signers=sum(letter.signatures.kept().count() for letter in letters),
        quotations=sum(len(letter.spoken_quotations) for letter in letters),
        actions=sum(letter.action_links.filter(state=LinkState.CONFIRMED).count() for letter in letters),
    )


def table(letters: Sequence[Letter]) -> Table:
    """Return what was read of these letters, a row each."""
    shown = Table(title="What was read", title_justify="left", title_style="bold", show_lines=True, box=box.SIMPLE)
    shown.add_column("Letter", ratio=4)
    shown.add_column("Date", no_wrap=True)
    shown.add_column("Recipients", ratio=4)
    shown.add_column("Signers", ratio=2)
    for heading in ("Quotations", "Requests", "Links found"):
        shown.add_column(heading, justify="right")
    for letter in letters:
        if letter.reading_state != ReadingState.READ:
            shown.add_row(letter.file.original_name, "", letter.problem_sentence or letter.get_reading_state_display())
            continue
        shown.add_row(
            f"{letter.pk}. {letter.title}",
            letter.letter_date.isoformat() if letter.letter_date else "none found",
            "\n".join(_recipient(row) for row in letter.recipients.kept().select_related("agency")) or "none found",
            _signers(list(letter.signatures.kept().select_related("member"))),
            str(len(letter.spoken_quotations)),
            str(letter.requests.kept().count()),
            _links(letter),
        )
    return shown


def _recipient(row: Recipient) -> str:
    name = row.name or row.text
    if row.agency:
        return f"{name}, {row.agency.name}"
    return name if row.member_id else f"{name} ({row.get_resolution_display().lower()})"


def _signers(rows: list[Signature]) -> str:
    names = [row.name or row.text for row in rows]
    if len(names) > 6:
        names = [*names[:3], f"and {len(names) - 3} more"]
    unsure = sum(not row.member_id and not row.agency_id for row in rows)
    return "\n".join([*names, *([f"({unsure} of {len(rows)} not resolved)"] if unsure else [])]) or "none found"


def _links(letter: Letter) -> str:
    links = letter.action_links.exclude(state=LinkState.REJECTED).count()
    earlier = letter.earlier_links.exclude(state=LinkState.REJECTED).count()
    return f"{links}" + (f"\n{earlier} to letters" if earlier else "")
