"""Days and numbers as people write them in a query.

    2019        2019-04        2019-04-14        4/14/2019        April 2019        April 14, 2019
    2019..2020-06        2019..        ..2020-06        <2024-05        >=2019        today        90-days-ago..today

A year or a month stands for all its days, so "before 2019" ends with 2018 and "after 2019" begins with 2020.
"""

import calendar
import datetime
import re

from tracker.search.language.tree import Days, Numbers

__all__ = ["days", "numbers"]

_Stretch = tuple[datetime.date, datetime.date]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_AMERICAN = re.compile(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?(?:[ -](\d{1,2})(?:st|nd|rd|th)?,?)?[ -](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})")
_AGO = re.compile(r"(\d{1,4})[ -](day|week|month|year)s?[ -]ago")
_AHEAD = re.compile(r"in[ -](\d{1,4})[ -](day|week|month|year)s?")
_NAMED = re.compile(r"(this|last|next)[ -](week|month|year)")
_COMPARED = re.compile(r"(<=|>=|=<|=>|<|>|=|≤|≥)\s*(.+)")
_DAYS_OF = {"day": 1, "week": 7}
_NUMBER = re.compile(r"\d{1,6}")


def days(written: str, today: datetime.date) -> Days | None:
    """Return the days that are meant; None when none are."""
    plain = " ".join(written.lower().replace("…", "..").split())
    try:
        if compared := _COMPARED.fullmatch(plain):
            return _compared(compared[1], _stretch(compared[2], today), written)
        if ".." in plain:
            first, _, last = plain.partition("..")
            first, last = first.strip(), last.strip(" .")
            since, until = _stretch(first, today), _stretch(last, today)
            if (first and not since) or (last and not until) or not (since or until):
                return None
            return Days(since[0] if since else None, until[1] if until else None, written)
        meant = _stretch(plain, today)
        return Days(*meant, written) if meant else None
    except (ValueError, OverflowError):
        # A day that no calendar has: the 30th of February, the year 0, ten thousand years on.
        return None


def numbers(written: str) -> Numbers | None:
    """Return the numbers that are meant: "20", ">20", "5..10", "20+"; None when none are."""
    plain = "".join(written.replace(",", "").split())
    if compared := _COMPARED.fullmatch(plain):
        if not _NUMBER.fullmatch(compared[2]):
            return None
        number = int(compared[2])
        match compared[1]:
            case "<":
                return Numbers(None, number - 1, written)
            case ">":
                return Numbers(number + 1, None, written)
            case "=":
                return Numbers(number, number, written)
            case "<=" | "=<" | "≤":
                return Numbers(None, number, written)
            case _:
                return Numbers(number, None, written)
    if plain.endswith("+") and _NUMBER.fullmatch(plain[:-1]):
        return Numbers(int(plain[:-1]), None, written)
    if ".." in plain:
        least, _, most = plain.partition("..")
        if not (least or most) or any(part and not _NUMBER.fullmatch(part) for part in (least, most)):
            return None
        return Numbers(int(least) if least else None, int(most) if most else None, written)
    return Numbers(int(plain), int(plain), written) if _NUMBER.fullmatch(plain) else None


def _compared(sign: str, meant: _Stretch | None, written: str) -> Days | None:
    if meant is None:
        return None
    day = datetime.timedelta(days=1)
    match sign:
        case "<":
            return Days(None, meant[0] - day, written)
        case ">":
            return Days(meant[1] + day, None, written)
        case "=":
            return Days(*meant, written)
        case "<=" | "=<" | "≤":
            return Days(None, meant[1], written)
        case _:
            return Days(meant[0], None, written)


def _stretch(plain: str, today: datetime.date) -> _Stretch | None:
    """Return the first and the last day of "2019", "2019-04", "today"; None when it is no such thing."""
    if not plain.isascii():
        return None
    if match := _ISO.fullmatch(plain):
        return _all_days(match[1], match[2], match[3])
    if match := _AMERICAN.fullmatch(plain):
        return _all_days(match[3], match[1], match[2])
    if (match := _MONTH_FIRST.fullmatch(plain)) and match[1] in _MONTHS:
        return _all_days(match[3], str(_MONTHS[match[1]]), match[2])
    if (match := _DAY_FIRST.fullmatch(plain)) and match[2] in _MONTHS:
        return _all_days(match[3], str(_MONTHS[match[2]]), match[1])
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if plain in near:
        return (today + datetime.timedelta(days=near[plain]),) * 2
    if match := _AGO.fullmatch(plain):
        return (_moved(today, -int(match[1]), match[2]),) * 2
    if match := _AHEAD.fullmatch(plain):
        return (_moved(today, int(match[1]), match[2]),) * 2
    if match := _NAMED.fullmatch(plain):
        return _around(_moved(today, {"last": -1, "this": 0, "next": 1}[match[1]], match[2]), match[2])
    return None


def _all_days(year: str, month: str | None, day: str | None) -> _Stretch:
    first = datetime.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last_month = int(month or 12)
    return first, datetime.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _moved(day: datetime.date, count: int, unit: str) -> datetime.date:
    if unit in _DAYS_OF:
        return day + datetime.timedelta(days=count * _DAYS_OF[unit])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _around(day: datetime.date, unit: str) -> _Stretch:
    """Return the week (Monday to Sunday), month or year that the day is in."""
    if unit == "week":
        first = day - datetime.timedelta(days=day.weekday())
        return first, first + datetime.timedelta(days=6)
    return _all_days(str(day.year).zfill(4), str(day.month) if unit == "month" else None, None)
