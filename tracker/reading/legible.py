"""Whether a page's text layer says what the page shows.

Scanners lay invisible words under their pictures, fonts come without a map to characters, and some files map every
letter to a wrong one. Such a layer is worse than none: it looks like text.
"""

import re

from tracker.reading.glyphs import UNKNOWN, Glyph, Sheet
from tracker.reading.layout import Box

__all__ = ["is_nonsense", "must_be_recognized", "usable_glyphs"]

# The commonest words of English prose: a third of any paragraph is made of them.
_COMMON = frozenset(
    """
    a about all also and any are as at be been but by can do for from had has have if in into is it its may more not of
    on or our should such that the their these they this to was we were what which will with would you your
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# A page of which a picture covers this much is a scan, unless it has a page's worth of words.
_COVERED, _WORDS_OF_A_PAGE = 0.5, 400


def usable_glyphs(sheet: Sheet) -> list[Glyph]:
    """Return the glyphs that are drawn so that they can be seen, or none when they make no sense."""
    shown = [glyph for glyph in sheet.glyphs if glyph.visible]
    marks = sum(glyph.text != " " for glyph in shown)
    unknown = sum(UNKNOWN in glyph.text for glyph in shown)
    if not marks or unknown > 0.1 * marks:
        return []
    return [] if is_nonsense(_running_text(shown)) else shown


def must_be_recognized(sheet: Sheet, usable: list[Glyph]) -> bool:
    """Whether the page must be read from its picture: it has no usable words, or few beside a large picture."""
    marks = sum(glyph.text != " " for glyph in usable)
    if not marks:
        return True
    return marks < _WORDS_OF_A_PAGE and _covered(sheet) > _COVERED


def is_nonsense(text: str) -> bool:
    """Whether a page's worth of text can be no English: hardly a common word, and letters in odd proportions.

    Less than sixty words are never nonsense: a page of names has no common words either.
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < 60:
        return _is_mostly_symbols(text)
    common = sum(word in _COMMON for word in words)
    if common >= 0.03 * len(words):
        return False
    letters = "".join(words)
    vowels = sum(letters.count(vowel) for vowel in "aeiouy") / len(letters)
    return not 0.3 <= vowels <= 0.55 or _is_mostly_symbols(text)


def _is_mostly_symbols(text: str) -> bool:
    marks = [char for char in text if not char.isspace()]
    return len(marks) >= 40 and sum(char.isalnum() for char in marks) < 0.5 * len(marks)


def _running_text(glyphs: list[Glyph]) -> str:
    """Return the glyphs as they were drawn, with a space wherever the pen jumps."""
    out: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (abs(glyph.y - last.y) > 1 or not -1 < glyph.x0 - last.x1 < 0.17 * glyph.size):
            out.append(" ")
        out.append(glyph.text)
        last = glyph
    return "".join(out)


def _covered(sheet: Sheet) -> float:
    """Return the share of the page that pictures cover, counted on a grid, so that overlaps count once."""
    size = 20
    cells: set[tuple[int, int]] = set()
    for box in sheet.pictures[:2000]:
        cells.update(_cells(box, sheet, size))
    return len(cells) / (size * size)


def _cells(box: Box, sheet: Sheet, size: int) -> list[tuple[int, int]]:
    """Return the grid's cells whose middles lie in `box`."""
    columns = [i for i in range(size) if box.x0 <= (i + 0.5) * sheet.width / size <= box.x1]
    rows = [i for i in range(size) if box.y0 <= (i + 0.5) * sheet.height / size <= box.y1]
    return [(i, j) for i in columns for j in rows]
