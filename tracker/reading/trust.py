"""Which of a page's text to trust: the page as a whole, or all but some zones of it.

A page's own characters are exact where they are right, so they are kept wherever nothing speaks against them. Against a
font speaks that its characters have no meaning or make no sense; against a line, that its words are odd; and a picture
large enough to hold text, on which no text lies, is text that only OCR can read. Where most of a page is doubtful the
page is read from its picture as a whole, and otherwise only these zones are.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.reading.glyphs import UNKNOWN, Glyph, Sheet
from tracker.reading.layout import Box, bounding_box
from tracker.reading.legible import has_odd_words, is_garbled, is_nonsense
from tracker.reading.strips import Strip

__all__ = ["Doubt", "Region", "Verdict", "doubtful_regions", "judge", "second_opinion"]

# A page of which a picture covers this much is a scan, unless it has a page's worth of words.
_COVERED, _WORDS_OF_A_PAGE = 0.5, 400
_UNKNOWN = 0.1  # of a font's characters: more, and it has no map; less are its odd bullets and ornaments
_MOST = 0.5  # of a page's characters: where more are doubtful, the page is read as a whole
_MOST_PICTURES, _MOST_REGIONS = 60, 12
# A pasted scan is at least as large as a few lines of text; a stamp or a letterhead is wider than high, and not a seal.
_PASTED = (216.0, 72.0, 0.08)
_STAMP = (60.0, 12.0, 150.0, 1.8)
_MOST_STAMPS = 3


class Doubt(StrEnum):
    """Why a zone is read from the page's picture."""

    NONSENSE = "nonsense"  # its characters make no sense
    PICTURE = "picture"  # it is a picture with no text on it
    STAMP = "stamp"  # the same, of a stamp's or a letterhead's size


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page, in points from its top left corner, that is to be read from its picture."""

    box: Box
    doubt: Doubt


@dataclass(slots=True)
class Verdict:
    """What a page's text is worth: glyphs that are trusted and that are not, and whether to read the page as a whole.

    `odd` says that some words are odd, so that lines have to be looked at.
    """

    trusted: list[Glyph]
    distrusted: list[Glyph] = field(default_factory=list)
    whole: bool = False
    odd: bool = False


def judge(sheet: Sheet, shown: Sequence[Glyph]) -> Verdict:
    """Return the verdict on the glyphs that can be seen, font by font."""
    trusted: list[Glyph] = []
    distrusted: list[Glyph] = []
    odd = False
    for glyphs in _by_font(sheet, shown):
        text = running_text(glyphs)
        if (UNKNOWN in text and _has_no_map(glyphs)) or _has_no_widths(glyphs) or is_nonsense(text):
            distrusted += glyphs
        else:
            trusted += glyphs
            odd = odd or UNKNOWN in text or has_odd_words(text)
    known = sum(glyph.text != " " for glyph in trusted)
    doubtful = sum(glyph.text != " " for glyph in distrusted)
    scan = known < _WORDS_OF_A_PAGE and _covered(sheet) > _COVERED
    return Verdict(trusted, distrusted, whole=not known or scan or doubtful > _MOST * (known + doubtful), odd=odd)


def doubtful_regions(sheet: Sheet, strips: Sequence[Strip], verdict: Verdict) -> list[Region]:
    """Return the zones of a page, otherwise trusted, that are to be read from its picture.

    `strips` are the page's lines, those of distrusted glyphs among them, in the frame of the page as it stands.
    """
    lines: list[Strip] = []
    if verdict.distrusted or verdict.odd:
        rows: dict[int, list[float]] = {}
        for glyph in verdict.distrusted:
            if glyph.text != " ":
                rows.setdefault(round(glyph.y / 4), []).append((glyph.x0 + glyph.x1) / 2)
        lines = [strip for strip in strips if _is_distrusted(strip, rows) or _has_gaps(strip) or is_garbled(strip.text)]
    regions = [Region(box, Doubt.NONSENSE) for box in _gathered(lines)]
    return [*regions, *_pictures(sheet, strips)][:_MOST_REGIONS]


def second_opinion(sheet: Sheet, verdict: Verdict, glyphs: Sequence[Glyph]) -> Verdict | None:
    """Return the verdict on another engine's `glyphs` of the page where they are better than its own, or None.

    They are when all make sense, and they are more than those that could be trusted. What a page hides the other
    engine gives too, so nothing may be hidden on it.
    """
    marks = [glyph for glyph in glyphs if glyph.text != " "]
    known = sum(glyph.text != " " for glyph in verdict.trusted)
    if len(marks) < 20 or len(marks) < 1.05 * known or not all(glyph.visible for glyph in sheet.glyphs):
        return None
    if any(UNKNOWN in glyph.text for glyph in marks) or is_nonsense(running_text(glyphs)):
        return None
    if _covered(sheet) > _COVERED:
        return None
    sheet.glyphs, sheet.fonts, sheet.pale, sheet.covers = list(glyphs), [(0, 0)], [], []
    return judge(sheet, sheet.glyphs)


def running_text(glyphs: Sequence[Glyph]) -> str:
    """Return the glyphs as they were drawn, with a space wherever the pen jumps."""
    out: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (abs(glyph.y - last.y) > 1 or not -1 < glyph.x0 - last.x1 < 0.17 * glyph.size):
            out.append(" ")
        out.append(glyph.text)
        last = glyph
    return "".join(out)


def _has_no_map(glyphs: Sequence[Glyph]) -> bool:
    """Whether a tenth of a font's characters have no meaning. A font of a few ornaments and bullets does no harm."""
    marks = [glyph for glyph in glyphs if glyph.text != " "]
    return len(marks) > 4 and sum(UNKNOWN in glyph.text for glyph in marks) > _UNKNOWN * len(marks)


