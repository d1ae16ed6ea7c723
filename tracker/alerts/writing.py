"""The mail itself: text and HTML, its subject on one line, and headers by which programs file it and unsubscribe."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tracker.alerts.keeping import one_line, unsubscribe_token
from tracker.models import AlertMail, Letter, SavedSearch
from tracker.search import Order, Snippet, ask

__all__ = ["SHOWN", "write"]

# So many letters are described; of more their number is given, and the search's address.
SHOWN = 20
_SNIPPETS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A letter in a mail: why it was found is in its snippets, or, without words, in what was asked."""

    letter: Letter
    address: str
    snippets: tuple[Snippet, ...]


def write(
    mail: AlertMail, search: SavedSearch, letter_ids: Sequence[int], *, now: datetime.datetime
) -> EmailMultiAlternatives:
    """Return the mail that tells of these letters, which the owner may see. `mail.to` says to whom."""
    newest = Letter.objects.filter(pk__in=letter_ids).order_by("-published_at", "-pk")[:SHOWN]
    question = ask(search.query, search.owner, today=timezone.localdate(now))
    snippets = question.snippets([letter.pk for letter in newest])
    stop = _address("unsubscribe", unsubscribe_token(search))
    number = len(letter_ids)
    counted = f"{number:,} new letter{'' if number == 1 else 's'}"
    context = {
        "search": search,
        "counted": counted,
        "more": max(0, number - SHOWN),
        "asked": [chip.words for chip in question.query.chips if not chip.passed_over],
        "letters": [
            Told(letter, settings.SITE_ORIGIN + letter.get_absolute_url(), snippets.get(letter.pk, ())[:_SNIPPETS])
            for letter in newest
        ],
        "all_address": _results_of(search),
        "settings_address": settings.SITE_ORIGIN + search.get_absolute_url(),
        "stop_address": stop,
    }
    message = EmailMultiAlternatives(
        subject=one_line(f"{counted}: {search.name}")[:250],
        body=render_to_string("alerts/mail.txt", context),
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "List-ID": f"<search-{search.pk}.{urlsplit(settings.SITE_ORIGIN).hostname}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(render_to_string("alerts/mail.html", context), "text/html")
    return message


def _results_of(search: SavedSearch) -> str:
    """Return where the search's results are, newest first, for its mails."""
    asked = urlencode({"q": search.query, "order": Order.NEWEST.value}, quote_via=quote)
    return f"{_address('search')}?{asked}"


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_ORIGIN}{reverse(name, args=args)}"
