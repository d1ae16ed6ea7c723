"""Search: the row by which a letter is found (`index`), and what a query finds (`search`)."""

from tracker.search.document import index, index_many
from tracker.search.facets import Facet, FacetValue
from tracker.search.find import Order, SearchHit, SearchResults, Snippet, search

__all__ = [
    "Facet",
    "FacetValue",
    "Order",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "index",
    "index_many",
    "search",
]
