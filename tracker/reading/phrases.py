"""Noun phrases in a letter's prose: where the phrase before a verb begins, and what kind of thing it names.

No parser stands behind this. Official prose names its speakers with capitals ("the Committee on Foreign Investment in
the United States"), with a role ("the unknown author") or with a pronoun, next to the verb; what stands further away is
not guessed at. Offsets are into the text that was handed in; every walk is bounded.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.lexicon import (
    ADVERBS,
    COLLECTIVES,
    CONNECTORS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    LAW_NOUNS,
    PRESS_NOUNS,
    PRONOUNS,
    ROLE_NOUNS,
    SEMI_AUXILIARIES,
    STOP_WORDS,
    SUFFIXES,
)

__all__ = [
    "Phrase",
    "PhraseKind",
    "bare_name",
    "clause_subject",
    "first_subject",
    "names_people",
    "phrase_after",
    "phrase_before",
    "phrase_kind",
]


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


_TOKEN = re.compile(r"\((?:[^()]{1,40})\)|[\w$&][\w&.’'/$-]*|[^\w\s]")
_REACH = 400  # Characters before a verb in which its subject is looked for.

_FINITE = re.compile(
    r"\b(?:\w{2,}ed|sent|wrote|said|says|states|notes|is|are|was|were|has|have|had|came|comes|made|makes|took|found|"
    r"finds|ran|began|knew|went|saw|heard|spoke|met|became|left|put|led|met|sought|brought|thought|bought|kept|won|"
    r"lost|sat|rose|fell|grew|gave|told|held|called|writes|claims|argues|issued|did|does|will|would|could|should|may|"
    r"must|can|requires|allege|urge|puts|expects|wants|seeks|calls|asks|gives|takes|keeps|plans|argues|intends|"
    r"proposes|warns|remains|offers|contends|continues|acknowledges|maintains|insists|explains|adds|agrees|knows|"
    r"thinks|provides|believes|opposes|supports|rejects|defends|denies|welcomes|shows|concludes|reports|recommends|"
    r"estimates|represents|serves|identifies|describes|suggests)\b"
)


def phrase_before(text: str, end: int, *, floor: int = 0) -> Phrase | None:
    """Return the noun phrase that is the subject of the verb that begins at `end`, or None.

    Nothing before `floor`, where the sentence begins, is looked at.

    Adverbs and auxiliaries between are skipped, and so are insertions between commas ("James H. Reynolds, who oversaw
    the case, stated"); a name that is itself such an insertion ("the chief economist, Keith Collins, warned") is the
    subject.
    """
    floor = max(floor, end - _REACH)
    for pattern in (_SO_FAR, _ASIDE):
        if aside := pattern.search(text, max(floor, end - 40), end):
            end = aside.start()
    tokens = list(_TOKEN.finditer(text, floor, end))
    while tokens and (tokens[-1][0].lower() in ADVERBS or _is_adverb(tokens[-1][0])):
        tokens.pop()
        while len(tokens) > 1 and tokens[-1][0].lower() == "to" and tokens[-2][0].lower() in SEMI_AUXILIARIES:
            tokens.pop()
    if len(tokens) > 2 and tokens[-1][0].lower() == "to":
        while tokens and (tokens[-1][0].lower() in {"to", "on"} or tokens[-1][0].lower() in SEMI_AUXILIARIES | ADVERBS):
            tokens.pop()
    for _ in range(4):
        if not tokens:
            return None
        if tokens[-1][0] not in {",", "—", "–"}:
            break
        edge = next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i][0] in {",", "—", "–", ";", ":"}), None)
        if edge is None or tokens[edge][0] in ";:":
            return None
        inserted = tokens[edge + 1 : -1]
        # "One of them, Harlan Voss of Custer County, put it so": where a person is from is no part of the name.
        place = next((i for i, token in enumerate(inserted) if token[0] in {"of", "from", "in"}), len(inserted))
        if _is_person(inserted[:place]) and not _is_name(_walk(text, tokens[:edge])):
            return _phrase(text, inserted[:place])
        tokens = tokens[: edge + 1]
        while len(tokens) > 1 and tokens[-1][0] in {",", "—", "–"} and tokens[-2][0] not in {","}:
            tokens = tokens[:-1]
            break
        if len(tokens) > 2 and tokens[-1][0].isdigit() and tokens[-2][0] == ",":
            tokens = tokens[:-2]  # "Ms. Alvarez, 71, of Laredo, said": her age
        if tokens and tokens[-1][0].lower().replace(".", "") in SUFFIXES and len(tokens) > 1 and tokens[-2][0] == ",":
            tokens = tokens[:-2]
    found = _walk(text, tokens)
    if found and (whole := _whole_document(text, tokens, found, floor)):
        return whole
    return _holder(text, tokens, found) or found


_IN_PARTICIPLE = re.compile(
    r"\s(?:recently\s)?(?:\w{2,}ed|sent|written|made|given|brought|held)\s(?:\w+ly\s)?(?:with|to|by|against|from|"
    r"before|at|for|in|on)\s$"
)


def _whole_document(text: str, tokens: list[re.Match[str]], last: Phrase, floor: int) -> Phrase | None:
    """Return the document that speaks in "a complaint filed with the Board alleges", where `last` is the Board."""
    filed = _IN_PARTICIPLE.search(text, max(floor, last.start - 40), last.start)
    if filed is None:
        return None
    before = _walk(text, [token for token in tokens if token.end() <= filed.start()])
    return before if before and phrase_kind(before.text) == PhraseKind.DOCUMENT else None


# What stands between a subject and its verb and says nothing of either: "had in any case already held".
_SO_FAR = re.compile(r"(?:\s(?:has|have|had|even)){0,2}\s(?:gone|went|go|goes)\s(?:so|as)\sfar\sas\sto\s$")
_ASIDE = re.compile(
    r",?\s(?:in\s(?:any\scase|fact|turn|part|essence|effect|addition|response)|of\scourse|after\sall|for\s(?:example|"
    r"instance)|there|here|at\s(?:the|that)\stime|once\sagain|as\swell|in\s(?:19|20)\d\d)(?:,?\s(?:\w+ly|already|also|"
    r"has|have|had)){0,3},?\s*$"
)


def _holder(text: str, tokens: list[re.Match[str]], post: Phrase | None) -> Phrase | None:
    """Return the person whose post `post` is: "Kenneth Krieg, Under Secretary of Defense, claimed" has no last
    comma."""
    if post is None or not _is_post(post):
        return None
    before = [token for token in tokens if token.end() <= post.start]
    if len(before) < 3 or before[-1][0] != ",":
        return None
    name: list[re.Match[str]] = []
    for token in reversed(before[:-1]):
        if not token[0][0].isupper() or token[0].lower() in STOP_WORDS or len(name) == 5:
            break
        name.insert(0, token)
    ahead = before[-2 - len(name)][0].lower() if len(before) > 1 + len(name) else ","
    apart = ahead in {",", "by", "that", "and", "as", "from", "when"}
    return _phrase(text, name) if apart and _is_person(name) else None


def _is_name(phrase: Phrase | None) -> bool:
    """Whether a phrase is by itself the name of a person: capitals throughout, and no post."""
    return (
        phrase is not None and not _is_post(phrase) and bool(re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){2,5}", phrase.text))
    )


def _is_post(phrase: Phrase | None) -> bool:
    """Whether a phrase is a post ("the chief economist", "Executive Director of the BIA"), and no person's name."""
    if phrase is None:
        return False
    names = [word.lower() for word in re.findall(r"[A-Za-z]+", phrase.text)]
    return any(name in ROLE_NOUNS for name in names)


def phrase_after(text: str, start: int) -> Phrase | None:
    """Return the noun phrase that begins at or just after `start`: "according to |the GAO, …", "said |Mr. Lew."."""
    tokens: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text, start, min(len(text), start + 220)):
        word = match[0]
        low = word.lower()
        if not tokens:
            if low in {",", "by"}:
                continue
            people = low in ROLE_NOUNS or names_people(low)
            if not (word[0].isupper() or low in DETERMINERS or low in PRONOUNS or word[0].isdigit() or people):
                return None
        elif word[0] == "(":
            tokens.append(match)
            continue
        elif _ends_phrase(text, match):
            break
        tokens.append(match)
        if low in PRONOUNS or len(tokens) > 16:
            break
    while tokens and tokens[-1][0].lower() in CONNECTORS | DETERMINERS:
        tokens.pop()
    return _phrase(text, tokens) if tokens else None


