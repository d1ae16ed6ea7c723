"""From a PDF's bytes to all that its letter says: the one way through the reading.

    bytes ─ pages_of ─> Pages ─ compose ─> Transcript ─ segment ─> Parts ─ extractors ─> Reading

Every step is a pure function of the one before. A part in which an extractor finds nothing leaves a sentence in
`notes`, so that a person sees what to enter by hand.
"""

from collections.abc import Sequence

from tracker.reading.compose import compose
from tracker.reading.dateline import date_in_part, find_date
from tracker.reading.direction import direction_of
from tracker.reading.facts import find_facts
from tracker.reading.footnotes import find_footnotes
from tracker.reading.identifiers import find_citations
from tracker.reading.layout import Engine, Page
from tracker.reading.parts import Parts
from tracker.reading.pdf import pages_of
from tracker.reading.quotations import find_quotations
from tracker.reading.recipients import find_recipients
from tracker.reading.requests import find_requests
from tracker.reading.rows import Fact, FactKind, Reading, Recipient, Signer
from tracker.reading.salutation import disagreements
from tracker.reading.segment import segment
from tracker.reading.signers import find_signers
from tracker.reading.transcript import Transcript

__all__ = ["READER_VERSION", "read_letter", "read_pages"]

READER_VERSION = "11"
"""Stored with every run. It grows whenever a letter may be read differently, so that old readings can be found."""

_SURE_ENOUGH = 0.8  # Mean word confidence below which a page that OCR read needs a person's eye.


def read_letter(pdf: bytes, *, ocr: bool = True) -> Reading:
    """Return all that the letter in `pdf` says. Raises UnreadableFile (errors.py) when the file cannot be read.

    `ocr` False leaves pages without a text layer empty instead of reading their image.
    """
    return read_pages(pages_of(pdf, ocr=ocr))


def read_pages(pages: Sequence[Page]) -> Reading:
    """Return all that the letter on `pages` says."""
    transcript = compose(pages)
    parts = segment(transcript)
    dated = find_date(transcript, parts)
    date = dated.date if dated else None
    facts = (*([dated] if dated else ()), *find_facts(transcript, parts, date))
    recipients, signers = find_recipients(transcript, parts), find_signers(transcript, parts)
    requests, deadlines = find_requests(transcript, parts, date)
    return Reading(
        reader_version=READER_VERSION,
        pages=tuple(pages),
        transcript=transcript,
        direction=direction_of(transcript, parts, recipients, signers),
        facts=facts,
        recipients=recipients,
        signers=signers,
        quotations=find_quotations(transcript, parts, recipients),
        requests=requests,
        deadlines=deadlines,
        citations=find_citations(transcript, parts, date),
        footnotes=find_footnotes(transcript, parts),
        notes=(
            *_notes(transcript, pages, facts, recipients, signers, parts),
            *(disagreements(transcript.shown(parts.salutation), recipients) if parts.salutation else ()),
        ),
    )


def _notes(
    transcript: Transcript,
    pages: Sequence[Page],
    facts: Sequence[Fact],
    recipients: Sequence[Recipient],
    signers: Sequence[Signer],
    parts: Parts,
) -> tuple[str, ...]:
    notes = [f"Page {page.number}: {page.note}" for page in pages if page.note]
    unsure = [page.number for page in pages if page.engine == Engine.OCR and page.confidence < _SURE_ENOUGH]
    if unsure:
        numbers = ", ".join(str(number) for number in unsure)
        one = len(unsure) == 1
        notes.append(
            f"The scan of page{'' if one else 's'} {numbers} is hard to read; check its words.".replace(
                "its", "its" if one else "their"
            )
        )
    if not any(fact.kind == FactKind.DATE for fact in facts):
        part = date_in_part(transcript, parts)
        missing = "day" if part[-4:].isdigit() else "year"
        notes.append(
            f"The letter is dated “{part}”, without the {missing}; enter its date."
            if part
            else "No date was found on the letter."
        )
    if not recipients:
        notes.append("No addressee was found.")
    if not signers:
        notes.append("No signature was found.")
    if not len(parts.body):
        notes.append("No body was found: this may be no letter.")
    return tuple(notes)
