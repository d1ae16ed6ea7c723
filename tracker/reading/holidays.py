"""Working days and legal holidays (5 U.S.C. 6103), and the days by whose names letters set limits."""

import datetime
from collections.abc import Callable

__all__ = ["HOLIDAY_NAMES", "business_days_after", "business_days_before", "is_holiday", "next_holiday"]


def business_days_after(start: datetime.date, number: int) -> datetime.date:
    """Return the day that is `number` business days after `start`, which itself is not counted."""
    return _business_days(start, number, step=1)


def business_days_before(end: datetime.date, number: int) -> datetime.date:
    """Return the day that is `number` business days before `end`, which itself is not counted."""
    return _business_days(end, number, step=-1)


def _business_days(day: datetime.date, number: int, *, step: int) -> datetime.date:
    while number > 0:
        day += datetime.timedelta(days=step)
        if day.weekday() < 5 and not is_holiday(day):
            number -= 1
    return day


def is_holiday(day: datetime.date) -> bool:
    """Whether `day` is a legal public holiday (5 U.S.C. 6103), or the weekday on which one is kept instead."""
    for observed in (day, day + datetime.timedelta(days=1), day - datetime.timedelta(days=1)):
        if observed in _holidays(observed.year):
            if observed == day:
                return True
            # A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
            if (observed.weekday() == 5 and day < observed) or (observed.weekday() == 6 and day > observed):
                return True
    return False


def _holidays(year: int) -> frozenset[datetime.date]:
    days = [datetime.date(year, month, day) for month, day in ((1, 1), (7, 4), (11, 11), (12, 25))]
    if year >= 2021:
        days.append(datetime.date(year, 6, 19))
    days += [
        _nth(year, month, weekday, n) for month, weekday, n in ((1, 0, 3), (2, 0, 3), (9, 0, 1), (10, 0, 2), (11, 3, 4))
    ]
    return frozenset([*days, _last_monday_of_may(year)])


def _last_monday_of_may(year: int) -> datetime.date:
    last = datetime.date(year, 5, 31)
    return last - datetime.timedelta(days=last.weekday())


def _nth(year: int, month: int, weekday: int, n: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


_NAMED: dict[str, Callable[[int], datetime.date]] = {
    "new year": lambda year: datetime.date(year, 1, 1),
    "martin luther king": lambda year: _nth(year, 1, 0, 3),
    "president": lambda year: _nth(year, 2, 0, 3),
    "memorial": lambda year: _last_monday_of_may(year),
    "juneteenth": lambda year: datetime.date(year, 6, 19),
    "independence": lambda year: datetime.date(year, 7, 4),
    "fourth": lambda year: datetime.date(year, 7, 4),
    "labor": lambda year: _nth(year, 9, 0, 1),
    "columbus": lambda year: _nth(year, 10, 0, 2),
    "veterans": lambda year: datetime.date(year, 11, 11),
    "thanksgiving": lambda year: _nth(year, 11, 3, 4),
    "christmas": lambda year: datetime.date(year, 12, 25),
}
HOLIDAY_NAMES = (
    r"(?:(?:New\sYear[’']?s?|Martin\sLuther\sKing,?(?:\sJr\.)?|Presidents?[’']?s?|Memorial|Independence|Labor|Columbus|"
    r"Veterans[’']?)\sDay|the\sFourth\sof\sJuly|Juneteenth|Thanksgiving(?:\sDay)?|Christmas(?:\sDay)?)"
)


def next_holiday(name: str, after: datetime.date) -> datetime.date | None:
    """Return the first day after `after` that bears the name ("Labor Day", "Thanksgiving"); None for other names."""
    plain = name.lower().removeprefix("the ").replace(",", "")
    of = next((day for word, day in _NAMED.items() if plain.startswith(word)), None)
    if of is None:
        return None
    return of(after.year) if of(after.year) > after else of(after.year + 1)
