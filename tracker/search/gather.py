"""What a condition finds: how many, how they divide, and which stand first, in one statement.

1. `hits`: the newest 10,001 rows that the condition holds for. Where it is rare they are found at once; where the
   planner expects many, year by year from the newest, until there are enough.
2. Facets: one pass over the hits, at most 10,000.
3. Rank: of more than CANDIDATES hits, those are weighed whose title, quotations or requests say it, and the newest.
   Only for these are the vectors fetched.

docs/search.md says it to those who search; change both together.
"""

import datetime
import json
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction

from tracker.search.codes import BITS, FACETS, Kind, code
from tracker.search.compile import Compiled
from tracker.search.sql import Sql

__all__ = ["COUNTED", "MANY", "Gathered", "Order", "exists", "expected", "gather"]

# Up to here counts are exact; beyond, "more than 10,000" is said, and facets are those of the newest 10,000.
COUNTED = 10_000

# How many are weighed by their words.
CANDIDATES = 1_000
_OF_A_PART = 250

# Above so many expected rows the years are gone through from the newest.
MANY = 25_000

_FACET_VALUES = 12

# Weights of D the whole text, C quotations and requests, B names, A title and subject.
_WEIGHTS = "{0.1, 0.4, 0.5, 1.0}"


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    DEADLINE = "deadline"
    SIGNERS = "signers"


