"""A second look at lines that a pen has crossed.

A signature drawn over a printed name makes an engine take both for a picture, or for one tall word. But where lines
stand is known: a name stands one line above its title, and in the row and the column of its neighbours. So the strips
of paper where a line is misread or missing are cut out, each just as tall as its type, pasted below one another, and
read again as plain lines; little of the pen is left on them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageFilter

from tracker.reading.baselines import Seen
from tracker.reading.blocks import setting_of
from tracker.reading.columns import strips_of_rows
from tracker.reading.layout import Engine
from tracker.reading.level import LevelPicture
from tracker.reading.strips import SetWord, Strip, rows_of_words

__all__ = ["look_again"]

_SHORT = 45  # characters: names and titles, not prose
_GUESSED = 0.6  # and one below which it may be anything
_UNSURE = 0.8  # a line's mean confidence below which it is read again
_ABOVE, _BELOW = 0.78, 0.27  # em about the baseline: capitals are 0.73 high at most
_TONER = 70  # of 255: hearts of printed letters are darker
_MOST_BANDS = 120


@dataclass(frozen=True, slots=True)
class _Band:
    """A piece of a line, in points; `words` is what was read there, if anything was."""

    x0: float
    x1: float
    y: float
    size: float
    words: tuple[SetWord, ...] = ()


def look_again(
    words: Sequence[SetWord], picture: LevelPicture, *, dpi: float, read: Callable[[Image.Image], list[Seen]]
) -> list[SetWord]:
    """Return `words` with doubtful lines bettered and missing lines added, as far as `read` is surer of them.

    `picture` lies level and upright, as the words do; `read` recognizes a picture as a block of plain lines.
    """
    strips = strips_of_rows(rows_of_words(words), slack=4.0)
    missing = _missing(strips, picture, dpi)
    bands = [*missing, *_doubtful(strips, missing)][:_MOST_BANDS]
    if not bands:
        return list(words)
    pieces = [_cut(band, picture, dpi) for band in bands]
    readings = [_read_bands(bands, pieces, dpi, read), _read_bands(bands, list(map(_darkest, pieces)), dpi, read)]
    out = {id(word): word for word in words}
    for index, band in enumerate(bands):
        better = max((reading.get(index, []) for reading in readings), key=_worth)
        if not better:
            continue
        old = [word for word in band.words if id(word) in out]
        if _worth(better) > 1.1 * _worth(old) and (old or _is_plausible(better)):
            for word in old:
                del out[id(word)]
            out.update((id(word), word) for word in better)
    return list(out.values())


def _read_bands(
    bands: Sequence[_Band], pieces: Sequence[Image.Image], dpi: float, read: Callable[[Image.Image], list[Seen]]
) -> dict[int, list[SetWord]]:
    """Return what is read on the pieces, by the number of the band."""
    pasted, places = _paste(pieces)
    found: dict[int, list[SetWord]] = {}
    for seen in read(pasted):
        middle = (seen.y0 + seen.y1) / 2
        index = next((i for i, (top, bottom) in enumerate(places) if top <= middle < bottom), None)
        if index is not None and any(char.isalnum() for char in seen.text):
            found.setdefault(index, []).append(_set_word(seen, bands[index], dpi))
    return found


def _darkest(piece: Image.Image) -> Image.Image:
    """Return the piece with only what has a black heart: toner is darker than most ink, even on a grey scan."""
    heart = piece.filter(ImageFilter.MedianFilter(3)).point(lambda value: 0 if value < _TONER else 255)
    return ImageChops.lighter(piece, heart.filter(ImageFilter.MinFilter(5)))


def _doubtful(strips: Sequence[Strip], missing: Sequence[_Band]) -> list[_Band]:
    """Return the other short lines that were read with little confidence, a little wider than they were seen."""
    bands = []
    for strip in strips:
        lettered = [word for word in strip.words if sum(char.isalpha() for char in word.text) > 1]
        poor = any(word.confidence < 0.6 for word in lettered) or _confidence(strip.words) < _UNSURE
        if poor and len(strip.text) <= _SHORT:
            bands.append(
                _Band(strip.x0 - strip.size, strip.x1 + 4 * strip.size, strip.y, strip.size, tuple(strip.words))
            )
    return bands


def _missing(strips: Sequence[Strip], picture: LevelPicture, dpi: float) -> list[_Band]:
    """Return where a short line should stand and none was seen, though something dark is there."""
    setting = setting_of([strips])
    short = [
        strip for strip in strips if len(strip.text) <= _SHORT and abs(strip.size - setting.size) < 0.2 * setting.size
    ]
    edges = _edges(short)
    wanted = [(strip.x0, strip.y - setting.lead * setting.size) for strip in short]
    wanted += [(edge, strip.y) for strip in short for edge in edges]
    bands: list[_Band] = []
    for x, y in wanted:
        right = min((edge for edge in edges if edge > x + 4 * setting.size), default=x + 22 * setting.size)
        band = _Band(x - 0.3 * setting.size, right - 0.5 * setting.size, y, setting.size)
        there = [strip for strip in strips if _meet(band, strip)]
        # What was hardly read may be the pen alone, seen a little above the line that it hides.
        if any(_confidence(strip.words) >= _GUESSED for strip in there) or any(_meet(band, other) for other in bands):
            continue
        if y > setting.size and _is_dark(band, picture, dpi):
            bands.append(replace(band, words=tuple(word for strip in there for word in strip.words)))
    return bands


def _edges(short: Iterable[Strip]) -> list[float]:
    """Return the left edges that three short lines or more share."""
    edges: list[list[float]] = []
    for x in sorted(strip.x0 for strip in short):
        if edges and x - edges[-1][0] <= 5:
            edges[-1].append(x)
        else:
            edges.append([x])
    return [min(edge) for edge in edges if len(edge) >= 3]


def _meet(band: _Band, other: Strip | _Band) -> bool:
    beside = other.x1 < band.x0 or other.x0 > band.x1
    return not beside and abs(other.y - band.y) < 0.75 * band.size


def _cut(band: _Band, picture: LevelPicture, dpi: float) -> Image.Image:
    scale = dpi / 72
    box = (band.x0, band.y - _ABOVE * band.size, band.x1, band.y + _BELOW * band.size)
    left, top, right, bottom = (round(value * scale) for value in box)
    left, top = max(left, 0), max(top, 0)
    return picture.crop(
        (left, top, max(min(right, picture.width), left + 1), max(min(bottom, picture.height), top + 1))
    )


def _is_dark(band: _Band, picture: LevelPicture, dpi: float) -> bool:
    """Whether at least as much of the band is dark as a short name would make it."""
    counts = _cut(band, picture, dpi).histogram()
    return sum(counts[:110]) > 0.012 * sum(counts)


def _paste(pieces: Sequence[Image.Image]) -> tuple[Image.Image, list[tuple[int, int]]]:
    """Return the pieces below one another on white paper, and where each begins and ends."""
    gap = 24
    width = max(piece.width for piece in pieces) + 80
    paper = Image.new("L", (width, sum(piece.height + gap for piece in pieces) + 80), 255)
    places, y = [], 40
    for piece in pieces:
        paper.paste(piece, (40, y))
        places.append((y - gap // 2, y + piece.height + gap // 2))
        y += piece.height + gap
    return paper, places


def _set_word(seen: Seen, band: _Band, dpi: float) -> SetWord:
    scale = 72 / dpi
    left = max(band.x0, 0.0)
    return SetWord(
        seen.text,
        left + (seen.x0 - 40) * scale,
        left + (seen.x1 - 40) * scale,
        band.y,
        band.size,
        confidence=seen.confidence,
        engine=Engine.OCR,
    )


def _confidence(words: Sequence[SetWord]) -> float:
    return sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)


def _letters(words: Sequence[SetWord]) -> int:
    return sum(char.isalpha() for word in words for char in word.text)


def _worth(words: Sequence[SetWord]) -> float:
    """How much is read, and how surely: a name of which half is read surely is worth less than all of it read so."""
    return sum(max(word.confidence - 0.4, 0.0) * _letters([word]) for word in words)


def _is_plausible(words: Sequence[SetWord]) -> bool:
    """Whether a line where none was seen is words rather than ink: mostly letters, and sure of all or of one name."""
    marks = sum(len(word.text) for word in words)
    if _letters(words) < 4 or _letters(words) < 0.75 * marks:
        return False
    named = any(word.confidence >= 0.7 and _letters([word]) >= 4 and word.text[:1].isupper() for word in words)
    return named or _confidence(words) >= 0.5
