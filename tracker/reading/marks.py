"""Which quotation marks open, which close, and which are apostrophes.

A mark is judged by what stands before and after it, and by what is open, never by its glyph alone: straight marks have
no direction, and OCR turns curly ones about. Marks are matched within a paragraph; a quotation of several paragraphs
opens each of them anew and closes once (GPO Style Manual 8.131 ff.), so it is open across a paragraph's end only when
the next paragraph begins with an opening mark.

    He said, "It is 'open' now," and left.   ->   Pair(8, 28, depth 0), Pair(15, 21, depth 1)

A mark whose partner is missing makes a pair only where the paragraph's end must be the missing partner; else it is left
alone. The work is linear in the text, but for single marks, whose partner is looked for within a bounded reach.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Pair", "pairs_in"]


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark: offsets of the marks' first characters and of what lies between them.

    `outer` is from the opening mark to behind the closing one, `inner` the words between; both half open. `closed` is
    False when the closing mark is missing.
    """

    outer: tuple[int, int]
    inner: tuple[int, int]
    single: bool = False
    closed: bool = True
    reopened: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    before: str
    after: str


_DOUBLE = re.compile(r"[\"“”„‟«»＂]|``|''|‘‘|’’|´´|,,(?=[A-Z])")
_OPENING = frozenset({"“", "„", "``", "‘‘", "«", "‟", ",,"})
_CLOSING = frozenset({"”", "’’", "´´", "»"})
_LONGEST_SINGLE = 600
_DEEPEST = 12  # Marks open within one another; more than that, and the first were never opening ones.
_MOST_APOSTROPHES = 12  # More than that within single marks, and they are no quotation.
# What a scanner makes of a closing mark: half of it, or a sign of two small letters. No apostrophe stands there but
# that of "the states' rights".
_TORN = re.compile(r"(?<=[\w.,;:!?)])(?:™|(?<!s)[’'](?!\w)|(?<=s)[’'](?=[.,;:!?)]))")
_LONGEST_TORN = 600
_DECADES_AND_ELISIONS = re.compile(r"['’‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n['’])", re.IGNORECASE)


def pairs_in(texts: Sequence[str]) -> list[list[Pair]]:
    """Return the pairs of each of `texts`, the paragraphs of one part in order, double and single, by place."""
    carried = False
    found: list[list[Pair]] = []
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        doubles, carried = _doubles(text, following, carried)
        found.append(sorted([*doubles, *_singles(text, doubles)], key=lambda pair: (pair.outer[0], -pair.outer[1])))
    return found


def _doubles(text: str, following: str, carried: bool) -> tuple[list[Pair], bool]:
    marks = [
        _Mark(
            match.start(),
            match.end(),
            match[0],
            text[match.start() - 1 : match.start()],
            text[match.end() : match.end() + 1],
        )
        for match in _DOUBLE.finditer(text)
    ]
    marks = [mark for mark in marks if not _is_measure(text, mark)]
    pairs: list[Pair] = []
    stack: list[_Mark] = []
    reopened = False
    for index, mark in enumerate(marks):
        rest = marks[index + 1 :] if len(marks) < 400 else marks[index + 1 : index + 60]
        if carried and index == 0 and not text[: mark.start].strip():
            stack.append(mark)  # The quotation goes on: this paragraph opens it anew.
            reopened = True
            continue
        if _opens(mark, stack, rest):
            if stack and not _nests(rest, stack):
                # What was open was never closed; unless half a mark closes it, the words between are nobody's.
                pairs.extend(_torn(text, stack.pop(), mark.start))
            stack.append(mark)
            del stack[:-_DEEPEST]
        elif stack:
            opening = stack.pop()
            pairs.append(_pair(text, opening, mark.start, mark.end, reopened=reopened and not stack))
    goes_on = False
    starts_marked = bool(re.match(r"\s{0,4}(?:[\"“„]|``|'')", following))
    if len(stack) == 1 and not reopened and not starts_marked and (torn := _torn(text, stack[0], len(text))):
        return [*pairs, *torn], False
    if stack:
        opening = stack[0]
        goes_on = starts_marked and (
            opening.start == 0 or not text[: opening.start].strip() or text.rstrip()[-1:] in ".?!…,;:"
        )
        # A quotation that runs to the paragraph's end, and ends as a sentence does, ends there; but a mark that no
        # word leads up to is a speck that OCR took for one.
        led = (
            goes_on
            or reopened
            or re.search(r"(?:^|[,:—–]|\bthat)\s{0,3}$", text[max(0, opening.start - 8) : opening.start])
        )
        if led and text.rstrip()[-1:] in ".?!…" and len(stack) == 1:
            end = len(text.rstrip())
            pairs.append(_pair(text, opening, end, end, closed=False, reopened=reopened))
    return pairs, goes_on


