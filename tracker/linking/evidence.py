"""Why a link is proposed: items that add up, each a sentence for a person, with the words on both sides."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Evidence", "as_json", "listed", "total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason. `letter_span` counts characters of the transcript; `other_field` is the other side's, and
    `other_span` counts characters of that field, where its words stand in it, or, for another letter, of that letter's
    transcript."""

    kind: str
    points: float
    sentence: str
    letter_span: tuple[int, int] | None = None
    letter_words: str = ""
    other_field: str = ""
    other_words: str = ""
    other_span: tuple[int, int] | None = None


def total(items: Iterable[Evidence]) -> float:
    """Return the sum of the points, to two places."""
    return round(sum(item.points for item in items), 2)


def as_json(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return the items as they are stored, the weightiest first; what counts against it comes last."""
    ordered = sorted(items, key=lambda item: -item.points)
    return [asdict(item) | {"points": round(item.points, 2)} for item in ordered]


def listed(words: Iterable[str]) -> str:
    """Return words as a person lists them: "release", "technology" and "standards"."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
