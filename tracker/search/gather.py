"""What a condition finds: how many, how they divide, and which stand first, in one statement.

1. `hits`: the newest 10,001 rows that the condition holds for. Where it is rare they are found at once; where the
   planner expects many, stretch by stretch of time from the newest, until there are enough.
2. Facets: the codes of the hits, at most 10,000, are fetched in one piece and counted here.
3. Rank: of more than CANDIDATES hits, those are weighed whose title, quotations or requests say it, and the newest.
   Only for these are the vectors fetched. Where few letters say it there, they are looked for in all years.

docs/search.md says it to those who search; change both together.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.db import connection, transaction

from tracker.search.codes import BITS, FACETS, Kind, code, kind_of
from tracker.search.compile import Compiled
from tracker.search.language import Days, Near, Node, Phrase, Words
from tracker.search.sql import PLANNED, Sql, guesses

__all__ = ["COUNTED", "ORDERS", "Gathered", "Order", "exists", "gather", "is_broad", "order_by"]

# Up to here counts are exact; beyond, "more than 10,000" is said, and facets are those of the newest 10,000.
COUNTED = 10_000

# Up to so many are all weighed by their words; of more, the newest, and as many of a part that has the words.
CANDIDATES = 300
_OF_THE_NEWEST = 200
_OF_A_PART = 100

# Above so many expected rows time is gone through from the newest, by months where they are above a part of all.
_MANY = 25_000
_BROAD = 0.1
# The same where it is read from each letter's vector whether words stand side by side, which takes six times as long.
# Words of a phrase keep company, so the planner, who multiplies their shares, expects too few.
_MANY_READ = 4_000

# Above so many in whose title, or quotations and requests, it is expected, only those of the hits' years are looked at.
_MANY_OF_A_PART = 5_000

_FACET_VALUES = 12

# Weights of D the whole text, C quotations and requests, B names, A title, subject and purpose.
_WEIGHTS = "{0.1, 0.4, 0.5, 1.0}"


_SETTINGS = f"{PLANNED}; set local work_mem = '32MB'"


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    DEADLINE = "deadline"
    SIGNERS = "signers"


ORDERS = {
    Order.RELEVANCE: "letter_date desc nulls last, letter_id desc",
    Order.NEWEST: "letter_date desc nulls last, letter_id desc",
    Order.OLDEST: "letter_date asc nulls last, letter_id",
    Order.DEADLINE: "due_date asc nulls last, letter_id desc",
    Order.SIGNERS: "signers desc, letter_id desc",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """`total` is exact up to COUNTED and COUNTED + 1 beyond. `counts` has (code, number), the largest of each kind."""

    total: int
    ids: list[int]
    counts: list[tuple[int, int]]

    @property
    def is_exact(self) -> bool:
        return self.total <= COUNTED


def gather(
    compiled: Compiled, *, order: Order, offset: int, limit: int, today: datetime.date, with_facets: bool = True
) -> Gathered:
    """Return how many letters there are, `limit` of their ids from `offset` on, and how they divide."""
    ranked = order is Order.RELEVANCE and compiled.words is not None
    tiers = _tiers(compiled) if ranked else []
    with transaction.atomic(), connection.cursor() as cursor:
        expected, *of_tiers = guesses([compiled.condition, *tiers], settings=_SETTINGS)
        many = _MANY_READ if any(map(_is_read, compiled.said)) else _MANY
        by_time = order in (Order.RELEVANCE, Order.NEWEST) and expected > many
        stretches = _stretches(cursor, expected, compiled.days) if by_time else []
        found = [
            _rows("letter_id", tier, Order.RELEVANCE, stretches, _OF_A_PART, among_hits=True)
            if guess > _MANY_OF_A_PART
            else _rows("letter_id", tier, Order.RELEVANCE, [], _OF_A_PART)
            for tier, guess in zip(tiers, of_tiers, strict=True)
        ]
        statement = _statement(compiled, order, stretches, found, offset, limit, today, with_facets)
        cursor.execute(statement.text, statement.values)
        total, ids, packed = cursor.fetchone()
    return Gathered(total, ids or [], _counted(packed or b""))


def _is_read(said: Node) -> bool:
    """Whether the index says of what is asked no more than that the words are there, and not how they stand."""
    match said:
        case Near():
            return True
        case Phrase(text=text) | Words(text=text):
            return not text.isalnum()
    return False


def is_broad(condition: Sql) -> bool:
    """Return whether the planner expects so many rows that the newest are best gone through one by one."""
    with transaction.atomic():
        return guesses([condition])[0] > _MANY


def exists(compiled: Compiled) -> bool:
    """Return whether anything is found."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLANNED)
        cursor.execute(
            f"select exists (select from tracker_lettersearch s where {compiled.condition.text})",
            compiled.condition.values,
        )
        return bool(cursor.fetchone()[0])


