"""What a registry knows, as plain records, and what a resolution is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

__all__ = [
    "AgencyRecord",
    "Candidate",
    "MemberRecord",
    "OfficialRecord",
    "Registry",
    "Resolution",
    "ResolutionState",
    "Resolved",
    "TermRecord",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRecord:
    """A term of office in Congress. `end` is the last day; `chamber` is "senate" or "house"; `state` is two letters."""

    chamber: str
    state: str
    party: str  # "D", "R", "I" or another letter
    start: datetime.date
    end: datetime.date
    district: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    """A member of Congress, keyed by Bioguide ID."""

    bioguide: str
    first: str
    last: str
    middle: str = ""
    suffix: str = ""
    nickname: str = ""
    official_full: str = ""
    terms: tuple[TermRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRecord:
    """An agency as the Federal Register's API lists it. `slug` is the key; `parent` is a slug or ""."""

    slug: str
    name: str
    short_name: str = ""
    parent: str = ""
    federal_register_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRecord:
    """A person who held a post. `agency` is a slug; `end` None means still in office."""

    name: str
    title: str
    agency: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    acting: bool = False


class ResolutionState(StrEnum):
    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone or something that a name may mean. `key` is a Bioguide ID or an agency's slug; `score` 0–1."""

    key: str
    label: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name resolved to, or why it did not. `key` is "" unless resolved.

    `name` is the member's own name where the text as written is a misread form of it, and "" otherwise.
    """

    state: ResolutionState
    key: str = ""
    name: str = ""
    rule: str = ""
    why: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Resolutions beside the rows of a reading: each tuple is as long as the reading's, in the same order.

    A recipient may be an agency's official (agency, and official where the post holder is known) or, in a reply, a
    member; a signer is a member or, in a reply, an official.
    """

    recipient_agencies: tuple[Resolution, ...]
    recipient_officials: tuple[OfficialRecord | None, ...]
    recipient_members: tuple[Resolution, ...]
    signer_members: tuple[Resolution, ...]
    signer_agencies: tuple[Resolution, ...]
    notes: tuple[str, ...] = ()


class Registry(Protocol):
    """Where names are looked up: upstream's files in memory, or the database. Surnames are folded (see `folded`)."""

    def members_with_surname(self, folded_surname: str) -> Sequence[MemberRecord]: ...

    def members_serving(self, on: datetime.date) -> Sequence[MemberRecord]: ...

    def agencies(self) -> Sequence[AgencyRecord]: ...

    def agency_aliases(self) -> Sequence[tuple[str, str]]:
        """Pairs of a folded alias and an agency's slug."""
        ...

    def officials(self) -> Sequence[OfficialRecord]: ...
