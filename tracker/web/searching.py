"""The search page: the query as asked, what was found, where the words stand, and what the query could not do."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tracker.search import FacetValue, Order, SearchHit, SearchResults, search
from tracker.search.find import PAGE_SIZE, NearHit
from tracker.web import exporting, references
from tracker.web.asking import found_address, known_order, search_address
from tracker.web.cite import MOST_CITED
from tracker.web.register import RegisterRow, fetch_for_register, register
from tracker.web.saved import keeping

__all__ = ["ShownSnippet", "search_page", "shown_snippets"]

# Values of a facet that are shown at once.
_SHOWN = 6

_EXPORTS = {"csv": "CSV", "jsonl": "JSON Lines", "xlsx": "Excel"}
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
    snippets: tuple["ShownSnippet", ...]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSnippet:
    """Words in their place, and the address of the page with these words outlined ("" when the page is not known).

    `opens` and `closes` say that they begin and end where their paragraph does.
    """

    segments: tuple[tuple[str, bool], ...]
    page: int | None
    address: str
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that asks otherwise."""

    label: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Taking:
    """The addresses at which all that was found is taken away; `cited` is empty when it is too much to cite."""

    exported: tuple[Choice, ...]
    cited: tuple[Choice, ...]


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
    order = known_order(request.GET.get("order", "")) or Order.RELEVANCE
    results = search(text, request.user, page=number, order=order)
    near = results.nearly.results if results.nearly else []
    letters = [hit.letter for hit in results.results] + [hit.letter for hit in near]
    rows = register(fetch_for_register(letters, request.user))
    read = results.query.text
    found = [FoundLetter(row, shown_snippets(read, hit)) for row, hit in zip(rows, results.results, strict=False)]
    nearly = [
        FoundLetter(row, shown_snippets(read, hit), hit.lacking)
        for row, hit in zip(rows[len(found) :], near, strict=True)
    ]
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
            "take": _take(text, results),
            "most_cited": MOST_CITED,
            "first": (results.page - 1) * PAGE_SIZE + 1,
            "last": (results.page - 1) * PAGE_SIZE + len(found),
        },
    )


def shown_snippets(text: str, hit: SearchHit | NearHit) -> tuple[ShownSnippet, ...]:
    """Return the snippets of a letter that the query `text` found, each with the address of its place."""
    return tuple(
        ShownSnippet(
            each.segments,
            each.page,
            found_address(hit.letter.pk, each.page, text, each.spans[0][0]) if each.page else "",
            each.opens,
            each.closes,
        )
        for each in hit.snippets
    )


def _take(text: str, results: SearchResults) -> Taking:
    asked = search_address(text, results.order)
    exported = [Choice(_EXPORTS[form], reverse(f"search_export_{form}") + asked) for form in exporting.FORMS]
    cited = [Choice(label, reverse(f"cite_{form}") + asked) for form, (_, _, label) in references.FORMS.items()]
    return Taking(tuple(exported), tuple(cited) if results.total <= MOST_CITED and results.is_exact else ())


def _orders(text: str, current: Order) -> list[Choice]:
    """Return the orders to choose from, each with its address; "" for the one that is shown."""
    return [Choice(_ORDERS[order], "" if order is current else search_address(text, order)) for order in Order]


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
    return Choice(value.label, search_address(f"{results.query.written} {value.term}", order), value.count)


def _numbers(results: SearchResults) -> list[int | None]:
    """Return the page numbers to offer, None standing for a gap."""
    around = Paginator(range(results.total), PAGE_SIZE).get_elided_page_range(
        max(results.page, 1), on_each_side=2, on_ends=1
    )
    return [number if isinstance(number, int) else None for number in around]
