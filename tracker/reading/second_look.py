"""A second look at lines that a pen has crossed.

A signature drawn over a printed name makes an engine take both for a picture, or for one tall word. But where lines
stand is known: a name stands one line above its title, and in the row and the column of its neighbours. So the strips
of paper where a line is misread or missing are cut out, each just as tall as its type, and each is read again as a
line by itself; little of the pen is left on it. Each is read a second time, cut and blackened in another way, which
counts where the first is not sure. Both are read in one run of the engine.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from tracker.reading.baselines import Seen
from tracker.reading.blocks import Setting, setting_of
from tracker.reading.columns import strips_of_rows
from tracker.reading.layout import Engine
from tracker.reading.level import LevelPicture
from tracker.reading.names import is_name
from tracker.reading.offices import LineKind, kind_of
from tracker.reading.strips import SetWord, Strip, rows_of_words
from tracker.reading.type_rows import baselines_of_type

__all__ = ["FRAME", "LineReader", "look_again"]

LineReader = Callable[[Sequence[Image.Image]], list[list[Seen]]]
"""Reads each picture as one line, by a local threshold, which parts thin type from a pen that touches it."""

_SHORT = 45  # characters: names and titles, not prose
_GUESSED = 0.6  # a word's confidence below which it may be anything
_SURE = 0.9  # the confidence of every word of a line that is settled
_UNSURE = 0.85  # a line's mean confidence below which it is read again
_ABOVE, _BELOW = 0.78, 0.27  # em about the baseline: capitals are 0.73 high at most
_TIGHT = 0.70  # em: a cut at the capitals' tops takes off the pen that only touches them
_PAPER = 200  # of 255: grain and the shade of paper are lighter
_BLACKENED = [value if value <= _PAPER else 255 for value in range(256)]
FRAME = 12  # pixels of white that a LineReader sets about a piece: an engine wants some air
_TORN = 0.65  # the part of a torn reading's worth that a whole one must have
_MOST_BANDS = 120


@dataclass(frozen=True, slots=True)
class _Band:
    """A piece of a line, in points; `words` is what was read there, if anything was."""

    x0: float
    x1: float
    y: float
    size: float
    words: tuple[SetWord, ...] = ()


def look_again(words: Sequence[SetWord], picture: LevelPicture, *, dpi: float, read: LineReader) -> list[SetWord]:
    """Return `words` with doubtful lines bettered and missing lines added, as far as `read` is surer of them.

    `picture` lies level and upright, as the words do.
    """
    strips = strips_of_rows(rows_of_words(words), slack=4.0)
    setting = setting_of([strips])
    short = [
        strip for strip in strips if len(strip.text) <= _SHORT and abs(strip.size - setting.size) < 0.2 * setting.size
    ]
    edges = _edges(short)
    inked = _under_ink(strips, short, edges, setting, picture, dpi)
    unread = _unread(strips, inked, setting, picture, dpi)
    bands = [*inked, *unread, *_doubtful(short, [*inked, *unread], edges)][:_MOST_BANDS]
    if not bands:
        return list(words)
    # Most lines that are cut out need both cuts, and to start the engine costs as much as to read ten lines.
    whole = [_cut(band, picture, dpi) for band in bands]
    tight = [_tightened(piece, band, dpi).point(_BLACKENED) for band, piece in zip(bands, whole, strict=True)]
    seen = read([*whole, *tight])
    lines = []
    for band, as_cut, as_blackened in zip(bands, seen, seen[len(bands) :], strict=False):
        line = _set_line(as_cut, band, dpi)
        if not _is_settled(line) or _has_hole(band, line, picture, dpi):
            line = max(line, _set_line(as_blackened, band, dpi), key=_worth)
        lines.append(line)
    out = {id(word): word for word in words}
    for band, better in zip(bands, lines, strict=True):
        old = [word for word in band.words if id(word) in out]
        if better and _is_better(better, old, torn=_has_hole(band, old, picture, dpi)):
            for word in old:
                del out[id(word)]
            out.update((id(word), word) for word in better)
    return list(out.values())


def _is_settled(words: Sequence[SetWord]) -> bool:
    """Whether a line is read so surely that to read it in another way would tell nothing."""
    return bool(words) and all(word.confidence >= _SURE for word in words) and _letters(words) >= 4


def _is_better(new: Sequence[SetWord], old: Sequence[SetWord], *, torn: bool) -> bool:
    """Whether to take `new` for `old`; `torn` says that `old` leaves something dark unread."""
    if not old:
        return _is_plausible(new)
    kept = {word.text.strip(".,") for word in new}
    if any(_is_number(word) and word.text.strip(".,") not in kept for word in old):
        return False  # A date or an address without its number is worse, however sure.
    if torn and _has_a_names_shape(new) and not _has_a_names_shape(old):
        return True
    # A pen makes more letters, not surer ones; so fewer but surer letters may be the better reading.
    surer = _confidence(new) > _confidence(old) + 0.03 and _letters(new) >= 0.7 * _letters(old)
    # "Ch Grassley" is read surely, and half the name is not read at all.
    return (surer and not torn) or _worth(new) > (_TORN if torn else 1.1) * _worth(old)


def _has_hole(band: _Band, words: Sequence[SetWord], picture: LevelPicture, dpi: float) -> bool:
    """Whether a letter's width or more before, between or behind the words of a line is dark."""
    edges = [(band.x0, band.x0), *sorted((word.x0, word.x1) for word in words), (band.x1, band.x1)]
    gaps = ((left[1], right[0]) for left, right in itertools.pairwise(edges))
    return any(
        x1 - x0 > 0.8 * band.size and _is_dark(replace(band, x0=x0, x1=x1), picture, dpi, share=0.03) for x0, x1 in gaps
    )


