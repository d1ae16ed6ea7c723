"""What a letter says about itself, and the earlier letters that it names."""

import datetime

import pytest

from tracker.reading.direction import direction_of
from tracker.reading.facts import find_facts
from tracker.reading.recipients import find_recipients
from tracker.reading.rows import Direction, FactKind
from tracker.reading.segment import segment
from tracker.reading.signers import find_signers
from tracker.reading.transcript import Transcript

PROSE = (
    "We write to ask that the agency publish the guidance that it promised to small ports last year, and that it "
    "say by what date the inspectors will return to the two terminals that were closed after the storm."
)
ENDING = ("Sincerely,", "Ann Poe\nUnited States Senator")


def facts(*blocks, kind):
    transcript = Transcript.from_blocks(blocks)
    found = [fact for fact in find_facts(transcript, segment(transcript)) if fact.kind == kind]
    assert all(transcript.shown(fact.span) == fact.text for fact in found)
    return found


def earlier(sentence):
    rows = facts("March 3, 2021", "Dear Secretary Roe:", f"{PROSE}\n{sentence}", *ENDING, kind=FactKind.EARLIER_LETTER)
    return [(row.text, row.date.isoformat() if row.date else None) for row in rows]


def test_copies_out_what_stands_around_the_body():
    blocks = (
        "United States Senate",
        "In Reply Refer To: EC-21-0417",
        "March 3, 2021",
        "RE: Guidance for small ports",
        "Dear Secretary Roe:",
        PROSE,
        *ENDING,
        "Enclosures:\nReport of the inspectors",
        "cc: The Honorable Max Moe\nThe Honorable Eva Foe, Ranking Member,\nCommittee on Ports",
    )
    expected = {
        FactKind.LETTERHEAD: ["United States Senate"],
        FactKind.REFERENCE: ["EC-21-0417"],
        FactKind.SUBJECT: ["Guidance for small ports"],
        FactKind.SALUTATION: ["Dear Secretary Roe:"],
        FactKind.CLOSING: ["Sincerely,"],
        FactKind.COPY: ["The Honorable Max Moe", "The Honorable Eva Foe, Ranking Member, Committee on Ports"],
    }
    assert {kind: [fact.text for fact in facts(*blocks, kind=kind)] for kind in expected} == expected
    assert "Report of the inspectors" in facts(*blocks, kind=FactKind.ENCLOSURE)[-1].text


def test_a_stamp_of_receipt_has_its_own_date():
    [fact] = facts(
        "RECEIVED\nMAR 0 9 2021", "March 3, 2021", "Dear Secretary Roe:", PROSE, *ENDING, kind=FactKind.RECEIVED
    )
    assert fact.date == datetime.date(2021, 3, 9)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This answers your letter of April 14, 2020.", [("your letter of April 14, 2020", "2020-04-14")]),
        ("We refer to our June 3 letter.", [("our June 3 letter", "2020-06-03")]),
        ("My November 8th letter was clear.", [("My November 8th letter", "2020-11-08")]),
        ("I wrote to you on May 5, 2019, about this.", [("I wrote to you on May 5, 2019", "2019-05-05")]),
        ("In response to your letter dated May 5, 2019, we act.", [("your letter dated May 5, 2019", "2019-05-05")]),
        ("In an April 20, 2020, letter many of us sent.", [("an April 20, 2020, letter", "2020-04-20")]),
        ("On May 5, 2019, we sent a letter to you.", [("On May 5, 2019, we sent a letter", "2019-05-05")]),
        (
            "It answers our letters of June 3 and July 5, 2019.",
            [("our letters of June 3", "2019-06-03"), ("July 5, 2019", "2019-07-05")],
        ),
        (
            "It answers your April 8, 2010, request for information and follow-up request dated July 31, 2014.",
            [
                ("your April 8, 2010, request for information", "2010-04-08"),
                ("follow-up request dated July 31, 2014", "2014-07-31"),
            ],
        ),
        ("A July 2019 letter said so.", [("A July 2019 letter", None)]),
        ("You have not answered our previous letter.", [("our previous letter", None)]),
        ("This responds to your April 14, 2020 letter.", [("your April 14, 2020 letter", "2020-04-14")]),
        (
            "It was in your letter, received in this office on May 5, 2019.",
            [("your letter, received in this office on May 5, 2019", None)],
        ),
        ("The Department received your letter on May 5, 2019.", [("your letter on May 5, 2019", None)]),
        (
            "It is about the letter that you and Senator Hale sent on May 5, 2019.",
            [("the letter that you and Senator Hale sent on May 5, 2019", "2019-05-05")],
        ),
        (
            "It is your letter, cosigned by four colleagues, dated May 5, 2019.",
            [("your letter, cosigned by four colleagues, dated May 5, 2019", "2019-05-05")],
        ),
        ("Your letter of the 5th of May, 2019, was long.", [("Your letter of the 5th of May, 2019", "2019-05-05")]),
        ("Our interim response of May 5, 2019, said so.", [("Our interim response of May 5, 2019", "2019-05-05")]),
        ("We asked you on May 5, 2019, for the logs.", [("We asked you on May 5, 2019", "2019-05-05")]),
        ("To date, we have not received a response.", [("we have not received a response", None)]),
        (
            "To date, we have not received a response to our May 5, 2019, letter.",
            [("our May 5, 2019, letter", "2019-05-05")],
        ),
        ("I write again to ask for the logs.", [("I write again", None)]),
        ("We write once more for the logs.", [("We write once more", None)]),
        ("I renew my request for the logs.", [("I renew my request", None)]),
        ("Your letter to Secretary Ross was referred to me.", [("Your letter to Secretary Ross", None)]),
        ("He has asked me to respond to your letter.", [("your letter", None)]),
        ("Please see the enclosed letter.", [("the enclosed letter", None)]),
        ("In your letter received May 5, 2019, you ask.", [("your letter received May 5, 2019", None)]),
        ("It answers your letter (ref. 2020-123) at last.", [("your letter", None)]),
        (
            "It answers your letters dated March 2, March 30, and April 14, 2020.",
            [
                ("your letters dated March 2", "2020-03-02"),
                ("March 30", "2020-03-30"),
                ("April 14, 2020", "2020-04-14"),
            ],
        ),
    ],
)
def test_names_earlier_letters(sentence, expected):
    assert earlier(sentence) == expected


