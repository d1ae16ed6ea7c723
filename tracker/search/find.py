"""What a query finds: letters with the words in their place, how they divide, and what is found beside them."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from tracker.models import Letter, Viewer, may_see_drafts
from tracker.search.beside import Beside, beside
from tracker.search.compile import compile_query
from tracker.search.facets import Facet, facets
from tracker.search.gather import COUNTED, Order, exists, gather
from tracker.search.highlight import Snippet, snippets, sought_in
from tracker.search.language import parts
from tracker.search.suggest import corrected, with_misreadings
from tracker.search.understanding import Understood, understand

__all__ = ["PAGE_SIZE", "Order", "SearchHit", "SearchResults", "Snippet", "search"]

PAGE_SIZE = 20

# With fewer letters found, what may have been meant is looked for.
_FEW = 3


@dataclass(frozen=True, slots=True)
class SearchHit:
    letter: Letter
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` is exact when `is_exact`; else there are more, and facets and pages are of the first 10,000 in order.

    `query` is what was understood, with its own notes; `notes` are further sentences, `did_you_mean` is a query that
    finds more.
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
    asked = understand(text, viewer, today=today)
    if asked.node is None:
        return SearchResults(asked, 1, 0, 0)
    notes = []
    compiled = compile_query(with_misreadings(asked.node), viewer, today, asked.meanings)
    sought = sought_in(compiled.said)
    if compiled.said and not sought:
        notes.append("The words of this query are too common to search for. Add a rarer one.")
        if len(compiled.said) == len(parts(asked.node)):
            return SearchResults(asked, 1, 0, 0, notes=tuple(notes))

    page = max(1, page)
    found = gather(compiled, order=order, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE, today=today)
    reachable = min(found.total, COUNTED)
    pages = -(-reachable // PAGE_SIZE)
    if page > max(pages, 1):
        page = max(pages, 1)
        found = gather(compiled, order=order, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE, today=today)
    letters = Letter.objects.visible_to(viewer).in_bulk(found.ids)
    shown = snippets(list(letters), sought)
    plain = " ".join(each.text for each in compiled.said if hasattr(each, "text")) if page == 1 else ""
    return SearchResults(
        asked,
        page,
        pages,
        reachable,
        [SearchHit(letters[pk], shown.get(pk, ())) for pk in found.ids if pk in letters],
        tuple(notes),
        is_exact=found.is_exact,
        facets=facets(found.counts, with_drafts=may_see_drafts(viewer)),
        did_you_mean=_meant(asked, viewer, today) if found.total < _FEW else "",
        order=order,
        beside=beside(plain, viewer),
    )


def _meant(asked: Understood, viewer: Viewer, today: datetime.date) -> str:
    """Return the query with mistyped words mended, when this viewer finds something by it; else nothing."""
    assert asked.node is not None
    for text in corrected(asked.text, asked.node):
        again = understand(text, viewer, today=today)
        if again.node is not None and exists(compile_query(again.node, viewer, today, again.meanings)):
            return text
    return ""
