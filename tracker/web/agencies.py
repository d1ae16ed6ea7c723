"""Agencies as a tree, and each agency's letters and actions with those of its parts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.models import Agency, AgencyAction, Letter, Recipient, Signature, Viewer
from tracker.web.letters import letters_of_agencies
from tracker.web.paging import known_filters, paged
from tracker.web.register import for_register, register

__all__ = ["AgencyNode", "agency", "agency_list", "agency_tree"]

PAGE_SIZE = 20
ACTIONS_SHOWN = 12


@dataclass
class AgencyNode:
    """An agency in the tree; `letters` and `actions` count its own and those of its parts, each once."""

    agency: Agency
    letters: int = 0
    actions: int = 0
    children: list["AgencyNode"] = field(default_factory=list)


def agency_tree(viewer: Viewer) -> list[AgencyNode]:
    """Return the agencies that have a visible letter or an action, below the agencies that they are parts of."""
    visible = Letter.objects.visible_to(viewer)
    pairs = [
        *Recipient.objects.kept().filter(letter__in=visible, agency__isnull=False).values_list("agency", "letter"),
        *Signature.objects.kept().filter(letter__in=visible, agency__isnull=False).values_list("agency", "letter"),
    ]
    letters: dict[int, set[int]] = defaultdict(set)
    for agency_id, letter_id in pairs:
        letters[agency_id].add(letter_id)
    through = AgencyAction.agencies.through.objects.values_list("agency_id", "agencyaction_id")
    actions: dict[int, set[int]] = defaultdict(set)
    for agency_id, action_id in through:
        actions[agency_id].add(action_id)
    agencies = list(Agency.objects.order_by("name"))
    children: dict[int | None, list[Agency]] = defaultdict(list)
    for item in agencies:
        children[item.parent_id].append(item)
    return [node for root in children[None] if (node := _node(root, children, letters, actions)[0])]


def _node(
    item: Agency, children: dict[int | None, list[Agency]], letters: dict[int, set[int]], actions: dict[int, set[int]]
) -> tuple[AgencyNode | None, set[int], set[int]]:
    """Return the node with the ids of its letters and actions; no node when it and its parts have neither."""
    below = [_node(child, children, letters, actions) for child in children[item.pk]]
    own_letters = letters[item.pk].union(*(found for _, found, _ in below))
    own_actions = actions[item.pk].union(*(found for _, _, found in below))
    if not own_letters and not own_actions:
        return None, own_letters, own_actions
    nodes = [node for node, _, _ in below if node]
    return AgencyNode(item, len(own_letters), len(own_actions), nodes), own_letters, own_actions


def agency_list(request: HttpRequest) -> HttpResponse:
    """Show the tree."""
    tree = agency_tree(request.user)
    return render(request, "agencies/list.html", {"tree": tree, "notes": known_filters(request, [])})


def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one agency: letters to and from it and its parts, its newest actions, its posts."""
    item = get_object_or_404(Agency.objects.select_related("parent"), slug=slug)
    viewer = request.user
    family = item.family_ids()
    letters = letters_of_agencies(Letter.objects.visible_to(viewer), family)
    ordered = letters.order_by(F("letter_date").desc(nulls_last=True), "-pk")
    found = paged(request, for_register(ordered, viewer), size=PAGE_SIZE)
    actions = AgencyAction.objects.filter(
        pk__in=AgencyAction.agencies.through.objects.filter(agency__in=family).values("agencyaction")
    ).order_by(F("published_date").desc(nulls_last=True), "-pk")
    return render(
        request,
        "agencies/detail.html",
        {
            "agency": item,
            "parts": _parts(family, item),
            "found": found,
            "rows": register(found.page.object_list),
            "actions": actions.prefetch_related("agencies")[:ACTIONS_SHOWN],
            "actions_total": actions.count(),
            "officials": item.officials.order_by(F("start").desc(nulls_last=True), "name")[:12],
            "notes": found.notes + known_filters(request, []),
        },
    )


def _parts(family: Iterable[int], item: Agency) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=family, parent=item))
