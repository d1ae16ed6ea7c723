"""Which letters of the archive belong together: proposed from the later letter's words, whichever came in first.

Candidates come through indexes alone: letters of the dates that are named, or of days near them, with a member or an
agency of this letter; letters with the same reference number; and, where no date is given, the recent letters with a
member of this one. What a letter that has just come in may be meant by is found by the same marks the other way round.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q

from tracker.linking.gather import between, surname
from tracker.linking.locks import take_turns
from tracker.linking.meant import NEARLY_DAYS, UNDATED_DAYS, Mention, with_owners
from tracker.linking.pairs import Ask, Correspondence, Place, ScoredPair, match_letters, score_pair
from tracker.linking.proposals import drop_stale, store
from tracker.linking.weights import LETTER_WEIGHTS
from tracker.models import (
    Agency,
    ExtractedRow,
    Letter,
    LetterFact,
    LetterLink,
    LinkState,
    Recipient,
    Signature,
    plain_text,
)
from tracker.models.letters import LetterQuerySet
from tracker.reading.letter_numbers import plain_number
from tracker.reading.rows import FactKind
from tracker.resolving.names import folded

__all__ = ["propose_letters"]

_NUMBERS = (FactKind.REFERENCE, FactKind.OTHER_REFERENCE)
# More letters than these of one kind are no candidates but a habit: a form letter, a number that a whole office uses.
_MOST = 60
_SHORTEST_NUMBER = 5


def propose_letters(letter: Letter, *, now: datetime.datetime) -> int:
    """Link the letter with those that it speaks of, and those with it that speak of it, whichever came in first.

    Two letters that may be linked take turns (tracker.linking.locks): of two that are read at once, neither would see
    the other, and no later run would make up for it. Returns how many links with it stand proposed or were decided.
    """
    roots = _roots()
    ours = _correspondence(letter, roots)
    take_turns(_marks(ours))
    _propose_earlier(letter, ours, roots, now=now)
    linked = set(LetterLink.objects.filter(earlier=letter).values_list("letter_id", flat=True))
    for later in _may_speak_of(letter, ours, linked):
        theirs = _correspondence(later, roots)
        if later.pk in linked or score_pair(theirs, ours):
            # Its other candidates are weighed anew too: this letter may be the one that it meant all along.
            _propose_earlier(later, theirs, roots, now=now)
    return LetterLink.objects.filter(Q(letter=letter) | Q(earlier=letter)).exclude(state=LinkState.REJECTED).count()


def _marks(ours: Correspondence) -> set[str]:
    """Return what this letter has in common with every letter that it could be linked with: a member or an agency, or
    a reference number. Days are no marks: one that is written wrongly is taken for another near it."""
    return {
        *(f"member {key}" for key in ours.members),
        *(f"agency {key}" for key in ours.agencies),
        *(f"number {number}" for number, _ in ours.numbers),
    }


def _propose_earlier(later: Letter, ours: Correspondence, roots: dict[int, int], *, now: datetime.datetime) -> None:
    candidates = [_correspondence(other, roots) for other in _may_be_meant(later, ours)]
    _store_pairs(later, match_letters(ours, candidates, LETTER_WEIGHTS), now=now)


def _store_pairs(later: Letter, pairs: Sequence[ScoredPair], *, now: datetime.datetime) -> None:
    existing = {link.earlier_id: link for link in LetterLink.objects.select_for_update().filter(letter=later)}
    for pair in pairs:
        link = existing.pop(pair.earlier, None) or LetterLink(letter=later, earlier_id=pair.earlier, proposed_at=now)
        store(link, pair)
    drop_stale(LetterLink, existing.values())


def _may_be_meant(letter: Letter, ours: Correspondence) -> list[Letter]:
    """Return the letters that may be meant by what `letter` says of an earlier one."""
    found: set[int] = set(_with_numbers(ours, apart_from=letter.pk))
    if letter.letter_date is not None and ours.mentions:
        dates = {mention.date for mention in ours.mentions if mention.date is not None}
        earlier = Letter.objects.filter(letter_date__lt=letter.letter_date)
        for day in dates:
            found |= set(_of(earlier.filter(letter_date=day), ours, members_or_agencies=True))
            found |= set(_of(earlier.filter(_near(day)), ours))
        if any(mention.date is None for mention in ours.mentions):
            first = letter.letter_date - datetime.timedelta(days=UNDATED_DAYS)
            found |= set(_of(earlier.filter(letter_date__gte=first), ours))
    return _read(found - {letter.pk})


def _may_speak_of(letter: Letter, ours: Correspondence, linked: set[int]) -> list[Letter]:
    """Return the later letters that may speak of this one, and those that were linked to it."""
    found = linked | set(_with_numbers(ours, apart_from=letter.pk))
    if letter.letter_date is not None:
        day = letter.letter_date
        facts = LetterFact.objects.kept().filter(kind=FactKind.EARLIER_LETTER)
        later = Letter.objects.filter(letter_date__gt=day)
        exact = facts.filter(date=day).values("letter_id")
        found |= set(_of(later.filter(pk__in=exact), ours, members_or_agencies=True))
        near = facts.filter(_near(day, field="date")).values("letter_id")
        found |= set(_of(later.filter(pk__in=near), ours))
        last = day + datetime.timedelta(days=UNDATED_DAYS)
        recent = list(_of(later.filter(letter_date__lte=last), ours, newest=False, most=10 * _MOST))
        undated = facts.filter(date__isnull=True, letter__in=recent)
        found |= set(undated.values_list("letter_id", flat=True)[:_MOST])
    return _read(found - {letter.pk})


def _near(day: datetime.date, field: str = "letter_date") -> Q:
    """Return the condition for days that a slip could have made of `day`: near it, in its month, a year off."""
    around = datetime.timedelta(days=NEARLY_DAYS)
    first = min(day.replace(day=1), day - around)
    last = max(day.replace(day=28) + datetime.timedelta(days=3), day + around)
    fellows = [day + datetime.timedelta(days=days) for days in (-366, -365, 365, 366)]
    return Q(**{f"{field}__range": (first, last)}) | Q(**{f"{field}__in": fellows})


def _of(
    letters: LetterQuerySet,
    ours: Correspondence,
    *,
    members_or_agencies: bool = False,
    newest: bool = True,
    most: int = _MOST,
) -> Iterable[int]:
    """Return those of the letters with a member of ours, or, with `members_or_agencies`, an agency of ours."""
    found: set[int] = set()
    order = "-letter_date" if newest else "letter_date"
    for rows in ("signatures", "recipients"):
        if ours.members:
            members = letters.filter(**{f"{rows}__member__in": list(ours.members)}).order_by(order, "pk")
            found |= set(members.values_list("pk", flat=True)[:most])
        if members_or_agencies and ours.agencies:
            offices = letters.filter(**{f"{rows}__agency__in": list(ours.agencies)}).order_by(order, "pk")
            found |= set(offices.values_list("pk", flat=True)[:most])
    return found


def _with_numbers(ours: Correspondence, *, apart_from: int) -> Iterable[int]:
    numbers = [number for number, _ in ours.numbers]
    if not numbers:
        return []
    facts = LetterFact.objects.kept().alias(plain=plain_text()).filter(plain__in=numbers, kind__in=_NUMBERS)
    return facts.exclude(letter=apart_from).values_list("letter_id", flat=True).distinct()[:_MOST]


def _read(keys: Iterable[int]) -> list[Letter]:
    """Return the letters that have been read, with all that is compared, in a fixed number of queries."""
    letters = Letter.objects.filter(pk__in=list(keys), transcript__isnull=False).select_related("transcript")
    people = ["recipients__member", "recipients__agency", "signatures__member", "signatures__agency"]
    return list(letters.prefetch_related(*people, "facts", "requests").order_by("-letter_date", "pk"))


def _correspondence(letter: Letter, roots: dict[int, int]) -> Correspondence:
    members: dict[str, str] = {}
    agencies: dict[int, str] = {}
    unknown: set[str] = set()
    addressed = [row for row in letter.recipients.all() if not row.is_dismissed]
    signed = [row for row in letter.signatures.all() if not row.is_dismissed]
    people: list[Recipient | Signature] = [*addressed, *signed]
    for row in people:
        if row.member is not None:
            members[row.member.pk] = row.member.full_name
        if row.agency is not None:
            agencies[row.agency.pk] = row.agency.name
        if row.member is None and row.agency is None and row.name:
            unknown.add(_surname(row.name))
    facts = [fact for fact in letter.facts.all() if not fact.is_dismissed]
    first = {fact.kind: fact for fact in reversed(facts)}
    mentions = with_owners(
        Mention(fact.text, fact.date, _span(fact), fact.rule) for fact in facts if fact.kind == FactKind.EARLIER_LETTER
    )
    numbers = [(plain_number(fact.text), Place(fact.text, _span(fact))) for fact in facts if fact.kind in _NUMBERS]
    asks = [row for row in letter.requests.all() if not row.is_dismissed]
    return Correspondence(
        key=letter.pk,
        date=letter.letter_date,
        direction=letter.direction,
        text=letter.transcript.text,
        members=members,
        agencies=agencies,
        mentions=mentions,
        roots=frozenset(roots.get(key, key) for key in agencies),
        unknown=frozenset(unknown),
        addressed=tuple(_surname(row.name) for row in addressed if row.member is None and row.name),
        signed=tuple(_surname(row.name) for row in signed if row.member is None and row.name),
        numbers=tuple((number, place) for number, place in numbers if len(number) >= _SHORTEST_NUMBER),
        body=between(first, len(letter.transcript.text)),
        dateline=_place(first.get(FactKind.DATE)),
        subject=_place(first.get(FactKind.SUBJECT)),
        asks=tuple(Ask(row.number, row.text, _span(row)) for row in asks),
    )


def _place(row: LetterFact | None) -> Place | None:
    return Place(row.text, _span(row)) if row is not None else None


def _span(row: ExtractedRow) -> tuple[int, int] | None:
    return (row.start, row.end) if row.start is not None and row.end is not None else None


def _surname(name: str) -> str:
    return folded(surname(name))


def _roots() -> dict[int, int]:
    """Return for each agency the one at the top of its line; a ring in the tree ends it."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    roots = {}
    for key in parents:
        line = [key]
        while (parent := parents.get(line[-1])) is not None and parent not in line:
            line.append(parent)
        roots[key] = line[-1]
    return roots
