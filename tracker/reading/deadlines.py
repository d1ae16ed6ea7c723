"""Time limits as letters set them, and the dates that they mean.

A closed grammar: a limiting word ("by", "no later than", "within", "before", "not later than", "deadline of"), then a
date, a day of the week, a stretch of time or the end of a period. A stretch is counted from the letter's own date,
which is the day from which a recipient is asked to count; "of receipt" is counted from it too, and the reckoning says
so. Business days leave out Saturdays, Sundays and the legal holidays of 5 U.S.C. 6103. "As soon as possible" is no
limit.

    "within 14 days of receipt", letter of 2020-04-14   ->   2020-04-28, "14 days after 2020-04-14, the letter's date"

All patterns are bounded; the time is linear in the text.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

from tracker.reading.dates import WrittenDate, find_dates
from tracker.reading.numbers import NUMBER_WORDS

__all__ = ["TimeLimit", "business_days_after", "find_limits", "is_holiday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A time limit in a text: half-open offsets, the date it means (None when it cannot be told), and how reckoned."""

    start: int
    end: int
    text: str
    rule: str
    date: datetime.date | None
    reckoning: str
    confidence: float = 0.95


_NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS)} | {
    **{"a": 1, "an": 1, "twenty-one": 21, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_LIMITER = (
    r"(?:by\s(?:no|not)\slater\sthan|(?:no|not)\slater\sthan|on\sor\sbefore|by\sor\sbefore|prior\sto|(?:a|the|"
    r"an)?\s?(?:statutory\s|firm\s)?deadline\s(?:of|is)|due\s(?:by|on)|before|by|until)"
)
_CLOSE = (
    r"(?:(?:(?:the\s)?(?:close|end)\sof\s(?:the\s)?business(?:\sday)?|c\.?o\.?b\.?|"
    r"\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?(?:\s\(?[A-Z]{2,3}T?\)?)?|noon|midnight|"
    r"the\send\sof\s(?:the\s)?day)\s?,?\s?(?:on\s|of\s)?)"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})"
_BEFORE_DATE = re.compile(
    rf"\b(?P<limiter>{_LIMITER})\s(?:{_CLOSE})?(?:(?:this|next|on)\s)?(?:(?P<weekday>{_WEEKDAY}),?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    rf"\b(?:with)?in\s(?:the\s)?(?:next\s|coming\s|following\s)?(?P<number>{_NUMBER})(?:\s?\(\d{{1,3}}\))?"
    r"(?P<business>\s(?:business|working|work))?(?:\s(?:calendar|full))?\s(?P<unit>hour|day|week|"
    r"month)s?\b(?P<time>[’']s?\stime|\stime)?(?P<from>[’']?\s?(?:of|from|after|following)\s(?:(?:your|the|"
    r"its)\s)?(?:date\sof\s)?(?:receipt|receiving|date|this\sletter|the\sletter|today)(?:\sof\sthis\s(?:letter|"
    r"request|correspondence)|\sof\sthe\sletter)?)?",
    re.IGNORECASE,
)
_FROM_ELSEWHERE = re.compile(
    r"\s(?:thereafter|afterwards?|(?:after|following|from|before|prior\sto)\s(?:the|an?|its|their|his|her|any|each|"
    r"enactment|filing|discovery|[a-z]+ing)\b|of\s(?:the\s(?!date\sof\sth|receipt)|an?\s|its\s|their\s|any\s|each\s|"
    r"enactment|publication|discovery|filing|[a-z]+ing\b))"
)
_LATER = re.compile(
    rf"\b(?:by\s)?(?:no|not)\slater\sthan\s(?P<number>{_NUMBER})(?:\s?\(\d{{1,3}}\))?(?P<business>\s(?:business|"
    rf"working))?"
    r"(?:\scalendar)?\s(?P<unit>hour|day|week|month)s?\s(?P<from>(?:of|from|after|following)\s(?:the\s|"
    r"your\s)?(?:receipt|date|receiving|this\sletter|today|now)(?:\sof\sthis\s(?:letter|request))?|hence)",
    re.IGNORECASE,
)
_WEEKDAY_ALONE = re.compile(
    rf"\b(?P<limiter>{_LIMITER})\s(?:{_CLOSE})?(?:(?P<which>this|next)\s(?:coming\s)?)?(?P<weekday>{_WEEKDAY})\b"
    r"(?:\sof\s(?P<week>this|next|the\sfollowing)\sweek)?(?!,?\s(?:[A-Z][a-z]{2,8}\.?\s\d|\d))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:by|before|prior\sto|no\slater\sthan|not\slater\sthan|until|at)\s(?:the\s)?(?P<end>end|"
    r"close)\sof\s(?:the\s|this\s)?(?:calendar\s)?(?:(?P<period>week|month|fiscal\syear|year|day)|(?P<month>January|"
    r"February|March|April|May|June|July|August|September|October|November|"
    r"December)(?:,?\s(?P<year>20\d\d))?)\b(?!\sof\s(?:(?-i:[A-Z])|the\s(?:year|period|program)))",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:by\s(?:the\sclose\sof\sbusiness\s|c\.?o\.?b\.?\s)?)?(?P<day>today|tomorrow)\b", re.IGNORECASE
)


