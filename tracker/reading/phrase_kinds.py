"""What a noun phrase of official prose names: a person or body, a role, a law, a document, the addressee."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.lexicon import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    LAW_NOUNS,
    PRESS_NOUNS,
    ROLE_NOUNS,
    STOP_WORDS,
)
from tracker.reading.lexicon import words as word_set

__all__ = ["Phrase", "PhraseKind", "bare_name", "head_noun", "names_people", "phrase_kind"]


class PhraseKind(StrEnum):
    """What a noun phrase names, as far as its words tell."""

    NAME = "name"  # a person or body by name
    ROLE = "role"  # a person or body by a common noun: "the agency", "the six dissenters in Parsons"
    RECIPIENT = "recipient"  # you
    WRITER = "writer"  # I, we
    PRONOUN = "pronoun"  # he, she, it, they
    LAW = "law"  # a statute or rule: it has no speaker
    DOCUMENT = "document"  # a report, a letter: it may have an owner
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phrase:
    start: int
    end: int
    text: str


def phrase_kind(text: str) -> PhraseKind:
    """Return what the words of a phrase name."""
    words = re.findall(r"[\w&][\w&.’'-]*", text)
    if not words:
        return PhraseKind.OTHER
    lows = [re.sub(r"[’']s?$", "", word.lower()) for word in words]
    if len(lows) == 1 and lows[0] in {"you"}:
        return PhraseKind.RECIPIENT
    if (lows[-1] == "us" and words[-1] != "US") or (len(lows) == 1 and lows[0] in {"i", "we"}):
        return PhraseKind.WRITER
    if len(lows) == 1 and lows[0] in {"he", "she", "it", "they"}:
        return PhraseKind.PRONOUN
    head = _head(words)
    low = head.lower()
    if _PART.match(text):
        return PhraseKind.DOCUMENT
    if low == "article" and head == low and len(words) > 1 and not _NUMBERED.search(text):
        return PhraseKind.DOCUMENT  # a newspaper's; a treaty's has a number
    if (
        low in LAW_NOUNS
        or any(word in _LAW_NAMES for word in words[1:])
        or low in _SCRIPTURES
        or _NUMBERED.search(text)
        or _OF_A_LAW.search(text)
    ):
        return PhraseKind.LAW
    if (
        low in PRESS_NOUNS
        and head[0].isupper()
        and len(words) > 1
        and words[-2][0].isupper()
        and lows[-2] not in DETERMINERS
    ):
        return PhraseKind.NAME  # the Associated Press
    if re.search(r"\b[A-Z]\w+\sSurvey$", text):
        return PhraseKind.NAME  # the Geological Survey
    if low in DOCUMENT_NOUNS or low in {"review", "report"}:
        return PhraseKind.DOCUMENT
    # "Training every crew" is what is done.
    done = lows[0].endswith("ing") and len(words) > 1 and words[0].islower() and lows[0] not in _PRESENT
    if done:
        return PhraseKind.OTHER
    if low in ROLE_NOUNS and not any(word[0].isupper() for word in words[1:] if word.lower() != low):
        # "The Department" and "the agency" are roles; "the Department of Commerce" is a name.
        return PhraseKind.ROLE
    post = _POST_THEN_NAME.search(text)
    if post and (post["post"] in ROLE_NOUNS or names_people(post["post"])):
        return PhraseKind.NAME  # your senior adviser Blake Roe
    named = [word for word in words if word[0].isupper() and word.lower() not in DETERMINERS | STOP_WORDS]
    # "The Cincinnati trial" is a thing, whatever it is called by.
    thing = head.islower() and low not in ROLE_NOUNS | BODY_NOUNS | PRESS_NOUNS and not names_people(low)
    if thing and len(words) > 1 and words[-1] == head and not re.search(r"[’']s?\s", text):
        return PhraseKind.OTHER
    if named and (words[0][0].isupper() or len(named) * 2 >= len(words) or low in ROLE_NOUNS):
        return PhraseKind.NAME if low not in DOCUMENT_NOUNS else PhraseKind.DOCUMENT
    if any(word in ROLE_NOUNS for word in lows):
        return PhraseKind.ROLE
    return PhraseKind.OTHER


_POST_THEN_NAME = re.compile(r"\b(?P<post>[a-z]+)\s[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+$")
# What stands in a document says what the document does.
_PART = re.compile(
    r"(?:[Aa]n?\s|[Tt]he\s|[Oo]ne\s|[Aa]nother\s)?(?:[Pp]aragraph|[Cc]hapter|[Pp]age|[Ee]ntry|[Ii]tem|[Ss]lide|[Ff]ootnote)\b(?![’'])"
)
_PRESENT = frozenset(
    ("acting", "attending", "sitting", "operating", "ruling", "governing", "visiting", "contracting", "leading")
)
_LAW_NAMES = frozenset(("Act", "Amendment", "Amendments", "Constitution", "Code", "NDAA"))
# "Section 7" and "Article 17 of the Agreement" are law; the Special Litigation Section is an office.
_OF_A_LAW = re.compile(
    r"\b(?:text|language|terms|words|wording|title|heading|history|purpose)\sof\s(?:the|that|this|these|those|its)?\s?"
    r"(?:[A-Z][\w’'-]*\s){0,6}(?:[Ss]ection|[Ss]tatute|Act|law|provision|Code|Constitution|Amendment|[Cc]lause)s?$"
)
_NUMBERED = re.compile(r"\b(?:[Ss]ections?|[Aa]rticles?|[Tt]itle|§+)\s(?:\d|[IVX]+\b)")


_SCRIPTURES = word_set(
    """scripture scriptures bible torah koran quran qur’an qur'an gospel gospels psalm psalms psalmist proverbs"""
)


