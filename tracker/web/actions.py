"""What agencies did: the list, and each action with the letters that it belongs to and why."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.models import ActionKind, ActionLink, Agency, AgencyAction, Letter, LinkState, Relation, Viewer
from tracker.web.action_facts import cfr_part, changes, docket, relatives, rin
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
    is_named: bool  # the action itself answers or cites the letter
    is_proposed: bool
    decided: str
    reasons: tuple[Reason, ...]


def action_list(request: HttpRequest) -> HttpResponse:
    """Show actions, newest first, filtered by kind, agency, year, docket and whether letters belong to them."""
    notes = known_filters(request, ["kind", "agency", "year", "docket", "letters"])
    actions = (
        AgencyAction.objects.defer("text", "abstract")
        .prefetch_related("agencies")
        .order_by(F("published_date").desc(nulls_last=True), F("pk").desc())
    )
    kind, slug, year, series, linked = (
        request.GET.get(name, "").strip().replace("\0", "") for name in ("kind", "agency", "year", "docket", "letters")
    )
    if kind and kind in ActionKind.values:
        actions = actions.filter(kind=kind)
    elif kind:
        notes.append(f"“{kind[:40]}” is no kind of action, so all kinds are shown.")
    agency = Agency.objects.filter(slug=slug).first() if slug else None
    if agency:
        actions = actions.filter(
            pk__in=AgencyAction.agencies.through.objects.filter(agency__in=agency.family_ids()).values("agencyaction")
        )
    elif slug:
        notes.append(f"No agency is known as “{slug[:60]}”, so actions of all agencies are shown.")
    is_year = re.fullmatch(r"(19|20)\d\d", year, re.ASCII)
    if is_year:
        first = datetime.date(int(year), 1, 1)
        actions = actions.filter(published_date__gte=first, published_date__lt=first.replace(year=first.year + 1))
    elif year:
        notes.append(f"“{year[:20]}” is no year, so actions of all years are shown.")
    if series:
        actions = actions.filter(Q(dockets__contains=[series]) | Q(rins__contains=[series]))
    if linked == "yes":
        actions = actions.filter(pk__in=_links(request.user).values("action"))
    elif linked:
        notes.append(f"“letters={linked[:20]}” is not known here; “letters=yes” keeps actions that letters belong to.")
    found = paged(request, actions, size=PAGE_SIZE)
    _count_letters(found.page.object_list, request.user)
    acting = AgencyAction.agencies.through.objects.filter(agency=OuterRef("pk"))
    return render(
        request,
        "actions/list.html",
        {
            "found": found,
            "notes": notes + found.notes,
            "kinds": ActionKind.choices,
            "agencies": Agency.objects.filter(Exists(acting) | Q(pk=agency.pk if agency else None)).only(
                "slug", "name"
            ),
            "years": _years(int(year) if is_year else None),
            "chosen": {"kind": kind, "agency": slug, "year": year, "docket": series, "letters": linked},
            "is_filtered": bool(kind or slug or year or series or linked),
        },
    )


def _count_letters(actions: Iterable[AgencyAction], viewer: Viewer) -> None:
    """Say of each action of a page how many letters belong to it, without counting for those of other pages."""
    links = _links(viewer).filter(action__in=list(actions)).order_by()
    counts = dict(links.values_list("action").annotate(Count("letter", distinct=True)))
    for each in actions:
        setattr(each, "letters", counts.get(each.pk, 0))  # noqa: B010


def _years(chosen: int | None) -> list[int]:
    """Return the years from that of the newest action down to that of the oldest, and the chosen one."""
    # The index knows both ends.
    ends = AgencyAction.objects.aggregate(first=Min("published_date"), last=Max("published_date"))
    years = set(range(ends["first"].year, ends["last"].year + 1)) if ends["last"] else set()
    return sorted(years | ({chosen} if chosen else set()), reverse=True)


def _links(viewer: Viewer) -> QuerySet[ActionLink]:
    return shown_action_links().filter(letter__in=Letter.objects.visible_to(viewer))


def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one action: its record, the letters that it belongs to and why, and the others of its docket."""
    item = get_object_or_404(AgencyAction.objects.defer("text").prefetch_related("agencies"), pk=pk)
    links = _links(request.user).filter(action=item).select_related("letter").order_by("letter__letter_date", "pk")
    linked = [_linked(item, link) for link in links]
    before = [letter for letter in linked if not letter.is_after]
    return render(
        request,
        "actions/detail.html",
        {
            "action": item,
            "named": [letter for letter in before if letter.is_named],
            "before": [letter for letter in before if not letter.is_named],
            "after": [letter for letter in linked if letter.is_after],
            "relatives": relatives(item),
            "changes": changes(item),
            "dockets": [docket(text) for text in item.dockets],
            "rins": [rin(text) for text in item.rins],
            "cfr_parts": [cfr_part(text) for text in item.cfr_parts],
            "series": (item.dockets or item.rins or [""])[0],
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
        is_named=link.relation in (Relation.ANSWERS, Relation.CITES),
        is_proposed=link.state == LinkState.PROPOSED,
        decided=decision(link),
        reasons=reasons(link),
    )
