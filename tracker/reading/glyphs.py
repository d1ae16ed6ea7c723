"""What a PDF's text layer draws, before any grouping: glyphs with a place, a size and a direction.

Characters are cleaned here, once: ligatures are unfolded, spaces and hyphens of every kind made plain, symbols of the
private use area (Word's Wingdings bullets) named, and what has no meaning marked as U+FFFD.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from tracker.reading.layout import Box

__all__ = ["SOFT_HYPHEN", "UNKNOWN", "Cover", "Glyph", "Rule", "Sheet", "clean"]

UNKNOWN = "\ufffd"
SOFT_HYPHEN = "\xad"

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Hyphens that only say where a line may break; U+2212 and the dashes mean something else and stay.
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
# Adobe's Symbol and Microsoft's Wingdings, as Word writes their bullets into the private use area.
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06f": "○", "\uf02d": "-", "\uf0be": "—"}


@dataclass(slots=True)
class Glyph:
    """One drawn character (or ligature), upright in its own direction's frame: y is the baseline, growing downwards.

    `turn` is how many quarter turns clockwise the frame must be turned to stand as the page does; -1 for text that is
    set at a slant.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    visible: bool = True
    turn: int = 0
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line drawn on the page, in points from the top left corner."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture or a filled box through which nothing shows, and how many of the page's glyphs were drawn before it."""

    box: Box
    drawn_before: int
    picture: bool


@dataclass(slots=True)
class Sheet:
    """One page as drawn: its size in points as it is shown, its glyphs, its rules, and where pictures lie.

    `fonts` says from which glyph on a font is used, by a number that stands for the font in this file. `pale` holds the
    glyphs from which on the pen is white, is dark again, and so on in turn.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    fonts: list[tuple[int, int]] = field(default_factory=list)
    pale: list[int] = field(default_factory=list)
    damaged: bool = False


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return `text` as a reader would type it: "" for what has no shape, " " for any space, U+FFFD for no meaning."""
    out = []
    for char in text:
        if char in _LIGATURES:
            out.append(_LIGATURES[char])
        elif char in _HYPHENS:
            out.append("-")
        elif char in _SYMBOLS:
            out.append(_SYMBOLS[char])
        elif char in _DROPPED:
            continue
        elif char.isspace():
            out.append(" ")
        elif "\ue000" <= char <= "\uf8ff":
            out.append(UNKNOWN)
        elif char == SOFT_HYPHEN or char.isprintable():
            out.append(char)
        elif char < " " or "\x7f" <= char <= "\x9f":
            out.append(UNKNOWN)
    cleaned = "".join(out)
    return " " if cleaned and not cleaned.strip(" ") else cleaned
