"""Storing what was found: proposed links, what they rest on, and what was looked through, also when nothing was found.

A person's decision is never touched. A proposal that is not supported any longer goes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from tracker.linking.candidates import rank
from tracker.linking.coverage import align_coverage
from tracker.linking.evidence import as_json
from tracker.linking.gather import YEARS_AFTER, YEARS_BEFORE, actions_sharing, letter_view, pool_for
from tracker.linking.pairs import Correspondence, Mention, ScoredPair, score_pair
from tracker.linking.views import ActionView, Scored
from tracker.linking.weights import LETTER_WEIGHTS, WEIGHTS
from tracker.models import (
    ActionLink,
    Agency,
    AgencyAction,
    Citation,
    Letter,
    LetterFact,
    LetterLink,
    LinkSearch,
    LinkState,
)
from tracker.models.letters import LetterQuerySet
from tracker.reading.dockets import docket_numbers
from tracker.reading.rows import CitationKind, FactKind

__all__ = ["Proposed", "letters_to_search_again", "propose"]

_ONE_AT_A_TIME = 20200618  # Any number that no other lock of ours has.


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
    letters = _propose_letters(letter, now=now)
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
        _store(link, each)
    _drop_stale(ActionLink, existing.values())


def _store(link: ActionLink | LetterLink, found: Scored | ScoredPair) -> None:
    """Save a new proposal, or what has changed of one that no person has decided."""
    values = {"relation": found.relation, "score": found.score, "evidence": as_json(found.evidence)}
    changed = {name: value for name, value in values.items() if getattr(link, name) != value}
    if link.state != LinkState.PROPOSED or not (changed or link.pk is None):
        return
    for name, value in changed.items():
        setattr(link, name, value)
    link.save(update_fields=None if link.pk is None else list(changed))


def _drop_stale(model: type[ActionLink] | type[LetterLink], links: Iterable[ActionLink | LetterLink]) -> None:
    """Delete the proposals among `links` that no person has decided."""
    stale = [link.pk for link in links if link.state == LinkState.PROPOSED]
    model._default_manager.filter(pk__in=stale, state=LinkState.PROPOSED).delete()


def _propose_letters(letter: Letter, *, now: datetime.datetime) -> int:
    """Link the letter with those that it speaks of, and those with it that speak of it, whichever came in first.

    One transaction at a time: of two letters that are read at once, neither would see the other, and no later run
    would make up for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_ONE_AT_A_TIME])
    ours = _correspondence(letter)
    mine = [pair for other in _spoken_of(letter, ours) if (pair := score_pair(ours, _correspondence(other)))]
    _store_pairs(letter, mine, now=now, drop_stale=True)
    count = sum(pair.score >= LETTER_WEIGHTS.bar for pair in mine)
    if letter.letter_date is not None:
        named = LetterFact.objects.kept().filter(kind=FactKind.EARLIER_LETTER, date=letter.letter_date)
        for later in _read_letters().filter(pk__in=named.values("letter_id"), letter_date__gt=letter.letter_date):
            if pair := score_pair(_correspondence(later), ours):
                _store_pairs(later, [pair], now=now, drop_stale=False)
                count += pair.score >= LETTER_WEIGHTS.bar
    return count


def _store_pairs(later: Letter, pairs: Sequence[ScoredPair], *, now: datetime.datetime, drop_stale: bool) -> None:
    existing = {link.earlier_id: link for link in LetterLink.objects.select_for_update().filter(letter=later)}
    for pair in pairs:
        if pair.score < LETTER_WEIGHTS.bar:
            continue
        link = existing.pop(pair.earlier, None) or LetterLink(letter=later, earlier_id=pair.earlier, proposed_at=now)
        _store(link, pair)
    if drop_stale:
        _drop_stale(LetterLink, existing.values())


def _read_letters() -> LetterQuerySet:
    return Letter.objects.filter(transcript__isnull=False).select_related("transcript")


def _spoken_of(letter: Letter, ours: Correspondence) -> Iterable[Letter]:
    """Return the letters that may be meant: of a date that is named, or, where none is, among the same people."""
    if letter.letter_date is None or not ours.mentions:
        return []
    dates = {mention.date for mention in ours.mentions if mention.date is not None}
    meant = Q(letter_date__in=dates)
    if any(mention.date is None for mention in ours.mentions):
        meant |= (
            Q(letter_date__gte=letter.letter_date - datetime.timedelta(days=730))
            & (Q(signatures__member__in=ours.members) | Q(recipients__member__in=ours.members))
            & (Q(recipients__agency__in=ours.agencies) | Q(signatures__agency__in=ours.agencies))
        )
    earlier = _read_letters().filter(meant, letter_date__lt=letter.letter_date)
    return earlier.exclude(pk=letter.pk).distinct().order_by("-letter_date")[:50]


def _correspondence(letter: Letter) -> Correspondence:
    members: dict[str, str] = {}
    agencies: dict[int, str] = {}
    people = (
        letter.recipients.kept().select_related("member", "agency"),
        letter.signatures.kept().select_related("member", "agency"),
    )
    for row in (row for rows in people for row in rows):
        if row.member is not None:
            members[row.member.pk] = row.member.full_name
        if row.agency is not None:
            agencies[row.agency.pk] = row.agency.name
    mentions = [
        Mention(
            fact.text, fact.date, (fact.start, fact.end) if fact.start is not None and fact.end is not None else None
        )
        for fact in letter.facts.kept().filter(kind=FactKind.EARLIER_LETTER)
    ]
    return Correspondence(
        key=letter.pk,
        date=letter.letter_date,
        direction=letter.direction,
        text=letter.transcript.text,
        members=members,
        agencies=agencies,
        mentions=tuple(mentions),
    )


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