def find_limits(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    """Return the time limits in `text` (one sentence or paragraph, its line ends spaces), in order.

    Without `letter_date` what is counted from it has no date.
    """
    found = [*_dated(text, letter_date), *_stretches(text, letter_date), *_named_days(text, letter_date)]
    found.sort(key=lambda limit: (limit.start, -limit.end))
    kept: list[TimeLimit] = []
    for limit in found:
        if not kept or limit.start >= kept[-1].end:
            kept.append(limit)
    return kept


def _dated(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    found = []
    for written in find_dates(text):
        window = max(0, written.start - 90)
        before = _BEFORE_DATE.search(text, window, written.start)
        start, rule = (before.start(), "limit and date") if before else (-1, "")
        if before is None:
            # "before the existing lease expires on June 30": the event's date is the limit.
            event = re.search(
                r"\b(?:before|until)\s[^.;,?!]{3,70}\s(?:on|of)\s(?:the\s)?$",
                text[window : written.start],
                re.IGNORECASE,
            )
            if event is None:
                continue
            start, rule = window + event.start(), "limit and event"
        date, reckoning, confidence = _year_for(written, letter_date)
        end = written.end
        found.append(
            TimeLimit(
                start=start,
                end=end,
                text=text[start:end],
                rule=rule,
                date=date,
                reckoning=reckoning,
                confidence=confidence if rule == "limit and date" else 0.7,
            )
        )
    return found


def _year_for(written: WrittenDate, letter_date: datetime.date | None) -> tuple[datetime.date | None, str, float]:
    if written.date is not None:
        return written.date, "as written", 0.95
    if letter_date is None:
        return None, "no year is written, and the letter's date is not known", 0.6
    return (
        written.on_or_after(letter_date),
        f"the next such day after {letter_date.isoformat()}, the letter's date",
        0.9,
    )


def _stretches(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    found = []
    for match in (*_STRETCH.finditer(text), *_LATER.finditer(text)):
        if not match["from"] and _FROM_ELSEWHERE.match(text, match.end()):
            continue  # "within 90 days of enactment", "within twelve months thereafter": counted from something else.
        word = match["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS[word]
        unit, business = match["unit"].lower(), bool(match["business"])
        if (
            not match[0].lower().startswith(("within", "no", "not", "by", "in the next", "in the coming"))
            and not match["from"]
            and not match.groupdict().get("time")
        ):
            continue  # "in ten years" is a forecast.
        date = None
        reckoning = "the letter's date is not known"
        if letter_date is not None and number:
            date = _add(letter_date, number, unit, business=business)
            days = f"{number} {'business ' if business else ''}{unit}{'s' if number != 1 else ''}"
            since = (
                "the letter's date, as the day of receipt is not known"
                if "recei" in (match["from"] or "").lower()
                else "the letter's date"
            )
            reckoning = f"{days} after {letter_date.isoformat()}, {since}"
        found.append(
            TimeLimit(
                start=match.start(),
                end=match.end(),
                text=match[0],
                rule="stretch of business days" if business else "stretch of time",
                date=date,
                reckoning=reckoning,
                confidence=0.9,
            )
        )
    return found


def _add(start: datetime.date, number: int, unit: str, *, business: bool) -> datetime.date:
    if unit == "hour":
        return start + datetime.timedelta(days=-(-number // 24))
    if unit == "day":
        return business_days_after(start, number) if business else start + datetime.timedelta(days=number)
    if unit == "week":
        return start + datetime.timedelta(weeks=number)
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _named_days(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    found = []
    for match in (*_WEEKDAY_ALONE.finditer(text), *_PERIOD.finditer(text), *_TODAY.finditer(text)):
        groups = match.groupdict()
        date, reckoning = None, "the letter's date is not known"
        if letter_date is not None:
            if groups.get("weekday"):
                ahead = (_WEEKDAYS.index(match["weekday"].lower()) - letter_date.weekday() - 1) % 7 + 1
                week = (groups.get("week") or "").lower()
                if week and week != "this":
                    ahead = 7 - letter_date.weekday() + _WEEKDAYS.index(match["weekday"].lower())
                elif (groups.get("which") or "").lower() == "next" and ahead + letter_date.weekday() < 7:
                    ahead += 7
                date = letter_date + datetime.timedelta(days=ahead)
                reckoning = f"the {match['weekday'].title()} after {letter_date.isoformat()}, the letter's date"
            elif groups.get("day"):
                date = letter_date + datetime.timedelta(days=match["day"].lower() == "tomorrow")
                reckoning = f"reckoned from {letter_date.isoformat()}, the letter's date"
            else:
                date = _period_end(match, letter_date)
                reckoning = f"the last day of it, from {letter_date.isoformat()}, the letter's date"
        found.append(
            TimeLimit(
                start=match.start(),
                end=match.end(),
                text=match[0],
                rule="named day",
                date=date,
                reckoning=reckoning,
                confidence=0.8,
            )
        )
    return found


def _period_end(match: re.Match[str], letter_date: datetime.date) -> datetime.date:
    period = (match["period"] or "").lower()
    if period == "day":
        return letter_date
    if period == "week":
        return letter_date + datetime.timedelta(days=(4 - letter_date.weekday()) % 7)
    if period.startswith("fiscal"):  # 31 U.S.C. 1102: it ends on 30 September.
        return datetime.date(letter_date.year + (letter_date.month > 9), 9, 30)
    if period == "year":
        return datetime.date(letter_date.year, 12, 31)
    if period == "month":
        year, month = letter_date.year, letter_date.month
    else:
        month = list(calendar.month_name).index(match["month"].title())
        year = int(match["year"]) if match["year"] else letter_date.year + (month < letter_date.month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def business_days_after(start: datetime.date, number: int) -> datetime.date:
    """Return the day that is `number` business days after `start`, which itself is not counted."""
    day = start
    while number > 0:
        day += datetime.timedelta(days=1)
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
    last_of_may = datetime.date(year, 5, 31)
    return frozenset([*days, last_of_may - datetime.timedelta(days=last_of_may.weekday())])


def _nth(year: int, month: int, weekday: int, n: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
