"""What a letter and an action are both about: shared terms, weighed, and the names among them.

A shared term counts by how rare it is, by where it stands on both sides (what the letter asks and the action’s title
count most), by how often the letter comes back to it, and by how much else the title has to say (BM25 over fields, in
units of the rarest term there can be).
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from tracker.linking.evidence import Evidence, listed
from tracker.linking.listed import organizations_listed
from tracker.linking.rarity import Rarity, Statistics
from tracker.linking.surroundings import NOTHING, Surroundings
from tracker.linking.terms import Term, as_said, terms, terms_of, title_stems
from tracker.linking.views import HEADING, ActionView, LetterView, Passage
from tracker.linking.weights import Weights

__all__ = ["Known", "Part", "Subject", "may_be_rare_name", "terms_of_letter"]

IN_TITLE, IN_ABSTRACT = 1.0, 0.5
# A term that the letter comes back to counts more, up to this much.
MOST_OFTEN = 1.8
# A term that counts less is not counted: a long abstract shares a little of everything with every letter.
LEAST_SHARE = 0.15
# Words that are less rare are everyday ones: a run of them is no re-used wording.
EVERYDAY = 0.35
MOST_PARTS = 12
# Less than so many topic units in all is no topic.
LEAST_UNITS = 0.5
# One shared word is mostly a coincidence, and counts this much, unless it is as rare as a name.
COINCIDENCE = 0.6
NAME_RARITY = 0.72
# … and seldom in the long run too: "Criminal Division" is a name, but "criminal" is not.
LONG_RUN_RARITY = 0.8
# Abstracts are read for this many candidates, the best by title; all titles are read.
ABSTRACTS_READ = 1500
# BM25's k1 and b: how soon more of the same says nothing, and how far a long title is held against it.
_K, _B = 1.2, 0.4
# What a word of the shortest title counts, whatever the length of the others.
MOST_NORM = (_K + 1) / (1 + _K * (1 - _B))
_SENTENCE_END = re.compile(r"[.!?:;•”\"]\s*$|^\s*$|\n\s*$")


@dataclass(frozen=True, slots=True)
class Known:
    """A letter's term: how much its best place counts, and that place; whether it is a name or a number."""

    weight: float
    start: int | None
    end: int | None
    word: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A shared term: its topic units, its rarity, and the field of the action that has it."""

    units: float
    stem: str
    field: str
    rarity: float


class Subject:
    """What one letter is about, and how rare its terms are among the candidates: those given, and those counted
    before."""

    def __init__(
        self,
        letter: LetterView,
        actions: Sequence[ActionView],
        weights: Weights,
        statistics: Statistics | None = None,
        among: Surroundings = NOTHING,
    ) -> None:
        self._letter = letter
        self._weights = weights
        self.known = terms_of_letter(letter)
        wanted = self.known.keys()
        self._titles: dict[int, frozenset[str]] = {}
        lengths: dict[int, int] = {}
        for action in actions:
            stems = action.stems if action.stems is not None else title_stems(action.title)
            lengths[action.key] = len(stems)
            self._titles[action.key] = frozenset(wanted & stems) if not wanted.isdisjoint(stems) else _NONE
        self.stems = among.stems + sum(lengths.values())
        average = max(self.stems / max(among.titles.number + len(lengths), 1), 1)
        self._norms = {key: (_K + 1) / (1 + _K * (1 - _B + _B * length / average)) for key, length in lengths.items()}
        self.rarity = Rarity(
            (self._titles[action.key] for action in actions),
            (action.agencies for action in actions),
            statistics=statistics,
            among=among,
        )
        self._read = self._abstracts_to_read(actions)

    def _abstracts_to_read(self, actions: Sequence[ActionView]) -> set[int]:
        with_one = [action for action in actions if action.abstract]
        if len(with_one) > ABSTRACTS_READ and any(action.abstract_stems is None for action in with_one):
            by_title = {action.key: sum(part.units for part in self._in_title(action)) for action in with_one}
            return set(sorted(by_title, key=lambda key: -by_title[key])[:ABSTRACTS_READ])
        return {action.key for action in with_one}

    def _in_title(self, action: ActionView) -> list[Part]:
        norm = self._norms[action.key]
        found = []
        for stem in self._titles[action.key]:
            rarity = self.rarity.of(stem, action.agencies)
            found.append(Part(self.known[stem].weight * rarity * IN_TITLE * norm, stem, "title", rarity))
        return found

    def parts(self, action: ActionView) -> list[Part]:
        """Return the terms that letter and action share, the weightiest first; nothing for a coincidence."""
        found = self._in_title(action)
        if action.key in self._read:
            stems = action.abstract_stems if action.abstract_stems is not None else terms_of(action.abstract)
            for stem in (self.known.keys() & stems) - self._titles[action.key]:
                rarity = self.rarity.of(stem, action.agencies)
                found.append(Part(self.known[stem].weight * rarity * IN_ABSTRACT, stem, "abstract", rarity))
        found = [part for part in found if part.units >= LEAST_SHARE]
        found.sort(key=lambda part: (-part.units, part.stem))
        found = found[:MOST_PARTS]
        if not found or sum(part.units for part in found) <= LEAST_UNITS:
            return []
        return found

    def evidence(self, action: ActionView, parts: Sequence[Part]) -> list[Evidence]:
        """Return how far both are about the same, in one item, and the rare names among it in another."""
        if not parts:
            return []
        units = sum(part.units for part in parts)
        if len(parts) < 2 and not self._is_rare_name(parts[0], action):
            units = min(units * COINCIDENCE, 1.0)
        leading = [self.known[part.stem] for part in parts[:6]]
        words = list(dict.fromkeys(each.word if each.is_name else as_said(each.word) for each in leading))
        found = [
            Evidence(
                kind="topic",
                points=round(_points(units, self._weights), 2),
                sentence=f"Both speak of {listed(words)}.",
                letter_words=", ".join(words),
                other_field=parts[0].field,
                other_words=action.title if parts[0].field == "title" else action.abstract[:300],
            )
        ]
        names = [part for part in parts if self._is_rare_name(part, action)]
        if names:
            known = [self.known[part.stem] for part in names]
            first = known[0]
            words = list(dict.fromkeys(each.word for each in known[:4]))
            found.append(
                Evidence(
                    kind="rare",
                    points=min(len(names) * self._weights.rare_term, self._weights.rare_most),
                    sentence=f"Both name {listed(words)}, which few others do.",
                    letter_span=None if first.start is None else (first.start, first.end or first.start),
                    letter_words=first.word,
                    other_field=names[0].field,
                    other_words=first.word,
                )
            )
        return found

    def _is_rare_name(self, part: Part, action: ActionView) -> bool:
        known = self.known[part.stem]
        if part.rarity < NAME_RARITY or not may_be_rare_name(known, self.rarity.long_run(part.stem)):
            return False
        return part.field == "title" or known.word in action.abstract

    def tells(self, action: ActionView, parts: Sequence[Part]) -> bool:
        """Whether the title has a word that is rare here and in the long run, of what the letter is about or asks."""
        return any(
            part.field == "title"
            and part.rarity >= NAME_RARITY
            and self.known[part.stem].weight >= HEADING
            and self.rarity.long_run(part.stem) >= NAME_RARITY
            for part in parts
        )

    @cached_property
    def everyday(self) -> frozenset[str]:
        """The letter's terms that say little by themselves, by all candidates."""
        return frozenset(stem for stem in self.known if self.rarity[stem] < EVERYDAY)

    def placed(self, action: ActionView, item: Evidence, parts: Sequence[Part]) -> Evidence:
        """Return a topic item with the passages of both sides that hold most of its words."""
        span = _span_around(self._letter, [self.known[part.stem] for part in parts[:6]])
        stems = {part.stem for part in parts if part.field == item.other_field}
        text = action.title if item.other_field == "title" else action.abstract
        places = [term for term in terms(text) if term.stem in stems]
        other_span = (places[0].start, places[-1].end) if places else None
        if other_span and item.other_field == "abstract":
            other_span = (places[0].start, max(each.end for each in places if each.end - places[0].start <= 300))
        return replace(
            item,
            letter_span=span,
            letter_words=_words_at(self._letter, span) or item.letter_words,
            other_span=other_span,
            other_words=item.other_words
            if other_span is None or item.other_field == "title"
            else text[slice(*other_span)],
        )


