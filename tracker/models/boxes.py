"""From a page's stored words to the boxes that a span fills: boxes are derived, never stored."""

import bisect
from collections.abc import Sequence

from tracker.reading.layout import Box, bounding_box

__all__ = ["StoredWord", "boxes_of_words"]

# [start, end, x0, y0, x1, y1, confidence], as LetterPage.words keeps them.
StoredWord = Sequence[float]

# Words of one line stand one space apart in the text; a wider gap in the text is a new block. On the page, a gap of
# this many heights of a word is another column and no space between words: justified lines seldom reach two.
_COLUMN_GAP = 4.0


def boxes_of_words(words: Sequence[StoredWord], start: int, end: int) -> list[Box]:
    """Return one box for each line that the characters `start` to `end` touch, in reading order.

    `words` are in the order of the text. A span that begins or ends inside a word takes the part of the word's box that
    its characters would fill if all were equally wide.
    """
    if start >= end:
        return []
    first = bisect.bisect_right([word[1] for word in words], start)
    lines: list[list[Box]] = []
    before: StoredWord | None = None
    for index in range(first, len(words)):
        word = words[index]
        if word[0] >= end:
            break
        box = _part(word, start, end)
        if before is not None and _same_line(before, word):
            lines[-1].append(box)
        else:
            lines.append([box])
        before = word
    return [bounding_box(boxes) for boxes in lines]


def _same_line(before: StoredWord, word: StoredWord) -> bool:
    """Whether `word` goes on on the line of `before`: to its right, at its height, with no column between them."""
    if word[0] - before[1] > 1 or word[2] < before[2]:
        return False
    height = min(before[5] - before[3], word[5] - word[3])
    shared = min(before[5], word[5]) - max(before[3], word[3])
    # A superscript (a note's number) shares a good part of its own height with its line; a word of the next line none.
    return shared > 0.3 * height and word[2] - before[4] < _COLUMN_GAP * max(height, 1.0)


def _part(word: StoredWord, start: int, end: int) -> Box:
    first, last, x0, y0, x1, y1 = word[:6]
    step = (x1 - x0) / max(last - first, 1)
    return Box(x0 + step * max(start - first, 0), y0, x1 - step * max(last - end, 0), y1)
