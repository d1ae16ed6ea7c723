"""From pages to the transcript: one string in reading order.

    body, page after page; then footnotes; then furniture (letterhead, margins, headers, footers, stamps)

A paragraph that runs over a page break is one block. The mark of a footnote in the midst of a sentence is kept as a
word by itself, its figures as superscripts ("abuse. ² According"), so that it neither glues to a word nor reads as a
number of the letter's own.
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.reading.blocks import LABEL
from tracker.reading.columns import LIST_MARK
from tracker.reading.glyphs import SOFT_HYPHEN
from tracker.reading.layout import Box, Line, Page, Word, Zone
from tracker.reading.transcript import PlacedWord, Span, Transcript, TranscriptLine
from tracker.reading.turns import turned, upright

__all__ = ["compose"]

_ORDER = (
    (Zone.BODY,),
    (Zone.FOOTNOTE,),
    (Zone.LETTERHEAD,),
    (Zone.MARGIN,),
    (Zone.HEADER,),
    (Zone.FOOTER,),
    (Zone.STAMP,),
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# First halves after which a hyphen at a line's end is the word's own: "co-chair", "long-term", "twenty-five".
_COMPOUND = frozenset(
    """
    all anti back best bi bona co cost counter cross de decision double down dual e eight eighteen ex fact fast
    fifty first five forty four free front full government half hard high higher ill in inter intra know large law
    life long low lower market mass mid middle multi near nine ninety no non north off on one open out over part
    peace policy post pre pro quasi rate re real right rule second self semi seven seventy short single six sixty
    small so south state sub super tax ten third thirty three time trans twenty two ultra under up vice war well
    wide work world year
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# Second halves that are no words by themselves: the break was the typesetter's, inside the word.
_TAIL = re.compile(
    r"^(?:tions?|sions?|tional(?:ly)?|ments?|ing|ings|ed|er|ers|ers'|ity|ities|ties|ries|lies|cies|ble|bly|ably|ibly|ness|"
    r"ance|ances|ence|ences|ency|encies|ally|ous(?:ly)?|tive(?:ly)?|sive(?:ly)?|ture|tures|tial(?:ly)?|cial(?:ly)?|"
    r"ated|ating|ately|ates|ation|ations|ized|izing|ization|tion's|gress|gressional|ernment|ernments|partment|"
    r"(?:ni|ri|li|vi|si|di|bi|mi|gi|ti)(?:ty|ties)|nisms?|nomics?|nomy|"
    r"ry|ly|ty|cy|al|als|ant|ants|ent|ents|es|est|ful|fully|ism|ist|ists|ive|ward|wards|tor|tors|ter|ters)\b",
)
_HYPHEN_END = re.compile(r"[^\W\d_]-$|\d-$")
# "pre- and post-award": the hyphen stands for a word left out.
_HANGING = frozenset({"and", "or", "to", "nor", "but"})


@dataclass(slots=True)
class _Passage:
    """A block of the transcript: lines, upright, with the number of the page on which each stands."""

    zone: Zone
    lines: list[tuple[int, Line]] = field(default_factory=list)


def compose(pages: Sequence[Page]) -> Transcript:
    """Return the transcript of these pages, every character of which is white space or stands in a placed word.

    How the lines of a page stand to each other is judged as it stands upright, however it is shown.
    """
    stood = [upright(page) for page in pages]
    passages: list[_Passage] = []
    for zones in _ORDER:
        passages.extend(_passages(stood, zones))
    shown = {page.number: page for page in pages}
    writer = _Writer(_known_words(passages), shown, breaks_words=_breaks_words(passages))
    for passage in passages:
        writer.write(passage)
    return writer.transcript()


def _passages(pages: Sequence[Page], zones: tuple[Zone, ...]) -> list[_Passage]:
    """Return the blocks of these zones in reading order, those that run over a page break joined."""
    found: list[_Passage] = []
    right = _right_edges(pages, zones)
    for page in pages:
        blocks: dict[int, _Passage] = {}
        for line in page.lines:
            if line.zone in zones and line.words:
                blocks.setdefault(line.block, _Passage(line.zone)).lines.append((page.number, line))
        for index, passage in enumerate(blocks.values()):
            runs_on = zones[0] in (Zone.BODY, Zone.FOOTNOTE) and index == 0 and bool(found)
            if runs_on and found[-1].lines[-1][0] == page.number - 1 and _continues(found[-1], passage, right):
                found[-1].lines.extend(passage.lines)
            else:
                found.append(passage)
    return found


def _right_edges(pages: Sequence[Page], zones: tuple[Zone, ...]) -> float:
    """Return how far to the right the lines of these zones run (the ninety-fifth hundredth, so no stray counts)."""
    edges = sorted(line.box.x1 for page in pages for line in page.lines if line.zone in zones and len(line.text) >= 35)
    return edges[int(0.95 * (len(edges) - 1))] if edges else 0.0


