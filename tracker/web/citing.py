"""What a letter cites, each law, rule and docket once; and how the letter itself is cited."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from tracker.models import Citation, Letter
from tracker.reading.identifiers import url_for
from tracker.reading.rows import CitationKind
from tracker.web.sentence import LetterFacts, addressees_in_words, writers_in_words
from tracker.web.wording import date_words

__all__ = ["Cited", "cited", "how_to_cite"]

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


def how_to_cite(letter: Letter, facts: LetterFacts) -> str:
    """Return a reference that leads back here: who to whom, date, number, address, and the file's fingerprint."""
    who = writers_in_words(facts.writers) or "Letter"
    whom = addressees_in_words(facts.addressees)
    parts = [f"{who} to {whom}" if whom else who, f"“{letter.title}”" if letter.title else ""]
    date = date_words(letter.letter_date) if letter.letter_date else "undated"
    made = ", reconstruction for demonstration" if letter.is_reconstruction else ""
    head = ", ".join(part for part in [*parts, date] if part)
    address = f"{settings.SITE_ORIGIN}{letter.get_absolute_url()}"
    return f"{head}{made}. Letterbook, letter {letter.pk}, {address} (SHA-256 {letter.file.sha256[:16]})."
