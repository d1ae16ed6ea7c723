"""Whom "you" means in a letter to several: the one whom the letter calls, and else nobody."""

import pytest

from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.recipients import find_recipients
from tracker.reading.transcript import Span, Transcript

ADDRESSES = (
    "The Honorable Ann Marsh\nSecretary of Energy\nWashington, DC 20585",
    "The Honorable Peter Oyelaran\nAdministrator\nEnvironmental Protection Agency\nWashington, DC 20460",
    "The Honorable Lucy Tran\nChair\nFederal Energy Regulatory Commission\nWashington, DC 20426",
)


def speakers(*paragraphs: str, addresses: tuple[str, ...] = ADDRESSES) -> list[str]:
    transcript = Transcript.from_blocks([*addresses, *paragraphs])
    start, spans = 0, []
    for address in addresses:
        spans.append(Span(start, start + len(address)))
        start += len(address) + 2
    parts = Parts(body=Span(start, len(transcript.text)), inside_address=tuple(spans))
    return [row.speaker for row in find_quotations(transcript, parts, find_recipients(transcript, parts))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            'Madam Secretary, when you came before us you said that the vault was "sound for ten thousand years."',
            "Marsh",
        ),
        ('At that hearing, Mr. Administrator, you called the vault "sound for ten thousand years."', "Oyelaran"),
        ('Administrator Oyelaran, you have written that the vault is "sound for ten thousand years."', "Oyelaran"),
        ('As you told us in June, Mr. Oyelaran, the vault is "sound for ten thousand years."', "Oyelaran"),
        ('Madam Chair, your testimony was that the vault is "sound for ten thousand years."', "Tran"),
        (
            'The release quoted you, Secretary Marsh, as saying that the vault was "sound for ten thousand years."',
            "Marsh",
        ),
        (
            'We recall your visit to Aiken, Ms. Marsh, when you told the crews, "This vault will outlast us all."',
            "Marsh",
        ),
    ],
)
def test_the_one_who_is_called_is_meant(sentence: str, name: str) -> None:
    assert [name in speaker for speaker in speakers(sentence)] == [True]


def test_the_call_holds_to_the_end_of_the_paragraph() -> None:
    called = "Madam Secretary, in May you were asked about the vault."
    assert speakers(f'{called} You said that it was "sound for ten thousand years."') == ["Ann Marsh"]
    assert speakers(called, 'A year passed. You then said that it was "sound for ten thousand years."') == [""]


def test_the_nearer_call_is_meant() -> None:
    text = (
        'Madam Secretary, you called the vault "sound for ten thousand years," and you, Mr. Oyelaran, '
        'called it "a promise in concrete and nothing more."'
    )
    marsh, oyelaran = speakers(text)
    assert marsh == "Ann Marsh"
    assert "Oyelaran" in oyelaran


@pytest.mark.parametrize(
    "sentence",
    [
        'In May you said that the vault was "sound for ten thousand years."',
        'In May you both said that the vault was "sound for ten thousand years."',
        'Madam Ambassador, you said that the vault was "sound for ten thousand years."',
        'Mr. Ferris, you said that the vault was "sound for ten thousand years."',
    ],
)
def test_else_you_stays_open(sentence: str) -> None:
    assert speakers(sentence) == [""]


def test_the_post_must_be_that_of_one_alone() -> None:
    two = (ADDRESSES[0], "The Honorable Omar Reid\nSecretary of Labor\nWashington, DC 20210")
    sentence = 'Mr. Secretary, you said that the vault was "sound for ten thousand years."'
    assert speakers(sentence, addresses=two) == [""]


def test_the_one_addressee_needs_no_call() -> None:
    assert speakers('You said that the vault was "sound for ages to come."', addresses=ADDRESSES[:1]) == ["Ann Marsh"]
