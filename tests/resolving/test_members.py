"""Whom a signature means, as of the letter's date; and when nobody is named rather than the wrong one."""

import pytest

from tests.resolving.rosters import MEMBERS, on
from tracker.resolving.blurred import most_alike
from tracker.resolving.likeness import fit, forms_of
from tracker.resolving.members import Hints, holds_no_seat, resolve_member
from tracker.resolving.memory import MemoryRegistry
from tracker.resolving.names import parsed
from tracker.resolving.records import MemberRecord, ResolutionState

REGISTRY = MemoryRegistry(MEMBERS)


@pytest.mark.parametrize(
    ("name", "date", "bioguide"),
    [
        ("Edward J. Markey", "2020-04-14", "M000133"),
        ("Ed Markey", "2020-04-14", "M000133"),
        ("ED MARKEY", "2020-04-14", "M000133"),
        ("Markey, Edward J.", "2020-04-14", "M000133"),
        ("E. Markey", "2020-04-14", "M000133"),
        ("Catherine Cortez Masto", "2020-04-14", "C001113"),
        ("Cathy Masto", "2020-04-14", "C001113"),
        ("Chris Van Hollen", "2020-04-14", "V000128"),
        ("Debbie Wasserman-Schultz", "2020-04-14", "W000797"),
        ("Michelle Lujan Grisham", "2018-04-14", "L000580"),
        ("Nydia M. Velazquez", "2020-04-14", "V000081"),
        ('Jesús G. "Chuy" García', "2020-04-14", "G000586"),
        ("Chuy Garcia", "2020-04-14", "G000586"),
        ("Lucille Roybal-Allard", "2020-04-14", "R000486"),
        ("Lucille Roybal Allard", "2020-04-14", "R000486"),
        ("K. Michael Conaway", "2013-02-07", "C001062"),
        ("Mike Conaway", "2013-02-07", "C001062"),
        ("Randy Forbes", "2013-02-07", "F000445"),
        ("Sandy Levin", "2013-02-07", "L000263"),
        ("Shelly Moore-Capito", "2020-04-14", "C001047"),
        ("Mike D. Rogers", "2013-02-07", "R000575"),
        ("Mike J. Rogers", "2013-02-07", "R000572"),
        ("Mike Rogers", "2020-02-07", "R000575"),
        ("Mike Rogers (AL)", "2013-02-07", "R000575"),
        ("Grassley", "2020-04-14", "G000386"),
    ],
)
def test_a_name_resolves_to_the_member_who_served(name: str, date: str, bioguide: str) -> None:
    found = resolve_member(name, on(date), REGISTRY)
    assert (found.state, found.key) == (ResolutionState.RESOLVED, bioguide), found


@pytest.mark.parametrize(
    ("name", "date", "bioguide"),
    [
        ("Deb Fisher", "2020-04-14", "F000463"),
        ("Eric Swalwe", "2020-04-14", "S001193"),
        ("A1 Green", "2020-04-14", "G000553"),
        ("Ed Markcy", "2020-04-14", "M000133"),
        ("Char1es Grass1ey", "2020-04-14", "G000386"),
    ],
)
def test_a_misread_name_resolves_by_its_margin(name: str, date: str, bioguide: str) -> None:
    found = resolve_member(name, on(date), REGISTRY)
    assert (found.state, found.key) == (ResolutionState.RESOLVED, bioguide), found


@pytest.mark.parametrize(
    ("name", "bioguide"),
    [
        ("ebbie Wasserman Schu", "W000797"),
        ("Bylan Higgns", "H001038"),
        ("Lucile Roybal-A11ad", "R000486"),
        ("ric Swalwe", "S001193"),
        ("Ftic Swabwell", "S001193"),
        ("Bylan #iggins", "H001038"),
        ("EricSwalwel", "S001193"),
    ],
)
def test_a_torn_name_resolves_when_only_one_is_near(name: str, bioguide: str) -> None:
    found = resolve_member(name, on("2020-04-14"), REGISTRY, title="Member of Congress")
    assert (found.state, found.key) == (ResolutionState.RESOLVED, bioguide), found


@pytest.mark.parametrize(
    ("written", "title", "mended"),
    [
        ("Ed Markcy", "United States Senator", "Ed Markey"),
        ("Edwatd J. Markey", "United States Senator", "Edward J. Markey"),
        ("Ftic Swabwell", "Member of Congress", "Eric Swalwell"),
        ("Mike Conavvay", "Member of Congress", "Mike Conaway"),
        ("NYDIA VELA#QUEZ", "Member of Congress", "Nydia Velázquez"),
        ("Ed’Markey", "United States Senator", "Ed Markey"),
        ("Wlvd¥ M. Velázquez", "Member of Congress", "Nydia M. Velázquez"),
        ("TED MARKFY", "United States Senator", "Ted Markey"),
        ("Ed Markey", "United States Senator", ""),
        ("Markey", "United States Senator", ""),
        ("Shelly Moore-Capito", "United States Senator", ""),
        ('Jesús G. "Chuy" García', "Member of Congress", ""),
    ],
)
def test_a_misread_name_is_mended_in_the_form_in_which_it_was_printed(written: str, title: str, mended: str) -> None:
    found = resolve_member(written, on("2020-04-14"), REGISTRY, title=title)
    assert (found.state, found.name) == (ResolutionState.RESOLVED, mended), found


