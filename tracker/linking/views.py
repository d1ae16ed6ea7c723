"""A letter and an action as the scoring sees them: plain, frozen, without a database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.linking.evidence import Evidence

__all__ = ["ASKED", "HEADING", "IN_BODY", "ActionView", "CitedIdentifier", "LetterView", "Passage", "Scored"]

# How much a term of the letter counts by where it stands.
ASKED, HEADING, IN_BODY = 1.0, 0.9, 0.45


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the letter, where they stand (None when they were entered by hand), and how much they count."""

    text: str
    start: int | None = None
    weight: float = IN_BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedIdentifier:
    """An identifier that the letter gives: `kind` is "citation", "document", "docket", "rin", "cfr_part" or
    "statute" (whose value is as in "12 USC 345" or "Public Law 116-260")."""

    kind: str
    value: str
    text: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """What of a letter is compared. `agencies` are its correspondents' keys, `children` and `parents` theirs."""

    date: datetime.date | None
    asks: tuple[Passage, ...] = ()
    headings: tuple[Passage, ...] = ()  # subject and title
    body: Passage = Passage("")
    identifiers: tuple[CitedIdentifier, ...] = ()
    signer_surnames: tuple[str, ...] = ()
    agencies: frozenset[int] = frozenset()
    children: frozenset[int] = frozenset()
    parents: frozenset[int] = frozenset()
    office_stems: frozenset[str] = frozenset()  # of the correspondents' own names, which say nothing about a matter
    quoted: tuple[tuple[int, int], ...] = ()  # spans of the transcript that are others' words


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """What of an action is compared. `text` is its full text where it was had.

    `stems` (of the title, in order: tracker.linking.terms.title_stems) and `abstract_stems` (terms_of) may be handed in
    where they are kept; else they are cut here. `kind` is one of tracker.models.ActionKind, "" where nobody knows.
    """

    key: int
    title: str
    published: datetime.date | None
    kind: str = ""
    stems: tuple[str, ...] | None = None
    abstract: str = ""
    abstract_stems: frozenset[str] | None = None
    text: str = ""
    action_text: str = ""
    citation: str = ""
    end_page: int | None = None
    document_number: str = ""
    dockets: tuple[str, ...] = ()
    rins: tuple[str, ...] = ()
    cfr_parts: tuple[str, ...] = ()
    agencies: frozenset[int] = frozenset()
    agency_names: Mapping[int, str] = field(default_factory=dict)
    filed: datetime.date | None = None
    corrects: str = ""

    @property
    def name(self) -> str:
        """How evidence calls it: by its citation, or its number."""
        return self.citation or self.document_number or self.title[:60]

    @property
    def day(self) -> datetime.date | None:
        """When it stood: its filing, where that is known and came first, or its publication."""
        days = [day for day in (self.filed, self.published) if day is not None]
        return min(days) if days else None

    @property
    def series(self) -> frozenset[str]:
        """Its dockets and RINs: what ties it to other actions."""
        return frozenset((*self.dockets, *self.rins))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """An action and its relation to the letter, one of tracker.models.Relation."""

    key: int
    relation: str
    followed: bool
    score: float
    evidence: tuple[Evidence, ...]
