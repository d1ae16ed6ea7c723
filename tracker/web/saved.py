"""The searches that somebody keeps: the list, each one with its settings, its feed and its mails; and unsubscribing."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tracker import alerts
from tracker.models import AlertMail, AlertMatch, Cadence, MailState, SavedSearch, User
from tracker.models.alerts import SavedSearchQuerySet
from tracker.search import TOO_COMMON, ask
from tracker.web.feeds import feed_addresses
from tracker.web.paging import known_filters, paged
from tracker.web.wording import counted

__all__ = ["Keeping", "keeping", "save_search", "saved_search", "saved_searches", "unsubscribe"]

_MAILS_A_PAGE = 20

# What the form of a search has, and an address may have to be looked at.
_SETTINGS = ("q", "name", "cadence")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the results page offers: to keep this search, or where it is kept, and its feeds."""

    cadences: list[tuple[str, str]]
    kept: SavedSearch | None
    atom: str
    json: str


def keeping(request: HttpRequest, text: str) -> Keeping:
    """Return what may be done with the search that is shown."""
    kept = alerts.kept_as(text, by=request.user) if isinstance(request.user, User) else None
    return Keeping(Cadence.choices, kept, **feed_addresses(text))


def _kept_by(request: HttpRequest) -> SavedSearchQuerySet:
    return SavedSearch.objects.kept().filter(owner=request.user.pk)


@require_POST
def save_search(request: HttpRequest) -> HttpResponseBase:
    """Keep a search; whoever has no login is asked to log in, and led back to the search."""
    query, order = request.POST.get("q", ""), request.POST.get("order", "")
    results = f"{reverse('search')}?{urlencode({'q': query, 'order': order}, quote_via=quote)}"
    if not isinstance(request.user, User):
        return redirect_to_login(results)
    try:
        search = alerts.keep(
            query,
            by=request.user,
            now=timezone.now(),
            name=request.POST.get("name", ""),
            order=order,
            cadence=request.POST.get("cadence", Cadence.OFF),
        )
    except alerts.InvalidSearch as invalid:
        messages.error(request, invalid.sentence)
        return redirect(results)
    messages.success(request, f"“{search.name}” is kept.")
    return redirect(search)


@login_required
@never_cache
def saved_searches(request: HttpRequest) -> HttpResponse:
    """List the searches of whoever is logged in, with what is new, what failed, and those that can be put back."""
    to_tell = _number_of(AlertMatch.objects.to_tell())
    given_up = _number_of(AlertMail.objects.filter(state=MailState.GIVEN_UP))
    deleted = SavedSearch.objects.filter(owner=request.user.pk).exclude(deleted_at=None).order_by("-deleted_at")
    return render(
        request,
        "searches/list.html",
        {
            "searches": _kept_by(request).annotate(to_tell=to_tell, given_up=given_up),
            "deleted": deleted,
            "sends_mail": bool(settings.EMAIL_URL),
            "notes": known_filters(request, []),
        },
    )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """Return how many of these rows a search has, for an annotation."""
    of_search = rows.filter(search=OuterRef("pk")).order_by().values("search").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_search.values("number")), 0)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of one's own searches, or do what its form asks for."""
    search = get_object_or_404(SavedSearch.objects.select_related("owner"), pk=pk, owner=request.user.pk)
    if request.method == "POST":
        return _do(request, search)
    if search.deleted_at is not None:
        raise Http404
    return _show(request, search)


def _show(
    request: HttpRequest, search: SavedSearch, *, invalid: alerts.InvalidSearch | None = None, status: int = 200
) -> HttpResponse:
    listed = paged(request, search.mails.all(), size=_MAILS_A_PAGE)
    # What was typed and not kept, or is only looked at, stands in the form.
    typed = request.POST or request.GET
    query = typed.get("q", "").strip() or search.query
    asked = ask(query, search.owner, today=timezone.localdate())
    return render(
        request,
        "searches/detail.html",
        {
            "search": search,
            "query": typed.get("q", search.query),
            "is_tried": alerts.one_line(query) != search.query,
            "asked": asked.query,
            "asked_notes": [TOO_COMMON] if asked.is_too_common else [],
            "name": typed.get("name", search.name),
            "cadence": typed.get("cadence", search.cadence),
            "cadences": Cadence.choices,
            "invalid": invalid,
            "to_tell": search.matches.to_tell().count(),
            "feed": settings.SITE_ORIGIN + reverse("saved_search_feed", args=[search.feed_token]),
            "listed": listed,
            "notes": known_filters(request, _SETTINGS) + listed.notes,
            "sends_mail": bool(settings.EMAIL_URL),
        },
        status=status,
    )


def _do(request: HttpRequest, search: SavedSearch) -> HttpResponseBase:
    now, verb = timezone.now(), request.POST.get("verb", "")
    if search.deleted_at is not None:
        if verb != "put_back":
            raise Http404
        alerts.put_back(search, now=now)
        messages.success(request, f"“{search.name}” is back. Letters that came meanwhile are not told.")
        return redirect("saved_searches")
    match verb:
        case "change":
            try:
                changed = alerts.change(
                    search,
                    name=request.POST.get("name", ""),
                    cadence=request.POST.get("cadence", ""),
                    query=request.POST.get("q"),
                    now=now,
                )
            except alerts.InvalidSearch as invalid:
                return _show(request, search, invalid=invalid, status=422)
            if changed.query != search.query:
                messages.success(request, "The changes are kept. What the search finds today counts as known.")
            else:
                messages.success(request, "The changes are kept.")
        case "look":
            typed = {name: request.POST.get(name, "") for name in _SETTINGS}
            return redirect(f"{search.get_absolute_url()}?{urlencode(typed, quote_via=quote)}#settings")
        case "pause":
            alerts.pause(search, now=now)
            messages.success(request, "Paused. What comes meanwhile is told when you go on.")
        case "resume":
            alerts.resume(search)
            messages.success(request, "Alerts go on.")
        case "renew":
            alerts.renew_feed(search)
            messages.success(request, "The feed has a new address, for your reader; the old one has ended.")
        case "send_again":
            mail = get_object_or_404(AlertMail, pk=_number(request.POST.get("mail", "")), search=search)
            if alerts.send_again(mail, now=now):
                messages.success(request, f"The mail with {counted(len(mail.letters), 'letter')} is sent again soon.")
        case "delete":
            alerts.delete(search, now=now)
            messages.success(request, f"“{search.name}” is deleted. For thirty days you can put it back, below.")
            return redirect("saved_searches")
        case _:
            messages.error(request, "Nothing was changed: the form did not say what to do. Load the page again.")
    return redirect(search)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@csrf_exempt  # The token is the key; mail programs post without a cookie (RFC 8058).
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End a search's mails without a login. To look at the page ends nothing, for mail programs fetch links."""
    search = alerts.of_unsubscribe_token(token)
    if search is not None and request.method == "POST":
        alerts.unsubscribe(search)
        search.refresh_from_db()
    answer = render(request, "searches/unsubscribe.html", {"search": search}, status=200 if search else 404)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