def _under_ink(
    strips: Sequence[Strip],
    short: Sequence[Strip],
    edges: Sequence[float],
    setting: Setting,
    picture: LevelPicture,
    dpi: float,
) -> list[_Band]:
    """Return where a short line should stand, and something dark is there that was not read, or hardly.

    A line should stand above a title, and in a row where another column has one. Nothing is sought above a line that
    is a name itself: there the pen alone stands.
    """
    titles = [strip for strip in strips if len(strip.text) > _SHORT and kind_of(strip.text) == LineKind.TITLE]
    under = [strip for strip in short if not is_name(strip.text)] + titles
    wanted = [(strip.x0, strip.y - setting.lead * setting.size, True) for strip in under]
    wanted += [(edge, strip.y, False) for strip in short for edge in edges]
    bands: list[_Band] = []
    for x, y, over_title in wanted:
        right = min((edge for edge in edges if edge > x + 4 * setting.size), default=x + 22 * setting.size)
        band = _Band(x - 0.3 * setting.size, right - 0.5 * setting.size, y, setting.size)
        there = [strip for strip in strips if _meet(band, strip)]
        if any(_meet(band, other) for other in bands):
            continue
        sure = any(not _is_unsure(strip) for strip in there)
        if sure and not (over_title and _is_crossed(band, there, picture, dpi)):
            continue
        if any(len(strip.text) > _SHORT for strip in there):
            continue
        if y > setting.size and _is_dark(band, picture, dpi):
            words = tuple(word for strip in there for word in strip.words)
            left = min([band.x0, *(word.x0 - 0.3 * setting.size for word in words if word.confidence >= _GUESSED)])
            bands.append(replace(band, x0=left, words=words))
    return bands


