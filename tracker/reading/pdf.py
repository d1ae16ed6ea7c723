"""From a PDF's bytes to pages of lines: the straight way through the modules that each know one step.

textlayer (glyphs) or ocr (words) → strips → columns → zones → blocks → pages
"""

import math
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from PIL import Image

from tracker.reading import ocr as engine
from tracker.reading.baselines import trimmed
from tracker.reading.blocks import Block, Setting, blocks_of, setting_of
from tracker.reading.budget import OCR_SECONDS, Budget, OutOfTime
from tracker.reading.columns import strips_of_rows
from tracker.reading.errors import DamagedPDF, EncryptedPDF, NoText, TooCostly
from tracker.reading.glyphs import Glyph, Sheet
from tracker.reading.initials import with_initials_in_place
from tracker.reading.layout import Box, Engine, Line, Page, Word, Zone, bounding_box
from tracker.reading.patches import note_on, patch
from tracker.reading.pictures import PictureBook, has_ink, opened
from tracker.reading.shown import LOOK_DPI, seen
from tracker.reading.strips import SetWord, Strip, rows_of_words, strip_of, words_of_glyphs
from tracker.reading.textlayer import check_bytes, sheets_of
from tracker.reading.trust import Region, Verdict, doubtful_regions, judge, second_opinion
from tracker.reading.turns import frame_of, turned
from tracker.reading.zones import Face, zone_pages

__all__ = ["pages_of"]

OCR_DPI = 300
_GAVE_UP = "Reading this page's picture took too long and was given up."
_NOT_IN_TIME = (
    "Reading this scan took more time than a letter should need. "
    "Upload a sharper one, or enter the letter's facts by hand."
)
_UNCHECKED = 0.5  # the confidence of words that a scanner hid
# Edges read from a picture are less exact than those that a program set.
_TEXT_SLACK, _OCR_SLACK = 1.5, 4.0
# Zones in which blocks are sought by themselves, in the order in which a page's lines are given.
_ORDER = (Zone.LETTERHEAD, Zone.HEADER, Zone.BODY, Zone.FOOTNOTE, Zone.FOOTER, Zone.STAMP, Zone.MARGIN)


@dataclass(slots=True)
class _Leaf:
    """A page between its words and its lines.

    Its strips stand upright and level in a frame of `width` by `height`, which lies on the page turned by `turn`
    quarter turns and, about its middle, by `slant` radians, both clockwise.
    """

    sheet: Sheet
    width: float
    height: float
    turn: int
    strips: list[Strip]
    slant: float = 0.0
    aside: list[tuple[int, list[Strip]]] = field(default_factory=list)
    engine: Engine = Engine.TEXT_LAYER
    note: str = ""
    read: list[Region] = field(default_factory=list)
    unread: list[Region] = field(default_factory=list)


class _Book:
    """The PDF's pictures, opened when the first is asked for: most letters never need one."""

    def __init__(self, pdf: bytes, stack: ExitStack) -> None:
        self._pdf, self._stack = pdf, stack

    @cached_property
    def opened(self) -> PictureBook:
        return self._stack.enter_context(opened(self._pdf))

    def look(self, number: int) -> Image.Image | None:
        """Return a small picture of the page, by which it is told what can be seen; None when it cannot be drawn."""
        try:
            return self.opened.draw(number, dpi=LOOK_DPI, grey=True)[0]
        except (DamagedPDF, EncryptedPDF, TooCostly):
            return None


