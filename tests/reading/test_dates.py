"""The closed grammar of written dates: what is a date, what only looks like one, and what a scanner spoils."""

import datetime
import time

import pytest

from tracker.reading.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 5, 2021", "2021-01-05"),
        ("Jan. 5, 2021", "2021-01-05"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("5 January 2021", "2021-01-05"),
        ("the 5th day of January, 2021", "2021-01-05"),
        ("1/5/2021", "2021-01-05"),
        ("1/5/21", "2021-01-05"),
        ("13/5/2021", "2021-05-13"),
        ("2021-01-05", "2021-01-05"),
        ("Mar 14,2023", "2023-03-14"),
        ("March14, 2023", "2023-03-14"),
        ("August 03, 2007", "2007-08-03"),
        ("December 15th, 2012.", "2012-12-15"),
        ("February 6,\n2019", "2019-02-06"),
    ],
)
def test_reads_the_forms_that_offices_use(text, expected):
    assert parse_date(text) == datetime.date.fromisoformat(expected)
    assert [date.text for date in find_dates(text)] != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JUN 0 3 2022", "2022-06-03"),
        ("JAN 1 2 2 0 2 1", "2021-01-12"),
        ("Aprl 14, 2020", "2020-04-14"),
        ("Septernber 2l, 2O21", "2021-09-21"),
        ("May I, 2020", "2020-05-01"),
        ("Mav 6, 2019", "2019-05-06"),
        ("l4 April 2020", "2020-04-14"),
        ("3O April 2O20", "2020-04-30"),
        ("Apri1 14, 2O20", "2020-04-14"),
        ("Apri| 14, 2020", "2020-04-14"),
        ("0CT 1 2 2021", "2021-10-12"),
        ("N0V - 8 2O21", "2021-11-08"),
        ("DEC 2 l 2019", "2019-12-21"),
    ],
)
def test_reads_what_a_scanner_spoiled_with_less_confidence(text, expected):
    [date] = find_dates(text)
    assert date.date == datetime.date.fromisoformat(expected)
    assert date.confidence < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "We may 3, in March, act",
        "May I ask",
        "Mary 3, 2020",
        "Section 5, 2020",
        "Feb. 29, 2021",
        "April 31, 2020",
        "in June 2020",
        "May 1.5 billion",
        "Docket 2020-1234-56",
        "October 3, 1492",
        "202-224-3121",
        "Room l4 April 2020s",
        "P0T 1 2 2021",
    ],
)
def test_leaves_alone_what_only_looks_like_a_date(text):
    assert find_dates(text) == ()


def test_gives_spans_in_order_without_overlap():
    text = "On March 3, 2021, and March 4, and by 5 May 2021."
    assert [text[date.start : date.end] for date in find_dates(text)] == ["March 3, 2021", "March 4", "5 May 2021"]


def test_a_date_without_a_year_is_placed_beside_another():
    [date] = find_dates("your June 3 letter")
    assert date.date is None
    assert date.on_or_before(datetime.date(2020, 2, 1)) == datetime.date(2019, 6, 3)
    assert date.on_or_after(datetime.date(2020, 2, 1)) == datetime.date(2020, 6, 3)
    [leap] = find_dates("by February 29")
    assert leap.on_or_after(datetime.date(2021, 1, 1)) == datetime.date(2024, 2, 29)


def test_time_is_linear_in_the_text():
    start = time.perf_counter()
    find_dates("May march 3 12 2020 , " * 10_000)
    assert time.perf_counter() - start < 5
