"""Terms of people who no longer serve, reckoned where upstream's dated file is not at hand.

`legislators-historical.csv` names 12,000 former members and the seat that each held last, but no dates. A table with
one row a member and Congress (FiveThirtyEight's, from the 66th Congress on, CC BY 4.0) says in which Congresses each
sat. So a term here runs from the first to the last day of a Congress: **the days of by-elections, resignations and
deaths are not known**, and a person may count as serving for some months in which he did not. Three gaps are closed by
rule:

1. Delegates stand in no such table: `delegates` has their dates.
2. Whoever left in the midst of the present Congress: his last seat is now empty, or its holder came after the present
   Congress began. The last of the file's people to hold that seat sat until then.
3. Whoever is in no row though the table reaches back to 1919 came after it was made: he sat in its last Congress.
"""

import csv
import datetime
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.resolving.records import MemberRecord, TermRecord
from tracker.sources.delegates import FORMER_DELEGATES
from tracker.sources.roster import FormerMember

__all__ = ["Sitting", "congress_dates", "reckoned", "sittings_in"]

_PARTIES = {"100": "D", "200": "R", "328": "I"}
# Nobody born before sits in a Congress that the table's makers could not yet know.
_BORN_AFTER = 1925


@dataclass(frozen=True, slots=True)
class Sitting:
    """One member in one Congress."""

    bioguide: str
    congress: int
    chamber: str
    state: str
    party: str


def congress_dates(congress: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a Congress (20th Amendment: since the 74th from 3 January to 3 January).

    The last day is given as the day on which the next Congress begins, as upstream ends its terms.
    """
    year = 1789 + 2 * (congress - 1)
    if congress <= 73:
        last = datetime.date(year + 2, 3, 4) if congress < 73 else datetime.date(1935, 1, 3)
        return datetime.date(year, 3, 4), last
    return datetime.date(year, 1, 3), datetime.date(year + 2, 1, 3)


def sittings_in(content: bytes, skipped: list[str], name: str) -> Iterator[Sitting]:
    """Yield the rows of the table of members and Congresses (CSV, packed with gzip or not)."""
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    for number, row in enumerate(csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace"))), 2):
        try:
            chamber = row["chamber"].lower()
            if chamber not in ("house", "senate"):
                raise ValueError(f"{chamber!r} is no chamber")
            party = _PARTIES.get(row["party_code"], "I")
            yield Sitting(row["bioguide_id"], int(row["congress"]), chamber, row["state_abbrev"], party)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            skipped.append(f"{name}, line {number}: left out, {error}.")


def reckoned(
    former: Iterable[FormerMember], sittings: Iterable[Sitting], dated: Mapping[str, MemberRecord]
) -> list[MemberRecord]:
    """Return the former members who are not in `dated`, with the terms that can be reckoned for them.

    `dated` are the members whose terms upstream states. People for whom nothing can be reckoned keep no terms.
    """
    rows: dict[str, list[Sitting]] = defaultdict(list)
    last_congress = 0
    for sitting in sittings:
        rows[sitting.bioguide].append(sitting)
        last_congress = max(last_congress, sitting.congress)
    people = [person for person in former if person.member.bioguide not in dated]
    terms = {person.member.bioguide: _terms_of(person, rows) for person in people}
    if last_congress:
        for person, term in _late_terms(people, rows, last_congress, dated):
            terms[person.member.bioguide].append(term)
    return [
        replace(person.member, terms=tuple(sorted(terms[person.member.bioguide], key=lambda term: term.start)))
        for person in people
    ]


def _terms_of(person: FormerMember, rows: Mapping[str, list[Sitting]]) -> list[TermRecord]:
    bioguide = person.member.bioguide
    terms = [
        TermRecord(chamber="house", state=person.state, party=person.party, start=start, end=end)
        for start, end in FORMER_DELEGATES.get(bioguide, ())
    ]
    for sitting in sorted(rows.get(bioguide, ()), key=lambda row: (row.chamber, row.congress)):
        start, end = congress_dates(sitting.congress)
        before = terms[-1] if terms else None
        joins = before and (before.chamber, before.state, before.party, before.end) == (
            sitting.chamber,
            sitting.state,
            sitting.party,
            start,
        )
        if before and joins and sitting.chamber == "senate":
            # The table does not say where one six-year term ends and the next begins.
            terms[-1] = replace(before, end=end)
        else:
            terms.append(
                TermRecord(chamber=sitting.chamber, state=sitting.state, party=sitting.party, start=start, end=end)
            )
    return terms


def _late_terms(
    people: list[FormerMember], rows: Mapping[str, list[Sitting]], last_congress: int, dated: Mapping[str, MemberRecord]
) -> Iterator[tuple[FormerMember, TermRecord]]:
    """Yield terms that began after the table was made (rules 2 and 3 above)."""
    start, end = congress_dates(last_congress)
    newcomers = [
        person
        for person in people
        if person.member.bioguide not in rows
        and person.member.bioguide not in FORMER_DELEGATES
        and (person.born or 0) > _BORN_AFTER
    ]
    present = _present_congress(dated)
    last_in_seat: dict[tuple[str, str, int | None], FormerMember] = {}
    if present and congress_dates(last_congress)[1] == present:
        sat_last = {key for key, sat in rows.items() if any(row.congress == last_congress for row in sat)}
        new = {person.member.bioguide for person in newcomers}
        holders = _holders(dated, present)
        for person in people:
            seat = _seat(person)
            began = holders.get(seat) if seat else None
            if seat and person.member.bioguide in sat_last | new and (began is None or began > present):
                last_in_seat[seat] = person
        for seat, person in last_in_seat.items():
            until = (
                holders[seat] - datetime.timedelta(days=1)
                if seat in holders
                else present.replace(year=present.year + 2)
            )
            yield person, _term(person, present, until)
    left_since = {person.member.bioguide for person in last_in_seat.values()}
    for person in newcomers:
        if person.member.bioguide not in left_since:
            yield person, _term(person, start, end)


def _present_congress(dated: Mapping[str, MemberRecord]) -> datetime.date | None:
    """Return the day on which most of the House's running terms began."""
    last = [max(member.terms, key=lambda term: term.start) for member in dated.values() if member.terms]
    starts = Counter(term.start for term in last if term.chamber == "house")
    return starts.most_common(1)[0][0] if starts and starts.most_common(1)[0][1] >= 100 else None


def _seat(person: FormerMember) -> tuple[str, str, int | None] | None:
    # A state's two Senate seats differ by class, which a TermRecord does not keep: they are taken together, and the
    # newer of the two holders shows whether somebody left.
    return ("house", person.state, person.district) if person.chamber == "house" else ("senate", person.state, None)


def _holders(
    dated: Mapping[str, MemberRecord], present: datetime.date
) -> dict[tuple[str, str, int | None], datetime.date]:
    """Return since when each seat's holder has held it without a break; for the Senate, the later of a state's two."""
    found: dict[tuple[str, str, int | None], datetime.date] = {}
    for member in dated.values():
        if not member.terms:
            continue
        last = max(member.terms, key=lambda term: term.start)
        if last.end <= present:
            continue
        began = (
            min(term.start for term in member.terms if (term.chamber, term.state) == (last.chamber, last.state))
            if last.chamber == "senate"
            else last.start
        )
        seat = (last.chamber, last.state, last.district if last.chamber == "house" else None)
        found[seat] = max(began, found.get(seat, began))
    return found


def _term(person: FormerMember, start: datetime.date, end: datetime.date) -> TermRecord:
    return TermRecord(
        chamber=person.chamber, state=person.state, party=person.party, start=start, end=end, district=person.district
    )