def _ends_phrase(text: str, token: re.Match[str]) -> bool:
    word, low = token[0], token[0].lower().rstrip(".")
    if not word[0].isalnum() and word != "&":
        return True
    if low in DETERMINERS and not _FOLLOWS_CONNECTOR.search(text, max(0, token.start() - 12), token.start()):
        return True  # "a view |the Department calls": a phrase has one determiner
    if low in CONNECTORS:
        return not (_goes_on_with_name(text, token.end()) or (low == "of" and _goes_on_with_people(text, token.end())))
    if word[0].isupper() and low in _NAMES_TOO:
        return False  # Representative Will Hurd
    return low in PRONOUNS or low in STOP_WORDS or _is_verb(word.rstrip("."))


_NAMES_TOO = frozenset(("will", "may", "do", "so", "van"))


_FOLLOWS_CONNECTOR = re.compile(r"\b(?:of|the|for|and|on|in|at|de|to|against|with|from|&)\s{1,3}$")
_PEOPLE_AHEAD = re.compile(r"\s{1,3}((?:[\w-]+\s){0,2}[\w-]+)")


def _goes_on_with_people(text: str, at: int) -> bool:
    """Whether people stand behind "of": "a panel of outside experts"."""
    ahead = _PEOPLE_AHEAD.match(text, at)
    return ahead is not None and any(word in ROLE_NOUNS or names_people(word) for word in ahead[1].split())


