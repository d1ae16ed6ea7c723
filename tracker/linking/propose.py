"""Storing what was found: proposed links, what they rest on, and what was looked through, also when nothing was found.

A person's decision is never touched. A proposal that is not supported any longer goes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.linking.candidates import rank
from tracker.linking.correspondence import propose_letters
from tracker.linking.coverage import align_coverage
from tracker.linking.gather import actions_sharing, candidates_for, letter_view
from tracker.linking.index import add_topic, write_topic
from tracker.linking.locks import proposing
from tracker.linking.proposals import drop_stale, store
from tracker.linking.views import ActionView, Scored
from tracker.linking.weights import WEIGHTS
from tracker.models import ActionLink, Letter, LinkSearch

__all__ = ["Proposed", "index_letter", "propose"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What stands proposed for a letter after a run: actions, and earlier and later letters."""

    actions: int
    letters: int


def propose(letter: Letter, *, now: datetime.datetime) -> Proposed:
    """Propose the actions and letters that belong with a letter that has been read, and record that it was searched.

    Runs in the caller's transaction. Running it again changes nothing unless letter, actions or letters changed.
    """
    proposing()
    view = letter_view(letter)
    write_topic(letter, view)
    actions = {action.key: action for action in candidates_for(view)}
    scored = rank(view, tuple(actions.values()))
    # What shares a docket with the best of them may lie years later, or with an agency that nobody wrote to.
    if further := actions_sharing(_series(_chosen(scored), actions), apart_from=actions):
        actions |= {action.key: action for action in further}
        scored = rank(view, tuple(actions.values()))
    chosen = _chosen(scored)
    _store_actions(letter, chosen, now=now)
    LinkSearch.objects.update_or_create(
        letter=letter,
        defaults={
            "searched_at": now,
            "best_score": max((each.score for each in scored if each.followed), default=0.0),
        },
    )
    letters = propose_letters(letter, now=now)
    align_coverage(letter)
    return Proposed(actions=len(chosen), letters=letters)


def index_letter(letter: Letter) -> None:
    """Write the row by which new actions find a letter that has been read, if it has none; nothing is proposed."""
    add_topic(letter, letter_view(letter))


def _series(chosen: Iterable[Scored], actions: dict[int, ActionView]) -> set[str]:
    return {mark for each in chosen if each.relation != "background" for mark in actions[each.key].series}


def _chosen(scored: Iterable[Scored]) -> list[Scored]:
    """Return what is worth a person's look: what is cited, and what stands above the bar."""
    kept = []
    for each in scored:
        least = WEIGHTS.bar if each.followed else WEIGHTS.background_bar
        if each.relation == "cited" or each.score >= least:
            kept.append(each)
    return kept[: WEIGHTS.at_most]


def _store_actions(letter: Letter, chosen: Sequence[Scored], *, now: datetime.datetime) -> None:
    existing = {link.action_id: link for link in ActionLink.objects.select_for_update().filter(letter=letter)}
    for each in chosen:
        link = existing.pop(each.key, None) or ActionLink(letter=letter, action_id=each.key, proposed_at=now)
        store(link, each)
    drop_stale(ActionLink, existing.values())
