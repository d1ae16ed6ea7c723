"""Pages that lie on their side or head: between the page as it is shown and the frame in which it is read.

A passage is marked on the page as it is shown, so the boxes of pages and of placed words are those of that page. What
stands left, right, above or under what is judged where the lines stand upright: in a frame as large as the page turned
back by its quarter turns. For a page that stands upright the two are the same.
"""

from dataclasses import replace

from tracker.reading.layout import Box, Line, Page, Word

__all__ = ["frame_of", "turned", "upright"]


def frame_of(width: float, height: float, turn: int) -> tuple[float, float]:
    """Return the width and height of what is `width` by `height` once it is turned by `turn` quarters."""
    return (height, width) if turn % 2 else (width, height)


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """Return where a box comes to lie when its frame is turned `turn` quarters clockwise onto a page of this size."""
    if turn == 1:
        return Box(width - box.y1, box.x0, width - box.y0, box.x1)
    if turn == 2:
        return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    if turn == 3:
        return Box(box.y0, height - box.x1, box.y1, height - box.x0)
    return box


def upright(page: Page) -> Page:
    """Return the page as it is when it stands upright: its own lines, with their boxes in its upright frame."""
    if not page.turn:
        return page
    width, height = frame_of(page.width, page.height, page.turn)

    def back(box: Box) -> Box:
        box = turned(box, 4 - page.turn, width, height)
        return Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))

    def stood(word: Word) -> Word:
        return replace(word, box=back(word.box))

    lines = (Line(tuple(map(stood, line.words)), back(line.box), line.zone, line.block) for line in page.lines)
    return replace(page, width=width, height=height, lines=tuple(lines), turn=0)