def clause_subject(text: str, end: int, *, main: bool = False, floor: int = 0) -> Phrase | None:
    """Return the subject of the last clause before `end` that has a name, a role or "you" before a finite verb.

    Nothing before `floor` is looked at. With `main`, clauses that hang on "that", "whether" or "who" are passed over.
    """
    floor = max(floor, end - 600)
    verbs = list(_FINITE.finditer(text, floor, end))[-12:]
    for verb in reversed(verbs):
        phrase = phrase_before(text, verb.start(), floor=floor)
        if phrase is None or not (phrase_kind(phrase.text) in _SUBJECTS or names_people(phrase.text)):
            continue
        if main and _HANGS.search(text[max(floor, phrase.start - 12) : phrase.start]):
            continue
        return phrase
    return None


_HANGS = re.compile(r"\b(?:that|whether|which|who|whose|if|because|how|why|where|when|as|than)\s+$", re.IGNORECASE)


def first_subject(text: str, start: int, end: int) -> Phrase | None:
    """Return the subject of the first finite verb in the sentence from `start` to `end`."""
    for verb in list(_FINITE.finditer(text, start, min(end, start + 400)))[:4]:
        phrase = phrase_before(text, verb.start(), floor=start)
        if phrase and phrase_kind(phrase.text) not in {PhraseKind.OTHER, PhraseKind.WRITER}:
            return phrase
    return None


_SUBJECTS = frozenset({PhraseKind.NAME, PhraseKind.RECIPIENT, PhraseKind.WRITER, PhraseKind.ROLE})


