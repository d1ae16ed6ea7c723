"""A PDF's text layer as drawn: the only door to pdfminer.six.

pdfminer interprets the page's operators; this module takes each character as it is drawn. pdfminer's own layout
analysis is not used: its time grows with the square of the number of boxes, and it does not know what a letter is.
"""

import io
import logging
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import mult_matrix

from tracker.reading.errors import DamagedPDF, EmptyFile, EncryptedPDF, NotAPDF, TooCostly, TooLarge, UnreadableFile
from tracker.reading.fonts import KnownFont
from tracker.reading.glyphs import Cover, Glyph, Rule, Sheet
from tracker.reading.layout import Box
from tracker.reading.operators import SwiftInterpreter

__all__ = ["check_bytes", "sheets_of"]

# A page of small print has some 8,000 characters; a letter page about 3,000.
MAX_GLYPHS = 200_000
# Forms drawn within forms are counted, because ten levels of ten are ten thousand million.
MAX_FIGURES = 20_000
MAX_FONTS = 256  # that are remembered at a time
# pdfminer warns of every oddity in a file; a reader of strangers' files would log nothing else.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def check_bytes(pdf: bytes) -> None:
    """Raise EmptyFile, NotAPDF or DamagedPDF for bytes that need no parser to be refused.

    The header may stand anywhere in the first 1,024 bytes (ISO 32000-1, Annex H.3, note 13). A file without any end
    mark was cut short, and so was a linearized one that is shorter than its own dictionary says (Annex F.3.3): readers
    repair such files silently, and show half a letter.
    """
    if not pdf.strip(b"\0\t\n\f\r "):
        raise EmptyFile
    if b"%PDF-" not in pdf[:1024]:
        raise NotAPDF
    if b"%%EOF" not in pdf:
        raise DamagedPDF
    linearized = re.search(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})\b", pdf[:2048], re.DOTALL)
    if linearized and len(pdf) < int(linearized[1]):
        raise DamagedPDF


