"""What a letter and an action are both about: shared terms, weighed, and shared wording.

A shared term counts by how rare it is, by where it stands on both sides (what the letter asks and the action’s title
count most) and by how often the letter comes back to it.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.linking.evidence import Evidence, listed
from tracker.linking.rarity import Rarity
from tracker.linking.terms import Term, WordRuns, terms
from tracker.linking.views import ActionView, LetterView, Passage
from tracker.linking.weights import Weights

__all__ = ["Known", "terms_of_letter", "topic", "wording"]

IN_TITLE, IN_ABSTRACT = 1.0, 0.5
# A term that the letter comes back to counts more, up to this much.
MOST_OFTEN = 1.8
# A term that counts less is not counted: a long abstract shares a little of everything with every letter.
LEAST_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Known:
    """A letter's term: how much its best place counts, and that place."""

    weight: float
    start: int | None
    end: int | None
    word: str


def terms_of_letter(letter: LetterView) -> dict[str, Known]:
    """Return the letter's terms by stem, each at the place where it counts most; the offices' own names are none."""
    known: dict[str, Known] = {}
    for passage in (*letter.asks, *letter.headings, letter.body):
        for term in terms(passage.text):
            if term.stem in letter.office_stems:
                continue
            if term.stem not in known or known[term.stem].weight < passage.weight:
                known[term.stem] = _placed(term, passage)
    often = Counter(term.stem for term in terms(letter.body.text))
    return {
        stem: replace(each, weight=each.weight * min(1 + 0.4 * math.log(max(often[stem], 1)), MOST_OFTEN))
        for stem, each in known.items()
    }


def _placed(term: Term, passage: Passage) -> Known:
    word = passage.text[term.start : term.end]
    if passage.start is None:
        return Known(passage.weight, None, None, word)
    return Known(passage.weight, passage.start + term.start, passage.start + term.end, word)


def topic(
    letter: LetterView,
    action: ActionView,
    known: Mapping[str, Known],
    rarity: Rarity,
    in_title: set[str],
    in_abstract: set[str],
    weights: Weights,
) -> list[Evidence]:
    """Return how far both are about the same, in one item, or nothing when they share next to nothing.

    `in_title` and `in_abstract` are the action's stems, those of the abstract without those of the title.
    """
    parts: list[tuple[float, str, str]] = []
    if in_title.isdisjoint(known) and in_abstract.isdisjoint(known):
        return []
    for stems, place, other_field in ((in_title, IN_TITLE, "title"), (in_abstract, IN_ABSTRACT, "abstract")):
        parts += [(known[stem].weight * rarity[stem] * place, stem, other_field) for stem in stems if stem in known]
    parts.sort(key=lambda part: (-part[0], part[1]))
    parts = [part for part in parts if part[0] >= LEAST_SHARE][:12]
    units = sum(part[0] for part in parts)
    # One shared word is a coincidence.
    if len(parts) < 2 or units <= 0.5:
        return []
    leading = [known[stem] for _, stem, _ in parts[:6]]
    span = _span_around(letter, [each for each in leading if each.start is not None])
    words = list(dict.fromkeys(each.word.lower() for each in leading))
    return [
        Evidence(
            kind="topic",
            points=min(units * weights.topic_unit, weights.topic_most),
            sentence=f"Both speak of {listed(words)}.",
            letter_span=span,
            letter_words=_words_at(letter, span) or ", ".join(words),
            other_field=parts[0][2],
            other_words=action.title if parts[0][2] == "title" else action.abstract[:300],
        )
    ]


def _span_around(letter: LetterView, placed: Sequence[Known]) -> tuple[int, int] | None:
    """Return the passage that holds most of the leading words: an ask, a heading, or the words alone."""
    best, most = None, 0
    for passage in (*letter.asks, *letter.headings):
        if passage.start is not None:
            end = passage.start + len(passage.text)
            held = sum(passage.start <= (each.start or 0) < end for each in placed)
            if held > most:
                best, most = (passage.start, end), held
    if best is None and placed:
        best = (placed[0].start or 0, placed[0].end or 0)
    return best


def _words_at(letter: LetterView, span: tuple[int, int] | None) -> str:
    if span is None or letter.body.start is None:
        return ""
    words = letter.body.text[span[0] - letter.body.start : span[1] - letter.body.start]
    return " ".join(words.split())[:400]


def wording(letter: LetterView, action: ActionView, words_of_letter: WordRuns, weights: Weights) -> list[Evidence]:
    """Return the runs of words that both have, in one item. Runs that only name the offices are none."""
    found = [
        (start, end, " ".join(letter.body.text[start:end].split()), other_field)
        for other_field, text in (("title", action.title), ("abstract", action.abstract))
        for start, end in words_of_letter.shared_with(text, apart_from=letter.office_stems)[:3]
    ]
    # A name that letter and action repeat is one run; its longest form stands for it.
    kept: list[tuple[int, int, str, str]] = []
    for run in sorted(found, key=lambda each: -len(each[2])):
        if not any(run[2].lower() in other[2].lower() for other in kept):
            kept.append(run)
    if not kept:
        return []
    start, end, words, other_field = kept[0]
    offset = letter.body.start
    return [
        Evidence(
            kind="wording",
            points=min(len(kept) * weights.wording_run, weights.wording_most),
            sentence=f"Both use the words {listed(run[2] for run in kept[:3])}.",
            letter_span=None if offset is None else (offset + start, offset + end),
            letter_words=words,
            other_field=other_field,
            other_words=words,
        )
    ]
