"""Initials that are set several lines high: the letter belongs to the first of the lines that stand beside it.

Its baseline is that of the second or third line, so by place alone "W" would open that line, and "e write" the
paragraph. Its top tells where it belongs.
"""

from collections.abc import Sequence
from dataclasses import replace

from tracker.reading.strips import SetWord, Strip, strip_of

__all__ = ["with_initials_in_place"]

_LARGER = 1.8  # times the type beside it
_CAPITAL = 0.7  # em: the height of capitals


def with_initials_in_place(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips with each large initial moved into the word that it begins; most pages have none."""
    out = list(strips)
    for index, strip in enumerate(strips):
        first = strip.words[0]
        if len(first.text) != 1 or not first.text.isupper() or first.size < _LARGER * _size_beside(strips, index):
            continue
        host = _host(first, strip, out)
        if host is None:
            continue
        at = out.index(host)
        # "A", "I" and "O" may be words; any other letter before a small one begins its word.
        near = host.words[0].x0 - first.x1 < 0.4 * host.size or first.text not in "AIO"
        glued = near and host.words[0].text[:1].islower()
        word = host.words[0]
        whole = replace(word, text=first.text + word.text, x0=first.x0) if glued else None
        own = replace(first, size=host.size, y=host.y)
        words = [whole, *host.words[1:]] if whole else [own, *host.words]
        out[at] = strip_of(words, row=host.row, alone=host.alone)
        rest = strip.words[1:]
        where = out.index(strip)
        out[where : where + 1] = [strip_of(rest, row=strip.row, alone=strip.alone)] if rest else []
    return out


def _size_beside(strips: Sequence[Strip], index: int) -> float:
    """Return the type size right of an initial: that of its own line, or of the line before."""
    words: list[SetWord] = strips[index].words[1:] or (strips[index - 1].words if index else [])
    return words[0].size if words else float("inf")


def _host(initial: SetWord, own: Strip, strips: Sequence[Strip]) -> Strip | None:
    """Return the line that begins right of the initial, with its capitals' tops at one height, or None."""
    top = initial.y - _CAPITAL * initial.size
    for strip in strips:
        size = strip.size
        beside = -0.3 * size < strip.words[0].x0 - initial.x1 < 1.5 * size
        level = abs(strip.y - _CAPITAL * size - top) < 0.6 * size
        if strip is not own and beside and level and initial.size >= _LARGER * size and strip.y < initial.y:
            return strip
    return None
