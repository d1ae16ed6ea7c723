"""Whether the boxes of a quotation lie where its lines were set.

A typesetter leaves NAME.boxes.json beside NAME.pdf: for each line that it set `page`, `box` ([x0, y0, x1, y1], points
from the top left corner) and `text`. A quotation's words are looked up in those lines, which gives the lines that it
must have boxes on. A typesetter tells no places within a line, so the set line is cut at an end of the quotation that
lies within it: where the derived box ends, if that is near the place that the characters' count suggests.

    set line      |Congress has said: “We must know what the agency|      the quotation begins here: cut
    set line      |did.” Nothing is known.|                                the quotation ends here: cut

A quotation is right when it has as many boxes as lines, each overlapping its own with an intersection over union of
`LEAST` or more. Only quotations that were found exactly are judged, so that a wrong span is counted once, elsewhere.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.scorecard.fields import SPOKEN, exact_quotations
from tracker.scorecard.figures import Comparison, Fault
from tracker.scorecard.likeness import folded

__all__ = ["FIELD", "LEAST", "SetLine", "compare_boxes", "overlap", "set_lines", "turned"]

FIELD = "quotation's line boxes"
LEAST = 0.8
_NEAR = 24.0
"""Points by which the count of characters may miss a place within a line: some four characters of text type."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as the typesetter set it.

    `slant` is by how much it rises from left to right (points down a point across, so below 0), where the page was
    scanned askew; `box` is then the level box about the line's middle.
    """

    page: int
    box: Box
    text: str
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A set line's part that a quotation covers: its box, and at which ends it was cut by the count of characters."""

    page: int
    box: Box
    cut_left: bool
    cut_right: bool
    line: SetLine


def set_lines(content: Any) -> tuple[SetLine, ...]:
    """Return the lines of a boxes file that has been parsed. Raises ValueError when it has another form."""
    try:
        return tuple(
            SetLine(int(row["page"]), (*(float(value) for value in row["box"]),), str(row["text"]))  # type: ignore[arg-type]
            for row in content
        )
    except (TypeError, KeyError) as error:
        raise ValueError("Each line of a boxes file needs page, box and text.") from error


def compare_boxes(reading: Mapping[str, Any] | None, gold: Mapping[str, Any], lines: Sequence[SetLine]) -> Comparison:
    """Return how many of the quotations that were found exactly, and set in `lines`, have right boxes."""
    found = [row for row in (reading or {}).get("quotations") or [] if row.get("type", "quotation") in SPOKEN]
    wanted = [row for row in gold.get("quotations") or [] if row["type"] in SPOKEN]
    text = _Text(lines)
    judged, faults = 0, []
    for i, j in sorted(exact_quotations(found, wanted)):
        derived = [
            (int(page), (float(x0), float(y0), float(x1), float(y1))) for page, x0, y0, x1, y1 in found[i]["boxes"]
        ]
        places = text.find(wanted[j]["text"])
        if not places:
            continue  # It was set in a footnote, or another way that left no lines.
        judged += 1
        best = max(places, key=lambda place: _agreement(derived, place))
        worst = _agreement(derived, best)
        if worst < LEAST:
            faults.append(
                Fault(
                    FIELD, _told(derived, worst), f"{_told([(one.page, one.box) for one in best])}: {wanted[j]['text']}"
                )
            )
    return Comparison(judged - len(faults), judged, judged, tuple(faults))


def turned(lines: Sequence[SetLine], degrees: float, width: float, height: float) -> tuple[SetLine, ...]:
    """Return the lines where they come to lie when their page is turned about its middle, counterclockwise."""
    angle = math.radians(degrees)
    found = []
    for line in lines:
        x0, y0, x1, y1 = line.box
        across, down = (x0 + x1 - width) / 2, (y0 + y1 - height) / 2
        dx = across * math.cos(angle) + down * math.sin(angle) - across
        dy = down * math.cos(angle) - across * math.sin(angle) - down
        found.append(replace(line, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy), slant=-math.tan(angle)))
    return tuple(found)


def overlap(one: Box, other: Box) -> float:
    """Return the intersection over the union of two boxes, 0–1.

    >>> overlap((0, 0, 10, 10), (5, 0, 10, 10))
    0.5
    """
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (_area(one) + _area(other) - shared)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


class _Text:
    """The set lines as one run of letters and figures, each of which knows its line and its place in it."""

    def __init__(self, lines: Sequence[SetLine]) -> None:
        self._lines = lines
        characters: list[str] = []
        self._places: list[tuple[int, float, float]] = []  # line, and where the character begins and ends, as shares
        for number, line in enumerate(lines):
            length = max(len(line.text), 1)
            for at, character in enumerate(line.text):
                for plain in _plain(character):
                    characters.append(plain)
                    self._places.append((number, at / length, (at + 1) / length))
        self._run = "".join(characters)

    def find(self, text: str) -> list[list[_Wanted]]:
        """Return the parts of lines that `text` covers, for each place where it stands."""
        sought = _plain(text)
        if not sought:
            return []
        return [
            self._parts(match.start(), match.start() + len(sought))
            for match in re.finditer(f"(?={re.escape(sought)})", self._run)
        ]

    def _parts(self, start: int, end: int) -> list[_Wanted]:
        by_line: dict[int, list[tuple[float, float]]] = {}
        for number, begins, ends in self._places[start:end]:
            by_line.setdefault(number, []).append((begins, ends))
        parts = []
        for number, shares in by_line.items():
            line = self._lines[number]
            x0, y0, x1, y1 = line.box
            cut_left = number == min(by_line) and shares[0][0] > 0
            cut_right = number == max(by_line) and shares[-1][1] < 1
            left = x0 + (x1 - x0) * shares[0][0] if cut_left else x0
            right = x0 + (x1 - x0) * shares[-1][1] if cut_right else x1
            parts.append(_Wanted(line.page, (left, y0, right, y1), cut_left, cut_right, line))
        return parts


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded(text))


def _agreement(derived: Sequence[tuple[int, Box]], wanted: Sequence[_Wanted]) -> float:
    """Return the least overlap of the boxes with their lines; 0 when there are more or fewer, or on another page."""
    if len(derived) != len(wanted) or any(page != one.page for (page, _), one in zip(derived, wanted, strict=True)):
        return 0.0
    return min(overlap(box, _clipped(one, box)) for (_, box), one in zip(derived, wanted, strict=True))


def _clipped(wanted: _Wanted, derived: Box) -> Box:
    """Return the box of the line's part, cut where `derived` ends, and as high as its slant makes it."""
    x0, y0, x1, y1 = wanted.box
    left = derived[0] if wanted.cut_left and abs(derived[0] - x0) <= _NEAR else x0
    right = max(derived[2] if wanted.cut_right and abs(derived[2] - x1) <= _NEAR else x1, left)
    middle = (wanted.line.box[0] + wanted.line.box[2]) / 2
    shifts = [wanted.line.slant * (x - middle) for x in (left, right)]
    return (left, y0 + min(shifts), right, y1 + max(shifts))


def _told(boxes: Sequence[tuple[int, Box]], worst: float | None = None) -> str:
    places = "; ".join(f"page {page}, {', '.join(f'{value:.0f}' for value in box)}" for page, box in boxes)
    return places if worst is None else f"{places or 'no box'} (overlap {worst:.2f})"
