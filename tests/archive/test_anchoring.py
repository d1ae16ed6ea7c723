"""Finding the words of a row again in another transcript."""

import pytest

from tracker.archive.anchoring import FoldedText
from tracker.reading.transcript import Span

TEXT = "The U.S. “standards-\nsetting” bodies. The bodies (a) met; embodied. Café"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("US", "U.S"),
        ("U.S.", "U.S."),
        ('"standards-setting"', "standards-\nsetting"),
        ("standardssetting bodies.", "standards-\nsetting” bodies."),
        ("(a)", "(a)"),
        ("CAFE", "Café"),
        ("body", None),
        ("embodie", None),
        ("", None),
        ("—", None),
        ("absent", None),
    ],
)
def test_words_are_found_whatever_their_marks(words, found):
    span = FoldedText(TEXT).find(words)
    assert (span and TEXT[span.start : span.end]) == found


def test_of_several_places_the_nearest_is_meant():
    text = FoldedText("one two one two one")
    assert [span.start for span in text.places("one")] == [0, 8, 16]
    assert text.find("one", near=10).start == 8
    assert text.find("one", near=15).start == 16
    assert text.find("one") is None


def test_words_that_stand_as_often_as_before_keep_their_order():
    old, new = FoldedText("one two one two"), FoldedText("a new beginning: one two one two")
    assert [new.find_again(Span(at, at + 3), old).start for at in (0, 8)] == [17, 25]
    # Where one is gone, the nearest is meant.
    assert FoldedText("two one two").find_again(Span(8, 11), old).start == 4
    assert FoldedText("two").find_again(Span(8, 11), old) is None


def test_a_row_inside_a_word_is_found_again():
    old, new = FoldedText("and HB 741would help"), FoldedText("truly, and HB 741would help")
    span = new.find_again(Span(4, 10), old)
    assert new.text[span.start : span.end] == "HB 741"
