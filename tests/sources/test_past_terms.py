"""Terms reckoned where no dated file is at hand."""

import datetime

import pytest

from tracker.resolving.records import MemberRecord, TermRecord
from tracker.sources.past_terms import Sitting, congress_dates, reckoned
from tracker.sources.roster import FormerMember

PRESENT = datetime.date(2025, 1, 3)


def former(
    bioguide: str, state: str = "TX", district: int | None = 18, *, chamber: str = "house", born: int = 1960
) -> FormerMember:
    return FormerMember(
        MemberRecord(bioguide=bioguide, first="Ann", last=bioguide), chamber, state, district, None, "D", born
    )


def holder(number: int, start: datetime.date, *, state: str = "CA", district: int | None = None) -> MemberRecord:
    term = TermRecord(
        chamber="house",
        state=state,
        party="D",
        start=start,
        end=datetime.date(2027, 1, 3),
        district=number if district is None else district,
    )
    return MemberRecord(bioguide=f"H{number:06d}", first="Bo", last=f"Holder{number}", terms=(term,))


@pytest.mark.parametrize(
    ("congress", "start", "end"),
    [
        (1, "1789-03-04", "1791-03-04"),
        (73, "1933-03-04", "1935-01-03"),
        (74, "1935-01-03", "1937-01-03"),
        (118, "2023-01-03", "2025-01-03"),
    ],
)
def test_when_a_congress_sat(congress: int, start: str, end: str) -> None:
    assert congress_dates(congress) == (datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))


def test_years_in_the_senate_are_one_stretch_and_in_the_house_one_a_congress() -> None:
    sittings = [
        Sitting("S000001", 116, "senate", "TX", "D"),
        Sitting("S000001", 117, "senate", "TX", "D"),
        Sitting("S000001", 114, "house", "TX", "D"),
        Sitting("S000001", 115, "house", "TX", "D"),
    ]
    (member,) = reckoned([former("S000001")], sittings, {})
    assert [(term.chamber, term.start.year, term.end.year) for term in member.terms] == [
        ("house", 2015, 2017),
        ("house", 2017, 2019),
        ("senate", 2019, 2023),
    ]


def test_a_gap_in_the_senate_parts_two_stretches() -> None:
    sittings = [Sitting("S000001", 110, "senate", "TX", "D"), Sitting("S000001", 112, "senate", "TX", "D")]
    (member,) = reckoned([former("S000001")], sittings, {})
    assert len(member.terms) == 2


def test_who_left_in_the_midst_of_the_present_congress_sat_until_his_successor_came() -> None:
    dated = {one.bioguide: one for one in (holder(number, PRESENT) for number in range(1, 101))}
    successor = holder(200, datetime.date(2026, 2, 2), state="TX", district=18)
    dated[successor.bioguide] = successor
    people = [former("A000001"), former("B000001"), former("C000001", "TX", 19), former("D000001", "CA", 5)]
    sittings = [Sitting(bioguide, 118, "house", "TX", "D") for bioguide in ("A000001", "C000001", "D000001")]
    found = {member.bioguide: member for member in reckoned(people, sittings, dated)}
    # The last of the file's people to hold the seat, who is in no row, for he came after the table was made.
    assert [(term.start, term.end) for term in found["B000001"].terms] == [(PRESENT, datetime.date(2026, 2, 1))]
    # His predecessor had gone before.
    assert max(term.end for term in found["A000001"].terms) == PRESENT
    # A seat that stands empty.
    assert max(term.end for term in found["C000001"].terms) == datetime.date(2027, 1, 3)
    # A seat whose holder came with the present Congress.
    assert max(term.end for term in found["D000001"].terms) == PRESENT


def test_who_came_after_the_table_was_made_sat_in_its_last_congress() -> None:
    sittings = [Sitting("A000001", 118, "house", "TX", "D")]
    people = [former("A000001"), former("N000001"), former("O000001", born=1840)]
    found = {member.bioguide: member for member in reckoned(people, sittings, {})}
    assert [(term.start.year, term.end.year) for term in found["N000001"].terms] == [(2023, 2025)]
    assert found["O000001"].terms == ()
