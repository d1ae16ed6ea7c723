"""Where an agency's text speaks of a letter or of members of Congress. Pure, and linear in the text's length.

"In a letter dated May 5, 2020, Senators Rivers and Hale …" gives a day and names; "comments from Senator Rivers" gives
names alone. Whose letter is meant, the scoring decides; here only what may be meant is picked out.
"""

import calendar
import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.resolving.names import folded

__all__ = ["NEAR", "Mention", "mentions_in"]

# So far from a date, "letter" must stand; the scoring looks as far for the signer's name.
NEAR = 250
MOST = 300
_MONTHS = tuple(calendar.month_name)[1:]
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})\s{{1,3}}(\d{{1,2}}),\s{{1,3}}((?:19|20)\d\d)\b")
_LETTER = re.compile(r"\b(?:letters?|comments?|correspondence)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:Senators?|Sens?\.|Representatives?|Reps?\.|Congress(?:man|woman|men|women|members?)|Members of Congress)\s+"
)
_NAMED = re.compile(r"[A-Z][\w.’'\-]*,?|and\b|,|of\b(?=\s+[A-Z])")
_NO_NAME = frozenset(
    ("and", "of", "the", "house", "senate", "congress", "committee", "department", "united", "states", "senator")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that speaks of a letter. `surnames` are folded, and hold some first names too; without a day they are
    what it is found by."""

    day: datetime.date | None
    surnames: tuple[str, ...]
    words: str


def mentions_in(text: str) -> list[Mention]:
    """Return the places, each day and each set of names once, at most MOST."""
    letters = [match.start() for match in _LETTER.finditer(text)]
    if not letters:
        return []
    named = [(match.start(), match.end()) for match in _TITLE.finditer(text)]
    found: dict[tuple[object, ...], Mention] = {}
    for start, end, day in _days(text):
        if _near(letters, start):
            words = _around(text, start, end)
            found.setdefault((day, words[:60]), Mention(day, (), words))
    for start, end in named:
        if _near(letters, start) and (names := _names(text[end : end + 160])):
            found.setdefault((None, names), Mention(None, names, _around(text, start, end)))
    return list(found.values())[:MOST]


def _days(text: str) -> Iterator[tuple[int, int, datetime.date]]:
    for match in _DATE.finditer(text):
        try:
            yield match.start(), match.end(), datetime.date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2]))
        except ValueError:  # February 30
            continue


def _near(places: list[int], at: int) -> bool:
    index = bisect_left(places, at - NEAR)
    return index < len(places) and places[index] <= at + NEAR


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(start - NEAR, 0) : end + NEAR].split())


def _names(after: str) -> tuple[str, ...]:
    """Return the words that stand as names after a title, up to the first that is none."""
    names: list[str] = []
    for word in after.split():
        if not _NAMED.fullmatch(word):
            break
        plain = folded(word)
        if plain and plain not in _NO_NAME and len(plain) > 1:
            names.append(plain)
    return tuple(dict.fromkeys(names))
