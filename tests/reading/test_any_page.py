"""What holds of any page: spans, offsets and boxes, however its lines lie and whatever stands in them.

Pages are drawn with columns, sizes, ligatures, words broken at a line's end, raised marks, signs of any alphabet, and
words so narrow that they have no width to speak of.
"""

import unicodedata
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.invariants import assert_boxes_on_lines, assert_reading_holds, assert_transcript_holds
from tracker.reading.compose import compose
from tracker.reading.layout import Box, Line, Page, Word, Zone, bounding_box
from tracker.reading.reader import read_pages
from tracker.reading.transcript import Span
from tracker.reading.turns import frame_of, turned

WIDTH, HEIGHT = 612.0, 792.0

# Drawing a page takes long beside checking it, and longer on a busy machine; that is no fault.
any_page = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

PIECES = """
    we write to the agency fiﬁne oﬃce commu- nities co- chair a- regu\u00ad \u00ad - -- 1. (a) • “We said,” ’90s Ⅳ ½
    e\u0301 \u200b § U.S.C. 2019- 2020 12 Ω≈ç 日本 🜚 Dear Sincerely, May [sic] “”“ ‘’ \ufffd \u202e \u0000
""".split()  # noqa: SIM905 - a list of words reads better as words
set_words = st.one_of(
    st.sampled_from(PIECES), st.text(st.characters(exclude_categories=("Cs", "C", "Z")), min_size=1, max_size=4)
)


@st.composite
def lines(draw, top, left, right):
    size = draw(st.sampled_from([5.0, 8.0, 11.0, 12.0, 19.5]))
    words, at = [], left + draw(st.sampled_from([0.0, 3.5, 36.0, 60.0]))
    share = draw(st.sampled_from([0.01, 0.3, 0.5]))
    for number, text in enumerate(draw(st.lists(set_words, min_size=1, max_size=6))):
        wide = size * share * len(text)
        if at + wide > right:
            break
        raised = number % 2 == 1 and text.isdigit()
        lift = 0.3 * size if raised else 0
        words.append(Word(text, Box(at, top - lift, at + wide, top + size - lift), size, superscript=raised))
        at += wide + 0.25 * size
    if not words:
        words = [Word("x", Box(left, top, left + 1, top + size), size)]
    return Line(tuple(words), bounding_box([word.box for word in words]))


@st.composite
def pages(draw):
    """Up to three pages, each of up to five rows in one column or two, blocks and zones as they fall."""
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        rows, block = [], 0
        for row in range(draw(st.integers(0, 5))):
            zone = draw(st.sampled_from([Zone.BODY, Zone.BODY, Zone.BODY, *Zone]))
            sides = [(40.0, 300.0), (310.0, 570.0)] if draw(st.booleans()) else [(40.0, 570.0)]
            for left, right in sides:
                block += draw(st.integers(0, 1))
                line = draw(lines(60.0 + 90 * row, left, right))
                rows.append(Line(line.words, line.box, zone, block))
        found.append(Page(number, WIDTH, HEIGHT, tuple(rows)))
    return found


@any_page
@given(pages(), st.data())
def test_every_span_has_its_boxes_on_its_lines_and_its_pages(drawn, data):
    transcript = compose(drawn)
    assert_transcript_holds(transcript, [page.number for page in drawn])
    size = len(transcript.text)
    start = data.draw(st.integers(0, size))
    span = Span(start, data.draw(st.integers(start, size)))
    assert_boxes_on_lines(transcript, span)
    for found in transcript.boxes(span):
        box = found.box
        assert 0 <= box.x0 <= box.x1 <= WIDTH
        assert 0 <= box.y0 <= box.y1 <= HEIGHT
    assert bool(transcript.boxes(span)) == bool(transcript.text[span.start : span.end].strip())


@any_page
@given(pages(), st.lists(st.integers(1, 3), min_size=3, max_size=3))
def test_a_turned_page_is_composed_as_the_upright_one(drawn, turns):
    stood = [_turned(page, 0) for page in drawn]
    shown = [_turned(page, turn) for page, turn in zip(stood, turns, strict=False)]
    upright, lying = compose(stood), compose(shown)
    assert lying.text == upright.text
    assert [line.upright for line in lying.lines] == [line.upright for line in upright.lines]
    assert [word.upright for word in lying.words] == [word.upright for word in upright.words]
    placed = sorted(repr((word.page, word.box)) for word in lying.words)
    assert placed == sorted(repr((page.number, w.box)) for page in shown for line in page.lines for w in line.words)


def _turned(page, turn):
    """Return an upright page as it is shown when it lies turned, its boxes to the hundredth as pages keep them."""
    width, height = frame_of(page.width, page.height, turn)

    def lain(box):
        box = turned(box, turn, width, height)
        return Box(*(round(edge, 2) for edge in (box.x0, box.y0, box.x1, box.y1)))

    lines = (
        Line(tuple(replace(w, box=lain(w.box)) for w in line.words), lain(line.box), line.zone, line.block)
        for line in page.lines
    )
    return Page(page.number, width, height, tuple(lines), turn=turn)


@any_page
@given(pages())
def test_composing_keeps_every_word_and_where_it_stood(drawn):
    """Words come out as they were set, but for raised figures, soft hyphens, and a hyphen that broke a word."""
    transcript = compose(drawn)
    boxes = [word.box for page in drawn for line in page.lines for word in line.words]
    assert sorted(map(repr, boxes)) == sorted(repr(word.box) for word in transcript.words)
    places = {(word.page, word.box): word for word in transcript.words}
    for page in drawn:
        for line in page.lines:
            for word in line.words:
                placed = places[page.number, word.box]
                composed = _figures_down(transcript.text[placed.span.start : placed.span.end])
                was_set = _figures_down(word.text)
                assert composed.replace("\xad", "-") in (
                    was_set.replace("\xad", "-"),
                    was_set[:-1].replace("\xad", "-"),
                )


def _figures_down(text):
    return "".join(unicodedata.normalize("NFKC", sign) if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" else sign for sign in text)


@any_page
@given(pages())
def test_what_is_shown_of_a_span_is_its_words(drawn):
    transcript = compose(drawn)
    for line in transcript.lines:
        words = transcript.words_in(line.span)
        shown = " ".join(transcript.text[word.span.start : word.span.end] for word in words)
        assert "".join(shown.split()) == "".join(transcript.shown(line.span).split())


@any_page
@given(pages())
def test_any_page_is_read_without_a_fault(drawn):
    assert_reading_holds(read_pages(drawn))
