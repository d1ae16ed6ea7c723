"""Finding the words of a row again in another transcript."""

import pytest

from tracker.archive.anchoring import FoldedText

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
