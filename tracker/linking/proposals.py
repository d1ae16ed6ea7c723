"""Keeping a proposal: what no person has decided may change or go, what a person decided is never touched."""

from collections.abc import Iterable

from tracker.linking.evidence import as_json
from tracker.linking.pairs import ScoredPair
from tracker.linking.views import Scored
from tracker.models import ActionLink, LetterLink, LinkState

__all__ = ["drop_stale", "store"]


def store(link: ActionLink | LetterLink, found: Scored | ScoredPair) -> None:
    """Save a new proposal, or what has changed of one that no person has decided."""
    values = {"relation": found.relation, "score": found.score, "evidence": as_json(found.evidence)}
    changed = {name: value for name, value in values.items() if getattr(link, name) != value}
    if link.state != LinkState.PROPOSED or not (changed or link.pk is None):
        return
    for name, value in changed.items():
        setattr(link, name, value)
    link.save(update_fields=None if link.pk is None else list(changed))


def drop_stale(model: type[ActionLink] | type[LetterLink], links: Iterable[ActionLink | LetterLink]) -> None:
    """Delete the proposals among `links` that no person has decided."""
    stale = [link.pk for link in links if link.state == LinkState.PROPOSED]
    model._default_manager.filter(pk__in=stale, state=LinkState.PROPOSED).delete()
