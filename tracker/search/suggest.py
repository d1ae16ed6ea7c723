"""Words as they may have been meant, and as a scan may have read them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import F
from rapidfuzz.distance import OSA

from tracker.models import Member, SearchWord
from tracker.resolving.names import folded
from tracker.search.language import And, Field, FieldTerm, Name, Near, Node, Not, Or, Words

__all__ = ["corrected", "with_misreadings"]

# A scan's misreading of a word is rare beside the word itself.
_RARE = 50
_SHORTEST = 4


def with_misreadings(node: Node) -> Node:
    """Return the query with, beside each word, what scans have made of it ("government" or "govemment").

    Only what stands in letters at least fifty times less often than the word, or has a figure among its letters, is
    taken for a misreading.
    """
    words = {folded(each.text) for each in _words(node)}
    words = {word for word in words if len(word) >= _SHORTEST and word.isalnum()}
    if not words:
        return node
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, seen, shape from tracker_searchword"
            " where shape in (select letterbook_shape(each) from unnest(%s::text[]) as each)",
            [sorted(words)],
        )
        known = cursor.fetchall()
    seen = {word: number for word, number, _ in known}
    shape_of = {word: shape for word, _, shape in known}
    variants: dict[str, list[str]] = {}
    for word in words & shape_of.keys():
        variants[word] = [
            other
            for other, number, shape in known
            if shape == shape_of[word]
            and other != word
            and (max(number, 1) * _RARE <= seen[word] or (not other.isalpha() and word.isalpha()))
        ][:8]
    return _replaced(node, {word: others for word, others in variants.items() if others})


def _replaced(node: Node, variants: dict[str, list[str]]) -> Node:
    match node:
        case Words(text=text) if others := variants.get(folded(text)):
            return Or((node, *(Words(other) for other in others)))
        case And(nodes=nodes):
            return replace(node, nodes=tuple(_replaced(each, variants) for each in nodes))
        case Or(nodes=nodes):
            flat = [_replaced(each, variants) for each in nodes]
            return replace(
                node, nodes=tuple(part for each in flat for part in (each.nodes if isinstance(each, Or) else (each,)))
            )
        case Not(node=inner):
            return replace(node, node=_replaced(inner, variants))
    return node


def _words(node: Node) -> Iterator[Words]:
    match node:
        case Words():
            yield node
        case And(nodes=nodes) | Or(nodes=nodes):
            for each in nodes:
                yield from _words(each)
        case Not(node=inner):
            yield from _words(inner)


def corrected(text: str, node: Node) -> Iterator[str]:
    """Give the query with its unknown words replaced by the nearest known ones, the likeliest first.

    The words come from all letters: before one is shown, look whether this viewer finds anything by it.
    """
    terms = list(_correctable(node))
    known = set(
        SearchWord.objects.filter(word__in=[folded(word) for _, word, _ in terms]).values_list("word", flat=True)
    )
    replaced, changed = text, False
    for span, word, of_people in sorted(terms, reverse=True):
        if len(word) < _SHORTEST or not word.isalpha() or (folded(word) in known and not of_people):
            continue
        if (nearest := _nearest(folded(word), of_people)) is None:
            continue
        start, end = span
        at = text.find(word, start, end)
        if at >= 0:
            replaced, changed = replaced[:at] + nearest + replaced[at + len(word) :], True
    if changed:
        yield replaced


def _correctable(node: Node) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """Give span, word, and whether it is a signer's name, of each word that may be mistyped."""
    match node:
        case Words(text=text, span=span):
            yield span, text, False
        case FieldTerm(field=Field.FROM, value=Name(text=text), span=span):
            yield span, text.split()[-1], True
        case FieldTerm(field=Field.SPEAKER | Field.TO, value=Name(text=text), span=span):
            yield from ((span, word, False) for word in text.split())
        case FieldTerm(value=Words(text=text), span=span):
            yield span, text, False
        case Near(left=left, right=right):
            yield from _correctable(left)
            yield from _correctable(right)
        case And(nodes=nodes) | Or(nodes=nodes):
            for each in nodes:
                yield from _correctable(each)


def _nearest(word: str, of_people: bool) -> str | None:
    """Return the known word that differs least: one slip in short words, two in long ones, the commoner first."""
    most = 1 if len(word) < 6 else 2
    near: Iterable[tuple[str, int]]
    if of_people:
        names = (
            Member.objects.annotate(near=TrigramSimilarity("folded_surname", word))
            .filter(near__gte=0.2)
            .order_by("-near")
            .values_list("folded_surname", flat=True)[:30]
        )
        near = [(name, 1) for name in names]
        if any(name == word for name, _ in near):
            return None
    else:
        near = list(SearchWord.objects.filter(word__in=_one_slip_away(word)).values_list("word", "seen"))
        if not near and len(word) >= 6:
            near = (
                SearchWord.objects.filter(word__trigram_similar=word)
                .annotate(near=TrigramSimilarity("word", word))
                .order_by("-near", F("seen").desc())
                .values_list("word", "seen")[:40]
            )
    ranked = sorted((OSA.distance(word, other), -seen, other) for other, seen in near if other != word)
    return ranked[0][2] if ranked and ranked[0][0] <= most else None


def _one_slip_away(word: str) -> list[str]:
    """Return all that differs by one letter more, less, other, or two that changed places."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = [a + b[1:] for a, b in parts if b]
    turned = [a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1]
    other = [a + letter + b[1:] for a, b in parts if b for letter in ascii_lowercase]
    more = [a + letter + b for a, b in parts for letter in ascii_lowercase]
    return sorted({*less, *turned, *other, *more} - {word})
