"""From the tree of a query to a condition on the search rows (`tracker_lettersearch` as `s`).

What is said in words becomes one tsquery, however it is grouped: the index intersects its words. Fields become
conditions on the row's arrays, dates and numbers, or on the vector of the part that they name.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.models import Viewer, may_see_drafts
from tracker.search.codes import STATUSES, Flag, Kind, code
from tracker.search.language import (
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
    Words,
)
from tracker.search.lexemes import searched_for
from tracker.search.meant import means
from tracker.search.sql import Sql, tsquery
from tracker.search.values import Meaning, meaning

__all__ = ["Compiled", "compile_query"]

_PARTS = {Field.QUOTED: "quoted", Field.ASKS: "asked", Field.TOPIC: "titled"}
_TYPES = {"letter": Flag.TO_AGENCY, "reply": Flag.TO_CONGRESS, "follow-up": Flag.TAKES_UP, "other": Flag.OTHER}
_HAS = {
    "reply": Flag.REPLIED_TO,
    "action": Flag.ACTION,
    "follow-up": Flag.TAKEN_UP,
    "quotation": Flag.QUOTATION,
    "request": Flag.REQUEST,
    "question": Flag.QUESTION,
    "documents": Flag.DOCUMENTS,
    "briefing": Flag.BRIEFING,
    "preservation": Flag.PRESERVATION,
    "deadline": Flag.DEADLINE,
    "citation": Flag.CITATION,
    "press": Flag.PRESS,
    "scan": Flag.SCAN,
}
_IS = {
    "reply": Flag.TO_CONGRESS,
    "follow-up": Flag.TAKES_UP,
    "joint": Flag.JOINT,
    "bipartisan": Flag.BIPARTISAN,
    "bicameral": Flag.BICAMERAL,
    "reconstruction": Flag.RECONSTRUCTION,
}
# Letters have been written since the first Congress sat; what has no end ends here.
_FIRST_YEAR, _LAST_YEAR = 1789, 2100
_MOST_MONTHS = 120

_FLAGS = {Field.TYPE: _TYPES, Field.HAS: _HAS, Field.IS: _IS}
_DIFFERS_WITH_DRAFTS = frozenset({Flag.REPLIED_TO, Flag.TAKEN_UP, Flag.TAKES_UP})


@dataclass(slots=True)
class Compiled:
    """`condition` on the rows; `said` is what is asked for in words and not denied, to rank and to mark by.

    `words` is the tsquery of any of it, `strong` of all of it, or of one of what OR joins. `besides` is what is left of
    the condition for a letter that has `strong` in one of its parts; the whole of it where that says nothing. `phrase`
    are the plain words side by side: letters that have them so stand higher. All letters that are found are of `days`.
    """

    condition: Sql
    words: Sql | None
    strong: Sql | None
    besides: Sql
    phrase: str
    said: list[Node]
    days: Days


def compile_query(
    node: Node | None, viewer: Viewer, today: datetime.date, meanings: Mapping[FieldTerm, Meaning] | None = None
) -> Compiled:
    """Return the condition of what `node` asks and `viewer` may see. `today` decides what is overdue.

    Words that are too common hold nothing back, unless nothing else is asked: then nothing is found.

    `meanings` has what names mean, as the query is shown back by; what is not in it is looked up.
    """
    compiler = _Compiler(may_see_drafts(viewer), today, meanings or {})
    seen = [] if compiler.with_drafts else [Sql("s.published")]
    asked = (searched_for(node) or node) if node is not None else None
    condition = _all([*seen, compiler.condition(asked)] if asked is not None else seen)
    besides = condition
    if asked is not None and (rest := _besides_words(asked)) is not None:
        besides = _all([*seen, *(compiler.condition(each) for each in rest)])
    said = list(_said(node))
    plain = [each.text for each in _plain(node)]
    words = Sql.joined(" || ", [tsquery(each) for each in said]) if said else None
    phrase = " ".join(plain) if len(plain) > 1 else ""
    return Compiled(condition, words, _strong(node), besides, phrase, said, _days_of(node))


def _all(conditions: list[Sql]) -> Sql:
    return Sql.joined(" and ", conditions) if conditions else Sql("true")


def _strong(node: Node | None) -> Sql | None:
    """Return the tsquery of what is said in words and not denied, joined as the query joins it."""
    match node:
        case Words() | Phrase() | Prefix() | Near():
            return tsquery(node)
        case FieldTerm(field=Field.QUOTED | Field.ASKS | Field.TOPIC, value=value):
            return _strong(value)  # type: ignore[arg-type]
        case And(nodes=nodes) | Or(nodes=nodes):
            by = " && " if isinstance(node, And) else " || "
            found = [words for each in nodes if (words := _strong(each)) is not None]
            return Sql.joined(by, found) if found else None
    return None


def _besides_words(node: Node) -> list[Node] | None:
    """Return what is asked for besides plain words, when a part of a letter that has these says that the letter does.

    Single words stand in the whole when they stand in a part. A phrase may run from one quotation into the next, and
    what is denied of a part is not denied of the whole: then None.
    """
    nodes = list(node.nodes) if isinstance(node, And) else [node]
    said = [each for each in nodes if _is_words(each)]
    return [each for each in nodes if each not in said] if all(map(_is_single, said)) else None


def _is_single(node: Node) -> bool:
    match node:
        case Words(text=text):
            return text.isalnum()
        case And(nodes=nodes) | Or(nodes=nodes):
            return all(map(_is_single, nodes))
    return False


def _is_words(node: Node) -> bool:
    match node:
        case Words() | Phrase() | Prefix() | Near():
            return True
        case And(nodes=nodes) | Or(nodes=nodes):
            return all(_is_words(each) for each in nodes)
        case Not(node=inner):
            return _is_words(inner)
    return False


def _said(node: Node | None) -> Iterable[Node]:
    """Give what is asked for in words, in the whole letter or in a part of it, and not denied."""
    match node:
        case Words() | Phrase() | Prefix() | Near():
            yield node
        case FieldTerm(field=Field.QUOTED | Field.ASKS | Field.TOPIC, value=value):
            yield from _said(value)  # type: ignore[arg-type]
        case And(nodes=nodes) | Or(nodes=nodes):
            for each in nodes:
                yield from _said(each)


def _plain(node: Node | None) -> list[Words]:
    match node:
        case Words():
            return [node]
        case And(nodes=nodes):
            return [each for each in nodes if isinstance(each, Words)]
    return []


def _days_of(node: Node | None) -> Days:
    """Return the days of which every letter is that a query finds."""
    nodes = node.nodes if isinstance(node, And) else [node]
    days = [
        each.value
        for each in nodes
        if isinstance(each, FieldTerm) and each.field is Field.DATE and isinstance(each.value, Days)
    ]
    since = [each.since for each in days if each.since]
    until = [each.until for each in days if each.until]
    return Days(max(since, default=None), min(until, default=None))


def _codes_of(days: Days) -> tuple[Kind, range, bool] | None:
    """Return the years or months in which days lie, and whether these are just the days; None if they are too many."""
    since, until = days.since or datetime.date(_FIRST_YEAR, 1, 1), days.until or datetime.date(_LAST_YEAR, 12, 31)
    if not _FIRST_YEAR <= since.year <= until.year <= _LAST_YEAR:
        return None
    after = until + datetime.timedelta(days=1)
    years = range(since.year, until.year + 1)
    if (since.month, since.day, after.month, after.day) == (1, 1, 1, 1):
        return Kind.YEAR, years, True
    months = range(since.year * 12 + since.month - 1, until.year * 12 + until.month)
    if since.day == 1 and after.day == 1 and len(months) <= _MOST_MONTHS:
        return Kind.MONTH, months, True
    return Kind.YEAR, years, False


class _Compiler:
    def __init__(self, with_drafts: bool, today: datetime.date, meanings: Mapping[FieldTerm, Meaning]) -> None:
        self.with_drafts, self.today, self.meanings = with_drafts, today, meanings

    def condition(self, node: Node) -> Sql:
        if _is_words(node):
            words = tsquery(node)
            return Sql(f"s.vector @@ {words.text}", words.values)
        match node:
            case And(nodes=nodes):
                # What is said in words is asked in one go.
                said = [each for each in nodes if _is_words(each)]
                rest = [self.condition(each) for each in nodes if not _is_words(each)]
                asked = [self.condition(And(tuple(said)) if len(said) > 1 else said[0])] if said else []
                return Sql.joined(" and ", asked + rest)
            case Or(nodes=nodes):
                return Sql.joined(" or ", [self.condition(each) for each in nodes])
            case Not(node=inner):
                denied = self.condition(inner)
                return Sql(f"(({denied.text}) is not true)", denied.values)
            case FieldTerm():
                return self._term(node)
        raise TypeError(node)

    def _term(self, term: FieldTerm) -> Sql:
        match term.field, term.value:
            case ((Field.QUOTED | Field.ASKS | Field.TOPIC), (Words() | Phrase() | Prefix() | Near()) as value):
                words = tsquery(value)
                return Sql(f"s.{_PARTS[term.field]} @@ {words.text}", words.values)
            case _, Name():
                meant = self.meanings.get(term) or meaning(term)
                return means(meant) if meant else Sql("false")
            case Field.DATE, Days() as days:
                return self._days("letter_date", days)
            case Field.DUE, Days() as days:
                return self._days("due_date", days)
            case Field.SIGNERS, Numbers(least=least, most=most):
                limits = [Sql("s.signers >= %s", (least,))] if least is not None else []
                limits += [Sql("s.signers <= %s", (most,))] if most is not None else []
                return Sql.joined(" and ", limits) if limits else Sql("true")
            case Field.STATUS, Choice(key=key):
                return self._status(key)
            case Field.IS, Choice(key="draft"):
                return Sql("(not s.published)")
            case Field.IS, Choice(key="published"):
                return Sql("s.published")
            case ((Field.TYPE | Field.HAS | Field.IS), Choice(key=key)):
                flag = int(_FLAGS[term.field][key])
                if self.with_drafts and flag in _DIFFERS_WITH_DRAFTS:
                    flag += Flag.WITH_DRAFTS
                return Sql("s.flags @> array[%s]", (code(Kind.FLAG, flag),))
        raise TypeError(f"{term.field} takes no {term.value!r}")

    def _days(self, column: str, days: Days) -> Sql:
        limits = [Sql(f"s.{column} >= %s", (days.since,))] if days.since else []
        limits += [Sql(f"s.{column} <= %s", (days.until,))] if days.until else []
        if not limits:
            return Sql(f"s.{column} is not null")
        if column == "letter_date" and (codes := _codes_of(days)) is not None:
            kind, numbers, is_exact = codes
            # In years or months, which the index intersects with the words; the days only where these say too little.
            array = "facets" if kind is Kind.YEAR else "flags"
            within = Sql(f"s.{array} && %s::int[]", ([code(kind, number) for number in numbers],))
            limits = [within] if is_exact else [*limits, within]
        return Sql.joined(" and ", limits)

    def _status(self, key: str) -> Sql:
        kind = Kind.STATUS_WITH_DRAFTS if self.with_drafts else Kind.STATUS
        name = "unanswered" if key == "overdue" else key
        has_it = Sql("s.facets @> array[%s]", (code(kind, STATUSES.index(name) + 1),))
        if key != "overdue":
            return has_it
        return Sql.joined(" and ", [has_it, Sql("s.due_date < %s", (self.today,))])
