"""Both sides of a proposed link, cut down to what bears on it, with the words that speak for it marked.

The evidence says where it stands in the letter (a span) and with which words on either side. What it only counts (“Both
speak of “standards” and “bodies””) is marked wherever it stands. A text of fifty megabytes costs no more than its
beginning: the rest is not looked through, and the page says so.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models.functions import Length, Substr

from tracker.models import AgencyAction, Letter, LetterLink, LetterTranscript
from tracker.web.marks import MarkedPage, SpanMark, pages_with_spans
from tracker.web.wording import date_words

__all__ = ["ActionSide", "Evidence", "LetterSide", "Piece", "action_side", "evidence_of", "letter_side", "other_letter"]

MOST_OF_TEXT = 400_000
MOST_PASSAGES = 8
MOST_PAGES = 3
_EXCERPT = 700


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `mark`: "strong" for what the evidence names, "shared" for a word in both, "both", or ""."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item as it is shown: numbered, with a place on the page where it has one."""

    number: int
    points: float
    sentence: str
    letter_words: str
    other_words: str
    other_field: str
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Passage:
    pieces: tuple[Piece, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LetterSide:
    letter: Letter
    title: tuple[Piece, ...]
    passages: tuple[Passage, ...]
    pages: tuple[MarkedPage, ...]
    more: int  # passages that are not shown


@dataclass(frozen=True, slots=True)
class ActionSide:
    action: AgencyAction
    title: tuple[Piece, ...]
    abstract: tuple[Piece, ...]
    excerpts: tuple[Passage, ...]
    has_text: bool
    is_cut: bool  # only the beginning of its text was looked through


def evidence_of(items: Iterable[dict[str, Any]]) -> list[Evidence]:
    """Return the stored items, the weightiest first, numbered."""
    ordered = sorted(items, key=lambda item: -float(item.get("points") or 0))
    found = []
    for number, item in enumerate(ordered, 1):
        span = item.get("letter_span")
        found.append(
            Evidence(
                number=number,
                points=float(item.get("points") or 0),
                sentence=str(item.get("sentence") or ""),
                letter_words=str(item.get("letter_words") or ""),
                other_words=str(item.get("other_words") or ""),
                other_field=str(item.get("other_field") or "").replace("_", " "),
                span=(int(span[0]), int(span[1])) if span else None,
            )
        )
    return found


def letter_side(letter: Letter, evidence: Sequence[Evidence]) -> LetterSide:
    """Return the passages of the letter that the evidence names; those with what it asks where it names none."""
    spans = [SpanMark(f"why-{item.number}", item.sentence, *item.span) for item in evidence if item.span]
    marked = _pattern(_shared(evidence))
    transcript = LetterTranscript.objects.filter(letter=letter).first()
    places = [(span.start, span.end) for span in spans] or _asks(letter)
    passages = _passages(transcript, places, [(span.start, span.end) for span in spans], marked)
    pages = list(letter.pages.all())
    return LetterSide(
        letter=letter,
        title=_pieces(str(letter), marked),
        passages=tuple(passages[:MOST_PASSAGES]),
        pages=tuple(pages_with_spans(pages, spans)[:MOST_PAGES]),
        more=max(len(passages) - MOST_PASSAGES, 0),
    )


def other_letter(link: LetterLink, evidence: Sequence[Evidence]) -> LetterSide:
    """Return the earlier letter: its head, what it asks, and the passages that share the most words."""
    letter = link.earlier
    words = [*_shared(evidence), *(_as_written(item.other_words) for item in evidence if item.other_words)]
    marked = _pattern(words)
    transcript = LetterTranscript.objects.filter(letter=letter).first()
    places = _asks(letter) + _fullest_blocks(transcript, marked)
    passages = _passages(transcript, places, [], marked)
    return LetterSide(
        letter=letter,
        title=_pieces(str(letter), marked),
        passages=tuple(passages[:MOST_PASSAGES]),
        pages=tuple(pages_with_spans(list(letter.pages.all()[:1]), [])),
        more=max(len(passages) - MOST_PASSAGES, 0),
    )


def action_side(action: AgencyAction, evidence: Sequence[Evidence]) -> ActionSide:
    """Return the action's title and abstract, and of its text the places that bear on the letter."""
    strong = _pattern([item.other_words for item in evidence if item.other_words and item.other_field != "title"])
    marked = _pattern(_shared(evidence))
    stored = (
        AgencyAction.objects.filter(pk=action.pk)
        .annotate(beginning=Substr("text", 1, MOST_OF_TEXT), length=Length("text"))
        .values_list("beginning", "length")
        .get()
    )
    return ActionSide(
        action=action,
        title=_pieces(action.title, marked, strong),
        abstract=_pieces(action.abstract, marked, strong),
        excerpts=tuple(_excerpts(stored[0], marked, strong)),
        has_text=bool(stored[1]),
        is_cut=stored[1] > MOST_OF_TEXT,
    )


def _shared(evidence: Iterable[Evidence]) -> list[str]:
    """Return the words that the evidence finds on both sides, from its sentences: “standards”, “bodies”."""
    found: list[str] = []
    for item in evidence:
        if item.sentence.startswith("Both"):
            found += re.findall(r"“([^”]+)”", item.sentence)
    return list(dict.fromkeys(found))


def _as_written(value: str) -> str:
    """Return a stored date as letters write it: "2014-07-31" is "July 31, 2014"."""
    try:
        return date_words(datetime.date.fromisoformat(value))
    except ValueError:
        return value


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches the words, a single word in its other forms too, white space of any kind."""
    parts = []
    for word in sorted({word.strip() for word in words if len(word.strip()) > 1}, key=len, reverse=True)[:60]:
        if re.fullmatch(r"[^\W\d_]{5,}", word):
            parts.append(re.escape(word[: max(4, len(word) - 2)]) + r"\w*")
        else:
            parts.append(r"\s+".join(re.escape(piece) for piece in word[:600].split()))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.IGNORECASE) if parts else None


def _pieces(
    text: str,
    shared: re.Pattern[str] | None,
    strong: re.Pattern[str] | None = None,
    spans: Sequence[tuple[int, int]] = (),
) -> tuple[Piece, ...]:
    """Cut the text where marks begin and end. What is strong and shared as well is strong."""
    strongly = [*spans, *(match.span() for match in (strong.finditer(text) if strong else ()))]
    lightly = [match.span() for match in (shared.finditer(text) if shared else ())]
    cuts = {0, len(text), *(cut for place in (*strongly, *lightly) for cut in place if 0 < cut < len(text))}
    found = []
    for start, end in pairwise(sorted(cuts)):
        mark = ""
        if any(first <= start and end <= last for first, last in lightly):
            mark = "shared"
        if any(first <= start and end <= last for first, last in strongly):
            mark = "both" if mark else "strong"
        found.append(Piece(text[start:end], mark))
    return tuple(found)


def _asks(letter: Letter) -> list[tuple[int, int]]:
    kept = letter.requests.kept().filter(start__isnull=False, end__isnull=False)
    return [(start or 0, end or 0) for start, end in kept.values_list("start", "end")]


def _blocks(transcript: LetterTranscript | None) -> list[tuple[int, int, int]]:
    """Return the blocks of the transcript: [start, end, page]."""
    blocks: dict[int, tuple[int, int, int]] = {}
    for start, end, page, _, block in transcript.lines if transcript else ():
        first, last, on = blocks.get(block, (start, end, page))
        blocks[block] = (min(first, start), max(last, end), on)
    return sorted(blocks.values())


def _fullest_blocks(transcript: LetterTranscript | None, marked: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Return the four blocks in which the most of the shared words stand."""
    if transcript is None or marked is None:
        return []
    counted = []
    for start, end, _ in _blocks(transcript):
        words = {match.group().lower()[:5] for match in marked.finditer(transcript.text, start, end)}
        if words:
            counted.append((-len(words), start, end))
    return [(start, end) for _, start, end in sorted(counted)[:4]]


def _passages(
    transcript: LetterTranscript | None,
    places: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    marked: re.Pattern[str] | None,
) -> list[Passage]:
    """Return the blocks that the places touch, in the order of the letter, with the spans marked."""
    if transcript is None:
        return []
    found = []
    for start, end, page in _blocks(transcript):
        if any(first < end and start < last for first, last in places):
            text = transcript.text[start:end].replace("\n", " ")
            inside = [
                (max(first, start) - start, min(last, end) - start)
                for first, last in spans
                if first < end and start < last
            ]
            found.append(Passage(_pieces(text, marked, spans=inside), page))
    return found


def _excerpts(text: str, shared: re.Pattern[str] | None, strong: re.Pattern[str] | None) -> list[Passage]:
    """Return the paragraphs that hold the named words, then those with the most shared ones, in the text's order."""
    counted = []
    for match in re.finditer(r"\S.{0,4000}?(?=\n\s*\n|\Z)", text, re.DOTALL):
        paragraph = match.group()
        words = {each.group().lower()[:5] for each in shared.finditer(paragraph)} if shared else set()
        named = len(strong.findall(paragraph)) if strong else 0
        if named or len(words) > 1:
            counted.append((-(10 * named + len(words)), match.start(), paragraph))
    best = sorted(sorted(counted)[:6], key=lambda each: each[1])
    return [Passage(_pieces(_around(paragraph, strong or shared), shared, strong)) for _, _, paragraph in best]


def _around(paragraph: str, pattern: re.Pattern[str] | None) -> str:
    """Return the paragraph, or what stands around its first marked word when it is long."""
    paragraph = " ".join(paragraph.split())
    if len(paragraph) <= _EXCERPT:
        return paragraph
    match = pattern.search(paragraph) if pattern else None
    start = max((match.start() if match else 0) - 200, 0)
    start = paragraph.rfind(" ", 0, start) + 1 if start else 0
    end = paragraph.rfind(" ", 0, start + _EXCERPT)
    return f"{'… ' if start else ''}{paragraph[start:end]}{' …' if end < len(paragraph) - 1 else ''}"
