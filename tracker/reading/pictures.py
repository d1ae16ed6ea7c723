"""Pages as pictures: the only door to PDFium.

A page is drawn as a viewer shows it (crop box, rotation, annotations), so a place on the picture is the same place, in
points, on the page. Pixels are capped before drawing: a page may claim to be a mile wide.
"""

import contextlib
import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from tracker.reading.errors import DamagedPDF, EncryptedPDF, TooCostly
from tracker.reading.glyphs import UNKNOWN, Glyph, Sheet, clean

__all__ = ["PictureBook", "has_ink", "opened", "write_page_pictures"]

# 300 dpi of a letter page are 8.4 million pixels; of a tabloid sheet, 17 million.
MAX_PIXELS = 20_000_000
_MOST_CHARACTERS = 20_000
_PDFIUM_PASSWORD = 4  # FPDF_ERR_PASSWORD


class PictureBook:
    """An open PDF whose pages can be drawn. Numbers count from 1."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def draw(self, number: int, *, dpi: float, grey: bool = False) -> tuple[Image.Image, float]:
        """Return the page's picture and the dpi that it really has, which is less where the page is too large.

        Raises DamagedPDF when PDFium cannot draw the page.
        """
        try:
            page = self._document[number - 1]
            try:
                width, height = page.get_size()
                scale = dpi / 72
                pixels = width * height * scale * scale
                if pixels > MAX_PIXELS:
                    scale *= (MAX_PIXELS / pixels) ** 0.5
                if width * scale < 1 or height * scale < 1 or max(width, height) * scale > 60_000:
                    raise TooCostly
                # PDFium rounds a size up: 1650.0000001 pixels would be 1651.
                bitmap = page.render(scale=scale * (1 - 1e-9), grayscale=grey, limit_image_cache=True)
                try:
                    picture = bitmap.to_pil().copy()
                finally:
                    bitmap.close()
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise DamagedPDF from error
        return picture, scale * 72

    def glyphs(self, sheet: Sheet) -> list[Glyph]:
        """Return the characters of a page as PDFium understands them: a second opinion on a page's text.

        It reads maps that pdfminer does not, and repairs what pdfminer gives up; it does not say what is hidden.
        Only upright characters are given. Raises DamagedPDF when PDFium cannot open the page.
        """
        try:
            page = self._document[sheet.number - 1]
            try:
                text = page.get_textpage()
                try:
                    left, bottom = _corner(page)
                    return list(_characters(text, sheet, left, bottom))
                finally:
                    text.close()
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise DamagedPDF from error


def _corner(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return the lower left corner of what a viewer shows, in the page's own coordinates."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    return max(media[0], crop[0]), max(media[1], crop[1])


def _characters(text: pypdfium2.PdfTextPage, sheet: Sheet, left: float, bottom: float) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13, 0xFFFE):
            continue
        shown = clean(chr(code)) if code < 0x110000 else UNKNOWN
        size = pdfium_c.FPDFText_GetFontSize(text, index)
        if not shown or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        if (
            not pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
            or abs(pdfium_c.FPDFText_GetCharAngle(text, index)) > 0.1
        ):
            continue
        box = text.get_charbox(index, loose=True)
        if box[3] - box[1] > 0.5:
            x0, x1 = box[0] - left, max(box[2] - left, box[0] - left + 0.1)
            tall = box[3] - box[1] if size <= 1.5 else size  # a size of 1 is scaled by the text's matrix
            yield Glyph(shown, x0, x1, sheet.height - (y.value - bottom), tall)


@contextlib.contextmanager
def opened(pdf: bytes) -> Iterator[PictureBook]:
    """Open `pdf` for drawing. Raises EncryptedPDF or DamagedPDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PDFIUM_PASSWORD:
            raise EncryptedPDF from error
        raise DamagedPDF from error
    try:
        yield PictureBook(document)
    finally:
        document.close()


def write_page_pictures(
    pdf: bytes, folder: Path, *, dpi: float = 150, on_page: Callable[[], None] | None = None
) -> tuple[int, ...]:
    """Write folder/1.webp, 2.webp, … and return the numbers of the pages that could not be drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    with opened(pdf) as book:
        for number in range(1, len(book) + 1):
            try:
                picture, _ = book.draw(number, dpi=dpi)
                picture.convert("RGB").save(folder / f"{number}.webp", "WEBP", quality=80, method=2)
            except (DamagedPDF, TooCostly, OSError, ValueError):
                missing.append(number)
            if on_page is not None:
                on_page()
    return tuple(missing)


def has_ink(picture: Image.Image) -> bool:
    """Whether anything larger than specks is on the picture.

    Each spot of an eighth of an inch at 300 dpi is averaged, so that a scanner's grain vanishes and a line of the
    smallest type stays; the paper's own shade is the usual one.
    """
    small = picture.convert("L").reduce(8)
    counts = small.histogram()
    paper = max(range(256), key=counts.__getitem__)
    marked = sum(counts[: max(paper - 24, 0)]) + sum(counts[paper + 24 :])
    return marked > max(12, 0.00005 * small.width * small.height)
