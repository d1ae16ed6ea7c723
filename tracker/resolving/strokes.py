"""What it takes to read one word for another: the strokes that ink adds, tears off or bends.

A plain edit distance holds every letter equally far from every other. On a scan "l" for "i" costs nothing, "rn" for "m"
little, a sign such as "#" stands for a letter that nobody could read, and a torn name lacks letters in a row.
"""

import unicodedata
from functools import lru_cache

__all__ = ["misreading_cost", "traced"]

_ALIKE = tuple(
    frozenset(group)
    for group in (
        "il1jtf|!",
        "ceo06",
        "aeo",
        "hbkn",
        "nur",
        "vyw",
        "gqy9",
        "sz5",
        "uv",
        "tr",
        "frt",
        "mnw",
        "dao",
        "b8",
    )
)
# Two strokes that one letter is taken for; for "fi" that may be "h" or "n".
_TWO_FOR_ONE = {
    "rn": "m", "nn": "m", "ni": "m", "rh": "m", "vv": "w", "cl": "d", "ol": "d", "tl": "d", "ii": "u", "il": "u",
    "li": "h", "lt": "h", "fl": "h", "ff": "h", "fi": "hn", "ri": "n", "lc": "k",
}  # fmt: skip
_SIGN = "?"
_LOST, _LOST_TOO = 0.9, 0.6  # a letter that is torn off, and the next ones beside it
_ADDED, _ADDED_SIGN, _SPACE = 0.9, 0.35, 0.3
_BENT, _UNREAD, _OTHER = 0.4, 0.4, 1.0


@lru_cache(maxsize=65536)
def traced(text: str) -> str:
    """Return `text` in small letters without accents; each sign that no name holds becomes "?", one space a gap.

    "Dwight #¥ans" -> "dwight ??ans"      "José B/S¥rrant" -> "jose b?s?rrant"      "Roybal-Allard" -> "roybal allard"
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    out: list[str] = []
    for char in plain:
        if unicodedata.combining(char) or char in "'’‘`´.":
            continue
        if char.isalnum():
            out.append(char)
        elif char.isspace() or char in ',-–—"“”()':
            if out and out[-1] != " ":
                out.append(" ")
        else:
            out.append(_SIGN)
    return "".join(out).strip()


def misreading_cost(read: str, first: str, last: str) -> tuple[float, float]:
    """Return what it costs to read "`first` `last`" as `read`: (the first part's cost, the last part's).

    All three are traced. A letter taken for another costs 1, for one of its like 0.4; a lost or an added one about as
    much as a wrong one; a gap more or less between words 0.3.
    """
    meant = f"{first} {last}" if first else last
    border = len(first)
    # Each cell: (cost, whether the last step lost a letter, cost when the first part ended).
    above: list[tuple[float, bool, float]] = [(0.0, False, 0.0)]
    for column, letter in enumerate(meant, 1):
        cost, lost, at_border = above[-1]
        cost += _SPACE if letter == " " else _LOST_TOO if lost else _LOST
        above.append((cost, True, cost if column == border else at_border))
    rows = [above]
    for row, seen in enumerate(read, 1):
        added = _SPACE if seen == " " else _ADDED_SIGN if seen == _SIGN else _ADDED
        before = rows[-1]
        cost = before[0][0] + added
        line = [(cost, False, cost if border == 0 else 0.0)]
        for column, letter in enumerate(meant, 1):
            steps = [
                (before[column - 1][0] + _changed(seen, letter), False, before[column - 1][2]),
                (before[column][0] + added, False, before[column][2]),
            ]
            cost, lost, at_border = line[-1]
            steps.append((cost + (_SPACE if letter == " " else _LOST_TOO if lost else _LOST), True, at_border))
            if row > 1 and letter in _TWO_FOR_ONE.get(read[row - 2 : row], ""):
                steps.append((rows[-2][column - 1][0] + _BENT, False, rows[-2][column - 1][2]))
            if column > 1 and seen in _TWO_FOR_ONE.get(meant[column - 2 : column], ""):
                steps.append((before[column - 2][0] + _BENT, False, before[column - 2][2]))
            best = min(steps)
            line.append((best[0], best[1], best[0] if column == border else best[2]))
        rows.append(line)
    total, _, at_border = rows[-1][-1]
    return at_border, total - at_border


def _changed(seen: str, meant: str) -> float:
    if seen == meant:
        return 0.0
    if seen == " " or meant == " ":
        return 1.2
    if seen == _SIGN:
        return _UNREAD
    return _BENT if any(seen in group and meant in group for group in _ALIKE) else _OTHER
