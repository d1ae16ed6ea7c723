"""Which letters of the archive belong together: proposed from the later letter's words, whichever came in first."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q

from tracker.linking.locks import take_turns
from tracker.linking.pairs import Correspondence, Mention, ScoredPair, score_pair
from tracker.linking.proposals import drop_stale as drop
from tracker.linking.proposals import store
from tracker.linking.weights import LETTER_WEIGHTS
from tracker.models import Letter, LetterFact, LetterLink
from tracker.models.letters import LetterQuerySet
from tracker.reading.rows import FactKind

__all__ = ["propose_letters"]


def propose_letters(letter: Letter, *, now: datetime.datetime) -> int:
    """Link the letter with those that it speaks of, and those with it that speak of it, whichever came in first.

    Two letters that may be linked take turns (tracker.linking.locks).
    """
    ours = _correspondence(letter)
    take_turns(_marks(ours))
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


def _marks(ours: Correspondence) -> set[str]:
    """Return what this letter has in common with every letter that it could be linked with: the days that it bears and
    names, and the members in it, for a letter that is recalled without its day is looked for among the same people."""
    days = {ours.date, *(mention.date for mention in ours.mentions)} - {None}
    return {f"day {day}" for day in days} | {f"member {key}" for key in ours.members}


def _store_pairs(later: Letter, pairs: Sequence[ScoredPair], *, now: datetime.datetime, drop_stale: bool) -> None:
    existing = {link.earlier_id: link for link in LetterLink.objects.select_for_update().filter(letter=later)}
    for pair in pairs:
        if pair.score < LETTER_WEIGHTS.bar:
            continue
        link = existing.pop(pair.earlier, None) or LetterLink(letter=later, earlier_id=pair.earlier, proposed_at=now)
        store(link, pair)
    if drop_stale:
        drop(LetterLink, existing.values())


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
