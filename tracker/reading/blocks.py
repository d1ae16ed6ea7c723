"""Which lines belong together: a paragraph, an address, a signature.

A line joins the block right above it when it stands in the same column, no further down than lines of that type size
stand, and nothing says that something new begins: an indent, an item's mark, another size of type.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.columns import LIST_MARK
from tracker.reading.layout import Zone
from tracker.reading.strips import Strip

__all__ = ["LABEL", "Block", "Setting", "blocks_of", "setting_of"]

# More strips than this on one page are no letter; they are not compared with each other.
MAX_STRIPS = 3_000
# Lines that begin something of their own in every office's letters, however close they stand.
LABEL = re.compile(r"^(?:b?cc|enclosures?|encl|attachments?)\s*(?:[:.(]|$)", re.IGNORECASE)

_NOTE_NUMBER = re.compile(r"^\[?\(?(\d{1,3})[\]).]*(?!\d)")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the letter's text is set: type size and leading (points, leading in ems), and its column's edges."""

    size: float
    lead: float
    left: float
    right: float


@dataclass(slots=True)
class Block:
    """Lines that belong together, top to bottom."""

    strips: list[Strip] = field(default_factory=list)

    @property
    def first(self) -> Strip:
        return self.strips[0]

    @property
    def last(self) -> Strip:
        return self.strips[-1]


def setting_of(pages: Sequence[Sequence[Strip]]) -> Setting:
    """Return how most of the text on these pages is set.

    The size is that of most characters; the leading the one most common between two long lines of that size; the edges
    those of most long lines.
    """
    sizes: Counter[float] = Counter()
    for strips in pages:
        for strip in strips:
            sizes[round(strip.size * 2) / 2] += len(strip.text)
    if not sizes:
        return Setting(11, 1.2, 72, 540)
    size = sizes.most_common(1)[0][0]
    leads: Counter[float] = Counter()
    lefts: Counter[int] = Counter()
    rights: list[float] = []
    for strips in pages:
        long = [strip for strip in strips if abs(strip.size - size) < 0.8 and len(strip.text) >= 35]
        for strip in long:
            lefts[round(strip.x0)] += 1
            rights.append(strip.x1)
        for above, below in itertools.pairwise(long):
            lead = (below.y - above.y) / size
            if 0.9 <= lead <= 3 and below.row - above.row == 1:
                leads[round(lead * 20) / 20] += 1
    lead = leads.most_common(1)[0][0] if leads else 1.2
    left = float(lefts.most_common(1)[0][0]) if lefts else 72.0
    rights.sort()
    right = rights[int(0.95 * (len(rights) - 1))] if rights else 540.0
    return Setting(size, lead, left, right)


def blocks_of(strips: Sequence[Strip], setting: Setting) -> list[Block]:
    """Return the blocks of one page (or one zone of it) in reading order: by rows, the left column before the right."""
    if len(strips) > MAX_STRIPS:
        return [Block([strip]) for strip in strips]
    near = _gaps_below(strips)
    blocks: list[Block] = []
    open_blocks: list[Block] = []
    for strip in strips:
        open_blocks = [
            block for block in open_blocks if strip.y - block.last.y < 3.2 * max(strip.size, block.last.size)
        ]
        above = [block for block in open_blocks if block.last.y < strip.y - 0.3 * strip.size and _over(block, strip)]
        lowest = max((block.last.y for block in above), default=0.0)
        nearest = [block for block in above if block.last.y > lowest - 0.5 * strip.size]
        block = nearest[0] if len(nearest) == 1 else None
        if block is not None and not _begins_anew(block, strip, setting, near):
            block.strips.append(strip)
            continue
        for passed in above:
            open_blocks.remove(passed)
        blocks.append(Block([strip]))
        open_blocks.append(blocks[-1])
    return _in_reading_order(blocks)


def _over(block: Block, strip: Strip) -> bool:
    last = block.last
    overlap = min(last.x1, strip.x1) - max(last.x0, strip.x0)
    # The second line of an indented paragraph may be so short that it ends before the first begins.
    under_indent = len(last.text) >= 35 and 0 <= last.x0 - strip.x1 < 1.5 * strip.size
    return overlap > 0 or under_indent or abs(last.x0 - strip.x0) < strip.size