def _unread(
    strips: Sequence[Strip], inked: Sequence[_Band], setting: Setting, picture: LevelPicture, dpi: float
) -> list[_Band]:
    """Return where type stands under a page's last prose and no word was seen: names without titles, under ink."""
    size, scale = setting.size, dpi / 72
    prose = [strip.y for strip in strips if len(strip.text) > _SHORT and kind_of(strip.text) == LineKind.OTHER]
    top = max(prose, default=0.0) + 0.5 * size
    foot = picture.height / scale - 3.5 * size  # a footer's own lines stand below
    below = sorted(strip.x0 for strip in strips if strip.y > top and len(strip.text) <= _SHORT)
    columns = [setting.left]
    columns += [x for x, other in itertools.pairwise(below) if other - x <= 5 and x > columns[-1] + 8 * size]
    bands: list[_Band] = []
    for x, following in itertools.pairwise([*columns, setting.right + size]):
        zone = _Band(x - 0.3 * size, following - 0.5 * size, foot, size)
        box = (round(zone.x0 * scale), round(top * scale), round(zone.x1 * scale), round(foot * scale))
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        for y in baselines_of_type(picture.crop(box), size * scale):
            band = replace(zone, y=top + y / scale)
            there = [strip for strip in strips if _meet(band, strip)]
            words = tuple(word for strip in there for word in strip.words)
            unread = all(_is_unsure(strip) for strip in there) or _has_hole(band, words, picture, dpi)
            if unread and not any(_meet(band, other) for other in inked):
                bands.append(replace(band, words=words))
    return bands


def _is_crossed(band: _Band, there: Sequence[Strip], picture: LevelPicture, dpi: float) -> bool:
    """Whether something dark reaches into the line from above its capitals, or lies in it where no word was seen."""
    top = replace(band, y=band.y - _ABOVE * band.size, size=0.3 * band.size)
    left, right = min(strip.x0 for strip in there), max(strip.x1 for strip in there)
    before = replace(band, x1=left - 0.1 * band.size)
    behind = replace(band, x0=right + 0.1 * band.size, x1=min(band.x1, right + 4 * band.size))
    return any(part.x1 > part.x0 and _is_dark(part, picture, dpi) for part in (top, before, behind))


def _is_unsure(strip: Strip) -> bool:
    lettered = [word for word in strip.words if sum(char.isalpha() for char in word.text) > 1]
    return any(word.confidence < _GUESSED for word in lettered) or _confidence(strip.words) < _UNSURE


def _doubtful(short: Sequence[Strip], inked: Sequence[_Band], edges: Sequence[float]) -> list[_Band]:
    """Return the other short lines that were read with little confidence, as wide as their column has room.

    They are set in the letter's own type: names in small print are a roster's or a footer's, and not looked for.
    """
    bands = []
    for strip in short:
        if _is_unsure(strip) and not any(_meet(band, strip) for band in inked):
            right = min((edge for edge in edges if edge > strip.x1), default=strip.x1 + 9 * strip.size)
            right = min(right - 0.5 * strip.size, strip.x1 + 4 * strip.size)
            bands.append(_Band(strip.x0 - strip.size, right, strip.y, strip.size, tuple(strip.words)))
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


def _cut(band: _Band, picture: LevelPicture, dpi: float, above: float = _ABOVE, *, rough: bool = False) -> Image.Image:
    scale = dpi / 72
    box = (band.x0, band.y - _ABOVE * band.size, band.x1, band.y + _BELOW * band.size)
    left, top, right, bottom = (round(value * scale) for value in box)
    left, top = max(left, 0), max(top, 0)
    return picture.crop(
        (left, top, max(min(right, picture.width), left + 1), max(min(bottom, picture.height), top + 1)), rough=rough
    )


def _tightened(piece: Image.Image, band: _Band, dpi: float) -> Image.Image:
    """Return what is cut out for `band` without the space above its capitals."""
    scale = dpi / 72
    whole, tight = (max(round((band.y - above * band.size) * scale), 0) for above in (_ABOVE, _TIGHT))
    return piece.crop((0, min(tight - whole, piece.height - 1), piece.width, piece.height))