def pages_of(
    pdf: bytes, *, ocr: bool = True, max_pages: int | None = None, on_ocr: Callable[[int], None] | None = None
) -> tuple[Page, ...]:
    """Return the pages of `pdf`, with words, lines, blocks and zones, in points from the top left corner.

    Raises a subclass of UnreadableFile; TooBusy when the machine has no time for OCR. With `ocr` false, or no engine
    installed, a page without a usable text layer has no lines, and a note that says so. `on_ocr` is
    called with the page's number before each page that is read from its picture, which takes seconds.
    """
    check_bytes(pdf)
    leaves: list[_Leaf] = []
    due: dict[int, list[Glyph]] = {}
    patches: dict[int, list[Region]] = {}
    with ExitStack() as stack:
        book = _Book(pdf, stack)
        for index, sheet in enumerate(sheets_of(pdf, max_pages=max_pages)):
            shown = seen(sheet, partial(book.look, sheet.number))
            hides = len(shown) < sum(glyph.visible for glyph in sheet.glyphs)
            verdict = judge(sheet, shown)
            if verdict.distrusted or verdict.whole or sheet.damaged:
                verdict = _second_opinion(sheet, verdict, book)
            leaf = _leaf_of_glyphs(sheet, verdict.trusted if verdict.whole else verdict.trusted + verdict.distrusted)
            if hides and not verdict.whole:
                leaf.note = leaf.note or "Words that are in the file but cannot be seen on the page were left out."
            leaves.append(leaf)
            if verdict.whole:
                due[index] = verdict.trusted
                continue
            if leaf.turn == 0 and (regions := doubtful_regions(sheet, leaf.strips, verdict)):
                patches[index] = regions
            sheet.glyphs.clear()  # three hundred pages of glyphs are a quarter of a gigabyte
        if ocr and engine.is_available():
            for index, usable in due.items():
                leaves[index] = _recognized(leaves[index], usable, book.opened, on_ocr)
            for index, regions in patches.items():
                _patch(leaves[index], regions, book.opened, on_ocr)
        else:
            for index in due:
                leaves[index] = _unread(leaves[index], hidden=ocr)
            for index, regions in patches.items():
                leaves[index].unread = regions
    pages = _pages(leaves)
    if not any(page.lines for page in pages):
        raise NoText(_NOT_IN_TIME if any(page.note == _GAVE_UP for page in pages) else None)
    return pages


def _second_opinion(sheet: Sheet, verdict: Verdict, book: _Book) -> Verdict:
    """Return PDFium's text of a page whose own is doubtful, when that is better; the verdict as it was otherwise."""
    try:
        return second_opinion(sheet, verdict, book.opened.glyphs(sheet)) or verdict
    except (DamagedPDF, EncryptedPDF):
        return verdict


def _leaf_of_glyphs(sheet: Sheet, glyphs: Sequence[Glyph]) -> _Leaf:
    """Return the page as its text layer has it. Text that stands another way than most of the page is kept aside."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    main = max(by_turn, key=lambda turn: (len(by_turn[turn]), turn == 0), default=0)
    main = max(main, 0)
    width, height = frame_of(sheet.width, sheet.height, main)
    leaf = _Leaf(sheet, width, height, main, [])
    if sheet.damaged:
        leaf.note = "A part of this page is damaged and may be missing."
    for turn, own in by_turn.items():
        strips = strips_of_rows(words_of_glyphs(own), slack=_TEXT_SLACK)
        if turn == main:
            leaf.strips = with_initials_in_place(strips)
        else:
            for strip in strips:
                strip.zone = Zone.STAMP if turn < 0 else Zone.MARGIN
            leaf.aside.append((turn, strips))
    return leaf


def _recognized(leaf: _Leaf, usable: Sequence[Glyph], book: PictureBook, on_ocr: Callable[[int], None] | None) -> _Leaf:
    """Return the page as OCR reads it, together with what usable words its text layer has.

    Where OCR finds nothing, the words that a scanner hid under the picture are better than none.
    """
    sheet = leaf.sheet
    try:
        picture, dpi = book.draw(sheet.number, dpi=OCR_DPI, grey=True)
        if not has_ink(picture):
            leaf.note = leaf.note or ("" if leaf.strips else "This page is blank.")
            return leaf
        if on_ocr is not None:
            on_ocr(sheet.number)
        found = engine.recognize(picture, dpi=dpi, budget=Budget(OCR_SECONDS))
    except OutOfTime:
        return _hidden(sheet, usable, otherwise=_GAVE_UP)
    except (DamagedPDF, TooCostly):
        found = engine.Recognized(())
    if not found.words:
        return _hidden(sheet, usable, otherwise="No words were found on this page.")
    width, height = frame_of(sheet.width, sheet.height, found.turn)
    words = list(found.words)
    if usable and not found.turn and abs(found.slant) < 0.002 and not leaf.turn:
        words = _merged(words, [word for strip in leaf.strips for word in strip.words])
    strips = [
        strip_of(trimmed(strip.words), row=strip.row, alone=strip.alone)
        for strip in strips_of_rows(rows_of_words(words), slack=_OCR_SLACK)
        if any(char.isalnum() for char in strip.text)  # a speck between two columns is none
    ]
    return _Leaf(sheet, width, height, found.turn, strips, found.slant, engine=Engine.OCR, note=leaf.note)


def _unread(leaf: _Leaf, *, hidden: bool) -> _Leaf:
    """Return a page that needs OCR and has none: with what a scanner hid under it, when that is wanted."""
    note = "This page is a picture, and was not read."
    if hidden and not leaf.strips:
        return _hidden(leaf.sheet, (), otherwise=note)
    leaf.note = note
    return leaf


def _hidden(sheet: Sheet, usable: Sequence[Glyph], *, otherwise: str) -> _Leaf:
    """Return the page with the words that lie unseen under its picture, which nobody has checked."""
    leaf = _leaf_of_glyphs(sheet, usable or [glyph for glyph in sheet.glyphs if not glyph.visible])
    if not usable:
        for strip in leaf.strips:
            strip.words[:] = [replace(word, confidence=_UNCHECKED) for word in strip.words]
    unchecked = "" if usable else "The words are those that its scanner laid under the picture, unchecked."
    leaf.note = unchecked if leaf.strips else otherwise
    return leaf


def _patch(leaf: _Leaf, regions: Sequence[Region], book: PictureBook, on_ocr: Callable[[int], None] | None) -> None:
    """Read the doubtful zones of a page from its picture, and put what is read in their place."""
    try:
        picture, dpi = book.draw(leaf.sheet.number, dpi=OCR_DPI, grey=True)
        if on_ocr is not None:
            on_ocr(leaf.sheet.number)
        done = patch(leaf.strips, regions, picture, dpi, _zone_reader(dpi))
    except (DamagedPDF, TooCostly, OutOfTime):
        leaf.unread = list(regions)
        return
    leaf.strips, leaf.read, leaf.unread = done.strips, done.read, done.unread
    if done.stamps:
        for strip in done.stamps:
            strip.zone = Zone.STAMP
        leaf.aside.append((0, done.stamps))


def _zone_reader(dpi: float) -> Callable[[Image.Image], engine.Recognized]:
    """Return what reads a page's zones one after another: all of them get the time of one page."""
    budget = Budget(OCR_SECONDS)

    def read(picture: Image.Image) -> engine.Recognized:
        return engine.recognize(picture, dpi=dpi, budget=budget) if budget.left > 1 else engine.Recognized(())

    return read


