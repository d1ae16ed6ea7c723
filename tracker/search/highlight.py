"""Where the words stand in the letters shown: stretches of the text around them, each with its page.

Only the letters of one page of results are looked at, and each different word of theirs is stemmed once. What is asked
of a part of the letter (`quoted:`, `asks:`, `topic:`) is marked in that part alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tracker.models import InformationRequest, LetterFact, LetterTranscript, Quotation
from tracker.reading.rows import FactKind, QuotationKind
from tracker.search.language import And, Field, FieldTerm, Near, Node, Or, Phrase, Prefix, Words
from tracker.search.sql import Sql, tsquery

__all__ = ["Snippet", "Sought", "found_spans", "snippets", "sought_in"]

_MOST_SNIPPETS = 3
# Words before the first and after the last that is marked, and how far a stretch may go.
_AROUND, _FARTHEST = 10, 28

# An abbreviation with its dots is one word: "U.S.", "F.C.C.".
_TOKEN = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]\b\.?|[^\W_]+")
_LEXEME = re.compile(r"'((?:[^']|'')+)'(:\*)?")

# Words between two of a phrase: those too common to be in the index.
_GAP = 3


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the letter around some hits: segments of text, each hit or not, and the page (None if unknown).

    `spans` are the hits' offsets in the transcript, to outline them on the page's picture.
    """

    segments: tuple[tuple[str, bool], ...]
    page: int | None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: lexemes that follow one another, each whole or as a beginning.

    `part` is the field whose part of the letter they must stand in; None for anywhere.
    """

    lexemes: tuple[tuple[str, bool], ...]
    part: Field | None = None


# The stretches of a letter that a field names.
_Places = Mapping[Field, Sequence[tuple[int, int]]]


def snippets(ids: Sequence[int], sought: tuple[Sought, ...]) -> dict[int, tuple[Snippet, ...]]:
    """Return up to three snippets for each of these letters."""
    if not sought or not ids:
        return {}
    rows = list(LetterTranscript.objects.filter(pk__in=ids))
    return {row.pk: _of_letter(row, tokens, marks) for row, tokens, marks in _marked(rows, sought)}


def found_spans(row: LetterTranscript, sought: tuple[Sought, ...]) -> list[tuple[int, int]]:
    """Return every place of the words in one letter, in order; words that white space alone parts are one span."""
    if not sought:
        return []
    ((_, tokens, marks),) = _marked([row], sought)
    spans: list[tuple[int, int]] = []
    for place in sorted(marks):
        start, end = tokens[place].span()
        if spans and not row.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def sought_in(node: Node | None) -> tuple[Sought, ...]:
    """Return what is to be looked for; nothing when all the words are too common to be in the index."""
    flat = _single(node)
    if not flat:
        return ()
    queries = [tsquery(words) for words, _ in flat]
    columns = Sql(
        ", ".join(f"({each.text})::text" for each in queries), tuple(v for each in queries for v in each.values)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns.text}", columns.values)
        texts = cursor.fetchone()
    found = [
        Sought(tuple((word.replace("''", "'"), bool(star)) for word, star in _LEXEME.findall(text)), part)
        for text, (_, part) in zip(texts, flat, strict=True)
    ]
    return tuple(dict.fromkeys(each for each in found if each.lexemes))


def _single(node: Node | None, part: Field | None = None) -> list[tuple[Node, Field | None]]:
    """Return what is asked for in words and not denied, piece by piece, each with the part that it is asked of."""
    match node:
        case Words() | Phrase() | Prefix():
            return [(node, part)]
        case Near(left=left, right=right):
            return [*_single(left, part), *_single(right, part)]
        case FieldTerm(field=(Field.QUOTED | Field.ASKS | Field.TOPIC) as field, value=value):
            return _single(value, field)  # type: ignore[arg-type]
        case And(nodes=nodes) | Or(nodes=nodes):
            return [each for inner in nodes for each in _single(inner, part)]
    return []


def _marked(
    rows: Sequence[LetterTranscript], sought: tuple[Sought, ...]
) -> list[tuple[LetterTranscript, list[re.Match[str]], dict[int, int]]]:
    """Return each letter with its words and with which of them are hits."""
    tokens = {row.pk: list(_TOKEN.finditer(row.text)) for row in rows}
    lexemes = _lexemes({match[0] for matches in tokens.values() for match in matches}, sought)
    places = _places([row.pk for row in rows], {each.part for each in sought if each.part})
    return [(row, tokens[row.pk], _marks(tokens[row.pk], lexemes, sought, places.get(row.pk, {}))) for row in rows]


def _places(ids: Sequence[int], parts: Iterable[Field]) -> dict[int, dict[Field, list[tuple[int, int]]]]:
    """Return where in these letters the quotations, the requests and the subject stand."""
    spoken = [QuotationKind.QUOTATION.value, QuotationKind.BLOCK.value]
    rows_of: dict[Field, QuerySet[Any]] = {
        Field.QUOTED: Quotation.objects.kept().filter(kind__in=spoken),
        Field.ASKS: InformationRequest.objects.kept(),
        Field.TOPIC: LetterFact.objects.kept().filter(kind=FactKind.SUBJECT.value),
    }
    found: dict[int, dict[Field, list[tuple[int, int]]]] = {}
    for part in parts:
        placed = rows_of[part].filter(letter__in=ids, start__isnull=False, end__isnull=False)
        for pk, start, end in placed.order_by().values_list("letter_id", "start", "end"):
            found.setdefault(pk, {}).setdefault(part, []).append((start, end))
    return found


@lru_cache(maxsize=100_000)
def _remembered(word: str) -> list[str]:
    """Return the list in which a word's lexemes are kept; filled by `_lexemes`."""
    return []


