"""Members kept in the database: again and again, and with better dates when they come."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.resolving.rosters import MEMBERS, member
from tracker.models import Committee, CommitteeSeat, Member, Term
from tracker.sources import legislators
from tracker.sources.roster import CommitteeRecord, Roster, SeatRecord

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC)


def roster(*members, reckoned: bool = False) -> Roster:
    return Roster(
        members={one.bioguide: one for one in members},
        reckoned={one.bioguide for one in members} if reckoned else set(),
    )


def rows() -> list[tuple[object, ...]]:
    members = Member.objects.values_list("pk", "first", "last", "folded_surname", "official_full")
    return [
        *members,
        *Term.objects.order_by("member", "start").values_list("member", "chamber", "state", "start", "end"),
    ]


def test_to_store_twice_changes_nothing() -> None:
    first = legislators.store(roster(*MEMBERS), now=NOW)
    before = rows()
    assert legislators.store(roster(*MEMBERS), now=LATER) == first
    assert rows() == before
    assert first.members == Member.objects.count() == len(MEMBERS)
    assert Member.objects.get(pk="V000081").folded_surname == "velazquez"


def test_a_term_that_ended_early_is_corrected() -> None:
    legislators.store(roster(*MEMBERS), now=NOW)
    resigned = member("S001193", "Eric", "Swalwell", "house", "CA", "D", "2013-01-03", "2026-04-14")
    legislators.store(roster(resigned), now=LATER)
    assert Term.objects.get(member="S001193").end == datetime.date(2026, 4, 14)
    assert Term.objects.count() == len(MEMBERS)


def test_stated_terms_take_the_place_of_reckoned_ones_and_keep_it() -> None:
    reckoned = member("P000604", "Donald", "Payne", "house", "NJ", "D", "2011-01-03", "2013-01-03", suffix="Jr.")
    stated = member("P000604", "Donald", "Payne", "house", "NJ", "D", "2012-11-15", "2013-01-03", suffix="Jr.")
    legislators.store(roster(reckoned, reckoned=True), now=NOW)
    legislators.store(roster(stated), now=NOW)
    assert Term.objects.get().start == datetime.date(2012, 11, 15)
    legislators.store(roster(reckoned, reckoned=True), now=LATER)
    assert Term.objects.get().start == datetime.date(2012, 11, 15)


def test_a_smaller_roster_deletes_nobody() -> None:
    legislators.store(roster(*MEMBERS), now=NOW)
    legislators.store(roster(MEMBERS[0]), now=LATER)
    assert Member.objects.count() == len(MEMBERS)


def test_seats_are_kept_as_of_the_day_on_which_they_changed() -> None:
    found = roster(*MEMBERS)
    found.committees = {
        "SSFI": CommitteeRecord("SSFI", "Finance", "senate"),
        "SSFI10": CommitteeRecord("SSFI10", "Health", "senate", "SSFI"),
    }
    found.seats = {
        ("SSFI", "M000133"): SeatRecord("SSFI", "M000133"),
        ("NONE", "M000133"): SeatRecord("NONE", "M000133"),
    }
    first = legislators.store(found, now=NOW)
    assert (first.committees, first.seats) == (2, 1)
    assert "1 committee seats were left out" in first.skipped[0]
    legislators.store(found, now=LATER)
    assert [seat.as_of for seat in CommitteeSeat.objects.all()] == [NOW.date()]
    found.seats["SSFI", "M000133"] = SeatRecord("SSFI", "M000133", "Chairman")
    legislators.store(found, now=LATER)
    assert [seat.as_of for seat in CommitteeSeat.objects.order_by("as_of")] == [NOW.date(), LATER.date()]
    assert Committee.objects.get(pk="SSFI10").parent_id == "SSFI"


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    file = tmp_path / "roster.yaml"
    file.write_text(
        "- id: {bioguide: C000127}\n  name: {first: Maria, last: Cantwell}\n"
        "  terms:\n  - {type: sen, start: '2001-01-03', end: '2007-01-03', state: WA, party: Democrat}\n"
        "- id: {bioguide: nonsense}\n  name: {first: A, last: B}\n  terms: []\n"
    )
    out, err = StringIO(), StringIO()
    call_command("import_legislators", str(file), stdout=out, stderr=err)
    assert "Imported 1 members with 1 terms" in out.getvalue()
    assert "no Bioguide ID" in err.getvalue()


def test_the_command_fails_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_legislators", str(tmp_path / "nowhere.yaml"))
