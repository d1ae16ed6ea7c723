"""Days that a limit names without a date: "by Friday", "before the end of next week", "by Thanksgiving", "by the 15th".

What is named is reckoned from the letter's own date. All patterns are bounded.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.holidays import HOLIDAY_NAMES, next_holiday

__all__ = ["CLOSE", "LIMITER", "WEEKDAY", "NamedDay", "named_days"]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Where a limit stands, the date it means (None without the letter's date), and how it was reckoned."""

    start: int
    end: int
    date: datetime.date | None
    reckoning: str


LIMITER = (
    r"(?:by\s(?:no|not)\slater\sthan|(?:in\sno\s(?:event|case)|by\sno\smeans|(?:no|not)(?:\sany|\s(?:a|one)\sday)?)\slater\sthan|"
    r"on\sor\sbefore|"
    r"by\sor\son|not\safter|between\snow\sand|from\snow\suntil|"
    r"by\sor\sbefore|prior\sto|in\sadvance\sof|ahead\sof|at\sthe\slatest(?:\sby|,?\son)|(?:(?:a|the|an|our|your)\s)?"
    r"(?:\w+\s)?(?:deadline|due\sdate|return\sdate|response\sdate)\s(?:for\s[^.,;?!]{1,50}?\s)?(?:of|is|will\sbe)|"
    r"(?<!was\s)(?<!were\s)(?<!been\s)due\s(?:by|on|before|no\slater\sthan)|before|by,\sat\sthe\slatest,|by|until|till)"
)
CLOSE = (
    r"(?:(?:(?:the\s)?(?:close|end|opening)\sof\s(?:the\s)?business(?:\sday)?|c\.?o\.?b\.?|"
    r"\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?(?:,?\s(?:\(?[A-Z]{2,3}T?\)?|(?:Eastern|Central|Mountain|Pacific)"
    r"(?:\s(?:Standard|Daylight))?(?:\s[Tt]ime)?))?|noon|midday|midnight|(?:the\s)?(?:end\sof\s(?:the\s)?day|morning|"
    r"afternoon|evening))"
    r"(?:,\s(?:Eastern|Central|Mountain|Pacific)\s[Tt]ime)?\s?,?\s?(?:on\s|of\s)?)"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAY_ALONE = re.compile(
    rf"\b{LIMITER}\s(?:{CLOSE})?(?:(?P<which>this|next)\s(?:coming\s)?)?(?P<weekday>{WEEKDAY})\b(?P<after>\snext)?"
    r"(?:\sof\s(?P<week>this|next|the\sfollowing)\sweek)?(?!,?\s(?:[A-Z][a-z]{2,8}\.?\s\d|\d))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:by|before|prior\sto|no\slater\sthan|not\slater\sthan|until|at|in\sadvance\sof)\s(?:the\s)?(?:very\s)?"
    r"(?:end|close|last\sday|expiration)\sof\s(?:(?P<which>the|this|the\scurrent|next|the\scoming|the\sfollowing)\s)?"
    rf"(?:calendar\s)?(?:(?P<period>week|month|fiscal\syear|year|day)(?:\s(?P<of>20\d\d))?|(?P<only>20\d\d)|"
    rf"(?P<month>{_MONTHS})(?:,?\s(?P<year>20\d\d))?)"
    r"\b(?![’'])(?!\sof\s(?:(?-i:[A-Z])|the\s(?:year|period|program)))",
    re.IGNORECASE,
)
# "by year's end", "by month-end", "before the week is out", "before June is out".
_IS_OUT = re.compile(
    rf"\b(?:(?:by|before)\s(?:the\s)?(?:(?P<period>week|month|year)(?:[’']s|[-\s])\s?end|"
    rf"(?P<ending>{_MONTHS})[’']s\send)|"
    r"(?:before|until)\s(?:(?:the|this)\s"
    rf"(?P<other>week|month|year)|(?P<month>{_MONTHS}))\s(?:is\s(?:out|over|ended|done)|ends|closes|has\sended))\b",
    re.IGNORECASE,
)
# "by the second Friday of May", "not later than the last Friday in May".
_NTH_WEEKDAY = re.compile(
    rf"\b{LIMITER}\s(?:{CLOSE})?the\s(?P<nth>first|second|third|fourth|last)\s(?P<weekday>{WEEKDAY})\s(?:in|of)\s"
    rf"(?P<month>{_MONTHS})\b",
    re.IGNORECASE,
)
# "by the thirtieth of April", "by 30 April", "by 4/30": a day and a month that no form of a written date has.
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth"),
    *("twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_DAY_AND_MONTH = re.compile(
    rf"\b{LIMITER}\s(?:{CLOSE})?(?:{WEEKDAY},?\s)?(?:the\s(?P<word>{_ORDINAL})\s(?:day\s)?of\s(?P<month>{_MONTHS})|"
    rf"(?P<day>\d{{1,2}})\s(?P<after>{_MONTHS})|"
    rf"(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}}))"
    r"\b(?![/\d]|,?\s[12]\d{3})",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:by\s(?:the\sclose\sof\sbusiness\s|c\.?o\.?b\.?\s)?)?(?P<day>today|tomorrow)\b", re.IGNORECASE
)
_HOLIDAY = re.compile(rf"\b{LIMITER}\s(?:{CLOSE})?(?P<name>{HOLIDAY_NAMES})\b(?![’'])", re.IGNORECASE)
# "by the 15th", "by the 15th of this month", "by the first of next month"; not "the 9th Circuit".
_OF_MONTH = re.compile(
    rf"\b{LIMITER}\s(?:{CLOSE})?(?:{WEEKDAY},?\s)?the\s(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<first>first)"
    r"(?=\sof\s(?:this|next|the)))(?:\sof\s(?P<which>this|next|the)\smonth\b|(?=[.,;)]|\sso\b|\sand\b|$))",
    re.IGNORECASE,
)


