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