def test_a_whole_name_that_others_bear_is_no_misreading() -> None:
    for name in ("Mark Higgins", "Clay Green", "Debbie Higgins"):
        assert resolve_member(name, on("2020-04-14"), REGISTRY, title="Member of Congress").key == "", name


@pytest.mark.parametrize("name", ["Rick Markey", "Al Greer Smith", "Deb Fis", "ed", "Chris Holt"])
def test_what_may_be_another_person_is_no_torn_name(name: str) -> None:
    found = resolve_member(name, on("2020-04-14"), REGISTRY, title="Member of Congress")
    assert found.state != ResolutionState.RESOLVED, found


def test_a_name_that_is_cut_off_means_the_only_one_who_begins_so() -> None:
    def found(name: str, title: str) -> str:
        return resolve_member(name, on("2020-04-14"), REGISTRY, title=title).key

    assert found("Mark Gr", "Member of Congress") == found("Mark E. Gr", "Member of Congress") == "G000590"
    assert resolve_member("Mark Gr", on("2020-04-14"), REGISTRY, title="Member of Congress").name == "Mark Green"
    assert found("Mark Gr", "") == ""  # nothing says that the bearer sits in Congress
    assert found("Mark Gr", "United States Senator") == found("Mark V. Gr", "Member of Congress") == ""
    assert found("Mark Xi", "Member of Congress") == ""


def test_a_surname_that_is_clean_and_begins_otherwise_is_another_one() -> None:
    turner = MemberRecord(bioguide="T1", first="Bob", last="Turner", terms=MEMBERS[-1].terms)
    benson = MemberRecord(bioguide="B1", first="Bob", last="Benson", terms=MEMBERS[-1].terms)
    assert not most_alike("Bob Filner", [turner, benson])
    assert [one.member for one in most_alike("Bob T¥rnef", [turner, benson])] == [turner]


def test_a_half_that_nobody_else_has_excuses_more_of_the_other() -> None:
    others = [MemberRecord(bioguide=first, first=first, last="Smith", terms=()) for first in ("Lori", "Angela")]
    craig = MemberRecord(bioguide="C1", first="Angie", last="Craig", terms=())
    namesake = MemberRecord(bioguide="D1", first="Angie", last="Dole", terms=())
    assert [one.member for one in most_alike("Angie Tra¥q", [craig, *others])] == [craig]
    assert not most_alike("Angie Tra¥q", [craig, namesake, *others])
    gibson = MemberRecord(bioguide="G1", first="Chris", last="Gibson", terms=())
    second = MemberRecord(bioguide="G2", first="Paul", last="Gibson", terms=())
    assert [one.member for one in most_alike('Chu" Gibson', [gibson, *others])] == [gibson]
    assert not most_alike('Chu" Gibson', [gibson, second, *others])


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("Edna Markey", "2020-04-14"),  # a surname that fits excuses no other first name
        ("Nary Higgins", "2020-04-14"),
        ("Rick Hudsen", "2020-04-14"),  # a first name that is whole is not Richard's or Eric's alone
    ],
)
def test_both_halves_of_a_torn_name_must_fit(name: str, date: str) -> None:
    found = resolve_member(name, on(date), REGISTRY, title="Member of Congress")
    assert found.state != ResolutionState.RESOLVED, found


def test_a_surname_that_was_borne_before_is_not_another_one_torn() -> None:
    peters = MemberRecord(bioguide="P000001", first="Scott", last="Peters")
    assert most_alike("Scott Petery", [peters])
    assert most_alike("Scotl Petery", [peters])
    assert not most_alike("Scotl Petery", [peters], is_surname=lambda word: word == "petery")


def test_a_first_name_that_is_whole_is_no_misread_one() -> None:
    gary, mary = (parsed(f"{first} Miller") for first in ("Garv", "Mary"))
    forms = forms_of(MemberRecord(bioguide="M000001", first="Gary", last="Miller"))
    assert fit(gary, forms)[0] > 0.9 > 0.8 > fit(mary, forms)[0]


def test_what_somebody_is_commonly_called_may_be_torn() -> None:
    thomas = MemberRecord(bioguide="T000165", first="Thomas", last="Tiffany")
    assert [one.cost for one in most_alike("Torn Tiffany", [thomas])] == [0.4]


