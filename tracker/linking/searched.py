"""How far was looked for what followed a letter: reckoned when asked for, so that it moves with each day's actions.

`LinkSearch` keeps what the last full search saw; most actions that came since were weighed for the letter and passed
over without one (tracker.linking.forward), and they were looked at too. Those that still wait are not counted.
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
    """The day of the last full search, the newest action looked at, and how many actions of how many agencies from the
    letter's day on; whether none of all stands above the bar."""

    searched_at: datetime.datetime
    to_date: datetime.date | None
    actions_considered: int
    agencies_considered: int
    none_above: bool


def searched(letter: Letter) -> Searched | None:
    """Return how far was looked for this letter, or None when nobody has looked yet."""
    search = LinkSearch.objects.filter(letter=letter).first()
    if search is None:
        return None
    to_date, actions, agencies = search.to_date, search.actions_considered, search.agencies_considered
    topic = LetterTopic.objects.filter(letter=letter).only("letter_date", "agencies").first()
    if topic is not None and topic.letter_date is not None and topic.agencies:
        own = set(topic.agencies)
        below, above = around(own)
        family, end = own | below | above, window(topic.letter_date)[1]
        looked_at = ActionSearch.objects.filter(
            ~Exists(ActionWaiting.objects.filter(action=OuterRef("action"))), published_date__lte=end
        )
        near = looked_at.filter(agency__in=family, published_date__gte=topic.letter_date)
        actions, agencies = near.values("action").distinct().count(), len(family)
        newest = looked_at.order_by("-published_date").values_list("published_date", flat=True).first()
        to_date = max((day for day in (newest, to_date) if day is not None), default=None)
    # What a person rejected did score above the bar.
    links = ActionLink.objects.filter(letter=letter).exclude(relation__in=(Relation.CITED, Relation.BACKGROUND))
    none_above = not links.exists()
    return Searched(search.searched_at, to_date, actions, agencies, none_above)