def _lexemes(words: set[str], sought: tuple[Sought, ...]) -> Mapping[str, str]:
    """Return the lexeme of each word that may be one of those sought: that begins with the same letter."""
    begins = {lexeme[0] for each in sought for lexeme, _ in each.lexemes}
    wanted = [word for word in words if _first(word) in begins]
    unknown = [word for word in wanted if not _remembered(word)]
    if unknown:
        with connection.cursor() as cursor:
            cursor.execute(
                "select word, (tsvector_to_array(to_tsvector('letterbook', letterbook_plain(word))))[1]"
                " from unnest(%s::text[]) as word",
                [unknown],
            )
            for word, lexeme in cursor.fetchall():
                _remembered(word).append(lexeme or "")
    return {word: kept[0] for word in wanted if (kept := _remembered(word))}


_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")


def _first(word: str) -> str:
    return word[0].lower().translate(_PLAIN)


def _of_letter(row: LetterTranscript, tokens: list[re.Match[str]], marks: dict[int, int]) -> tuple[Snippet, ...]:
    if not marks:
        return ()
    places = sorted(marks)
    # 1. Every mark begins a stretch; the best have the most different words.
    stretches = []
    for number, place in enumerate(places):
        last = number
        while last + 1 < len(places) and places[last + 1] - place <= _FARTHEST - _AROUND:
            last += 1
        inside = places[number : last + 1]
        stretches.append((len({marks[each] for each in inside}), len(inside), -number, inside))
    stretches.sort(reverse=True)
    # 2. The best ones that don't touch, in the order of the text.
    chosen: list[list[int]] = []
    for *_, inside in stretches:
        if all(inside[-1] < other[0] - 2 * _AROUND or inside[0] > other[-1] + 2 * _AROUND for other in chosen):
            chosen.append(inside)
            if len(chosen) == _MOST_SNIPPETS:
                break
    starts = [line[0] for line in row.lines]
    return tuple(_snippet(row, tokens, inside, starts) for inside in sorted(chosen))


def _marks(
    tokens: list[re.Match[str]], lexemes: Mapping[str, str], sought: tuple[Sought, ...], places: _Places
) -> dict[int, int]:
    """Return which tokens are hits, each with the number of what it is a hit of."""
    marks: dict[int, int] = {}
    everywhere = [lexemes.get(token[0]) for token in tokens]
    for number, each in enumerate(sought):
        words, sequence = everywhere, each.lexemes
        if each.part:
            inside = places.get(each.part, ())
            words = [
                word if word and any(start <= token.start() < end for start, end in inside) else None
                for word, token in zip(everywhere, tokens, strict=True)
            ]
        for at in range(len(words)):
            if not _is(words[at], sequence[0]):
                continue
            run = [at]
            for wanted in sequence[1:]:
                following = range(run[-1] + 1, min(run[-1] + 1 + _GAP, len(words)))
                found = next((place for place in following if _is(words[place], wanted)), None)
                if found is None:
                    break
                run.append(found)
            else:
                marks |= dict.fromkeys(run, number)
    return marks


def _is(lexeme: str | None, wanted: tuple[str, bool]) -> bool:
    if not lexeme:
        return False
    return lexeme.startswith(wanted[0]) if wanted[1] else lexeme == wanted[0]


def _snippet(row: LetterTranscript, tokens: list[re.Match[str]], inside: list[int], line_starts: list[int]) -> Snippet:
    first, last = max(0, inside[0] - _AROUND), min(len(tokens) - 1, inside[-1] + _AROUND)
    start, end = tokens[first].start(), tokens[last].end()
    spans = tuple(tokens[place].span() for place in inside)
    segments: list[tuple[str, bool]] = []
    at = start
    for from_, to in spans:
        segments += [(row.text[at:from_], False), (row.text[from_:to], True)]
        at = to
    segments.append((row.text[at:end], False))
    line = bisect_right(line_starts, spans[0][0]) - 1
    return Snippet(
        tuple((re.sub(r"\s+", " ", text), is_hit) for text, is_hit in segments if text),
        int(row.lines[line][2]) if line >= 0 else None,
        spans,
    )
