"""The forms of unitedstates/congress-legislators: members with their terms, committees, and who sits on them.

Upstream publishes each file as YAML and as JSON (`legislators-current`, `legislators-historical`, `committees-current`,
`committee-membership-current`); of the historical file there is also a CSV, which has names but no dates
(`past_terms` reckons them). What a file is, is told from what it holds, not from its name. A row that is malformed is
left out, with a sentence that says which and why; the others stand.
"""

import csv
import datetime
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from tracker.resolving.records import MemberRecord, TermRecord
from tracker.resolving.states import STATE_NAMES

__all__ = [
    "CommitteeRecord",
    "FormerMember",
    "Roster",
    "SeatRecord",
    "committees_in",
    "former_members_in",
    "legislators_in",
    "parsed_document",
    "seats_in",
]

_CHAMBERS = {"sen": "senate", "rep": "house", "del": "house"}


@dataclass(frozen=True, slots=True)
class CommitteeRecord:
    """A committee by upstream's THOMAS ID; a subcommittee's is its parent's with two digits more."""

    code: str
    name: str
    chamber: str = ""  # "" for joint committees
    parent: str = ""


@dataclass(frozen=True, slots=True)
class SeatRecord:
    committee: str
    bioguide: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FormerMember:
    """A row of `legislators-historical.csv`: the person, and the seat last held (`senate_class` 1–3 for senators)."""

    member: MemberRecord
    chamber: str
    state: str
    district: int | None
    senate_class: int | None
    party: str
    born: int | None


@dataclass
class Roster:
    """What was read. `reckoned` are the members whose terms were reckoned from Congresses, not stated by upstream."""

    members: dict[str, MemberRecord] = field(default_factory=dict)
    committees: dict[str, CommitteeRecord] = field(default_factory=dict)
    seats: dict[tuple[str, str], SeatRecord] = field(default_factory=dict)
    reckoned: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def parsed_document(content: bytes, name: str) -> Any:
    """Return the YAML or JSON document in `content`. Raises ValueError with a sentence."""
    text = content.lstrip(b"\xef\xbb\xbf \r\n\t")
    try:
        if text[:1] in (b"[", b"{"):
            return json.loads(text)
        return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"{name} is neither YAML nor JSON: {str(error).splitlines()[0][:120]}") from error


def legislators_in(document: list[Any], skipped: list[str], name: str) -> Iterator[MemberRecord]:
    """Yield the members of a legislators file; terms in order of their start."""
    for number, entry in enumerate(document, 1):
        try:
            yield _member(entry, skipped)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            skipped.append(f"{name}, entry {number}: left out, {_reason(error)}.")


def _member(entry: dict[str, Any], skipped: list[str]) -> MemberRecord:
    bioguide, names = _bioguide(entry["id"]["bioguide"]), entry["name"]
    terms = []
    for term in entry["terms"]:
        try:
            terms.append(_term(term))
        except (KeyError, TypeError, ValueError) as error:
            skipped.append(f"{bioguide}: a term was left out, {_reason(error)}.")
    return MemberRecord(
        bioguide=bioguide,
        first=_text(names["first"]),
        last=_text(names["last"]),
        middle=_text(names.get("middle")),
        suffix=_text(names.get("suffix")),
        nickname=_text(names.get("nickname")),
        official_full=_text(names.get("official_full")),
        terms=tuple(sorted(terms, key=lambda term: term.start)),
    )


def _term(term: dict[str, Any]) -> TermRecord:
    start, end = _date(term["start"]), _date(term["end"])
    if end < start:
        raise ValueError(f"it ends on {end}, before its start on {start}")
    district = term.get("district")
    return TermRecord(
        chamber=_CHAMBERS[term["type"]],
        state=_state(term["state"]),
        party=(_text(term.get("party")) or "?")[0].upper(),
        start=start,
        end=end,
        # Upstream writes -1 where the district is not known, and 0 for a seat at large.
        district=district if isinstance(district, int) and district >= 0 else None,
    )


def committees_in(document: list[Any], skipped: list[str], name: str) -> Iterator[CommitteeRecord]:
    """Yield the committees of a committees file, each before its subcommittees."""
    for number, entry in enumerate(document, 1):
        try:
            code, kind = _text(entry["thomas_id"]), entry.get("type", "")
            chamber = kind if kind in ("senate", "house") else ""
            yield CommitteeRecord(code, _text(entry["name"]), chamber)
            for part in entry.get("subcommittees") or ():
                yield CommitteeRecord(code + _text(part["thomas_id"]), _text(part["name"]), chamber, code)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            skipped.append(f"{name}, entry {number}: left out, {_reason(error)}.")


def seats_in(document: dict[str, Any], skipped: list[str], name: str) -> Iterator[SeatRecord]:
    """Yield the seats of a committee membership file."""
    for code, people in document.items():
        for person in people if isinstance(people, list) else ():
            try:
                yield SeatRecord(str(code), _bioguide(person["bioguide"]), _text(person.get("title")))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                skipped.append(f"{name}, {code}: a seat was left out, {_reason(error)}.")


def former_members_in(content: bytes, skipped: list[str], name: str) -> Iterator[FormerMember]:
    """Yield the people of `legislators-historical.csv`, without terms."""
    for number, row in enumerate(csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace"))), 2):
        try:
            yield FormerMember(
                MemberRecord(
                    bioguide=_bioguide(row["bioguide_id"]),
                    first=_text(row["first_name"]),
                    last=_text(row["last_name"]),
                    middle=_text(row["middle_name"]),
                    suffix=_text(row["suffix"]),
                    nickname=_text(row["nickname"]),
                    official_full=_text(row["full_name"]),
                ),
                chamber=_CHAMBERS[row["type"]],
                state=row["state"],
                district=int(row["district"]) if row["district"].strip("-").isdigit() else None,
                senate_class=int(row["senate_class"]) if row["senate_class"].isdigit() else None,
                party=(row["party"] or "?")[0].upper(),
                born=int(row["birthday"][:4]) if row["birthday"][:4].isdigit() else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            skipped.append(f"{name}, line {number}: left out, {_reason(error)}.")


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no usable {error.args[0]!r}"
    return str(error) if isinstance(error, ValueError) else "it has not the form of an entry"


def _bioguide(value: Any) -> str:
    text = _text(value)
    if not (len(text) == 7 and text[0].isalpha() and text[1:].isdigit()):
        raise ValueError(f"{text!r} is no Bioguide ID")
    return text.upper()


def _state(value: Any) -> str:
    # "OK" and "PI" pass; a bare word such as "no", which YAML 1.1 would make a truth value, does not.
    text = _text(value)
    if len(text) != 2 or (text not in STATE_NAMES and not text.isupper()):
        raise ValueError(f"{text!r} is no state")
    return text


def _date(value: Any) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