def _stretches(cursor, expected: int, days: Days) -> list[int]:  # type: ignore[no-untyped-def]
    """Return the codes of the years or months of letters that may be found, newest first; last that of no date."""
    cursor.execute(
        "select (select reltuples::bigint from pg_class where oid = 'tracker_lettersearch'::regclass),"
        " min(letter_date), max(letter_date) from tracker_lettersearch"
    )
    rows, first, last = cursor.fetchone()
    # Never analyzed, there are -1.
    kind = Kind.MONTH if expected > _BROAD * max(1, rows) else Kind.YEAR
    undated = [] if days.since or days.until else [code(kind, 0)]
    if last is None:
        return undated
    first, last = max(first, days.since or first), min(last, days.until or last)
    if kind is Kind.MONTH:
        numbers = range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1)
    else:
        numbers = range(last.year, first.year - 1, -1)
    return [*(code(kind, number) for number in numbers), *undated]


def _counted(packed: bytes) -> list[tuple[int, int]]:
    """Return the most frequent codes of each kind, with their numbers, from codes of four bytes each."""
    codes, numbers = np.unique(np.frombuffer(packed, ">i4").astype(np.int32), return_counts=True)
    found: list[tuple[int, int]] = []
    for kind in (*FACETS, Kind.STATUS_WITH_DRAFTS):
        first, end = np.searchsorted(codes, (kind << BITS, (kind + 1) << BITS))
        # Sorted stably, so of equal numbers the lower code comes first.
        most = first + np.argsort(-numbers[first:end], kind="stable")[:_FACET_VALUES]
        found += zip(codes[most].tolist(), numbers[most].tolist(), strict=True)
    return found


def order_by(order: Order, condition: Sql) -> str:
    """Return what rows that a condition holds for are ordered by."""
    ordered = ", ".join(f"s.{part}" for part in ORDERS[order].split(", "))
    # Else the rows may be read in the order of their dates, each vector with them, until there are enough.
    return ordered.replace("_date ", "_date + 0 ") if "@@" in condition.text else ordered


def _rows(
    columns: str, condition: Sql, order: Order, stretches: list[int], most: int, *, among_hits: bool = False
) -> Sql:
    """Return a SELECT of the first `most` rows in order; `among_hits`, from no older stretches than those of `hits`."""
    columns = ", ".join(f"s.{name}" for name in columns.split())
    ordered = order_by(order, condition)
    if not stretches:
        return Sql(
            f"(select {columns} from tracker_lettersearch s where {condition.text} order by {ordered} limit {most})",
            condition.values,
        )
    kind = kind_of(stretches[0])
    column = "flags" if kind is Kind.MONTH else "facets"
    codes = "unnest(%s::int[]) as stretch (code)"
    if among_hits:
        year, month = (f"extract({part} from min(letter_date))" for part in ("year", "month"))
        oldest = f"{year} * 12 + {month} - 1" if kind is Kind.MONTH else year
        codes = f"(select code from {codes} where code >= (select {kind << BITS} + {oldest} from hits)) as stretch"
    return Sql(
        f"(select of_one.* from {codes}, lateral (select {columns}"
        f" from tracker_lettersearch s where s.{column} @> array[stretch.code] and {condition.text}"
        f" order by {ordered} limit {most}) of_one limit {most})",
        (stretches, *condition.values),
    )


