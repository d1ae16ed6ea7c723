"""Which links between letters and actions a page may show: confirmed ones, and strong proposals where it is so set."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.linking.weights import LETTER_WEIGHTS, WEIGHTS
from tracker.models import ActionLink, Letter, LetterLink, LinkState, Relation, Viewer

__all__ = [
    "BEFORE",
    "MOST_PROPOSALS",
    "proposals_known",
    "shown_action_links",
    "shown_earlier_links",
    "shown_later_links",
]

# A time line with more proposals than this is a list of guesses; the rest waits at the desk.
MOST_PROPOSALS = 6

# What was there before the letter did not follow it.
BEFORE = (Relation.BACKGROUND, Relation.CITED)


def _shown(strong: Q) -> Q:
    confirmed = Q(state=LinkState.CONFIRMED)
    return confirmed | (Q(state=LinkState.PROPOSED) & strong) if settings.SHOW_PROPOSALS else confirmed


def shown_action_links() -> QuerySet[ActionLink]:
    """Return the links to actions that pages show, strongest first, with actions and agencies.

    A proposal is strong by its own score, or because it shares a docket with one that is; weaker ones wait at the desk.
    """
    strong = Q(score__gte=WEIGHTS.strong)
    also = ActionLink.objects.filter(strong, letter=OuterRef("letter")).exclude(relation__in=BEFORE)
    strong |= Q(Exists(also), evidence__contains=[{"kind": "docket_of_found"}])
    shown = ActionLink.objects.filter(_shown(strong), action__withdrawn_at__isnull=True)
    return shown.select_related("action").prefetch_related("action__agencies")


def proposals_known(letter: Letter) -> int:
    """Return how many actions are proposed for the letter, weak ones among them; 0 where proposals are not shown."""
    if not settings.SHOW_PROPOSALS:
        return 0
    return ActionLink.objects.filter(letter=letter, state=LinkState.PROPOSED).count()


def _between_visible(viewer: Viewer) -> QuerySet[LetterLink]:
    visible = Letter.objects.visible_to(viewer)
    return LetterLink.objects.filter(_shown(Q(score__gte=LETTER_WEIGHTS.bar)), letter__in=visible, earlier__in=visible)


def shown_earlier_links(viewer: Viewer) -> QuerySet[LetterLink]:
    """Return the links to earlier letters, both ends visible to the viewer."""
    return _between_visible(viewer).select_related("earlier")


def shown_later_links(viewer: Viewer) -> QuerySet[LetterLink]:
    """Return the links from later letters, both ends visible to the viewer, with their signers."""
    return (
        _between_visible(viewer)
        .select_related("letter")
        .prefetch_related("letter__signatures__agency", "letter__signatures__member", "letter__signatures__term")
    )
