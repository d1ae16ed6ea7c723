"""Which words of a text are remembered, for "did you mean" and for what scans make of words."""

import pytest

from tracker.search import vocabulary


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The E.P.A.’s cost-benefit analysis", "the epa cost benefit analysis"),
        ("Nydia Velázquez, of the Straße", "nydia velazquez the strasse of"),
        ("Write to joan.doe@house.gov or see https://www.example.gov/a/page?x=lamps now", "write see now"),
        ("H2B and 5G, 802.11ax in snake_case", "h2b and snake case"),
        ("G O V E R N M E N T", ""),
        ("a" * 41 + " end", "end"),
        ("", ""),
    ],
)
def test_words_are_in_lower_case_without_accents(text, words):
    assert vocabulary.words_of(text) == {word for word in words.split() if len(word) > 2}


def test_accents_written_apart_make_the_same_word():
    assert vocabulary.words_of("Velázquez") == vocabulary.words_of("Vela\u0301zquez") == {"velazquez"}


def test_a_word_counts_once_for_each_text():
    assert vocabulary.words_of_all(["old old lamps", "old wicks"]) == {"old": 2, "lamps": 1, "wicks": 1}
