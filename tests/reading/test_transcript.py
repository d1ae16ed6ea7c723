"""Spans and the boxes that are derived from them."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.layout import Box
from tracker.reading.transcript import Span, Transcript

TWO = Transcript.from_blocks(["one two\nthree", "four"])


def test_a_span_across_lines_has_a_box_for_each():
    assert TWO.text == "one two\nthree\n\nfour"
    assert [box.box for box in TWO.boxes(Span(4, 13))] == [Box(24, 0, 42, 10), Box(0, 12, 30, 22)]


def test_a_part_of_a_word_has_a_part_of_its_box():
    assert [box.box for box in TWO.boxes(Span(9, 11))] == [Box(6, 12, 18, 22)]
    assert TWO.boxes(Span(7, 8)) == ()


def test_words_lines_and_pages_of_a_span():
    assert [TWO.text[word.span.start : word.span.end] for word in TWO.words_in(Span(5, 9))] == ["two", "three"]
    assert len(TWO.lines_in(Span(0, len(TWO.text)))) == 3
    assert TWO.page_of(Span(15, 19)) == 1
    assert TWO.page_of(Span(13, 15)) is None
    assert TWO.shown(Span(4, 13)) == "two three"


def test_spans_contain_and_overlap_by_halves():
    assert Span(2, 4) in Span(2, 4)
    assert 4 not in Span(2, 4)
    assert not Span(2, 4).overlaps(Span(4, 6))
    assert Span(2, 5).overlaps(Span(4, 6))


@given(
    st.lists(st.text(alphabet="ab \n", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5),
    st.integers(0, 80),
    st.integers(0, 40),
)
def test_boxes_lie_within_the_words_that_they_are_derived_from(blocks, start, length):
    transcript = Transcript.from_blocks(blocks)
    span = Span(start, start + length)
    touched = transcript.words_in(span)
    boxes = transcript.boxes(span)
    assert bool(touched) == bool(boxes)
    for found in boxes:
        row = [word.box for word in touched if word.box.y0 == found.box.y0]
        assert min(box.x0 for box in row) <= found.box.x0 < found.box.x1 <= max(box.x1 for box in row)
