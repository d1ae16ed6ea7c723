"""Time limits as letters set them, and the dates that they mean.

A closed grammar: a limiting word ("by", "no later than", "within", "before", "not later than", "deadline of"), then a
date, a stretch of time, or a day that is named (see `named_days.py`). "Before that date" means the date just written.
A stretch is counted from the letter's own date,
which is the day from which a recipient is asked to count; "of receipt" is counted from it too, and the reckoning says
so. Business days leave out Saturdays, Sundays and the legal holidays of 5 U.S.C. 6103. "As soon as possible" is no
limit.

    "within 14 days of receipt", letter of 2020-04-14   ->   2020-04-28, "14 days after 2020-04-14, the letter's date"

All patterns are bounded; the time is linear in the text.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.dates import WrittenDate, find_dates
from tracker.reading.holidays import business_days_after, business_days_before
from tracker.reading.named_days import CLOSE, LIMITER, WEEKDAY, named_days
from tracker.reading.numbers import NUMBER_WORDS

__all__ = ["TimeLimit", "find_limits"]


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
    **{"a": 1, "an": 1, "one hundred": 100, "one hundred twenty": 120, "one hundred eighty": 180},
    **{"thirty": 30, "forty": 40, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "fifty": 50},
    **{"twenty-one": 21, "twenty-five": 25, "thirty-five": 35, "forty-five": 45, "seventy-five": 75},
}
# Days from the letter's date. A day without its year that comes again only after more has lately passed.
_FARTHEST = 300
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_BEFORE_DATE = re.compile(
    rf"\b(?P<limiter>{LIMITER})\s(?:{CLOSE})?(?:(?:this|next|on)\s)?(?:(?P<weekday>{WEEKDAY}),?\s)?"
    # "before the Board's June 1 meeting"
    r"(?:(?:the|its|our|your|their|his|her)\s(?:[\w-]+[’']s?\s)?(?:next\s)?)?$",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(
    rf"\b(?:(?:during|in|for|by|before|no\slater\sthan)\s)?the\sweek\s(?:of|beginning|starting)\s(?:on\s)?(?:{WEEKDAY},?\s)?$",
    re.IGNORECASE,
)
# "before the August recess ends", "before Congress adjourns", "before the November election".
_EVENT = re.compile(
    r"\b(?:before|prior\sto|in\sadvance\sof|ahead\sof|by)\s(?:the\s(?:start\s|beginning\s|end\s|close\s)of\s)?(?:(?:the|our|"
    r"this)\s(?:(?:upcoming|coming|next)\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|spring|summer|fall|autumn|winter|holiday|Easter|Passover|Memorial\sDay|Thanksgiving|Christmas|"
    r"district\swork|congressional|(?:midterm|general|primary|presidential)(?=\selection))\s)?"
    r"(?:recess|(?<=\swork\s)period|adjournment|elections?)(?!\s(?:day|board|official|commission|assistance|law))"
    r"(?:\s(?:begins|starts|ends|is\sover))?|(?:Congress|the\s(?:House|Senate|Congress)|(?:both|the\stwo)\s(?:Houses|houses|"
    r"chambers))\s(?:adjourns?|recess(?:es)?|leaves?|rises?|returns?|reconvenes?|breaks?)(?:\sfor\s(?:the|its)\s(?:\w+\s){0,2}?"
    r"(?:recess|break|holidays?|year))?|the\s(?:present|current|\d{2,3}(?:st|nd|rd|th))\s(?:Congress|session)\s(?:ends|adjourns|"
    r"is\sover))\b(?!,?\s(?:on|of)\s[A-Z]\w+\s\d)",
)
_AT_THE_LATEST = re.compile(r",?\sat\s(?:the\s)?(?:very\s)?latest\b")
# "May 1 is the date by which we ask for it", "we have set May 1 as the deadline".
_IS_THE_DATE = re.compile(r"\s(?:is|as|will\sbe)\s(?:the|our|a)\s(?:last\s)?(?:date|day|deadline)\b(?!\sof\b)")
_ON = re.compile(rf"\b(?:on|by)\s(?:{WEEKDAY},?\s)?(?:the\s)?$", re.IGNORECASE)
_THAT_DAY = re.compile(
    r"\b(?:by|before|on\sor\sbefore|(?:no|not)\slater\sthan|prior\sto|in\sadvance\sof|ahead\sof)\s"
    r"(?:(?:that|the\ssame|the\ssaid|this|the\slatter)\s(?:date|day|deadline)|then)\b",
    re.IGNORECASE,
)
_OF_LENGTH = (
    rf"(?P<number>{_NUMBER})(?:\s?\(\d{{1,3}}\))?(?P<business>\s(?:business|working|work))?(?:\s(?:calendar|full|"
    rf"short))?"
    r"\s(?P<unit>hour|day|week|fortnight|month|year)s?\b"
)
_THE_LETTER = (
    r"(?:(?:the|your|its|our)\s)?(?:above\s)?(?:(?:date|day|time)\s(?:of|on)\s(?:which\s)?)?(?:(?:your|the|its)\s)?"
    r"(?:receipt|receiving|delivery|date|today|now|hereof|you(?:\shave)?\sreceived?|"
    r"(?:this|the)\s(?:letter|date|day|request|writing|correspondence|inquiry))"
    r"(?:\s(?:of|on)\s(?:this|the)\s(?:letter|request|correspondence|inquiry))?"
)
_STRETCH = re.compile(
    rf"\b(?:(?:with)?in|inside(?:\sof)?)\s(?:(?:no|not)\smore\sthan\s|the\s)?(?:next\s|coming\s|"
    rf"following\s)?{_OF_LENGTH}(?P<time>[’']s?\stime|\stime)?"
    rf"(?P<from>[’']?\s?(?:of|from|after|following)\s{_THE_LETTER})?",
    re.IGNORECASE,
)
_FROM_ELSEWHERE = re.compile(
    r"\s(?:thereafter|afterwards?|(?:after|following|from|before|prior\sto)\s(?:the|an?|its|their|his|her|any|each|"
    r"enactment|filing|discovery|[a-z]+ing)\b|of\s(?:the\s(?!date\sof\sth|receipt)|an?\s|its\s|their\s|any\s|each\s|"
    r"(?:admission|application|appointment|arrest|arrival|award|birth|completion|delivery|departure|detention|discharge|"
    r"discovery|enactment|entry|filing|hire|issuance|notice|notification|passage|publication|purchase|registration|"
    r"release|separation|service|submission|termination|[a-z]+ing)\b))"
)
_LATER = re.compile(
    rf"\b(?:by\s|in\s)?(?:no|not)\s(?:later|more)\sthan\s{_OF_LENGTH}(?P<from>\s(?:of|from|after|"
    rf"following)\s{_THE_LETTER}|"
    r"\shence)",
    re.IGNORECASE,
)
# "Please reply two weeks from today": what is counted from the letter needs no limiting word.
_HENCE = re.compile(
    rf"\b(?:by\s)?{_OF_LENGTH}(?P<from>\s(?:(?:from|after)\s(?:today|now|this\s(?:date|day)|"
    r"(?:the\sdate\sof\s)?this\sletter|(?:its\s|your\s|the\s)?receipt(?:\sof\s(?:this|the)\s(?:letter|request))?)|hence)\b)",
    re.IGNORECASE,
)


_REPLY_IN = re.compile(
    r"\b(?:respond|reply|answer|answers|response|report\sback|write\sback|hear\sfrom\syou)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_AHEAD_OF = re.compile(rf"\b(?:(?:at\sleast|(?:no|not)\s(?:later|less|fewer)\sthan)\s)?{_OF_LENGTH}\s$", re.IGNORECASE)
# "In ten years" is a forecast; with these words it is a limit.
_COUNTED = ("within", "inside", "no", "not", "by", "in the next", "in the coming", "in no", "in not")


def find_limits(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    """Return the time limits in `text` (one sentence or paragraph, its line ends spaces), in order.

    Without `letter_date` what is counted from it has no date.
    """
    found = [*_dated(text, letter_date), *_stretches(text, letter_date)]
    found += [*_weeks(text, letter_date), *_events(text)]
    found += [
        TimeLimit(
            start=day.start,
            end=day.end,
            text=text[day.start : day.end],
            rule="named day",
            date=day.date,
            reckoning=day.reckoning,
            confidence=0.8,
        )
        for day in named_days(text, letter_date)
    ]
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
        end = written.end
        before = _BEFORE_DATE.search(text, window, written.start)
        start, rule = (before.start(), "limit and date") if before else (-1, "")
        latest, on = _AT_THE_LATEST.match(text, end), _ON.search(text, window, written.start)
        if before is None and latest:
            before, start, end, rule = latest, on.start() if on else written.start, latest.end(), "limit and date"
        if before is None and (set_for := _IS_THE_DATE.match(text, end)):
            start, end, rule = written.start, set_for.end(), "limit and date"
        elif before is None and re.search(r"(?<!was\s)(?<!were\s)\bdue\s$", text[window : written.start]):
            start, rule = written.start - 4, "limit and date"
        elif before is None:
            # "before the existing lease expires on June 30": the event's date; "the June 10 crash" has none.
            the = r"(?:the\s)?" if written.text[0].isdigit() else ""
            event = re.search(
                rf"\b(?:before|until|by\sthe\stime|in\sadvance\sof|in\stime\sfor|prior\sto|ahead\sof)\s[^.;,?!]{{3,70}}"
                rf"(?:,?\s(?:on|of|for)\s{the}|\s\()$",
                text[window : written.start],
                re.IGNORECASE,
            )
            if event is None:
                continue
            start, rule = window + event.start(), "limit and event"
        end += text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
        date, reckoning, confidence = _year_for(written, letter_date)
        ahead = _AHEAD_OF.search(text, max(0, start - 60), start)
        if ahead and date and text[start:].lower().startswith(("before", "prior", "in advance", "ahead")):
            # "Submit your testimony two days before the hearing on June 3."
            date, start, told = _before(date, ahead), ahead.start(), ahead[0].strip()
            reckoning = f"{told} before the date that is {reckoning}"
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
    return [*found, *_that_day(text, letter_date)]


def _before(date: datetime.date, ahead: re.Match[str]) -> datetime.date:
    """Return the day that lies as long before `date` as `ahead` says."""
    word, unit = ahead["number"].lower(), ahead["unit"].lower()
    number = int(word) if word.isdigit() else _NUMBERS[word]
    if ahead["business"] and unit == "day":
        return business_days_before(date, number)
    return date - (_add(date, number, unit, business=False) - date)


def _that_day(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    """Return the limits that point back to the date written before them, in the same sentence."""
    found = []
    for match in _THAT_DAY.finditer(text):
        if written := find_dates(text[: match.start()]):
            date, reckoning, _ = _year_for(written[-1], letter_date)
            limit = TimeLimit(
                start=match.start(),
                end=match.end(),
                text=match[0],
                rule="the date written before",
                date=date,
                reckoning=f"{written[-1].text}: {reckoning}",
                confidence=0.8,
            )
            found.append(limit)
    return found


def _weeks(text: str, letter_date: datetime.date | None) -> Iterator[TimeLimit]:
    """Yield the weeks in which something is to be done. They name no one day, so they have no date."""
    for written in find_dates(text):
        before = _WEEK_OF.search(text, max(0, written.start - 60), written.start)
        day = _year_for(written, letter_date)[0]
        if before is None or (day and letter_date and day < letter_date - datetime.timedelta(days=6)):
            continue
        start, end = before.start(), written.end
        reckoning = "a week, of which no one day is named"
        yield TimeLimit(start=start, end=end, text=text[start:end], rule="week", date=None, reckoning=reckoning)


def _events(text: str) -> Iterator[TimeLimit]:
    """Yield the limits that an event of the political year sets, of which the letter gives no date."""
    for match in _EVENT.finditer(text):
        yield TimeLimit(
            start=match.start(),
            end=match.end(),
            text=match[0],
            rule="event",
            date=None,
            reckoning="an event whose date the letter does not give",
            confidence=0.7,
        )


def _year_for(written: WrittenDate, letter_date: datetime.date | None) -> tuple[datetime.date | None, str, float]:
    if written.date is not None:
        return written.date, "as written", 0.95
    if letter_date is None:
        return None, "no year is written, and the letter's date is not known", 0.6
    following = written.on_or_after(letter_date)
    if (following - letter_date).days > _FARTHEST:
        # "Had you done so before May 8?", asked on May 20.
        return (
            written.on_or_before(letter_date),
            f"the last such day before {letter_date.isoformat()}, the letter's date",
            0.7,
        )
    return following, f"the next such day after {letter_date.isoformat()}, the letter's date", 0.9


def _stretches(text: str, letter_date: datetime.date | None) -> list[TimeLimit]:
    found = []
    for match in (*_STRETCH.finditer(text), *_LATER.finditer(text), *_HENCE.finditer(text)):
        told = _TELL_US.search(text, max(0, match.start() - 60), match.start()) and _OF_WHAT.match(text, match.end())
        if not match["from"] and not told and _FROM_ELSEWHERE.match(text, match.end()):
            continue  # "within 90 days of enactment", "within twelve months thereafter": counted from something else.
        word = match["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS[word]
        unit, business = match["unit"].lower(), bool(match["business"])
        counted = match[0].lower().startswith(_COUNTED) or match["from"] or match.groupdict().get("time")
        if not counted and not _REPLY_IN.search(text, max(0, match.start() - 70), match.start()):
            continue
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


# "Please inform us |within 30 days| of the number of claims": what they are told of begins no time.
_TELL_US = re.compile(
    r"\b(?:inform|notify|advise|apprise|tell)\s(?:us|me|(?:the|my|our)\s\w+)(?:\s(?:in\swriting|promptly|of\sthat))?,?\s$"
)
_OF_WHAT = re.compile(
    r",?\s(?:of|about)\s(?:the|your|any|all|each)\s(?:\w+\s)?(?:number|steps?|status|names?|amounts?|actions?|reasons?|measures?|plans?|progress|"
    r"findings?|results?|outcome|decisions?|position|views?|schedule|timing|dates?|extent|costs?)\b"
)


def _add(start: datetime.date, number: int, unit: str, *, business: bool) -> datetime.date:
    if unit == "hour":
        return start + datetime.timedelta(days=-(-number // 24))
    if unit == "day":
        return business_days_after(start, number) if business else start + datetime.timedelta(days=number)
    if unit in {"week", "fortnight"}:
        return start + datetime.timedelta(weeks=number * (2 if unit == "fortnight" else 1))
    number *= 12 if unit == "year" else 1
    month = start.month - 1 + number
    year, month = start.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
