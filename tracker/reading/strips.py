"""From glyphs to strips: the words on one baseline between two column gaps.

A strip is what becomes a Line of the page. Both engines end here: the text layer's glyphs are first gathered into
words, OCR's words come as they are. Everything is sorted and swept; nothing compares all with all.
"""

import bisect
import itertools
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from tracker.reading.glyphs import SOFT_HYPHEN, Glyph
from tracker.reading.layout import Box, Engine, Word, Zone

__all__ = ["ASCENT", "DESCENT", "SetWord", "Strip", "rows_of_words", "strip_of", "words_of_glyphs"]

# A word's box runs from 0.8 em above its baseline to a quarter em below, whatever its letters: the boxes of a line are
# then of one height, and fonts that lie about their ascent do no harm.
ASCENT, DESCENT = 0.8, 0.25

_left, _baseline = attrgetter("x0"), attrgetter("y")

# Superscripts are 50–80 % of the type size and raised by 25–50 %; word processors agree within this.
_RAISED = (0.12, 0.68)
_SMALLER = 0.86


@dataclass(slots=True)
class SetWord:
    """A word as set, in the frame in which it stands upright. `y` is the baseline, growing downwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    superscript: bool = False
    confidence: float = 1.0
    engine: Engine = Engine.TEXT_LAYER

    def placed(self, *, rounded: bool = False) -> Word:
        """Return the word with its box; `rounded` as pages keep it: places to hundredths, confidence to thousandths."""
        x0, x1, y, size, sure = self.x0, self.x1, self.y, self.size, self.confidence
        x1 = max(x1, x0 + 0.1)
        top, bottom = y - ASCENT * size, y + DESCENT * size
        if rounded:
            x0, top, x1, bottom = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
            size, sure = round(size, 2), round(sure, 3)
        return Word(self.text, Box(x0, top, x1, bottom), size, self.bold, self.superscript, sure, self.engine)


@dataclass(slots=True)
class Strip:
    """Words on one baseline within one column, left to right; `zone` and `block` are found by later steps."""

    words: list[SetWord]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    row: int = 0
    zone: Zone = Zone.BODY
    alone: bool = True  # the only strip of its row
    text: str = field(default="")

    @property
    def top(self) -> float:
        return self.y - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.y + DESCENT * self.size


def strip_of(words: Sequence[SetWord], *, row: int = 0, alone: bool = True) -> Strip:
    """Return the strip that these words make: its baseline and size are those of most of its characters."""
    main = [word for word in words if not word.superscript] or list(words)
    weigh: dict[tuple[float, float], int] = {}
    for word in main:
        key = (round(word.size, 1), round(word.y, 1))
        weigh[key] = weigh.get(key, 0) + len(word.text)
    size, y = max(weigh, key=lambda key: weigh[key])
    letters = sum(len(word.text) for word in main)
    bold = 2 * sum(len(word.text) for word in main if word.bold) > letters
    return Strip(
        list(words),
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        y,
        size,
        bold,
        row,
        alone=alone,
        text=" ".join(word.text for word in words),
    )


def words_of_glyphs(glyphs: Sequence[Glyph]) -> list[list[SetWord]]:
    """Return the rows of a page, top to bottom, each a list of words from left to right.

    All glyphs must stand in the same frame. Raised small glyphs beside a larger one go into its row, as superscripts.
    """
    rows = _attach_small(_rows(glyphs))
    return [words for row in rows if (words := _words(row))]


def rows_of_words(words: Sequence[SetWord]) -> list[list[SetWord]]:
    """Return the same rows for words that an engine has already made."""
    rows: list[list[SetWord]] = []
    for word in sorted(words, key=lambda word: word.y):
        if rows and word.y - rows[-1][0].y <= 0.3 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Gather glyphs whose baselines agree within a fifth of their size, each row sorted from left to right."""
    rows: list[list[Glyph]] = []
    anchor, reach = 0.0, -1.0
    for glyph in sorted(glyphs, key=_baseline):
        down = glyph.y - anchor
        if down <= reach and down <= 0.2 * glyph.size and rows:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            anchor, reach = glyph.y, 0.2 * glyph.size
    for row in rows:
        row.sort(key=_left)
    return rows


