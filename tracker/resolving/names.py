"""How names are written, and when two spellings are one name.

Letters print a person as "CHARLES E. GRASSLEY", "Chuck Grassley", 'Jesús G. "Chuy" García' or "Grassley, Chuck"; the
roster has its own form. `folded` takes away what differs by habit only; `parsed` takes a printed name apart as far as
that can be done without knowing where a compound surname begins ("Catherine Cortez Masto"), which the roster decides.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["PersonName", "folded", "ocr_folded", "parsed"]

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "ı": "i"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_DOTTED_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_NOT_A_WORD = re.compile(r"[\W_]+")

_HONORIFIC_WORDS = """
the honorable hon mr mrs ms miss dr sir madam senator sen representative rep congressman congresswoman delegate del
secretary chairman chairwoman chair ambassador amb general gen admiral adm governor gov colonel col
"""
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
# Ranks and titles are dropped only while a first name and a surname are left: "General" is nobody's first name, but
# "Gen" and "Miss" might be a misread one.
_SUFFIXES = {"jr": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii", "junior": "jr"}
_CREDENTIAL_WORDS = "md phd esq jd mph dds dvm od rn cpa mba usa usn usaf usmc ret mc pharmd do"
_CREDENTIALS = frozenset(_CREDENTIAL_WORDS.split())

_QUOTED = re.compile(r"[\"“”„(\[]\s*([^\"“”„()\[\]]{1,30}?)\s*[\"“”)\]]|(?<=\s)['‘]([^'’]{2,20})['’](?=\s)")

# What OCR makes of letters inside a word. Applied to both sides of a comparison, so the direction does not matter.
_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n"))
_CONFUSED_LETTERS = str.maketrans({"1": "l", "|": "l", "!": "l", "i": "l", "0": "o", "5": "s", "8": "b", "6": "g"})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return `text` in lower case, without accents or marks, words parted by one space.

    "Nydia M. Velázquez" -> "nydia m velazquez"      "U.S. Dep’t of Health & Human Services"
    "O’Rourke"           -> "orourke"                  -> "us dept of health and human services"
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_WHOLE_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _APOSTROPHES.sub("", text).replace("\u00ad", "").replace("&", " and ")
    text = _DOTTED_INITIALS.sub(r"\1", text)
    return _NOT_A_WORD.sub(" ", text).strip()


@lru_cache(maxsize=65536)
def ocr_folded(word: str) -> str:
    """Return a folded word with the letters that OCR mistakes for one another made one: "a1" and "al" are both "al"."""
    for written, meant in _CONFUSED:
        word = word.replace(written, meant)
    return word.translate(_CONFUSED_LETTERS)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A printed name in folded words. The surname is some tail of `words`; `nicknames` stood in quotation marks."""

    words: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    suffix: str = ""


@lru_cache(maxsize=16384)
def parsed(text: str) -> PersonName:
    """Return the parts of a printed name, without honorifics, credentials and generational suffix.

    "HONORABLE Johnson, Henry C. “Hank”, Jr." -> words (henry, c, johnson), nicknames (hank,), suffix "jr"
    """
    nicknames = tuple(
        folded(first or second)
        for first, second in _QUOTED.findall(text)
        if folded(first or second) not in _CREDENTIALS
    )
    pieces = [folded(piece).split() for piece in _QUOTED.sub(" ", text).split(",")]
    suffix = ""
    kept: list[list[str]] = []
    for piece in pieces:
        while len(piece) > 1 and piece[0] in _HONORIFICS:
            piece = piece[1:]
        words: list[str] = []
        for index, word in enumerate(piece):
            # A suffix or credential is one only where nothing but its like follows: "Do Nguyen" keeps its first word.
            at_end = all(later in _SUFFIXES or later in _CREDENTIALS for later in piece[index:])
            if at_end and word in _SUFFIXES and (kept or words):
                suffix = _SUFFIXES[word]
            elif not (at_end and word in _CREDENTIALS and (kept or words)):
                words.append(word)
        if words:
            kept.append(words)
    if len(kept) >= 2:
        # "Surname, Given Names": a roster's order. What follows a second comma is a place or an office.
        kept = [kept[1] + kept[0]]
    return PersonName(tuple(kept[0]) if kept else (), tuple(name for name in nicknames if name), suffix)
