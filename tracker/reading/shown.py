"""Which glyphs of a page can be seen.

A file may hold words that no reader of the page sees: in a mode that draws nothing (the words that scanners lay under
their picture), in white on white, under a picture or a box drawn later, in a black bar. They are no words of the
letter, though they may serve where nothing better is had. Only what is suspicious by the order of drawing is looked at
more closely, and the page's own picture then decides about boxes and white type: what shows has a contrast.
"""

from collections.abc import Callable, Sequence

from PIL import Image

from tracker.reading.glyphs import Cover, Glyph, Sheet
from tracker.reading.layout import Box

__all__ = ["LOOK_DPI", "is_suspicious", "seen"]

LOOK_DPI = 100.0
_A_SCAN = 0.3  # of the page: a picture as large as this hides what lies under it; a signature's is part of it
_CONTRAST = 48  # of 255, between a letter and its ground; less than that, no one reads
_MOST_COVERS = 200
_BAND, _TALLEST = 10.0, 14_400.0  # points; no page is taller (ISO 32000-1, Annex C)


def is_suspicious(sheet: Sheet) -> bool:
    """Whether some glyph that is drawn may not be seen after all."""
    return bool(sheet.pale) or any(cover.drawn_before > 0 for cover in sheet.covers)


def seen(sheet: Sheet, look: Callable[[], Image.Image | None]) -> list[Glyph]:
    """Return the glyphs that can be seen, in the order in which they were drawn.

    `look` gives the page's picture, upright as the page stands, at LOOK_DPI; None when it cannot be drawn. It is called
    only when the order of drawing leaves a doubt.
    """
    if not is_suspicious(sheet):
        return [glyph for glyph in sheet.glyphs if glyph.visible]
    bands = _bands(sheet.glyphs)
    hidden = _under_pictures(sheet, bands)
    doubtful = [index for index in _doubtful(sheet, bands) if index not in hidden and sheet.glyphs[index].text != " "]
    if doubtful:
        picture = look()
        if picture is not None:
            hidden.update(_without_contrast(sheet, doubtful, picture))
    return [glyph for index, glyph in enumerate(sheet.glyphs) if glyph.visible and index not in hidden]


def _under_pictures(sheet: Sheet, bands: dict[int, list[int]]) -> set[int]:
    """Return the numbers of the glyphs over which a picture as large as a scan was drawn later."""
    page = sheet.width * sheet.height
    hidden: set[int] = set()
    for cover in sheet.covers[:_MOST_COVERS]:
        if cover.picture and cover.box.width * cover.box.height >= _A_SCAN * page:
            hidden.update(_within(sheet.glyphs, cover, bands))
    return hidden


def _doubtful(sheet: Sheet, bands: dict[int, list[int]]) -> list[int]:
    """Return the numbers of the glyphs that are drawn in white, or over which a box was drawn later."""
    numbers: set[int] = set()
    edges = [*sheet.pale, len(sheet.glyphs)]
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        numbers.update(range(start, end))
    for cover in sheet.covers[:_MOST_COVERS]:
        if not cover.picture:
            numbers.update(_within(sheet.glyphs, cover, bands))
    return sorted(numbers)


def _bands(glyphs: Sequence[Glyph]) -> dict[int, list[int]]:
    """Return the numbers of the upright glyphs by the band of the page in which their middles lie."""
    bands: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        middle = glyph.y - 0.3 * glyph.size
        if glyph.turn == 0 and 0 <= middle <= _TALLEST:
            bands.setdefault(int(middle // _BAND), []).append(index)
    return bands


def _within(glyphs: Sequence[Glyph], cover: Cover, bands: dict[int, list[int]]) -> list[int]:
    """Return the numbers of the glyphs that lie in a cover's box and were drawn before it."""
    box = cover.box
    found = []
    for band in range(int(box.y0 // _BAND), int(box.y1 // _BAND) + 1):
        for index in bands.get(band, ()):
            glyph = glyphs[index]
            inside = box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1
            if index < cover.drawn_before and inside and box.y0 <= glyph.y - 0.3 * glyph.size <= box.y1:
                found.append(index)
    return found


def _without_contrast(sheet: Sheet, numbers: Sequence[int], picture: Image.Image) -> list[int]:
    """Return the glyphs in whose place the page's picture is all of one shade; neighbours are looked at together."""
    grey, scale = picture.convert("L"), picture.width / sheet.width
    hidden: list[int] = []
    run: list[int] = []
    for index in [*numbers, -1]:
        if run and (index != run[-1] + 1 or abs(sheet.glyphs[index].y - sheet.glyphs[run[-1]].y) > 1 or len(run) == 8):
            if _is_even(grey, _around([sheet.glyphs[number] for number in run]), scale):
                hidden += run
            run = []
        run.append(index)
    return hidden


def _around(glyphs: Sequence[Glyph]) -> Box:
    size, y = glyphs[0].size, glyphs[0].y
    return Box(min(glyph.x0 for glyph in glyphs), y - 0.7 * size, max(glyph.x1 for glyph in glyphs), y)


def _is_even(grey: Image.Image, box: Box, scale: float) -> bool:
    left, top = max(round(box.x0 * scale), 0), max(round(box.y0 * scale), 0)
    right, bottom = min(round(box.x1 * scale), grey.width), min(round(box.y1 * scale), grey.height)
    if right - left < 2 or bottom - top < 2:
        return False
    low, high = grey.crop((left, top, right, bottom)).getextrema()
    return isinstance(low, int) and isinstance(high, int) and high - low < _CONTRAST