def _statement(
    compiled: Compiled,
    order: Order,
    stretches: list[int],
    tiers: list[Sql],
    offset: int,
    limit: int,
    today: datetime.date,
    with_facets: bool,
) -> Sql:
    columns = "letter_id letter_date packed" + {Order.DEADLINE: " due_date", Order.SIGNERS: " signers"}.get(order, "")
    hits = _rows(columns, compiled.condition, order, stretches, COUNTED + 1)
    parts = [
        Sql(f"hits as materialized {hits.text}", hits.values),
        Sql("counted as materialized (select count(*) as total from hits)"),
    ]
    counts = "null"
    if with_facets:
        counts = f"(select string_agg(packed, '') from (select packed from hits limit {COUNTED}) as first)"
    if order is Order.RELEVANCE and compiled.words is not None:
        parts += _ranking(compiled, compiled.words, tiers, today)
        shown = Sql(
            "((select letter_id, row_number() over (order by score desc, letter_date desc nulls last, letter_id desc)"
            " as place from weighed order by place limit %s) union all"
            f" (select letter_id, {COUNTED} + row_number() over () as place from hits"
            " where letter_id not in (select letter_id from weighed) limit %s) order by place limit %s offset %s)",
            (offset + limit, offset + limit, limit, offset),
        )
    else:
        shown = Sql(
            "(select letter_id, row_number() over () as place from hits limit %s offset %s)",
            (limit, offset),
        )
    with_ = Sql(", ".join(part.text for part in parts), tuple(value for part in parts for value in part.values))
    return Sql(
        f"with {with_.text} select (select total from counted),"
        f" (select array_agg(letter_id order by place) from {shown.text} as shown), {counts}",
        (*with_.values, *shown.values),
    )


def _tiers(compiled: Compiled) -> list[Sql]:
    """Return the conditions of letters that say it in their title, and in quotations or requests."""
    strong = compiled.strong or compiled.words
    assert strong is not None
    return [
        Sql(
            f"({compiled.besides.text}) and {part.format(strong.text)}",
            compiled.besides.values + strong.values * part.count("{0}"),
        )
        for part in ("s.titled @@ {0}", "(s.quoted @@ {0} or s.asked @@ {0})")
    ]


def _ranking(compiled: Compiled, words: Sql, tiers: list[Sql], today: datetime.date) -> list[Sql]:
    """Return the candidates and their scores: words by their place, words side by side, and how new the letter is."""
    newest = min(CANDIDATES, _OF_THE_NEWEST)
    weighed_apart = f"(select total from counted) > {CANDIDATES}"
    candidates = Sql(
        "candidates as materialized ("
        + " union ".join(f"(select letter_id from {tier.text} as tier where {weighed_apart})" for tier in tiers)
        + f" union (select letter_id from hits limit case when {weighed_apart} then {newest} else {CANDIDATES} end))",
        tuple(value for tier in tiers for value in tier.values),
    )
    phrase = Sql("0")
    if compiled.phrase:
        phrase = Sql(
            "case when s.vector @@ phraseto_tsquery('letterbook', letterbook_plain(%s)) then 0.3 else 0 end",
            (compiled.phrase,),
        )
    weighed = Sql(
        f"weighed as materialized (select s.letter_id, s.letter_date,"
        f" (ts_rank('{_WEIGHTS}', s.vector, {words.text}, 1) + {phrase.text}) * (1 + 0.25 *"
        f" exp((coalesce(s.letter_date, '1900-01-01') - %s::date) / 2900.0)) as score"
        " from candidates join tracker_lettersearch s using (letter_id))",
        (*words.values, *phrase.values, today),
    )
    return [candidates, weighed]
