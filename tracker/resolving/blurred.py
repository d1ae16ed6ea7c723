"""Names that are torn or inked over: likeness of the whole printed name to all who served.

A scan with ink across the names yields "Judy Ch", "cky Hartzler" or "Bylan K. Fitzpdtrick": neither surname nor first
name fits, yet among some 540 people who sat on a day only one is near.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tracker.resolving.likeness import NameForms, forms_of
from tracker.resolving.names import ocr_folded, parsed
from tracker.resolving.records import MemberRecord

__all__ = ["most_alike"]

_WORTH_SHOWING = 0.6
_SHORTEST = 6
_HALF_SURNAME, _HALF_GIVEN = 0.6, 0.5


def most_alike(name: str, members: Sequence[MemberRecord]) -> list[tuple[float, MemberRecord]]:
    """Return members with the likeness (0–1) of their printed name to `name`, best first; none for very short names.

    Likeness is one less the share of letters that must be changed, counted over letters that OCR does not confuse, and
    without initials, which are printed or not as it pleases.
    """
    printed = _blurred(" ".join(word for word in parsed(name).words if len(word) > 1))
    if len(printed) < _SHORTEST or " " not in printed:
        return []
    best: dict[str, float] = {}
    by_key = {member.bioguide: member for member in members}
    forms = [(key, *form) for key, member in by_key.items() for form in _printed_forms(forms_of(member))]
    for _, likeness, index in process.extract(
        printed,
        [f"{given} {surname}" for _, given, surname in forms],
        scorer=OSA.normalized_similarity,
        score_cutoff=_WORTH_SHOWING,
        limit=20,
    ):
        key, given, surname = forms[index]
        if _both_halves_alike(printed, given, surname):
            best[key] = max(likeness, best.get(key, 0.0))
    return sorted(
        ((likeness, by_key[key]) for key, likeness in best.items()), key=lambda one: (-one[0], one[1].bioguide)
    )


@lru_cache(maxsize=65536)
def _printed_forms(forms: NameForms) -> tuple[tuple[str, str], ...]:
    """Return the (given names, surname) under which a member may be printed, blurred."""
    surname = " ".join(forms.surnames[0])
    middles = [middle for middle in forms.middles if len(middle) > 1]
    calls = [" ".join(call) for call in forms.calls if len("".join(call)) > 1]
    # "J. Randy Forbes" goes by the second name; who has a full first name is printed with it.
    by_second = middles if forms.calls and len(forms.calls[0][0]) == 1 else []
    first = [*calls, *by_second, *(f"{call} {middle}" for call in calls[:1] for middle in middles)]
    return tuple(dict.fromkeys((_blurred(given), _blurred(surname)) for given in first))


def _both_halves_alike(printed: str, given: str, surname: str) -> bool:
    """Tell whether the halves are alike too: "Ron Lewis" is not John Lewis torn, but another of that surname."""
    words = printed.split()
    tail = min(len(surname.split()), len(words) - 1)
    return (
        OSA.normalized_similarity(" ".join(words[-tail:]), surname) > _HALF_SURNAME
        and OSA.normalized_similarity(" ".join(words[:-tail]), given) > _HALF_GIVEN
    )


def _blurred(text: str) -> str:
    return " ".join(ocr_folded(word) for word in text.split())
