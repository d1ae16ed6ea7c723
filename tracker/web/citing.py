"""What a letter cites, each law, rule and docket once."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Citation
from tracker.reading.citation_addresses import url_for
from tracker.reading.rows import CitationKind

__all__ = ["Cited", "cited"]

_KINDS = {
    CitationKind.USC: "United States Code",
    CitationKind.CFR: "Code of Federal Regulations",
    CitationKind.PUBLIC_LAW: "Public law",
    CitationKind.STATUTES_AT_LARGE: "Statutes at Large",
    CitationKind.FEDERAL_REGISTER: "Federal Register",
    CitationKind.BILL: "Bill",
    CitationKind.EXECUTIVE_ORDER: "Executive order",
    CitationKind.RIN: "Regulation identifier",
    CitationKind.DOCKET: "Docket",
    CitationKind.CASE: "Court case",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing cited: its usual form, the pages that name it, and where it can be read ("" when nowhere is known)."""

    text: str
    kind: str
    pages: tuple[int, ...]
    url: str
    times: int


def cited(citations: Iterable[Citation]) -> list[Cited]:
    """Return each thing cited once, in the order in which the letter first names it."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for row in citations:
        if not row.is_dismissed:
            groups.setdefault((row.kind, row.normalized or row.text), []).append(row)
    return [
        Cited(
            text=text,
            kind=_KINDS.get(CitationKind(kind), ""),
            pages=tuple(dict.fromkeys(row.page for row in rows if row.page)),
            url=url_for(CitationKind(kind), text),
            times=len(rows),
        )
        for (kind, text), rows in groups.items()
    ]
