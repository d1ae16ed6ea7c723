"""Letters set in code for the sake of their heads: date, addresses in one to three columns, subject, greeting."""

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

__all__ = ["PROSE", "letter_of"]

PROSE = (
    "We write to ask how the agency means to keep the promise that it made to the Congress in the spring of last year, "
    "when its officers said that the rule would be finished before the winter. Nothing has been heard of it since, and "
    "the small mills of our States, which had ordered their machines in reliance on that promise, cannot wait for it "
    "any longer than they have already waited. We therefore ask for a plain answer by June 1, 2021."
)
LEFT, RIGHT, BOTTOM = 72.0, 540.0, 720.0


def letter_of(
    head: Sequence[str | tuple[str, ...]],
    greeting: str,
    *,
    letterhead: Sequence[str] = ("Congress of the United States", "Washington, DC 20515"),
    signature: str = "Ann Poe\nMember of Congress",
    font: str = "Times-Roman",
    size: float = 12,
    turn: int = 0,
) -> bytes:
    """Return the letter as a PDF. A string of `head` is a block, a tuple blocks side by side; lines end in \\n.

    Its text stands `turn` quarter turns clockwise on the page.
    """
    setter = _Setter(font, size, turn)
    for number, line in enumerate(letterhead):
        setter.size = 9 if number else 18
        setter.lines(line, x=(612 - stringWidth(line, font, setter.size)) / 2)
    setter.size = size
    setter.y += 24
    for item in head:
        blocks = (item,) if isinstance(item, str) else item
        setter.side_by_side(blocks)
    if greeting:
        setter.paragraph(greeting)
    for text in (PROSE, PROSE, "Sincerely,"):
        setter.paragraph(text)
    setter.side_by_side([signature])
    return setter.pdf()


class _Setter:
    def __init__(self, font: str, size: float, turn: int) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=letter[::-1] if turn % 2 else letter, invariant=1)
        self.font, self.size, self.y, self.turn = font, size, 60.0, turn
        self.turn_page()

    def turn_page(self) -> None:
        self.canvas.translate(*((0, 0), (0, 612), (612, 792), (792, 0))[self.turn])
        self.canvas.rotate(-90 * self.turn)

    @property
    def lead(self) -> float:
        return 1.17 * self.size

    def lines(self, text: str, *, x: float = LEFT) -> None:
        for line in text.split("\n"):
            self.canvas.setFont(self.font, self.size)
            self.canvas.drawString(x, 792 - self.y, line)
            self.y += self.lead

    def need(self, lines: int) -> None:
        if self.y + lines * self.lead > BOTTOM:
            self.canvas.showPage()
            self.turn_page()
            self.y = 72.0

    def side_by_side(self, blocks: Sequence[str]) -> None:
        tall = max(block.count("\n") for block in blocks) + 1
        self.need(tall)
        top = self.y
        for number, block in enumerate(blocks):
            self.y = top
            self.lines(block, x=LEFT + number * (RIGHT - LEFT) / len(blocks))
        self.y = top + (tall + 1) * self.lead

    def paragraph(self, text: str) -> None:
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if stringWidth(longer, self.font, self.size) > RIGHT - LEFT:
                self.need(1)
                self.lines(line)
                line = word
            else:
                line = longer
        self.need(1)
        self.lines(line)
        self.y += self.lead

    def pdf(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
