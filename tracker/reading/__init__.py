"""Reading: what the page says. Pure: bytes in, frozen dataclasses out; neither Django nor Celery."""

from tracker.reading.errors import UnreadableFile
from tracker.reading.rows import Reading

__all__ = ["Reading", "UnreadableFile", "read_letter"]


def read_letter(pdf: bytes, *, ocr: bool = True) -> Reading:
    """Return all that the letter in `pdf` says; see `reader.read_letter`, which is imported when first needed.

    The reader brings pdfminer with it, and most who import this package only want its types.
    """
    from tracker.reading import reader

    return reader.read_letter(pdf, ocr=ocr)
