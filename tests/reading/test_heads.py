"""Heads of letters in the forms that offices use, each set on a page and read from it."""

import datetime
import tomllib
from pathlib import Path

import pytest

from tests.reading.heads import letter_of
from tracker.reading import read_letter
from tracker.reading.rows import FactKind, Reading

DATE = "March 3, 2021"
AGENCY = {"letterhead": ("Department of Ports", "Washington, DC 20001"), "signature": "Ben Coe\nAssistant Secretary"}
WOODS = ("Oak", "Elm", "Ash", "Fir", "Yew", "Box", "Bay", "Alder", "Birch", "Cedar", "Hazel", "Holly", "Larch", "Maple")
FACES = pytest.mark.parametrize(("font", "size"), [("Times-Roman", 12), ("Helvetica", 11)], ids=["serif", "sans"])


def people(reading: Reading) -> list[tuple[str, str, str]]:
    return [(row.name, row.title, row.organization) for row in reading.recipients]


HEADS = tomllib.loads(Path(__file__).with_name("heads.toml").read_text())


@FACES
@pytest.mark.parametrize("case", HEADS.values(), ids=HEADS.keys())
def test_reads_the_addressees(case, font, size):
    head, greeting = [item if isinstance(item, str) else tuple(item) for item in case["head"]], case["greeting"]
    reading = read_letter(letter_of(head if DATE in str(head) else [DATE, *head], greeting, font=font, size=size))
    assert people(reading) == [tuple(row) for row in case["addressees"]]
    assert reading.date == datetime.date(2021, 3, 3)
    assert reading.notes == () or not greeting


@pytest.mark.parametrize(("name", "turn"), [(name, 1 + number % 3) for number, name in enumerate(HEADS)])
def test_reads_the_same_letter_when_its_pages_lie_on_their_side_or_head(name, turn):
    case = HEADS[name]
    head, greeting = [item if isinstance(item, str) else tuple(item) for item in case["head"]], case["greeting"]
    head = head if DATE in str(head) else [DATE, *head]
    upright, turned = (read_letter(letter_of(head, greeting, turn=quarters)) for quarters in (0, turn))
    assert turned.transcript.text == upright.transcript.text
    assert people(turned) == people(upright)
    assert [row.name for row in turned.signers] == [row.name for row in upright.signers]
    assert [row.text for row in turned.requests] == [row.text for row in upright.requests]
    # On the page as it is shown, the first line lies where it is seen.
    shown, stood = turned.transcript.words[0].box, upright.transcript.words[0].box
    x, y = (stood.x0 + stood.x1) / 2, (stood.y0 + stood.y1) / 2
    seen = {1: (792 - y, x), 2: (612 - x, 792 - y), 3: (y, 612 - x)}[turn]
    assert ((shown.x0 + shown.x1) / 2, (shown.y0 + shown.y1) / 2) == pytest.approx(seen, abs=0.05)


def test_twenty_addresses_in_one_column_run_over_pages():
    blocks = [f"The Honorable Jane {wood}\nAdministrator\n{wood} Development Agency" for wood in WOODS]
    reading = read_letter(letter_of([DATE, *blocks], "Dear Administrators:"))
    assert people(reading) == [(f"Jane {wood}", "Administrator", f"{wood} Development Agency") for wood in WOODS]


def test_addresses_in_two_columns_run_over_pages():
    pairs = [(f"The Honorable Jane {wood}\nAdministrator\nBureau of {wood}",) * 2 for wood in (*WOODS, *WOODS[:4])]
    pairs = [(left, right.replace("Jane", "John")) for left, right in pairs]
    reading = read_letter(letter_of([DATE, *pairs], "Dear Administrators:"))
    assert [row.name for row in reading.recipients] == [
        f"{first} {wood}" for wood in (*WOODS, *WOODS[:4]) for first in ("Jane", "John")
    ]


def test_members_of_congress_answered_together():
    head = [
        DATE,
        (
            "The Honorable Ada Marsh\nThe Honorable Ben Holt\nUnited States Senate\nWashington, DC 20510",
            "The Honorable Cy Vane\nThe Honorable Di Wren\nU.S. House of Representatives\nWashington, DC 20515",
        ),
    ]
    greeting = "Dear Senators Marsh and Holt and Representatives Vane and Wren:"
    assert people(read_letter(letter_of(head, greeting, **AGENCY))) == [
        ("Ada Marsh", "Senator", "United States Senate"),
        ("Ben Holt", "Senator", "United States Senate"),
        ("Cy Vane", "Representative", "U.S. House of Representatives"),
        ("Di Wren", "Representative", "U.S. House of Representatives"),
    ]


ADDRESS = "The Honorable Ada Marsh\nSecretary of Ports\nWashington, DC 20001"


@pytest.mark.parametrize(
    "written",
    [
        "March 3rd, 2021",
        "3 March 2021",
        "03 March 2021",
        "This 3rd day of March, 2021",
        "MARCH 3 2021",
        "March 3,2021",
        "Mar. 3, 2021",
        "Wednesday, March 3, 2021",
        "03/03/2021",
        "2021-03-03",
        "Date: March 3, 2021",
        "MAR 0 3 2021",
        "Washington, D.C., March 3, 2021",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_reads_the_date_in_every_written_form_above_and_below_the_address(written, place):
    head = [written, ADDRESS] if place == "above" else [ADDRESS, written]
    reading = read_letter(letter_of(head, "Dear Secretary Marsh:"))
    assert reading.date == datetime.date(2021, 3, 3)
    assert people(reading) == [("Ada Marsh", "Secretary of Ports", "")]


@pytest.mark.parametrize("head", [["March 3", ADDRESS], ["March 2021", ADDRESS]])
def test_a_date_without_its_year_or_day_is_none(head):
    reading = read_letter(letter_of(head, "Dear Secretary Marsh:"))
    assert reading.date is None
    assert people(reading) == [("Ada Marsh", "Secretary of Ports", "")]
    assert any("year" in note or "day" in note for note in reading.notes)


def test_a_subject_s_date_is_not_the_letter_s():
    reading = read_letter(letter_of([ADDRESS, "Re: Your letter of January 5, 2021"], "Dear Secretary Marsh:"))
    assert reading.date is None
    assert [fact.date for fact in reading.facts if fact.kind == FactKind.EARLIER_LETTER] == [datetime.date(2021, 1, 5)]


@pytest.mark.parametrize("stamp", ["RECEIVED MAR 0 9 2021", "RECEIVED\nMAR 0 9 2021\nExecutive Secretariat"])
@pytest.mark.parametrize("dated", [True, False])
def test_a_stamp_of_receipt_is_a_fact_of_its_own(stamp, dated):
    reading = read_letter(letter_of([(DATE, stamp) if dated else stamp, ADDRESS], "Dear Secretary Marsh:"))
    assert reading.date == (datetime.date(2021, 3, 3) if dated else None)
    assert [fact.date for fact in reading.facts if fact.kind == FactKind.RECEIVED] == [datetime.date(2021, 3, 9)]
    assert people(reading) == [("Ada Marsh", "Secretary of Ports", "")]
