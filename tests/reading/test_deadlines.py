"""Time limits, and the dates that they mean."""

import datetime

import pytest

from tracker.reading.deadlines import find_limits
from tracker.reading.holidays import business_days_after, is_holiday

DAY = datetime.date(2020, 4, 14)  # A Tuesday.


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("Reply no later than May 1, 2020, please.", "no later than May 1, 2020", "2020-05-01"),
        ("Reply by no later than March 4, 2021.", "by no later than March 4, 2021", "2021-03-04"),
        ("Reply by Monday, Apr. 27, 2020.", "by Monday, Apr. 27, 2020", "2020-04-27"),
        ("Reply by May 1.", "by May 1", "2020-05-01"),
        ("Reply by January 8.", "by January 8", "2021-01-08"),
        (
            "Reply by close of business on Friday, May 1, 2020.",
            "by close of business on Friday, May 1, 2020",
            "2020-05-01",
        ),
        ("Reply by 5:00 p.m. on May 1, 2020.", "by 5:00 p.m. on May 1, 2020", "2020-05-01"),
        ("Reply by close of business Friday.", "by close of business Friday", "2020-04-17"),
        ("Reply within 14 days of receipt.", "within 14 days of receipt", "2020-04-28"),
        ("Reply within two weeks.", "within two weeks", "2020-04-28"),
        ("Reply within ten business days.", "within ten business days", "2020-04-28"),
        ("Reply within thirty (30) days of the date of this letter.", None, "2020-05-14"),
        ("Within the next 10 days, reply.", "Within the next 10 days", "2020-04-24"),
        ("Reply by the end of the month.", "by the end of the month", "2020-04-30"),
        ("Reply by the end of September 2020.", "by the end of September 2020", "2020-09-30"),
        ("Sign before the lease expires on June 30, 2020.", "before the lease expires on June 30, 2020", "2020-06-30"),
        ("Meet the deadline of June 2, 2020.", "the deadline of June 2, 2020", "2020-06-02"),
    ],
)
def test_limits(text: str, words: str | None, date: str) -> None:
    (limit,) = find_limits(text, DAY)
    assert limit.date == datetime.date.fromisoformat(date)
    assert text[limit.start : limit.end] == limit.text
    assert words is None or limit.text == words
    assert limit.reckoning


@pytest.mark.parametrize(
    "text",
    [
        "Reply as soon as possible.",
        "The act of June 2, 2020 is new.",
        "In ten years the sea will rise.",
        "The rule was made by the last administration.",
        "Extend it by at least 60 days.",
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert find_limits(text, DAY) == []


def test_without_the_letters_date_a_stretch_has_none() -> None:
    (limit,) = find_limits("Reply within 14 days.", None)
    assert limit.date is None
    assert "not known" in limit.reckoning


def test_business_days_leave_out_weekends_and_holidays() -> None:
    assert business_days_after(datetime.date(2020, 7, 1), 2) == datetime.date(2020, 7, 6)  # 3 July is kept for the 4th.
    assert is_holiday(datetime.date(2021, 12, 31))  # For the Saturday after.
    assert is_holiday(datetime.date(2022, 11, 24))
    assert is_holiday(datetime.date(2023, 5, 29))
    assert not is_holiday(datetime.date(2020, 6, 19))  # A holiday since 2021.
    assert is_holiday(datetime.date(2023, 6, 19))
