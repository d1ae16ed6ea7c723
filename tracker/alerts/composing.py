"""From the letters that wait to be told to the row of a mail that tells of them."""

import datetime
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tracker.alerts.locks import hold_off_matching
from tracker.alerts.timing import is_due
from tracker.models import AlertMail, AlertMatch, SavedSearch
from tracker.models.alerts import SavedSearchQuerySet
from tracker.search import ask

__all__ = ["compose", "due_searches"]


def due_searches(*, now: datetime.datetime) -> list[int]:
    """Return the searches of which a mail is due: letters wait, the cadence says so, and there is somebody to tell."""
    return _due(SavedSearch.objects.all(), now)


def compose(search_id: int, *, now: datetime.datetime) -> AlertMail | None:
    """Write the mail that tells of all letters that wait; None when there is nothing to tell, or somebody else does.

    A letter that was withdrawn, or that the search no longer finds, is taken off; it is matched anew when it is back.
    """
    with transaction.atomic():
        hold_off_matching()
        search = (
            SavedSearch.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("owner")
            .filter(pk=search_id)
            .first()
        )
        if search is None or not _due(SavedSearch.objects.filter(pk=search.pk), now):
            return None
        waiting = set(search.matches.to_tell().values_list("letter_id", flat=True))
        found = ask(search.query, search.owner, today=timezone.localdate(now)).among(waiting)
        search.matches.to_tell().filter(letter__in=waiting - found).delete()
        if not found:
            return None
        host = urlsplit(settings.SITE_ORIGIN).hostname
        mail = AlertMail.objects.create(
            search=search,
            owner=search.owner,
            name=search.name,
            to=search.owner.email,
            message_id=f"<alert.{search.pk}.{secrets.token_hex(12)}@{host}>",
            letters=sorted(found, reverse=True),
            created_at=now,
            next_try_at=now,
        )
        search.matches.to_tell().filter(letter__in=found).update(mail=mail)
        SavedSearch.objects.filter(pk=search.pk).update(last_alert_at=now)
    return mail


def _due(searches: SavedSearchQuerySet, now: datetime.datetime) -> list[int]:
    waiting = AlertMatch.objects.to_tell().filter(search=OuterRef("pk"))
    told = (
        searches.alerting()
        .filter(paused_at=None)
        .exclude(owner__email="")
        .annotate(
            first=Subquery(waiting.order_by("matched_at").values("matched_at")[:1]),
            last=Subquery(waiting.order_by("-matched_at").values("matched_at")[:1]),
        )
        .filter(first__isnull=False)
        .order_by("first", "pk")
    )
    local, at = timezone.localtime(now), datetime.time.fromisoformat(settings.ALERTS_AT)
    return [
        pk
        for pk, cadence, first, last, last_alert in told.values_list("pk", "cadence", "first", "last", "last_alert_at")
        if is_due(cadence, first=first, last=last, last_alert=last_alert, now=local, at=at)
    ]
