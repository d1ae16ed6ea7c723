"""Pages as pictures: the only door to PDFium.

A page is drawn as a viewer shows it (crop box, rotation, annotations), so a place on the picture is the same place, in
points, on the page. Pixels are capped before drawing: a page may claim to be a mile wide.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from tracker.reading.errors import DamagedPDF, EncryptedPDF, TooCostly

__all__ = ["PictureBook", "has_ink", "opened", "write_page_pictures"]

# 300 dpi of a letter page are 8.4 million pixels; of a tabloid sheet, 17 million.
MAX_PIXELS = 20_000_000
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
