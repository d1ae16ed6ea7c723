"""Laws that a text names: by Public Law number, by section of the United States Code, or by name.

"section 553 of title 5", which is rare, is left out. A name is what stands in capitals before "Act"; its year and what
leads up to it ("Title IV of the", "under the") are no part of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.linking.evidence import Evidence
from tracker.linking.surroundings import NOTHING, Counts
from tracker.linking.views import ActionView, LetterView
from tracker.linking.weights import Weights

__all__ = ["Statute", "Statutes", "statutes_in"]

_CODE = re.compile(
    r"\b(\d{1,2})\s+U\.?\s?S\.?\s?C\.?(?:\s?A\.)?\s*(?:§+|[Ss]ec(?:tion|\.)s?)?\s*(\d+[a-z]{0,2}(?:-\d+[a-z]?)?)"
)
_PUBLIC = re.compile(r"\b(?:Public\s+Law|Pub\.?\s*L\.?|P\.\s?L\.)\s*(?:No\.?\s*)?(\d{2,3})\s?[-–‑]\s?(\d{1,4})")
_ACT = re.compile(r"\b(?:(?:[A-Z][\w'’&.-]*,?|of|and|for|the|to|in|on|with|by)\s+){1,12}Act\b")
_LEADS = re.compile(r"^.*\b(?:of|under|by|to|in|with|and)\s+the\s+(?=\S)", re.DOTALL)
_LEADING = "of and for the to in on with by this that such an a our your its under section title"
_SMALL = frozenset(_LEADING.split())
# The rarer a law is among the candidates, the more it says; in this share of them it says half.
_HALF_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Statute:
    """A law as compared ("15 usc 4601", "public law 116-260", "endangered species act"), and where it stands."""

    name: str
    span: tuple[int, int]


def statutes_in(text: str) -> list[Statute]:
    """Return the laws that a text names, in order; one named twice is there twice."""
    found = [Statute(f"{m[1]} usc {m[2]}".lower(), m.span()) for m in _CODE.finditer(text)]
    found += [Statute(f"public law {m[1]}-{m[2]}", m.span()) for m in _PUBLIC.finditer(text)]
    if "Act" in text:
        found += [act for match in _ACT.finditer(text) if (act := _act(match[0], match.start()))]
    return sorted(found, key=lambda each: each.span)


def _act(words: str, start: int) -> Statute | None:
    if lead := _LEADS.match(words):
        start, words = start + lead.end(), words[lead.end() :]
    while (first := re.match(r"\S+\s+", words)) and first[0].strip().lower() in _SMALL:
        start, words = start + first.end(), words[first.end() :]
    name = " ".join(words.lower().split())
    return Statute(name, (start, start + len(words))) if " " in name else None


class Statutes:
    """The laws that a letter names, and how many of the candidates that matter name each."""

    def __init__(
        self, letter: LetterView, actions: Iterable[ActionView], weights: Weights, before: Counts = NOTHING.laws
    ) -> None:
        self._weights = weights
        self._offset = letter.body.start
        self._text = letter.body.text
        self._named = {each.name: each for each in reversed(statutes_in(letter.body.text))}
        self._found: Mapping[int, list[tuple[str, str, tuple[int, int]]]] = {}
        self._counts: dict[str, int] = dict(before.having)
        self._number = before.number
        if self._named:
            self._look(actions)

    def counted(self) -> Counts:
        """Return how many actions were looked at, and how many of them name each of the letter's laws."""
        return Counts(self._number, self._counts)

    def _look(self, actions: Iterable[ActionView]) -> None:
        found: dict[int, list[tuple[str, str, tuple[int, int]]]] = {}
        for action in actions:
            self._number += 1
            theirs: dict[str, tuple[str, str, tuple[int, int]]] = {}
            for field, text in (("title", action.title), ("abstract", action.abstract)):
                for each in statutes_in(text):
                    if each.name in self._named:
                        theirs.setdefault(each.name, (each.name, field, each.span))
            for name in theirs:
                self._counts[name] = self._counts.get(name, 0) + 1
            if theirs:
                found[action.key] = list(theirs.values())
        self._found = found

    def __call__(self, action: ActionView) -> list[Evidence]:
        """Return the rarest law that both name."""
        if not (both := self._found.get(action.key)):
            return []
        name, field, span = min(both, key=lambda each: (self._counts[each[0]], each[0]))
        share = (self._counts[name] - 1) / max(self._number - 1, 20)
        ours = self._named[name]
        words = " ".join(self._text[slice(*ours.span)].split())
        return [
            Evidence(
                kind="statute",
                points=round(self._weights.statute * _HALF_SHARE / (_HALF_SHARE + share), 2),
                sentence=f"Both name the law {words}.",
                letter_span=None
                if self._offset is None
                else (self._offset + ours.span[0], self._offset + ours.span[1]),
                letter_words=words,
                other_field=field,
                other_words=(action.title if field == "title" else action.abstract)[slice(*span)],
                other_span=span,
            )
        ]
