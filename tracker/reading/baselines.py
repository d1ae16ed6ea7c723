"""What the boxes of recognized words tell: how far the page slants, each line's baseline and type size, and what is no
word at all.

A text layer says these things; a picture does not. Letters do: "b" and "H" stand on the baseline and are 0.7 em high,
"o" is 0.47 em, only "g" and "," reach below. Pixels, y growing downwards.
"""

import itertools
import math
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.columns import LIST_MARK
from tracker.reading.layout import Engine
from tracker.reading.strips import SetWord

__all__ = ["Seen", "levelled", "set_words", "slant_of", "trimmed", "with_pronouns", "without_noise"]

_ASCENDERS = frozenset("bdfhklABCDEFGHIJKLMNOPRSTUVWXYZ0123456789")
_DESCENDERS = frozenset("gjpqyQ,;()[]{}/$|@_")
_CAP, _T, _X, _DESCENT = 0.70, 0.63, 0.47, 0.21  # em, of usual text faces


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as an engine saw it; `line` tells which words the engine took for one line; confidence is 0–1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    line: tuple[int, int, int]


def slant_of(seen: Sequence[Seen]) -> float:
    """Return the angle (radians, clockwise) by which the lines slant: the median of the lines that can tell, or 0.

    An inch of a line tells it to a quarter of a degree, six inches to a twentieth; so long lines are heard first, and
    short ones (a page of signatures has no others) only where there are several.
    """
    long: list[float] = []
    short: list[float] = []
    for line in _lines(seen):
        feet = [
            ((word.x0 + word.x1) / 2, word.y1)
            for word in line
            if word.confidence > 0.6 and word.text[0].isalpha() and not _DESCENDERS.intersection(word.text)
        ]
        reach = feet[-1][0] - feet[0][0] if len(feet) > 1 else 0.0
        slopes = [
            (right[1] - left[1]) / (right[0] - left[0])
            for left, right in itertools.combinations(feet, 2)
            if right[0] - left[0] > max(0.5 * reach, 50)
        ]
        if reach > 100 and slopes:
            (long if reach > 400 else short).append(math.atan(statistics.median(slopes)))
    if len(long) >= 3:
        return statistics.median(long)
    return statistics.median([*long, *short]) if len(long) + len(short) >= 5 else 0.0


def levelled(seen: Sequence[Seen], slant: float, width: float, height: float) -> list[Seen]:
    """Return the words turned back by `slant` about the middle of a picture of this size; boxes keep their size."""
    if not slant:
        return list(seen)
    cos, sin = math.cos(slant), math.sin(slant)
    out = []
    for word in seen:
        x, y = (word.x0 + word.x1 - width) / 2, (word.y0 + word.y1 - height) / 2
        dx, dy = x * cos + y * sin - x, -x * sin + y * cos - y
        # The box of a slanted word is taller than the word, by its width times the slant.
        excess = min(abs(sin) * (word.x1 - word.x0) / 2, 0.3 * (word.y1 - word.y0))
        out.append(replace(word, x0=word.x0 + dx, x1=word.x1 + dx, y0=word.y0 + dy + excess, y1=word.y1 + dy - excess))
    return out


def without_noise(seen: Sequence[Seen]) -> list[Seen]:
    """Return the words without what ink, specks and rules look like to an engine. In doubt a word stays.

    Ink is tall and read with little confidence; specks are marks without a letter; a rule is a line without one.
    """
    heights = [word.y1 - word.y0 for word in seen if word.confidence > 0.7]
    tall = 2.6 * statistics.median(heights) if heights else math.inf
    kept = []
    for line in _lines(seen):
        line = with_pronouns(line)
        words = [word for word in line if not _is_speck(word) and not (_is_unsure(word) and word.y1 - word.y0 > tall)]
        letters = sum(char.isalnum() for word in words for char in word.text)
        if not letters:
            continue
        sure = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
        if sure < 0.35 and letters < 12:
            continue
        kept.extend(words)
    return kept


# A stroke that is a word, with marks that may stand about it, or before "’m" and "’ve"; two are one seen twice.
_STROKE = re.compile(r"(?P<before>[\"“‘'(\[]*)(?:[|¦]|l|lI|[|]I|Il)(?P<after>[.,;:?!)\]”\"]*|[’'](?:m|d|ve|ll))")


# "“[e]ach": the bracket that closes around a quotation's changed letter looks like a stroke.
_CHANGED = re.compile(r"(?P<before>[\"“‘'(]*)[l1I|]?\[(?P<letter>[A-Za-z])[l1I|J!](?P<rest>[a-z]+[.,;:]?)")


def with_pronouns(line: Sequence[Seen]) -> list[Seen]:
    """Return a line's words with "I" where an engine saw an upright stroke: in a plain face the two look alike.

    English has one word of one stroke, and a verb or an adverb comes after it; so the stroke must be as tall as the
    line's letters, among words of prose, and before a word in small letters or at the line's end.
    """
    prose = [word for word in line if sum(char.isalpha() for char in word.text) > 1]
    if len(prose) < 3:
        return list(line)
    height = statistics.median(word.y1 - word.y0 for word in prose)
    out = list(line)
    for index, word in enumerate(line):
        changed = _CHANGED.fullmatch(word.text)
        if changed and word.confidence < 0.7 and not any("]" in other.text for other in line[index:]):
            out[index] = replace(word, text=f"{changed['before']}[{changed['letter']}]{changed['rest']}")
            continue
        stroke = _STROKE.fullmatch(word.text)
        if not stroke or not 0.55 * height <= word.y1 - word.y0 <= 1.5 * height:
            continue
        following = line[index + 1].text if index + 1 < len(line) else ""
        before = line[index - 1].text if index else ""
        if following[:1].islower() if following else before[-1:].islower() or before[-1:] in ",.":
            out[index] = replace(word, text=f"{stroke['before']}I{stroke['after']}")
    return out


