"""Wording that a letter and an action share, apart from what both took from elsewhere.

Not counted: runs of everyday words, or that only name the offices or a law, what the letter quotes, and what an earlier
document that the letter cites says in the same words; all of those stand in both without either having looked at the
other.
"""

from collections.abc import Iterable, Sequence

from tracker.linking.evidence import Evidence, listed
from tracker.linking.statutes import statutes_in
from tracker.linking.terms import WordRuns
from tracker.linking.views import ActionView, LetterView
from tracker.linking.weights import Weights

__all__ = ["Wording"]


class Wording:
    """A letter's words, ready to be compared; `earlier` are the documents that it cites."""

    def __init__(
        self, letter: LetterView, earlier: Iterable[ActionView], weights: Weights, everyday: frozenset[str]
    ) -> None:
        self._letter = letter
        self._weights = weights
        self._telling_nothing = letter.office_stems | everyday
        self._runs = WordRuns(letter.body.text)
        offset = letter.body.start or 0
        self._borrowed = [(start - offset, end - offset) for start, end in letter.quoted]
        self._borrowed += [each.span for each in statutes_in(letter.body.text)]
        self._earlier = [" ".join(f"{each.title} {each.abstract}".lower().split()) for each in earlier]

    def __call__(self, action: ActionView) -> list[Evidence]:
        """Return the runs of words that both have, in one item."""
        text = self._letter.body.text
        found = [
            (start, end, " ".join(text[start:end].split()), other_field)
            for other_field, theirs in (("title", action.title), ("abstract", action.abstract))
            for start, end in self._runs.shared_with(theirs, apart_from=self._telling_nothing)[:3]
            if not self._is_borrowed(start, end)
        ]
        # A name that letter and action repeat is one run; its longest form stands for it.
        kept: list[tuple[int, int, str, str]] = []
        for run in sorted(found, key=lambda each: -len(each[2])):
            if not any(run[2].lower() in other[2].lower() for other in kept):
                kept.append(run)
        if not kept:
            return []
        start, end, words, other_field = kept[0]
        offset = self._letter.body.start
        theirs = action.title if other_field == "title" else action.abstract
        at = theirs.lower().find(words.lower())
        return [
            Evidence(
                kind="wording",
                points=min(len(kept) * self._weights.wording_run, self._weights.wording_most),
                sentence=f"Both use the words {listed(run[2] for run in kept[:3])}.",
                letter_span=None if offset is None else (offset + start, offset + end),
                letter_words=words,
                other_field=other_field,
                other_words=words,
                other_span=(at, at + len(words)) if at >= 0 else None,
            )
        ]

    def _is_borrowed(self, start: int, end: int) -> bool:
        if any(_overlap((start, end), span) * 2 > end - start for span in self._borrowed):
            return True
        words = " ".join(self._letter.body.text[start:end].lower().split())
        return any(words in theirs for theirs in self._earlier)


def _overlap(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
