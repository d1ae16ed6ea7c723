"""The search page: the query as asked, what was found, where the words stand, and what the query could not do."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.search import FacetValue, Order, SearchResults, Snippet, search
from tracker.search.find import PAGE_SIZE
from tracker.web.register import RegisterRow, fetch_for_register, register
from tracker.web.saved import keeping

__all__ = ["search_page"]

# Values of a facet that are shown at once.
_SHOWN = 6

_ORDERS = {
    Order.RELEVANCE: "Best first",
    Order.NEWEST: "Newest",
    Order.OLDEST: "Oldest",
    Order.DEADLINE: "Deadline",
    Order.SIGNERS: "Most signers",
}


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter that was found, as a row of the register with the words in their places, and words that it has not."""

    row: RegisterRow
    snippets: tuple[Snippet, ...]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that asks otherwise."""

    label: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way in which the letters divide: the largest parts, and the others behind "More"."""

    key: str
    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


def search_page(request: HttpRequest) -> HttpResponse:
    """Show the search box and, when something was asked, what was found."""
    text = request.GET.get("q", "").strip()
    if not text:
        return render(request, "search/results.html", {"query": "", "results": None})
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    order = _order(request.GET.get("order", ""))
    results = search(text, request.user, page=number, order=order)
    near = results.nearly.results if results.nearly else []
    letters = [hit.letter for hit in results.results] + [hit.letter for hit in near]
    rows = register(fetch_for_register(letters, request.user))
    found = [FoundLetter(row, hit.snippets) for row, hit in zip(rows, results.results, strict=False)]
    nearly = [FoundLetter(row, hit.snippets, hit.lacking) for row, hit in zip(rows[len(found) :], near, strict=True)]
    notes = list(results.notes)
    if results.total and str(results.page) != asked.lstrip("0"):
        notes.append(f"There is no page {asked[:20]} of these results; this is page {results.page} of {results.pages}.")
    return render(
        request,
        "search/results.html",
        {
            "query": text,
            "asked": results.query,
            "orders": _orders(text, order),
            "order": order.value,
            "keeping": keeping(request, text),
            "facets": _narrowing(results, order),
            "results": results,
            "found": found,
            "nearly": nearly,
            "notes": notes,
            "numbers": _numbers(results),
            "first": (results.page - 1) * PAGE_SIZE + 1,
            "last": (results.page - 1) * PAGE_SIZE + len(found),
        },
    )


def _order(asked: str) -> Order:
    return next((order for order in Order if order == asked), Order.RELEVANCE)


def _address(text: str, order: Order) -> str:
    asked = {"q": text} | ({"order": order.value} if order is not Order.RELEVANCE else {})
    return "?" + urlencode(asked, quote_via=quote)


def _orders(text: str, current: Order) -> list[Choice]:
    """Return the orders to choose from, each with its address; "" for the one that is shown."""
    return [Choice(_ORDERS[order], "" if order is current else _address(text, order)) for order in Order]


def _narrowing(results: SearchResults, order: Order) -> list[Narrowing]:
    """Return what divides the letters, each value with the address of the query that keeps its letters alone.

    What is asked already, or holds of every letter that was found, narrows nothing and is not offered.
    """
    asked = {term.lower() for term in results.query.written.split()}
    found = []
    for facet in results.facets:
        values = [value for value in facet.values if value.term.lower() not in asked]
        if len(values) > 1 or any(value.count < results.total for value in values):
            choices = [_choice(results, value, order) for value in values]
            found.append(Narrowing(facet.name, facet.title, tuple(choices[:_SHOWN]), tuple(choices[_SHOWN:])))
    return found


def _choice(results: SearchResults, value: FacetValue, order: Order) -> Choice:
    return Choice(value.label, _address(f"{results.query.written} {value.term}", order), value.count)


def _numbers(results: SearchResults) -> list[int | None]:
    """Return the page numbers to offer, None standing for a gap."""
    around = Paginator(range(results.total), PAGE_SIZE).get_elided_page_range(
        max(results.page, 1), on_each_side=2, on_ends=1
    )
    return [number if isinstance(number, int) else None for number in around]