def _has_no_widths(glyphs: Sequence[Glyph]) -> bool:
    """Whether a font's first characters all have no width: the file lacks the font, or its widths."""
    return all(glyph.x1 - glyph.x0 < 0.01 for glyph in glyphs[:20])


def _by_font(sheet: Sheet, shown: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs that are shown by the font that draws them, each font's in the order of drawing."""
    if len({font for _, font in sheet.fonts}) < 2:
        return [list(shown)] if shown else []
    kept = None if len(shown) == len(sheet.glyphs) else {id(glyph) for glyph in shown}
    fonts: dict[int, list[Glyph]] = {}
    for (start, font), (end, _) in itertools.pairwise([*sheet.fonts, (len(sheet.glyphs), 0)]):
        run = sheet.glyphs[start:end]
        fonts.setdefault(font, []).extend(run if kept is None else [glyph for glyph in run if id(glyph) in kept])
    return [glyphs for glyphs in fonts.values() if glyphs]


def _is_distrusted(strip: Strip, rows: dict[int, list[float]]) -> bool:
    """Whether a quarter of a line's characters are of distrusted fonts."""
    at = round(strip.y / 4)
    inside = sum(strip.x0 <= x <= strip.x1 for near in (at - 1, at, at + 1) for x in rows.get(near, ()))
    return inside > 0 and 4 * inside >= sum(len(word.text) for word in strip.words)


def _has_gaps(strip: Strip) -> bool:
    """Whether characters without a meaning stand inside words: a ligature that the font's map leaves out."""
    return any(UNKNOWN in word.text and any(char.isalpha() for char in word.text) for word in strip.words)


def _gathered(lines: Sequence[Strip]) -> list[Box]:
    """Return boxes around lines that stand together, with a little air, since type is taller than its lines say."""
    groups: list[list[Strip]] = []
    for strip in sorted(lines, key=lambda strip: strip.y):
        for group in groups:
            last = group[-1]
            beside = min(last.x1, strip.x1) > max(last.x0, strip.x0)
            if beside and strip.y - last.y < 2 * max(strip.size, last.size):
                group.append(strip)
                break
        else:
            groups.append([strip])
    boxes = []
    for group in groups:
        box = bounding_box([Box(strip.x0, strip.top, strip.x1, strip.bottom) for strip in group])
        air = 0.3 * max(strip.size for strip in group)
        boxes.append(Box(box.x0 - 2 * air, box.y0 - air, box.x1 + 2 * air, box.y1 + air))
    return boxes


def _pictures(sheet: Sheet, strips: Sequence[Strip]) -> list[Region]:
    """Return the pictures that may hold text: pasted scans on any page, and wide small ones at the top of the first."""
    regions: list[Region] = []
    stamps = 0
    page = sheet.width * sheet.height
    for box in _joined(sheet.pictures[:_MOST_PICTURES]):
        typed = sum(
            len(strip.text)
            for strip in strips
            if box.y0 < strip.y - 0.3 * strip.size < box.y1 and min(strip.x1, box.x1) - max(strip.x0, box.x0) > 0
        )
        width, height, share = _PASTED
        if box.width >= width and box.height >= height and box.width * box.height >= share * page:
            if typed < 60:
                regions.append(Region(box, Doubt.PICTURE))
            continue
        width, low, high, wide = _STAMP
        stamp = box.width >= width and low <= box.height <= high and box.width >= wide * box.height
        if stamp and sheet.number == 1 and box.y1 < 0.45 * sheet.height and typed < 5 and stamps < _MOST_STAMPS:
            stamps += 1
            regions.append(Region(box, Doubt.STAMP))
    return regions


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Join pictures that touch: scanners cut a page into bands."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        for index, other in enumerate(joined):
            if (
                box.x0 <= other.x1 + 1
                and other.x0 <= box.x1 + 1
                and box.y0 <= other.y1 + 1
                and abs(box.x0 - other.x0) < 3
                and abs(box.x1 - other.x1) < 3
            ):
                joined[index] = bounding_box([box, other])
                break
        else:
            joined.append(box)
    return joined


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
