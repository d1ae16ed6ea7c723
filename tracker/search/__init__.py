"""Search: the row by which a letter is found (`index`), and what a query finds (`search`)."""

from tracker.search.document import index
from tracker.search.find import SearchHit, SearchResults, Snippet, search
from tracker.search.query import Filter, Query, parse
from tracker.search.understanding import Understood, understand

__all__ = [
    "Filter",
    "Query",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "Understood",
    "index",
    "parse",
    "search",
    "understand",
]