def _merged(recognized: list[SetWord], typed: list[SetWord]) -> list[SetWord]:
    """Return the words of both, without those recognized where the text layer has its own."""
    cells = {(round(x / 4), round(word.y / 8)) for word in typed for x in range(int(word.x0), int(word.x1) + 1, 4)}

    def is_typed(word: SetWord) -> bool:
        x, y = round((word.x0 + word.x1) / 8), round(word.y / 8)
        return any((x + dx, y + dy) in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1))

    return [word for word in recognized if not is_typed(word)] + typed


def _pages(leaves: Sequence[_Leaf]) -> tuple[Page, ...]:
    setting = setting_of([leaf.strips for leaf in leaves])
    faces = [
        Face(leaf.sheet.number, leaf.width, leaf.height, leaf.strips, leaf.sheet.rules if leaf.turn == 0 else ())
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
    leaf.strips.clear()  # the words of three hundred pages need not be kept twice
    leaf.aside.clear()
    note = " ".join(filter(None, (leaf.note, note_on(leaf.read, leaf.unread, lines))))
    words = [word for line in lines for word in line.words]
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    sheet = leaf.sheet
    return Page(sheet.number, sheet.width, sheet.height, tuple(lines), leaf.engine, round(sure, 3), note, leaf.turn)


def _lines(block: Block, number: int, turn: int, leaf: _Leaf) -> list[Line]:
    lines = []
    for strip in block.strips:
        if turn or leaf.slant:
            words = tuple(_stand(word.placed(), turn, leaf) for word in strip.words)
        else:
            words = tuple(word.placed(rounded=True) for word in strip.words)
        lines.append(Line(words, bounding_box([word.box for word in words]), strip.zone, number))
    return lines


def _stand(word: Word, turn: int, leaf: _Leaf) -> Word:
    """Return the word with its box brought from the frame in which it is read to the page as it stands."""
    box, width, height = word.box, leaf.sheet.width, leaf.sheet.height
    if leaf.slant:
        cos, sin = math.cos(leaf.slant), math.sin(leaf.slant)
        x, y = (box.x0 + box.x1 - leaf.width) / 2, (box.y0 + box.y1 - leaf.height) / 2
        dx, dy = x * cos - y * sin - x, x * sin + y * cos - y
        box = Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)
    box = turned(box, turn, width, height)
    box = Box(*(round(value, 2) for value in (box.x0, box.y0, box.x1, box.y1)))
    return replace(word, box=box, size=round(word.size, 2), confidence=round(word.confidence, 3))