def _continues(before: _Passage, after: _Passage, right: float) -> bool:
    """Whether a page's first block goes on with the last block of the page before.

    It does when both are set alike and the last line was broken because it was full. A sentence that has not ended
    goes on even from a line that seems short.
    """
    last, first = before.lines[-1][1], after.lines[0][1]
    if _is_mark(first) or abs(_size(last) - _size(first)) > 0.12 * _size(last):
        return False
    text = last.text.rstrip("\"'”’)]")
    em = _size(last)
    full = last.box.x1 + 0.25 * em + first.words[0].box.width >= right - 0.5 * em
    prose = any(len(line.text) >= 35 for _, line in before.lines)
    ended = text.endswith((".", "?", "!", ":"))
    if not prose or LABEL.match(first.text):
        return False
    if text.endswith((".", "?", "!", ":", ";", ",")) and LIST_MARK.match(first.words[0].text):
        return False
    if not ended and (first.text.lstrip("\"'“‘([")[:1].islower() or len(last.text) >= 35):
        return True
    if not full or len(first.text) < 35:  # "Sincerely," may follow a last line that happens to be full
        return False
    # An indent tells a new paragraph where paragraphs are indented: where the block before began with one.
    flush = [line.box.x0 for _, line in before.lines[1:]] or [last.box.x0]
    indented = first.box.x0 - min(flush) > 0.8 * em
    if indented:
        return False
    return not (ended and len(after.lines) > 1 and first.box.x0 - after.lines[1][1].box.x0 > 0.8 * em)


def _is_mark(line: Line) -> bool:
    return line.words[0].superscript and line.zone is Zone.FOOTNOTE


def _size(line: Line) -> float:
    sizes = sorted(word.size for word in line.words if not word.superscript) or [line.words[0].size]
    return sizes[len(sizes) // 2]


def _known_words(passages: Iterable[_Passage]) -> frozenset[str]:
    """Return the words that stand whole within a line, folded: the witnesses for joining a broken one."""
    known = set()
    for passage in passages:
        for _, line in passage.lines:
            for word in line.words[:-1] if line.words[-1].text.endswith(("-", SOFT_HYPHEN)) else line.words:
                known.add(word.text.casefold().strip(".,;:?!\"'“”‘’()[]"))
    return frozenset(known)


def _breaks_words(passages: Iterable[_Passage]) -> bool:
    """Whether the letter's typesetter breaks words at line ends: two halves that can be nothing else prove it."""
    proofs = 0
    for passage in passages:
        for (_, line), (_, after) in itertools.pairwise(passage.lines):
            if _HYPHEN_END.search(line.words[-1].text) and _TAIL.match(after.words[0].text):
                proofs += 1
    return proofs >= 2


class _Writer:
    """Writes passages one after another, and keeps account of where each word came to stand."""

    def __init__(self, known: frozenset[str], shown: Mapping[int, Page], *, breaks_words: bool) -> None:
        self._known = known
        self._shown = shown
        self._breaks_words = breaks_words
        self._text: list[str] = []
        self._length = 0
        self._lines: list[TranscriptLine] = []
        self._words: list[PlacedWord] = []
        self._blocks = 0

    def transcript(self) -> Transcript:
        return Transcript("".join(self._text), tuple(self._lines), tuple(self._words))

    def write(self, passage: _Passage) -> None:
        if self._text:
            self._put("\n\n")
        glued = False
        for index, (page, line) in enumerate(passage.lines):
            if index and not glued:
                self._put("\n")
            after = passage.lines[index + 1][1] if index + 1 < len(passage.lines) else None
            glued = self._line(line, page, passage.zone, after)
        self._blocks += 1

    def _line(self, line: Line, page: int, zone: Zone, after: Line | None) -> bool:
        """Write one line; return whether the next goes on without a break, within the same word."""
        start = self._length
        glued = False
        for index, word in enumerate(line.words):
            if index:
                self._put(" ")
            text = word.text.translate(_RAISED) if word.superscript else word.text
            if index == len(line.words) - 1:
                text, glued = self._line_end(text, after)
            text = text.replace(SOFT_HYPHEN, "-")
            span = Span(self._length, self._length + len(text))
            self._words.append(PlacedWord(span, page, self._on_page(word.box, page), word.box, word.confidence))
            self._put(text)
        size, bold = _size(line), _is_bold(line.words)
        self._lines.append(TranscriptLine(Span(start, self._length), page, line.box, zone, self._blocks, size, bold))
        return glued

    def _on_page(self, box: Box, number: int) -> Box:
        """Return an upright box where it lies on its page as shown."""
        page = self._shown[number]
        if not page.turn:
            return box
        box = turned(box, page.turn, page.width, page.height)
        return Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))

    def _line_end(self, text: str, after: Line | None) -> tuple[str, bool]:
        """Return the last word of a line as it goes into the text, and whether the next line's first word joins it.

        A soft hyphen is the typesetter's and goes. A hard one stays, and joins without a space, unless the word without
        it stands elsewhere in the letter, or what follows is no word by itself ("regula-tion"), or this typesetter
        breaks words and the halves are not words of the letter.
        """
        if after is None or len(text) < 2:
            return text, False
        second = after.words[0].text
        if text.endswith(SOFT_HYPHEN):
            return text[:-1], True
        if not _HYPHEN_END.search(text) or text.endswith("--"):
            return text, False
        tail = second.casefold().strip(".,;:?!\"'“”‘’()[]")
        if tail in _HANGING or not second[:1].isalnum():
            return text, False
        half = re.split(r"[-–—\s\"'“‘(\[]", text[:-1])[-1].casefold()
        if not second[:1].islower() or text[-2].isdigit():
            return text, True
        if f"{half}-{tail}" in self._known:
            return text, True
        if half + tail in self._known:
            return text[:-1], True
        halves_known = half in self._known and tail in self._known
        if half not in _COMPOUND and (_TAIL.match(tail) or (self._breaks_words and not halves_known)):
            return text[:-1], True
        return text, True

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)


def _is_bold(words: Sequence[Word]) -> bool:
    return 2 * sum(len(word.text) for word in words if word.bold) > sum(len(word.text) for word in words)