def _gaps_below(strips: Sequence[Strip]) -> dict[int, float]:
    """Return, for each strip (by id), the distance to the next baseline below in its column, up to three ems."""
    near: dict[int, float] = {}
    waiting: list[Strip] = []
    for strip in strips:
        still = []
        for above in waiting:
            if strip.y - above.y > 3.2 * above.size:
                continue
            if strip.y - above.y > 0.3 * above.size and min(above.x1, strip.x1) > max(above.x0, strip.x0):
                near[id(above)] = strip.y - above.y
            else:
                still.append(above)
        waiting = [*still, strip]
    return near


def _begins_anew(block: Block, strip: Strip, setting: Setting, near: dict[int, float]) -> bool:
    first, last = block.first, block.last
    if max(strip.size, last.size) > 1.12 * min(strip.size, last.size):
        return True
    if _is_apart(block, strip, setting, near) or LABEL.match(strip.text):
        return True
    if strip.zone is Zone.FOOTNOTE:
        return _begins_note(first, strip)
    em = strip.size
    words = strip.words
    marked = len(words) > 1 and bool(LIST_MARK.match(words[0].text))
    centred = abs((first.x0 + first.x1) - (strip.x0 + strip.x1)) < em and abs(first.x0 - strip.x0) > 0.4 * em
    if centred and len(block.strips) > 0 and first.x1 - first.x0 < 0.8 * (setting.right - setting.left):
        return False
    ended = _broke_early(last, strip, setting)
    if marked and (ended or strip.x0 < last.x0 - 0.8 * em) and (ended or last.text[-1:] in '.;:?!,”"'):
        return True
    first_marked = bool(LIST_MARK.match(first.words[0].text)) and abs(strip.x0 - first.x0) < 0.5 * em
    if marked and first_marked and (last.text[-1:] in ".;:?!," or last.text.endswith((" and", " or"))):
        return True
    return _is_indented(block, strip, setting, ended=ended)


def _begins_note(first: Strip, strip: Strip) -> bool:
    """Whether a line of small type begins the next note: it has a raised mark, a sign, or the next number.

    A bare number may as well be a volume or a page that came to stand at a line's beginning.
    """
    if strip.words[0].superscript or strip.text[0] in "*†‡":
        return True
    number, before = _NOTE_NUMBER.match(strip.text), _NOTE_NUMBER.match(first.text)
    return number is not None and (before is None or int(number[1]) == int(before[1]) + 1)


def _is_apart(block: Block, strip: Strip, setting: Setting, near: dict[int, float]) -> bool:
    """Whether the strip stands further below than lines of one block do.

    The measure is the leading of the letter's text, or a closer one where these lines or the next are set closer.
    """
    drop = strip.y - block.last.y
    usual = setting.lead * strip.size
    if len(block.strips) > 1:
        recent = block.strips[-4:]
        usual = min(usual, statistics.median(b.y - a.y for a, b in itertools.pairwise(recent)))
    below = near.get(id(strip))
    if below is not None:
        usual = min(usual, max(below, 0.95 * strip.size))
    return drop > 1.2 * usual + 0.3


def _broke_early(last: Strip, strip: Strip, setting: Setting) -> bool:
    """Whether the next line's first word would still have fitted on the line above."""
    first_word = strip.words[0]
    return last.x1 + 0.25 * last.size + (first_word.x1 - first_word.x0) < setting.right - 0.5 * last.size


def _is_indented(block: Block, strip: Strip, setting: Setting, *, ended: bool) -> bool:
    first, last, em = block.first, block.last, strip.size
    step = strip.x0 - last.x0
    hanging = bool(LIST_MARK.match(first.words[0].text))
    prose = last.x1 - last.x0 > 0.55 * (setting.right - setting.left) or strip.x1 - strip.x0 > 0.55 * (
        setting.right - setting.left
    )
    if not prose:
        return False
    if len(block.strips) == 1:
        # An indent under a single line: hanging text, or the first line of what follows. An outdent: the second line
        # of an indented paragraph, or what follows a single set-in line.
        closed = last.text.rstrip("\"'”’)]")[-1:] in (".", "?", "!", ":")
        return abs(step) > 0.8 * em and ended and closed and not hanging
    if step > 0.8 * em:
        return True
    return step < -0.8 * em


def _in_reading_order(blocks: list[Block]) -> list[Block]:
    """Sort blocks by their first lines; first lines on nearly one height go from left to right."""
    blocks.sort(key=lambda block: block.first.y)
    ordered: list[Block] = []
    band: list[Block] = []
    for block in blocks:
        if band and block.first.y - band[0].first.y > 0.5 * min(block.first.size, band[0].first.size):
            ordered.extend(sorted(band, key=lambda one: one.first.x0))
            band = []
        band.append(block)
    return ordered + sorted(band, key=lambda one: one.first.x0)
