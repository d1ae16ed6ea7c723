"""Where the words of a search (`?q=`) stand in one letter: outlined on its pages, marked in its transcript.

They are looked for anew whenever a page is shown, so that an old address never points at other words.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest
from django.utils import timezone

from tracker.models import Letter, LetterPage, LetterTranscript
from tracker.search import where_found
from tracker.web.marks import Mark, found_marks

__all__ = ["FoundPiece", "FoundWords", "found_words"]

# More marks than this on one page tell nobody anything.
_MOST = 200
# Characters of the text around a word.
_AROUND = 60


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """Some text, or words that were found in it: these have an anchor, and may be outlined on the page."""

    text: str
    anchor: str = ""
    is_outlined: bool = False


@dataclass(frozen=True, slots=True)
class FoundWords:
    """The query, and each place of its words as (start, end, page)."""

    query: str
    places: tuple[tuple[int, int, int], ...]
    text: str

    def spans(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end, _ in self.places]

    def pages_besides(self, number: int) -> list[int]:
        """Return the other pages on which the words stand."""
        return sorted({page for *_, page in self.places} - {number})

    def marks_on(self, page: LetterPage) -> tuple[Mark, ...]:
        """Return an outline for each place on this page."""
        # What begins on the page before may end on this one.
        near = [(start, end) for start, end, number in self.places if number in (page.number, page.number - 1)]
        marks = found_marks(page, ((start, end, self.text[start:end]) for start, end in near))
        return tuple(islice(marks, _MOST))

    def here(self, page: LetterPage, marks: tuple[Mark, ...]) -> list[tuple[FoundPiece, ...]]:
        """Return what stands around the words on this page; words that are near one another share a stretch."""
        outlined = {mark.anchor for mark in marks}
        groups: list[list[tuple[int, int]]] = []
        for start, end in [(start, end) for start, end, number in self.places if number == page.number][:_MOST]:
            if groups and start - groups[-1][-1][1] < _AROUND:
                groups[-1].append((start, end))
            else:
                groups.append([(start, end)])
        return [self._stretch(group, outlined) for group in groups]

    def _stretch(self, group: list[tuple[int, int]], outlined: set[str]) -> tuple[FoundPiece, ...]:
        first, last = group[0][0], group[-1][1]
        at = max(first - _AROUND, 0)
        if at:
            at = self.text.find(" ", at, first) + 1 or first
        pieces = []
        for start, end in group:
            anchor = f"hit-{start}"
            pieces += [FoundPiece(self.text[at:start]), FoundPiece(self.text[start:end], anchor, anchor in outlined)]
            at = end
        after = self.text[last : last + _AROUND]
        pieces.append(FoundPiece(after if last + _AROUND >= len(self.text) else after.rpartition(" ")[0]))
        return tuple(pieces)


def found_words(request: HttpRequest, letter: Letter) -> FoundWords | None:
    """Return where the words that `?q=` asks for stand in the letter; None when it asks for none."""
    query = request.GET.get("q", "").strip()
    if not query:
        return None
    transcript = LetterTranscript.objects.filter(pk=letter.pk).first()
    if transcript is None or not transcript.lines:
        return FoundWords(query, (), "")
    starts = [line[0] for line in transcript.lines]
    places = [
        (start, end, int(transcript.lines[max(bisect_right(starts, start) - 1, 0)][2]))
        for start, end in where_found(query, transcript, today=timezone.localdate())
    ]
    return FoundWords(query, tuple(places), transcript.text)
