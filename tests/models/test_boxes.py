"""From a span to the boxes that it fills on a page."""

import datetime

import pytest

from tests import factories
from tracker.models import LetterPage
from tracker.models.boxes import boxes_of_words
from tracker.reading.layout import Box


def words(*placed):
    """Words of ten points a character: (start, text, x, y)."""
    return [[start, start + len(text), x, y, x + 10 * len(text), y + 12, 1.0] for start, text, x, y in placed]


LINES = words((0, "One", 0, 0), (4, "two", 40, 0), (8, "three", 0, 14), (14, "four", 60, 14))


@pytest.mark.parametrize(
    ("start", "end", "boxes"),
    [
        (0, 18, [Box(0, 0, 70, 12), Box(0, 14, 100, 26)]),
        (4, 13, [Box(40, 0, 70, 12), Box(0, 14, 50, 26)]),
        (5, 6, [Box(50, 0, 60, 12)]),  # a part of a word takes its part of the box
        (3, 4, []),  # the space between two words
        (18, 99, []),
        (9, 9, []),
    ],
)
def test_one_box_for_each_line(start, end, boxes):
    assert boxes_of_words(LINES, start, end) == boxes


def test_a_word_broken_by_a_hyphen_is_two_boxes():
    halves = words((0, "stand", 200, 0), (5, "ards", 0, 14))
    assert boxes_of_words(halves, 0, 9) == [Box(200, 0, 250, 12), Box(0, 14, 40, 26)]


def test_columns_on_one_height_are_boxes_of_their_own():
    # Two addresses side by side: the second one's first line stands where the first one's last line does.
    apart = words((0, "Ross", 0, 0), (6, "Esper", 200, 0))
    assert len(boxes_of_words(apart, 0, 11)) == 2
    # Even where only one space parts them in the text, a column's gap does.
    assert len(boxes_of_words(words((0, "Ross", 0, 0), (5, "Esper", 200, 0)), 0, 10)) == 2
    # A justified line with wide spaces is one line.
    assert len(boxes_of_words(words((0, "Ross", 0, 0), (5, "Esper", 60, 0)), 0, 10)) == 1


def test_a_superscript_stays_on_its_line():
    note = [*words((0, "filed", 0, 10)), [6, 7, 52, 6, 57, 14, 1.0], *words((8, "then", 60, 10))]
    assert boxes_of_words(note, 0, 12) == [Box(0, 6, 100, 22)]


def test_a_row_without_a_place_has_no_boxes():
    assert LetterPage(words=LINES).boxes(None, None) == []
    assert LetterPage(words=LINES).boxes(0, 3) == [Box(0, 0, 30, 12)]


@pytest.mark.django_db
class TestWhatIsOpen:
    def test_the_next_deadline_is_that_of_what_is_open(self):
        letter = factories.make_letter()
        assert letter.next_deadline == datetime.date(2025, 4, 1)
        assert letter.is_overdue_on(datetime.date(2025, 4, 2))
        assert not letter.is_overdue_on(datetime.date(2025, 4, 1))
        letter.requests.filter(number="2").update(answer="answered")
        assert [row.number for row in letter.open_requests] == ["1"]
        assert letter.next_deadline is None

    def test_a_deadline_that_no_ask_points_to_is_the_letters(self):
        letter = factories.make_letter()
        letter.requests.update(deadline=None)
        assert letter.next_deadline == datetime.date(2025, 4, 1)
        letter.requests.update(answer="refused")
        assert letter.next_deadline is None
        assert not letter.is_overdue

    def test_a_letter_with_a_confirmed_reply_is_not_overdue(self):
        letter = factories.make_letter()
        link = factories.make_letter_link(factories.make_letter(), letter, relation="replies_to")
        assert letter.is_overdue
        type(link).objects.update(state="confirmed")
        assert not letter.is_overdue

    def test_what_a_person_dismissed_does_not_count(self):
        letter = factories.make_letter()
        letter.deadlines.update(review_state="dismissed")
        letter.quotations.filter(speaker="pilots").update(review_state="dismissed")
        letter.quotations.create(text="so-called", kind="scare")
        assert letter.next_deadline is None
        assert [row.speaker for row in letter.spoken_quotations] == ["Coast Survey"]

    def test_a_list_asks_once_for_all(self, django_assert_num_queries):
        letters = [factories.make_letter() for _ in range(3)]
        with django_assert_num_queries(5):
            found = type(letters[0]).objects.prefetch_related("requests", "deadlines", "quotations", "later_links")
            assert all(letter.is_overdue and letter.spoken_quotations for letter in found)
