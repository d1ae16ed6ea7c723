"""What stands where on a page.

Coordinates are PDF points (1/72 inch) with the origin at the page's top left corner and y growing downwards, the way a
person reads. PDF's own bottom-left origin (ISO 32000-1, 8.3.2.3) is flipped once, in `pdf.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Box", "Engine", "Line", "Page", "Word", "Zone", "bounding_box"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: x0 < x1, y0 < y1, in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class Engine(StrEnum):
    """Who read a word."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"


class Zone(StrEnum):
    """What a line of a page is for. Only body and footnotes are the letter's own words."""

    BODY = "body"
    FOOTNOTE = "footnote"
    LETTERHEAD = "letterhead"
    MARGIN = "margin"
    HEADER = "header"
    FOOTER = "footer"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters without a space.

    `confidence` is 1.0 for a text layer that passes its checks, and the engine's own word confidence (0–1) for OCR.
    `size` is the type size in points (for OCR, estimated from the line's height).
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    superscript: bool = False
    confidence: float = 1.0
    engine: Engine = Engine.TEXT_LAYER


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right, within one column.

    `block` numbers the run of lines that belongs together (an address, a paragraph, a signature), so two columns of
    addresses are as many blocks as there are addressees. Numbers grow in reading order within the page.
    """

    words: tuple[Word, ...]
    box: Box
    zone: Zone = Zone.BODY
    block: int = 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` counts from 1; `width` and `height` in points; `lines` in reading order.

    `engine` is who read most of it, `confidence` the mean of its words' (0–1), `note` a sentence for a person when
    something about the page needs saying ("No text was found on this page."). `turn` is by how many quarter turns
    clockwise most of its text is turned out of the upright: 2 for a page scanned on its head.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    engine: Engine = Engine.TEXT_LAYER
    confidence: float = 1.0
    note: str = ""
    turn: int = 0


def bounding_box(boxes: list[Box] | tuple[Box, ...]) -> Box:
    """Return the smallest box around all of `boxes`. Raises ValueError when there are none."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
