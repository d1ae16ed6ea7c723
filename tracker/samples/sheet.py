"""A letter's pages in the making, drawn with reportlab: text, paragraphs, blocks in columns, ink, a committee's roster.

A page is US Letter, measured here from the top left corner in points, as everywhere in the project; reportlab's own
origin is the bottom left, and `Sheet` turns it. Needs reportlab (tests/requirements.txt).
"""

import hashlib
import io
import random
from typing import Any

from reportlab.lib.pagesizes import letter as LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tracker.samples import MARK

__all__ = ["BOLD", "TOP", "WIDTH", "Sheet"]

WIDTH, HEIGHT = LETTER
MARGIN, ROSTER_WIDTH, TOP, BOTTOM = 84.0, 92.0, 54.0, 70.0
BOLD = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}


class Sheet:
    """A letter's pages in the making: where the pen stands (`y`, from the top), and the room it has."""

    def __init__(self, source: dict[str, Any]) -> None:
        face = source["face"]
        self.source = source
        self.font, self.size = face["font"], float(face["size"])
        self.leading = self.size * 1.18
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=LETTER, invariant=1)
        self.canvas.setTitle(f"{source['slug']} ({MARK})")
        self.page = 1
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
        self.canvas.drawCentredString(WIDTH / 2, 30, MARK)

    def need(self, height: float) -> None:
        """Go on to the next page unless `height` points are left on this one."""
        if self.y + height > HEIGHT - BOTTOM:
            self.turn()

    def turn(self) -> None:
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

    def wrapped(self, text: str, room: float) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and stringWidth(longer, self.font, self.size) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def paragraph(self, text: str, *, number: str = "") -> None:
        """Set a paragraph; a numbered one hangs on its number. A single line is not left alone across a page's end."""
        indent = 24.0 if number else 0.0
        lines = self.wrapped(text, self.right - self.left - indent)
        for index, line in enumerate(lines):
            self.need(self.leading * (2 if index == 0 and len(lines) > 1 else 1))
            if index == 0 and number:
                self.text(self.left + 4, number)
            self.text(self.left + indent, line)
            self.y += self.leading
        self.y += self.leading * (0.35 if number else 0.55)

    def blocks(self, blocks: list[list[str]], *, columns: int, ink: bool) -> None:
        """Set blocks (addresses, signatures) row by row in `columns`, with ink above each name when asked."""
        step = (self.right - self.left) / columns
        for start in range(0, len(blocks), columns):
            row = blocks[start : start + columns]
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
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
