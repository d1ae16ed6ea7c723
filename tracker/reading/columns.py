"""Where a row of words is two columns, and where it is one line set wide.

A justified line may leave two ems between its words, and two columns of addresses may leave less than one between them.
So a gap is judged by its neighbours: in a justified line all gaps are alike, while a column's gap stands out from the
others of its row, and its right side begins at the same place in row after row with no word across it.
"""

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.strips import SetWord, Strip, strip_of

__all__ = ["LIST_MARK", "strips_of_rows"]

# "1.", "(a)", "iv)", "•": what hangs before an item. Its gap is a tab, not a column.
LIST_MARK = re.compile(r"^(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\d{1,2}\.\d{1,2}\.?|[•▪●○◦➢✓■–—*·o-])$")

_WEAK = 0.6  # em: no word space of a ragged line is as wide
_STRONG = 2.5  # em: wider than justification leaves, so that one row alone is proof
_FAR = 15  # rows: how far apart two rows may speak for the same column


@dataclass(slots=True)
class _Gap:
    row: int
    at: int  # the gap is before this word
    x: float  # where the right side begins
    width: float  # em
    strong: bool
    kept: bool = False


def strips_of_rows(rows: Sequence[Sequence[SetWord]], *, slack: float = 1.5) -> list[Strip]:
    """Return the strips of a page, row after row from top to bottom, each row from left to right.

    `slack` is how far apart (points) two left edges may lie and still be one column's: more for OCR.
    """
    gaps = [gap for number, row in enumerate(rows) for gap in _gaps(number, row)]
    for column in _by_edge(gaps, slack):
        _keep_supported(column, rows, slack)
    cuts: dict[int, list[int]] = {}
    for gap in gaps:
        if gap.kept:
            cuts.setdefault(gap.row, []).append(gap.at)
    strips: list[Strip] = []
    for number, row in enumerate(rows):
        edges = [0, *sorted(cuts.get(number, [])), len(row)]
        parts = [row[start:end] for start, end in itertools.pairwise(edges) if end > start]
        strips.extend(strip_of(part, row=number, alone=len(parts) == 1) for part in parts)
    return strips


def _gaps(number: int, row: Sequence[SetWord]) -> list[_Gap]:
    """Return the gaps of a row that stand out from its others."""
    sizes = [min(left.size, right.size) for left, right in itertools.pairwise(row)]
    widths = [(right.x0 - left.x1) / size for left, right, size in zip(row, row[1:], sizes, strict=False)]
    if not widths or max(widths) < _WEAK:
        return []
    found = []
    usual = statistics.median_low(widths) if len(widths) > 1 else 0.25
    usual = max(usual, 0.2)
    start = 0  # where the present column began, to know a hanging mark when its first word is one
    for index, width in enumerate(widths):
        left, right = row[index], row[index + 1]
        if width < _WEAK:
            continue
        jump = max(left.size, right.size) > 1.4 * min(left.size, right.size) and not (
            left.superscript or right.superscript
        )
        many = len(widths) >= 3
        strong = jump or (width >= _STRONG and (width >= 3 * usual or not many or width >= 6))
        if not strong and width < 2.3 * usual:
            continue
        if index == start and _hangs(left.text) and width < 6:
            continue
        found.append(_Gap(number, index + 1, right.x0, width, strong, kept=strong))
        start = index + 1
    return found


def _hangs(text: str) -> bool:
    """An item's mark, or a label such as "cc:" or "RE:"."""
    return bool(LIST_MARK.match(text)) or (len(text) <= 12 and text.endswith(":"))


def _by_edge(gaps: Sequence[_Gap], slack: float) -> list[list[_Gap]]:
    """Gather gaps whose right sides begin at one x."""
    columns: list[list[_Gap]] = []
    anchor = 0.0
    for gap in sorted(gaps, key=lambda gap: gap.x):
        if columns and gap.x - anchor <= slack:
            columns[-1].append(gap)
        else:
            columns.append([gap])
        anchor = gap.x
    return columns


def _keep_supported(column: list[_Gap], rows: Sequence[Sequence[SetWord]], slack: float) -> None:
    """Keep a weak gap when another row nearby has a gap at the same x, and no word between them lies across it."""
    column.sort(key=lambda gap: gap.row)
    for one, two in itertools.pairwise(column):
        if one.row == two.row or two.row - one.row > _FAR or (one.kept and two.kept):
            continue
        x = min(one.x, two.x)
        between = range(one.row + 1, two.row)
        if not any(word.x0 < x - slack and word.x1 > x + slack for row in between for word in rows[row]):
            one.kept = two.kept = True
