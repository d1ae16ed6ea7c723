"""The parts of a query in words: "signed by Jim Inhofe or Ted Cruz", "not to the Environmental Protection Agency"."""

import calendar
import datetime
from collections.abc import Callable

from tracker.search.language.choices import option
from tracker.search.language.tree import (
    And,
    Choice,
    Days,
    Field,
    FieldTerm,
    Name,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Value,
    Words,
)

__all__ = ["in_words"]

# What stands before a value. Of the other fields the value says it all.
_BEFORE = {
    Field.FROM: "signed by",
    Field.TO: "to",
    Field.QUOTED: "quoted:",
    Field.SPEAKER: "quotes",
    Field.ASKS: "asks:",
    Field.CITES: "cites",
    Field.DATE: "dated",
    Field.DUE: "due",
    Field.FOLLOWED_BY: "followed by",
    Field.TOPIC: "title, subject or purpose:",
    Field.HAS: "has",
}

NameInWords = Callable[[FieldTerm], str]


def in_words(node: Node, name: NameInWords) -> str:
    """Return the part in words; `name` says whom or what the name of a field means."""
    match node:
        case And():
            return " and ".join(_within(each, name) for each in node.nodes)
        case Or():
            return _same_field(node, name) or " or ".join(_within(each, name) for each in node.nodes)
        case Not():
            return f"not {_within(node.node, name)}"
        case FieldTerm():
            return f"{_BEFORE.get(node.field, '')} {_value(node, name)}".strip()
        case _:
            return _text(node, name)


def _within(node: Node, name: NameInWords) -> str:
    words = in_words(node, name)
    return f"({words})" if isinstance(node, And | Or) else words


def _same_field(node: Or, name: NameInWords) -> str:
    """Return "signed by A or B" when all parts ask the same field; else ""."""
    terms = [each for each in node.nodes if isinstance(each, FieldTerm)]
    if len(terms) < len(node.nodes) or len({term.field for term in terms}) > 1:
        return ""
    return f"{_BEFORE.get(terms[0].field, '')} {' or '.join(_value(term, name) for term in terms)}".strip()


def _value(term: FieldTerm, name: NameInWords) -> str:
    match term.value:
        case Name():
            return name(term)
        case Choice():
            return option(term.field, term.value.key).words
        case Days():
            return _days(term.value)
        case Numbers():
            return _numbers(term.value)
        case _:
            return _text(term.value, name)


def _text(node: Value | Node, name: NameInWords) -> str:
    match node:
        case Phrase():
            return f"“{node.text}”"
        case Prefix():
            return f"{node.text}…"
        case Near():
            sides = f"{_within(node.left, name)} near {_within(node.right, name)}"
            return f"{sides} ({node.distance} word{'' if node.distance == 1 else 's'})"
        case Words():
            return node.text
        case _:
            return ""


def _numbers(value: Numbers) -> str:
    match value.least, value.most:
        case None, int(most):
            return f"at most {most} signer{'' if most == 1 else 's'}"
        case int(least), None:
            return f"at least {least} signer{'' if least == 1 else 's'}"
        case int(least), int(most) if least != most:
            return f"{least} to {most} signers"
        case _:
            return f"{value.least} signer{'' if value.least == 1 else 's'}"


def _days(value: Days) -> str:
    since, until = value.since, value.until
    if since is None or until is None:
        if since is not None:
            return f"{_edge(since, is_first=True)} or later"
        return f"{_edge(until, is_first=False)} or earlier" if until is not None else ""
    if since == until:
        return _day(since)
    first, last = _edge(since, is_first=True), _edge(until, is_first=False)
    if since.year == until.year:
        if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
            return str(since.year)
        if since.day == 1 and since.month == until.month and until.day == _length(until):
            return f"{calendar.month_name[since.month]} {since.year}"
    return f"{first} to {last}"


def _edge(day: datetime.date, *, is_first: bool) -> str:
    """Return the year or month that begins (or ends) with this day, else the day."""
    if (day.month, day.day) == ((1, 1) if is_first else (12, 31)):
        return str(day.year)
    if day.day == (1 if is_first else _length(day)):
        return f"{calendar.month_name[day.month]} {day.year}"
    return _day(day)


def _length(day: datetime.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _day(day: datetime.date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"
