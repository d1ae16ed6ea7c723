"""The page on which links are decided: one at a time, both texts side by side, the next one at once."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from tracker.models import (
    ActionLink,
    Agency,
    AgencyAction,
    Letter,
    LetterRelation,
    LinkState,
    Relation,
)
from tracker.models.letters import LetterQuerySet
from tracker.web.desk import beside
from tracker.web.desk.access import admins_only
from tracker.web.desk.proposals import (
    BANDS,
    STATES,
    AnyLink,
    Filters,
    Proposals,
    address_of,
    asked_for,
    find,
    key_of,
)
from tracker.web.paging import PagedList, known_filters

__all__ = ["LAST_DECISION", "remember", "review_links"]

AT_ONCE = 20
# Where the session keeps what was decided last, so that it can be taken back.
LAST_DECISION = "last_link_decision"
_FILTERS = ("state", "relation", "agency", "points", "letter")
_OF_PLACE = ("at", "after", "reason", "as")


@dataclass(frozen=True, slots=True)
class Undo:
    """The decision that this person made last, and what it was before."""

    link: AnyLink
    which: str
    was: str
    reason: str
    relation: str
    back: str


def remember(request: HttpRequest, link: AnyLink) -> None:
    """Keep how the link stands before it is decided; to be called with the link as it was shown."""
    request.session[LAST_DECISION] = [key_of(link), link.state, link.reason, link.relation]


@admins_only
def review_links(request: HttpRequest) -> HttpResponseBase:
    """Show the first link that the filters leave, that of `?at=`, or the one that follows `?after=`."""
    letters = Letter.objects.visible_to(request.user)
    filters = asked_for(request)
    notes = [*known_filters(request, [*_FILTERS, *_OF_PLACE]), *filters.notes]
    proposals = Proposals(filters, letters)
    link = _chosen(request, proposals, letters, notes)
    place = proposals.place_of(link) if link else None
    listed = _listed(request, proposals, place, notes)
    path = reverse("desk_links")
    context: dict[str, Any] = {
        "filters": filters,
        "notes": notes,
        "states": STATES.items(),
        "bands": BANDS.items(),
        "relations": [*Relation.choices, *LetterRelation.choices],
        "agencies": _agencies(),
        "total": len(proposals),
        "listed": listed,
        "rows": [(each, key_of(each), isinstance(each, ActionLink)) for each in listed.page.object_list],
        "undo": _undo(request, filters, letters),
        "everything": path,
        "listing": path + address_of(filters),
    }
    if link:
        context |= _shown(request, link, proposals, filters, place)
    return render(request, "desk/links.html", context)


def _chosen(request: HttpRequest, proposals: Proposals, letters: LetterQuerySet, notes: list[str]) -> AnyLink | None:
    """Return the link to show. One that is not in the list any more is shown all the same, with its state."""
    if wanted := request.GET.get("at", ""):
        link = find(wanted, letters)
        if link is not None:
            return link
        notes.append("That proposal is there no more: a new search no longer finds it. This is the first of the list.")
    elif wanted := request.GET.get("after", ""):
        link = find(wanted, letters)
        following = proposals.after(link) if link else None
        if following is not None:
            return following
        if link is not None and len(proposals):
            notes.append("That was the end of the list; this is its beginning.")
    return proposals[0] if len(proposals) else None


def _shown(
    request: HttpRequest, link: AnyLink, proposals: Proposals, filters: Filters, place: int | None
) -> dict[str, Any]:
    evidence = beside.evidence_of(link.evidence)
    path, key = reverse("desk_links"), key_of(link)
    following, before = proposals.after(link), proposals.before(link)
    if isinstance(link, ActionLink):
        action = AgencyAction.objects.defer("text").prefetch_related("agencies").get(pk=link.action_id)
        other: dict[str, Any] = {"action": beside.action_side(action, evidence)}
        relations = Relation.choices
    else:
        other = {"earlier": beside.other_letter(link, evidence)}
        relations = LetterRelation.choices
    return other | {
        "link": link,
        "key": key,
        "which": key.partition("-")[0],
        "is_open": link.state in (LinkState.PROPOSED, LinkState.UNDECIDED),
        "side": beside.letter_side(link.letter, evidence),
        "evidence": evidence,
        "place": None if place is None else place + 1,
        "choices": relations,
        "relation": request.GET.get("as") if request.GET.get("as") in dict(relations) else link.relation,
        "reason": request.GET.get("reason", link.reason)[:500],
        "stay": path + address_of(filters, at=key),
        "then": path + address_of(filters, after=key),
        "next_address": path + address_of(filters, at=key_of(following)) if following else "",
        "before_address": path + address_of(filters, at=key_of(before)) if before else "",
    }


def _listed(request: HttpRequest, proposals: Proposals, place: int | None, notes: list[str]) -> PagedList:
    """Return the page of the list that is asked for, or the one on which the shown link stands."""
    paginator = Paginator(proposals, AT_ONCE)
    asked = request.GET.get("page", "")
    number = (place or 0) // AT_ONCE + 1
    if asked.isascii() and asked.isdigit():
        number = min(max(int(asked[:9]), 1), paginator.num_pages)
        if str(number) != asked.lstrip("0"):
            notes.append(f"There is no page {asked[:20]} here; this is page {number} of {paginator.num_pages}.")
    elif asked:
        notes.append(f"“{asked[:40]}” is no page number.")
    return PagedList(paginator.page(number))


def _agencies() -> Any:
    """Return the agencies of which an action is linked."""
    linked = ActionLink.objects.filter(action__agencies=OuterRef("pk"))
    return Agency.objects.filter(Exists(linked)).order_by("name").only("slug", "name")


def _undo(request: HttpRequest, filters: Filters, letters: LetterQuerySet) -> Undo | None:
    """Return what this person decided last, as long as it still stands as they left it."""
    kept = request.session.get(LAST_DECISION)
    if not kept:
        return None
    key, was, reason, relation = kept
    link = find(key, letters)
    if link is None or link.state == was or (link.decided_by_id or request.user.pk) != request.user.pk:
        return None
    back = reverse("desk_links") + address_of(filters, at=key)
    return Undo(link, "action" if isinstance(link, ActionLink) else "letter", was, reason, relation, back)
