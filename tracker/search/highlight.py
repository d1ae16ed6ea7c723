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
from tracker.search.lexemes import lexemes_of
from tracker.search.sql import tsquery

__all__ = ["Snippet", "Sought", "found_spans", "snippets", "snippets_of", "sought_in"]

_MOST_SNIPPETS = 3
# Words before the first and after the last that is marked, characters from the first to the last, and the most
# characters that are looked through for the words around.
_AROUND, _FARTHEST, _LONGEST = 10, 110, 160

_WORD = re.compile(r"[^\W_]+")

# Words between two of a phrase: those too common to be in the index. They take few characters.
_GAP, _GAP_LENGTH = 2, 60

_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")
_ACCENTED = {plain: "".join(chr(each) for each, to in _PLAIN.items() if chr(to) == plain) for plain in "aeiounc"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the letter around some hits: segments of text, each hit or not, and the page (None if unknown).

    `spans` are the hits' offsets in the transcript, to outline them on the page's picture. `opens` and `closes` say
    that it begins and ends where its paragraph does.
    """

    segments: tuple[tuple[str, bool], ...]
    page: int | None
    spans: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    closes: bool = False


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
    return snippets_of(list(LetterTranscript.objects.filter(pk__in=ids)), sought)


def snippets_of(rows: Sequence[LetterTranscript], sought: tuple[Sought, ...]) -> dict[int, tuple[Snippet, ...]]:
    """Return up to three snippets for each of the letters of these transcripts, by the letter's number."""
    return {row.pk: _of_letter(row, marks) for row, marks in _marked(rows, sought)} if sought and rows else {}


def found_spans(row: LetterTranscript, sought: tuple[Sought, ...]) -> list[tuple[int, int]]:
    """Return every place of the words in one letter, in order; words that white space alone parts are one span."""
    if not sought:
        return []
    ((_, marks),) = _marked([row], sought)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(marks):
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
    found = [Sought(lexemes_of(tsquery(words)), part) for words, part in flat]
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
) -> list[tuple[LetterTranscript, dict[tuple[int, int], int]]]:
    """Return each letter with its hits."""
    pattern = _beginning_like(sought)
    tokens = {row.pk: list(pattern.finditer(row.text)) for row in rows}
    lexemes = _lexemes({match[0] for matches in tokens.values() for match in matches})
    places = _places([row.pk for row in rows], {each.part for each in sought if each.part})
    return [(row, _marks(row.text, tokens[row.pk], lexemes, sought, places.get(row.pk, {}))) for row in rows]


def _places(ids: Sequence[int], parts: Iterable[Field]) -> dict[int, dict[Field, list[tuple[int, int]]]]:
    """Return where in these letters the quotations, the requests, the subject and the purpose stand."""
    spoken = [QuotationKind.QUOTATION.value, QuotationKind.BLOCK.value]
    rows_of: dict[Field, QuerySet[Any]] = {
        Field.QUOTED: Quotation.objects.kept().filter(kind__in=spoken),
        Field.ASKS: InformationRequest.objects.kept(),
        Field.TOPIC: LetterFact.objects.kept().filter(kind__in=[FactKind.SUBJECT.value, FactKind.PURPOSE.value]),
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


def _beginning_like(sought: tuple[Sought, ...]) -> re.Pattern[str]:
    """Return what matches the words with the first letter of a lexeme. Stemming and folding change what comes after.

    An abbreviation with its dots is one word: "U.S.", "F.C.C.".
    """
    first = sorted({lexeme[0] for each in sought for lexeme, _ in each.lexemes})
    lower = "".join(letter + _ACCENTED.get(letter, "") for letter in first)
    letters, capitals = re.escape(lower + lower.upper()), re.escape("".join(first).upper())
    return re.compile(rf"(?<![^\W_])(?:[{capitals}]\.\s?(?:[A-Z]\.\s?)*[A-Z]\b\.?|[{letters}][^\W_]*)")


def _lexemes(words: set[str]) -> Mapping[str, str]:
    """Return the lexeme of each word, "" for one that is not in the index."""
    found = {word: kept[0] for word in words if (kept := _remembered(word))}
    unknown = [word for word in words if word not in found]
    if unknown:
        with connection.cursor() as cursor:
            cursor.execute(
                "select word, (tsvector_to_array(to_tsvector('letterbook', letterbook_plain(word))))[1]"
                " from unnest(%s::text[]) as word",
                [unknown],
            )
            for word, lexeme in cursor.fetchall():
                found[word] = lexeme or ""
                _remembered(word).append(found[word])
    return found


def _of_letter(row: LetterTranscript, marks: dict[tuple[int, int], int]) -> tuple[Snippet, ...]:
    if not marks:
        return ()
    places = sorted(marks)
    # 1. Every mark begins a stretch; the best have the most different words.
    stretches = []
    for number, (start, _) in enumerate(places):
        last = number
        while last + 1 < len(places) and places[last + 1][0] - start <= _FARTHEST:
            last += 1
        inside = places[number : last + 1]
        stretches.append((len({marks[each] for each in inside}), len(inside), -number, inside))
    stretches.sort(reverse=True)
    # 2. The best ones that don't touch, in the order of the text.
    chosen: list[tuple[int, int, list[tuple[int, int]]]] = []
    for *_, inside in stretches:
        start, end = _with_words_around(row.text, inside)
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in chosen):
            chosen.append((start, end, inside))
            if len(chosen) == _MOST_SNIPPETS:
                break
    line_starts = [line[0] for line in row.lines]
    return tuple(_snippet(row, start, end, inside, line_starts) for start, end, inside in sorted(chosen))


