"""Boxes of quotations against the lines that a typesetter set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.scorecard.boxes import SetLine, compare_boxes, overlap, set_lines, turned

# Lines of forty characters, ten points each.
LINES = (
    SetLine(1, (100, 700, 500, 713), "Congress said: “We must know what the ag"),
    SetLine(1, (100, 714, 500, 727), "ency knew of it before the winter came, "),
    SetLine(2, (100, 72, 300, 85), "and when.” Thank you"),
)
WORDS = "We must know what the ag ency knew of it before the winter came, and when."
GOLD = {"quotations": [{"type": "quotation", "text": WORDS}]}
RIGHT = [[1, 260, 700, 500, 713], [1, 100, 714, 490, 727], [2, 100, 72, 195, 85]]


def judged(boxes, lines=LINES, gold=GOLD):
    found = {"quotations": [{"type": "quotation", "text": WORDS, "boxes": boxes}]}
    row = compare_boxes(found, gold, lines)
    return row.hits, row.wanted


def test_a_quotation_on_three_lines_and_two_pages():
    assert judged(RIGHT) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        RIGHT[:2],
        [*RIGHT, [2, 100, 86, 300, 99]],
        [RIGHT[0], RIGHT[1], [1, *RIGHT[2][1:]]],
        [RIGHT[0], [1, 100, 724, 490, 737], RIGHT[2]],
        [RIGHT[0], [1, 100, 714, 300, 727], RIGHT[2]],  # an inner line is covered whole
        [[1, 340, 700, 500, 713], RIGHT[1], RIGHT[2]],  # eight characters behind where it begins
        [RIGHT[0], RIGHT[1], [2, 100, 72, 260, 85]],  # and behind where it ends
        [],
    ],
)
def test_boxes_that_are_wrong(wrong):
    assert judged(wrong) == (0, 1)


def test_an_end_within_a_line_is_where_the_box_ends_if_that_is_near():
    assert judged([[1, 245, 700, 500, 713], RIGHT[1], [2, 100, 72, 200, 85]]) == (1, 1)


def test_only_exact_quotations_that_were_set_are_judged():
    assert judged(RIGHT, gold={"quotations": [{"type": "quotation", "text": "Something else."}]}) == (0, 0)
    assert judged(RIGHT, lines=LINES[:1]) == (0, 0)
    assert judged(RIGHT, gold={"quotations": [{"type": "title", "text": WORDS}]}) == (0, 0)
    assert compare_boxes(None, GOLD, LINES).wanted == 0


def test_words_that_stand_twice_are_judged_by_the_nearer_place():
    lines = (SetLine(1, (0, 0, 100, 10), "“so it was”"), SetLine(1, (0, 50, 100, 60), "“so it was”"))
    gold = {"quotations": [{"type": "quotation", "text": "so it was"}]}
    found = {"quotations": [{"type": "quotation", "text": "so it was", "boxes": [[1, 9, 50, 91, 60]]}]}
    assert compare_boxes(found, gold, lines).hits == 1


def test_a_page_that_was_scanned_askew():
    # Counterclockwise, so the left end comes to lie lower and the right end higher.
    lines = turned(LINES, 1.0, 612, 792)
    assert judged(RIGHT, lines=lines) == (0, 1)
    from math import radians, tan

    slope = tan(radians(1.0))
    moved = []
    for (page, x0, y0, x1, y1), line in zip(RIGHT, lines, strict=True):
        middle, down = (line.box[0] + line.box[2]) / 2, line.box[1] - y0
        along = line.box[0] - LINES[lines.index(line)].box[0]
        ends = [slope * (middle - x - along) for x in (x0, x1)]
        moved.append([page, x0 + along, y0 + down + min(ends), x1 + along, y1 + down + max(ends)])
    assert judged(moved, lines=lines) == (1, 1)


def test_a_boxes_file_of_another_form_is_refused():
    rows = [{"paragraph": 0, "page": 1, "box": [1, 2, 3, 4], "text": "a"}]
    assert set_lines(rows) == (SetLine(1, (1.0, 2.0, 3.0, 4.0), "a"),)
    for wrong in ([{"page": 1}], [1], {"lines": rows}):
        with pytest.raises(ValueError, match="page, box and text"):
            set_lines(wrong)


sides = st.floats(0, 100)
boxes = st.tuples(sides, sides, st.floats(1, 50), st.floats(1, 50)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(boxes, boxes)
def test_overlap_is_a_share_and_even_handed(one, other):
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == pytest.approx(overlap(other, one))
    assert overlap(one, one) == pytest.approx(1)
