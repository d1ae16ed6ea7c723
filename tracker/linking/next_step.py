"""Whether an action is the step that a proposed rule leads up to: the rule on the same, about when such rules come.

What proposes again is another step, or another matter: of a series, most titles are alike. It is marked down, unless it
is what the letter waits for, a draft made public, or asks for: more time, a hearing, a new proposal, a withdrawal.

How long a rule follows its proposal was counted on 17,746 dockets of 1971–2023: half within 150 days, and the
logarithms of the days spread by 0.84 about that.
"""

import math
import re
from collections.abc import Sequence

from tracker.linking.evidence import Evidence
from tracker.linking.identified import CITED
from tracker.linking.subject import Part
from tracker.linking.terms import terms_of
from tracker.linking.views import ActionView, LetterView
from tracker.linking.weights import Weights

__all__ = ["NextStep"]

_PROPOSED = re.compile(
    r"\bpropos(?:ed|al)\b(?: \w+){0,3}? (?:rule|regulation|standard|amendment)s?\b|\bproposed rule|\bNPRM\b"
    r"|\bcomment period\b|\bnotice of proposed",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n\s*\n")
_MEDIAN_DAYS, _SPREAD = 150, 0.84
# What is proposed for a second time, as a letter asks for it and as a title says it.
_AGAIN = re.compile(
    r"\b(?:exten[ds]\w*|re-?open\w*|hearings?|supplement\w*|re-?propos\w*|withdraw\w*|rescind\w*|delay\w*"
    r"|postpon\w*|reconsider\w*|more time|additional time)\b",
    re.IGNORECASE,
)
# What is not proposed yet.
_AWAITED = re.compile(
    r"\b(?:draft|forthcoming|upcoming|planned|anticipated|expected)\b"
    r"|\b(?:issue|publish|release)\b(?: \w+){0,4}? propos",
    re.IGNORECASE,
)
_IDENTIFIED = CITED | {"docket", "rin"}
# A rule at an unusual time is still one: it keeps this part of the points.
_LEAST_PART = 0.25


class NextStep:
    """Where a letter's subject or asks speak of a proposed rule, and of what: words in the same sentence.

    That it is of the same, the action's words must say: those that stand in that sentence count, and the item brings
    no more than a part of their points.
    """

    def __init__(self, letter: LetterView, weights: Weights) -> None:
        self._date = letter.date
        self._weights = weights
        self._said = ""
        self._span: tuple[int, int] | None = None
        self._about: set[str] = set()
        self._awaited = self._again = False
        for passage in (*letter.headings, *letter.asks):
            at = 0
            for sentence in _SENTENCE.split(passage.text):
                at = passage.text.find(sentence, at)
                if match := _PROPOSED.search(sentence):
                    self._about |= terms_of(sentence)
                    self._again = self._again or _AGAIN.search(sentence) is not None
                    self._awaited = self._awaited or _AWAITED.search(sentence) is not None
                    if not self._said:
                        self._said = " ".join(match[0].split())
                        if passage.start is not None:
                            start = passage.start + at
                            self._span = (start + match.start(), start + match.end())
                at += len(sentence)

    @property
    def is_spoken_of(self) -> bool:
        """Whether the letter speaks of a proposed rule at all."""
        return bool(self._said)

    def __call__(self, action: ActionView, items: Sequence[Evidence], parts: Sequence[Part]) -> list[Evidence]:
        """Return an item for a rule on what the letter calls proposed, and one against what proposes again; `items`
        hold its topic, `parts` its words."""
        if not self._said or action.day is None or self._date is None:
            return []
        units = sum(part.units for part in parts)
        said = sum(part.units for part in parts if part.stem in self._about) / units if units else 0
        if action.kind == "rule":
            topic = sum(item.points for item in items if item.kind == "topic")
            points = min(self._weights.next_step, topic * said * self._weights.next_step_share)
            points *= _usual((action.day - self._date).days)
            kind, sentence = "next_step", "The letter speaks of a proposed rule, and this is a rule."
        elif action.kind == "proposed_rule" and not self._is_wanted(action, items):
            points = said * self._weights.further_proposal
            kind, sentence = "further_proposal", "The letter speaks of a proposed rule, and this is a further proposal."
        else:
            return []
        if abs(points) < 0.05:
            return []
        return [
            Evidence(
                kind=kind,
                points=round(points, 2),
                sentence=sentence,
                letter_span=self._span,
                letter_words=self._said,
                other_field="kind",
                other_words=action.action_text or ("Rule" if kind == "next_step" else "Proposed rule"),
            )
        ]

    def _is_wanted(self, action: ActionView, items: Sequence[Evidence]) -> bool:
        if self._awaited or any(item.kind in _IDENTIFIED for item in items):
            return True
        return self._again and _AGAIN.search(f"{action.title} {action.action_text}") is not None


def _usual(days: int) -> float:
    """Return 1 for a rule that comes when most do, and less for others, by the density of days."""
    mode = _MEDIAN_DAYS * math.exp(-(_SPREAD**2))
    away = math.log(max(days, 1) / _MEDIAN_DAYS) / _SPREAD
    at_most = math.log(mode / _MEDIAN_DAYS) / _SPREAD
    density = mode / max(days, 1) * math.exp((at_most**2 - away**2) / 2)
    return _LEAST_PART + (1 - _LEAST_PART) * density