_NONE: frozenset[str] = frozenset()


def may_be_rare_name(known: Known, long_run: float) -> bool:
    """Whether a term is a name that is seldom in the long run; among the candidates it may be frequent."""
    return known.is_name and long_run >= LONG_RUN_RARITY


def _points(units: float, weights: Weights) -> float:
    """Return a topic's points: in full up to `topic_full`, then nearing `topic_most` without reaching it."""
    points = units * weights.topic_unit
    room = weights.topic_most - weights.topic_full
    if points <= weights.topic_full or room <= 0:
        return min(points, weights.topic_full)
    return weights.topic_full + room * (1 - math.exp(-(points - weights.topic_full) / room))


@lru_cache(maxsize=8)
def terms_of_letter(letter: LetterView) -> Mapping[str, Known]:
    """Return the letter's terms by stem, each at the place where it counts most; the offices' own names are none.

    Its row, its candidates and its scores are reckoned from them in turn, so those of the last few letters are kept.
    """
    known: dict[str, Known] = {}
    for passage in (*letter.asks, *letter.headings, letter.body):
        for term in _of_its_own(passage.text):
            if term.stem in letter.office_stems:
                continue
            if term.stem not in known or known[term.stem].weight < passage.weight:
                known[term.stem] = _placed(term, passage)
    often: Counter[str] = Counter()
    small: set[str] = set()
    capital: set[str] = set()
    text = letter.body.text
    for term in _of_its_own(text):
        often[term.stem] += 1
        if text[term.start].isdigit():
            capital.add(term.stem)
        elif not text[term.start].isupper():
            small.add(term.stem)
        elif not _SENTENCE_END.search(text, max(term.start - 3, 0), term.start):
            capital.add(term.stem)
    return {
        stem: replace(
            each,
            weight=each.weight * min(1 + 0.4 * math.log(max(often[stem], 1)), MOST_OFTEN),
            is_name=stem in capital and stem not in small,
        )
        for stem, each in known.items()
    }


def _of_its_own(text: str) -> Iterator[Term]:
    """Yield the terms of a text that are no part of a list of organizations' names."""
    names = organizations_listed(text)
    return (term for term in terms(text) if not any(start <= term.start < end for start, end in names))


def _placed(term: Term, passage: Passage) -> Known:
    word = passage.text[term.start : term.end]
    if passage.start is None:
        return Known(passage.weight, None, None, word)
    return Known(passage.weight, passage.start + term.start, passage.start + term.end, word)


def _span_around(letter: LetterView, leading: Sequence[Known]) -> tuple[int, int] | None:
    """Return the passage that holds most of the leading words: an ask, a heading, or the words alone."""
    placed = [each for each in leading if each.start is not None]
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
    words = letter.body.text[max(span[0] - letter.body.start, 0) : max(span[1] - letter.body.start, 0)]
    return " ".join(words.split())[:400]
