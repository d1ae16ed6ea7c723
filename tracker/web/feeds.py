"""Feeds of any search, Atom and JSON Feed 1.1, and the private feed of a saved search.

A feed has what the search finds among public letters, newest published first, some on each page. It is made to be asked
often: nothing is counted, which letters there are is remembered for a minute, and who has seen them is answered 304. A
letter that is withdrawn is gone at once all the same, for visibility is asked each time.
"""

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from tracker.models import Letter, LetterSearch, SavedSearch, Viewer, may_see_drafts
from tracker.search import Question, Snippet, ask
from tracker.web.register import RegisterRow, for_register, register
from tracker.web.throttle import seconds_to_wait
from tracker.web.wording import counted

__all__ = ["feed_addresses", "saved_search_feed", "search_feed"]

ENTRIES = 50
MOST_PAGES = 20
_MAX_AGE = 300

# For so many seconds it is remembered which letters a page has.
_REMEMBERED = 60

# So often may one address ask in a minute.
MOST_A_MINUTE = 120

# XML 1.0 has no such characters (section 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter in a feed; `updated_at` is when a reader last saw anything of it change."""

    row: RegisterRow
    snippets: tuple[Snippet, ...]

    @property
    def letter(self) -> Letter:
        return self.row.letter

    @property
    def title(self) -> str:
        return _fit(str(self.letter))

    @property
    def address(self) -> str:
        return f"{settings.SITE_ORIGIN}{self.letter.get_absolute_url()}"

    @property
    def html(self) -> str:
        return _fit(render_to_string("search/_feed_entry.html", {"row": self.row, "snippets": self.snippets}))

    @property
    def published_at(self) -> datetime.datetime:
        assert self.letter.published_at is not None  # a constraint of the database
        return self.letter.published_at

    @property
    def updated_at(self) -> datetime.datetime:
        return max(self.letter.changed_at, self.published_at)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of a feed. `key` stays the same wherever the feed is asked for; `neighbours` has rel and address."""

    title: str
    subtitle: str
    key: str
    address: str
    results_address: str
    neighbours: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


@require_safe
def search_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the feed of `?q=`, as anybody may see it; without a query, of all letters."""
    text = request.GET.get("q", "").strip()
    address = settings.SITE_ORIGIN + _feed_address(form, text)
    title = f"“{text}” · Letterbook" if text else "Letterbook"
    answer = _answer(request, form, text, AnonymousUser(), title=title, key=address, address=address)
    return _kept_by_caches(answer, public=True)


@require_safe
def saved_search_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with a saved search's Atom feed; its address is the key to it. Shared caches must not keep it."""
    search = SavedSearch.objects.kept().filter(feed_token=token, owner__is_active=True).select_related("owner").first()
    if search is None:
        raise Http404
    answer = _answer(
        request,
        "atom",
        search.query,
        search.owner,
        title=f"{search.name} · Letterbook",
        key=settings.SITE_ORIGIN + search.get_absolute_url(),
        address=settings.SITE_ORIGIN + reverse("saved_search_feed", args=[token]),
    )
    return _kept_by_caches(answer, private=True)


def feed_addresses(text: str) -> dict[str, str]:
    """Return where the feeds of a search are, by their forms."""
    return {form: _feed_address(form, text) for form in ("atom", "json")}


def _feed_address(form: str, text: str) -> str:
    asked = "?" + urlencode({"q": text}, quote_via=quote) if text else ""
    return reverse(f"search_feed_{form}") + asked


def _answer(
    request: HttpRequest, form: str, text: str, viewer: Viewer, *, title: str, key: str, address: str
) -> HttpResponse:
    if wait := seconds_to_wait(request, "feeds", most=MOST_A_MINUTE):
        sentence = f"Too many requests from this address: feeds are answered {MOST_A_MINUTE:,} times a minute."
        return _later(f"{sentence} Ask again in {counted(wait, 'second', up_to=0)}.", 429, seconds=wait)
    number = _page_number(request)
    question = ask(text, viewer, today=timezone.localdate())
    try:
        ids = _newest(question, number, viewer)
    except OperationalError:
        return _later("This search takes too long for a feed. Narrow it, or ask again later.", 503)
    shown = ids[:ENTRIES]
    stamps = _stamps(shown)
    etag = _etag(form, address, title, text, number, stamps, question.notes)
    last_modified = max((when for _, *times in stamps for when in times if when), default=None)
    unchanged = get_conditional_response(
        request, etag=etag, last_modified=int(last_modified.timestamp()) if last_modified else None
    )
    if unchanged is not None:
        return _marked(unchanged, etag, last_modified)
    page = FeedPage(
        title=_fit(title),
        subtitle=_fit(" ".join([f"Public letters, newest published first, {ENTRIES} a page.", *question.notes])),
        key=_fit(key),
        address=_fit(_on_page(address, number)),
        results_address=_fit(_results_address(text)),
        neighbours=_neighbours(address, number, has_more=len(ids) > ENTRIES),
        entries=_entries(shown, question),
    )
    return _marked(_as_json(page) if form == "json" else _as_atom(page), etag, last_modified)


