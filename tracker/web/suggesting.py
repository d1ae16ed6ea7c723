"""What the search box offers while somebody types: JSON for static/js/suggest.js."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from tracker.search.completions import complete

__all__ = ["search_suggest"]


@require_GET
def search_suggest(request: HttpRequest) -> JsonResponse:
    """Return the completions at the caret (`at`, from 0; the end when it is none) of the query `q`."""
    text, at = request.GET.get("q", ""), request.GET.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 6 else len(text)
    found = complete(text.replace("\x00", " "), place, request.user)
    items = [{"text": item.text, "label": item.label, "detail": item.detail} for item in found.items]
    answer = JsonResponse({"start": found.start, "end": found.end, "items": items})
    # What is offered depends on who asks.
    answer["Cache-Control"] = "private, max-age=30"
    answer["Vary"] = "Cookie"
    return answer