def _is_dark(band: _Band, picture: LevelPicture, dpi: float, *, share: float = 0.012) -> bool:
    """Whether at least this share of the band is dark; the usual one is that of a short name in a wide column."""
    counts = _cut(band, picture, dpi, rough=True).histogram()
    return sum(counts[:110]) > share * sum(counts)


def _set_line(seen: Sequence[Seen], band: _Band, dpi: float) -> list[SetWord]:
    """Return a line's words in their places, without what the pen left before and behind them."""
    scale = 72 / dpi
    left = max(band.x0, 0.0)
    words = [
        SetWord(
            one.text,
            left + (one.x0 - FRAME) * scale,
            left + (one.x1 - FRAME) * scale,
            band.y,
            band.size,
            confidence=one.confidence,
            engine=Engine.OCR,
        )
        for one in sorted(seen, key=lambda one: one.x0)
    ]
    while words and not _is_written(words[0]):
        words = words[1:]
    while len(words) > 1 and _is_crumb(words[-1], words[-2]):
        words = words[:-1]
    return words


def _is_crumb(last: SetWord, before: SetWord) -> bool:
    """Whether the last word is a stroke that runs on behind a name: no letter in it, or a guess that stands far off.

    A number that is read surely is none: dates and addresses end with one.
    """
    if _is_number(last):
        return False
    letters = _letters([last])
    far = last.x0 - before.x1 > 1.0 * last.size
    few = letters < 4 and last.confidence < _UNSURE
    # What stands far off may be the next column's name; a pen makes no long word with a capital.
    other = last.confidence < 0.5 and not (letters > 4 and last.text[:1].isupper())
    return not letters or (far and (few or other)) or (few and last.confidence < 0.3)


def _is_number(word: SetWord) -> bool:
    return _is_written(word) and not any(char.isalpha() for char in word.text)


def _is_written(word: SetWord) -> bool:
    """Whether a word has letters, or figures that are no guess: a pen is taken for one figure, hardly for four."""
    if any(char.isalpha() for char in word.text):
        return True
    figures = sum(char.isdigit() for char in word.text)
    return figures > 0 and word.confidence >= (0.4 if figures > 2 else _GUESSED)


def _confidence(words: Sequence[SetWord]) -> float:
    return sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)


def _letters(words: Sequence[SetWord]) -> int:
    return sum(char.isalpha() for word in words for char in word.text)


def _worth(words: Sequence[SetWord]) -> float:
    """How much is read, and how surely: a name of which half is read surely is worth less than all of it read so."""
    return sum(max(word.confidence - 0.4, 0.0) * _letters([word]) for word in words)


def _is_plausible(words: Sequence[SetWord]) -> bool:
    """Whether a line where none was seen is words rather than ink: mostly letters, and sure of all or of one name.

    A pen makes no two words with a capital and small letters each; so what has a name's shape needs little confidence.
    """
    marks = sum(len(word.text) for word in words)
    if _letters(words) < 4 or _letters(words) < 0.75 * marks:
        return False
    if any(word.confidence >= 0.7 and _letters([word]) >= 4 and word.text[:1].isupper() for word in words):
        return True
    return _has_a_names_shape(words) or _confidence(words) >= 0.5


def _has_a_names_shape(words: Sequence[SetWord]) -> bool:
    """Whether these are two words or more with a capital and small letters each, some of which the pen may hide."""
    text = " ".join(word.text.strip("’'”“") for word in words)
    # A pen between two words joins them ("Laurew’Underwood"); one through a letter makes a sign of it ("$thakowsky").
    text = re.sub(r"(?<=[a-z]{3})[’'`-]?(?=[A-Z][a-z]{2})", " ", text)
    text = re.sub(r"(?<!\w)[^\w\s.,’'-](?=\w)", "X", text)
    text = re.sub(r"(?<=\w)[^\w\s.,’'-]", "x", text)
    return is_name(text) and len(re.findall(r"\b[A-Z][a-z]\w+", text)) >= 2
