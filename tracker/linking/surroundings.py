"""What was counted among a letter's candidates when it was last searched. Pure.

How rare a word is, how long titles are and how many actions name a law is reckoned among the candidates. Kept with the
letter, these counts let one new action be scored alone, as it would be among all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["NOTHING", "Counts", "Surroundings", "as_kept", "from_kept"]


@dataclass(frozen=True, slots=True)
class Counts:
    """So many actions, and how many of them have each word or law of the letter."""

    number: int = 0
    having: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Counted in titles: over all candidates, and over those of each set of agencies; `stems` is how many stems all the
    titles have. `laws` are counted in those that speak of what the letter speaks of."""

    titles: Counts = field(default_factory=Counts)
    by_agencies: Mapping[frozenset[int], Counts] = field(default_factory=dict)
    stems: int = 0
    laws: Counts = field(default_factory=Counts)


NOTHING = Surroundings()


def as_kept(among: Surroundings) -> dict[str, Any]:
    """Return the counts as they are stored."""
    return {
        "titles": _listed(among.titles),
        "by_agencies": [[sorted(agencies), *_listed(each)] for agencies, each in among.by_agencies.items()],
        "stems": among.stems,
        "laws": _listed(among.laws),
    }


def from_kept(kept: Mapping[str, Any]) -> Surroundings:
    """Return what `as_kept` was given."""
    return Surroundings(
        titles=Counts(*kept["titles"]),
        by_agencies={frozenset(agencies): Counts(number, having) for agencies, number, having in kept["by_agencies"]},
        stems=kept["stems"],
        laws=Counts(*kept["laws"]),
    )


def _listed(counts: Counts) -> list[Any]:
    return [counts.number, {word: count for word, count in counts.having.items() if count}]
