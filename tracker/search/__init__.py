"""Search: the row by which a letter is found (`index`), what was typed (`understand`), and what it finds (`search`)."""

from tracker.search.document import index, index_many, waiting
from tracker.search.facets import Facet, FacetValue
from tracker.search.find import Order, SearchHit, SearchResults, Snippet, search
from tracker.search.understanding import Understood, understand

__all__ = [
    "Facet",
    "FacetValue",
    "Order",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "Understood",
    "index",
    "index_many",
    "search",
    "understand",
    "waiting",
]
