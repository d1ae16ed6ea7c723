"""The signers of one letter, resolved together: those who are certain help with those who are not."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.reading.rows import FactKind, Reading, Signer
from tracker.resolving.members import Hints, resolve_member, term_on
from tracker.resolving.records import MemberRecord, Registry, Resolution, ResolutionState

__all__ = ["each_left_out", "letterhead_of", "resolve_signers"]

# The rules by which a name is taken for one that it is not letter by letter.
_BY_LIKENESS = ("torn", "misread", "name cut off")
# How many others must all sit in one chamber for a lone signer of the other to be somebody else of that name.
_ENOUGH_AGAINST = 5

# From how many of a letter's signers, all of one chamber or state, the same is thought likely of the others.
_ENOUGH_OF_A_CHAMBER, _ENOUGH_OF_A_STATE = 3, 2


def letterhead_of(reading: Reading) -> str:
    return " ".join(fact.text for fact in reading.facts if fact.kind == FactKind.LETTERHEAD)


def resolve_signers(reading: Reading, registry: Registry) -> list[Resolution]:
    """Resolve each signer alone, then those who stayed unresolved with what the others make likely."""
    return _together(reading, _alone(reading.signers, reading.date, registry), registry)


def each_left_out(reading: Reading, registry: Registry) -> Iterator[tuple[Resolution, Resolution]]:
    """For each signer who is resolved, yield that, and what the name would mean if the member were in no roster.

    The second should mean nobody: whoever it means was taken for somebody else. All other signers stay who they are.
    """
    alone = _alone(reading.signers, reading.date, registry)
    for row, found in enumerate(_together(reading, alone, registry)):
        if found.state == ResolutionState.RESOLVED:
            less = _Without(registry, found.key)
            others = list(alone)
            others[row : row + 1] = _alone(reading.signers[row : row + 1], reading.date, less)
            yield found, _together(reading, others, less)[row]


def _alone(signers: Sequence[Signer], date: datetime.date | None, registry: Registry) -> list[Resolution]:
    return [resolve_member(signer.name, date, registry, title=signer.title) for signer in signers]


def _together(reading: Reading, alone: Sequence[Resolution], registry: Registry) -> list[Resolution]:
    likely = _likely(alone, reading.date, registry, letterhead_of(reading))
    found = list(alone)
    if reading.date is not None and (likely.chamber or likely.state):
        found = [
            resolve_member(signer.name, reading.date, registry, title=signer.title, likely=likely)
            if one.state != ResolutionState.RESOLVED and " " in signer.name.strip()
            else one
            for signer, one in zip(reading.signers, alone, strict=True)
        ]
    return _against_each_other(reading.signers, found, reading.date, registry)


def _against_each_other(
    signers: Sequence[Signer], found: Sequence[Resolution], date: datetime.date | None, registry: Registry
) -> list[Resolution]:
    """Return what was found, but for names that the other signers speak against.

    Nobody signs twice: a name that is only like a member's is not his whose name stands there in full. And where all
    others sit in one chamber, one from the other is a namesake, unless the words under the name say so.
    """
    keys = {one.key for one in found if one.state == ResolutionState.RESOLVED}
    if date is None or not keys:
        return list(found)
    in_full = {one.key for one in found if one.key and not one.rule.startswith(_BY_LIKENESS)}
    terms = {member.bioguide: term_on(member, date) for member in _members(keys, date, registry)}
    chambers = {key: term.chamber for key, term in terms.items() if term is not None}
    count = Counter(chambers.values())

    def checked(signer: Signer, one: Resolution) -> Resolution:
        if not one.key:
            return one
        label = one.candidates[0].label if one.candidates else one.key
        if one.key in in_full and one.rule.startswith(_BY_LIKENESS):
            return _doubted(one, f"“{signer.name}” is like {label}, who signed the letter elsewhere.")
        own = chambers.get(one.key, "")
        others = sum(count.values()) - count[own]
        if count[own] == 1 and others >= _ENOUGH_AGAINST and not Hints.from_title(signer.title, signer.name).chamber:
            return _doubted(one, f"{label} sits in another chamber than all {others} others who signed.")
        return one

    return [checked(signer, one) for signer, one in zip(signers, found, strict=True)]


def _doubted(one: Resolution, why: str) -> Resolution:
    return replace(one, state=ResolutionState.AMBIGUOUS, key="", name="", why=why)


def _likely(found: Sequence[Resolution], date: datetime.date | None, registry: Registry, letterhead: str) -> Hints:
    if date is None:
        return Hints(firm=False)
    sure = {one.key for one in found if one.state == ResolutionState.RESOLVED}
    terms = [term for member in _members(sure, date, registry) if (term := term_on(member, date)) is not None]
    chambers, states = {term.chamber for term in terms}, {term.state for term in terms}
    chamber = Hints.from_title(letterhead).chamber
    if chambers and chambers != {chamber}:
        chamber = chambers.pop() if len(chambers) == 1 and len(terms) >= _ENOUGH_OF_A_CHAMBER and not chamber else ""
    state = states.pop() if len(states) == 1 and len(terms) >= _ENOUGH_OF_A_STATE else ""
    return Hints(chamber, state, firm=False)


def _members(keys: set[str], date: datetime.date, registry: Registry) -> list[MemberRecord]:
    return [member for member in registry.members_serving(date) if member.bioguide in keys] if keys else []


class _Without:
    """A registry that knows all but one member."""

    def __init__(self, registry: Registry, bioguide: str) -> None:
        self._registry, self._bioguide = registry, bioguide
        self.agencies, self.agency_aliases, self.officials = (
            registry.agencies,
            registry.agency_aliases,
            registry.officials,
        )

    def members_with_surname(self, folded_surname: str) -> Sequence[MemberRecord]:
        return [one for one in self._registry.members_with_surname(folded_surname) if one.bioguide != self._bioguide]

    def members_serving(self, on: datetime.date) -> Sequence[MemberRecord]:
        return [one for one in self._registry.members_serving(on) if one.bioguide != self._bioguide]
