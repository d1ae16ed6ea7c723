"""What in an agency's text may speak of a letter: days near the word, names after a title, and nothing else."""

import datetime

import pytest

from tracker.linking.mentions import MOST, mentions_in

DAY = datetime.date(2020, 5, 5)


@pytest.mark.parametrize(
    ("text", "day", "surnames"),
    [
        ("In a letter dated May 5, 2020, the Board was asked.", DAY, ()),
        ("See the comment letter of\nMay  5, 2020.", DAY, ()),
        ("We received a letter from Senator Velázquez on it.", None, ("velazquez",)),
        ("Comments came from Senators Rivers, Hale, and Cortez Masto and others.", None,
         ("rivers", "hale", "cortez", "masto")),
        ("Rep. O’Rourke wrote two letters.", None, ("orourke",)),
    ],
)  # fmt: skip
def test_a_mention(text, day, surnames):
    found = mentions_in(text)
    assert [(each.day, each.surnames) for each in found] == [(day, surnames)]
    assert found[0].words in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Effective May 5, 2020.",
        "The letter says nothing. " + "a " * 200 + "Effective May 5, 2020.",
        "A letter of February 30, 2020.",
        "A letter that a senator may write.",
        "Senator Rivers spoke.",
    ],
)
def test_no_mention(text):
    assert mentions_in(text) == []


def test_a_text_without_end_of_dates_gives_a_limited_number():
    text = " ".join(f"letter of May {n % 28 + 1}, {1900 + n % 150}, no {n};" for n in range(20_000))
    assert len(mentions_in(text)) == MOST
