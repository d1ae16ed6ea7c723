"""What a scanner makes of a word, and which word it was.

A closed list of words ("Sincerely", "January") is matched through edit distance, with a margin: a reading counts only
when one entry of the list is near and every other entry is farther away. Short words have too many neighbours to be
guessed, so they must be exact.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import OSA

__all__ = ["folded", "meant", "phrase_list", "starts_like", "without_specks", "word_list"]

Phrases: TypeAlias = tuple[str, ...] | frozenset[str]

_GLYPHS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", " ": " "})
_CONFUSED = (("rn", "m"), ("vv", "w"), ("ii", "u"), ("cl", "d"), ("0", "o"), ("1", "l"), ("|", "l"), ("5", "s"))


def folded(text: str) -> str:
    """Return `text` without accents, in lower case, typographic marks made plain, white space as single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_GLYPHS)).encode("ascii", "ignore").decode()
    return " ".join(text.split()).lower()


def word_list(text: str) -> frozenset[str]:
    """Return the words of a list written out with spaces: a vocabulary reads better as a paragraph than as a column."""
    return frozenset(text.split())


def phrase_list(text: str) -> tuple[str, ...]:
    """Return the phrases of a list written out with bars between them."""
    return tuple(phrase.strip() for phrase in text.split("|"))


def without_specks(text: str) -> str:
    """Return a line without the marks that dirt left around it: "- Attorney General", "Speaker :", "‘Dear Ms. Roe:"."""
    if len(re.findall('["“”]', text)) == 1:
        # A speck before a line's first letter reads as an opening mark; a real one would have its other half.
        text = re.sub(r"^[\"“”]\s*(?=[A-Z])", "", text)
    text = re.sub(r"^(?:[^\w\s(\"“&/][^\w\s(\"“]*\s+)+(?=\w)|^[‘’'`.,:;|~_*•·°^-]+(?=[A-Z])", "", text)
    return re.sub(r"(?:\s+[^\w\s)\"”&][^\w\s)\"”]*)+$|[‘`|~_*•·°^]+$", "", text).strip()


def _allowed(length: int) -> int:
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 14 else 3


def meant(reading: str, words: Iterable[str]) -> tuple[str, float] | None:
    """Return the entry of `words` that `reading` stands for, with a confidence (0–1), or None.

    `words` are folded. An exact reading has confidence 1.0. A near one is accepted when it is within one edit for four
    to six letters, two up to thirteen, three beyond, and no other entry is as near.
    """
    return _meant(folded(reading), tuple(words))


@lru_cache(maxsize=4096)  # a line is read by several rules, each of which asks the same of its words
def _meant(text: str, entries: tuple[str, ...]) -> tuple[str, float] | None:
    if text in entries:
        return text, 1.0
    allowed = _allowed(len(text))
    if not allowed or all(abs(len(entry) - len(text)) > allowed + 1 for entry in entries):
        return None
    for variant in _variants(text):
        if variant in entries:
            return variant, 0.9
    ranked = sorted(
        (OSA.distance(text, entry, score_cutoff=allowed), entry)
        for entry in entries
        if -allowed <= len(entry) - len(text) <= allowed
    )
    if not ranked or ranked[0][0] > min(allowed, _allowed(len(ranked[0][1]))):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][1], 1.0 - 0.1 * ranked[0][0]


@lru_cache(maxsize=256)  # one reading is held against many lists
def _variants(text: str) -> tuple[str, ...]:
    """Return what `text` may have been before each pair of letters that scanners confuse."""
    variants = {text}
    for wrong, right in _CONFUSED:
        if any(wrong in variant for variant in variants):
            variants |= {variant.replace(wrong, right) for variant in variants}
    return tuple(sorted(variants))


@lru_cache(maxsize=2048)
def starts_like(reading: str, phrases: Phrases, *, near: bool = True) -> tuple[str, int, float] | None:
    """Return (phrase, characters of `reading` it takes, confidence) when `reading` begins with one of `phrases`.

    Phrases are folded and compared over as many words as they have: "Tbe Honorable Jane Roe" begins like "the
    honorable". An exact beginning wins over a near one (only with `near`), then the longer phrase; a full stop after it
    is taken too.
    """
    spans = [match.span() for match in re.finditer(r"\S+", reading)][:4]
    begins = [(folded(reading[spans[0][0] : end].rstrip(".,:;")), end) for _, end in reversed(spans)]
    for words, end in begins:
        if words in phrases:
            return words, end, 1.0
    if not near:
        return None
    best: tuple[float, int, int, str] | None = None
    for words, end in begins:
        count = words.count(" ")
        for phrase in phrases:
            if phrase.count(" ") != count or abs(len(phrase) - len(words)) > 2:
                continue
            found = _meant(words, (phrase,))
            if found and (best is None or (found[1], len(phrase)) > best[:2]):
                best = (found[1], len(phrase), end, phrase)
    return (best[3], best[2], best[0]) if best else None
