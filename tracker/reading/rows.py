"""What the reader finds: rows that each know their words, their span, the rule that found them, and how sure it is.

All are frozen, made of plain values, and survive a journey through JSON (msgspec), because the reader runs in a child
process. `confidence` is 0–1. `rule` is a short, stable name that is stored and shown ("cue and subject").
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.layout import Page
from tracker.reading.transcript import Span, Transcript

__all__ = [
    "Citation",
    "CitationKind",
    "Deadline",
    "Direction",
    "Fact",
    "FactKind",
    "Footnote",
    "InformationRequest",
    "Quotation",
    "QuotationKind",
    "Reading",
    "Recipient",
    "RequestKind",
    "Signer",
]


class Direction(StrEnum):
    TO_AGENCY = "to_agency"  # Congress writes
    TO_CONGRESS = "to_congress"  # an agency answers
    OTHER = "other"


class FactKind(StrEnum):
    """A single fact about the letter as a whole."""

    DATE = "date"  # the date that the letter bears
    RECEIVED = "received"  # a stamp of receipt
    SUBJECT = "subject"
    PURPOSE = "purpose"  # the sentence that says what the letter is written for
    SALUTATION = "salutation"
    CLOSING = "closing"
    LETTERHEAD = "letterhead"
    REFERENCE = "reference"  # a reference or control number of this letter
    OTHER_REFERENCE = "other_reference"  # such a number of another letter: "your reference", "your letter (EC-21-04)"
    EARLIER_LETTER = "earlier_letter"  # words that name another letter; `date` is that letter's date when given
    ENCLOSURE = "enclosure"
    COPY = "copy"  # a "cc:" line


class QuotationKind(StrEnum):
    QUOTATION = "quotation"
    BLOCK = "block_quotation"
    DEFINED_TERM = "defined_term"
    TITLE = "title"
    SCARE = "scare"


class RequestKind(StrEnum):
    QUESTION = "question"
    DOCUMENTS = "documents"
    ACTION = "action"
    BRIEFING = "briefing"
    PRESERVATION = "preservation"


class CitationKind(StrEnum):
    USC = "usc"
    CFR = "cfr"
    PUBLIC_LAW = "public_law"
    STATUTES_AT_LARGE = "statutes_at_large"
    FEDERAL_REGISTER = "federal_register"
    BILL = "bill"
    EXECUTIVE_ORDER = "executive_order"
    RIN = "rin"
    DOCKET = "docket"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    kind: FactKind
    text: str
    span: Span
    rule: str
    confidence: float = 1.0
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One addressee. `text` is the whole block as written; `name` is without honorific ("Wilbur Ross").

    Any of `name`, `title` and `organization` may be "" when the block does not give it.
    """

    text: str
    span: Span
    rule: str
    name: str
    title: str = ""
    organization: str = ""
    address: str = ""
    acting: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signature. `span` covers the printed name and what stands under it; `name` is as printed, no honorific."""

    text: str
    span: Span
    rule: str
    name: str
    title: str = ""
    on_behalf_of: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A marked passage. `text` and `span` are without the outer marks. `nested_in` is an index into the same tuple.

    `speaker` is who is said to have said it, as the letter names them; `speaker_rule` is the sieve that found it, and
    `cue` the words that gave it away ("As … has said"), with their span.
    """

    text: str
    span: Span
    rule: str
    kind: QuotationKind
    speaker: str = ""
    speaker_rule: str = ""
    speaker_span: Span | None = None
    cue: str = ""
    source: str = ""
    nested_in: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit as written, and as a date with how it was reckoned ("14 days after 2020-04-14")."""

    text: str
    span: Span
    rule: str
    date: datetime.date | None = None
    reckoning: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """One ask. `number` is as printed ("1", "a"); `parent` and `deadline` are indexes into requests and deadlines."""

    text: str
    span: Span
    rule: str
    kind: RequestKind
    number: str = ""
    parent: int | None = None
    deadline: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    text: str
    span: Span
    rule: str
    kind: CitationKind
    normalized: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note at the foot of a page, without its mark. `mark_span` is where the mark stands in the text, if it does."""

    mark: str
    text: str
    span: Span
    mark_span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that one letter says. `notes` are sentences for a person about what the reader was unsure of."""

    reader_version: str
    pages: tuple[Page, ...]
    transcript: Transcript
    direction: Direction = Direction.TO_AGENCY
    facts: tuple[Fact, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signers: tuple[Signer, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[str, ...] = ()

    def fact(self, kind: FactKind) -> Fact | None:
        """Return the first fact of this kind, or None."""
        return next((fact for fact in self.facts if fact.kind == kind), None)

    @property
    def date(self) -> datetime.date | None:
        """The date that the letter bears, or None when none was found."""
        fact = self.fact(FactKind.DATE)
        return fact.date if fact else None
