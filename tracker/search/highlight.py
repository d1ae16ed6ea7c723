"""Where the words stand in the letters shown: stretches of the text around them, each with its page.

Only the letters of one page of results are looked at, and each different word of theirs is stemmed once.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from tracker.models import LetterTranscript
from tracker.search.language import Near, Node, Or, Phrase, Prefix, Words
from tracker.search.sql import Sql, tsquery

__all__ = ["Snippet", "Sought", "snippets", "sought_in"]

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


# What is looked for: lexemes that follow one another, each whole or as a beginning.
Sought = tuple[tuple[str, bool], ...]


def snippets(ids: Sequence[int], sought: tuple[Sought, ...]) -> dict[int, tuple[Snippet, ...]]:
    """Return up to three snippets for each of these letters."""
    if not sought or not ids:
        return {}
    rows = list(LetterTranscript.objects.filter(pk__in=ids))
    tokens = {row.pk: list(_TOKEN.finditer(row.text)) for row in rows}
    lexemes = _lexemes({match[0] for matches in tokens.values() for match in matches}, sought)
    return {row.pk: _of_letter(row, tokens[row.pk], lexemes, sought) for row in rows}


def sought_in(said: Iterable[Node]) -> tuple[Sought, ...]:
    """Return what is to be looked for; nothing when all the words are too common to be in the index."""
    flat: list[Node] = []
    for node in said:
        flat += _single(node)
    if not flat:
        return ()
    queries = [tsquery(node) for node in flat]
    columns = Sql(
        ", ".join(f"({each.text})::text" for each in queries), tuple(v for each in queries for v in each.values)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns.text}", columns.values)
        texts = cursor.fetchone()
    found = [tuple((word.replace("''", "'"), bool(star)) for word, star in _LEXEME.findall(text)) for text in texts]
    return tuple(dict.fromkeys(each for each in found if each))


def _single(node: Node) -> list[Node]:
    match node:
        case Words() | Phrase() | Prefix():
            return [node]
        case Near(left=left, right=right):
            return [*_single(left), *_single(right)]
        case Or(nodes=nodes):
            return [each for part in nodes for each in _single(part)]
    return []


@lru_cache(maxsize=100_000)
def _remembered(word: str) -> list[str]:
    """Return the list in which a word's lexemes are kept; filled by `_lexemes`."""
    return []


def _lexemes(words: set[str], sought: tuple[Sought, ...]) -> Mapping[str, str]:
    """Return the lexeme of each word that may be one of those sought: that begins with the same letter."""
    begins = {lexeme[0] for each in sought for lexeme, _ in each}
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


def _of_letter(
    row: LetterTranscript, tokens: list[re.Match[str]], lexemes: Mapping[str, str], sought: tuple[Sought, ...]
) -> tuple[Snippet, ...]:
    marks = _marks(tokens, lexemes, sought)
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


def _marks(tokens: list[re.Match[str]], lexemes: Mapping[str, str], sought: tuple[Sought, ...]) -> dict[int, int]:
    """Return which tokens are hits, each with the number of what it is a hit of."""
    marks: dict[int, int] = {}
    words = [lexemes.get(token[0]) for token in tokens]
    for number, sequence in enumerate(sought):
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