def sheets_of(pdf: bytes, *, max_pages: int | None = None) -> Iterator[Sheet]:
    """Yield each page as drawn.

    Raises EncryptedPDF, DamagedPDF, EmptyFile (no pages), TooLarge (more than `max_pages`) or TooCostly. A page whose
    operators cannot be interpreted is yielded with what was drawn before the fault, marked `damaged`.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    except PDFPasswordIncorrect as error:
        raise EncryptedPDF from error
    except PDFEncryptionError as error:
        raise EncryptedPDF(
            "This PDF is locked in a way that cannot be opened. Upload a copy without protection."
        ) from error
    except (MemoryError, UnreadableFile):
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes Python raise
        raise DamagedPDF from error
    pages = _pages(document, max_pages)
    resources = PDFResourceManager(caching=True)
    device = _GlyphDevice(resources)
    interpreter = SwiftInterpreter(resources, device)
    for number, page in enumerate(pages, start=1):
        sheet = device.take(page, number)
        try:
            interpreter.process_page(page)
        except (MemoryError, UnreadableFile):
            raise
        except Exception:  # the same: the page is read as far as it goes, and OCR may do better
            sheet.damaged = True
        yield sheet


def _pages(document: PDFDocument, max_pages: int | None) -> list[PDFPage]:
    pages: list[PDFPage] = []
    try:
        for page in PDFPage.create_pages(document):
            pages.append(page)
            if max_pages is not None and len(pages) > max_pages:
                raise TooLarge(f"This PDF has more than {max_pages} pages. Upload the letter without its attachments.")
    except (MemoryError, UnreadableFile):
        raise
    except Exception as error:  # a page tree that leads nowhere
        raise DamagedPDF from error
    if not pages:
        raise EmptyFile
    return pages


class _GlyphDevice(PDFTextDevice):
    """Takes what is drawn, in the page's own coordinates, and puts it into a Sheet, origin at the top left."""

    sheet: Sheet
    ctm: Any

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._fonts: dict[int, KnownFont] = {}

    def take(self, page: PDFPage, number: int) -> Sheet:
        """Begin a new sheet, of the size of what a viewer shows: the crop box within the media box, as rotated."""
        mx0, my0, mx1, my1 = page.mediabox
        mx0, mx1, my0, my1 = min(mx0, mx1), max(mx0, mx1), min(my0, my1), max(my0, my1)
        cx0, cy0, cx1, cy1 = page.cropbox
        x0, x1 = max(min(cx0, cx1), mx0), min(max(cx0, cx1), mx1)
        y0, y1 = max(min(cy0, cy1), my0), min(max(cy0, cy1), my1)
        if x1 - x0 < 1 or y1 - y0 < 1:
            x0, y0, x1, y1 = mx0, my0, mx1, my1
        width, height = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
        # pdfminer turns the page about the media box; what the crop box cuts away is taken off on the turned side.
        if page.rotate == 90:
            left, top, width, height = y0 - my0, x0 - mx0, height, width
        elif page.rotate == 180:
            left, top = mx1 - x1, y0 - my0
        elif page.rotate == 270:
            left, top, width, height = my1 - y1, mx1 - x1, height, width
        else:
            left, top = x0 - mx0, my1 - y1
        full_height = (mx1 - mx0) if page.rotate in (90, 270) else (my1 - my0)
        self._left, self._floor = left, full_height - top
        self._figures = 0
        self.sheet = Sheet(number, width, height)
        return self.sheet

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._figures += 1
        if self._figures > MAX_FIGURES:
            raise TooCostly

    def render_image(self, name: str, stream: Any) -> None:
        a, b, c, d, e, f = self.ctm
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        x0, x1 = max(min(xs) - self._left, 0.0), min(max(xs) - self._left, self.sheet.width)
        y0, y1 = max(self._floor - max(ys), 0.0), min(self._floor - min(ys), self.sheet.height)
        if x1 > x0 and y1 > y0:
            box = Box(x0, y0, x1, y1)
            self.sheet.pictures.append(box)
            if not any(stream.get(key) for key in ("SMask", "Mask", "ImageMask", "IM")):
                self.sheet.covers.append(Cover(box, len(self.sheet.glyphs), picture=True))

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        if not 2 <= len(path) <= 6 or any(step[0] not in "mlh" for step in path):
            return
        a, b, c, d, e, f = self.ctm
        points = [(a * x + c * y + e, b * x + d * y + f) for _, x, y in (step for step in path if len(step) == 3)]
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(ys) - min(ys) <= 2 and max(xs) - min(xs) >= 30:
            y = self._floor - (max(ys) + min(ys)) / 2
            self.sheet.rules.append(Rule(min(xs) - self._left, max(xs) - self._left, y))
        elif fill and self.sheet.glyphs and max(xs) - min(xs) >= 4 and max(ys) - min(ys) >= 4:
            x0, x1 = max(min(xs) - self._left, 0.0), min(max(xs) - self._left, self.sheet.width)
            y0, y1 = max(self._floor - max(ys), 0.0), min(self._floor - min(ys), self.sheet.height)
            if x1 > x0 and y1 > y0:
                self.sheet.covers.append(Cover(Box(x0, y0, x1, y1), len(self.sheet.glyphs), picture=False))

    def render_string(
        self, textstate: PDFTextState, seq: Any, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Take the glyphs of strings and the ways between them (ISO 32000-1, 9.4.3 and 9.4.4).

        This is done once for each letter of a file, so what can be known beforehand is: of the font, and of the string.
        """
        font = textstate.font
        if font is None:
            return
        known = self._fonts.get(id(font)) or self._font(font)
        self._begin_string(id(font), graphicstate.ncolor)
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        e, f = e - self._left, self._floor - f
        fontsize, rise, scaling = textstate.fontsize, textstate.rise, textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0 if known.wide else textstate.wordspace * scaling
        back = 0.001 * fontsize * scaling
        size = abs(fontsize) * math.hypot(c, d) * known.em
        ways = (a, b) if fontsize >= 0 else (-a, -b)
        # Rendering modes 3 and 7 draw nothing (ISO 32000-1, table 106): the words that scanners lay under a picture.
        visible, bold, chars, vertical = textstate.render not in (3, 7), known.bold, known.chars, known.vertical
        place, glyphs = self._place, self.sheet.glyphs
        level = b == 0 and ways[0] > 0 and not vertical and size > 0.5
        most_right, most_down = self.sheet.width + 1, self.sheet.height + size
        x, y = textstate.linematrix
        begun = False
        for item in seq:
            if not isinstance(item, bytes):
                if isinstance(item, (int, float)):
                    if vertical:
                        y -= item * back
                    else:
                        x -= item * back
                    begun = True
                continue
            if len(item) > 4 * MAX_GLYPHS:
                raise TooCostly
            base = f - y * d - d * rise
            shown = level and -1 <= base <= most_down
            for cid in font.decode(item):
                if begun:
                    if vertical:
                        y += charspace
                    else:
                        x += charspace
                begun = True
                text, width = chars[cid]
                advance = width * fontsize * scaling
                if not text:
                    pass
                elif level:
                    left = x * a + y * c + e + c * rise
                    if shown and -1 <= left <= most_right:
                        right = left + advance * a
                        if right < left:
                            left, right = right, left
                        glyphs.append(Glyph(text, left, right, base, size, bold, visible))
                else:
                    left, down = x * a + y * c + e + c * rise, f - (x * b + y * d) - d * rise
                    glyph = Glyph(text, left, left + advance * a, down, size, bold, visible)
                    place(glyph, -advance * b, ways)
                if cid == 32 and wordspace:
                    advance += wordspace
                if vertical:
                    y += advance
                else:
                    x += advance
            if len(glyphs) > MAX_GLYPHS:
                raise TooCostly
        textstate.linematrix = x, y

    def _begin_string(self, font: int, color: Any) -> None:
        """Note where the font changes, and where the pen turns white or dark; both are rare."""
        sheet = self.sheet
        if not sheet.fonts or sheet.fonts[-1][1] != font:
            sheet.fonts.append((len(sheet.glyphs), font))
        if (color != 0 and _is_white(color)) != (len(sheet.pale) % 2 == 1):
            sheet.pale.append(len(sheet.glyphs))

    def _font(self, font: PDFFont) -> KnownFont:
        if len(self._fonts) >= MAX_FONTS:
            self._fonts.clear()
        known = self._fonts[id(font)] = KnownFont(font)
        return known

    def _place(self, glyph: Glyph, dy: float, direction: tuple[float, float]) -> None:
        sheet = self.sheet
        if not (-1 <= glyph.x0 <= sheet.width + 1 and -1 <= glyph.y <= sheet.height + glyph.size) or glyph.size <= 0.5:
            return
        a, b = direction
        if abs(b) > 0.09 * abs(a) or a < 0:
            _turn(glyph, dy, a, b, sheet)
        elif glyph.x1 < glyph.x0:
            glyph.x0, glyph.x1 = glyph.x1, glyph.x0
        sheet.glyphs.append(glyph)


def _is_white(color: Any) -> bool:
    """Whether a colour of one (grey), three (red, green, blue) or four (inks) numbers leaves the paper white."""
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part <= 0.04 for part in parts) if len(parts) == 4 else all(part >= 0.96 for part in parts)


def _turn(glyph: Glyph, dy: float, a: float, b: float, sheet: Sheet) -> None:
    """Put a glyph that does not stand upright into the frame in which it does."""
    x, y, length = glyph.x0, glyph.y, math.hypot(glyph.x1 - glyph.x0, dy)
    quarter = round(math.atan2(-b, a) / (math.pi / 2)) % 4
    if abs(math.remainder(math.atan2(-b, a), math.pi / 2)) > 0.09:
        glyph.turn = -1
        glyph.x0, glyph.x1 = min(x, glyph.x1), max(x, glyph.x1, glyph.x0 + 0.1)
        return
    glyph.turn = quarter
    if quarter == 1:  # reads downwards
        glyph.x0, glyph.y = y, sheet.width - x
    elif quarter == 2:  # upside down
        glyph.x0, glyph.y = sheet.width - x, sheet.height - y
    elif quarter == 3:  # reads upwards
        glyph.x0, glyph.y = sheet.height - y, x
    glyph.x1 = glyph.x0 + length
