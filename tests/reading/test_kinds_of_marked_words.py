"""What words in marks are, in the wordings that letters have."""

import tomllib
from pathlib import Path

import pytest

from tests.reading.test_wordings_of_speakers import read

SENTENCES = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["sentences"]


@pytest.mark.parametrize(
    ("sentence", "kinds"), SENTENCES, ids=lambda value: value[:60] if isinstance(value, str) else ""
)
def test_kinds_are_told_apart(sentence, kinds):
    assert [row.kind for row in read([sentence])] == kinds


def test_a_term_that_was_defined_is_nobodys_words_when_it_is_set_off_again():
    rows = read(
        [
            'Dr. Smith of the Bureau fears that families will drop private coverage ("crowd-out"). He said so in May.',
            'The new rule goes well beyond reasonable "crowd-out" policies.',
        ]
    )
    assert [row.kind for row in rows] == ["defined_term", "scare"]
    assert not rows[1].speaker


SAID = 'Director Jane Roe wrote to us that "the new tracking system will be ready by sound planning." We doubt it.'


@pytest.mark.parametrize(
    "again",
    [
        'Describe the "system" in full.',
        'What would "sound planning" be?',
        'What is the bureau\'s definition of "sound planning"?',
        'Nobody knows what those "sound planning" sessions were.',
    ],
)
def test_words_taken_up_from_a_quotation_are_its_speakers(again):
    said, taken = read([SAID, again])
    assert (said.kind, taken.kind) == ("quotation", "quotation")
    assert "Jane Roe" in said.speaker
    assert "Jane Roe" in taken.speaker


@pytest.mark.parametrize(
    ("again", "kind"),
    [
        ('We see no "system" here.', "scare"),
        ('The so-called "sound planning" has cost a year.', "scare"),
        ('The Harbor Planning Act ("sound planning") applies.', "defined_term"),
    ],
)
def test_words_that_happen_to_stand_in_a_quotation_are_what_the_sentence_makes_them(again, kind):
    assert [row.kind for row in read([SAID, again])][1] == kind
