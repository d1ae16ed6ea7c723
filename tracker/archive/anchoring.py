"""Finding, in a new transcript, the words that a row stood on in an old one.

Words are compared by their letters and digits alone, folded: a new reading may set other quotation marks, other line
ends, or join a word that was broken, and the passage is still the same.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tracker.reading.transcript import Span

__all__ = ["FoldedText", "folded_words"]


def folded_words(text: str) -> str:
    """Return the letters and digits of `text`, without accents, case, marks or spaces.

    >>> folded_words("U.S. companies’")
    'uscompanies'
    """
    return _fold(text)[0]


@dataclass(frozen=True)
class FoldedText:
    """A text in which passages are looked up."""

    text: str

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self.text)

    def find(self, words: str, *, near: int | None = None) -> Span | None:
        """Return where `words` stand, as whole words; None when they don't.

        Of several places the one nearest to the offset `near` is meant. Without `near`, words that stand in several
        places stand in none.
        """
        places = self.places(words)
        if near is not None:
            return min(places, key=lambda span: abs(span.start - near), default=None)
        return places[0] if len(places) == 1 else None

    def find_again(self, span: Span, old: "FoldedText") -> Span | None:
        """Return where the words that stand at `span` in an old text stand here; None when they don't.

        Words that stand here as often as they did there are taken in their order: the second "page 3" is the second
        one still, however far the text has moved. Otherwise the nearest place is meant.
        """
        words = old.text[span.start : span.end]
        # A reader that lost a space ("HB 741would") may place a row inside a word.
        whole = old._is_boundary(span.start) and old._is_boundary(span.end)
        before, places = old.places(words, whole=whole), self.places(words, whole=whole)
        if len(before) == len(places):
            for was, now in zip(before, places, strict=True):
                if was.overlaps(span):
                    return now
        return min(places, key=lambda place: abs(place.start - span.start), default=None)

    def places(self, words: str, *, whole: bool = True) -> list[Span]:
        """Return all the places where `words` stand, in order; unless `whole` is False, as whole words."""
        folded, offsets = self._folded
        needle = folded_words(words)
        found: list[Span] = []
        at = folded.find(needle) if needle else -1
        while at >= 0:
            start, end = offsets[at], offsets[at + len(needle) - 1] + 1
            if not whole or (self._is_boundary(start) and self._is_boundary(end)):
                found.append(self._with_marks(start, end, words))
            at = folded.find(needle, at + 1)
        return found

    def _is_boundary(self, offset: int) -> bool:
        """Whether no word runs across `offset`."""
        inside = 0 < offset < len(self.text)
        return not (inside and self.text[offset - 1].isalnum() and self.text[offset].isalnum())

    def _with_marks(self, start: int, end: int, words: str) -> Span:
        """Take in the marks with which `words` begin and end ("(a)", a full stop), where the text has them too."""
        words = words.strip()
        first = next(index for index, char in enumerate(words) if _fold(char)[0])
        last = next(index for index, char in enumerate(reversed(words)) if _fold(char)[0])
        if first and self.text[:start].endswith(words[:first]):
            start -= first
        if last and self.text.startswith(words[-last:], end):
            end += last
        return Span(start, end)


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the folded letters of `text`, and for each the offset in `text` that it comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if char.isascii():
            if char.isalnum():
                letters.append(char.lower())
                offsets.append(offset)
            continue
        for part in unicodedata.normalize("NFKD", char).casefold():
            if part.isalnum():
                letters.append(part)
                offsets.append(offset)
    return "".join(letters), offsets
