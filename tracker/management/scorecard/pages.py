"""Where a gold letter's pages come from: a folder of PDFs, or this project's own typesetter; and scans made of either.

Each source gives a letter's PDF and the lines that were set on it, or the sentence that says why there is none.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.scorecard import GoldLetter
from tracker.scorecard.boxes import SetLine, set_lines, turned

__all__ = ["CannotSet", "LetterPages", "PageSource", "can_be_set", "from_folder", "scanned_from", "typeset_here"]

SCAN_DPI, SCAN_NOISE = 200, 14.0
# Degrees by which a sheet lies askew in a feeder; each letter takes one of them, always the same.
SCAN_SKEWS = (-0.6, -0.4, -0.2, 0.15, 0.3, 0.5)

_LETTER_PAPER = (612.0, 792.0)  # points


class CannotSet(Exception):
    """Letters cannot be typeset or scanned here. `str(error)` says what to install."""


@dataclass(frozen=True, slots=True)
class LetterPages:
    """A letter's PDF, or a problem's sentence, and the lines set on it where they are known."""

    pdf: bytes = b""
    problem: str = ""
    lines: tuple[SetLine, ...] | None = None


PageSource = Callable[[GoldLetter], LetterPages]


def from_folder(folder: Path) -> PageSource:
    """Return a source that takes NAME.pdf, and NAME.boxes.json if it lies beside it, from `folder`."""

    def pages(letter: GoldLetter) -> LetterPages:
        path = folder / f"{letter.name}.pdf"
        try:
            pdf = path.read_bytes()
        except FileNotFoundError:
            return LetterPages(problem=f"There is no {path.name} in {folder}.")
        except OSError as error:
            return LetterPages(problem=f"{path.name} could not be opened: {error.strerror or error}.")
        return LetterPages(pdf, lines=_lines_beside(path))

    return pages


def _lines_beside(path: Path) -> tuple[SetLine, ...] | None:
    boxes = path.with_suffix(".boxes.json")
    try:
        return set_lines(json.loads(boxes.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def can_be_set(letter: GoldLetter) -> bool:
    """Return whether a gold file holds the letter itself, in the form of tracker/samples/letters."""
    return {"slug", "face", "date", "recipients", "body", "signers"} <= letter.source.keys()


def typeset_here() -> PageSource:
    """Return a source that sets the letter itself. Raises CannotSet when the typesetter is not installed."""
    try:
        from tracker.samples.typeset import typeset_with_lines
    except ImportError as error:
        raise CannotSet(_missing(error)) from error

    def pages(letter: GoldLetter) -> LetterPages:
        source: dict[str, Any] = dict(letter.source)
        pdf, lines = typeset_with_lines(source)
        return LetterPages(pdf, lines=set_lines(lines))

    return pages


# PDFium may be called by one thread at a time, whatever the document; two end the process.
_one_at_a_time = threading.Lock()


def scanned_from(source: PageSource) -> PageSource:
    """Return a source that gives `source`'s pages as an office's scanner would. Raises CannotSet."""
    try:
        import numpy  # noqa: F401 - asked for here, so that its lack is said before anything is read

        from tracker.samples.scans import scanned
    except ImportError as error:
        raise CannotSet(_missing(error)) from error
    import pypdfium2

    def pages(letter: GoldLetter) -> LetterPages:
        whole = source(letter)
        if not whole.pdf:
            return whole
        skew = SCAN_SKEWS[sum(letter.name.encode()) % len(SCAN_SKEWS)]
        try:
            with _one_at_a_time:
                scan = scanned(whole.pdf, dpi=SCAN_DPI, skew_degrees=skew, noise=SCAN_NOISE, seed=letter.name)
        except pypdfium2.PdfiumError as error:
            return LetterPages(problem=f"Its pages could not be drawn to be scanned: {error}.")
        lines = whole.lines
        return LetterPages(scan, lines=None if lines is None else turned(lines, skew, *_LETTER_PAPER))

    return pages


def _missing(error: ImportError) -> str:
    return f"{error}. To set or scan letters here, run: pip install -r tests/requirements.txt"
