"""Where the passages of a letter stand on its pages' pictures: one mark a row, drawn from the words' boxes.

A mark and its row point at each other: the row's anchor is `quote-2`, the mark's `mark-quote-2`. So do a footnote and
the figure that calls it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.models import ExtractedRow, Footnote, LetterPage
from tracker.reading.layout import Box, bounding_box
from tracker.web.wording import shortened

__all__ = [
    "KINDS",
    "Mark",
    "MarkedNote",
    "MarkedPage",
    "MarkedRow",
    "Rect",
    "SpanMark",
    "found_marks",
    "marked_pages",
    "notes_of",
    "numbered",
    "pages_with_spans",
]

# Order of drawing: what is drawn later lies on top, so that the smaller passage can be pointed at.
KINDS = {
    "to": ("who", "Recipient"),
    "signed": ("sign", "Signature"),
    "ask": ("ask", "Request"),
    "quote": ("quote", "Quotation"),
}
# An address or a signature is outlined as one block; a passage of running text line by line.
_BLOCKS = {"who", "sign"}
_PAD = 1.2  # points around the words


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row with the anchor under which the page shows it: `kind` is a key of KINDS, `number` counts from 1."""

    kind: str
    number: int
    row: ExtractedRow

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A footnote with the anchor under which the page shows it."""

    number: int
    note: Footnote

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points, written with a point whatever the locale."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One row's rectangles on one page. `target_id` is "" on the pages on which the row goes on."""

    anchor: str
    role: str
    label: str
    target_id: str
    rects: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class SpanMark:
    """A stretch of the transcript to be marked on the pages, under an anchor that the page has elsewhere."""

    anchor: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedPage:
    page: LetterPage
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.page.width:.1f} {self.page.height:.1f}"


def numbered(kind: str, rows: Iterable[ExtractedRow]) -> list[MarkedRow]:
    """Return the rows that no person dismissed, numbered from 1."""
    kept = [row for row in rows if not row.is_dismissed]
    return [MarkedRow(kind, number, row) for number, row in enumerate(kept, 1)]


def notes_of(footnotes: Iterable[Footnote]) -> list[MarkedNote]:
    """Return the footnotes, numbered from 1 through the letter whatever their marks are."""
    return [MarkedNote(number, note) for number, note in enumerate(footnotes, 1)]


def marked_pages(
    pages: Sequence[LetterPage], rows: Sequence[MarkedRow], notes: Sequence[MarkedNote] = ()
) -> list[MarkedPage]:
    """Return each page with the marks of the rows that stand on it. A row that goes on overleaf is marked there too."""
    order = list(KINDS)
    drawn = sorted(rows, key=lambda marked: order.index(marked.kind))
    return [MarkedPage(page, (*_marks_on(page, drawn), *_notes_on(page, notes))) for page in pages]


def pages_with_spans(pages: Sequence[LetterPage], spans: Sequence[SpanMark]) -> list[MarkedPage]:
    """Return the pages on which one of the spans stands, with their marks; the first page where none does."""
    found, seen = [], set[str]()
    for page in pages:
        marks = []
        for span in spans:
            if boxes := page.boxes(span.start, span.end):
                target = "" if span.anchor in seen else f"mark-{span.anchor}"
                seen.add(span.anchor)
                rects = tuple(_rect(box) for box in boxes)
                marks.append(Mark(span.anchor, "quote", shortened(span.label, 120), target, rects))
        if marks:
            found.append(MarkedPage(page, tuple(marks)))
    return found or [MarkedPage(page, ()) for page in pages[:1]]


def found_marks(page: LetterPage, places: Iterable[tuple[int, int, str]]) -> Iterator[Mark]:
    """Give an outline for each place (start, end, words) that stands on the page; `hit-120` begins at character 120."""
    for start, end, words in places:
        if boxes := page.boxes(start, end):
            anchor, rects = f"hit-{start}", tuple(_rect(box) for box in boxes)
            yield Mark(anchor, "found", f"Found: “{shortened(words, 120)}”", f"mark-{anchor}", rects)


def _marks_on(page: LetterPage, rows: Sequence[MarkedRow]) -> list[Mark]:
    marks = []
    for marked in rows:
        row = marked.row
        if row.page is None or row.page > page.number:
            continue
        boxes = page.boxes(row.start, row.end)
        if boxes:
            role, noun = KINDS[marked.kind]
            marks.append(
                Mark(
                    anchor=marked.anchor,
                    role=role,
                    label=f"{noun} {marked.number}: {shortened(row.text, 120)}",
                    target_id=f"mark-{marked.anchor}" if row.page == page.number else "",
                    rects=tuple(_rect(box) for box in (_blocks(boxes) if role in _BLOCKS else boxes)),
                )
            )
    return marks


def _notes_on(page: LetterPage, notes: Sequence[MarkedNote]) -> Iterator[Mark]:
    """Mark the figures that call a footnote; where no figure was found, the footnote itself."""
    for marked in notes:
        note = marked.note
        called = note.mark_page is not None
        if page.number != (note.mark_page if called else note.page):
            continue
        boxes = page.boxes(note.mark_start, note.mark_end) if called else page.boxes(note.start, note.end)
        label = f"Footnote {note.mark}: {shortened(note.text, 120)}"
        yield Mark(marked.anchor, "note", label, f"mark-{marked.anchor}", tuple(_rect(box) for box in boxes))


def _blocks(boxes: Sequence[Box]) -> list[Box]:
    """Return the lines of a block as one box; lines that stand apart (another column, overleaf) stay apart."""
    blocks = [boxes[0]]
    for box in boxes[1:]:
        last = blocks[-1]
        is_below = -2 <= box.y0 - last.y1 <= 2 * box.height
        if is_below and box.x0 < last.x1 and last.x0 < box.x1:
            blocks[-1] = bounding_box((last, box))
        else:
            blocks.append(box)
    return blocks


def _rect(box: Box) -> Rect:
    return Rect(
        f"{box.x0 - _PAD:.1f}",
        f"{box.y0 - _PAD:.1f}",
        f"{max(box.width, 1) + 2 * _PAD:.1f}",
        f"{max(box.height, 1) + 2 * _PAD:.1f}",
    )
