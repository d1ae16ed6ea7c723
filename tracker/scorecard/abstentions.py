"""What the reader left open rather than guess, and why it said that it did.

An abstention is no fault by itself: a gap costs less than a wrong name. It is counted so that a reader that leaves
everything open cannot look precise for free.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.reading.rows import Direction, Quotation, QuotationKind, Reading
from tracker.resolving.records import Resolution, ResolutionState, Resolved

__all__ = ["KINDS", "Abstention", "AbstentionCount", "abstentions", "counted"]

KINDS = (
    "signer ambiguous",
    "signer unmatched",
    "recipient ambiguous",
    "recipient unmatched",
    "quotation without a speaker",
    "deadline without a date",
    "letter without a date",
    "note",
)
"""In the order in which they are shown."""

_SPOKEN = (QuotationKind.QUOTATION, QuotationKind.BLOCK)
_MOST_REASONS = 4
_NO_REASON = "No reason was given."


@dataclass(frozen=True, slots=True)
class Abstention:
    """One thing left open: what it is about, as the letter has it, and the reader's reason."""

    kind: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class AbstentionCount:
    """How many of one kind, of how many that might have been; the commonest reasons with how often, and an example."""

    kind: str
    count: int
    of: int
    reasons: tuple[tuple[str, int], ...]
    example: str


def abstentions(reading: Reading, resolved: Resolved | None) -> tuple[tuple[Abstention, ...], dict[str, int]]:
    """Return what was left open in one letter, and for each kind how many things of it there were to decide.

    Without `resolved` no name was looked up, so none was left open.
    """
    rows: list[Abstention] = []
    of: Counter[str] = Counter()
    if resolved is not None:
        to_congress = reading.direction == Direction.TO_CONGRESS
        signers = resolved.signer_agencies if to_congress else resolved.signer_members
        recipients = resolved.recipient_members if to_congress else resolved.recipient_agencies
        rows += _names("signer", [row.name for row in reading.signers], signers, of)
        rows += _names("recipient", [row.name or row.title for row in reading.recipients], recipients, of)
    for quotation in reading.quotations:
        if quotation.kind in _SPOKEN:
            of["quotation without a speaker"] += 1
            if not quotation.speaker:
                rows.append(Abstention("quotation without a speaker", quotation.text, _why_unspoken(quotation)))
    for deadline in reading.deadlines:
        of["deadline without a date"] += 1
        if deadline.date is None:
            rows.append(Abstention("deadline without a date", deadline.text, deadline.reckoning or _NO_REASON))
    of["letter without a date"] += 1
    if reading.date is None:
        rows.append(Abstention("letter without a date", "", "No date was found on the letter."))
    rows += [
        Abstention("note", "", _without_particulars(note))
        for note in (*reading.notes, *(resolved.notes if resolved else ()))
    ]
    return tuple(rows), dict(of)


def _names(
    kind: str, names: Sequence[str], resolutions: Sequence[Resolution], of: Counter[str]
) -> Iterable[Abstention]:
    for name, found in zip(names, resolutions, strict=True):
        if found.rule == "not asked":
            continue
        for state in (ResolutionState.AMBIGUOUS, ResolutionState.UNMATCHED):
            of[f"{kind} {state.value}"] += 1
        if found.state != ResolutionState.RESOLVED:
            yield Abstention(f"{kind} {found.state.value}", name, found.why or _NO_REASON)


def _why_unspoken(quotation: Quotation) -> str:
    if quotation.cue:
        return f"A cue (“{quotation.cue}”) names nobody."
    return "A source is named, and nobody as speaker." if quotation.source else "The words around it name nobody."


def _without_particulars(note: str) -> str:
    """Return a note without its page numbers, so that the same note of two letters counts as one."""
    return re.sub(r"\bpages? [\d, ]*\d", "a page", re.sub(r"^Page \d+", "A page", note))


def counted(rows: Iterable[Abstention], of: Iterable[dict[str, int]]) -> list[AbstentionCount]:
    """Return one count for each kind that occurs among `rows`, which are those of many letters."""
    by_kind: dict[str, list[Abstention]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    totals: Counter[str] = Counter()
    for one in of:
        totals.update(one)
    found = []
    for kind in KINDS:
        own = by_kind.get(kind, [])
        if own:
            reasons = Counter(row.why for row in own).most_common(_MOST_REASONS)
            found.append(AbstentionCount(kind, len(own), totals.get(kind, 0), tuple(reasons), own[0].what))
    return found