def _marks(
    text: str,
    tokens: list[re.Match[str]],
    lexemes: Mapping[str, str],
    sought: tuple[Sought, ...],
    places: _Places,
) -> dict[tuple[int, int], int]:
    """Return the spans of the hits, each with the number of what it is a hit of."""
    marks: dict[tuple[int, int], int] = {}
    everywhere = [(token.span(), lexemes[token[0]]) for token in tokens]
    for number, each in enumerate(sought):
        words, sequence = everywhere, each.lexemes
        if each.part:
            inside = places.get(each.part, ())
            words = [word for word in everywhere if any(start <= word[0][0] < end for start, end in inside)]
        for at, (span, lexeme) in enumerate(words):
            if not _is(lexeme, sequence[0]):
                continue
            run, place = [span], at
            for wanted in sequence[1:]:
                found = _next(text, words, place, wanted)
                if found is None:
                    break
                place = found
                run.append(words[place][0])
            else:
                marks |= dict.fromkeys(run, number)
    return marks


def _next(text: str, words: list[tuple[tuple[int, int], str]], place: int, wanted: tuple[str, bool]) -> int | None:
    """Return the place of the next word that is wanted, with no more than _GAP words between; None if there is none."""
    end = words[place][0][1]
    for following in range(place + 1, len(words)):
        (start, _), lexeme = words[following]
        if start - end > _GAP_LENGTH or len(_WORD.findall(text, end, start)) > _GAP:
            return None
        if _is(lexeme, wanted):
            return following
    return None


def _is(lexeme: str, wanted: tuple[str, bool]) -> bool:
    return lexeme.startswith(wanted[0]) if wanted[1] and lexeme else lexeme == wanted[0]


def _with_words_around(text: str, inside: list[tuple[int, int]]) -> tuple[int, int]:
    """Return start and end of the stretch with some words of its paragraph before its first hit and after its last."""
    first, last = inside[0][0], inside[-1][1]
    floor, roof = _paragraph(text, first)[0], _paragraph(text, last)[1]
    before = [match.start() for match in _WORD.finditer(text, max(floor, first - _LONGEST), first)]
    after = [match.end() for match in _WORD.finditer(text, last, min(roof, last + _LONGEST))]
    if first - _LONGEST > floor:
        # It may begin inside a word.
        before = before[1:]
    if last + _LONGEST < roof:
        after = after[:-1]
    start, end = min([first, *before[-_AROUND:]]), max([last, *after[:_AROUND]])
    # Marks and stops at a paragraph's ends belong to it.
    return (
        floor if not _WORD.search(text, floor, start) else start,
        roof if not _WORD.search(text, end, roof) else end,
    )


def _paragraph(text: str, at: int) -> tuple[int, int]:
    """Return start and end of the paragraph in which a place lies."""
    start, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))


def _snippet(
    row: LetterTranscript, start: int, end: int, inside: list[tuple[int, int]], line_starts: list[int]
) -> Snippet:
    segments: list[tuple[str, bool]] = []
    at = start
    for from_, to in inside:
        segments += [(row.text[at:from_], False), (row.text[from_:to], True)]
        at = to
    segments.append((row.text[at:end], False))
    line = bisect_right(line_starts, inside[0][0]) - 1
    return Snippet(
        tuple((re.sub(r"\s+", " ", text), is_hit) for text, is_hit in segments if text),
        int(row.lines[line][2]) if line >= 0 else None,
        tuple(inside),
        opens=start == _paragraph(row.text, start)[0],
        closes=end == _paragraph(row.text, end)[1],
    )