_ORDERS = {
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
    with transaction.atomic(), connection.cursor() as cursor:
        # Reading each vector costs the planner nothing in its own reckoning, and everything in truth.
        cursor.execute("set local enable_seqscan = off; set local jit = off; set local work_mem = '32MB'")
        by_year = order in (Order.RELEVANCE, Order.NEWEST) and expected(cursor, compiled.condition) > MANY
        years = _years(cursor) if by_year else []
        statement = _statement(compiled, order, years, offset, limit, today, with_facets)
        cursor.execute(statement.text, statement.values)
        total, ids, counts = cursor.fetchone()
    return Gathered(total, ids or [], [(packed, number) for packed, number in counts or []])


def exists(compiled: Compiled) -> bool:
    """Return whether anything is found."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            f"select exists (select from tracker_lettersearch s where {compiled.condition.text})",
            compiled.condition.values,
        )
        return bool(cursor.fetchone()[0])


def expected(cursor, condition: Sql) -> int:  # type: ignore[no-untyped-def]
    """Return how many rows the planner expects, from its statistics alone."""
    cursor.execute(f"explain (format json) select from tracker_lettersearch s where {condition.text}", condition.values)
    plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return int(plan[0]["Plan"]["Plan Rows"])


def _years(cursor) -> list[int]:  # type: ignore[no-untyped-def]
    """Return the years that letters bear, newest first; 0 last, for those without a date."""
    cursor.execute(
        "select extract(year from min(letter_date))::int, extract(year from max(letter_date))::int"
        " from tracker_lettersearch"
    )
    first, last = cursor.fetchone()
    return [*range(last, first - 1, -1), 0] if last else [0]


def _rows(columns: str, condition: Sql, order: Order, years: list[int], most: int) -> Sql:
    """Return a SELECT of the first `most` rows in their order."""
    columns = ", ".join(f"s.{name}" for name in columns.split())
    ordered = ", ".join(f"s.{part}" for part in _ORDERS[order].split(", "))
    if not years:
        return Sql(
            f"(select {columns} from tracker_lettersearch s where {condition.text} order by {ordered} limit {most})",
            condition.values,
        )
    return Sql(
        f"(select one_year.* from unnest(%s::int[]) as year (code), lateral (select {columns}"
        f" from tracker_lettersearch s where s.facets @> array[year.code] and {condition.text}"
        f" order by {ordered} limit {most}) one_year limit {most})",
        ([code(Kind.YEAR, year) for year in years], *condition.values),
    )


def _statement(
    compiled: Compiled,
    order: Order,
    years: list[int],
    offset: int,
    limit: int,
    today: datetime.date,
    with_facets: bool,
) -> Sql:
    columns = "letter_id letter_date facets" + {Order.DEADLINE: " due_date", Order.SIGNERS: " signers"}.get(order, "")
    hits = _rows(columns, compiled.condition, order, years, COUNTED + 1)
    parts = [Sql(f"hits as materialized {hits.text}", hits.values)]
    if with_facets:
        kinds = ", ".join(str(int(kind)) for kind in (*FACETS, Kind.STATUS_WITH_DRAFTS))
        parts.append(
            Sql(
                "tallies as (select code, count(*) as number from (select facets from hits"
                f" limit {COUNTED}) as counted, unnest(facets) as code group by code),"
                " largest as (select code, number, row_number() over"
                f" (partition by code >> %s order by number desc, code) as place from tallies"
                f" where code >> %s in ({kinds}))",
                (BITS, BITS),
            )
        )
        counts = Sql(
            "(select json_agg(json_build_array(code, number) order by code >> %s, place) from largest"
            " where place <= %s)",
            (BITS, _FACET_VALUES),
        )
    else:
        counts = Sql("null")
    if order is Order.RELEVANCE and compiled.words is not None:
        parts += _ranking(compiled, compiled.words, years, today)
        page = Sql(
            "(select array_agg(letter_id order by score desc nulls last, place)"
            " from (select h.letter_id, r.score, h.place from (select letter_id, row_number() over () as"
            " place from (select letter_id from hits union all"
            " select letter_id from weighed where letter_id not in (select letter_id from hits)) as every) h"
            " left join weighed r using (letter_id) order by r.score desc nulls last, h.place limit %s offset %s)"
            " as page)",
            (limit, offset),
        )
    else:
        page = Sql(
            "(select array_agg(letter_id order by place)"
            " from (select letter_id, row_number() over () as place from hits limit %s offset %s) as page)",
            (limit, offset),
        )
    with_ = Sql(", ".join(part.text for part in parts), tuple(value for part in parts for value in part.values))
    return Sql(
        f"with {with_.text} select (select count(*) from hits), {page.text}, {counts.text}",
        (*with_.values, *page.values, *counts.values),
    )


def _ranking(compiled: Compiled, words: Sql, years: list[int], today: datetime.date) -> list[Sql]:
    """Return the candidates and their scores: words by their place, words side by side, and how new the letter is."""
    condition, strong = compiled.condition, compiled.strong or words
    tiers = []
    for part in ("s.titled @@ {0}", "(s.quoted @@ {0} or s.asked @@ {0})"):
        both = Sql(
            f"({condition.text}) and (select count(*) from hits) > {CANDIDATES} and {part.format(strong.text)}",
            condition.values + strong.values * part.count("{0}"),
        )
        tiers.append(_rows("letter_id", both, Order.RELEVANCE, years, _OF_A_PART))
    candidates = Sql(
        "candidates as materialized ("
        + " union ".join(f"(select letter_id from {tier.text} as tier)" for tier in tiers)
        + f" union (select letter_id from hits limit {CANDIDATES}))",
        tuple(value for tier in tiers for value in tier.values),
    )
    phrase = Sql("0")
    if compiled.phrase:
        phrase = Sql(
            "case when s.vector @@ phraseto_tsquery('letterbook', letterbook_plain(%s)) then 0.3 else 0 end",
            (compiled.phrase,),
        )
    weighed = Sql(
        f"weighed as materialized (select s.letter_id,"
        f" (ts_rank('{_WEIGHTS}', s.vector, {words.text}, 1) + {phrase.text}) * (1 + 0.25 *"
        f" exp((coalesce(s.letter_date, '1900-01-01') - %s::date) / 2900.0)) as score"
        " from candidates join tracker_lettersearch s using (letter_id))",
        (*words.values, *phrase.values, today),
    )
    return [candidates, weighed]
