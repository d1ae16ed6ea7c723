"""When a mail is due, and when a failed one is tried again."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from tracker.alerts.timing import APART, LONGEST, QUIET, TRIES, is_due, last_round, next_try
from tracker.models import Cadence

AT = datetime.time(7)
ZONE = ZoneInfo("America/New_York")
# A Wednesday.
NOON = datetime.datetime(2026, 3, 4, 12, tzinfo=ZONE)
SECOND, HOUR, DAY = datetime.timedelta(seconds=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)


def due(cadence, first, last=None, last_alert=None, now=NOON):
    return is_due(cadence, first=first, last=last or first, last_alert=last_alert, now=now, at=AT)


def test_at_once_waits_until_no_more_letters_come():
    assert not due(Cadence.AT_ONCE, NOON - QUIET + SECOND)
    assert due(Cadence.AT_ONCE, NOON - QUIET)
    assert not due(Cadence.AT_ONCE, NOON - LONGEST + SECOND, last=NOON)
    assert due(Cadence.AT_ONCE, NOON - LONGEST, last=NOON)


def test_two_mails_at_once_keep_apart():
    assert not due(Cadence.AT_ONCE, NOON - QUIET, last_alert=NOON - APART + SECOND)
    assert due(Cadence.AT_ONCE, NOON - QUIET, last_alert=NOON - APART)


def test_an_import_of_a_day_is_at_most_a_mail_an_hour():
    """A letter every twenty seconds for twelve hours."""
    mails, first, last_alert = 0, None, None
    for step in range(12 * 180):
        now = NOON + step * 20 * SECOND
        first = first or now
        if due(Cadence.AT_ONCE, first, last=now, last_alert=last_alert, now=now):
            mails, first, last_alert = mails + 1, None, now
    assert 11 <= mails <= 12


@pytest.mark.parametrize(
    ("cadence", "began"),
    [(Cadence.DAILY, NOON.replace(hour=7)), (Cadence.WEEKLY, NOON.replace(day=2, hour=7))],
)
def test_a_round_tells_of_what_came_before_it_once(cadence, began):
    assert last_round(cadence, now=NOON, at=AT) == began
    assert due(cadence, began - SECOND)
    assert due(cadence, began - SECOND, last_alert=began - DAY)
    assert not due(cadence, began + SECOND)
    assert not due(cadence, began - SECOND, last_alert=began + HOUR)


def test_before_the_hour_the_round_is_that_of_yesterday_or_last_week():
    early = NOON.replace(day=2, hour=6)
    assert last_round(Cadence.DAILY, now=early, at=AT) == NOON.replace(day=1, hour=7)
    assert last_round(Cadence.WEEKLY, now=early, at=AT) == early.replace(hour=7) - 7 * DAY


def test_a_failed_mail_is_tried_for_some_three_days_ever_more_seldom():
    at, tries, gaps = NOON, 1, []
    while (again := next_try(tries, now=at)) is not None:
        gaps.append(again - at)
        at, tries = again, tries + 1
    assert tries == TRIES
    assert gaps == sorted(gaps)
    assert gaps[0] <= datetime.timedelta(minutes=2)
    assert 2.5 * DAY < at - NOON < 3.5 * DAY
