"""Pieces of SQL with the values that stand in them, and what is said in words as a tsquery."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tracker.search.language import And, Near, Node, Not, Or, Phrase, Prefix, Words

__all__ = ["PLANNED", "Sql", "any_of", "guesses", "named", "phrase", "tsquery"]

# Reading each vector costs the planner nothing in its own reckoning, and everything in truth. For one transaction.
PLANNED = "set local enable_seqscan = off; set local jit = off; set local max_parallel_workers_per_gather = 0"

# "Within n words" is asked as so many distances, in both orders.
_FARTHEST = 30


@dataclass(frozen=True, slots=True)
class Sql:
    """SQL and what stands for its %s."""

    text: str
    values: tuple[Any, ...] = ()

    @classmethod
    def joined(cls, by: str, parts: Iterable["Sql"]) -> "Sql":
        parts = list(parts)
        if len(parts) == 1:
            return parts[0]
        return cls("(" + by.join(part.text for part in parts) + ")", tuple(v for part in parts for v in part.values))


def guesses(conditions: Sequence[Sql], *, settings: str = PLANNED) -> list[int]:
    """Return how many rows the planner expects of each condition, from its statistics alone.

    Call it in a transaction, for which `settings` then hold.
    """
    parts = [Sql(f"select from tracker_lettersearch s where {each.text}", each.values) for each in conditions]
    with connection.cursor() as cursor:
        # Sent together: one journey to the database.
        cursor.execute(
            f"{settings}; explain (format json) {' union all '.join(part.text for part in parts)}",
            [value for part in parts for value in part.values],
        )
        while cursor.nextset():
            pass
        (explained,) = cursor.fetchone()
    explained = json.loads(explained) if isinstance(explained, str) else explained
    plan = explained[0]["Plan"]
    return [int(each["Plan Rows"]) for each in (plan["Plans"] if len(parts) > 1 else [plan])]


def tsquery(node: Node) -> Sql:
    """Return the tsquery of a tree of words. A word that parts into several ("dual-use") is a phrase."""
    match node:
        case Words(text=text) | Phrase(text=text):
            return Sql("phraseto_tsquery('letterbook', letterbook_plain(%s))", (text,))
        case Prefix(text=text):
            words = re.findall(r"\w+", text)
            return Sql("to_tsquery('letterbook', %s)", (" <-> ".join(words) + ":*",)) if words else Sql("''::tsquery")
        case Near(left=left, right=right, distance=distance):
            one, other = tsquery(left), tsquery(right)
            return Sql.joined(
                " || ",
                [
                    Sql(f"tsquery_phrase({a.text}, {b.text}, {steps})", a.values + b.values)
                    for steps in range(1, min(distance, _FARTHEST) + 1)
                    for a, b in ((one, other), (other, one))
                ],
            )
        case And(nodes=nodes):
            return Sql.joined(" && ", [tsquery(each) for each in nodes])
        case Or(nodes=nodes):
            return Sql.joined(" || ", [tsquery(each) for each in nodes])
        case Not(node=inner):
            denied = tsquery(inner)
            return Sql(f"(!! {denied.text})", denied.values)
        case _:
            raise TypeError(f"{node!r} is no words")


def named(column: str, text: str) -> Sql:
    """Return the condition that a name stands in a part, its words in their order, up to two others between."""
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text)
    if text.endswith("*") and len(words) == 1:
        beginning = tsquery(Prefix(text.rstrip("*")))
        return Sql(f"s.{column} @@ {beginning.text}", beginning.values)
    if len(words) < 2:
        return phrase(column, text)
    steps = [tsquery(Words(word)) for word in words]
    near = steps[0]
    for step in steps[1:]:
        near = (
            Sql(
                "(" + " || ".join(f"tsquery_phrase({near.text}, {step.text}, {far})" for far in (1, 2, 3)) + ")",
                (near.values + step.values) * 3,
            )
            if len(words) < 5
            else Sql(f"({near.text} <-> {step.text})", near.values + step.values)
        )
    return Sql(f"s.{column} @@ {near.text}", near.values)


def phrase(column: str, text: str) -> Sql:
    words = tsquery(Words(text))
    return Sql(f"s.{column} @@ {words.text}", words.values)


def any_of(*conditions: Sql | None) -> Sql:
    """Return the conditions joined by OR, or what never holds when there is none."""
    there = [each for each in conditions if each is not None]
    return Sql.joined(" or ", there) if there else Sql("false")
