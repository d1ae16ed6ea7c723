"""What a query finds: letters with the words in their place, how they divide, and what is found beside them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from tracker.models import Letter, LetterTranscript, Viewer, may_see_drafts
from tracker.search.asking import TOO_COMMON, ask
from tracker.search.beside import Beside, beside
from tracker.search.compile import compile_query
from tracker.search.facets import Facet, facets
from tracker.search.gather import COUNTED, Order, exists, gather
from tracker.search.highlight import Snippet, found_spans, snippets_of, sought_in
from tracker.search.language import parse
from tracker.search.lexemes import searched_for
from tracker.search.relaxed import FEW, Relaxed, relaxed
from tracker.search.suggest import corrected, with_misreadings
from tracker.search.understanding import Understood, understand

__all__ = ["PAGE_SIZE", "NearHit", "Nearly", "Order", "SearchHit", "SearchResults", "Snippet", "search", "where_found"]

PAGE_SIZE = 20

# With fewer letters found, what may have been meant is looked for.
_FEW = 3


@dataclass(frozen=True, slots=True)
class SearchHit:
    letter: Letter
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class NearHit:
    """A letter that has most of the words, and those that it has not."""

    letter: Letter
    snippets: tuple[Snippet, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearly:
    """The first letters that have most of the words but not all; `total` are all of these, counted apart.

    `unknown` are the words that no letter has which the viewer may see.
    """

    results: list[NearHit]
    total: int
    is_exact: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` is exact when `is_exact`; else there are more, and facets and pages are of the first 10,000 in order.

    `query` is what was understood, with its own notes; `notes` are further sentences, `did_you_mean` is a query that
    finds more. `nearly` is what has most of the words, where few or no letters have all; no count or facet has it in.
    """

    query: Understood
    page: int
    pages: int
    total: int
    results: list[SearchHit] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    is_exact: bool = True
    facets: tuple[Facet, ...] = ()
    did_you_mean: str = ""
    order: Order = Order.RELEVANCE
    beside: Beside = field(default_factory=Beside)
    nearly: Nearly | None = None


def search(
    text: str,
    viewer: Viewer,
    *,
    page: int = 1,
    order: Order = Order.RELEVANCE,
    today: datetime.date | None = None,
) -> SearchResults:
    """Return the letters that `viewer` may see and the query finds, `PAGE_SIZE` a page, with facets and counts."""
    today = today or timezone.localdate()
    question = ask(text, viewer, today=today)
    asked, spelt, compiled = question.query, question.node, question.compiled
    if asked.node is None or spelt is None:
        return SearchResults(asked, 1, 0, 0)
    notes = (TOO_COMMON,) if question.is_too_common else ()
    if notes and searched_for(asked.node) is None:
        return SearchResults(asked, 1, 0, 0, notes=notes)

    page = max(1, page)
    found = gather(compiled, order=order, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE, today=today)
    reachable = min(found.total, COUNTED)
    pages = -(-reachable // PAGE_SIZE)
    if page > max(pages, 1):
        page = max(pages, 1)
        found = gather(compiled, order=order, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE, today=today)
    near = None
    if found.total < FEW and order is Order.RELEVANCE:
        near = relaxed(asked.node, spelt, compiled, found, viewer, today, asked.meanings)
    shown_letters = Letter.objects.visible_to(viewer).select_related("transcript")
    letters = shown_letters.in_bulk([*found.ids, *(near.ids if near else ())])
    transcripts = [letter.transcript for letter in letters.values() if hasattr(letter, "transcript")]
    shown = snippets_of(transcripts, question.sought)
    plain = " ".join(each.text for each in compiled.said if hasattr(each, "text")) if page == 1 else ""
    return SearchResults(
        asked,
        page,
        pages,
        reachable,
        [SearchHit(letters[pk], shown.get(pk, ())) for pk in found.ids if pk in letters],
        notes,
        is_exact=found.is_exact,
        facets=facets(found.counts, with_drafts=may_see_drafts(viewer)),
        did_you_mean=_meant(asked, viewer, today) if found.total < _FEW else "",
        order=order,
        beside=beside(plain, viewer),
        nearly=_nearly(near, letters, shown) if near else None,
    )


def _nearly(near: Relaxed, letters: Mapping[int, Letter], shown: Mapping[int, tuple[Snippet, ...]]) -> Nearly:
    hits = [NearHit(letters[pk], shown.get(pk, ()), near.lacking[pk]) for pk in near.ids if pk in letters]
    return Nearly(hits, near.total, near.is_exact, near.unknown)


def where_found(text: str, transcript: LetterTranscript, *, today: datetime.date) -> list[tuple[int, int]]:
    """Return where the words of a query stand in one letter, as offsets in its transcript."""
    node = parse(text, today=today).node
    return found_spans(transcript, sought_in(with_misreadings(node))) if node is not None else []


def _meant(asked: Understood, viewer: Viewer, today: datetime.date) -> str:
    """Return the query with mistyped words mended, when this viewer finds something by it; else nothing."""
    assert asked.node is not None
    for text in corrected(asked.text, asked.node):
        again = understand(text, viewer, today=today)
        if again.node is not None and exists(compile_query(again.node, viewer, today, again.meanings)):
            return text
    return ""
