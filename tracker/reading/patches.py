"""Zones of a page that are read from its picture, put in the place of the text that was there.

Only the zone is cut out and read, so that a stamp costs a stamp's time. What OCR reads there must be better than what
it replaces: surer than a guess, and no stranger. Otherwise the text stays, with little confidence, or the zone empty.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from tracker.reading.baselines import trimmed
from tracker.reading.columns import strips_of_rows
from tracker.reading.layout import Box, Line, Zone
from tracker.reading.legible import is_odd
from tracker.reading.ocr import Recognized
from tracker.reading.strips import SetWord, Strip, rows_of_words, strip_of
from tracker.reading.trust import Doubt, Region

__all__ = ["Patched", "note_on", "patch"]

_SURE = {Doubt.NONSENSE: 0.5, Doubt.PICTURE: 0.75, Doubt.STAMP: 0.7}
_FEWEST = {Doubt.NONSENSE: 1, Doubt.PICTURE: 6, Doubt.STAMP: 2}  # words; a photograph reads as a few odd ones
_DISTRUSTED = 0.3  # the confidence of text that makes no sense, and that OCR could not better
_AIR = 6.0  # points of white around a zone; Tesseract misses words that touch the edge


@dataclass(frozen=True, slots=True)
class Patched:
    """The page's strips with zones replaced; `read` are the zones that were, and `stamps` what stamps say, aside."""

    strips: list[Strip]
    stamps: list[Strip]
    read: list[Region]
    unread: list[Region]


def patch(
    strips: Sequence[Strip],
    regions: Sequence[Region],
    picture: Image.Image,
    dpi: float,
    recognize: Callable[[Image.Image], Recognized],
) -> Patched:
    """Return `strips` with what `recognize` reads in each of `regions` on the page's `picture`."""
    kept, stamps = list(strips), []
    read: list[Region] = []
    unread: list[Region] = []
    for region in regions:
        inside = [strip for strip in kept if _is_in(strip, region.box)]
        words = _words(region, picture, dpi, recognize)
        sure = sum(word.confidence for word in words) / len(words) if words else 0.0
        if len(words) < _FEWEST[region.doubt] or sure < _SURE[region.doubt] or _oddness(words) > 0.34:
            unread.append(region)
            for strip in inside if region.doubt is Doubt.NONSENSE else ():
                strip.words[:] = [replace(word, confidence=_DISTRUSTED) for word in strip.words]
            continue
        found = [
            strip_of(trimmed(strip.words), row=strip.row, alone=strip.alone)
            for strip in strips_of_rows(rows_of_words(words), slack=4.0)
            if any(char.isalnum() for char in strip.text)
        ]
        read.append(region)
        if region.doubt is Doubt.STAMP and not _is_letterhead(region.box, picture, dpi):
            stamps += found
            continue
        if region.doubt is Doubt.NONSENSE:
            out = {id(strip) for strip in inside}
            kept = [strip for strip in kept if id(strip) not in out]
        kept += found
    return Patched(_numbered(kept), stamps, read, unread)


_NAMES = {
    Zone.BODY: "A part of the text",
    Zone.FOOTNOTE: "A part of the footnotes",
    Zone.LETTERHEAD: "The letterhead",
    Zone.MARGIN: "The margin",
    Zone.HEADER: "The running head",
    Zone.FOOTER: "The foot",
    Zone.STAMP: "A stamp",
}


def note_on(read: Sequence[Region], unread: Sequence[Region], lines: Sequence[Line]) -> str:
    """Return a note for a person on the zones of a page that were read from its picture, or "" when none was.

    >>> note_on([Region(Box(0, 0, 9, 9), Doubt.STAMP)], [], [])
    'A stamp was read from its picture.'
    """
    notes = [f"{_NAMES[_zone_of(region, lines)]} was read from its picture." for region in read]
    notes += [
        f"{_NAMES[_zone_of(region, lines)]} makes no sense, and its picture could not be read; check its words."
        for region in unread
        if region.doubt is Doubt.NONSENSE
    ]
    notes += ["A picture may hold words, and could not be read." for region in unread if region.doubt is Doubt.PICTURE][
        :1
    ]
    return " ".join(dict.fromkeys(notes))


def _zone_of(region: Region, lines: Sequence[Line]) -> Zone:
    """Return the zone to which most of the lines in a region belong."""
    box = region.box
    zones = Counter(
        line.zone
        for line in lines
        if box.x0 <= (line.box.x0 + line.box.x1) / 2 <= box.x1 and box.y0 <= (line.box.y0 + line.box.y1) / 2 <= box.y1
    )
    default = Zone.STAMP if region.doubt is Doubt.STAMP else Zone.BODY
    return zones.most_common(1)[0][0] if zones else default


def _words(
    region: Region, picture: Image.Image, dpi: float, recognize: Callable[[Image.Image], Recognized]
) -> list[SetWord]:
    """Return the words on a zone, in points of the page; none where the zone does not stand upright."""
    scale = dpi / 72
    box = region.box
    left, top = max(round(box.x0 * scale), 0), max(round(box.y0 * scale), 0)
    right, bottom = min(round(box.x1 * scale), picture.width), min(round(box.y1 * scale), picture.height)
    if right - left < 8 or bottom - top < 8:
        return []
    air = round(_AIR * scale)
    sheet = Image.new("L", (right - left + 2 * air, bottom - top + 2 * air), 255)
    sheet.paste(picture.crop((left, top, right, bottom)), (air, air))
    found = recognize(sheet)
    if found.turn or abs(found.slant) > 0.02:
        return []
    dx, dy = (left - air) / scale, (top - air) / scale
    return [replace(word, x0=word.x0 + dx, x1=word.x1 + dx, y=word.y + dy) for word in found.words]


def _is_in(strip: Strip, box: Box) -> bool:
    x, y = (strip.x0 + strip.x1) / 2, strip.y - 0.3 * strip.size
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _oddness(words: Sequence[SetWord]) -> float:
    lettered = [word.text for word in words if any(char.isalpha() for char in word.text)]
    return sum(map(is_odd, lettered)) / len(lettered) if lettered else 0.0


def _is_letterhead(box: Box, picture: Image.Image, dpi: float) -> bool:
    """Whether a small picture stands where letterheads do: at the head, in the middle, and wide."""
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    middle = abs((box.x0 + box.x1 - width) / 2) < 0.12 * width
    return middle and box.y1 < 0.25 * height and box.width > 0.3 * width


def _numbered(strips: Sequence[Strip]) -> list[Strip]:
    """Number the rows anew: strips of one row, or of nearly one height, stand in one row."""
    ordered = sorted(strips, key=lambda strip: (strip.y, strip.x0))
    rows: list[list[Strip]] = []
    for strip in ordered:
        if rows and strip.y - rows[-1][0].y <= 0.3 * min(strip.size, rows[-1][0].size):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    for number, row in enumerate(rows):
        row.sort(key=lambda strip: strip.x0)
        for strip in row:
            strip.row, strip.alone = number, len(row) == 1
    return list(itertools.chain.from_iterable(rows))
