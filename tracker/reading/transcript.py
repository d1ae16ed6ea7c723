"""The letter as one string, every character of which knows its place on a page.

The text is in reading order: body first, page after page, so that a sentence runs on across a page break without the
running head in between; then the footnotes; then furniture (letterhead, margins, headers, footers, stamps). Lines are
joined by "\\n", blocks (paragraphs, addresses, signatures) by "\\n\\n". A word that the typesetter broke with a hyphen
is one word in the text, in two placed halves.

Spans are half open and count characters of `Transcript.text`. Boxes are always derived from spans.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tracker.reading.layout import Box, Zone, bounding_box

__all__ = ["PageBox", "PlacedWord", "Span", "Transcript", "TranscriptLine"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: "Span | int") -> bool:
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a numbered page (from 1)."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the text and where it stands. A word broken by a hyphen is two placed words with adjacent spans.

    `box` lies on the page as it is shown, `upright` on the page turned so that its text stands upright.
    """

    span: Span
    page: int
    box: Box
    upright: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line as set on the page. `block` numbers blocks through the whole transcript.

    `upright` is its box on the page turned so that its text stands upright: what stands left of or under what is judged
    by it. Where the line lies on the page as shown, `Transcript.boxes` says.
    """

    span: Span
    page: int
    upright: Box
    zone: Zone
    block: int
    size: float
    bold: bool = False


@dataclass(frozen=True)
class Transcript:
    """The text, its lines and its words, all three in the order of the text."""

    text: str
    lines: tuple[TranscriptLine, ...]
    words: tuple[PlacedWord, ...]

    @cached_property
    def _word_ends(self) -> list[int]:
        return [word.span.end for word in self.words]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [line.span.end for line in self.lines]

    def shown(self, span: Span) -> str:
        """Return the words of `span` as a reader would quote them: white space and line ends folded to one space."""
        return " ".join(self.text[span.start : span.end].split())

    def words_in(self, span: Span) -> tuple[PlacedWord, ...]:
        """Return the placed words that share at least one character with `span`; an empty one shares none."""
        if span.start >= span.end:
            return ()
        first = bisect.bisect_right(self._word_ends, span.start)
        last = first
        while last < len(self.words) and self.words[last].span.start < span.end:
            last += 1
        return self.words[first:last]

    def boxes(self, span: Span) -> tuple[PageBox, ...]:
        """Return one box for each line that `span` touches, in order.

        A span that begins or ends inside a word takes the part of the word's box that its characters would fill if all
        were equally wide.
        """
        rows: list[tuple[int, int, list[Box]]] = []
        for word in self.words_in(span):
            line = bisect.bisect_right(self._line_starts, word.span.start) - 1
            box = _part_of_box(word, span)
            if rows and rows[-1][0] == word.page and rows[-1][1] == line:
                rows[-1][2].append(box)
            else:
                rows.append((word.page, line, [box]))
        return tuple(PageBox(page, bounding_box(boxes)) for page, _, boxes in rows)

    def page_of(self, span: Span) -> int | None:
        """Return the number of the page on which `span` begins, or None when it touches no word."""
        words = self.words_in(span)
        return words[0].page if words else None

    def confidence(self, span: Span) -> float:
        """Return the mean confidence (0–1) of the words in `span`; 1.0 when there are none."""
        words = self.words_in(span)
        return sum(word.confidence for word in words) / len(words) if words else 1.0

    def lines_in(self, span: Span) -> tuple[TranscriptLine, ...]:
        """Return the lines that share at least one character with `span`."""
        first = last = bisect.bisect_right(self._line_ends, span.start)
        while last < len(self.lines) and self.lines[last].span.start < span.end:
            last += 1
        return tuple(line for line in self.lines[first:last] if line.span.overlaps(span))

    @classmethod
    def from_blocks(cls, blocks: Iterable[str]) -> "Transcript":
        """Return a transcript of plain text: each string is a block, each of its lines a line of one endless page.

        Boxes are those of a typewriter: 6 by 12 points a character. For tests, and for text that has no page.
        """
        text, lines, words = "", [], []
        row = 0
        for number, block in enumerate(blocks):
            if text:
                text += "\n\n"
                row += 1
            for index, line in enumerate(block.split("\n")):
                if index:
                    text += "\n"
                start = len(text)
                text += line
                for match in re.finditer(r"\S+", line):
                    box = Box(6.0 * match.start(), 12.0 * row, 6.0 * match.end(), 12.0 * row + 10)
                    words.append(PlacedWord(Span(start + match.start(), start + match.end()), 1, box, box))
                line_box = Box(0.0, 12.0 * row, max(6.0 * len(line), 1.0), 12.0 * row + 10)
                lines.append(TranscriptLine(Span(start, len(text)), 1, line_box, Zone.BODY, number, 12.0))
                row += 1
        return cls(text, tuple(lines), tuple(words))


def _part_of_box(word: PlacedWord, span: Span) -> Box:
    box, length = word.box, len(word.span)
    before = max(span.start - word.span.start, 0)
    after = max(word.span.end - span.end, 0)
    if not before and not after:
        return box
    step = box.width / length
    return Box(box.x0 + step * before, box.y0, box.x1 - step * after, box.y1)
