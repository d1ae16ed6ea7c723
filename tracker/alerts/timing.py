"""When a mail is due: pure reckoning with times.

At once means soon: a mail waits until no further letter has come for a while, so that an import is one mail and not a
hundred, but never longer than `LONGEST`, and two mails about one search keep `APART`.
"""

import datetime

from tracker.models import Cadence

__all__ = ["APART", "LONGEST", "QUIET", "TRIES", "is_due", "last_round", "next_try"]

QUIET = datetime.timedelta(minutes=1)
LONGEST = datetime.timedelta(hours=1)
APART = datetime.timedelta(minutes=15)

# How long after each failure a mail is tried again; after the last it is given up, some three days after the first.
_MINUTES = (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 24 * 60)
TRIES = len(_MINUTES) + 1

_MONDAY = 0


def is_due(
    cadence: str,
    *,
    first: datetime.datetime,
    last: datetime.datetime,
    last_alert: datetime.datetime | None,
    now: datetime.datetime,
    at: datetime.time,
) -> bool:
    """Return whether to tell now of letters of which the first was matched at `first`, the last at `last`.

    Rounds of mails begin at `at`, in the time zone of `now`.
    """
    if cadence == Cadence.AT_ONCE:
        is_quiet = now - last >= QUIET or now - first >= LONGEST
        return is_quiet and (last_alert is None or now - last_alert >= APART)
    began = last_round(cadence, now=now, at=at)
    return first <= began and (last_alert is None or last_alert < began)


def last_round(cadence: str, *, now: datetime.datetime, at: datetime.time) -> datetime.datetime:
    """Return when the last round of daily or weekly mails began; weekly ones go out on Mondays."""
    day = now.date()
    if cadence == Cadence.WEEKLY:
        day -= datetime.timedelta(days=(day.weekday() - _MONDAY) % 7)
    began = datetime.datetime.combine(day, at, tzinfo=now.tzinfo)
    if began > now:
        began -= datetime.timedelta(days=7 if cadence == Cadence.WEEKLY else 1)
    return began


def next_try(attempts: int, *, now: datetime.datetime) -> datetime.datetime | None:
    """Return when to try again after so many failures; None to give up."""
    if attempts > len(_MINUTES):
        return None
    return now + datetime.timedelta(minutes=_MINUTES[attempts - 1])
