"""Search: the row by which a letter is found, what was typed (`understand`), and what it finds (`search`, `every`)."""

from tracker.search.document import index, index_many, waiting
from tracker.search.every import every, snapshot
from tracker.search.facets import Facet, FacetValue
from tracker.search.find import Order, Prepared, SearchHit, SearchResults, Snippet, prepare, search, where_found
from tracker.search.understanding import Understood, understand

__all__ = [
    "Facet",
    "FacetValue",
    "Order",
    "Prepared",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "Understood",
    "every",
    "index",
    "index_many",
    "prepare",
    "search",
    "snapshot",
    "understand",
    "waiting",
    "where_found",
]