@pytest.mark.parametrize("sentence", ["your letter (ref. 2020-123)", "your letter of May 5, 2019 (Ref. No. 2020-123)"])
def test_keeps_the_reference_number_of_the_letter_that_is_answered(sentence):
    body = f"In response to {sentence}, the agency has looked again. {PROSE}"
    rows = facts("March 3, 2021", "Dear Senator Roe:", body, *ENDING, kind=FactKind.OTHER_REFERENCE)
    assert [(row.text, row.rule) for row in rows] == [("2020-123", "of an earlier letter")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please respond to this letter by April 5, 2021.",
        "The rule of May 5, 2019, was published.",
        "On May 5, 2019, the agency closed the port.",
        "We ask for a response to this letter no later than April 5, 2021.",
        "The report was issued on May 5, 2019.",
        "The agency published a response to comments on May 5, 2019.",
        "We have received a response from the port.",
        "We never asked for the lamps.",
    ],
)
def test_other_dates_name_no_letter(sentence):
    assert earlier(sentence) == []


@pytest.mark.parametrize(
    ("above", "sentence", "expected"),
    [
        ("OEX-20-000123", "", [("OEX-20-000123", "reference")]),
        ("Your Reference: AB-21/77", "", [("AB-21/77", "other_reference")]),
        ("Control Number: 24-005512", "", [("24-005512", "reference")]),
        ("Washington, DC 20510-1234", "", []),
        ("(202) 224-3121", "", []),
        ("", "Your inquiry, tracking number 24-005512, was sent on.", [("24-005512", "other_reference")]),
        ("", "This matter has case number CAS-1234567.", [("CAS-1234567", "reference")]),
        ("", "Thank you for your letter of May 5, 2019 (EXEC-2020-0012).", [("EXEC-2020-0012", "other_reference")]),
        ("", "The court ruled in case number 1:20-cv-0123.", []),
        ("", "Please call case number three.", []),
    ],
)
def test_numbers_under_which_letters_are_kept(above, sentence, expected):
    blocks = ("March 3, 2021", *([above] if above else []), "Dear Secretary Roe:", f"{PROSE}\n{sentence}", *ENDING)
    found = [fact for kind in (FactKind.REFERENCE, FactKind.OTHER_REFERENCE) for fact in facts(*blocks, kind=kind)]
    assert [(fact.text, fact.kind.value) for fact in found] == expected


def direction(*blocks):
    transcript = Transcript.from_blocks(blocks)
    parts = segment(transcript)
    return direction_of(transcript, parts, find_recipients(transcript, parts), find_signers(transcript, parts))


def test_who_writes_to_whom():
    agency = "The Honorable Jane Roe\nSecretary\nDepartment of Ports"
    senate = "The Honorable Ann Poe\nChairman\nCommittee on Ports\nUnited States Senate"
    state = "The Honorable Sue Loe\nPresident\nFlorida Senate"
    member, official = "Ann Poe\nUnited States Senator", "Jane Roe\nInspector General, Department of Ports"
    assert direction("March 3, 2021", agency, "Dear Secretary Roe:", PROSE, "Sincerely,", member) == Direction.TO_AGENCY
    assert direction("March 3, 2021", state, "Dear President Loe:", PROSE, "Sincerely,", member) == Direction.TO_AGENCY
    assert (
        direction("March 3, 2021", senate, "Dear Chairman Poe:", PROSE, "Sincerely,", official) == Direction.TO_CONGRESS
    )
    assert direction("March 3, 2021", senate, "Dear Chairman Poe:", PROSE, "Sincerely,", member) == Direction.OTHER
    assert direction("March 3, 2021", agency, "Dear Secretary Roe:", PROSE, "Sincerely,", official) == Direction.OTHER
    assert (
        direction(
            "United States Senate", "March 3, 2021", agency, "Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe"
        )
        == Direction.TO_AGENCY
    )


def test_a_post_code_of_congress_in_the_letterhead_shows_who_writes():
    chairman = "The Honorable Ann Poe\nChairman\nCommittee on Ports\nUnited States Senate"
    rest = ("March 3, 2021", chairman, "Dear Chairman Poe:", PROSE, "Sincerely,", "Jane Roe")
    assert direction("WASHINGTON, DC 20510", *rest) == Direction.OTHER
    assert direction("WASHINGTON, DC 20230", *rest) == Direction.TO_CONGRESS
