"""The words that letters use, as `SearchWord` keeps them: in lower case, without accents, each with its shape."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tracker.resolving.names import folded

__all__ = ["WRITE_WORDS", "words_of", "words_of_all"]

# What is no word of a language: addresses of pages and of people. Each begins where a word does, so that a long stretch
# without spaces is gone through once.
_ADDRESS = re.compile(r"(?<!\S)(?:https?://|www\.|[^\s@]{1,64}@)\S+")
_INITIALS = re.compile(r"[A-Z]\.\s?[A-Z]\.")
_INITIAL = re.compile(r"\b([A-Z])\.\s?(?=[A-Z]\.)")
_WORD = re.compile(r"\w+")
# More than forty characters are no word but a fault.
_LEAST, _MOST = 3, 40

WRITE_WORDS = """
insert into tracker_searchword (word, seen, shape)
select word, seen, letterbook_shape(word) from unnest(%(words)s::text[], %(seen)s::int[]) as given (word, seen)
order by word
on conflict (word) do {conflict}
"""


def words_of(text: str) -> set[str]:
    """Return the words of a text that have three letters or more, each once; figures may follow the first letter.

    "The E.P.A.’s cost-benefit analysis" -> {"the", "epa", "cost", "benefit", "analysis"}
    """
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if _INITIALS.search(text):
        text = _INITIAL.sub(r"\1", text)
    if "_" in text:
        text = text.replace("_", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    words = set(_WORD.findall(text.lower()))
    if not text.isascii():
        words = {word if word.isascii() else folded(word) for word in words}
    return {word for word in words if _LEAST <= len(word) <= _MOST and word[0].isalpha() and word.isalnum()}


def words_of_all(texts: Iterable[str]) -> Counter[str]:
    """Return the words of the texts, each with in how many of them it stands."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(words_of(text))
    return seen
