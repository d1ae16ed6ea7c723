"""The search page: the query as asked, what was found, where the words stand, and what the query could not do."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracker.search import SearchResults, Snippet, search, understand
from tracker.search.find import PAGE_SIZE
from tracker.web.register import RegisterRow, fetch_for_register, register

__all__ = ["search_page"]


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter that was found, as a row of the register with the words in their places."""

    row: RegisterRow
    snippets: tuple[Snippet, ...]


def search_page(request: HttpRequest) -> HttpResponse:
    """Show the search box and, when something was asked, what was found."""
    text = request.GET.get("q", "").strip()
    if not text:
        return render(request, "search/results.html", {"query": "", "results": None})
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    asked_for = understand(text, request.user, today=timezone.localdate())
    results = search(text, request.user, page=number)
    letters = fetch_for_register([hit.letter for hit in results.results], request.user)
    found = [FoundLetter(row, tuple(hit.snippets)) for row, hit in zip(register(letters), results.results, strict=True)]
    # What the query could not say is said once, with the query that was perhaps meant.
    said = {*results.query.notes, *(note.sentence for note in asked_for.notes)}
    notes = [note for note in results.notes if note not in said]
    if results.total and str(results.page) != asked.lstrip("0"):
        notes.append(f"There is no page {asked[:20]} of these results; this is page {results.page} of {results.pages}.")
    return render(
        request,
        "search/results.html",
        {
            "query": text,
            "asked": asked_for,
            "results": results,
            "found": found,
            "notes": notes,
            "numbers": _numbers(results),
            "first": (results.page - 1) * PAGE_SIZE + 1,
            "last": (results.page - 1) * PAGE_SIZE + len(found),
        },
    )


def _numbers(results: SearchResults) -> list[int | None]:
    """Return the page numbers to offer, None standing for a gap."""
    around = Paginator(range(results.total), PAGE_SIZE).get_elided_page_range(
        max(results.page, 1), on_each_side=2, on_ends=1
    )
    return [number if isinstance(number, int) else None for number in around]