def _attach_small(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Move each run of small raised glyphs into the row of the word that it stands beside."""
    sizes = [{glyph.size for glyph in row} for row in rows]
    largest = [max(row) for row in sizes]
    if not any(
        min(sizes[index]) <= _SMALLER * max(largest[max(index - 2, 0) : index + 4]) for index in range(len(rows))
    ):
        return rows  # nothing stands beside anything larger, as on most pages
    starts = [[glyph.x0 for glyph in row] for row in rows]
    out: list[list[Glyph]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        if min(sizes[index]) > _SMALLER * max(largest[max(index - 2, 0) : index + 4]):
            out[index].extend(row)
            continue
        for run in _runs(row):
            target = _host(run, index, rows, starts)
            if target is None:
                out[index].extend(run)
                continue
            for glyph in run:
                glyph.superscript = rows[target][0].y > run[0].y
            out[target].extend(run)
    for row in out:
        row.sort(key=_left)
    return [row for row in out if row]


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    """Cut a row where its size changes or a gap is wider than a space."""
    runs = [[row[0]]]
    for glyph in row[1:]:
        last = runs[-1][-1]
        if abs(glyph.size - last.size) < 0.06 * last.size and glyph.x0 - last.x1 < 0.6 * last.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _host(run: list[Glyph], index: int, rows: list[list[Glyph]], starts: list[list[float]]) -> int | None:
    """Return the row whose larger glyph stands right beside `run`, half a line below it (or a little above), if any."""
    first, last = run[0], run[-1]
    if len(run) > 12 or all(glyph.text == " " for glyph in run):
        return None
    for step in (1, 2, 3, -1, -2):
        other = index + step
        if not 0 <= other < len(rows):
            continue
        drop = rows[other][0].y - first.y
        if abs(drop) > 1.4 * first.size:
            continue
        at = bisect.bisect_left(starts[other], first.x0 + 0.01)
        beside = []
        if at:
            left = rows[other][at - 1]
            if left.text == " " and at > 1 and first.x0 - rows[other][at - 2].x1 < 0.6 * left.size:
                left = rows[other][at - 2]
            if -0.4 * left.size <= first.x0 - left.x1 <= 0.6 * left.size:
                beside.append(left)
        if at < len(rows[other]) and -0.2 * first.size <= rows[other][at].x0 - last.x1 <= 0.8 * rows[other][at].size:
            beside.append(rows[other][at])
        for base in beside:
            low, high = (_RAISED[0], _RAISED[1]) if drop > 0 else (-0.4, -0.03)
            if base.text != " " and first.size <= _SMALLER * base.size and low <= drop / base.size <= high:
                return other
    return None


def _words(row: list[Glyph]) -> list[SetWord]:
    """Cut a row into words: at drawn spaces that can be seen, and at gaps that only a space can have left."""
    gap_limit = _gap_limit(row)
    words: list[SetWord] = []
    letters: list[str] = []
    last: Glyph | None = None
    spaced = False

    def close() -> None:
        if letters:
            text = "".join(letters)
            if not text.isascii():
                text = unicodedata.normalize("NFC", text)
                # A soft hyphen shows only where a line ends; composing decides about that one.
                text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1]
            words[-1].text = text
            letters.clear()

    for glyph in row:
        if glyph.text == " ":
            spaced = True
            continue
        if last is not None:
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.12 * glyph.size:
                words[-1].bold = True  # drawn twice, a hair apart: a poor man's bold
                continue
            smaller = glyph.size if glyph.size < last.size else last.size
            gap = (glyph.x0 - last.x1) / (smaller if smaller > 0.1 else 0.1)
            broken = gap > gap_limit or (spaced and gap > 0.06)
            if glyph.superscript != last.superscript and not _is_ordinal(last, glyph):
                broken = True
            if broken:
                close()
                last = None
        if last is None:
            words.append(SetWord("", glyph.x0, glyph.x1, glyph.y, glyph.size, glyph.bold, glyph.superscript))
        word = words[-1]
        if glyph.x1 > word.x1:
            word.x1 = glyph.x1
        if glyph.size > word.size and not glyph.superscript:
            word.size, word.y = glyph.size, glyph.y
        letters.append(glyph.text)
        last, spaced = glyph, False
    close()
    return words


def _is_ordinal(last: Glyph, glyph: Glyph) -> bool:
    """The raised "th" of 20th belongs to its word; a raised figure is a mark."""
    return glyph.superscript and last.text.isdigit() and glyph.text.lower() in "snrthd"


def _gap_limit(row: list[Glyph]) -> float:
    """Return the gap, in ems, from which two glyphs are two words.

    The narrowest space of a text face is about 0.2 em. A row whose letters are spaced out (a letterhead) has gaps
    everywhere, so there the limit is twice the usual gap.
    """
    shown = [glyph for glyph in row if glyph.text != " "]
    gaps = [
        gap
        for left, right in itertools.pairwise(shown)
        if -0.3 < (gap := (right.x0 - left.x1) / (left.size if left.size > 0.1 else 0.1)) < 1.5
    ]
    if len(gaps) < 6:
        return 0.17
    usual = statistics.median(gaps)
    return max(0.17, 2.2 * usual) if usual > 0.06 else 0.17