def phrase_kind(text: str) -> PhraseKind:
    """Return what the words of a phrase name."""
    words = re.findall(r"[\w&][\w&.’'-]*", text)
    if not words:
        return PhraseKind.OTHER
    lows = [re.sub(r"[’']s?$", "", word.lower()) for word in words]
    if len(lows) == 1 and lows[0] in {"you"}:
        return PhraseKind.RECIPIENT
    if len(lows) == 1 and lows[0] in {"i", "we"}:
        return PhraseKind.WRITER
    if len(lows) == 1 and lows[0] in {"he", "she", "it", "they"}:
        return PhraseKind.PRONOUN
    head = _head(words)
    low = head.lower()
    if low in LAW_NOUNS or any(word in _LAW_NAMES for word in words[1:]) or low in _SCRIPTURES:
        return PhraseKind.LAW
    if (
        low in PRESS_NOUNS
        and head[0].isupper()
        and len(words) > 1
        and words[-2][0].isupper()
        and lows[-2] not in DETERMINERS
    ):
        return PhraseKind.NAME  # the Associated Press
    if low in DOCUMENT_NOUNS or low in {"review", "report"}:
        return PhraseKind.DOCUMENT
    if low in ROLE_NOUNS and not any(word[0].isupper() for word in words[1:] if word.lower() != low):
        # "The Department" and "the agency" are roles; "the Department of Commerce" is a name.
        return PhraseKind.ROLE
    named = [word for word in words if word[0].isupper() and word.lower() not in DETERMINERS | STOP_WORDS]
    if named and (words[0][0].isupper() or len(named) * 2 >= len(words) or low in ROLE_NOUNS):
        return PhraseKind.NAME if low not in DOCUMENT_NOUNS else PhraseKind.DOCUMENT
    if any(word in ROLE_NOUNS for word in lows):
        return PhraseKind.ROLE
    return PhraseKind.OTHER


_LAW_NAMES = frozenset(("Act", "Amendment", "Amendments", "Constitution", "Code", "NDAA", "section", "Section"))
_SCRIPTURES = frozenset(("qur’an", "qur'an", "quran", "koran", "bible", "torah", "scripture", "gospel"))


# English makes its words for people who do something with few endings; the words that share them are listed.
_IS_AGENT = re.compile(
    r"\b(?!(?:letter|paper|number|order|matter|center|chapter|newsletter|quarter|other|power|factor|sector|error|"
    r"labor|behavior|harbor|water|computer|border|river|winter|summer|offer|answer|cover|register|member|media|budget|"
    r"filter|consumer)s?\b)[a-z]{3,}(?:er|or|ist|ian|ee|man|woman|men|women)s?\b(?=$|\s(?:of|in|at|for|from|with|"
    r"who)\b)"
)


def names_people(text: str) -> bool:
    """Whether a phrase is about people by a common noun: "one American scholar", "rangers at the park"."""
    return _IS_AGENT.search(text) is not None


def bare_name(text: str) -> str:
    """Return a phrase as a name: no article before a capital, no possessive, one space between words."""
    name = re.sub(r"\s+", " ", text).strip(" ,;:—–-")
    name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+(?=[A-Z0-9])", "", name)
    name = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", name)
    return re.sub(r"^The (?=[a-z])", "the ", name)


def _head(words: list[str]) -> str:
    """The noun that a phrase is about: the last word before the first "of", "on", "from", "titled" …"""
    kept: list[str] = []
    for word in words:
        if kept and word.lower() in {"of", "on", "for", "in", "from", "to", "by", "at", "entitled", "titled", "with"}:
            break
        kept.append(word)
    while len(kept) > 1 and re.fullmatch(r"[\dIVX.()a-z-]{1,8}|\d.*", kept[-1]) and not kept[-1].isalpha():
        kept.pop()
    while len(kept) > 1 and re.fullmatch(r"[IVX]{1,5}", kept[-1]):
        kept.pop()
    return re.sub(r"[’']s?$", "", kept[-1])


def _is_person(tokens: list[re.Match[str]]) -> bool:
    words = [token[0] for token in tokens if token[0] not in "."]
    if not 2 <= len(words) <= 6:
        return False
    # A title may stand before the name ("Acting Deputy Commissioner Doris Diaz"), but a post alone is no name.
    common = ROLE_NOUNS | LAW_NOUNS | DOCUMENT_NOUNS
    at = max((i for i, word in enumerate(words) if word.lower() in common), default=-1)
    return all(word[0].isupper() for word in words) and (at <= 0 or len(words) - at > 2)


def _is_verb(word: str) -> bool:
    return bool(_FINITE.fullmatch(word)) and word[0].islower()


