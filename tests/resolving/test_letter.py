"""A letter's names resolved together: agencies and members, in both directions, with what the others make likely."""

import datetime

from tests.resolving.rosters import AGENCIES, MEMBERS, OFFICIALS
from tracker.reading.rows import Direction, Fact, FactKind, Reading, Recipient, Signer
from tracker.reading.transcript import Span, Transcript
from tracker.resolving import MemoryRegistry, resolve
from tracker.resolving.records import ResolutionState
from tracker.resolving.signers import each_left_out

REGISTRY = MemoryRegistry(MEMBERS, AGENCIES, OFFICIALS)
SPAN = Span(0, 1)


def recipient(name: str, title: str = "", organization: str = "") -> Recipient:
    return Recipient(text=name, span=SPAN, rule="test", name=name, title=title, organization=organization)


def signer(name: str, title: str = "") -> Signer:
    return Signer(text=name, span=SPAN, rule="test", name=name, title=title)


def letter(
    date: str | None,
    *,
    recipients: tuple[Recipient, ...] = (),
    signers: tuple[Signer, ...] = (),
    direction: Direction = Direction.TO_AGENCY,
    letterhead: str = "",
) -> Reading:
    facts = [Fact(kind=FactKind.LETTERHEAD, text=letterhead, span=SPAN, rule="test")] if letterhead else []
    if date:
        facts.append(
            Fact(kind=FactKind.DATE, text=date, span=SPAN, rule="test", date=datetime.date.fromisoformat(date))
        )
    return Reading(
        reader_version="test",
        pages=(),
        transcript=Transcript.from_blocks(["x"]),
        direction=direction,
        facts=tuple(facts),
        recipients=recipients,
        signers=signers,
    )


def test_a_letter_to_secretaries_names_departments_officials_and_senators() -> None:
    reading = letter(
        "2020-04-14",
        recipients=(
            recipient("Wilbur Ross", "Secretary", "U.S. Department of Commerce"),
            recipient("Michael Pompeo", "Secretary of State"),
        ),
        signers=(signer("Edward J. Markey", "United States Senator"), signer("Nobody Known")),
    )
    resolved = resolve(reading, REGISTRY)
    assert [one.key for one in resolved.recipient_agencies] == ["commerce-department", "state-department"]
    assert [one and one.name for one in resolved.recipient_officials] == ["Wilbur Ross", "Mike Pompeo"]
    assert [one.key for one in resolved.signer_members] == ["M000133", ""]
    assert all(one.key == "" for one in (*resolved.recipient_members, *resolved.signer_agencies))
    assert resolved.notes == ()


def test_a_reply_names_its_agency_by_the_letterhead_and_its_members_by_the_date() -> None:
    reading = letter(
        "2020-05-14",
        recipients=(recipient("Charles E. Grassley", "Chairman", "Committee on Finance, United States Senate"),),
        signers=(signer("Ada Marsh", "Assistant Administrator"),),
        direction=Direction.TO_CONGRESS,
        letterhead="United States Environmental Protection Agency Washington, D.C. 20460",
    )
    resolved = resolve(reading, REGISTRY)
    assert resolved.recipient_members[0].key == "G000386"
    assert resolved.recipient_agencies[0].key == ""
    assert resolved.signer_agencies[0].key == "environmental-protection-agency"
    assert resolved.signer_members[0].key == ""


def test_a_letter_to_a_leader_of_congress_names_the_member() -> None:
    reading = letter(
        "2020-05-14", recipients=(recipient("Ed Markey", "Ranking Member", "Senate Committee on the Budget"),)
    )
    assert resolve(reading, REGISTRY).recipient_members[0].key == "M000133"


def test_a_state_legislator_is_no_member_of_congress() -> None:
    reading = letter("2020-05-14", recipients=(recipient("Ed Markey", "President", "Florida Senate"),))
    assert resolve(reading, REGISTRY).recipient_members[0].key == ""


def test_the_other_signers_part_namesakes() -> None:
    michigan = (signer("Carl Levin"), signer("Sander M. Levin"), signer("Mike Rogers"))
    resolved = resolve(letter("2013-02-07", signers=michigan), REGISTRY)
    assert [one.key for one in resolved.signer_members] == ["L000261", "L000263", "R000572"]
    alone = resolve(letter("2013-02-07", signers=michigan[2:]), REGISTRY)
    assert alone.signer_members[0].state == ResolutionState.AMBIGUOUS


def test_the_letterhead_parts_namesakes_of_both_chambers() -> None:
    reading = letter("2011-02-07", signers=(signer("Tim Johnson"),), letterhead="United States Senate")
    assert resolve(reading, REGISTRY).signer_members[0].key == "J000177"


def test_a_letterhead_makes_no_certainty_of_a_surname() -> None:
    reading = letter("2020-02-07", signers=(signer("Higgins"),), letterhead="House of Representatives")
    assert resolve(reading, REGISTRY).signer_members[0].state == ResolutionState.AMBIGUOUS


def test_nobody_signs_twice() -> None:
    signers = (signer("Eric Swalwell", "Member of Congress"), signer("Eric Swalwe", "Member of Congress"))
    first, second = resolve(letter("2020-02-07", signers=signers), REGISTRY).signer_members
    assert (first.key, second.key, second.state) == ("S001193", "", ResolutionState.AMBIGUOUS)
    assert "signed the letter elsewhere" in second.why


def test_one_from_the_other_chamber_is_a_namesake_unless_the_title_says_so() -> None:
    names = ("Nydia Velázquez", "Sander Levin", "Brian Higgins", "Al Green", "Debbie Wasserman Schultz")
    house = tuple(signer(name) for name in names)

    def last(*signers: Signer) -> str:
        return resolve(letter("2012-02-07", signers=signers), REGISTRY).signer_members[-1].key

    assert last(*house, signer("Carl Levin")) == ""
    assert last(*house, signer("Carl Levin", "United States Senator")) == "L000261"
    assert last(*house[1:], signer("Carl Levin")) == "L000261"


def test_each_signer_is_looked_up_with_the_member_out_of_the_roster() -> None:
    reading = letter("2011-02-07", signers=(signer("Tim Johnson", "United States Senator"), signer("Donald Payne")))
    both = list(each_left_out(reading, REGISTRY))
    assert [found.key for found, _ in both] == ["J000177", "P000149"]
    assert [other.key for _, other in both] == ["", "P000604"]
    assert [one.key for one in resolve(reading, REGISTRY).signer_members] == ["J000177", "P000149"]


def test_without_a_date_a_note_says_so() -> None:
    resolved = resolve(letter(None, signers=(signer("Deb Fischer"), signer("Mike Rogers"))), REGISTRY)
    assert [one.key for one in resolved.signer_members] == ["F000463", ""]
    assert len(resolved.notes) == 1


def test_a_head_who_was_not_in_office_casts_doubt_on_the_date() -> None:
    reading = letter("2013-04-14", recipients=(recipient("Wilbur Ross", "Secretary", "U.S. Department of Commerce"),))
    resolved = resolve(reading, REGISTRY)
    assert resolved.recipient_agencies[0].key == "commerce-department"
    assert resolved.recipient_officials == (None,)
    assert "2017-02-28 to 2021-01-20" in resolved.notes[0]
