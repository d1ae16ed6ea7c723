"""From what was counted in each letter to precision, recall and F1 over all of them, with an interval.

Counts are summed over the letters (micro average). The interval is that of a bootstrap over letters, not over facts,
because the facts of one letter are read well or badly together.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Comparison", "Fault", "Figure", "figures"]

RESAMPLES = 1_000
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was read wrongly: what was found and what was wanted; either may be "" (missed, or not there)."""

    field: str
    found: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of one letter: how many were found, how many were wanted, how many of them are the same."""

    hits: float
    found: float
    wanted: float
    faults: tuple[Fault, ...] = ()

    @property
    def missing(self) -> float:
        """How many are wrong, taking one found wrongly and one missed as the two sides of one fault."""
        return max(self.found, self.wanted) - self.hits


@dataclass(frozen=True, slots=True)
class Figure:
    """A field's figures over all letters. `low` and `high` bound 95 % of the F1 of resampled sets of letters."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    hits: float
    found: float
    wanted: float


def figures(letters: Iterable[Mapping[str, Comparison]]) -> dict[str, Figure]:
    """Return each field's figures, in the order in which the letters first name them."""
    rows: dict[str, list[Comparison]] = {}
    for letter in letters:
        for field, comparison in letter.items():
            rows.setdefault(field, []).append(comparison)
    return {field: _figure(field, own) for field, own in rows.items()}


def _figure(field: str, rows: Sequence[Comparison]) -> Figure:
    counts = [(row.hits, row.found, row.wanted) for row in rows]
    hits, found, wanted = (sum(one[place] for one in counts) for place in range(3))
    precision, recall, f1 = _scores(hits, found, wanted)
    # Seeded by the field, so that the same readings always give the same interval.
    chance = random.Random(field)
    resampled = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(counts, k=len(counts))
        resampled.append(_scores(*(sum(one[place] for one in drawn) for place in range(3)))[2])
    resampled.sort()
    low, high = (resampled[round(share * (RESAMPLES - 1))] for share in (_LOW, _HIGH))
    return Figure(precision, recall, f1, low, high, hits, found, wanted)


def _scores(hits: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1. Nothing found is nothing wrong, and nothing wanted is nothing missed: both 1."""
    precision = hits / found if found else 1.0
    recall = hits / wanted if wanted else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
