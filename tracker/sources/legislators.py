"""Members of Congress and their committees: read from upstream's files or address, and kept.

    roster = read_roster("data/legislators")          a folder, one file, or an http(s) address of either
    done = load("data/legislators", now=now)          the same, into the database

A folder may hold `legislators-current`, `legislators-historical` (YAML or JSON, or the CSV together with a table of
members and Congresses), `committees-current` and `committee-membership-current`. An address that ends in "/" is asked
for these files in upstream's JSON form. Any one file by itself will do, whatever its name.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from tracker.models import Committee, CommitteeSeat, Member, Term
from tracker.resolving.names import folded
from tracker.resolving.records import MemberRecord
from tracker.sources import past_terms, roster
from tracker.sources.fetch import SourceUnavailable, is_url, read_bytes
from tracker.sources.roster import FormerMember, Roster

__all__ = ["UPSTREAM", "LoadedLegislators", "load", "parse_roster", "read_roster", "store"]

UPSTREAM = "https://unitedstates.github.io/congress-legislators/"
_UPSTREAM_FILES = (
    "legislators-current.json",
    "legislators-historical.json",
    "committees-current.json",
    "committee-membership-current.json",
)
_MEMBER_FIELDS = ["first", "middle", "last", "suffix", "nickname", "official_full", "folded_surname"]
_TERM_FIELDS = ["state", "district", "party", "end"]
_ENDINGS = (".yaml", ".yml", ".json", ".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class LoadedLegislators:
    """How many rows there are now from this source, and what was left out or reckoned, in sentences."""

    members: int
    terms: int
    committees: int
    seats: int
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        people = f"{self.members} members with {self.terms} terms"
        return f"{people}, {self.committees} committees, {self.seats} committee seats"


def parse_roster(source: str | Path) -> list[MemberRecord]:
    """Return the members in a file, a folder or at an address. Raises SourceUnavailable. See `read_roster`."""
    return list(read_roster(source).members.values())


def read_roster(source: str | Path, *, timeout: float = 30.0, tries: int = 3) -> Roster:
    """Return all that a file, a folder or an address of upstream's form holds.

    `timeout` is in seconds for each file. Raises SourceUnavailable when it cannot be had, or holds no members at all.
    """
    found = Roster()
    former: list[FormerMember] = []
    sittings: list[past_terms.Sitting] = []
    for name, content in _files(source, timeout=timeout, tries=tries):
        _take(name, content, found, former, sittings)
    for member in past_terms.reckoned(former, sittings, found.members):
        if member.terms:
            found.reckoned.add(member.bioguide)
        found.members[member.bioguide] = member
    if found.reckoned:
        found.notes.append(
            f"The terms of {len(found.reckoned)} former members were reckoned by whole Congresses: "
            "days of resignation, death and by-election are not known."
        )
    without = sum(not member.terms for member in found.members.values())
    if without:
        found.notes.append(f"For {without} former members no dates are known; they are kept by name alone.")
    if not found.members:
        raise SourceUnavailable(f"{source} holds no members of Congress in upstream's form.")
    return found


def _files(source: str | Path, *, timeout: float, tries: int) -> Iterator[tuple[str, bytes]]:
    if is_url(source) and str(source).endswith("/"):
        for number, name in enumerate(_UPSTREAM_FILES):
            content = read_bytes(f"{source}{name}", timeout=timeout, tries=tries, missing_ok=number > 0)
            if content is not None:
                yield name, content
        return
    path = Path(source) if not is_url(source) else None
    if path is None or not path.is_dir():
        content = read_bytes(source, timeout=timeout, tries=tries)
        yield str(source).rsplit("/", 1)[-1], content or b""
        return
    names = sorted(entry.name for entry in path.iterdir() if entry.is_file() and entry.name.endswith(_ENDINGS))
    for name in names:
        # Upstream publishes each file in several forms; one is enough, and the CSV is the poorest.
        stem = name.removesuffix(".gz").rsplit(".", 1)[0]
        better = [f"{stem}{ending}" for ending in (".json", ".yaml", ".yml", ".csv")]
        if name != next((other for other in better if other in names), name):
            continue
        yield name, read_bytes(path / name) or b""


def _take(
    name: str, content: bytes, found: Roster, former: list[FormerMember], sittings: list[past_terms.Sitting]
) -> None:
    """Sort one file's rows into what it holds, by what it holds."""
    if name.removesuffix(".gz").endswith(".csv"):
        head = content[:4000].split(b"\n", 1)[0]
        if b"bioguide_id" in head and b"congress" in head and b"chamber" in head:
            sittings.extend(past_terms.sittings_in(content, found.skipped, name))
        elif b"bioguide_id" in head and b"last_name" in head:
            former.extend(roster.former_members_in(content, found.skipped, name))
        else:
            found.skipped.append(f"{name}: left out, it is no table of members.")
        return
    try:
        document = roster.parsed_document(content, name)
    except ValueError as error:
        found.skipped.append(f"{error}.")
        return
    first = document[0] if isinstance(document, list) and document else None
    if isinstance(document, dict):
        for seat in roster.seats_in(document, found.skipped, name):
            found.seats[seat.committee, seat.bioguide] = seat
    elif isinstance(first, dict) and "thomas_id" in first:
        for committee in roster.committees_in(document, found.skipped, name):
            found.committees[committee.code] = committee
    elif isinstance(document, list):
        for member in roster.legislators_in(document, found.skipped, name):
            found.members[member.bioguide] = member
    else:
        found.skipped.append(f"{name}: left out, it is no list of members or committees.")