def _is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending; a name ("O'Reilly", "Kelly") is none."""
    return word.endswith("ly") and word[0].islower()


_NOUNS_TOO = frozenset(("states", "reports", "claims", "notes", "estimates", "finds", "shows"))


def _goes_on_with_name(text: str, at: int) -> bool:
    match = re.compile(r"\s{0,3}(?:the |a |an |its |their )?[A-Z]").match(text, at)
    return match is not None


def _walk(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    """Go left from the last token as far as one noun phrase reaches."""
    taken: list[re.Match[str]] = []
    index = len(tokens) - 1
    while index >= 0 and len(taken) < 24:
        token = tokens[index]
        word, low = token[0], token[0].lower()
        nearest = taken[-1][0] if taken else ""
        if taken and word.endswith(".") and _ends_sentence(word):
            break
        if not taken and low in PRONOUNS:
            if low in {"who", "which"}:
                return _walk(text, _without_comma(tokens[:index]))
            taken.append(token)
            break
        if not taken and low == "that" and index:
            return _walk(text, tokens[:index])
        if word[0] == "(":
            if taken and taken[-1][0][0].islower():
                break
            taken.append(token)
        elif word == "," and _joins_list(tokens, index, taken):
            taken.append(token)
        elif not (word[0].isalnum() or word in "&$"):
            break
        elif low in CONNECTORS and low not in DETERMINERS:
            before = tokens[index - 1][0] if index else ""
            joins = nearest[:1].isupper() or nearest.lower() in DETERMINERS or nearest[:1].isdigit()
            before_noun = before[:1].isalnum() and before.lower() not in STOP_WORDS and not _is_verb(before)
            if low != "of" and before[:1].islower():
                before_noun = before.lower() in ROLE_NOUNS | DOCUMENT_NOUNS or names_people(before)
            if low == "of" and (
                before.lower() in COLLECTIVES | DOCUMENT_NOUNS | ROLE_NOUNS or names_people(before.lower())
            ):
                joins = bool(taken)
            if low == "and":
                before_noun = before == "," or before[:1].isupper() or before[:1] == "("
            if not (taken and joins and before_noun):
                break
            taken.append(token)
        elif low == "that" and (nearest[:1].isupper() or (index and _is_verb(tokens[index - 1][0]))):
            break  # "said that NWS is ready": it opens a clause, and points at nothing.
        elif low in DETERMINERS:
            taken.append(token)
            before = tokens[index - 1][0].lower() if index else ""
            if before not in {"of", "for", "on", "in", "at", "and", "to", "from"}:
                break
        elif not taken and low in _NOUNS_TOO:
            taken.append(token)  # "twelve states wrote": right before a verb it is no verb.
        elif (low in STOP_WORDS and not _is_in_name(word, nearest)) or low in PRONOUNS or _is_verb(word):
            break
        elif word[0].isupper() or word[0].isdigit():
            taken.append(token)
        else:
            if taken and taken[-1][0].lower() in {"and"}:
                break
            taken.append(token)
        index -= 1
    while taken and (taken[-1][0].lower() in (CONNECTORS - {"the"}) or taken[-1][0] == ","):
        taken.pop()
    return _phrase(text, taken[::-1]) if taken else None


def _ends_sentence(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) > 4 or (len(bare) > 1 and bare.islower())


def _is_in_name(word: str, nearest: str) -> bool:
    """Whether a stop word is none here: "Under" in Under Secretary, and "States", which with a capital is no verb."""
    return word == "States" or (word == "Under" and nearest.lower().startswith("secretar"))


def _joins_list(tokens: list[re.Match[str]], index: int, taken: list[re.Match[str]]) -> bool:
    """Whether a comma is one of a list's ("the AAP, AMA, and CHA") or stands before a suffix ("Smith, Jr.")."""
    if taken and taken[-1][0].lower() in {"and"} | SUFFIXES:
        return True
    return index > 0 and any(token[0].lower() == "and" for token in taken) and _named(tokens[index - 1])


def _without_comma(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    while tokens and tokens[-1][0] in {",", "—", "–", ")"}:
        tokens = tokens[:-1]
    return tokens


def _named(token: re.Match[str]) -> bool:
    return token[0][0].isupper() or token[0][0] == "("


def _phrase(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    if not tokens:
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    while end > start and text[end - 1] in ".,":
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Corp|Co|D|S|C)\.$", text[start:end]):
            break
        end -= 1
    return Phrase(start, end, text[start:end])