# English makes its words for people who do something with few endings; the words that share them are listed.
_IS_AGENT = re.compile(
    r"\b(?!(?:letter|headquarter|theater|parameter|perimeter|diameter|character|counter|encounter|paper|number|"
    r"order|matter|center|chapter|newsletter|quarter|other|power|factor|sector|error|"
    r"labor|behavior|harbor|water|computer|border|river|winter|summer|offer|answer|cover|register|member|media|budget|"
    r"filter|consumer|disagree|agree|guarantee|decree|degree|committee|coffee|tree|spree|levee|pedigree|floor|door|"
    r"minor|major|prior|senior|junior|superior|interior|exterior|honor|favor|color|humor|rumor|tumor|motor|tenor|armor|"
    r"vigor|rigor|valor|horror|terror|mirror|corridor|metaphor|after|under|over|never|ever|rather|whether|either|"
    r"neither|however|former|latter|later|earlier|further|together|another|lower|higher|greater|better|longer|larger|"
    r"container|trailer|boiler|heater|cooler|sticker|locker|scanner|dispenser|inhaler|ventilator|generator|reactor|"
    r"indicator|elevator|calculator|simulator|accelerator|incinerator|refrigerator|radiator|detector|sensor|processor|"
    r"semiconductor|conductor|razor|vector|voucher|waiver|cylinder|candor|splendor|clamor|ardor|rancor|fervor|older|newer|proper|timber|lumber|rubber|copper|silver|weather|leather|tower|shower|flower|fever|liver|shelter|"
    r"transfer|trigger|layer|tier|carrier|barrier|charter|disaster|danger|anger|hunger|manner|corner|dinner|butter|"
    r"server|cluster|meter|fiber|[a-z]+meter|cancer|chamber|folder|header|remainder|reminder|finger|bunker|tanker|freezer|printer|"
    r"exist|insist|resist|assist|persist|consist|list|twist|human|specimen|regimen|median)s?\b)"
    r"[a-z]{3,}(?:er|or|ist|ian|ee|man|woman|men|women)s?\b(?=$|\s(?:of|in|at|for|from|with|near|"
    r"outside|on|who)\b)"
)


def names_people(text: str) -> bool:
    """Whether a phrase is about people by a common noun: "one American scholar", "rangers at the park"."""
    return _IS_AGENT.search(text) is not None


_ON_A_DAY = re.compile(
    r"(?<=\w)\s(?:on|in)\s(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:19|20)\d\d\b).*$"
)


def bare_name(text: str) -> str:
    """Return a phrase as a name: no article before a capital, no possessive, one space between words."""
    name = _ON_A_DAY.sub("", re.sub(r"\s+", " ", text)).strip(" ,;:—–-")
    name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+(?=[A-Z0-9])", "", name)
    name = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", name)
    return re.sub(r"^The (?=[a-z])", "the ", name)


def head_noun(text: str) -> str:
    """Return the noun that a phrase is about: "the clerk of a court" is about a clerk."""
    words = re.findall(r"[\w&][\w&.’'-]*", text)
    return _head(words) if words else text or " "


# "rule 12b-1", "paragraph (a)"; "his e-mail" is about a word.
_IS_NUMBER = re.compile(r"(?![a-z]-[a-z]|[a-z]{2,}-)[\dIVX.()a-z-]{1,8}|\d.*")


def _head(words: list[str]) -> str:
    """The noun that a phrase is about: the last word before the first "of", "on", "from", "titled" …"""
    kept: list[str] = []
    for word in words:
        if kept and word.lower() in {"of", "on", "for", "in", "from", "to", "by", "at", "entitled", "titled", "with"}:
            break
        kept.append(word)
    while len(kept) > 1 and _IS_NUMBER.fullmatch(kept[-1]) and not kept[-1].isalpha():
        kept.pop()
    while len(kept) > 1 and re.fullmatch(r"[IVX]{1,5}", kept[-1]):
        kept.pop()
    return re.sub(r"[’']s?$", "", kept[-1])
