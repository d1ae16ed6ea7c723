"""How far was looked for what followed a letter: reckoned when asked for, so that it moves with each day's actions.

`LinkSearch` says when the last full search was; the actions that came since were weighed for the letter too
(tracker.linking.forward). Those that still wait are not counted.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tracker.linking.gather import around
from tracker.linking.retrieve import window
from tracker.models import ActionLink, ActionSearch, ActionWaiting, Letter, LetterTopic, LinkSearch, Relation

__all__ = ["Searched", "searched"]


@dataclass(frozen=True, slots=True)
class Searched:
    """The day of the last full search; the last day on which an action could follow; how many actions of how many
    agencies were looked at from the letter's day to that, none for a letter without a date or a known agency; and
    whether none of all stands above the bar."""

    searched_at: datetime.datetime
    until: datetime.date | None
    actions: int
    agencies: int
    none_above: bool


def searched(letter: Letter) -> Searched | None:
    """Return how far was looked for this letter, or None when nobody has looked yet."""
    search = LinkSearch.objects.filter(letter=letter).first()
    if search is None:
        return None
    until, actions, agencies = None, 0, 0
    topic = LetterTopic.objects.filter(letter=letter).only("letter_date", "agencies").first()
    if topic is not None and topic.letter_date is not None and topic.agencies:
        own = set(topic.agencies)
        below, above = around(own)
        family, until = own | below | above, window(topic.letter_date)[1]
        looked_at = ActionSearch.objects.filter(
            ~Exists(ActionWaiting.objects.filter(action=OuterRef("action"))),
            agency__in=family,
            published_date__range=(topic.letter_date, until),
        )
        actions, agencies = looked_at.values("action").distinct().count(), len(family)
    # What a person rejected did score above the bar.
    links = ActionLink.objects.filter(letter=letter).exclude(relation__in=(Relation.CITED, Relation.BACKGROUND))
    return Searched(search.searched_at, until, actions, agencies, not links.exists())
