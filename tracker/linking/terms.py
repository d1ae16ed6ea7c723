"""Words of a letter and of an action, cut to what can be compared.

Terms are folded and cut to a stem by a few endings, so that "standards-setting" and "standard" meet; words that every
letter or every rule contains are no terms. A term knows where it stands, so that evidence can point at it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Term", "WordRuns", "as_said", "stem", "terms", "terms_of", "title_stems"]

_WORD = re.compile(r"[A-Za-z0-9]+(?:[.'’][A-Za-z]+)*(?:-\d*[A-Za-z]\b)?")

_COMMON = """
a about above after again against all also although am among an and any are as at be became because been before being
below between both but by can cannot could did do does doing down during each either else ever every few for from
further get give given gives had has have having he her here hers him his how however i if in into is it its itself
just last less let like made make many may me might more most much must my near need neither never new no nor not now
of off often on once one only onto or other our ours out over own per rather same second several shall she should
since so some still such than that the their theirs them then there these they third this those though through thus to
together too toward under until up upon us use used using very was we well were what when where whether which while who
whom whose why will with within without would year years yet you your yours first full two three ten half month months
day days time
"""
_LETTERS = """
act address agency agencies answer appreciate ask attention bureau chair chairman chairwoman committee concern
concerned concerns congress congressional cooperation dear department departments deputy director federal government
honorable house information inform issue issued letter look matter member members national office please possible
press provide public question questions ranking regard regarding representative request requests respond response
secretary secretaries senate senator senators sincerely soon staff state states subcommittee take taken takes taking
thank united urge
washington work write writing
"""
_RULES = """
action additional administration amend amended amending amendment amendments certain change changes comment comments
correction date document effective final general interim notice page pages part parts period pursuant proposed
proposal provision provisions publish published register regulation regulations regulatory requirement requirements
revise revised revision revisions rule rulemaking rules section sections subpart technical temporary
"""
_STOP = frozenset((_COMMON + _LETTERS + _RULES).split())

# Endings, longest first, and the least that must be left before them.
_ENDINGS = (
    ("izations", 4), ("ization", 4), ("isations", 4), ("isation", 4), ("ations", 4), ("ation", 4), ("ating", 4),
    ("ated", 4), ("ates", 4), ("ate", 5), ("izing", 4), ("ized", 4), ("izes", 4), ("ize", 4), ("ings", 4), ("ing", 4),
    ("ments", 4), ("ment", 4), ("ers", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 3), ("y", 4), ("e", 4),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, and where the word stands in its text."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a word, or "" for one that is no term."""
    folded = word.lower().replace("’", "'").replace(".", "")
    folded = folded.removesuffix("'s")
    if folded in _STOP or len(folded) < 2 or (folded.isdigit() and len(folded) != 5):
        return ""
    if any(mark.isdigit() for mark in folded):
        return folded
    if folded.endswith("ss") or folded.endswith("us"):
        return folded
    for ending, least in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= least:
            return folded[: -len(ending)]
    return folded


def terms(text: str, offset: int = 0) -> Iterator[Term]:
    """Yield the terms of `text`, in order; their places are counted from `offset`."""
    for match in _WORD.finditer(text):
        cut = stem(match[0])
        if cut:
            yield Term(cut, offset + match.start(), offset + match.end())


def terms_of(text: str) -> set[str]:
    """Return the stems in `text`."""
    return _stems(_WORD.findall(text))


@lru_cache(maxsize=100_000)
def title_stems(title: str) -> tuple[str, ...]:
    """Return the stems of a title in their order, repeats among them."""
    return tuple(cut for word in _WORD.findall(title) if (cut := stem(word)))


def as_said(word: str) -> str:
    """Return a word as a list of words has it: small where only its place made its first letter a capital.

    >>> as_said("Harbors"), as_said("H-2B"), as_said("PFAS")
    ('harbors', 'H-2B', 'PFAS')
    """
    return word if any(mark.isupper() for mark in word[1:]) else word.lower()


class WordRuns:
    """A text's words, ready to be compared with many others for runs that stand in both."""

    def __init__(self, text: str, *, least: int = 3) -> None:
        self._least = least
        self._words = [match[0].lower() for match in _WORD.finditer(text)]
        self._places = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        self._begin: dict[tuple[str, ...], list[int]] = {}
        for index in range(len(self._words) - least + 1):
            self._begin.setdefault(tuple(self._words[index : index + least]), []).append(index)

    def shared_with(self, other: str, *, apart_from: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
        """Return the places of the runs that `other` has too, longest first.

        A run has `least` words or more, small ones among them, and two different terms that are not in `apart_from`.
        """
        theirs = [match[0].lower() for match in _WORD.finditer(other)]
        found = []
        index = 0
        while index <= len(theirs) - self._least:
            length, best = self._longest(theirs, index)
            if length and len(_stems(theirs[index : index + length]) - apart_from) >= 2:
                found.append((self._places[best][0], self._places[best + length - 1][1]))
            index += max(length, 1)
        return sorted(found, key=lambda run: run[0] - run[1])

    def may_share_with(self, other: str) -> bool:
        """Whether `other` shares a run with this text, or could share one with a part of it."""
        theirs = [match[0].lower() for match in _WORD.finditer(other)]
        for index in range(len(theirs) - self._least + 1):
            length, _ = self._longest(theirs, index)
            if length and len(_stems(theirs[index : index + length])) >= 2:
                return True
        return False

    def _longest(self, theirs: Sequence[str], index: int) -> tuple[int, int]:
        """Return how many words from `index` on stand here too, and where; 0 for fewer than the least."""
        length, best = 0, 0
        for start in self._begin.get(tuple(theirs[index : index + self._least]), ()):
            reach = self._least
            while (
                start + reach < len(self._words)
                and index + reach < len(theirs)
                and self._words[start + reach] == theirs[index + reach]
            ):
                reach += 1
            if reach > length:
                length, best = reach, start
        return length, best


def _stems(words: Iterable[str]) -> set[str]:
    return {cut for word in words if (cut := stem(word))}
