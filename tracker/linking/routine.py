"""Actions that are made in great number by routine, and are seldom what a letter asked for."""

import re

from tracker.linking.evidence import Evidence
from tracker.linking.views import ActionView, LetterView
from tracker.linking.weights import Weights

__all__ = ["Routines"]

# What it is, how its title says so, and how a letter speaks of it where other words are usual there.
_ROUTINE = (
    ("a notice of information collection", r"information collection|paperwork reduction|(?:30|60)-day notice", ""),
    ("an extension of a temporary license", r"general licenses?: extension of validity|\bTGL\b", ""),
    ("a notice of a meeting", r"\bnotice of (?:an? )?(?:\w+ )?meetings?\b|\bmeetings?\b.*\bnotice\b|sunshine act", ""),
    ("a notice about a system of records", r"privacy act of 1974|system of records", ""),
    ("a routine filing", r"notice of petition|self-regulatory organizations", ""),
    ("an airworthiness directive", r"airworthiness directives?", ""),
    (
        "a description of airspace",
        r"airspace|air traffic service routes|instrument approach procedures|IFR altitudes|\bfederal airways\b",
        r"airspace|\bapproach procedures",
    ),
    (
        "a rule for one waterway",
        r"(?:safety|security) zones?\b|drawbridge operation|special local regulations?"
        r"|anchorage (?:grounds|regulations)",
        r"(?:safety|security) zones?\b|drawbridge|regatta|anchorages?\b",
    ),
    (
        "a list of communities for flood insurance",
        r"flood elevation determinations?|suspensions? of community eligibility",
        r"flood (?:elevation|insurance|map)",
    ),
    (
        "a tolerance for one pesticide",
        r"pesticide (?:tolerances?|petitions?)|tolerance exemptions?|exemptions? from the requirement of a tolerance",
        r"pesticide|tolerances?\b",
    ),
    ("a yearly adjustment", r"regulatory agenda|unified agenda|civil .*penalt.*inflation", ""),
)
_PATTERNS = tuple(
    (name, re.compile(pattern, re.IGNORECASE), re.compile(spoken or pattern, re.IGNORECASE))
    for name, pattern, spoken in _ROUTINE
)
_ANY = re.compile("|".join(pattern for _, pattern, _ in _ROUTINE), re.IGNORECASE)
_CORRECTION = re.compile(r"\bcorrect(?:ion|ing amendment)s?\b", re.IGNORECASE)


class Routines:
    """What counts against actions as seen from one letter: a routine that the letter itself speaks of does not."""

    def __init__(self, letter: LetterView, weights: Weights) -> None:
        said = "\n".join(passage.text for passage in (*letter.asks, *letter.headings, letter.body))
        self._patterns = [(name, pattern) for name, pattern, spoken in _PATTERNS if not spoken.search(said)]
        self._weights = weights

    def __call__(self, action: ActionView) -> list[Evidence]:
        """Return that it only corrects, and the first of the routines that it is."""
        found = []
        said = f"{action.title} {action.action_text}"
        if action.corrects or _CORRECTION.search(said):
            found.append(
                Evidence(
                    kind="correction",
                    points=self._weights.correction,
                    sentence="It only corrects another document.",
                )
            )
        if not _ANY.search(said):
            return found
        for name, pattern in self._patterns:
            if match := pattern.search(said):
                found.append(
                    Evidence(
                        kind="routine",
                        points=self._weights.routine,
                        sentence=f"It is {name}.",
                        other_field="title",
                        other_words=match[0],
                        other_span=match.span() if match.end() <= len(action.title) else None,
                    )
                )
                break
        return found
