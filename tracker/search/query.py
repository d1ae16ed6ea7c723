"""The query language: words, "phrases", OR, -not, and fields.

    from:inhofe to:commerce quoted:"negative national security" date:2019..2020-06 5G standards

A field that is not known, or a value that cannot be understood, is read as words, and a note says so. Nothing that a
person types is an error.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Field", "Filter", "Query", "parse"]

# A query is a line, not a document. What is longer is cut, and said.
MOST_CHARACTERS = 500


class Field(StrEnum):
    FROM = "from"
    TO = "to"
    QUOTED = "quoted"
    ASKS = "asks"
    SPEAKER = "speaker"
    CITES = "cites"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and what was asked of it. For dates, `since` and `until` are the first and last day, either open."""

    field: Field
    value: str
    negated: bool = False
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """`words` is in the form of PostgreSQL's websearch_to_tsquery; `notes` say what was not understood."""

    words: str
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.filters


_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<field>[A-Za-z-]{2,15}):(?P<value>"[^"]*"|\S+)|(?P<word>"[^"]*"?|\S+))')


def parse(text: str) -> Query:
    """Return the query that a person typed."""
    notes: list[str] = []
    text = text.replace("\x00", " ").strip()
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        notes.append(f"Only the first {MOST_CHARACTERS} characters of the query were used.")
    words: list[str] = []
    filters: list[Filter] = []
    for match in _TOKEN.finditer(text):
        name, minus = match["field"], bool(match["minus"])
        if name is None:
            words.append(match[0])
            continue
        value = match["value"].strip('"').strip()
        found = _filter(name.lower(), value, minus)
        if isinstance(found, Filter):
            filters.append(found)
        else:
            if found:
                notes.append(found)
            words.append(
                f'{match["minus"]}"{name} {value}"' if name.lower() not in set(Field) else match["minus"] + value
            )
    return Query(" ".join(words), tuple(filters), tuple(notes))


def _filter(name: str, value: str, negated: bool) -> Filter | str:
    """Return the filter, or the sentence that says why there is none."""
    if name not in set(Field):
        known = ", ".join(f"{field}:" for field in Field)
        return f"There is no field “{name}:”, so it was searched as words. The fields are {known}"
    if not value:
        return f"Nothing was asked of “{name}:”, so it was left out."
    field = Field(name)
    if field is not Field.DATE:
        return Filter(field, value, negated)
    since, _, until = value.partition("..")
    first, last = _first_day(since), _last_day(until if ".." in value else since)
    if (since and not first) or (until and not last) or not (first or last):
        return f"“{value}” is no date like 2020, 2020-04, 2020-04-14 or 2019..2020-06, so it was searched as words."
    return Filter(field, value, negated, first, last)


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return year, month, day


def _first_day(text: str) -> datetime.date | None:
    parts = _parts(text)
    return datetime.date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def _last_day(text: str) -> datetime.date | None:
    parts = _parts(text)
    if not parts:
        return None
    year, month, day = parts[0], parts[1] or 12, parts[2]
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])
