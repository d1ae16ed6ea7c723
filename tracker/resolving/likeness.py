"""How well a printed name fits a member's, 0 to 1, and why.

The surname carries 0.55 of the score and the given name 0.45; middle initials, suffix, and what the letter says of the
chamber and the state move it a little. The weights are such that

    a full name that fits       0.95 or more      "Ed Markey" and Edward J. Markey
    an initial for the name     about 0.90        "G. Connolly"
    one misread letter          0.85 or more      "Deb Fisher" and Deb Fischer
    a surname alone             0.82              "Higgins"
    another first name          below 0.70        "Trent Kelly" and Robin Kelly
"""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from tracker.resolving.names import PersonName, folded, ocr_folded, parsed
from tracker.resolving.nicknames import are_one_name, is_first_name
from tracker.resolving.records import MemberRecord

__all__ = ["NameForms", "fit", "forms_of", "surname_tails"]

_SURNAME, _GIVEN = 0.55, 0.45
_NO_GIVEN_NAME = 0.6
_PART_OF_SURNAME = 0.92
_MISREAD_SURNAME = 0.78
_LAST_WORDS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class NameForms:
    """A member's name in all the forms in which it is printed, folded.

    `surnames` are tuples of words, the whole one first; `calls` what the person may be called by (first name, nickname,
    the name before the surname in the official form); `middles` further given names and earlier surnames.
    """

    surnames: tuple[tuple[str, ...], ...]
    calls: tuple[tuple[str, ...], ...]
    middles: tuple[str, ...]
    suffix: str


def forms_of(member: MemberRecord) -> NameForms:
    """Return the forms of a member's name."""
    return _forms(member.first, member.middle, member.last, member.suffix, member.nickname, member.official_full)


@lru_cache(maxsize=65536)
def _forms(first: str, middle: str, last: str, suffix: str, nickname: str, official: str) -> NameForms:
    surname = tuple(folded(last).split())
    surnames = [surname]
    if len(surname) > 1:
        # "Cortez Masto", "Blunt Rochester", "McMorris Rodgers" are cut to either half, or grew from one by marriage.
        surnames += [(word,) for word in surname if len(word) > 3]
        surnames.append(("".join(surname),))
    official_name = parsed(official)
    before = official_name.words[: -len(surname)] if official_name.words[-len(surname) :] == surname else ()
    calls: list[tuple[str, ...]] = [tuple(folded(name).split()) for name in (first, nickname) if name]
    calls += [tuple(name.split()) for name in official_name.nicknames]
    if before:
        calls.append(before[:1])
    middles = [*folded(middle).split(), *before[1:]]
    if len(calls[0] if calls else ()) > 1:
        middles += calls[0][1:]
    own_suffix = parsed(f"x {last} {suffix}").suffix or official_name.suffix
    return NameForms(
        tuple(dict.fromkeys(surnames)),
        tuple(dict.fromkeys(call for call in calls if call)),
        tuple(dict.fromkeys(middles)),
        own_suffix,
    )


def surname_tails(name: PersonName) -> tuple[tuple[str, ...], ...]:
    """Return the tails of a printed name that may be its surname, the longest first."""
    words = name.words
    return tuple(words[-count:] for count in range(min(_LAST_WORDS_AT_MOST, len(words)), 0, -1))


