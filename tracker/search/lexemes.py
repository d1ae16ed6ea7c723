"""What the index knows of a query's words: their lexemes, and which of them are too common to be in it.

A word that is too common is searched for nowhere: it is passed over, beside other words and beside fields alike, and
the query shown back says so.
"""

import re
from dataclasses import replace
from functools import lru_cache

from django.db import connection

from tracker.search.language import And, Field, FieldTerm, Near, Node, Not, Or, Phrase, Prefix, Words
from tracker.search.sql import Sql, tsquery

__all__ = ["is_too_common", "lexemes_of", "searched_for", "too_common_in"]

_LEXEME = re.compile(r"'((?:[^']|'')+)'(:\*)?")


@lru_cache(maxsize=10_000)
def lexemes_of(query: Sql) -> tuple[tuple[str, bool], ...]:
    """Return the lexemes of a tsquery, each whole or as a beginning; the same words always have the same."""
    with connection.cursor() as cursor:
        cursor.execute(f"select ({query.text})::text", query.values)
        (text,) = cursor.fetchone()
    return tuple((word.replace("''", "'"), bool(star)) for word, star in _LEXEME.findall(text))


def is_too_common(node: Node) -> bool:
    """Return whether the part says nothing but words that the index does not have."""
    match node:
        case Words() | Phrase() | Prefix():
            return not lexemes_of(tsquery(node))
        case Near(left=left, right=right):
            return is_too_common(left) and is_too_common(right)
        case FieldTerm(field=Field.QUOTED | Field.ASKS | Field.TOPIC, value=value):
            return is_too_common(value)  # type: ignore[arg-type]
        case Not(node=inner):
            return is_too_common(inner)
        case And(nodes=nodes) | Or(nodes=nodes):
            return all(is_too_common(each) for each in nodes)
    return False


def searched_for(node: Node) -> Node | None:
    """Return the tree without the parts that are too common; None when nothing is left."""
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            kept = tuple(part for each in nodes if (part := searched_for(each)) is not None)
            if len(kept) < 2:
                return kept[0] if kept else None
            return replace(node, nodes=kept)
        case Not(node=inner):
            rest = searched_for(inner)
            return replace(node, node=rest) if rest is not None else None
    return None if is_too_common(node) else node


def too_common_in(node: Node | None) -> tuple[str, ...]:
    """Return the plain words of a query that are passed over, in their order, each once."""
    return tuple(dict.fromkeys(_too_common(node)))


def _too_common(node: Node | None) -> list[str]:
    match node:
        case Words(text=text) | Phrase(text=text) if is_too_common(node):
            return [text]
        case Near(left=left, right=right):
            return _too_common(left) + _too_common(right)
        case FieldTerm(field=Field.QUOTED | Field.ASKS | Field.TOPIC, value=value):
            return _too_common(value)  # type: ignore[arg-type]
        case Not(node=inner):
            return _too_common(inner)
        case And(nodes=nodes) | Or(nodes=nodes):
            return [word for each in nodes for word in _too_common(each)]
    return []
