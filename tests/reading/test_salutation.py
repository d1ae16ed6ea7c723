"""The greeting as a checksum of the address."""

import pytest

from tests.reading.heads import letter_of
from tracker.reading import read_letter
from tracker.reading.salutation import greeted

SECRETARIES = [
    "March 3, 2021",
    ("The Honorable Wilbur Marsh\nSecretary of Commerce", "The Honorable Dan Holt\nSecretary of Energy"),
    ("The Honorable Mark Vane\nSecretary of Defense", "The Honorable Mike Wren\nSecretary of State"),
]


def names(greeting):
    found = greeted(greeting)
    return None if found is None else [(one.title, one.name) for one in found]


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        ("Dear Secretary Marsh:", [("Secretary", "Marsh")]),
        (
            "Dear Secretaries Marsh, Holt, Vane, and Wren:",
            [("Secretary", "Marsh"), ("Secretary", "Holt"), ("Secretary", "Vane"), ("Secretary", "Wren")],
        ),
        (
            "Dear Chairwoman Marsh and Commissioners Holt and Vane:",
            [("Chairwoman", "Marsh"), ("Commissioner", "Holt"), ("Commissioner", "Vane")],
        ),
        ("Dear Acting Assistant Secretary Brooks-LaSure:", [("Acting Assistant Secretary", "Brooks-LaSure")]),
        ("Dear Dr. von Marsh and Ms. Holt,", [("Dr.", "von Marsh"), ("Ms.", "Holt")]),
        ("Dear Madam Secretary:", [("Madam Secretary", "")]),
        ("Dear Administrators:", [("Administrators", "")]),
        ("Dear Members of the Joint Committee:", None),
        ("To Whom It May Concern:", None),
        ("Dear Chairman Marsh and Members of the Commission:", None),
        ("To the Board of Governors:", None),
    ],
)
def test_takes_a_greeting_apart(greeting, expected):
    assert names(greeting) == expected


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Secretaries Marsh, Holt, Vane, and Wren:",
        "Dear Secretary Marsh, Secretary Holt, Secretary Vane and Secretary Wren,",
        "Dear Secretaries:",
        "Dear Wilbur, Dan, Mark, and Mike:",
        "To Whom It May Concern:",
    ],
)
def test_a_greeting_that_agrees_says_nothing(greeting):
    assert read_letter(letter_of(SECRETARIES, greeting)).notes == ()


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        (
            "Dear Secretaries Marsh, Holt, Vane, and Pompey:",
            ["names Pompey, who is in no address", "Mike Wren is in an address, but"],
        ),
        ("Dear Secretaries Marsh, Holt, and Vane:", ["Mike Wren is in an address, but"]),
        ("Dear Secretaries Marsh, Holt, Vane, Wren, and Coe:", ["names Coe, who is in no address"]),
        ("Dear Mr. Secretary:", ["is to one, but 4 addressees"]),
    ],
)
def test_a_greeting_that_disagrees_sends_a_person_to_the_addresses(greeting, said):
    notes = read_letter(letter_of(SECRETARIES, greeting)).notes
    assert len(notes) == len(said)
    assert all(words in note for words, note in zip(said, notes, strict=True))


def test_a_plural_greeting_to_one_is_said():
    [note] = read_letter(letter_of(["March 3, 2021", "The Honorable Ada Marsh\nSecretary"], "Dear Secretaries:")).notes
    assert "several" in note


def test_a_surname_that_a_scan_spoiled_is_the_same():
    head = ["March 3, 2021", "The Honorable Ada Rnarshall\nSecretary of Ports"]
    assert read_letter(letter_of(head, "Dear Secretary Marshall:")).notes == ()
