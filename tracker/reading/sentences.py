"""The letter's prose: its paragraphs, with how they are set, and its sentences.

A `Paragraph` has the text of its span with every line end replaced by a space, so that an offset into `text` is
`span.start` plus the same offset in the transcript. A paragraph that a page break cut in two is one paragraph.

Sentences are found by the full stop, question mark or exclamation mark that ends them and by what follows; the few
dozen abbreviations of official letters ("Sec.", "Fed. Reg.", "U.S.") end none. Everything here is one pass over the
text.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.reading.lexicon import words
from tracker.reading.parts import Parts
from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["Paragraph", "list_marker", "paragraphs", "sentences"]


# How far, in points, words stay from the edges of what is around them, and by how much smaller they are, when they are
# set off from it.
_INSET = 10
_RIGHT_INSET = 24
_SMALLER = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body or of a footnote, and how it is set.

    `inset` and `right_inset` are how far, in points, its lines stay from the margins that the letter's prose keeps;
    `smaller` is by how many points its type is smaller. `marker` is the list marker that it begins with ("1.", "(a)",
    "•"), or "". `width` is that of its widest line.
    """

    span: Span
    text: str
    inset: float = 0.0
    right_inset: float = 0.0
    smaller: float = 0.0
    marker: str = ""
    lines: int = 1
    footnote: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is set as an entry of a list: by a marker, or by an inset on the left alone."""
        return bool(self.marker) or (self.inset >= 14 and not self.is_set_off)

    @property
    def is_set_off(self) -> bool:
        """Whether it is set as a block quotation: inset on the left, and inset on the right or in smaller type.

        Three lines are needed to tell an inset on the right from lines that happen to be short.
        """
        if self.marker or self.inset < _INSET:
            return False
        return self.smaller >= _SMALLER or (self.lines > 2 and self.right_inset >= _RIGHT_INSET)

    @property
    def leads_on(self) -> bool:
        """Whether it leads to what is set off below: by a colon, or because it stops in mid sentence before it."""
        return _stops_short(self.text) or self.text.rstrip()[-1:] == ":"


# A number has at most two digits, so that a line that begins with a year is no item.
_MARKER = re.compile(
    r"""[ ]{0,4}(?:
        (?P<bullet>[•‣◦▪■●○∙·*➢►§o\-–—]|\uf0b7|\uf0a7|\uf0d8)[ ]
      | \(?(?P<number>\d{1,2}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})[.)](?:[ ](?=[^\s.])|(?=[^\s.\d]))
      | (?:(?:Question|Request|Item|Query|Topic|Interrogatory)[ ](?:(?:No\.|Number)[ ])?|Q\.?[ ]?|No\.[ ]|\#)
        (?P<named>\d{1,2}|(?<=[a-z][ ])[A-Z])(?:[.:)]|[ ][–—-])[ ]
      | (?P<bare>\d{1,2})(?::|[ ]?[–—])[ ](?=[A-Za-z“"])
    )""",
    re.VERBOSE,
)


def list_marker(text: str) -> tuple[str, str, int]:
    """Return the list marker at the start of `text`, its number alone, and the offset at which the item's words begin.

    "(2) The number" gives ("(2)", "2", 4); a bullet has the number ""; no marker gives ("", "", 0).
    """
    match = _MARKER.match(text)
    if not match:
        return "", "", 0
    number = match["number"] or match["named"] or match["bare"] or ""
    # "A. Philip Randolph" and "I. Lewis Libby" are people: a capital letter is a marker only with a bracket.
    if number.isalpha() and number.isupper() and len(number) == 1 and ")" not in match[0]:
        return "", "", 0
    return match[0].strip(), number, match.end()


def paragraphs(transcript: Transcript, parts: Parts) -> list[Paragraph]:
    """Return the paragraphs of the body, then those of the footnotes, in the order of the text."""
    found: list[Paragraph] = []
    for part in (parts.body, *parts.footnotes):
        if not len(part):
            continue
        lines = [line for line in transcript.lines if line.span.overlaps(part)]
        measure = _Measure.of(lines)
        blocks = _blocks(transcript.text, part, lines)
        made = [_paragraph(transcript.text, span, own, measure) for span, own in blocks]
        if part in parts.footnotes:
            made = [replace(paragraph, footnote=True, inset=0.0, right_inset=0.0, smaller=0.0) for paragraph in made]
        found += _with_capital_markers(made)
    return found


def _with_capital_markers(found: list[Paragraph]) -> list[Paragraph]:
    """Mark entries "A. …", "B. …" and "I. …", "II. …": a capital with a point may be an initial, two in turn are a
    list."""
    letters = [match[1] if (match := _CAPITAL.match(paragraph.text)) else "" for paragraph in found]
    marked = list(found)
    for index, letter in enumerate(letters):
        if len(letter) != 1:
            continue
        following = next((other for other in letters[index + 1 : index + 4] if other), "")
        before = next((other for other in reversed(letters[max(0, index - 3) : index]) if other), "")
        in_turn = following in _AFTER_CAPITAL[letter] or letter in _AFTER_CAPITAL.get(before, ())
        if in_turn and not found[index].marker:
            marked[index] = replace(found[index], marker=f"{letter}.")
    return marked


_CAPITAL = re.compile(r" {0,4}([A-Z]|[IVX]{2,4})\. (?=\S)")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# What may come after a capital in a list: the next letter, and the next Roman number.
_AFTER_CAPITAL: dict[str, tuple[str, ...]] = {chr(at): (chr(at + 1),) for at in range(ord("A"), ord("Z"))} | {"Z": ()}
for _one, _next in itertools.pairwise(_ROMAN):
    _AFTER_CAPITAL[_one] = (*_AFTER_CAPITAL.get(_one, ()), _next)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The margins and the type size that the letter's prose keeps; margins by page, as scans differ."""

    left: dict[int, float]
    right: dict[int, float]
    size: float
    first_indent: float

    @classmethod
    def of(cls, lines: Sequence[TranscriptLine]) -> "_Measure":
        left: dict[int, float] = {}
        right: dict[int, float] = {}
        by_page: dict[int, list[TranscriptLine]] = {}
        for line in lines:
            by_page.setdefault(line.page, []).append(line)
        for page, own in by_page.items():
            starts = sorted(line.upright.x0 for line in own)
            # The margin is the leftmost place at which two lines begin, so that one stray mark does not move it.
            left[page] = next((x for x, after in itertools.pairwise(starts) if after - x < 4), starts[0])
            right[page] = max(line.upright.x1 for line in own)
        if left:
            # A page with little but a list on it takes the letter's margin, unless the page itself lies differently.
            common = min(left.values())
            left = {page: common if 10 < x - common < 60 else x for page, x in left.items()}
        indents = Counter(
            round((line.upright.x0 - after.upright.x0) / 3)
            for line, after in itertools.pairwise(lines)
            if line.block == after.block and line.page == after.page and abs(after.upright.x0 - left[after.page]) < 4
        )
        indents.pop(0, None)
        likely = [(count, step) for step, count in indents.items() if step > 2 and count > 1]
        size = statistics.median(line.size for line in lines) if lines else 0.0
        return cls(left, right, size, 3.0 * max(likely)[1] if likely else 0.0)


def _blocks(text: str, part: Span, lines: Sequence[TranscriptLine]) -> list[tuple[Span, list[TranscriptLine]]]:
    """Return runs of lines that are one paragraph each."""
    runs: list[list[TranscriptLine]] = []
    by_block: dict[int, list[TranscriptLine]] = {}
    for line in lines:
        by_block.setdefault(line.block, []).append(line)
    for line in lines:
        if not text[line.span.start : line.span.end].strip():
            continue
        if (
            runs
            and not _begins_paragraph(text, runs[-1], line)
            and not _is_set_off_from(text, runs[-1], by_block[line.block])
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    clipped = []
    for run in runs:
        start, end = max(run[0].span.start, part.start), min(run[-1].span.end, part.end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            clipped.append((Span(start, end), run))
    return clipped


def _begins_paragraph(text: str, run: Sequence[TranscriptLine], line: TranscriptLine) -> bool:
    before, own = text[run[-1].span.start : run[-1].span.end].rstrip(), text[line.span.start : line.span.end]
    marker, number, _ = list_marker(own)
    ended = before[-1:] in ".?!:;”\"’')]" or before.endswith(("; and", "; or", ", and", ", or"))
    if line.block == run[-1].block:
        # Entries of a list may be set without a gap. A line that only happens to begin with "(2)" follows a full line
        # that stopped in mid sentence.
        if marker and not ended and number.isdigit():
            # Entries without a stop ("1. The plan", "2. The budget") are told by their numbers.
            first = list_marker(text[run[0].span.start : run[0].span.end])[1]
            return first.isdigit() and int(number) == int(first) + 1 and not _is_full(run)
        return bool(marker) and ended and not (number == "" and marker in "o-–—")
    if marker or ended:
        return True
    first = own.lstrip(" \"“‘'(")[:1]
    turned = line.page != run[-1].page
    # What stops in mid sentence goes on: after a page break, or where the gap between two lines was only wide.
    return not (first.islower() or (turned and not first.isspace() and before[-1:] not in ".?!:;" and _is_full(run)))


# A sentence that a quotation set off below completes stops at one of these: "warned them that", "has a duty to". No
# heading ends so; "and" and "or" end the entries of a list, too.
_STOPS_SHORT = re.compile(
    r"(?:[^\s,—–],|[\s\w][—–]|\b(?:that|which|as|is|are|was|were|be|been|to|of|the|an?|its|their|his|her|by|for|with|from|"
    r"in|on|must|shall|should|will|would|may|might|can|could|not|if|when|where|because|sa(?:id|ys)|read(?:s|ing)?|"
    r"wr(?:ote|ites|itten)|writing|stat(?:ed|es|ing)|added|add(?:s|ing)|repl(?:ied|ies)|answered|respond(?:ed|s)|"
    r"explain(?:ed|s)|provid(?:ed|es|ing)|continu(?:ed|es)|testified|conclud(?:ed|es|ing)|requires|"
    r"as\sfollows|(?:in|relevant|pertinent)\spart))$"
)


def _stops_short(text: str) -> bool:
    """Return whether prose stops in mid sentence at a word or a mark that something must follow."""
    return bool(_STOPS_SHORT.search(text[-24:].rstrip()))


def _is_set_off_from(text: str, run: Sequence[TranscriptLine], block: Sequence[TranscriptLine]) -> bool:
    """Whether a block of lines completes the sentence of the paragraph above, set off from it as a quotation is.

    Only its setting tells it from the rest of a paragraph that was cut. The edges of two pages may differ.
    """
    above = [line for line in run if line.page == block[0].page]
    if not above or block[0].block == run[-1].block or not _stops_short(text[run[0].span.start : run[-1].span.end]):
        return False
    if min(line.upright.x0 for line in block) - min(line.upright.x0 for line in above) < _INSET:
        return False
    smaller = statistics.median(line.size for line in above) - statistics.median(line.size for line in block)
    right = max(line.upright.x1 for line in above) - max(line.upright.x1 for line in block)
    return smaller >= _SMALLER or (len(block) > 2 and right >= _RIGHT_INSET)


def _is_full(run: Sequence[TranscriptLine]) -> bool:
    widest = max(line.upright.x1 for line in run)
    return len(run) > 1 and widest - run[-1].upright.x1 < 90


def _paragraph(text: str, span: Span, lines: Sequence[TranscriptLine], measure: _Measure) -> Paragraph:
    own = re.sub(r"\s", " ", text[span.start : span.end])
    insets = [line.upright.x0 - measure.left[line.page] for line in lines]
    inset = min(insets)
    if len(lines) == 1 and measure.first_indent and abs(inset - measure.first_indent) < 5:
        inset = 0.0  # A paragraph of one line stands where every paragraph's first line stands.
    return Paragraph(
        span=span,
        text=own,
        inset=inset,
        right_inset=min(measure.right[line.page] - line.upright.x1 for line in lines),
        smaller=measure.size - statistics.median(line.size for line in lines),
        marker=list_marker(own)[0],
        lines=len(lines),
    )


_ABBREVIATIONS = words(
    """mr mrs ms dr messrs mssrs sen sens rep reps hon gov gen col lt sgt capt cmdr adm maj rev st prof amb del supt
    asst no nos sec secs fed reg regs stat pub cong res doc docs dept depts div inc corp co ltd llc assn ass'n vs v al
    cir supp app ct cts ex exec fig figs pp para art arts ch approx est ed eds vol cf jan feb mar apr jun jul aug sept
    sep oct nov dec e.g i.e u.s.c c.f.r f.r h.r s.res h.res h.con s.con h.j s.j ave blvd rm ste mt ft ph.d m.d"""
)
# What ends a sentence: the mark, closing marks and brackets, and the number of a footnote set without a space.
_STOP = re.compile(
    r"(?P<mark>[.?!…]{1,4})(?P<closers>[\"”’')\]]{0,4})(?P<note>\[\d{1,3}\]|\d{1,2}(?:,\d{1,2}){0,3})?[ ]{1,20}"
    r"(?=[\"“‘'(\[]{0,3}(?P<next>[A-Z0-9$§•*…][a-z’']*))"
)
_STARTERS = words(
    """The We I In It This These That Those They He She You Your Our As At For If When While However Moreover And But
    Please Therefore Additionally Further Furthermore Finally According To On Of Since After Although Given"""
)


def sentences(text: str, *, quoted: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the half-open offsets of the sentences of one paragraph's `text` (line ends already spaces).

    No sentence ends strictly inside one of the stretches `quoted` (offsets of quoted words without their marks): a
    quotation of three sentences belongs to the one sentence that quotes it.
    """
    barred = sorted(quoted)
    at, found, start = 0, [], 0
    for match in _STOP.finditer(text):
        stop = match.start()
        while at < len(barred) and barred[at][1] <= stop:
            at += 1
        inside = at < len(barred) and barred[at][0] <= stop and match.end("mark") < barred[at][1]
        if inside or not _ends_sentence(text, match):
            continue
        end = match.end("note") if match["note"] else match.end("closers")
        found.append((start, end))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark, start, following = match["mark"], match.start(), match["next"]
    if match["note"] and text[start - 1 : start].isdigit():
        return False  # "4.2 Billion" is a number, and no footnote.
    if mark != ".":
        return mark[-1] in "?!" or following[:1].isupper()
    if match["closers"].strip("’'"):
        return not (match["closers"][0] == ")" and following[:1].isdigit())
    word = re.search(r"[^\s(\[\"“/]{1,20}$", text[max(0, start - 20) : start])
    if not word:
        return True
    bare = word[0].lower().strip("’'")
    if bare in _ABBREVIATIONS:
        return False
    if len(bare) == 1 and word[0].isalpha():
        return False  # An initial.
    if re.fullmatch(r"(?:[a-z]\.){1,3}[a-z]", bare):
        return following in _STARTERS  # "the U.S. The Department": only a word that opens sentences ends it.
    return not (re.fullmatch(r"\d{1,2}", bare) and start - len(word[0]) <= 1)