def _pair(text: str, opening: _Mark, close: int, end: int, *, closed: bool = True, reopened: bool = False) -> Pair:
    start = opening.end
    while start < close and text[start] == " ":
        start += 1
    stop = close
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return Pair((opening.start, end), (start, stop), closed=closed, reopened=reopened)


def _torn(text: str, opening: _Mark, limit: int) -> list[Pair]:
    """Return the pair that an opening mark makes with the remains of its closing one, if there are any.

    Single marks within the quotation come in twos, so an opening one there leaves the next to itself.
    """
    limit = min(limit, opening.end + _LONGEST_TORN)
    places = (opening.end + match.start() for match in re.finditer(r"[‘'`]", text[opening.end : limit]))
    if any(_opens_single(text, at) for at in places):
        return []
    close = _TORN.search(text, opening.end, limit)
    return [_pair(text, opening, close.start(), close.end())] if close else []


def _is_measure(text: str, mark: _Mark) -> bool:
    """Whether a straight mark means inches or seconds: 8.5" by 11"."""
    return (
        mark.glyph == '"'
        and mark.before.isdigit()
        and bool(re.match(r"[ ]?(?:x|by|tall|wide|long|deep|diameter|of|pipe|[-–])\b", text[mark.end : mark.end + 10]))
        and not re.search(r"[\"“”]", text[max(0, mark.start - 60) : mark.start])
    )


def _opens(mark: _Mark, stack: Sequence[_Mark], rest: Sequence[_Mark]) -> bool:
    space_before = not mark.before or mark.before in " (([{—–-/‘'"
    space_after = not mark.after or mark.after.isspace()
    if mark.glyph in _OPENING:
        # “ at the end of a word, with something open, is a closing mark that OCR turned about.
        return not (stack and not space_before and (space_after or mark.after in ".,;:?!)"))
    if mark.glyph in _CLOSING:
        return not stack and space_before and not space_after
    if not stack:
        # With nothing open a straight mark opens, unless it hangs at the end of a word.
        return space_before or not (space_after or mark.after in ".,;:?!)")
    if not space_before or space_after:
        return False
    # A space before, a word after, and something open: an opening mark if the marks then come out even.
    return (1 + len(rest)) % 2 == 0 or any(other.glyph in _CLOSING for other in rest[:1])


def _nests(rest: Sequence[_Mark], stack: Sequence[_Mark]) -> bool:
    """Whether enough closing marks follow for an inner quotation and for what is open around it."""
    if any(mark.glyph == '"' for mark in stack):
        return False
    depth = len(stack) + 1
    for mark in rest:
        if mark.glyph in _OPENING:
            depth += 1
        else:
            depth -= 1
            if depth < len(stack):
                return True
    return False


def _singles(text: str, doubles: Sequence[Pair]) -> list[Pair]:
    """Return quotations in single marks; none reaches across the edge of a quotation in double marks."""
    edges = sorted({edge for pair in doubles for edge in (pair.outer[0], pair.inner[1])})
    found: list[Pair] = []
    covered = 0
    for match in re.finditer(r"[‘'’`]", text):
        start = match.start()
        if start < covered or not _opens_single(text, start):
            continue
        following = bisect.bisect_right(edges, start)
        limit = min(len(text), start + _LONGEST_SINGLE, edges[following] if following < len(edges) else len(text))
        close = _single_close(text, start + 1, limit)
        if close is not None:
            found.append(Pair((start, close + 1), (start + 1, close), single=True))
            covered = close + 1
    return found


def _opens_single(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at - 1 : at + 1] in {"''", "’’", "‘‘", "``"} or text[at : at + 2] in {"''", "’’", "‘‘", "``"}:
        return False
    if before and before not in ' ("“[—–':
        return False
    if not (after.isalnum() or after in "[$#"):
        return False
    if text[at] == "’" and before != "“" and before != '"':
        return False
    return not _DECADES_AND_ELISIONS.match(text, at)


def _single_close(text: str, start: int, limit: int) -> int | None:
    possessive = None
    for tried, match in enumerate(re.finditer(r"[’'‘]", text[start:limit])):
        if tried == _MOST_APOSTROPHES:
            break
        at = start + match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isspace() or after.isalnum():
            if _opens_single(text, at) and possessive is not None:
                return possessive
            continue  # An apostrophe within a word, or another opening.
        if before == "s" and after == " " and text[at + 2 : at + 3].islower():
            possessive = at if possessive is None else possessive
            continue  # "the states' rights": only the last resort.
        return at
    return possessive