def trimmed(words: Sequence[SetWord]) -> list[SetWord]:
    """Return the words of a short line without what a pen's ends or specks look like beside it ("Ron Wyden 7")."""
    out = list(words)
    if not out or sum(len(word.text) for word in out) > 45:
        return out
    while len(out) > 1 and _is_crumb(out[-1]):
        out.pop()
    while len(out) > 1 and _is_crumb(out[0]) and not LIST_MARK.match(out[0].text):
        out.pop(0)
    # A speck above a line's first letter reads as an opening mark; a real one would have its other half.
    first = out[0]
    if first.text[:1] in "‘'" and len(first.text) > 2 and not any(word.text[-1] in "’'" for word in out):
        out[0] = replace(first, text=first.text[1:])
    return out


def _is_crumb(word: SetWord) -> bool:
    return sum(char.isalnum() for char in word.text) <= 2 and word.confidence < 0.6


def _is_speck(word: Seen) -> bool:
    letters = sum(char.isalnum() for char in word.text)
    if not letters:
        return word.confidence < 0.5 or word.text in {"|", "¦", "~", "_"}
    return word.confidence < 0.25 and (len(word.text) <= 2 or 2 * letters < len(word.text))


def _is_unsure(word: Seen) -> bool:
    return word.confidence < 0.6


def _lines(seen: Sequence[Seen]) -> list[list[Seen]]:
    lines: dict[tuple[int, int, int], list[Seen]] = {}
    for word in seen:
        lines.setdefault(word.line, []).append(word)
    return [sorted(line, key=lambda word: word.x0) for line in lines.values()]


def set_words(seen: Sequence[Seen], scale: float) -> list[SetWord]:
    """Return level words as set, in points (`scale` points a pixel): each on its line's baseline, in its line's size.

    Sizes that differ by less than a measuring error are made one: a letter is set in two or three sizes, not in twenty.
    """
    measured = [(line, *_measure(line)) for line in _lines(seen)]
    sizes = _settled([(size, sum(len(word.text) for word in line)) for line, _, size in measured])
    out: list[SetWord] = []
    for (line, base, _), size in zip(measured, sizes, strict=True):
        for word in line:
            raised = base - word.y1 > 0.2 * size and word.y1 - word.y0 < 0.6 * size and word.text.isdigit()
            own = min(size, (word.y1 - word.y0) / _CAP) if raised else size
            out.append(
                SetWord(
                    word.text,
                    word.x0 * scale,
                    word.x1 * scale,
                    (word.y1 if raised else base) * scale,
                    own * scale,
                    superscript=raised,
                    confidence=word.confidence,
                    engine=Engine.OCR,
                )
            )
    return out


def _measure(line: Sequence[Seen]) -> tuple[float, float]:
    """Return a line's baseline and type size: the medians of what its words say."""
    words = [word for word in line if any(char.isalnum() for char in word.text)] or list(line)
    feet, sizes = [], []
    for word in words:
        up = _CAP if _ASCENDERS.intersection(word.text) else _T if {"t", "i", "j"}.intersection(word.text) else _X
        down = _DESCENT if _DESCENDERS.intersection(word.text) else 0.0
        size = (word.y1 - word.y0) / (up + down)
        feet.append((down > 0, word.y1 - down * size))
        sizes.append(size)
    # A word without descenders shows where the baseline is; the others only let it be reckoned.
    standing = [foot for reckoned, foot in feet if not reckoned] or [foot for _, foot in feet]
    return statistics.median(standing), max(statistics.median(sizes), 4.0)


def _settled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Return each line's size as that of the type it is nearest to.

    A type is a size in which two lines or more are set, and more than in those next to it (steps of 7 %). A line that
    is far from all types, as a letterhead's first line, keeps its own size. A line of few letters is measured badly,
    and goes to the type of most letters where that is possible.
    """
    steps: dict[int, list[tuple[float, int]]] = {}
    for size, letters in sizes:
        steps.setdefault(round(14 * math.log(size)), []).append((size, letters))
    weight = {step: sum(letters for _, letters in lines) for step, lines in steps.items()}
    types = []
    for step, lines in steps.items():
        stands_out = weight[step] > weight.get(step - 1, 0) and weight[step] >= weight.get(step + 1, 0)
        if stands_out and len(lines) >= 2 and weight[step] >= 40:
            near = [line for other in (step - 1, step, step + 1) for line in steps.get(other, [])]
            types.append((_weighted_median(near), weight[step]))
    main = max(types, key=lambda one: one[1])[0] if types else 0.0
    out = []
    for size, letters in sizes:
        if letters < 20 and types and abs(math.log(size / main)) < 0.2:
            out.append(main)
            continue
        nearest = min((one for one, _ in types), key=lambda one: abs(math.log(size / one)), default=size)
        out.append(nearest if abs(math.log(size / nearest)) < (0.2 if letters >= 12 else 0.28) else size)
    return out


def _weighted_median(values: Sequence[tuple[float, int]]) -> float:
    half, reached = sum(weight for _, weight in values) / 2, 0.0
    for value, weight in sorted(values):
        reached += weight
        if reached >= half:
            return value
    return values[-1][0]
