"""Whom a pronoun takes up, and whom it does not."""

import pytest

from tracker.reading.antecedents import agrees, is_person
from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.transcript import Span, Transcript


def speakers(*paragraphs: str) -> list[str]:
    transcript = Transcript.from_blocks(paragraphs)
    return [row.speaker for row in find_quotations(transcript, Parts(body=Span(0, len(transcript.text))))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The thread is kept over sentences by the same pronoun.
        (
            "Ms. Ilse Brandt runs a dairy near Dayton. She lost her lease in May. Her cows went to a cousin. "
            '"I can hear them from the road," she wrote.',
            ["Ilse Brandt"],
        ),
        # The subject of the sentence before, though a clause of it has a subject of its own.
        (
            'The librarian, since the flood shut her doors, works from a van. "I lend what I can carry," she said.',
            ["librarian"],
        ),
        (
            'Its chief executive was proud of that. "Our tanks have never leaked," he told the Journal.',
            ["chief exec"],
        ),
        # Who did it, or was asked.
        ('The second was put to us by a retired welder in Dayton. "Who pays for it?" he asked.', ["retired welder"]),
        (
            'When Senator Roe pressed Mr. Adler on the point, he said only that it was "under study by the lawyers."',
            ["Adler"],
        ),
        (
            'When one of us asked Under Secretary Adler why, he pointed to "the press of other work this year."',
            ["Adler"],
        ),
        (
            'Ms. Adler called the fee "a small price for a short line." The Ranking Member asked whether a rider who '
            'paid would wait the less. Her answer was "On most mornings, yes, he would."',
            ["Ms. Adler", "Ms. Adler"],
        ),
        # "One" is one of those named before.
        ('The Board heard twelve engineers. One called the dam "a wall of sand with grass on top."', ["engineers"]),
        ('One of them, a shrimper near Houma, put it so: "They leak like a basket."', ["shrimper"]),
        # "It" takes up a body, "its" its document, and neither a person.
        (
            'Mr. Roe met the Harbor Commission. In its letter it had called the pier "unsafe for any load at all."',
            ["Harbor"],
        ),
        # "The agency" takes up no newspaper.
        (
            'The Daily Herald called the plan "a bridge to nowhere in particular." In a statement the agency said that '
            'the plan was "sound in every particular."',
            ["Daily Herald", "the agency"],
        ),
    ],
)
def test_who_is_taken_up(text: str, names: list[str]) -> None:
    found = speakers(text)
    assert len(found) == len(names)
    assert all(name in speaker for name, speaker in zip(names, found, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        # Nobody who agrees was named.
        'The plan was late. She called it "a bridge to nowhere in particular."',
        'The pier was closed in May. He wrote that it was "unsafe for any load at all."',
        # A notice that somebody received is not theirs.
        'Nine who drove for the Valley Line received a notice which stated that they were "no longer needed here."',
        # One of people of whom nothing is known.
        'The dam was built in 1911. One called it "a wall of sand with grass on top."',
    ],
)
def test_what_stays_open(text: str) -> None:
    assert speakers(text) == [""]


def test_the_thread_breaks_where_a_sentence_is_of_something_else() -> None:
    assert speakers(
        "Ms. Brandt teaches chemistry in Dayton. The county closed four schools. The rolls had fallen by half. "
        "A bond had failed. "
        '"Nobody could say why," she wrote.'
    ) == [""]


@pytest.mark.parametrize(
    ("pronoun", "name", "can"),
    [
        ("he", "Mr. Roe", True),
        ("he", "Ms. Roe", False),
        ("she", "Mr. Roe", False),
        ("she", "the district's ombudsman", True),
        ("he", "Department of Energy", False),
        ("it", "Department of Energy", True),
        ("it", "Jane Roe", False),
        ("it", "the inspectors", False),
        ("they", "the inspectors", True),
        ("they", "Mr. Roe", False),
    ],
)
def test_agreement(pronoun: str, name: str, can: bool) -> None:
    assert agrees(pronoun, name) is can


@pytest.mark.parametrize("name", ["Jane Q. Roe", "its chief executive", "Acting Director Ruiz", "the clerk of a court"])
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["Forest Service", "Daily Herald", "the agency", "a manufacturer", "the nurses", "GAO"]
)
def test_no_persons(name: str) -> None:
    assert not is_person(name)
