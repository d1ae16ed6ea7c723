"""The transcript as pages of paragraphs, cut where passages begin and end; the template marks and escapes them.

The figure that calls a footnote leads to the note, and the one before the note leads back.
"""

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.models import LetterTranscript
from tracker.reading.layout import Zone
from tracker.web.marks import KINDS, MarkedNote, MarkedRow

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
    """A stretch of text under the same marks.

    `roles` are its classes, `href` an entry beside the letter or, when `is_here`, a place in the transcript itself;
    `anchor` is its own, where a row begins, `found_anchor` where words begin that were searched for.
    """

    text: str
    roles: tuple[str, ...] = ()
    href: str = ""
    anchor: str = ""
    is_here: bool = False
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


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is marked from `start` to `end`, and where that leads ("" for words that were searched for)."""

    start: int
    end: int
    role: str
    href: str
    anchor: str
    is_here: bool = False


def text_pages(
    transcript: LetterTranscript,
    rows: Sequence[MarkedRow],
    notes: Sequence[MarkedNote] = (),
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
    placed = [
        _Stretch(row.row.start, row.row.end, KINDS[row.kind][0], row.anchor, f"text-{row.anchor}")
        for row in rows
        if row.row.start is not None and row.row.end is not None
    ]
    placed += _calls(notes, [start for start, *_ in transcript.lines])
    placed += [_Stretch(start, end, "found", "", f"text-hit-{start}") for start, end in found]
    return [TextPage(number, list(_paragraphs(transcript.text, pages[number], placed))) for number in sorted(pages)]


def _calls(notes: Sequence[MarkedNote], line_starts: Sequence[int]) -> Iterator[_Stretch]:
    """Yield for each footnote the figure in the text and the one before the note, each with the other's place."""
    starts = sorted(line_starts)
    for marked in notes:
        note = marked.note
        in_text, at_foot = f"text-mark-{marked.anchor}", f"text-{marked.anchor}"
        own_start = starts[max(bisect.bisect_right(starts, note.start) - 1, 0)]
        if own_start == note.start or note.mark_start is None or note.mark_end is None:
            continue
        yield _Stretch(note.mark_start, note.mark_end, "note", at_foot, in_text, is_here=True)
        yield _Stretch(own_start, note.start, "note", in_text, at_foot, is_here=True)


def _paragraphs(text: str, lines: list[_Line], stretches: Sequence[_Stretch]) -> Iterator[Paragraph]:
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
            tuple(_pieces(text, start, end, stretches, keeps_lines=keeps_lines)),
            zone.value,
            label if label != before else "",
            keeps_lines,
        )
        before = label


def _pieces(text: str, start: int, end: int, stretches: Sequence[_Stretch], *, keeps_lines: bool) -> Iterator[Piece]:
    """Cut text[start:end] wherever a stretch begins or ends."""
    touching = [one for one in stretches if one.start < end and start < one.end]
    cuts = sorted({start, end, *(cut for one in touching for cut in (one.start, one.end) if start < cut < end)})
    for left, right in pairwise(cuts):
        over = [one for one in touching if one.start <= left and right <= one.end]
        begun = next((one for one in touching if one.start == left and one.href), None)
        found = next((one for one in touching if one.start == left and not one.href), None)
        words = text[left:right]
        shortest = min((one for one in over if one.href), key=lambda one: one.end - one.start, default=None)
        yield Piece(
            words if keeps_lines else words.replace("\n", " "),
            tuple(dict.fromkeys(one.role for one in over)),
            shortest.href if shortest else "",
            begun.anchor if begun else "",
            is_here=shortest is not None and shortest.is_here,
            found_anchor=found.anchor if found else "",
        )
