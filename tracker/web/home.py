"""The front page: what this is, the search box, the newest letters, what followed lately, and numbers that are true."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models import (
    ActionLink,
    InformationRequest,
    Letter,
    LetterLink,
    LetterRelation,
    LinkState,
    Recipient,
    Signature,
    Viewer,
)
from tracker.web.letter_facts import action_noun
from tracker.web.links import BEFORE, shown_action_links, shown_later_links
from tracker.web.register import for_register, register
from tracker.web.wording import days_between

__all__ = ["about", "home"]

NEWEST = 8
LATELY = 5


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the archive holds for this viewer. `followed` counts letters of which a person confirmed what followed."""

    letters: int
    members: int
    agencies: int
    requests: int
    followed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """Something that followed a letter."""

    date: datetime.date
    what: str
    title: str
    url: str
    letter: Letter
    distance: str
    is_proposed: bool


def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    viewer = request.user
    letters = Letter.objects.visible_to(viewer)
    day = TruncDate("published_at").desc(nulls_last=True)
    newest = for_register(letters.order_by(day, F("letter_date").desc(nulls_last=True), "-pk"), viewer)[:NEWEST]
    return render(
        request,
        "home.html",
        {"rows": register(newest), "numbers": _numbers(viewer), "lately": _lately(viewer)},
    )


def about(request: HttpRequest) -> HttpResponse:
    """Show what this is, how letters are read, and what the marks mean."""
    return render(request, "about.html", {"numbers": _numbers(request.user)})


def _numbers(viewer: Viewer) -> Numbers:
    letters = Letter.objects.visible_to(viewer)
    signed = Signature.objects.kept().filter(letter__in=letters, member__isnull=False)
    addressed = Recipient.objects.kept().filter(letter__in=letters, agency__isnull=False)
    actions = ActionLink.objects.filter(state=LinkState.CONFIRMED).exclude(relation__in=BEFORE)
    later = LetterLink.objects.filter(state=LinkState.CONFIRMED, letter__in=letters)
    return Numbers(
        letters=letters.count(),
        members=signed.values("member").distinct().count(),
        agencies=addressed.values("agency").distinct().count(),
        requests=InformationRequest.objects.kept().filter(letter__in=letters).count(),
        followed=letters.filter(
            Q(pk__in=actions.values("letter")) | Q(pk__in=later.values("earlier")),
        ).count(),
    )


def _lately(viewer: Viewer) -> list[Lately]:
    """Return what followed letters, newest first: what is confirmed and, of each letter, the strongest proposal."""
    found = [*map(_from_action, _strongest(_recent_actions(viewer))), *map(_from_reply, _recent_replies(viewer))]
    return sorted(found, key=lambda item: item.date, reverse=True)[:LATELY]


def _recent_actions(viewer: Viewer) -> QuerySet[ActionLink]:
    return (
        shown_action_links()
        .filter(letter__in=Letter.objects.visible_to(viewer), action__published_date__gte=F("letter__letter_date"))
        .exclude(relation__in=BEFORE)
        .select_related("letter")
        .order_by("-action__published_date", "-pk")[: LATELY * 20]
    )


def _recent_replies(viewer: Viewer) -> QuerySet[LetterLink]:
    return (
        shown_later_links(viewer)
        .filter(letter__letter_date__gte=F("earlier__letter_date"))
        .select_related("earlier")
        .order_by("-letter__letter_date", "-pk")[:LATELY]
    )


def _strongest(links: QuerySet[ActionLink]) -> list[ActionLink]:
    best: dict[int, ActionLink] = {}
    for link in links:
        known = best.get(link.letter_id)
        if known is None or _weight(link) > _weight(known):
            best[link.letter_id] = link
    return list(best.values())


def _weight(link: ActionLink) -> tuple[bool, float]:
    return (link.state == LinkState.CONFIRMED, link.score)


def _from_action(link: ActionLink) -> Lately:
    date, asked = link.action.published_date, link.letter.letter_date
    assert date is not None
    assert asked is not None
    noun = action_noun(link.action)
    return Lately(
        date=date,
        what=noun[:1].upper() + noun[1:],
        title=link.action.title,
        url=link.action.get_absolute_url(),
        letter=link.letter,
        distance=days_between(asked, date),
        is_proposed=link.state == LinkState.PROPOSED,
    )


def _from_reply(link: LetterLink) -> Lately:
    date, asked = link.letter.letter_date, link.earlier.letter_date
    assert date is not None
    assert asked is not None
    return Lately(
        date=date,
        what="Reply" if link.relation == LetterRelation.REPLIES_TO else "Follow-up letter",
        title=str(link.letter),
        url=link.letter.get_absolute_url(),
        letter=link.earlier,
        distance=days_between(asked, date),
        is_proposed=link.state == LinkState.PROPOSED,
    )