def _newest(question: Question, number: int, viewer: Viewer) -> list[int]:
    """Return the letters of a page, and one more when there is another page."""
    asked = f"{may_see_drafts(viewer)} {number} {timezone.localdate()} {question.query.text}"
    key = f"feed:{hashlib.sha256(asked.encode()).hexdigest()}"
    ids: list[int] | None = cache.get(key)
    if ids is None:
        more = 1 if number < MOST_PAGES else 0
        ids = question.newest(offset=(number - 1) * ENTRIES, limit=ENTRIES + more)
        cache.set(key, ids, _REMEMBERED)
    return ids


def _stamps(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return, of the public ones of these letters, when they changed, were published, and were indexed."""
    public = LetterSearch.objects.visible_to(AnonymousUser()).filter(pk__in=ids).order_by("pk")
    return list(public.values_list("pk", "letter__changed_at", "letter__published_at", "indexed_at"))


def _etag(*said: object) -> str:
    return f'W/"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'


def _entries(ids: Sequence[int], question: Question) -> tuple[Entry, ...]:
    nobody = AnonymousUser()
    letters = for_register(Letter.objects.visible_to(nobody), nobody).in_bulk(ids)
    found = [letters[pk] for pk in ids if pk in letters]
    snippets = question.snippets([letter.pk for letter in found])
    return tuple(Entry(row, snippets.get(row.letter.pk, ())) for row in register(found))


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), MOST_PAGES)


def _on_page(address: str, number: int) -> str:
    return address if number == 1 else f"{address}{'&' if '?' in address else '?'}page={number}"


def _neighbours(address: str, number: int, *, has_more: bool) -> tuple[tuple[str, str], ...]:
    """Return the links of a feed in pages (RFC 5005, section 3)."""
    pages = {"first": 1 if number > 1 or has_more else 0, "previous": number - 1, "next": number + 1 if has_more else 0}
    return tuple((rel, _fit(_on_page(address, each))) for rel, each in pages.items() if each)


def _results_address(text: str) -> str:
    asked = "?" + urlencode({"q": text, "order": "newest"}, quote_via=quote) if text else ""
    return f"{settings.SITE_ORIGIN}{reverse('search')}{asked}"


def _marked(answer: HttpResponse, etag: str, last_modified: datetime.datetime | None) -> HttpResponse:
    answer.headers["ETag"] = etag
    if last_modified:
        answer.headers["Last-Modified"] = http_date(last_modified.timestamp())
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _kept_by_caches(answer: HttpResponse, **whose: bool) -> HttpResponse:
    """Say how long and in whose caches the feed may be kept; what is only to be asked again is kept in none."""
    if answer.status_code < 400:
        patch_cache_control(answer, max_age=_MAX_AGE, **whose)
    else:
        patch_cache_control(answer, no_store=True)
    return answer


def _later(sentence: str, status: int, *, seconds: int = 60) -> HttpResponse:
    headers = {"Retry-After": str(seconds), "X-Robots-Tag": "noindex"}
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)


def _fit(text: str) -> str:
    """Return the text without the characters that XML does not have."""
    return _NOT_IN_XML.sub("", text)


class _Atom(Atom1Feed):
    """Atom (RFC 4287) in pages, whose `updated` is that of its newest entry."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when the newest entry was updated; of a feed without one, when this day began."""
        if self.items:
            newest: datetime.datetime = max(item["updateddate"] for item in self.items)
            return newest
        return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, address in self.feed["neighbours"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})
        handler.addQuickElement("generator", "Letterbook", {"uri": f"{settings.SITE_ORIGIN}/"})


def _as_atom(page: FeedPage) -> HttpResponse:
    feed = _Atom(
        title=page.title,
        link=page.results_address,
        description="",
        subtitle=page.subtitle,
        language="en-us",
        author_name="Letterbook",
        author_link=f"{settings.SITE_ORIGIN}/",
        feed_url=page.address,
        feed_guid=page.key,
        neighbours=page.neighbours,
    )
    for entry in page.entries:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.html,
            unique_id=entry.address,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    answer = HttpResponse(content_type=_Atom.content_type)
    feed.write(answer, "utf-8")
    return answer


def _as_json(page: FeedPage) -> HttpResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "home_page_url": page.results_address,
        "feed_url": page.address,
        "description": page.subtitle,
        "language": "en-US",
        "authors": [{"name": "Letterbook", "url": f"{settings.SITE_ORIGIN}/"}],
        "items": [
            {
                "id": entry.address,
                "url": entry.address,
                "title": entry.title,
                "content_html": entry.html,
                "date_published": entry.published_at.isoformat(),
                "date_modified": entry.updated_at.isoformat(),
            }
            for entry in page.entries
        ],
    }
    if following := dict(page.neighbours).get("next"):
        feed["next_url"] = following
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