_NAMES_A_DAY = re.compile(
    rf"day|week|month|year|tomorrow|\b(?:end|close)\sof\b|Juneteenth|Thanksgiving|Christmas|July|the\s\d|\d/\d|"
    rf"{_MONTHS}",
    re.IGNORECASE,
)


def named_days(text: str, letter_date: datetime.date | None) -> Iterator[NamedDay]:
    """Yield the named days that limit something in `text`."""
    if not _NAMES_A_DAY.search(text):
        return
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if letter_date is None:
                yield NamedDay(match.start(), match.end(), None, "the letter's date is not known")
                continue
            date, reckoning = read(match, letter_date)
            if date is not None:
                told = f"{reckoning} {letter_date.isoformat()}, the letter's date"
                yield NamedDay(match.start(), match.end(), date, told)


def _weekday(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date, str]:
    named = _WEEKDAYS.index(match["weekday"].lower())
    ahead = (named - letter_date.weekday() - 1) % 7 + 1
    week = (match["week"] or "").lower()
    if week and week != "this":
        ahead = 7 - letter_date.weekday() + named
    elif ((match["which"] or "").lower() == "next" or match["after"]) and ahead + letter_date.weekday() < 7:
        ahead += 7
    return letter_date + datetime.timedelta(days=ahead), f"the {match['weekday'].title()} after"


def _today(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date, str]:
    return letter_date + datetime.timedelta(days=match["day"].lower() == "tomorrow"), "reckoned from"


def _period_end(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date, str]:
    following = (match["which"] or "").lower() in {"next", "the coming", "the following"}
    if match["only"]:
        return datetime.date(int(match["only"]), 12, 31), "the last day of it; from"
    if match["month"]:
        month = _month(match["month"])
        year = int(match["year"]) if match["year"] else letter_date.year + (month < letter_date.month)
        return _last_day(year, month), "the last day of it, from"
    if match["of"] and "year" in match["period"].lower():
        last = (9, 30) if match["period"].lower().startswith("fiscal") else (12, 31)
        return datetime.date(int(match["of"]), *last), "the last day of it; from"
    return _end_of(match["period"].lower(), letter_date, following=following), "the last day of it, from"


def _is_out(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date, str]:
    if named := match["month"] or match["ending"]:
        month = _month(named)
        return _last_day(letter_date.year + (month < letter_date.month), month), "the last day of it, from"
    period = (match["period"] or match["other"]).lower()
    return _end_of(period, letter_date, following=False), "the last day of it, from"


def _end_of(period: str, letter_date: datetime.date, *, following: bool) -> datetime.date:
    if period == "day":
        return letter_date + datetime.timedelta(days=following)
    if period == "week":
        return letter_date + datetime.timedelta(days=(4 - letter_date.weekday()) % 7 + 7 * following)
    if period.startswith("fiscal"):  # 31 U.S.C. 1102: it ends on 30 September.
        return datetime.date(letter_date.year + (letter_date.month > 9) + following, 9, 30)
    if period == "year":
        return datetime.date(letter_date.year + following, 12, 31)
    month = letter_date.month - 1 + following
    return _last_day(letter_date.year + month // 12, month % 12 + 1)


def _nth_weekday(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date, str]:
    month, named = _month(match["month"]), _WEEKDAYS.index(match["weekday"].lower())
    year = letter_date.year + (month < letter_date.month)
    first = datetime.date(year, month, 1)
    nth = first + datetime.timedelta(days=(named - first.weekday()) % 7)
    if match["nth"].lower() == "last":
        last = _last_day(year, month)
        return last - datetime.timedelta(days=(last.weekday() - named) % 7), "the next such day after"
    weeks = ("first", "second", "third", "fourth").index(match["nth"].lower())
    return nth + datetime.timedelta(weeks=weeks), "the next such day after"


def _day_and_month(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date | None, str]:
    if match["word"]:
        month, day = _month(match["month"]), _ORDINALS.index(match["word"].lower()) + 1
    elif match["day"]:
        month, day = _month(match["after"]), int(match["day"])
    else:
        month, day = int(match["m"]), int(match["d"])
    year = letter_date.year + ((month, day) < (letter_date.month, letter_date.day))
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None, ""
    return datetime.date(year, month, day), "the next such day after"


def _month(name: str) -> int:
    return list(calendar.month_name).index(name.title())


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _holiday(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date | None, str]:
    return next_holiday(match["name"], letter_date), "the next such holiday after"


def _of_month(match: re.Match[str], letter_date: datetime.date) -> tuple[datetime.date | None, str]:
    day = int(match["day"]) if match["day"] else 1
    which = (match["which"] or "").lower()
    ahead = which == "next" or (which != "this" and day < letter_date.day)
    month = letter_date.month - 1 + ahead
    year, month = letter_date.year + month // 12, month % 12 + 1
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None, ""
    return datetime.date(year, month, day), "the next such day of a month after"


_READERS = (
    (_WEEKDAY_ALONE, _weekday),
    (_PERIOD, _period_end),
    (_IS_OUT, _is_out),
    (_NTH_WEEKDAY, _nth_weekday),
    (_DAY_AND_MONTH, _day_and_month),
    (_TODAY, _today),
    (_HOLIDAY, _holiday),
    (_OF_MONTH, _of_month),
)