def fit(name: PersonName, forms: NameForms, *, misread: bool = False) -> tuple[float, str]:
    """Return how well `name` fits `forms` (0–1, a little more where initials agree) and what was compared.

    With `misread`, a surname that differs by a letter or two also counts, if the given name then fits well.
    """
    best, why = 0.0, "another surname"
    for surname in forms.surnames:
        if len(name.words) < len(surname):
            continue
        tail = name.words[-len(surname) :]
        whole = surname == forms.surnames[0] or (len(surname) == 1 and surname[0] == "".join(forms.surnames[0]))
        if tail == surname:
            likeness, phrase = (1.0, "surname") if whole else (_PART_OF_SURNAME, "part of the surname")
        elif misread and whole and is_misreading(" ".join(tail), " ".join(surname)):
            likeness, phrase = _MISREAD_SURNAME, f"surname but for a misread letter ({' '.join(surname)})"
        else:
            continue
        given = name.words[: -len(surname)]
        score, given_phrase = _given_fit(given, name.nicknames, forms)
        if likeness == _MISREAD_SURNAME and score < 0.9:
            continue
        total = _SURNAME * likeness + _GIVEN * score
        total += _middle_bonus(given, forms) + _suffix_bonus(name.suffix, forms.suffix)
        if total > best:
            best, why = total, f"{phrase}, {given_phrase}"
    return best, why


def is_misreading(read: str, meant: str) -> bool:
    """Tell whether `read` may be `meant` misread: letters that OCR mistakes, one other letter, two in a long word."""
    if ocr_folded(read) == ocr_folded(meant):
        return True
    allowed = 0 if len(meant) < 5 else 1 if len(meant) < 8 else 2
    return bool(allowed) and OSA.distance(ocr_folded(read), ocr_folded(meant), score_cutoff=allowed) <= allowed


def _given_fit(given: tuple[str, ...], nicknames: tuple[str, ...], forms: NameForms) -> tuple[float, str]:
    if not given and not nicknames:
        return _NO_GIVEN_NAME, "no first name"
    best = 0.0
    for call in forms.calls:
        if given[: len(call)] == call or "".join(given) == "".join(call):
            return 1.0, "first name"
        best = max(best, _one_given_fit(given[0] if given else "", call[0]))
    if any(_one_given_fit(nickname, call[0]) >= 0.95 for nickname in nicknames for call in forms.calls):
        best = max(best, 0.97)
    for middle in forms.middles:
        # "Randy Forbes" is J. Randy Forbes; "K. Michael Conaway" and "C. A. Dutch Ruppersberger" print it second.
        for word in given:
            if len(word) > 1:
                best = max(best, 0.93 * _one_given_fit(word, middle) if len(middle) > 1 else 0.0)
    for word in given[1:]:
        if len(word) > 1:
            best = max(best, max((0.95 * _one_given_fit(word, call[0]) for call in forms.calls), default=0.0))
    phrase = "first name" if best >= 0.9 else "a first name like it" if best >= 0.7 else "another first name"
    return best, phrase


def _one_given_fit(printed: str, known: str) -> float:
    if not printed or not known:
        return 0.0
    if printed == known:
        return 1.0
    if are_one_name(printed, known):
        return 0.97
    if ocr_folded(printed) == ocr_folded(known):
        return 0.95
    if len(printed) == 1 or len(known) == 1:
        return 0.75 if printed[0] == known[0] else 0.0
    if len(printed) >= 3 and len(known) >= 3 and (known.startswith(printed) or printed.startswith(known)):
        return 0.92
    # "Mary" is no misread "Gary".
    if len(known) >= 4 and not is_first_name(printed) and OSA.distance(printed, known, score_cutoff=1) <= 1:
        return 0.9
    if len(known) >= 4 and len(printed) >= 4 and printed[:3] == known[:3]:
        return 0.5
    return 0.1


def _middle_bonus(given: tuple[str, ...], forms: NameForms) -> float:
    """Middle names that agree speak for, those that do not speak against: "Mike D. Rogers" and Mike J. Rogers."""
    initials = {word[0] for word in given[1:]}
    if not initials or not forms.middles:
        return 0.0
    surnames = {word[0] for surname in forms.surnames for word in surname}
    known = {middle[0] for middle in forms.middles} | {call[0][0] for call in forms.calls} | surnames
    return 0.04 if initials <= known else -0.1


def _suffix_bonus(printed: str, known: str) -> float:
    if printed == known:
        return 0.0
    # A father's and a son's suffix differ; a missing one is common, so it only parts namesakes.
    return -0.2 if printed and known else -0.02
