"""Time limits, and the dates that they mean."""

import datetime

import pytest

from tracker.reading.deadlines import find_limits
from tracker.reading.holidays import business_days_after, business_days_before, is_holiday

DAY = datetime.date(2020, 4, 14)  # A Tuesday.


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("Reply no later than May 1, 2020, please.", "no later than May 1, 2020", "2020-05-01"),
        ("Reply by no later than March 4, 2021.", "by no later than March 4, 2021", "2021-03-04"),
        ("Reply by Monday, Apr. 27, 2020.", "by Monday, Apr. 27, 2020", "2020-04-27"),
        ("Reply by May 1.", "by May 1", "2020-05-01"),
        ("Reply by January 8.", "by January 8", "2021-01-08"),
        ("Who knew of it before April 2?", "before April 2", "2020-04-02"),
        ("Was it known prior to February 29?", "prior to February 29", "2020-02-29"),
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
        "See each of them within 14 days of arrival.",
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert find_limits(text, DAY) == []


def test_without_the_letters_date_a_stretch_has_none() -> None:
    (limit,) = find_limits("Reply within 14 days.", None)
    assert limit.date is None
    assert "not known" in limit.reckoning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We ask for a briefing during the week of May 4.", "during the week of May 4"),
        ("Brief our staff the week of Monday, May 4, 2020.", "the week of Monday, May 4, 2020"),
        ("Brief our staff before the August recess begins.", "before the August recess begins"),
        ("Please reply before Congress adjourns for the year.", "before Congress adjourns for the year"),
        ("Please act ahead of the November elections.", "ahead of the November elections"),
    ],
)
def test_a_week_or_an_event_without_its_day_has_no_date(text: str, words: str) -> None:
    (limit,) = find_limits(text, DAY)
    assert (limit.text, limit.date) == (words, None)
    assert limit.reckoning


@pytest.mark.parametrize(
    "text", ["What was said in the week of March 30?", "The board's election was in May.", "Congress adjourns in May."]
)
def test_weeks_and_events_that_limit_nothing(text: str) -> None:
    assert find_limits(text, DAY) == []


