"""What is asked of a font for each glyph, kept: pdfminer looks widths and characters up anew each time."""

import re

from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType3Font, PDFUnicodeNotDefined

from tracker.reading.glyphs import UNKNOWN, clean

__all__ = ["KnownFont"]

# In WinAnsiEncoding every code that has no character of its own stands for the bullet (ISO 32000-1, Annex D.2).
_BULLET, _FREE_CODES = 149, frozenset((127, 129, 141, 143, 144, 157))
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


class KnownFont:
    """A font of one file: whether it is bold, how its scale is told, and its characters."""

    __slots__ = ("bold", "chars", "em", "font", "vertical", "wide")

    def __init__(self, font: PDFFont) -> None:
        self.font = font  # which also keeps its id from being another font's
        self.bold = bool(_BOLD.search(str(font.fontname or "")))
        # A Type 3 font has its own scale, and its size says nothing; its box does (ISO 32000-1, 9.6.5).
        self.em = abs(font.get_height()) or 1.0 if isinstance(font, PDFType3Font) else 1.0
        self.wide, self.vertical = font.is_multibyte(), font.is_vertical()
        self.chars = _Chars(font)


class _Chars(dict[int, tuple[str, float]]):
    """A font's characters as a reader would type them, and their widths in text space, by their codes."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._of = font

    def __missing__(self, cid: int) -> tuple[str, float]:
        try:
            text = clean(self._of.to_unichr(cid))
        except PDFUnicodeNotDefined:
            if cid in _FREE_CODES and _is_win_ansi(self._of):
                self[cid] = known = "•", self._of.char_width(cid) or self._of.char_width(_BULLET) or 0.35
                return known
            text = UNKNOWN
        self[cid] = known = text, self._of.char_width(cid)
        return known


def _is_win_ansi(font: PDFFont) -> bool:
    return isinstance(font, PDFSimpleFont) and font.cid2unicode.get(_BULLET) == "•"
