"""Names that are torn or inked over: likeness of the whole printed name to all who served.

A scan with ink across the names yields "Judy Ch", "cky Hartzler" or "Bylan K. Fitzpdtrick": neither surname nor first
name fits, yet among some 540 people who sat on a day only one is near.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tracker.resolving.likeness import NameForms, forms_of
from tracker.resolving.names import parsed
from tracker.resolving.nicknames import are_one_name, called, is_first_name
from tracker.resolving.records import MemberRecord
from tracker.resolving.strokes import misreading_cost, traced

__all__ = ["Alike", "cut_off", "most_alike"]

_WORTH_WEIGHING, _MOST_WEIGHED = 0.4, 60
_SHORTEST = 6
# The part of either half that may be misread, so that a surname that fits is no excuse for a first name that does not;
# of a short name, one letter and a half.
_GIVEN_LOST, _SURNAME_LOST, _LOST_ANYWAY = 0.36, 0.33, 1.3
# More may be misread of a half that must be this member's by the other: beside a first name that nobody else has, or
# a surname that nobody else has where the first letter, or the middle initial, fits too.
_BESIDE_A_SOLE_HALF = 0.5
# Less may be misread of a short surname that shows nothing torn, and begins with another letter.
_LOST_OF_A_CLEAN_ONE, _SHORT = 0.2, 8
# What a surname that somebody once bore may cost to be read for a member's, beside a first name that is whole.
_BENT = 1.0
_LONGEST_STUMP = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A member, what it costs to read the name as it stands (in letters), and which part of the name that is."""

    member: MemberRecord
    cost: float
    share: float

    @property
    def likeness(self) -> float:
        return max(0.0, 1.0 - self.share)


def most_alike(
    name: str, members: Sequence[MemberRecord], *, is_surname: Callable[[str], bool] = lambda _: False
) -> list[Alike]:
    """Return the members whose printed name `name` may be, least cost first; none for very short names.

    Both halves must be alike: "Ron Lewis" is not John Lewis torn, but another of that surname. So a first name or a
    surname that is whole and that others bear is never taken for another one. `is_surname` knows of surnames that
    nobody among `members` bears: a name that is whole is more likely somebody else's than one of theirs torn.
    """
    read = traced(name)
    if sum(char.isalpha() for char in read) < _SHORTEST:
        return []
    forms = [(member, *form) for member in members for form in _printed_forms(forms_of(member))]
    near = process.extract(
        read,
        [f"{given} {surname}" for _, given, surname in forms],
        scorer=OSA.normalized_similarity,
        score_cutoff=_WORTH_WEIGHING,
        limit=_MOST_WEIGHED,
    )
    words = parsed(name).words
    first, last = words[:1], words[-1:]
    surnames = Counter(forms_of(member).surnames[0] for member in members)
    whole = bool(first) and _is_whole(first[0], members)
    sole = whole and sum(_is_called(member, first[0]) for member in members) == 1
    clean = bool(re.search(r"(?<!\S)[A-Z][a-z]{3,}[.,’'”]?$", name.strip()))
    elsewhere = bool(last) and last not in surnames and is_surname(last[0])
    best: dict[str, Alike] = {}
    for _, _, index in near:
        member, given, surname = forms[index]
        in_given, in_surname = misreading_cost(read, given, surname)
        given_lost, surname_lost = _GIVEN_LOST, _SURNAME_LOST
        if sole:
            surname_lost = _BESIDE_A_SOLE_HALF
        elif clean and len(surname) < _SHORT and last and last[0][0] != surname[0]:
            surname_lost = _LOST_OF_A_CLEAN_ONE
        begins = read[0] == given[0] or bool(
            {middle[0] for middle in forms_of(member).middles}.intersection(words[1:-1])
        )
        if not whole and not in_surname and surnames[forms_of(member).surnames[0]] == 1 and begins:
            given_lost = _BESIDE_A_SOLE_HALF
        if in_given > max(given_lost * len(given), _LOST_ANYWAY):
            continue
        if in_surname > max(surname_lost * len(surname), _LOST_ANYWAY if surname_lost >= _SURNAME_LOST else 0.0):
            continue
        own = forms_of(member)
        if whole and not _is_called(member, first[0]):
            continue
        if last in surnames and last not in own.surnames:
            continue
        if elsewhere and last not in own.surnames and (in_given or in_surname > _BENT):
            continue
        cost = in_given + in_surname
        known = best.get(member.bioguide)
        if known is None or cost < known.cost:
            best[member.bioguide] = Alike(member, round(cost, 2), cost / (len(given) + len(surname)))
    return sorted(best.values(), key=lambda one: (one.cost, one.member.bioguide))


def cut_off(
    name: str, members: Sequence[MemberRecord], *, is_surname: Callable[[str], bool] = lambda _: False
) -> list[MemberRecord]:
    """Return the members of whose printed name `name` is the beginning: a whole first name, and a surname's stump.

    "Tom Re" -> Tom Reed     "Mary E. Mil" -> Mary Miller     "Elizabeth W" -> Elizabeth Warren
    A single letter may be a middle initial as well. What somebody bears as a surname is none's beginning.
    """
    words = parsed(name).words
    if not re.fullmatch(r"[^\W\d_]+ (?:[^\W\d_]\.? )?[^\W\d_]{1,3}[.’']?", name.strip()) or len(words) < 2:
        return []
    first, *middles, stump = words
    if len(first) < 3 or len(stump) > _LONGEST_STUMP or is_surname(stump) or not _is_whole(first, members):
        return []
    found = []
    for member in members:
        own = forms_of(member)
        starts = own.surnames[0][0].startswith(stump)
        initials = {middle[0] for middle in own.middles}
        if (starts and (not initials or initials.issuperset(middles))) or (len(stump) == 1 and stump in initials):
            found += [member] if _is_called(member, first) else []
    return found


def _is_whole(word: str, members: Sequence[MemberRecord]) -> bool:
    """Whether a first name is one that somebody bears, so that nothing of it is misread."""
    if len(word) > 2 and is_first_name(word):
        return True
    return any(word == call[0] for member in members for call in forms_of(member).calls if len(call[0]) > 2)


def _is_called(member: MemberRecord, word: str) -> bool:
    return any(are_one_name(word, one) for one in _given_words(forms_of(member)))


def _given_words(forms: NameForms) -> set[str]:
    return {word for call in forms.calls for word in call} | set(forms.middles)


@lru_cache(maxsize=65536)
def _printed_forms(forms: NameForms) -> tuple[tuple[str, str], ...]:
    """Return the (given names, surname with suffix) under which a member may be printed, traced."""
    surname = " ".join(forms.surnames[0])
    calls = [" ".join(call) for call in forms.calls if len("".join(call)) > 1]
    # What people are commonly called comes last, for a middle name stands beside the first.
    calls += [short for call in calls for short in called(call)]
    middles = [middle for middle in forms.middles if len(middle) > 1]
    # "J. Randy Forbes" goes by the second name; who has a full first name is printed with it.
    by_second = middles if forms.calls and len(forms.calls[0][0]) == 1 else []
    given = [*calls, *by_second, *(f"{call} {middle}" for call in calls[:1] for middle in middles)]
    given += [f"{call} {middle[0]}" for call in calls for middle in forms.middles[:1]]
    ends = [surname, f"{surname} {forms.suffix}"] if forms.suffix else [surname]
    return tuple(dict.fromkeys((traced(one), traced(end)) for one in given for end in ends))
