"""A letter's pages in the making, drawn with reportlab: paragraphs, footnotes, blocks in columns, ink, a roster.

A page is US Letter, measured here from the top left corner in points, as everywhere in the project; reportlab's own
origin is the bottom left, and `Sheet` turns it. Needs reportlab (tests/requirements.txt).
"""

import hashlib
import io
import random
import re
from typing import Any

from reportlab.lib.pagesizes import letter as LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tracker.samples import MARK

__all__ = ["BOLD", "TOP", "WIDTH", "Sheet"]

WIDTH, HEIGHT = LETTER
MARGIN, ROSTER_WIDTH, TOP, BOTTOM = 84.0, 92.0, 54.0, 70.0
BOLD = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}
# How far a line's box reaches above and below its baseline, in ems.
ASCENT, DESCENT = 0.8, 0.25
NOTE_SIZE, NOTE_LEADING, RAISED = 8.0, 9.6, 0.62
FIGURES = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


class Sheet:
    """A letter's pages in the making: where the pen stands (`y`, from the top), and the room it has.

    Raised figures in a source's text ("¹") are marks of its `footnotes`, set as offices set them: small figures above
    the line, the note at the foot of the page on which its mark stands. `set_lines` are the lines of paragraphs as they
    came to stand: page, box (points) and text.
    """

    def __init__(self, source: dict[str, Any]) -> None:
        face = source["face"]
        self.source = source
        self.font, self.size = face["font"], float(face["size"])
        self.leading = self.size * 1.18
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=LETTER, invariant=1)
        self.canvas.setTitle(f"{source['slug']} ({source.get('mark', MARK)})")
        self.page = 1
        self.floor = HEIGHT - BOTTOM
        self.notes: list[list[str]] = []
        self.set_lines: list[dict[str, Any]] = []
        has_roster = "roster_left" in source
        self.left = MARGIN + (ROSTER_WIDTH - 30 if has_roster else 0)
        self.right = WIDTH - MARGIN - (ROSTER_WIDTH - 30 if has_roster else 0)
        self.y = TOP
        self.mark()

    def text(self, x: float, text: str, *, font: str = "", size: float = 0) -> None:
        self.canvas.setFont(font or self.font, size or self.size)
        self.canvas.drawString(x, HEIGHT - self.y, text)

    def centered(self, text: str, *, font: str, size: float) -> None:
        self.text((WIDTH - stringWidth(text, font, size)) / 2, text, font=font, size=size)

    def mark(self) -> None:
        """Say at the foot of the page what this is."""
        self.canvas.setFont("Helvetica", 8 if "scan" in self.source else 7)
        self.canvas.drawCentredString(WIDTH / 2, 30, self.source.get("mark", MARK))

    def need(self, height: float) -> None:
        """Go on to the next page unless `height` points are left on this one."""
        if self.y + height > self.floor:
            self.turn()

    def turn(self) -> None:
        self.set_notes()
        self.canvas.showPage()
        self.page += 1
        self.left, self.right = MARGIN, WIDTH - MARGIN
        self.mark()
        self.y = TOP
        names = [block[0] for block in self.source["recipients"]]
        self.text(self.left, names[0] + (" et al." if len(names) > 1 else ""), size=9)
        self.y += 11
        self.text(self.left, f"Page {self.page}", size=9)
        self.y += 26

    def width(self, text: str, size: float) -> float:
        pieces = (stringWidth(words, self.font, size * (RAISED if raised else 1)) for words, raised in _runs(text))
        return float(sum(pieces))

    def wrapped(self, text: str, room: float, *, size: float = 0, first: float = 0) -> list[str]:
        """Return the lines of `text` in `room` points; the first has `first` points less."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size or self.size) <= room - (first if len(lines) == 1 else 0):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def line(self, x: float, text: str, *, size: float = 0) -> None:
        """Set a line of a paragraph, its footnotes' marks raised, and keep where it stands."""
        size, at, baseline = size or self.size, x, self.y
        for words, raised in _runs(text):
            self.y = baseline - (0.36 * size if raised else 0)
            own = size * (RAISED if raised else 1)
            self.text(at, words, size=own)
            at += stringWidth(words, self.font, own)
        self.y = baseline
        box = [round(value, 1) for value in (x, self.y - ASCENT * size, at, self.y + DESCENT * size)]
        self.set_lines.append({"page": self.page, "box": box, "text": text})

    def paragraph(
        self, text: str, *, number: str = "", inset: float = 0, narrow: float = 0, size: float = 0, first: float = 0
    ) -> None:
        """Set a paragraph; a numbered one hangs on its number. A single line is not left alone across a page's end.

        `inset` and `narrow` are points left free at the left and the right, `first` those at its first line alone.
        """
        indent = inset + (24.0 if number else 0.0)
        lines = self.wrapped(text, self.right - self.left - indent - narrow, size=size, first=first)
        for index, line in enumerate(lines):
            notes = [self.note(int(mark.translate(FIGURES))) for mark in re.findall("[¹²³⁴⁵⁶⁷⁸⁹⁰]+", line)]
            foot = sum(len(note) for note in notes) * NOTE_LEADING + (14 if notes and not self.notes else 0)
            self.need(self.leading * (2 if index == 0 and len(lines) > 1 else 1) + foot)
            self.notes += notes
            self.floor -= foot
            if index == 0 and number:
                self.text(self.left + inset + 4, number)
            self.line(self.left + indent + (0 if index else first), line, size=size)
            self.y += self.leading
        self.y += self.leading * (0.35 if number else 0.55)

    def note(self, number: int) -> list[str]:
        """Return the lines of a footnote, its number in front."""
        text = f"{number} {self.source['footnotes'][number - 1]}"
        return self.wrapped(text, self.right - self.left, size=NOTE_SIZE)

    def set_notes(self) -> None:
        """Set the page's footnotes under a rule, above the foot of the page."""
        if not self.notes:
            return
        self.y = self.floor + 10
        self.canvas.line(self.left, HEIGHT - self.y + 9, self.left + 144, HEIGHT - self.y + 9)
        for line in (line for note in self.notes for line in note):
            self.text(self.left, line, size=NOTE_SIZE)
            self.y += NOTE_LEADING
        self.notes, self.floor = [], HEIGHT - BOTTOM

    def blocks(self, blocks: list[list[str]], *, columns: int, ink: bool) -> None:
        """Set blocks (addresses, signatures) row by row in `columns`, with ink above each name when asked."""
        step = (self.right - self.left) / columns
        for start in range(0, len(blocks), columns):
            row = [
                [piece for line in block for piece in self.wrapped(line, step - 10)]
                for block in blocks[start : start + columns]
            ]
            tall = max(len(block) for block in row) * self.leading + (30 if ink else 0)
            self.need(tall)
            if ink:
                for column, block in enumerate(row):
                    self.ink(self.left + column * step, self.y + 2, block[0])
                self.y += 30
            top = self.y
            for column, block in enumerate(row):
                self.y = top
                for line in block:
                    self.text(self.left + column * step, line)
                    self.y += self.leading
            self.y = top + max(len(block) for block in row) * self.leading + self.leading * 0.7

    def ink(self, x: float, y: float, name: str) -> None:
        """Draw a hand's line that stands for a signature: curves that depend on the name alone, nobody's own hand."""
        hand = random.Random(hashlib.sha256(name.encode()).hexdigest())
        path = self.canvas.beginPath()
        at, base = x + 2, HEIGHT - y - 14
        path.moveTo(at, base)
        for _ in range(hand.randint(5, 8)):
            step, rise = hand.uniform(9, 20), hand.uniform(6, 17)
            dip = hand.uniform(-5, 3)
            path.curveTo(
                at + step * 0.2, base + rise, at + step * 0.7, base + rise * hand.random(), at + step, base + dip
            )
            at += step
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(0.08, 0.11, 0.36)
        self.canvas.setLineWidth(hand.uniform(0.8, 1.3))
        self.canvas.setLineCap(1)
        self.canvas.drawPath(path)
        self.canvas.restoreState()

    def roster(self) -> None:
        """Set the committee's members in small type down both margins of the first page."""
        for x, names in ((30.0, self.source["roster_left"]), (WIDTH - ROSTER_WIDTH - 30, self.source["roster_right"])):
            self.y = TOP + 54
            for name in names:
                words = name.split(", ")
                for line in (words[0] + ",", ", ".join(words[1:])):
                    self.text(x, line, font="Helvetica", size=5.6)
                    self.y += 6.6
                self.y += 2.2

    def finish(self) -> bytes:
        self.set_notes()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of `text` in order, and whether each is a footnote's mark; marks as plain figures."""
    pieces = re.split("([¹²³⁴⁵⁶⁷⁸⁹⁰]+)", text)
    return [(piece.translate(FIGURES), index % 2 == 1) for index, piece in enumerate(pieces) if piece]
