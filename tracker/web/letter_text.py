"""The transcript as pages of paragraphs, cut where passages begin and end; the template marks and escapes them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.models import LetterTranscript
from tracker.reading.layout import Zone
from tracker.web.marks import KINDS, MarkedRow

__all__ = ["Paragraph", "Piece", "TextPage", "text_pages"]

# The order in which a reader meets what stands on a page; margins and running feet last.
_ZONE_ORDER = [Zone.HEADER, Zone.LETTERHEAD, Zone.STAMP, Zone.BODY, Zone.FOOTNOTE, Zone.MARGIN, Zone.FOOTER]
_ZONE_LABELS = {
    Zone.LETTERHEAD: "Letterhead",
    Zone.HEADER: "Running head",
    Zone.STAMP: "Stamp",
    Zone.FOOTNOTE: "Footnote",
    Zone.MARGIN: "In the margin",
    Zone.FOOTER: "Foot of the page",
}
# A block none of whose lines but the last comes near the page's measure is set in lines: an address, a signature.
_SHORT = 0.7


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks: `roles` as classes, `anchor` where a row or a found word begins."""

    text: str
    roles: tuple[str, ...] = ()
    href: str = ""
    anchor: str = ""
    found_anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    zone: str
    label: str
    keeps_lines: bool


@dataclass(slots=True)
class TextPage:
    number: int
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    page: int
    zone: Zone
    block: int


def text_pages(
    transcript: LetterTranscript,
    rows: Sequence[MarkedRow],
    found: Sequence[tuple[int, int]] = (),
    *,
    first: int = 1,
    stop: int = 10**6,
) -> list[TextPage]:
    """Return the pages from `first` up to, not including, `stop`, each with its paragraphs in reading order.

    `found` are the places of words that were searched for.
    """
    pages: dict[int, list[_Line]] = defaultdict(list)
    for start, end, page, zone, block in transcript.lines:
        if first <= page < stop:
            pages[page].append(_Line(start, end, page, Zone(zone), block))
    placed = [row for row in rows if row.row.start is not None and row.row.end is not None]
    return [
        TextPage(number, list(_paragraphs(transcript.text, pages[number], placed, found))) for number in sorted(pages)
    ]


def _paragraphs(
    text: str, lines: list[_Line], rows: Sequence[MarkedRow], found: Sequence[tuple[int, int]]
) -> Iterator[Paragraph]:
    blocks: dict[tuple[int, int], list[_Line]] = defaultdict(list)
    for line in lines:
        blocks[_ZONE_ORDER.index(line.zone), line.block].append(line)
    longest = max((line.end - line.start for line in lines), default=0)
    before = ""
    for (_, _), block in sorted(blocks.items(), key=lambda item: (item[0][0], item[1][0].start)):
        zone = block[0].zone
        label = _ZONE_LABELS.get(zone, "")
        keeps_lines = len(block) > 1 and all(line.end - line.start < _SHORT * longest for line in block[:-1])
        start, end = block[0].start, block[-1].end
        yield Paragraph(
            tuple(_pieces(text, start, end, rows, found, keeps_lines=keeps_lines)),
            zone.value,
            label if label != before else "",
            keeps_lines,
        )
        before = label


def _pieces(
    text: str, start: int, end: int, rows: Sequence[MarkedRow], found: Sequence[tuple[int, int]], *, keeps_lines: bool
) -> Iterator[Piece]:
    """Cut text[start:end] wherever a row or a found word begins or ends."""
    touching = [(row.row.start or 0, row.row.end or 0, row) for row in rows]
    touching = [(first, last, row) for first, last, row in touching if first < end and start < last]
    hits = [(first, last) for first, last in found if first < end and start < last]
    edges = [*(edge for first, last, _ in touching for edge in (first, last)), *(edge for hit in hits for edge in hit)]
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    for left, right in pairwise(cuts):
        over = [row for first, last, row in touching if first <= left and right <= last]
        is_found = any(first <= left and right <= last for first, last in hits)
        begun = next((row for first, _, row in touching if first == left), None)
        words = text[left:right]
        shortest = min(over, key=lambda row: (row.row.end or 0) - (row.row.start or 0), default=None)
        yield Piece(
            words if keeps_lines else words.replace("\n", " "),
            tuple(dict.fromkeys([*(KINDS[row.kind][0] for row in over), *(["found"] if is_found else [])])),
            shortest.anchor if shortest else "",
            f"text-{begun.anchor}" if begun else "",
            f"text-hit-{left}" if any(first == left for first, _ in hits) else "",
        )
