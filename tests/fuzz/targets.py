"""The reader's two doors as functions of bytes that may raise nothing: what the fuzzer and the tests both run.

`read_pdf` takes the bytes of a file, `read_text` takes text and sets it as a typewriter would, one character six points
wide. A line of text that begins with a character of `ZONES` stands in that zone of its page; a form feed turns the
page; a tab sets the rest of the line apart as a column of its own.
"""

import re

from tests.fuzz.invariants import assert_reading_holds
from tracker.reading.errors import UnreadableFile
from tracker.reading.layout import Box, Line, Page, Word, Zone, bounding_box
from tracker.reading.pdf import pages_of
from tracker.reading.reader import read_pages
from tracker.reading.rows import Reading

__all__ = ["TARGETS", "ZONES", "pages_of_text", "read_pdf", "read_text"]

ZONES = dict(zip("\x01\x02\x03\x04\x05\x06", list(Zone)[1:], strict=True))
MOST_PAGES = 20
_WIDE, _HIGH, _LEADING, _ROWS = 6.0, 10.0, 12.0, 60
_RAISED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+")


def read_pdf(content: bytes) -> None:
    """Read a file as the sandbox's child does, but for OCR. Every file ends as a reading or as an UnreadableFile."""
    try:
        pages = pages_of(content, ocr=False, max_pages=MOST_PAGES)
    except UnreadableFile:
        return
    assert_reading_holds(read_pages(pages))


def read_text(content: bytes) -> Reading:
    """Read a letter that has been typed. Every text ends as a reading."""
    reading = read_pages(pages_of_text(content.decode("utf-8", "replace")))
    assert_reading_holds(reading)
    return reading


TARGETS = {"pdf": read_pdf, "text": read_text}


def pages_of_text(text: str) -> tuple[Page, ...]:
    """Return `text` as pages: an empty line parts two blocks, and sixty rows fill a page."""
    pages: list[list[Line]] = [[]]
    row, block = 0, 0
    for typed in re.split(r"\n|(\f)", text):
        if typed is None:
            continue
        if typed == "\f" or row >= _ROWS:
            pages.append([])
            row = 0
        zone = ZONES.get(typed[:1], Zone.BODY)
        if not typed.strip():
            block += 1
        for match in re.finditer(r"[^\t]+", typed.lstrip("".join(ZONES))):
            words = tuple(_words(match[0], match.start(), row))
            if words:
                block += match.start() > 0
                pages[-1].append(Line(words, bounding_box([word.box for word in words]), zone, block))
        row += 1
    return tuple(Page(number, 612, 792, tuple(lines)) for number, lines in enumerate(pages, start=1))


def _words(text: str, column: int, row: int) -> list[Word]:
    words = []
    for match in re.finditer(r"\S+", text):
        x0, x1 = (72 + _WIDE * (column + at) for at in match.span())
        top = 36 + _LEADING * row
        raised = bool(_RAISED.fullmatch(match[0]))
        words.append(Word(match[0], Box(x0, top, x1, top + _HIGH), 12.0, superscript=raised))
    return words
