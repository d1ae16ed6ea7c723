"""What a letter says of an earlier one, and how well a date fits what it says. Pure.

"Your letter" is the reader's and "our letter" the writer's, so that the direction of both letters tells which can be
meant: in an agency's answer, "your letter" was written by Congress, and "our letter" by the agency.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.reading.dates import MONTHS, find_dates

__all__ = ["NEARLY_DAYS", "RECEIVED_DAYS", "UNDATED_DAYS", "Fit", "Mention", "fit", "may_mean", "with_owners"]

WRITER, READER = "writer", "reader"
TO_AGENCY, TO_CONGRESS = "to_agency", "to_congress"
# How long a letter may have been under way, by how much a date may be off, and how old what bears no date may be.
RECEIVED_DAYS, NEARLY_DAYS, UNDATED_DAYS = 21, 3, 550

_OWNER = re.compile(
    rf"\b(?:(?P<{READER}>your|you\s+(?:\w+\s+){{0,2}}(?:wrote|sent|asked))|(?P<{WRITER}>our|my|we|I))\b", re.I
)
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a letter speaks of an earlier one: its words, their span, the date that they give, and whose letter it is.

    `rule` is the reader's rule that found it; `owner` is "writer", "reader", or "" when the words do not tell.
    """

    text: str
    date: datetime.date | None = None
    span: tuple[int, int] | None = None
    rule: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a date fits a mention: `kind` is exact, received, month, nearly or undated."""

    kind: str
    sentence: str


def with_owners(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with their owners: as their words say, and in a list ("and April 9") as the one before."""
    found: list[Mention] = []
    for mention in mentions:
        match = _OWNER.search(mention.text)
        owner = str(match.lastgroup) if match else ""
        if mention.rule == "and" and found:
            owner = found[-1].owner
        found.append(replace(mention, owner=owner))
    return tuple(found)


def may_mean(mention: Mention, later_direction: str, earlier_direction: str) -> bool:
    """Return whether a letter of this direction can be the one that is spoken of, by whose it is said to be."""
    ways = {TO_AGENCY, TO_CONGRESS}
    if not mention.owner or later_direction not in ways or earlier_direction not in ways:
        return True
    return (later_direction == earlier_direction) == (mention.owner == WRITER)


def fit(mention: Mention, date: datetime.date, written: datetime.date) -> Fit | None:
    """Return how well an earlier letter's date fits a mention in a letter written on `written`, or None."""
    if mention.date == date:
        return Fit("exact", f"It names a letter of {_words(date)}.")
    if mention.date is not None:
        if not _nearly(mention.date, date):
            return None
        return Fit(
            "nearly",
            f"It names a letter of {_words(mention.date)}, and this one is dated {_words(date)}: a slip of the pen, or "
            "the day on which it was sent.",
        )
    named = next((found.on_or_before(written) for found in find_dates(mention.text)), None)
    if named is not None:
        if not 0 <= (named - date).days <= RECEIVED_DAYS:
            return None
        return Fit("received", f"It names a letter received on {_words(named)}; this one is dated {_words(date)}.")
    if month := _MONTH.search(mention.text):
        if (int(month["year"]), MONTHS.index(month["month"].lower()) + 1) != (date.year, date.month):
            return None
        return Fit("month", f"It names a letter of {month['month']} {month['year']}.")
    if (written - date).days > UNDATED_DAYS:
        return None
    return Fit("undated", "It speaks of an earlier letter, without its date.")


def _nearly(named: datetime.date, date: datetime.date) -> bool:
    """Return whether two dates differ by a few days, by the year alone, or by one figure or two that changed places."""
    if abs((named - date).days) <= NEARLY_DAYS:
        return True
    if (named.month, named.day) == (date.month, date.day):
        return abs(named.year - date.year) == 1
    if (named.year, named.month) != (date.year, date.month):
        return False
    ours, theirs = str(named.day), str(date.day)
    if len(ours) != len(theirs):
        return False
    return ours == theirs[::-1] or (len(ours) == 2 and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1)


def _words(date: datetime.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"
