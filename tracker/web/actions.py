"""What agencies did: the list, and each action with the letters that it belongs to and why."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.models import ActionKind, ActionLink, Agency, AgencyAction, Letter, LinkState, Relation, Viewer
from tracker.web.links import shown_action_links
from tracker.web.paging import known_filters, paged
from tracker.web.timeline import Reason, decision, reasons
from tracker.web.wording import days_between

__all__ = ["action", "action_list"]

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class LinkedLetter:
    """A letter beside an action: when it was written, how they belong together, and why that is said."""

    letter: Letter
    distance: str
    relation: str
    is_after: bool
    is_proposed: bool
    decided: str
    reasons: tuple[Reason, ...]


def action_list(request: HttpRequest) -> HttpResponse:
    """Show actions, newest first, filtered by kind, agency and whether letters belong to them."""
    notes = known_filters(request, ["kind", "agency", "letters"])
    shown = Q(letter_links__in=_links(request.user))
    actions = (
        AgencyAction.objects.defer("text", "abstract")
        .annotate(letters=Count("letter_links", filter=shown, distinct=True))
        .prefetch_related("agencies")
        .order_by(F("published_date").desc(nulls_last=True), "-pk")
    )
    kind, slug, linked = (request.GET.get(name, "").strip() for name in ("kind", "agency", "letters"))
    if kind and kind in ActionKind.values:
        actions = actions.filter(kind=kind)
    elif kind:
        notes.append(f"“{kind[:40]}” is no kind of action, so all kinds are shown.")
    agency = Agency.objects.filter(slug=slug).first() if slug and "\0" not in slug else None
    if agency:
        actions = actions.filter(
            pk__in=AgencyAction.agencies.through.objects.filter(agency__in=agency.family_ids()).values("agencyaction")
        )
    elif slug:
        notes.append(f"No agency is known as “{slug[:60]}”, so actions of all agencies are shown.")
    if linked == "yes":
        actions = actions.filter(letters__gt=0)
    elif linked:
        notes.append(f"“letters={linked[:20]}” is not known here; “letters=yes” keeps actions that letters belong to.")
    found = paged(request, actions, size=PAGE_SIZE)
    return render(
        request,
        "actions/list.html",
        {
            "found": found,
            "notes": notes + found.notes,
            "kinds": ActionKind.choices,
            "agencies": Agency.objects.filter(actions__isnull=False).distinct(),
            "chosen": {"kind": kind, "agency": slug, "letters": linked},
            "is_filtered": bool(kind or slug or linked),
        },
    )


def _links(viewer: Viewer) -> QuerySet[ActionLink]:
    return shown_action_links().filter(letter__in=Letter.objects.visible_to(viewer))


def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one action and the letters that it belongs to."""
    item = get_object_or_404(AgencyAction.objects.prefetch_related("agencies"), pk=pk)
    links = _links(request.user).filter(action=item).select_related("letter").order_by("letter__letter_date", "pk")
    linked = [_linked(item, link) for link in links]
    return render(
        request,
        "actions/detail.html",
        {
            "action": item,
            "before": [letter for letter in linked if not letter.is_after],
            "after": [letter for letter in linked if letter.is_after],
        },
    )


def _linked(item: AgencyAction, link: ActionLink) -> LinkedLetter:
    letter, published = link.letter, item.published_date
    is_after = link.relation in (Relation.BACKGROUND, Relation.CITED)
    distance = ""
    if letter.letter_date and published:
        span = days_between(letter.letter_date, published)
        is_after = is_after or letter.letter_date > published
        if span != "the same day":
            span += " after this action" if letter.letter_date > published else " before this action"
        distance = span[:1].upper() + span[1:]
    return LinkedLetter(
        letter=letter,
        distance=distance,
        relation=str(link.get_relation_display()),
        is_after=is_after,
        is_proposed=link.state == LinkState.PROPOSED,
        decided=decision(link),
        reasons=reasons(link),
    )