@pytest.mark.parametrize(
    ("name", "date", "candidates"),
    [
        ("Mike Rogers", "2013-02-07", {"R000572", "R000575"}),
        ("Higgins", "2020-04-14", {"H001038", "H001077"}),
        ("Tim Johnson", "2011-02-07", {"J000177", "J000285"}),
        ("Green", "2020-04-14", {"G000553", "G000590"}),
    ],
)
def test_namesakes_stay_ambiguous(name: str, date: str, candidates: set[str]) -> None:
    found = resolve_member(name, on(date), REGISTRY)
    assert (found.state, found.key) == (ResolutionState.AMBIGUOUS, "")
    assert {candidate.key for candidate in found.candidates} == candidates
    assert found.why


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("John Smith", "2020-04-14"),
        ("Carl Levin", "2020-04-14"),  # He had left.
        ("Deb Fischer", "2012-04-14"),  # She had not come yet.
        ("Fisher", "2020-04-14"),  # A misread surname alone.
        ("Mark Higgins", "2020-04-14"),  # Another first name.
        ("The Michigan Congressional Delegation", "2020-04-14"),
        ("", "2020-04-14"),
    ],
)
def test_nobody_is_named_without_grounds(name: str, date: str) -> None:
    found = resolve_member(name, on(date), REGISTRY)
    assert found.key == ""
    assert found.state != ResolutionState.RESOLVED
    assert found.why


def test_a_member_of_another_time_is_shown_as_candidate() -> None:
    found = resolve_member("Carl Levin", on("2020-04-14"), REGISTRY)
    assert found.state == ResolutionState.UNMATCHED
    assert [candidate.key for candidate in found.candidates] == ["L000261"]


def test_the_title_tells_senator_from_representative() -> None:
    assert resolve_member("Tim Johnson", on("2011-02-07"), REGISTRY, title="United States Senator").key == "J000177"
    assert resolve_member("Tim Johnson", on("2011-02-07"), REGISTRY, title="Member of Congress").key == "J000285"


def test_a_title_of_another_chamber_keeps_a_lone_name_unresolved() -> None:
    assert resolve_member("Ed Markey", on("2020-04-14"), REGISTRY, title="Member of Congress").key == ""


def test_what_is_likely_parts_namesakes_but_rules_nobody_out() -> None:
    alabama = Hints(state="AL", firm=False)
    assert resolve_member("Mike Rogers", on("2013-02-07"), REGISTRY, likely=alabama).key == "R000575"
    assert resolve_member("Ed Markey", on("2020-04-14"), REGISTRY, likely=alabama).key == "M000133"


def test_father_and_son_are_parted_by_the_suffix() -> None:
    assert resolve_member("Donald M. Payne, Jr.", on("2012-12-01"), REGISTRY).key == "P000604"
    assert resolve_member("Donald Payne", on("2011-10-13"), REGISTRY).key == "P000149"
    assert resolve_member("Payne", on("2011-10-13"), REGISTRY).state == ResolutionState.AMBIGUOUS


def test_without_a_date_only_a_unique_name_resolves() -> None:
    assert resolve_member("Deb Fischer", None, REGISTRY).key == "F000463"
    assert resolve_member("Mike Rogers", None, REGISTRY).key == ""
    assert resolve_member("Fischer", None, REGISTRY).key == ""


@pytest.mark.parametrize(
    "title", ["Governor", "State Senator", "Inspector General", "Chief of Staff", "President and CEO"]
)
def test_a_title_outside_congress_resolves_to_no_member(title: str) -> None:
    found = resolve_member("Ed Markey", on("2020-04-14"), REGISTRY, title=title)
    assert (found.state, found.rule) == (ResolutionState.UNMATCHED, "title outside Congress")


@pytest.mark.parametrize(
    "title", ["", "Chairman", "Ranking Member", "United States Senator", "Member of Congress", "President pro tempore"]
)
def test_titles_of_members(title: str) -> None:
    assert not holds_no_seat(title)


@pytest.mark.parametrize(
    ("title", "chamber", "state"),
    [
        ("United States Senator, Oregon", "senate", "OR"),
        ("Member of Congress (CA-14)", "house", "CA"),
        ("Chairman, House Committee on Oversight", "house", ""),
        ("Ranking Member", "", ""),
        ("United States Senator (R-TX)", "senate", "TX"),
    ],
)
def test_a_title_gives_hints(title: str, chamber: str, state: str) -> None:
    hints = Hints.from_title(title)
    assert (hints.chamber, hints.state) == (chamber, state)


def test_what_a_committee_is_about_is_nobodys_state() -> None:
    title = "Chairman, Subcommittee on the Federal Workforce and the District of Columbia"
    assert Hints.from_title(title).state == ""
    assert Hints.from_title("Senator for Oregon, Subcommittee on Guam").state == "OR"
