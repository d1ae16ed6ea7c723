"""What waits for a person: letters that need one, that are being read, that are to be checked, and links to decide."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from tracker.models import (
    ActionLink,
    Letter,
    LetterLink,
    LinkState,
    Publication,
    ReadingState,
    may_review,
    may_see_drafts,
)
from tracker.models.letters import LetterQuerySet
from tracker.web.desk.access import admins_only
from tracker.web.desk.alerts import undelivered
from tracker.web.paging import known_filters, paged

__all__ = ["desk", "queue"]

PAGE = 25


@dataclass(frozen=True, slots=True)
class Tab:
    """A pile on the desk: its name in addresses, its heading, how much lies on it. Links have a page of their own."""

    key: str
    heading: str
    count: int
    empty: str


def desk(request: HttpRequest) -> HttpResponseBase:
    """Send each to where they work: admins to their queue, staffers to the letters."""
    if request.user.is_authenticated and not may_review(request.user):
        if may_see_drafts(request.user):
            return redirect("letter_list")
        raise PermissionDenied
    return queue(request)


@admins_only
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show one pile of the desk, `?pile=`; the first that has something when none is asked for."""
    letters = Letter.objects.visible_to(request.user)
    piles: dict[str, tuple[str, LetterQuerySet | None, str]] = {
        "person": (
            "Need a person",
            letters.filter(reading_state=ReadingState.NEEDS_PERSON).exclude(publication=Publication.PUBLISHED),
            "No letter needs help.",
        ),
        "reading": (
            "Being read",
            letters.filter(reading_state__in=[ReadingState.WAITING, ReadingState.READING]),
            "Nothing is being read.",
        ),
        "check": (
            "To check",
            letters.filter(Q(reading_state=ReadingState.READ) & ~Q(publication=Publication.PUBLISHED)),
            "Every letter that was read is published.",
        ),
        "links": ("Links to decide", None, "No link waits for a decision."),
        "published": (
            "Published",
            letters.filter(publication=Publication.PUBLISHED),
            "Nothing is published yet.",
        ),
    }
    proposed = ActionLink.objects.filter(state=LinkState.PROPOSED)
    proposed_letters = LetterLink.objects.filter(state=LinkState.PROPOSED)
    counts = {key: rows.count() if rows is not None else 0 for key, (_, rows, _) in piles.items()}
    counts["links"] = proposed.count() + proposed_letters.count()
    tabs = [Tab(key, heading, counts[key], empty) for key, (heading, _, empty) in piles.items()]
    notes = known_filters(request, {"pile"})
    asked = request.GET.get("pile", "")
    if asked and asked not in piles:
        notes.append(f"There is no pile “{asked[:40]}” on this desk.")
    chosen = asked if asked in piles else next((tab.key for tab in tabs if tab.count), "check")
    if chosen == "links":
        return redirect("desk_links")
    context = {
        "tabs": tabs,
        "tab": next(tab for tab in tabs if tab.key == chosen),
        "notes": notes,
    }
    rows = piles[chosen][1]
    assert rows is not None  # the links have a page of their own
    context["undelivered"] = undelivered()
    context["listed"] = paged(request, rows.select_related("file").for_list().order_by("-changed_at", "-pk"), size=PAGE)
    return render(request, "desk/queue.html", context)
