"""Citations taken away: of the letters named (`/cite.bib?letter=12&letter=15`), or of all that a search finds."""

from collections.abc import Sequence

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.models import Letter
from tracker.search import Order, ask, every, snapshot
from tracker.web.asking import known_order
from tracker.web.references import FORMS, for_references, reference
from tracker.web.wording import joined

__all__ = ["MOST_CITED", "cite"]

# A whole search is cited up to so many letters.
MOST_CITED = 500
_SECONDS = 20


@require_GET
def cite(request: HttpRequest, form: str) -> HttpResponse:
    """Send the citations of the letters that the address names, in its order; else of what its query finds."""
    named = list(dict.fromkeys(request.GET.getlist("letter")))
    text = request.GET.get("q", "").strip()
    if not named and not text:
        return _refused(request, 400, "No letter is ticked", "Go back, tick the letters to cite, and ask again.")
    if len(named) > MOST_CITED:
        return _refused(request, 400, "That is too many", f"No more than {MOST_CITED} letters are cited at once.")
    wrong = [each for each in named if not (each.isascii() and each.isdigit() and len(each) < 10)]
    if wrong:
        return _refused(request, 400, "That is no letter", f"“{wrong[0][:40]}” is not the number of a letter.")
    ids: Sequence[int] = [int(each) for each in named]
    if not named:
        try:
            ids = _found(request, text)
        except OperationalError:
            return _refused(request, 503, "This takes too long", "The search was stopped. Narrow it, and cite that.")
        if not ids:
            return _refused(request, 404, "Nothing is found", "No letter that you may see has all that was asked.")
        if len(ids) > MOST_CITED:
            sentence = f"{len(ids):,} letters are found. Narrow the search to {MOST_CITED} or fewer, and cite these."
            return _refused(request, 400, "That is too many", sentence)
    letters = for_references(Letter.objects.visible_to(request.user)).in_bulk(list(ids))
    if missing := [str(pk) for pk in ids if pk not in letters]:
        sentence = f"There is no letter {joined(missing[:5], conjunction='or')} here, or it is not public."
        return _refused(request, 404, "A letter is not here", sentence)
    write, kind, _ = FORMS[form]
    response = HttpResponse(write(reference(letters[pk]) for pk in ids), content_type=kind)
    name = f"letter-{ids[0]}" if len(ids) == 1 else "letters"
    response["Content-Disposition"] = f'{"inline" if form == "txt" else "attachment"}; filename="{name}.{form}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(request: HttpRequest, text: str) -> Sequence[int]:
    order = known_order(request.GET.get("order", "")) or Order.NEWEST
    with snapshot(seconds=_SECONDS):
        return every(ask(text, request.user, today=timezone.localdate()), order=order)


def _refused(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    return render(request, "400.html", {"heading": heading, "sentence": sentence}, status=status)
