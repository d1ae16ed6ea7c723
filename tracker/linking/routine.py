"""Actions that are made in great number by routine, and are seldom what a letter asked for."""

import re

from tracker.linking.evidence import Evidence
from tracker.linking.views import ActionView
from tracker.linking.weights import Weights

__all__ = ["routine"]

_ROUTINE = (
    ("a notice of information collection", r"information collection|paperwork reduction|(?:30|60)-day notice"),
    ("an extension of a temporary license", r"general licenses?: extension of validity|\bTGL\b"),
    ("a notice of a meeting", r"\bnotice of (?:an? )?(?:\w+ )?meetings?\b|\bmeetings?\b.*\bnotice\b|sunshine act"),
    ("a notice about a system of records", r"privacy act of 1974|system of records"),
    ("a routine filing", r"notice of petition|self-regulatory organizations|airworthiness directives"),
    ("a yearly adjustment", r"regulatory agenda|unified agenda|civil .*penalt.*inflation"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ROUTINE)
_CORRECTION = re.compile(r"\bcorrect(?:ion|ing amendment)s?\b", re.IGNORECASE)


def routine(action: ActionView, weights: Weights) -> list[Evidence]:
    """Return what counts against it: that it only corrects, and the first of the routines that it is."""
    found = []
    said = f"{action.title} {action.action_text}"
    if action.corrects or _CORRECTION.search(said):
        found.append(Evidence(kind="routine", points=weights.correction, sentence="It only corrects another document."))
    for name, pattern in _PATTERNS:
        if match := pattern.search(said):
            sentence = f"It is {name}."
            found.append(
                Evidence(
                    kind="routine", points=weights.routine, sentence=sentence, other_field="title", other_words=match[0]
                )
            )
            break
    return found
