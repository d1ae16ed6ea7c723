"""Storing what was found: proposed links, what they rest on, and what was looked through, also when nothing was found.

A person's decision is never touched. A proposal that is not supported any longer goes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.linking.candidates import rank_among
from tracker.linking.correspondence import propose_letters
from tracker.linking.coverage import align_coverage
from tracker.linking.gather import actions_sharing, candidates_for, letter_view, views_of
from tracker.linking.index import add_topic, write_topic
from tracker.linking.locks import proposing
from tracker.linking.proposals import drop_stale, store
from tracker.linking.surroundings import as_kept, from_kept
from tracker.linking.views import ActionView, LetterView, Scored
from tracker.linking.weights import WEIGHTS
from tracker.models import ActionLink, AgencyAction, Letter, LetterSurroundings, LinkSearch, Relation

__all__ = ["DRIFT", "TRUSTED_FOR", "Proposed", "index_letter", "propose", "propose_actions"]

# What a letter's last search counted is trusted for so long, and so near to the bar it is not trusted to tell.
TRUSTED_FOR = datetime.timedelta(days=180)
DRIFT = 0.3


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
    actions = _search_wholly(letter, view, now=now)
    letters = propose_letters(letter, now=now)
    align_coverage(letter)
    return Proposed(actions=actions, letters=letters)


def propose_actions(letter: Letter, new: Sequence[ActionView] = (), *, now: datetime.datetime) -> None:
    """Propose the actions that belong with a letter, and leave what links it with other letters as it is.

    Of `new` actions, each is scored alone, among what the letter's last search counted; where that cannot tell what a
    whole search would, or there are none, the letter is searched wholly. Runs in the caller's transaction.
    """
    proposing()
    view = letter_view(letter)
    if not new or not _added(letter, view, new, now=now):
        _search_wholly(letter, view, now=now)


def index_letter(letter: Letter) -> None:
    """Write the row by which new actions find a letter that has been read, if it has none; nothing is proposed."""
    add_topic(letter, letter_view(letter))


def _search_wholly(letter: Letter, view: LetterView, *, now: datetime.datetime) -> int:
    actions = {action.key: action for action in candidates_for(view)}
    ranked = rank_among(view, tuple(actions.values()))
    # What shares a docket with the best of them may lie years later, or with an agency that nobody wrote to.
    if further := actions_sharing(_series(_chosen(ranked.scored), actions), apart_from=actions):
        actions |= {action.key: action for action in further}
        ranked = rank_among(view, tuple(actions.values()))
    chosen = _chosen(ranked.scored)[: WEIGHTS.at_most]
    _store_actions(letter, chosen, now=now)
    LinkSearch.objects.update_or_create(
        letter=letter,
        defaults={
            "searched_at": now,
            "best_score": max((each.score for each in ranked.scored if each.followed), default=0.0),
        },
    )
    counted = {"counted": as_kept(ranked.among), "counted_at": now}
    LetterSurroundings.objects.update_or_create(letter=letter, defaults=counted)
    return len(chosen)


def _added(letter: Letter, view: LetterView, new: Sequence[ActionView], *, now: datetime.datetime) -> bool:
    """Add what of `new` belongs with the letter to what stands; False, and nothing changed, where only a whole search
    can tell."""
    kept = LetterSurroundings.objects.filter(letter=letter).first()
    links = list(ActionLink.objects.select_for_update().filter(letter=letter))
    linked = {link.action_id for link in links}
    if kept is None or kept.counted_at < now - TRUSTED_FOR or not linked.isdisjoint(action.key for action in new):
        return False
    among = from_kept(kept.counted)
    cited = [link.action_id for link in links if link.relation == Relation.CITED]
    earlier = tuple(views_of(AgencyAction.objects.filter(pk__in=cited))) if cited else ()
    actions = {action.key: action for action in new}
    ranked = rank_among(view, new, among=among, earlier=earlier)
    scored = ranked.scored
    if further := actions_sharing(_series(_chosen(scored), actions), apart_from=linked | actions.keys()):
        scored = rank_among(view, (*new, *further), among=among, earlier=earlier).scored
    if any(_least(each) - DRIFT <= each.score < _least(each) for each in scored):
        return False
    for each in _chosen(scored):
        if sum(link.score >= each.score for link in links) < WEIGHTS.at_most:
            links.append(ActionLink(letter=letter, action_id=each.key, proposed_at=now))
            store(links[-1], each)
    links.sort(key=lambda link: (-link.score, link.action_id))
    drop_stale(ActionLink, links[WEIGHTS.at_most :])
    best = max((each.score for each in scored if each.followed), default=0.0)
    LinkSearch.objects.filter(letter=letter, best_score__lt=best).update(best_score=best)
    kept.counted = as_kept(ranked.among)
    kept.save(update_fields=["counted"])
    return True


def _series(chosen: Iterable[Scored], actions: dict[int, ActionView]) -> set[str]:
    return {mark for each in chosen if each.relation != "background" for mark in actions[each.key].series}


def _chosen(scored: Iterable[Scored]) -> list[Scored]:
    """Return what is worth a person's look: what is cited, and what stands above the bar."""
    return [each for each in scored if each.relation == "cited" or each.score >= _least(each)]


def _least(scored: Scored) -> float:
    return WEIGHTS.bar if scored.followed else WEIGHTS.background_bar


def _store_actions(letter: Letter, chosen: Sequence[Scored], *, now: datetime.datetime) -> None:
    existing = {link.action_id: link for link in ActionLink.objects.select_for_update().filter(letter=letter)}
    for each in chosen:
        link = existing.pop(each.key, None) or ActionLink(letter=letter, action_id=each.key, proposed_at=now)
        store(link, each)
    drop_stale(ActionLink, existing.values())