def load(source: str | Path, *, now: datetime.datetime, timeout: float = 30.0, tries: int = 3) -> LoadedLegislators:
    """Read a roster from a path or an address and keep it. Raises SourceUnavailable. To run it twice is harmless."""
    return store(read_roster(source, timeout=timeout, tries=tries), now=now)


@transaction.atomic
def store(found: Roster, *, now: datetime.datetime) -> LoadedLegislators:
    """Write a roster: members by Bioguide ID, terms by member, chamber and start. Nobody is deleted.

    A stated term takes the place of reckoned ones that it overlaps; a reckoned term never takes a stated one's.
    """
    members = list(found.members.values())
    known = Member.objects.in_bulk([member.bioguide for member in members])
    rows = [_member_row(member) for member in members]
    Member.objects.bulk_create(
        [row for row in rows if row.pk not in known or _differ(row, known[row.pk], _MEMBER_FIELDS)],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["bioguide"],
        update_fields=_MEMBER_FIELDS,
    )
    terms = _store_terms(members, found.reckoned)
    committees, seats = _store_committees(found, now.date())
    return LoadedLegislators(len(members), terms, committees, seats, tuple(found.skipped), tuple(found.notes))


def _differ(row: Model, known: Model, fields: list[str]) -> bool:
    return any(getattr(row, field) != getattr(known, field) for field in fields)


def _member_row(member: MemberRecord) -> Member:
    return Member(
        bioguide=member.bioguide,
        first=member.first[:80],
        middle=member.middle[:80],
        last=member.last[:80],
        suffix=member.suffix[:20],
        nickname=member.nickname[:80],
        official_full=member.official_full[:160],
        folded_surname=folded(member.last)[:80],
    )


def _store_terms(members: Iterable[MemberRecord], reckoned: set[str]) -> int:
    kept: dict[str, list[Term]] = {}
    for row in Term.objects.filter(member_id__in=[member.bioguide for member in members]):
        kept.setdefault(row.member_id, []).append(row)
    fresh: list[Term] = []
    outdated: list[int] = []
    for member in members:
        for term in member.terms:
            at_that_time = [
                row
                for row in kept.get(member.bioguide, ())
                if row.chamber == term.chamber and row.start < term.end and term.start < row.end
            ]
            others = [row.pk for row in at_that_time if row.start != term.start]
            if others and member.bioguide in reckoned:
                continue
            outdated += others
            fresh.append(
                Term(
                    member_id=member.bioguide,
                    chamber=term.chamber,
                    state=term.state,
                    district=term.district,
                    party=term.party[:2],
                    start=term.start,
                    end=term.end,
                )
            )
    Term.objects.filter(pk__in=outdated).delete()
    by_key = {(row.member_id, row.chamber, row.start): row for row in fresh}
    known = {(row.member_id, row.chamber, row.start): row for rows in kept.values() for row in rows}
    Term.objects.bulk_create(
        [row for key, row in by_key.items() if key not in known or _differ(row, known[key], _TERM_FIELDS)],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["member", "chamber", "start"],
        update_fields=_TERM_FIELDS,
    )
    return len(by_key)


def _store_committees(found: Roster, today: datetime.date) -> tuple[int, int]:
    rows = [
        Committee(code=one.code, name=one.name[:200], chamber=one.chamber, parent_id=one.parent or None)
        # A parent is written before its subcommittees, which point to it.
        for one in sorted(found.committees.values(), key=lambda one: bool(one.parent))
        if not one.parent or one.parent in found.committees
    ]
    Committee.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "chamber", "parent"]
    )
    committees = set(Committee.objects.values_list("code", flat=True))
    people = set(
        Member.objects.filter(pk__in={seat.bioguide for seat in found.seats.values()}).values_list("pk", flat=True)
    )
    seats = {key: seat for key, seat in found.seats.items() if seat.committee in committees and seat.bioguide in people}
    left_out = len(found.seats) - len(seats)
    if left_out:
        found.skipped.append(
            f"{left_out} committee seats were left out: their committee or member is not in the roster."
        )
    latest = CommitteeSeat.objects.order_by("-as_of").values_list("as_of", flat=True).first()
    if latest:
        known = {
            (row.committee_id, row.member_id): row.title
            for row in CommitteeSeat.objects.filter(as_of=latest).iterator()
        }
        if known == {key: seat.title[:80] for key, seat in seats.items()}:
            return len(rows), len(seats)
    if seats:
        CommitteeSeat.objects.filter(as_of=today).delete()
        CommitteeSeat.objects.bulk_create(
            [
                CommitteeSeat(committee_id=seat.committee, member_id=seat.bioguide, title=seat.title[:80], as_of=today)
                for seat in seats.values()
            ],
            batch_size=2000,
        )
    return len(rows), len(seats)
