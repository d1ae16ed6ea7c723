"""Storing what was found: proposed links, what they rest on, and what was looked through, also when nothing was found.

A person's decision is never touched. A proposal that is not supported any longer goes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tracker.linking.candidates import rank
from tracker.linking.correspondence import propose_letters
from tracker.linking.coverage import align_coverage
from tracker.linking.gather import YEARS_AFTER, YEARS_BEFORE, actions_sharing, letter_view, pool_for
from tracker.linking.proposals import drop_stale, store
from tracker.linking.views import ActionView, Scored
from tracker.linking.weights import WEIGHTS
from tracker.models import (
    ActionLink,
    Agency,
    AgencyAction,
    Citation,
    Letter,
    LinkSearch,
)
from tracker.reading.dockets import docket_numbers
from tracker.reading.rows import CitationKind

__all__ = ["Proposed", "letters_to_search_again", "propose"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What stands proposed for a letter after a run: actions, earlier and later letters, and actions looked at."""

    actions: int
    letters: int
    considered: int


def propose(letter: Letter, *, now: datetime.datetime) -> Proposed:
    """Propose the actions and letters that belong with a letter that has been read, and record what was searched.

    Runs in the caller's transaction. Running it again changes nothing unless letter, actions or letters changed.
    """
    view = letter_view(letter)
    pool = pool_for(view)
    actions = {action.key: action for action in pool.actions}
    scored = rank(view, pool.actions)
    # What shares a docket with the best of them may lie years later, or with an agency that nobody wrote to.
    if further := actions_sharing(_series(_chosen(scored), actions), apart_from=actions):
        actions |= {action.key: action for action in further}
        scored = rank(view, tuple(actions.values()))
    chosen = _chosen(scored)
    seen = [action.published for action in further]
    _store_actions(letter, chosen, now=now)
    LinkSearch.objects.update_or_create(
        letter=letter,
        defaults={
            "searched_at": now,
            "from_date": pool.from_date,
            "to_date": max((date for date in (pool.to_date, *seen) if date), default=None),
            "actions_considered": len(actions),
            "agencies_considered": pool.agencies,
            "best_score": max((each.score for each in scored if each.followed), default=0.0),
        },
    )
    letters = propose_letters(letter, now=now)
    align_coverage(letter)
    return Proposed(actions=len(chosen), letters=letters, considered=len(actions))


def letters_to_search_again(action_ids: Sequence[int]) -> list[int]:
    """Return the letters whose search could come out otherwise since these actions are new or changed: those to or from
    an agency of theirs, above or below, near in time; those that cite them; and those that they were proposed for."""
    found: set[int] = set()
    for start in range(0, len(action_ids), 5000):
        part = action_ids[start : start + 5000]
        actions = AgencyAction.objects.filter(pk__in=part)
        found.update(ActionLink.objects.filter(action__in=part).values_list("letter_id", flat=True))
        found |= _letters_citing(actions.values_list("citation", "document_number", "dockets", "rins"))
        found |= _letters_near(part)
    return sorted(found)


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


def _letters_citing(identifiers: Iterable[tuple[str, str | None, list[str], list[str]]]) -> set[int]:
    register: set[str] = set()
    dockets: set[str] = set()
    for citation, number, docket_list, rins in identifiers:
        register |= {citation, f"FR Doc. {number}"}
        register |= {f"RIN {rin}" for rin in rins}
        dockets.update(docket_list)
    kept = Citation.objects.kept()
    found = set(kept.filter(normalized__in=register - {""}).values_list("letter_id", flat=True))
    for letter_id, normalized in kept.filter(kind=CitationKind.DOCKET).values_list("letter_id", "normalized"):
        if dockets.intersection(docket_numbers(normalized)):
            found.add(letter_id)
    return found


def _letters_near(action_ids: Sequence[int]) -> set[int]:
    """Return the letters with an agency of the actions, or one above or below it, whose search reaches their dates."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    through = AgencyAction.agencies.through.objects.filter(agencyaction_id__in=action_ids)
    spans: dict[int, tuple[datetime.date, datetime.date]] = {}
    for agency_id, day in through.values_list("agency_id", "agencyaction__published_date"):
        if day is not None:
            first, last = spans.get(agency_id, (day, day))
            spans[agency_id] = (min(first, day), max(last, day))
    found: set[int] = set()
    for agency_id, (first, last) in spans.items():
        family = {agency_id, parents.get(agency_id)} | {key for key, parent in parents.items() if parent == agency_id}
        family.discard(None)
        letters = Letter.objects.filter(
            Q(recipients__agency__in=family) | Q(signatures__agency__in=family),
            transcript__isnull=False,
            letter_date__gte=first - datetime.timedelta(days=366 * YEARS_AFTER),
            letter_date__lte=last + datetime.timedelta(days=366 * YEARS_BEFORE),
        )
        found.update(letters.values_list("pk", flat=True))
    return found
