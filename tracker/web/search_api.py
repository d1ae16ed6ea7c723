"""`/api/search`: what the search page shows, as JSON. docs/search-api.md says it to those who use it."""

from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from tracker.search import Order, SearchHit, SearchResults, search
from tracker.search.find import NearHit
from tracker.web.asking import known_order, search_address
from tracker.web.records import LetterRecord, Records
from tracker.web.searching import shown_snippets
from tracker.web.wording import joined

__all__ = ["api_search"]


def api_search(request: HttpRequest) -> HttpResponse:
    """Return one page of what `q` finds; what cannot be answered as {"error": a sentence}."""
    if request.method not in ("GET", "HEAD"):
        response = _error(405, "Ask with GET.")
        response["Allow"] = "GET, HEAD"
        return response
    text, asked_page = request.GET.get("q", "").strip(), request.GET.get("page", "1")
    asked_order = request.GET.get("order", "")
    if not text:
        return _error(
            400, f"Say what to search for: {reverse('api_search')}?q=lamps. {reverse('search_help')} says how."
        )
    if not (asked_page.isascii() and asked_page.isdigit() and len(asked_page) < 7 and int(asked_page)):
        return _error(400, f"“{asked_page[:40]}” is no page number: pages are counted from 1.")
    order = known_order(asked_order) if asked_order else Order.RELEVANCE
    if order is None:
        known = joined([each.value for each in Order], conjunction="or")
        return _error(400, f"Letters cannot be ordered by “{asked_order[:40]}”: ask for {known}.")
    results = search(text, request.user, page=int(asked_page), order=order)
    if int(asked_page) > max(results.pages, 1):
        return _error(404, f"There is no page {int(asked_page)} of these results: the last is {max(results.pages, 1)}.")
    return _json(_answer(request, text, results), 200)


def _answer(request: HttpRequest, text: str, results: SearchResults) -> dict[str, Any]:
    near = results.nearly.results if results.nearly else []
    ids = [hit.letter.pk for hit in results.results] + [hit.letter.pk for hit in near]
    records = Records(request.user, today=timezone.localdate()).of(ids)
    by_number = {record.letter: record for record in records}

    def page(number: int) -> str | None:
        if not 1 <= number <= results.pages:
            return None
        return _whole("api_search") + search_address(text, results.order, page=str(number))

    return {
        "query": {
            "text": text,
            "understood": results.query.written,
            "parts": [
                {"words": chip.words, "without": chip.without, "passed_over": chip.passed_over}
                for chip in results.query.chips
            ],
            "notes": [
                *({"sentence": note.sentence, "instead": note.instead} for note in results.query.notes),
                *({"sentence": sentence, "instead": ""} for sentence in results.notes),
            ],
            "did_you_mean": results.did_you_mean,
        },
        "order": results.order,
        "count": results.total,
        "is_exact": results.is_exact,
        "page": results.page,
        "pages": results.pages,
        "next": page(results.page + 1),
        "previous": page(results.page - 1),
        "address": _whole("search") + search_address(text, results.order),
        "letters": [
            _letter(by_number[hit.letter.pk], results.query.text, hit)
            for hit in results.results
            if hit.letter.pk in by_number
        ],
        "nearly": results.nearly
        and {
            "count": results.nearly.total,
            "is_exact": results.nearly.is_exact,
            "unknown": results.nearly.unknown,
            "letters": [
                {**_letter(by_number[hit.letter.pk], results.query.text, hit), "lacking": hit.lacking}
                for hit in near
                if hit.letter.pk in by_number
            ],
        },
        "facets": [
            {
                "name": facet.name,
                "title": facet.title,
                "values": [{"label": each.label, "term": each.term, "count": each.count} for each in facet.values],
            }
            for facet in results.facets
        ],
        "people": [
            {"name": each.full_name, "bioguide": each.pk, "address": _whole("member", each.pk)}
            for each in results.beside.people
        ],
        "agencies": [
            {"name": each.name, "slug": each.slug, "address": _whole("agency", each.slug)}
            for each in results.beside.agencies
        ],
        "actions": [
            {"title": each.title, "citation": each.citation, "address": _whole("action", each.pk)}
            for each in results.beside.actions
        ],
    }


def _letter(record: LetterRecord, text: str, hit: SearchHit | NearHit) -> dict[str, Any]:
    """Return the letter as exports have it, and the words in their places."""
    shown = [
        {
            "page": each.page,
            "address": f"{settings.SITE_ORIGIN}{each.address}" if each.address else "",
            "segments": [{"text": words, "found": is_hit} for words, is_hit in each.segments],
        }
        for each in shown_snippets(text, hit)
    ]
    return {**msgspec.to_builtins(record), "snippets": shown}


def _whole(name: str, *arguments: object) -> str:
    return f"{settings.SITE_ORIGIN}{reverse(name, args=arguments)}"


def _error(status: int, sentence: str) -> HttpResponse:
    return _json({"error": sentence}, status)


def _json(content: dict[str, Any], status: int) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(content), content_type="application/json", status=status)
    # What is found depends on who asks.
    response["Cache-Control"] = "private, no-cache"
    return response
