"""From a PDF's bytes to pages of lines: the straight way through the modules that each know one step.

textlayer (glyphs) or ocr (words) → strips → columns → zones → blocks → pages
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.blocks import Block, Setting, blocks_of, setting_of
from tracker.reading.columns import strips_of_rows
from tracker.reading.glyphs import Glyph, Sheet
from tracker.reading.layout import Box, Engine, Line, Page, Word, Zone, bounding_box
from tracker.reading.strips import Strip, words_of_glyphs
from tracker.reading.textlayer import check_bytes, sheets_of
from tracker.reading.zones import Face, zone_pages

__all__ = ["pages_of"]

# Zones in which blocks are sought by themselves, in the order in which a page's lines are given.
_ORDER = (Zone.LETTERHEAD, Zone.HEADER, Zone.BODY, Zone.FOOTNOTE, Zone.FOOTER, Zone.STAMP, Zone.MARGIN)


@dataclass(slots=True)
class _Leaf:
    """A page between its words and its lines."""

    number: int
    width: float
    height: float
    turn: int
    strips: list[Strip]
    sheet: Sheet
    aside: list[tuple[int, list[Strip]]] = field(default_factory=list)
    engine: Engine = Engine.TEXT_LAYER
    note: str = ""


def pages_of(pdf: bytes, *, ocr: bool = True, max_pages: int | None = None) -> tuple[Page, ...]:
    """Return the pages of `pdf`, with words, lines, blocks and zones, in points from the top left corner.

    Raises a subclass of UnreadableFile. With `ocr` false, a page without a usable text layer has no lines and a note.
    """
    check_bytes(pdf)
    leaves = [_leaf_of_text(sheet) for sheet in sheets_of(pdf, max_pages=max_pages)]
    return _pages(leaves)


def _leaf_of_text(sheet: Sheet) -> _Leaf:
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in sheet.glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    main = max(by_turn, key=lambda turn: (len(by_turn[turn]), turn == 0), default=0)
    main = max(main, 0)
    turned = main in (1, 3)
    width, height = (sheet.height, sheet.width) if turned else (sheet.width, sheet.height)
    leaf = _Leaf(sheet.number, width, height, main, [], sheet)
    for turn, glyphs in by_turn.items():
        strips = strips_of_rows(words_of_glyphs(glyphs))
        if turn == main:
            leaf.strips = strips
        else:
            for strip in strips:
                strip.zone = Zone.STAMP if turn < 0 else Zone.MARGIN
            leaf.aside.append((turn, strips))
    return leaf


def _pages(leaves: Sequence[_Leaf]) -> tuple[Page, ...]:
    setting = setting_of([leaf.strips for leaf in leaves])
    faces = [
        Face(leaf.number, leaf.width, leaf.height, leaf.strips, leaf.sheet.rules if leaf.turn == 0 else ())
        for leaf in leaves
    ]
    if faces:
        zone_pages(faces, setting)
    return tuple(_page(leaf, setting) for leaf in leaves)


def _page(leaf: _Leaf, setting: Setting) -> Page:
    lines: list[Line] = []
    number = 0
    groups: list[tuple[int, list[Strip]]] = [
        (leaf.turn, [strip for strip in leaf.strips if strip.zone is zone]) for zone in _ORDER
    ]
    for turn, strips in [*groups, *leaf.aside]:
        for block in blocks_of(strips, setting):
            lines.extend(_lines(block, number, turn, leaf))
            number += 1
    words = [word for line in lines for word in line.words]
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return Page(leaf.number, leaf.sheet.width, leaf.sheet.height, tuple(lines), leaf.engine, round(sure, 3), leaf.note)


def _lines(block: Block, number: int, turn: int, leaf: _Leaf) -> list[Line]:
    lines = []
    for strip in block.strips:
        words = tuple(_stand(word.placed(), turn, leaf) for word in strip.words)
        lines.append(Line(words, bounding_box([word.box for word in words]), strip.zone, number))
    return lines


def _stand(word: Word, turn: int, leaf: _Leaf) -> Word:
    """Return the word with its box turned from the frame in which it is read to the page as it stands."""
    box, width, height = word.box, leaf.sheet.width, leaf.sheet.height
    if turn == 1:
        box = Box(width - box.y1, box.x0, width - box.y0, box.x1)
    elif turn == 2:
        box = Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    elif turn == 3:
        box = Box(box.y0, height - box.x1, box.y1, height - box.x0)
    box = Box(*(round(value, 2) for value in (box.x0, box.y0, box.x1, box.y1)))
    return Word(word.text, box, round(word.size, 2), word.bold, word.superscript, word.confidence, word.engine)
