"""How dates are written: a closed grammar.

Only these forms are dates: "January 5, 2021", "Jan. 5, 2021", "January 5th 2021", "5 January 2021", "the 5th day of
January, 2021", "1/5/2021", "2021-01-05", a date stamp ("JUN 0 3 2022"), and without a year "June 3" and "3rd of June".
A free-form parser finds dates in words ("We may march …"); a closed grammar cannot.

A month that a scanner misread ("Aprl 14, 2020") counts only when a day and a year follow and no other month is as near.
All patterns are bounded, so that the time is linear in the text.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.reading.misreadings import meant

__all__ = ["MONTHS", "WrittenDate", "find_dates", "parse_date"]

MONTHS: tuple[str, ...] = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT
_FIRST_YEAR, _LAST_YEAR = 1900, 2099

_MONTH = rf"(?P<month>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\b\.?"
_DIGIT = r"[0-9OoIlSBZ|]"
_FORMS = (
    (
        "month day year",
        re.compile(
            rf"(?<![A-Za-z])(?P<month>[A-Za-z][A-Za-z01|]{{1,8}}(?:[A-Za-z]|[1|](?=[.,]?\s)))[.,]?(?:\s{{1,3}}|(?=\d))"
            rf"(?P<day>(?:{_DIGIT}|(?<=\s)[-~]\s?){{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?"
            rf"(?:\s{{0,2}}[,.;]\s{{0,2}}(?:of\s)?|\s{{1,3}})(?P<year>[12Il|][09Oo]{_DIGIT}{{2}})(?![0-9A-Za-z/])"
        ),
    ),
    (
        "date stamp",
        re.compile(
            rf"(?<![A-Za-z0-9])(?P<month>[A-Z0][A-Z0]{{2,3}})\.?\s{{1,3}}(?P<day>{_DIGIT}\s?{_DIGIT}?)"
            rf"[\s,.]{{1,3}}(?P<year>[12Il|]\s?[09Oo]\s?{_DIGIT}\s?{_DIGIT})(?![0-9A-Za-z/])"
        ),
    ),
    (
        "day month year",
        re.compile(
            rf"(?<![\w/])(?P<day>\d{{1,2}}|[Il|]\d|\d[OoIl|])(?:st|nd|rd|th)?\s{{1,2}}(?:day\s+)?(?:of\s+)?{_MONTH},?"
            rf"\s{{1,3}}(?P<year>[12][09O]{_DIGIT}{{2}})(?![0-9A-Za-z])",
            re.IGNORECASE,
        ),
    ),
    ("year month day", re.compile(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")),
    (
        "month/day/year",
        re.compile(
            r"(?<![\d/.-])(?P<month>\d{1,2})(?P<mark>[/.-])(?P<day>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d{2})(?![\d/-])"
        ),
    ),
    (
        "month day",
        re.compile(
            rf"(?<![A-Za-z]){_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            r"(?![\w%]|[.,:/]\d|,?\s[12]\d{3}\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "day month",
        re.compile(rf"(?<![\w/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)\s{{1,2}}(?:day\s+)?of\s+{_MONTH}", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as written. `start` and `end` count characters of the text searched; `year` is None when not written.

    `rule` names the form; `confidence` is 1.0 unless characters had to be guessed or a year has two digits.
    """

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int | None
    rule: str
    confidence: float = 1.0

    @property
    def date(self) -> datetime.date | None:
        """The date, or None when no year is written."""
        return datetime.date(self.year, self.month, self.day) if self.year else None

    def on_or_before(self, day: datetime.date) -> datetime.date:
        """Return the date; without a written year, the last such day on or before `day`."""
        return self.date or self._near(day, step=-1)

    def on_or_after(self, day: datetime.date) -> datetime.date:
        """Return the date; without a written year, the first such day on or after `day`."""
        return self.date or self._near(day, step=1)

    def _near(self, day: datetime.date, step: int) -> datetime.date:
        # Eight years always hold a 29 February, across a century without a leap year too.
        for offset in range(9):
            found = _day(day.year + step * offset, self.month, self.day)
            if found and (found <= day if step < 0 else found >= day):
                return found
        return day


@lru_cache(maxsize=256)  # a sentence is asked for by several rules
def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return every date written in `text`, in order, none overlapping; the form that takes most characters wins."""
    found: list[WrittenDate] = []
    for date in sorted(_all(text), key=lambda date: (date.start, date.start - date.end)):
        if not found or found[-1].end <= date.start:
            found.append(date)
        elif date.end - date.start > found[-1].end - found[-1].start:
            found[-1] = date
    return tuple(found)


def parse_date(text: str) -> datetime.date | None:
    """Return the first date with a year in `text`, or None."""
    return next((found.date for found in find_dates(text) if found.date), None)


def _all(text: str) -> Iterator[WrittenDate]:
    for rule, pattern in _FORMS:
        for match in pattern.finditer(text):
            date = _read(match, rule)
            if date:
                yield date


def _read(match: re.Match[str], rule: str) -> WrittenDate | None:
    groups = match.groupdict()
    day, sure_day = _number(groups["day"])
    year, sure_year = _number(groups["year"]) if groups.get("year") else (None, 1.0)
    if day is None or (groups.get("year") and year is None):
        return None
    if groups["month"].isdigit():
        month, sure_month = int(groups["month"]), 1.0
        if rule == "month/day/year" and month > 12 >= day:
            # A first number past twelve can only be the day: the form of other countries.
            month, day = day, month
    else:
        named = _month(groups["month"], guess=groups.get("year") is not None)
        if named is None:
            return None
        month, sure_month = named
    if year is not None and len(groups["year"]) == 2:
        year, sure_year = year + (2000 if year < 70 else 1900), 0.9
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    # A leap year stands in where no year is written, so that 29 February is a day.
    if not _day(year or 2000, month, day):
        return None
    return WrittenDate(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        month=month,
        day=day,
        year=year,
        rule=rule,
        confidence=min(sure_day, sure_month, sure_year),
    )


def _month(word: str, *, guess: bool) -> tuple[int, float] | None:
    name = word.lower()
    if name in _NAMES:
        # Without a year beside it, a small letter makes "may 3" a verb.
        return (_NAMES[name], 1.0) if guess or word[0].isupper() else None
    if guess and name.replace("v", "y") in _NAMES:
        return _NAMES[name.replace("v", "y")], 0.8
    # A stamp's capitals are as many as three: "0CT" is October, as "O" and zero look alike in it.
    if guess and word.isupper() and name.replace("0", "o") in _NAMES:
        return _NAMES[name.replace("0", "o")], 0.8
    found = meant(word, MONTHS) if guess else None
    return (_NAMES[found[0]], 0.8) if found else None


def _number(digits: str) -> tuple[int | None, float]:
    plain = re.sub(r"[\s~-]", "", digits)
    read = plain.translate(str.maketrans("OoIl|SBZ", "00111582"))
    if not read.isdigit():
        return None, 0.0
    return int(read), 1.0 if read == plain == digits else 0.8


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
