"""Whether text makes sense: what a font without a map, a wrong map or a poor OCR layer leaves looks like text too.

Long text is judged by its commonest words; short text, of which a letterhead or a line of addresses is made, by words
that no one writes: "tlnitcd", "~tares". Both are suspicions. They send words to OCR, and OCR decides.
"""

import re

from tracker.reading.glyphs import UNKNOWN
from tracker.reading.misreadings import word_list

__all__ = ["has_odd_words", "is_garbled", "is_nonsense", "is_odd"]

# The commonest words of English prose: a third of any paragraph is made of them.
_COMMON = word_list(
    """
    a about all also and any are as at be been but by can do for from had has have if in into is it its may more not of
    on or our should such that the their these they this to was we were what which will with would you your
    """
)
# With fewer words than this, no common word need be among them: a page of names has none either.
_PROSE = 60
_AROUND = ".,;:?!'\"“”‘’()[]–—-*•&$%#/§_…"
_SIGNS = re.compile(r"[~^|\\{}<>=¢¥£€©®°¬¦]")
_ADDRESS_OF_A_PAGE = re.compile(r"@|://|^www\.|\.(?:gov|com|org|edu|mil|net|htm|pdf)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûü]")
# Abbreviations that offices write with small letters and no vowel.
_CLIPPED = word_list(
    "blvd bldg hwy pkwy ltd mr mrs ms dr st nd rd th sr jr pg pp vs etc cfr fr hr llc llp mfg dept mgmt"
)
# How English words begin when they begin with consonants; names begin otherwise too, and are judged by more.
_ONSETS = word_list(
    "bl br ch chl chr cl cr dr dw fl fr gh gl gn gr kh kl kn kr ll mn ph phl phr pl pn pr ps pt qu rh sc sch schl schm "
    "schn schw scl scr sh shr sk sl sm sn sp sph spl spr sq st str sv sw th thr thw tr ts tw wh wr x"
)
# A quick look for what may be odd: a sign, or consonants with which no English word begins.
_MAY_BE_ODD = re.compile(
    rf"[~^|\\{{}}<>=¢¥£€©®°¬¦{UNKNOWN}]"
    rf"|\b(?!(?:{'|'.join(sorted(_ONSETS, key=len, reverse=True))})[aeiouy])[bcdfghjklmnpqrstvwxz]{{2}}"
)
_BEGINS = re.compile(r"[bcdfghjklmnpqrstvwxz]+")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")


def is_nonsense(text: str) -> bool:
    """Whether a page's worth of text can be no English: hardly a common word, and letters in odd proportions.

    Less than sixty words are nonsense only when most of them are odd: a page of names has no common words either.
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < _PROSE:
        return _is_mostly_symbols(text) or is_garbled(text)
    common = sum(word in _COMMON for word in words)
    if common >= 0.03 * len(words):
        return False
    letters = "".join(words)
    vowels = sum(letters.count(vowel) for vowel in "aeiouy") / len(letters)
    return not 0.3 <= vowels <= 0.55 or _is_mostly_symbols(text)


def is_garbled(text: str) -> bool:
    """Whether a third or more of the words of a line or two are odd, and at least two are."""
    words = [word for word in text.split() if UNKNOWN in word or _LETTERS.search(word)]
    odd = sum(map(is_odd, words))
    return odd >= 2 and 3 * odd >= len(words)


def has_odd_words(text: str) -> bool:
    """Whether two words or more of a page's text are odd, found without looking at each."""
    found = 0
    for match in _MAY_BE_ODD.finditer(text):
        start, end = text.rfind(" ", 0, match.start()) + 1, text.find(" ", match.start())
        found += is_odd(text[start : end if end >= 0 else None])
        if found > 1:
            return True
    return False


def is_odd(word: str) -> bool:
    """Whether no one would write this word: a sign amid its letters, no vowel, a beginning that English has not.

    >>> [word for word in "The tlnitcd ~tares of Tlaib, 1st H.R. 15 FBI".split() if is_odd(word)]
    ['tlnitcd', '~tares']
    """
    if UNKNOWN in word:
        return True
    core = word.strip(_AROUND)
    if _SIGNS.search(core):
        return bool(_LETTERS.search(core)) and not _ADDRESS_OF_A_PAGE.search(core)
    return any(map(_is_odd_run, _LETTERS.findall(core))) and not _ADDRESS_OF_A_PAGE.search(core)


def _is_odd_run(letters: str) -> bool:
    if len(letters) < 3 or (letters.removesuffix("s").isupper() and len(letters) <= 6):
        return False
    small = letters.casefold().removeprefix("mc")
    if not _VOWELS.search(small):
        return small not in _CLIPPED
    begins = _BEGINS.match(small)
    if begins and len(begins[0]) > 1 and begins[0] not in _ONSETS and (letters.islower() or len(begins[0]) > 3):
        return True
    return bool(_CLUSTER.search(small)) and letters.islower()


def _is_mostly_symbols(text: str) -> bool:
    marks = [char for char in text if not char.isspace()]
    return len(marks) >= 40 and sum(char.isalnum() for char in marks) < 0.5 * len(marks)