def test_business_days_leave_out_weekends_and_holidays() -> None:
    assert business_days_after(datetime.date(2020, 7, 1), 2) == datetime.date(2020, 7, 6)  # 3 July is kept for the 4th.
    assert business_days_before(datetime.date(2020, 7, 6), 2) == datetime.date(2020, 7, 1)
    assert is_holiday(datetime.date(2021, 12, 31))  # For the Saturday after.
    assert is_holiday(datetime.date(2022, 11, 24))
    assert is_holiday(datetime.date(2023, 5, 29))
    assert not is_holiday(datetime.date(2020, 6, 19))  # A holiday since 2021.
    assert is_holiday(datetime.date(2023, 6, 19))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Please reply by the first of June.", "2020-06-01"),
        ("Please reply by June 1st.", "2020-06-01"),
        ("Please reply on or before the 1st of June.", "2020-06-01"),
        ("We ask that you reply within a fortnight.", "2020-04-28"),
        ("We ask that you reply within a week.", "2020-04-21"),
        ("We ask that you reply not later than thirty days hence.", "2020-05-14"),
        ("Please reply within 30 days after you receive this letter.", "2020-05-14"),
        ("Please reply within 10 working days.", "2020-04-28"),
        ("We ask for an answer in ten days' time.", "2020-04-24"),
        ("Please reply no later than 5:00 p.m. EDT on Friday, May 1.", "2020-05-01"),
        ("Please reply by 5 p.m., Friday, May 1, 2020.", "2020-05-01"),
        ("Answers are requested by May 1.", "2020-05-01"),
        ("May 1 is the date by which we ask for your answer.", "2020-05-01"),
        ("Your reply should reach us by May 1.", "2020-05-01"),
        ("We should have your reply before Memorial Day.", "2020-05-25"),
        ("Please reply before the Senate reconvenes on May 4.", "2020-05-04"),
        ("Please reply before the hearing of May 4.", "2020-05-04"),
        ("Please reply before the hearing scheduled for May 4.", "2020-05-04"),
        ("Please reply before the May 4 hearing.", "2020-05-04"),
        ("Please reply in advance of the hearing on May 4.", "2020-05-04"),
        ("Please reply by this Friday.", "2020-04-17"),
        ("Please reply by Friday next.", "2020-04-24"),
        ("Please reply by next Friday, April 24.", "2020-04-24"),
        ("Please reply by Friday of next week.", "2020-04-24"),
        ("Please reply by the close of business tomorrow.", "2020-04-15"),
        ("Please reply within 24 hours.", "2020-04-15"),
        ("Please reply before the month is out.", "2020-04-30"),
        ("Please reply by the end of May.", "2020-05-31"),
        ("Please reply by the last day of May.", "2020-05-31"),
        ("Please reply by May's end.", "2020-05-31"),
        ("Please reply not later than the last Friday in May.", "2020-05-29"),
        ("Please reply by the second Friday in May.", "2020-05-08"),
        ("Please reply by the first Monday of May.", "2020-05-04"),
        ("Please reply by the end of the fiscal year.", "2020-09-30"),
        ("Please reply by the 30th.", "2020-04-30"),
        ("Please reply by the 30th of April.", "2020-04-30"),
        ("Please reply by the thirtieth of April.", "2020-04-30"),
        ("Please reply by 30 April.", "2020-04-30"),
        ("Please reply by 30 April 2020.", "2020-04-30"),
        ("Please reply by April 30th, 2020.", "2020-04-30"),
        ("Please reply by 4/30/20.", "2020-04-30"),
        ("Please reply by 4/30.", "2020-04-30"),
        ("Please reply (by April 30).", "2020-04-30"),
        ("You have until April 30 to reply.", "2020-04-30"),
        ("We will expect the documents not later than April 30.", "2020-04-30"),
        ("Your response, which we await by April 30, will guide us.", "2020-04-30"),
        ("We look forward to hearing from you by April 30.", "2020-04-30"),
        ("We will look for it by April 30.", "2020-04-30"),
        ("Kindly let us have it by April 30.", "2020-04-30"),
        ("Let the answers be in our hands by April 30.", "2020-04-30"),
        ("The deadline for responses is April 30.", "2020-04-30"),
        ("Responses are due April 30.", "2020-04-30"),
        ("Responses are due on April 30.", "2020-04-30"),
        ("Responses will be due on Thursday, April 30.", "2020-04-30"),
        ("We set April 30 as the date for your response.", "2020-04-30"),
        ("A written response by April 30 will suffice.", "2020-04-30"),
        ("Please preserve the records until May 1, 2021.", "2021-05-01"),
        ("The Department should decide by June 1.", "2020-06-01"),
        ("We urge you to act before June 1, when the rule takes effect.", "2020-06-01"),
        ("We urge you to act before the rule takes effect on June 1.", "2020-06-01"),
        ("Please reply within thirty days of this letter.", "2020-05-14"),
        ("Please reply within thirty days from the date hereof.", "2020-05-14"),
        ("Please reply within thirty days of the above date.", "2020-05-14"),
        ("Please reply no more than thirty days from now.", "2020-05-14"),
        ("Please reply within 60 days.", "2020-06-13"),
        ("Please reply in no more than 60 days.", "2020-06-13"),
        ("Please reply not more than ten days after receipt.", "2020-04-24"),
        ("Please reply in the next ten days.", "2020-04-24"),
        ("Please reply within ten (10) business days.", "2020-04-28"),
        ("Please reply within two months.", "2020-06-14"),
        ("Please reply within six weeks of the date of this letter.", "2020-05-26"),
        ("Please reply within one hundred days.", "2020-07-23"),
        ("Please reply within one year.", "2021-04-14"),
        ("Please reply by year-end.", "2020-12-31"),
        ("Please reply by the end of 2020.", "2020-12-31"),
        ("Please reply by the end of the calendar year.", "2020-12-31"),
        ("Please reply by the end of calendar year 2020.", "2020-12-31"),
        ("Please reply before the close of fiscal year 2020.", "2020-09-30"),
        ("Please reply by the end of next month.", "2020-05-31"),
        ("Please reply by Thursday at noon.", "2020-04-16"),
        ("Please reply by noon on Thursday.", "2020-04-16"),
        ("Please reply by noon Thursday.", "2020-04-16"),
        ("Please reply by Thursday evening.", "2020-04-16"),
        ("Please reply by Thursday the 23rd.", "2020-04-23"),
        ("Please reply by Thursday, the 23rd of April.", "2020-04-23"),
        ("Please reply by the evening of April 23.", "2020-04-23"),
        ("Please reply by midday on April 23.", "2020-04-23"),
        ("Please reply by close of business, Eastern Time, on April 23.", "2020-04-23"),
        ("Please reply at your earliest convenience, and not after April 23.", "2020-04-23"),
        ("Please reply as soon as possible but in any case by April 23.", "2020-04-23"),
        ("Please reply as soon as you can, and at the latest by April 23.", "2020-04-23"),
        ("Please reply on April 23 at the latest.", "2020-04-23"),
        ("Please reply, at the latest, on April 23.", "2020-04-23"),
        ("Please reply by, at the latest, April 23.", "2020-04-23"),
        ("Please reply by or on April 23.", "2020-04-23"),
        ("Please reply no later than COB April 23.", "2020-04-23"),
        ("Please reply by c.o.b. on April 23.", "2020-04-23"),
        ("Please reply sometime before April 23.", "2020-04-23"),
        ("Please reply by not later than April 23.", "2020-04-23"),
        ("Please reply before the Board's June 1 meeting.", "2020-06-01"),
        ("Please reply before the board meets, on June 1.", "2020-06-01"),
        ("Please reply before the comment period closes (June 1).", "2020-06-01"),
        ("You have thirty days from receipt of this letter.", "2020-05-14"),
        ("Do so not a day later than May 4.", "2020-05-04"),
        ("Please reply by the time the Senate returns on May 4.", "2020-05-04"),
        ("Please reply between now and May 4.", "2020-05-04"),
        ("We want it May 4 at the latest.", "2020-05-04"),
        ("Please reply promptly, and by no means later than May 4.", "2020-05-04"),
        ("Please send your testimony 48 hours before the hearing on May 4.", "2020-05-02"),
        ("Please send it at least three days in advance of the hearing on May 4.", "2020-05-01"),
        ("Please send it no fewer than two business days before May 4.", "2020-04-30"),
    ],
)
def test_limits_in_many_wordings(text: str, date: str) -> None:
    (limit,) = find_limits(text, DAY)
    assert limit.date == datetime.date.fromisoformat(date)
    assert text[limit.start : limit.end] == limit.text


def test_that_date_is_the_one_just_written() -> None:
    (limit,) = find_limits("The board meets on June 9, and we ask for your answer before that date.", DAY)
    assert (limit.text, limit.date) == ("before that date", datetime.date(2020, 6, 9))
    assert find_limits("We ask for your answer before that date.", DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "We ask that you stop it until the inquiry into the June 10 fire is over.",
        "We ask for the report that was due on March 31.",
        "We ask that you see the 9th Circuit's opinion.",
        "The bill was read by the 12 members present.",
    ],
)
def test_dates_that_limit_nothing(text: str) -> None:
    assert find_limits(text, DAY) == []
