"""Which rows of a new reading a person has already spoken about.

A person's row takes the place of the reader's row that stands on the same words: at most one, the one that it shares
most with, so that a passage inside a confirmed one stays a row of its own. A dismissed row takes its place too, and so
keeps it empty.
"""

from collections.abc import Sequence
from typing import Any

from tracker.archive.anchoring import folded_words
from tracker.archive.rows import Wanted
from tracker.models import ExtractedRow, LetterFact, ReviewState
from tracker.reading.rows import FactKind

__all__ = ["SINGLE_FACTS", "taken_places"]

# A letter has one of each; where a person named it, what the reader finds elsewhere is beside the point.
SINGLE_FACTS = frozenset({FactKind.DATE, FactKind.SUBJECT, FactKind.PURPOSE, FactKind.SALUTATION, FactKind.CLOSING})

# Two spans are of the same row when they share at least half of what either covers.
_SAME = 0.5


def taken_places(persons: Sequence[ExtractedRow], wanted: Sequence[Wanted]) -> dict[int, ExtractedRow]:
    """Return, for indexes of `wanted`, the person's row that stands in its place. All are of one model."""
    pairs = [
        (likeness, person_index, index)
        for person_index, person in enumerate(persons)
        for index, row in enumerate(wanted)
        if (likeness := _likeness(person, row.fields)) >= _SAME
    ]
    taken: dict[int, ExtractedRow] = {}
    placed: set[int] = set()
    for _, person_index, index in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if person_index not in placed and index not in taken:
            taken[index] = persons[person_index]
            placed.add(person_index)
    for person in persons:
        if isinstance(person, LetterFact) and person.kind in SINGLE_FACTS and not person.is_dismissed:
            for index, row in enumerate(wanted):
                if row.fields["kind"] == person.kind:
                    taken.setdefault(index, person)
    return taken


def _likeness(person: ExtractedRow, fields: dict[str, Any]) -> float:
    """How much of their words a person's row and a reader's row share: 0 to 1."""
    if isinstance(person, LetterFact) and fields["kind"] not in (person.kind, person.as_read.get("kind")):
        return 0.0
    shared = 0.0
    if person.start is not None and person.end is not None:
        common = min(person.end, fields["end"]) - max(person.start, fields["start"])
        whole = max(person.end, fields["end"]) - min(person.start, fields["start"])
        shared = max(float(common / whole), 0.0)
        if person.review_state != ReviewState.ENTERED:
            return shared
    # What has no place, and what a person wrote by hand, is known by its words.
    for name in ("text", "name"):
        words = folded_words(fields.get(name) or "")
        ours = (getattr(person, name, ""), person.as_read.get(name) or "")
        if words and words in map(folded_words, ours):
            return 1.0
    return shared
