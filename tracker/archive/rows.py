"""What of a reading goes into which row: from the reader's frozen rows to the fields of the models.

Text is made storable on the way: what PostgreSQL cannot keep becomes U+FFFD, character for character, so that offsets
stay true; what is too long for its column is cut, and ends in an ellipsis.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models

from tracker.models import (
    Agency,
    Citation,
    Deadline,
    ExtractedRow,
    InformationRequest,
    LetterFact,
    Member,
    Official,
    Quotation,
    Recipient,
    Signature,
)
from tracker.reading import rows as read
from tracker.reading.transcript import Transcript
from tracker.resolving.records import OfficialRecord, Resolution, ResolutionState, Resolved

__all__ = ["ROW_MODELS", "Wanted", "fitted", "storable", "wanted_rows"]

# Deadlines stand before the requests that point to them.
ROW_MODELS: tuple[type[ExtractedRow], ...] = (
    LetterFact,
    Recipient,
    Signature,
    Quotation,
    Deadline,
    InformationRequest,
    Citation,
)

# PostgreSQL keeps neither NUL nor half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that a reading calls for. `links` names, for a foreign key, the model and the index of the row it means."""

    fields: dict[str, Any]
    links: dict[str, tuple[type[ExtractedRow], int | None]] = field(default_factory=dict)


def storable(text: str) -> str:
    """Return `text` as PostgreSQL can keep it, of the same length."""
    return _UNSTORABLE.sub("\ufffd", text)


def fitted(model: type[models.Model], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` with texts made storable and cut to their columns."""
    lengths = _lengths(model)
    return {name: _fit(value, lengths.get(name)) for name, value in fields.items()}


def wanted_rows(reading: read.Reading, resolved: Resolved) -> dict[type[ExtractedRow], list[Wanted]]:
    """Return, for each model, the rows that the reading calls for, in its order. Takes three queries at most."""
    known = _Known.of(resolved)
    place = _Place(reading.transcript)
    wanted: dict[type[ExtractedRow], list[Wanted]] = {
        LetterFact: [Wanted({**place.of(fact), "kind": fact.kind.value, "date": fact.date}) for fact in reading.facts],
        Recipient: [
            Wanted({**place.of(row), **_recipient(row), **known.recipient(index, resolved)})
            for index, row in enumerate(reading.recipients)
        ],
        Signature: [
            Wanted({**place.of(row), **_signature(row), **known.signature(index, resolved)})
            for index, row in enumerate(reading.signers)
        ],
        Quotation: [
            Wanted({**place.of(row), **_quotation(row)}, {"nested_in": (Quotation, row.nested_in)})
            for row in reading.quotations
        ],
        Deadline: [
            Wanted({**place.of(row), "date": row.date, "reckoning": row.reckoning}) for row in reading.deadlines
        ],
        InformationRequest: [
            Wanted(
                {**place.of(row), "kind": row.kind.value, "number": row.number},
                {"parent": (InformationRequest, row.parent), "deadline": (Deadline, row.deadline)},
            )
            for row in reading.requests
        ],
        Citation: [
            Wanted({**place.of(row), "kind": row.kind.value, "normalized": row.normalized}) for row in reading.citations
        ],
    }
    return {model: [Wanted(fitted(model, row.fields), row.links) for row in rows] for model, rows in wanted.items()}


@cache
def _lengths(model: type[models.Model]) -> dict[str, int]:
    return {
        column.name: column.max_length
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField) and column.max_length
    }


def _fit(value: Any, length: int | None) -> Any:
    if not isinstance(value, str):
        return value
    value = storable(value)
    return value if length is None or len(value) <= length else value[: length - 1] + "…"


class _Place:
    """What all rows have, from where they stand."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript

    def of(self, row: Any) -> dict[str, Any]:
        return {
            "text": row.text,
            "start": row.span.start,
            "end": row.span.end,
            "page": self.transcript.page_of(row.span),
            "rule": row.rule,
            "confidence": row.confidence,
        }


def _recipient(row: read.Recipient) -> dict[str, Any]:
    names = ("name", "title", "organization", "address", "acting")
    return {name: getattr(row, name) for name in names}


def _signature(row: read.Signer) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "title", "on_behalf_of")}


def _quotation(row: read.Quotation) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in ("speaker", "speaker_rule", "cue", "source")}
    return {"kind": row.kind.value, **fields}


@dataclass(frozen=True)
class _Known:
    """The records that a resolution's keys mean, fetched at once."""

    agencies: dict[str, int]  # slug -> id
    members: set[str]
    officials: dict[tuple[str, str, str, datetime.date | None], int]

    @classmethod
    def of(cls, resolved: Resolved) -> "_Known":
        slugs = _keys([*resolved.recipient_agencies, *resolved.signer_agencies])
        bioguides = _keys([*resolved.recipient_members, *resolved.signer_members])
        holders = [official for official in resolved.recipient_officials if official is not None]
        officials = Official.objects.filter(
            agency__slug__in={official.agency for official in holders},
            name__in={official.name for official in holders},
        ).values_list("agency__slug", "name", "title", "start", "pk")
        return cls(
            agencies=dict(Agency.objects.filter(slug__in=slugs).values_list("slug", "pk")) if slugs else {},
            members=set(Member.objects.filter(pk__in=bioguides).values_list("pk", flat=True)) if bioguides else set(),
            officials={(slug, name, title, start): pk for slug, name, title, start, pk in officials} if holders else {},
        )

    def recipient(self, index: int, resolved: Resolved) -> dict[str, Any]:
        agency, member = resolved.recipient_agencies[index], resolved.recipient_members[index]
        chosen = self._outcome(agency, member)
        return {**chosen, "official_id": self._official(resolved.recipient_officials[index])}

    def signature(self, index: int, resolved: Resolved) -> dict[str, Any]:
        return self._outcome(resolved.signer_agencies[index], resolved.signer_members[index])

    def _outcome(self, agency: Resolution, member: Resolution) -> dict[str, Any]:
        """Say what a row resolved to. A member is told first; an ambiguous name before one that nobody bears."""
        agency_id = self.agencies.get(agency.key) if agency.state == ResolutionState.RESOLVED else None
        member_id = member.key if member.state == ResolutionState.RESOLVED and member.key in self.members else None
        if member_id is not None:
            told, state = member, ResolutionState.RESOLVED
        elif agency_id is not None:
            told, state = agency, ResolutionState.RESOLVED
        else:
            told = next((one for one in (member, agency) if one.state == ResolutionState.AMBIGUOUS), None) or (
                agency if agency.why else member
            )
            # A key that is no longer in the database is nobody.
            state = ResolutionState.UNMATCHED if told.state == ResolutionState.RESOLVED else told.state
        candidates = [
            {"kind": kind, "key": one.key, "label": storable(one.label), "score": one.score, "why": storable(one.why)}
            for kind, resolution in (("member", member), ("agency", agency))
            for one in resolution.candidates
        ]
        return {
            "agency_id": agency_id,
            "member_id": member_id,
            "resolution": state.value,
            "resolution_why": told.why,
            "candidates": candidates,
        }

    def _official(self, official: OfficialRecord | None) -> int | None:
        if official is None:
            return None
        return self.officials.get((official.agency, official.name, official.title, official.start))


def _keys(resolutions: Iterable[Resolution]) -> set[str]:
    return {one.key for one in resolutions if one.state == ResolutionState.RESOLVED and one.key}
