"""When two texts, two names or two speakers are taken for the same, and how a list of one kind is paired with another.

Marks, dashes and white space are folded first, because a release and its PDF differ in them and no reader of either
would call that an error.

    "“Sec. 4”—now"  folded  '"sec. 4"-now'   bare  'sec 4 now'
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

__all__ = [
    "bare",
    "folded",
    "in_each_other",
    "like",
    "likeness",
    "matches",
    "same_name",
    "same_speaker",
    "without_marks",
]

_Found = TypeVar("_Found")
_Wanted = TypeVar("_Wanted")

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—‐‑", "-"),
        "\N{NO-BREAK SPACE}": " ",
        "\N{SOFT HYPHEN}": "",
    }
)
_ASIDE = re.compile(r"\(.*?\)|[\"“].*?[\"”]")
_NO_PART_OF_A_NAME = frozenset(
    """
    the honorable hon mr ms mrs dr sen senator rep representative congressman congresswoman jr sr ii iii iv
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_WEIGHTLESS = frozenset(("the", "of", "a", "secretary", "senator", "president", "report", "department", "s", "u"))
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "on", "in"))
_ONE_TEXT_IN_THE_OTHER = 40  # characters; a shorter text may stand in another by accident


@lru_cache(maxsize=20_000)
def folded(text: str | None) -> str:
    """Return `text` in lower case with plain marks and single spaces."""
    plain = unicodedata.normalize("NFKC", (text or "").translate(_MARKS))
    return re.sub(r"\s+", " ", plain).strip().lower()


@lru_cache(maxsize=20_000)
def bare(text: str | None) -> str:
    """Return the words of `text` alone: letters of English and figures, single spaces between."""
    return re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()


def without_marks(text: str | None) -> str:
    """Return `text` folded, without the quotation marks and stops at its ends: the form in which spans are compared."""
    return folded(text).strip(" \"'.,;:!?")


def likeness(one: str | None, other: str | None) -> float:
    """Return how alike the words of two texts are, 0–1 (Ratcliff and Obershelp); 0 when either has none."""
    return _ratio(bare(one), bare(other))


def like(one: str | None, other: str | None, *, least: float) -> float:
    """Return their likeness when it is `least` or more, else 0.

    >>> like("the report of 2019", "The Report of 2019.", least=0.9), like("the report", "a letter", least=0.9)
    (1.0, 0.0)
    """
    first, second = bare(one), bare(other)
    if first == second:
        return 1.0 if first else 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # Two upper bounds that cost little spare most pairs the whole comparison.
    if not first or not second or matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = _ratio(first, second)
    return ratio if ratio >= least else 0.0


@lru_cache(maxsize=50_000)
def _ratio(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def in_each_other(one: str | None, other: str | None) -> float:
    """Return 0.5 when the shorter text stands in the longer one and is long enough to be no accident, else 0."""
    short, long = sorted((bare(one), bare(other)), key=len)
    return 0.5 if len(short) > _ONE_TEXT_IN_THE_OTHER and short in long else 0.0


def same_name(one: str | None, other: str | None) -> bool:
    """Return whether two names may be one person's: surname and the first name's beginning, or spelling within a slip.

    >>> same_name("The Honorable Charles E. “Chuck” Grassley", "Charles Grassley"), same_name("Tim Scott", "Rick Scott")
    (True, False)
    """
    first, second = _name(one), _name(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if first[-1] == second[-1] and (first[0][:3] == second[0][:3] or 1 in (len(first), len(second))):
        return True
    return like(one, other, least=0.92) > 0


def _name(text: str | None) -> tuple[str, ...]:
    """Return the first name and the surname in `text`, or its one word, or nothing."""
    latin = unicodedata.normalize("NFKD", _ASIDE.sub(" ", text or "")).encode("ascii", "ignore").decode()
    words = [word for word in bare(latin).split() if len(word) > 1 and word not in _NO_PART_OF_A_NAME]
    return tuple(words) if len(words) < 2 else (words[0], words[-1])


def same_speaker(one: str | None, other: str | None) -> bool:
    """Return whether two wordings may name one speaker: by a word of weight, by spelling, or by initials.

    >>> same_speaker("DOE", "Department of Energy"), same_speaker("Secretary Roe", "the Secretary")
    (True, False)
    """
    if (set(bare(one).split()) & set(bare(other).split())) - _WEIGHTLESS:
        return True
    return (
        likeness(one, other) > 0.8 or _run_together(one) in _initials(other) or _run_together(other) in _initials(one)
    )


def _run_together(text: str | None) -> str:
    return bare(text).replace(" ", "")


def _initials(text: str | None) -> set[str]:
    words = re.findall(r"[A-Za-z]+", text or "")
    return {
        "".join(word[0] for word in some).lower()
        for some in (words, [word for word in words if word.lower() not in _SMALL_WORDS])
    }


def matches(
    found: Sequence[_Found], wanted: Sequence[_Wanted], score: Callable[[_Found, _Wanted], float]
) -> list[tuple[int, int]]:
    """Return pairs of indexes, each index in one pair at most: the best scores first, then the nearest places.

    What scores 0 is no pair.
    """
    scored = [
        (value, -abs(i - j), i, j)
        for i, one in enumerate(found)
        for j, other in enumerate(wanted)
        if (value := float(score(one, other)))
    ]
    taken_found: set[int] = set()
    taken_wanted: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in taken_found and j not in taken_wanted:
            taken_found.add(i)
            taken_wanted.add(j)
            pairs.append((i, j))
    return pairs
