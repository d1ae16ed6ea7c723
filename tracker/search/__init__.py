"""Search: the row by which a letter is found (`index`), what was typed (`understand`), and what it finds (`search`).

`ask` puts a query to some letters only, for alerts and feeds; `every` gives all that it finds, for exports.
"""

from tracker.search.asking import Question, ask
from tracker.search.document import count_words, index, index_many, waiting
from tracker.search.every import every, snapshot
from tracker.search.facets import Facet, FacetValue
from tracker.search.find import Order, SearchHit, SearchResults, Snippet, search, where_found
from tracker.search.understanding import Understood, understand

__all__ = [
    "Facet",
    "FacetValue",
    "Order",
    "Question",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "Understood",
    "ask",
    "count_words",
    "every",
    "index",
    "index_many",
    "search",
    "snapshot",
    "understand",
    "waiting",
    "where_found",
]
