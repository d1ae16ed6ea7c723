"""Letters that have most of the words, for when few or none have them all.

They are shown apart from what was found, and counted apart. Only plain words are given up: phrases, beginnings, NEAR,
groups, fields and what is denied hold as they were asked.

1. How many letters that the viewer may see have each word. A word that none has is named, and no longer asked for.
2. A word weighs the more, the fewer letters have it: the logarithm of all letters over those. A letter has most of the
   words when those that it has weigh at least half of all.
3. Letters that lack one word are sought, then those that lack two, until there are enough. Those stand first whose
   words weigh most; among equals, the order is that of every search.
"""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import connection, transaction

from tracker.models import Viewer, may_see_drafts
from tracker.search.compile import Compiled, compile_query
from tracker.search.gather import COUNTED, Gathered, Order, gather
from tracker.search.language import And, FieldTerm, Node, Words
from tracker.search.sql import Sql, guesses, tsquery
from tracker.search.values import Meaning

__all__ = ["FEW", "Relaxed", "relaxed"]

# With fewer letters found than FEW, more are sought, until there are ENOUGH.
FEW, ENOUGH = 5, 10

# As many of what a step finds are looked at, to put those first whose words weigh most.
_LOOKED_AT = 50

# Of a query with more words than these, the rarest decide.
_MOST_WORDS = 6
_MOST_OF_THEM = 0.5

# So many letters that have a word are counted; the planner's guess stands for more.
_COUNTED = 5_000


@dataclass(frozen=True, slots=True)
class Relaxed:
    """`lacking` has, for each of `ids`, the words that the letter has not; `unknown` are words that no letter has.

    `total` is COUNTED where there are more.
    """

    ids: list[int]
    lacking: Mapping[int, tuple[str, ...]]
    total: int
    is_exact: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that may be given up: as typed, its tsquery, and what it weighs (0: no letter has it)."""

    text: str
    query: str
    weight: float


def relaxed(
    asked: Node,
    sought: Node,
    compiled: Compiled,
    found: Gathered,
    viewer: Viewer,
    today: datetime.date,
    meanings: Mapping[FieldTerm, Meaning],
) -> Relaxed | None:
    """Return the letters that have most of the words; None when the query has no words to give up.

    `sought` is `asked` with misreadings beside its words, `compiled` and `found` are what it was compiled to and found.
    """
    if not isinstance(asked, And) or not isinstance(sought, And):
        return None
    pairs = list(zip(asked.nodes, sought.nodes, strict=True))
    firm = [node for typed, node in pairs if not isinstance(typed, Words)]
    words = _weighed([(typed.text.rstrip("?!,;:"), node) for typed, node in pairs if isinstance(typed, Words)], viewer)
    known = [word for word in words if word.weight]
    unknown = tuple(word.text for word in words if not word.weight)
    if len(words) < 2 or len(known) < len(unknown):
        return None

    base = compile_query(And(tuple(firm)) if len(firm) > 1 else next(iter(firm), None), viewer, today, meanings)
    best: Gathered | None = None
    for query in _steps(known, whole_too=bool(unknown)):
        condition = Sql.joined(" and ", [base.condition, Sql("s.vector @@ %s::tsquery", (query,))])
        step = Compiled(condition, compiled.words, None, condition, compiled.phrase, compiled.said, compiled.days)
        best = gather(
            step, order=Order.RELEVANCE, offset=0, limit=_LOOKED_AT + found.total, today=today, with_facets=False
        )
        if best.total - found.total >= ENOUGH:
            break
    if best is None:
        return None
    had = _had([pk for pk in best.ids if pk not in set(found.ids)], known)
    ids = sorted(had, key=lambda pk: -sum(word.weight for word in had[pk]))[:ENOUGH]
    lacking = {pk: tuple(word.text for word in words if word not in had[pk]) for pk in ids}
    total = best.total - found.total if best.is_exact else COUNTED
    return Relaxed(ids, lacking, total, best.is_exact, unknown)


def _weighed(words: Sequence[tuple[str, Node]], viewer: Viewer) -> list[_Word]:
    """Return each word that is not too common for the index, with what it weighs among the letters that are seen."""
    if len(words) < 2:
        return []
    queries = [tsquery(node) for _, node in words]
    seen = "true" if may_see_drafts(viewer) else "s.published"
    with transaction.atomic(), connection.cursor() as cursor:
        having = [Sql(f"s.vector @@ {each.text}", each.values) for each in queries]
        *expected, every = guesses([*having, Sql("true")])
        few = f"(select count(*) from (select from tracker_lettersearch s where {seen} limit {_COUNTED}) as few)"
        columns = [Sql(few)] + [
            Sql(
                f"({query.text})::text, (select count(*) from (select from tracker_lettersearch s"
                f" where {seen} and s.vector @@ {query.text} limit {_COUNTED}) as few)",
                query.values * 2,
            )
            if guess <= max(_COUNTED, every // 500)
            else Sql(f"({query.text})::text, %s", (*query.values, guess))
            for query, guess in zip(queries, expected, strict=True)
        ]
        cursor.execute(
            f"select {', '.join(each.text for each in columns)}", [value for each in columns for value in each.values]
        )
        counted, *row = cursor.fetchone()
    letters = counted if counted < _COUNTED else every
    # A word that is too common for the index has an empty tsquery.
    weighed = [
        _Word(text, query, math.log(1 + max(letters, count) / count) if count else 0.0)
        for (text, _), query, count in zip(words, row[::2], row[1::2], strict=True)
        if query
    ]
    return list(dict.fromkeys(weighed))


def _steps(known: Sequence[_Word], *, whole_too: bool) -> Iterator[str]:
    """Give one tsquery after the other: each finds what the one before finds, and letters that lack one word more."""
    ranked = sorted(known, key=lambda word: -word.weight)[:_MOST_WORDS]
    least = _MOST_OF_THEM * sum(word.weight for word in ranked)
    every: list[frozenset[_Word]] = []
    for given_up in range(0 if whole_too else 1, len(ranked)):
        kept = [
            frozenset(each)
            for each in combinations(ranked, len(ranked) - given_up)
            if sum(word.weight for word in each) >= least
        ]
        if not kept:
            return
        every = [each for each in every if not any(fewer < each for fewer in kept)] + kept
        yield " | ".join("(" + " & ".join(f"({word.query})" for word in each) + ")" for each in every)


def _had(ids: Sequence[int], words: Sequence[_Word]) -> dict[int, list[_Word]]:
    """Return which of the words each letter has, in the order of `ids`."""
    if not ids:
        return {}
    columns = ", ".join("vector @@ %s::tsquery" for _ in words)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select letter_id, {columns} from tracker_lettersearch where letter_id = any(%s)",
            [*(word.query for word in words), list(ids)],
        )
        rows = {pk: [word for word, has in zip(words, flags, strict=True) if has] for pk, *flags in cursor.fetchall()}
    return {pk: rows[pk] for pk in ids if pk in rows}
