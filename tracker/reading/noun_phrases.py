"""One noun phrase: how far it reaches to the left of a place, or to the right.

Offsets are into the text that was handed in; every walk is bounded.
"""

import re

from tracker.reading.lexicon import (
    COLLECTIVES,
    CONNECTORS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    PRONOUNS,
    ROLE_NOUNS,
    STOP_WORDS,
    SUFFIXES,
)
from tracker.reading.phrase_kinds import Phrase, names_people
from tracker.reading.speaking_verbs import VERB

__all__ = [
    "FINITE",
    "MONTH",
    "TOKEN",
    "is_adverb",
    "is_name",
    "is_post",
    "is_verb",
    "phrase_after",
    "phrase_of",
    "walk",
]


TOKEN = re.compile(r"\((?:[^()]{1,40})\)|[\w$&][\w&.’'/$-]*|[^\w\s]")


FINITE = re.compile(
    r"\b(?:\w{2,}ed|sent|wrote|said|says|states|notes|is|are|was|were|has|have|had|came|comes|made|makes|took|found|"
    r"finds|ran|began|knew|went|saw|heard|spoke|met|became|left|put|led|met|sought|brought|thought|bought|kept|won|"
    r"lost|sat|rose|fell|grew|gave|told|held|called|writes|claims|argues|issued|did|does|will|would|could|should|may|"
    r"must|can|requires|allege|urge|puts|expects|wants|seeks|calls|asks|gives|takes|keeps|plans|argues|intends|"
    r"proposes|warns|remains|offers|contends|continues|acknowledges|maintains|insists|explains|adds|agrees|knows|"
    r"thinks|provides|believes|opposes|supports|rejects|defends|denies|welcomes|shows|concludes|reports|recommends|"
    r"estimates|represents|serves|identifies|describes|suggests|flew|drove|wore|bore|tore|swore|chose|froze|stole|woke|"
    r"broke|drew|threw|shook|forgot|got|hung|dug|stuck|struck|stood|understood|withstood|overtook|undertook|taught|"
    r"caught|fought|built|dealt|felt|fled|fed|paid|laid|slept|wept|spent|sang|drank|rang|swam|hid|slid|ate|forbade|"
    r"foresaw|oversaw|arose|awoke|clung|flung|forgave|overcame|rode|sold|shrank|sped|sprang|strode|strove|underwent|"
    r"upheld|withdrew|withheld|mistook|retook|meant|lent|heats|lives|teaches|runs|works|owns|leads|drives|milks|farms|"
    r"leaves|extends|concurs|disagrees|advertises|promises|touts|goes|begins|ends|appears|seems|lacks|fails|ignores|confirms|reveals|directs|allows|permits|prohibits|sits|"
    r"stands|speaks|refuses|declines|admits|concedes|means|relies|rests|applies|contains|includes|carries|feels|hears|"
    r"sees|begin|tries|sends|sells|builds|refers|blames|cites|urges|deserves|assures|pledges|boasts|"
    r"grows|raises|holds|reads|tells|adds|asserts|testifies|observes)\b"
)


def phrase_after(text: str, start: int) -> Phrase | None:
    """Return the noun phrase that begins at or just after `start`: "according to |the GAO, …", "said |Mr. Lew."."""
    tokens: list[re.Match[str]] = []
    asks = _AUXILIARY.search(text, max(0, start - 8), start)
    for match in TOKEN.finditer(text, start, min(len(text), start + 220)):
        word = match[0]
        low = word.lower()
        if not tokens:
            if low in {",", "by"}:
                continue
            people = low in ROLE_NOUNS or low == "former" or names_people(low) or _POST_AHEAD.match(text, match.start())
            opens = low in DETERMINERS or low in PRONOUNS or _SOME.match(text, match.start())
            if not (word[0].isupper() or opens or word[0].isdigit() or people):
                return None
        elif word[0] == "(":
            tokens.append(match)
            continue
        elif asks and word.islower() and tokens[-1][0][:1].isupper() and low not in CONNECTORS | ROLE_NOUNS:
            break  # "How does |the Administration| square this …?"
        elif _ends_phrase(text, match) and not (word.endswith("ed") and tokens[-1][0].lower() in DETERMINERS):
            break
        tokens.append(match)
        if low in PRONOUNS or len(tokens) > 16:
            break
    if not (len(tokens) == 1 and tokens[0][0].lower() in _ALONE):
        while tokens and tokens[-1][0].lower() in CONNECTORS | DETERMINERS:
            tokens.pop()
    return phrase_of(text, tokens) if tokens else None


def _ends_phrase(text: str, token: re.Match[str]) -> bool:
    word, low = token[0], token[0].lower().rstrip(".")
    if not word[0].isalnum() and word != "&":
        return True
    if low in DETERMINERS and not _FOLLOWS_CONNECTOR.search(text, max(0, token.start() - 12), token.start()):
        return True  # "a view |the Department calls": a phrase has one determiner
    if low == "of" and _OF_THEM.match(text, token.end()):
        return False
    if low in CONNECTORS:
        people = low in {"of", "the"} and _goes_on_with_people(text, token.end())
        return not (people or _goes_on_with_name(text, token.end()))
    if (
        word.islower()
        and is_adverb(word)
        and text[: token.start()].rstrip()[-1:].isalpha()
        and _after_name(text, token)
    ):
        return True  # "asked |Mr. Poe| directly"
    if (
        word.islower()
        and word.rstrip(".").endswith("s")
        and VERB.fullmatch(word.rstrip("."))
        and (word.endswith(".") or text[token.end() : token.end() + 1] in (",", ";", ":"))
        and _after_name(text, token)
        and not re.search(r"[’']s?\s{1,3}$", text[max(0, token.start() - 4) : token.start()])
    ):
        return True  # "…," Mr. Roe |recalls|.
    ahead = _PEOPLE_AHEAD.match(text, token.end()) if low in _NOUNS_TOO else None
    if ahead and ahead[1].split()[0] in ROLE_NOUNS:
        return False  # "a claims examiner"
    if (
        word.islower()
        and word.endswith("s")
        and _FINITE_BEHIND_NAME.match(text, token.end())
        and _after_name(text, token)
    ):
        return True  # "the Bankers of America |counts| 1,300 fewer"
    if word[0].isupper() and low in _NAMES_TOO:
        return False  # Representative Will Hurd
    return low in PRONOUNS or low in STOP_WORDS or is_verb(word.rstrip("."))


def _after_name(text: str, token: re.Match[str]) -> bool:
    before = re.search(r"([A-Z])[\w’'.-]*\s{1,3}$", text[max(0, token.start() - 30) : token.start()])
    return before is not None and not re.search(
        r"\b(?:The|A|An)\s{1,3}$", text[max(0, token.start() - 30) : token.start()]
    )


_AUXILIARY = re.compile(r"\b(?:[Dd]o|[Dd]oes|[Dd]id)\s$")
# "contracting officer Brent Hollis"
_POST_AHEAD = re.compile(
    r"(?:[a-z]+\s){1,2}(?:officer|director|manager|engineer|chief|agent|inspector|scientist|analyst|economist|attorney|"
    r"counsel|spokesman|spokeswoman|spokesperson|secretary|president|owner|worker|officials?|executive)\s[A-Z][a-z]"
)
_FINITE_BEHIND_NAME = re.compile(r"\s(?:the|an?|its|their|his|her|that|this|these|those|no|how|\d[\d,]*)\s")
_SOME = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens|most|others)\sof\s(?:us|them|these|those)\b"
)


_ALONE = frozenset(("one", "another", "some", "several", "many"))
_OF_THEM = re.compile(r"\s(?:us|them|these|those)\b")


_NAMES_TOO = frozenset(("will", "may", "do", "so", "van", "asked"))


_FOLLOWS_CONNECTOR = re.compile(r"\b(?:of|the|for|and|on|in|at|de|to|against|with|from|&)\s{1,3}$")


_PEOPLE_AHEAD = re.compile(r"\s{1,3}((?:[\w-]+\s){0,2}[\w-]+)")


def _goes_on_with_people(text: str, at: int) -> bool:
    """Whether people stand behind "of": "a panel of outside experts"."""
    ahead = _PEOPLE_AHEAD.match(text, at)
    return ahead is not None and any(word in ROLE_NOUNS or names_people(word) for word in ahead[1].split())


def is_verb(word: str) -> bool:
    return bool(FINITE.fullmatch(word)) and word[0].islower()


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending; a name ("O'Reilly", "Kelly") is none."""
    return word.endswith("ly") and word[0].islower()


_MODALS = frozenset(("must", "can", "could", "will", "would", "should", "may", "might", "shall", "cannot"))
"""What stands before a verb: "we must *take* note of the position"."""


_NOUNS_TOO = frozenset(("states", "reports", "claims", "notes", "estimates", "finds", "shows"))


def _goes_on_with_name(text: str, at: int) -> bool:
    match = re.compile(r"\s{0,3}(?:the |a |an |its |their )?[A-Z]").match(text, at)
    return match is not None


def walk(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    """Go left from the last token as far as one noun phrase reaches."""
    taken: list[re.Match[str]] = []
    index = len(tokens) - 1
    while index >= 0 and len(taken) < 24:
        token = tokens[index]
        word, low = token[0], token[0].lower()
        nearest = taken[-1][0] if taken else ""
        if taken and ((word.endswith(".") and _ends_sentence(word)) or taken[-1].start() - token.end() > 1):
            break  # A sentence or a paragraph ends.
        if not taken and low in PRONOUNS:
            if low in {"who", "which"}:
                return _before_relative(text, _without_comma(tokens[:index]))
            taken.append(token)
            break
        if not taken and low == "that" and index:
            return walk(text, tokens[:index])
        if word[0] == "(":
            # "a Government Accountability Office (GAO) report"
            if taken and taken[-1][0][0].islower() and taken[-1][0] not in DOCUMENT_NOUNS:
                break
            taken.append(token)
        elif word == "," and _joins_list(tokens, index, taken):
            taken.append(token)
        elif not (word[0].isalnum() or word in "&$"):
            break
        elif taken and nearest[:1].isupper() and (low in _TIMES or _is_when(tokens, index)):
            break  # "In 2011 |FDA| issued", "On May 3 |Commissioner Hale| said"
        elif taken and nearest in _HONORIFICS and low == word:
            break  # "In her testimony |Ms. Roe| said"
        elif low in CONNECTORS and low not in DETERMINERS:
            before = tokens[index - 1][0] if index else ""
            joins = nearest[:1].isupper() or nearest.lower() in DETERMINERS or nearest[:1].isdigit()
            before_noun = before[:1].isalnum() and before.lower() not in STOP_WORDS and not is_verb(before)
            if low != "of" and before[:1].islower():
                before_noun = before.lower() in {"mine", "ours"} | ROLE_NOUNS | DOCUMENT_NOUNS or names_people(before)
            if low == "of" and (
                before.lower() in COLLECTIVES | DOCUMENT_NOUNS | ROLE_NOUNS or names_people(before.lower())
            ):
                joins = bool(taken)
            if low in _PARTICLES:
                joins = joins or nearest in _PARTICLES
                before_noun = before[:1].isupper() or before in _PARTICLES
            if low == "of" and nearest in _OF_WHOM:
                joins = before_noun = True
            if low == "and":
                before_noun = before == "," or before[:1].isupper() or before[:1] == "("
            if not (taken and joins and before_noun):
                break
            taken.append(token)
        elif low == "that" and (
            nearest[:1].isupper()
            or nearest in _OPENS_A_PHRASE
            or (nearest.endswith("s") and not nearest.endswith(("ss", "’s", "'s")))
            or (index and is_verb(tokens[index - 1][0]))
        ):
            break  # "said that NWS is ready": it opens a clause, and points at nothing.
        elif low in DETERMINERS:
            taken.append(token)
            if len(taken) == 1 and index and tokens[index - 1][0].lower() in {"and", "but", "or"}:
                break  # "and |one|, unnamed, said"
            before = tokens[index - 1][0].lower() if index else ""
            if before not in {"of", "for", "on", "in", "at", "within", "inside", "and", "to", "from"}:
                break
        elif not taken and low in _NOUNS_TOO:
            taken.append(token)  # "twelve states wrote": right before a verb it is no verb.
        elif taken and word.endswith("ed") and index and tokens[index - 1][0].lower() in DETERMINERS and low == word:
            taken.append(token)  # "a |retired| teacher"
        elif (low in STOP_WORDS and not _is_in_name(word, nearest)) or low in PRONOUNS or is_verb(word):
            break
        elif word[0].isupper() or word[0].isdigit():
            taken.append(token)
        else:
            if (taken and taken[-1][0].lower() in {"and"}) or (index and tokens[index - 1][0].lower() in _MODALS):
                break
            taken.append(token)
        index -= 1
    while taken and (taken[-1][0].lower() in (CONNECTORS - {"the"}) or taken[-1][0] == ","):
        taken.pop()
    return phrase_of(text, taken[::-1]) if taken else None


_OPENS_A_PHRASE = frozenset(("any", "every", "no", "all", "most", "both", "such"))


_OF_WHOM = frozenset(("us", "them", "these", "those"))


_TIMES = frozenset(
    ("day", "week", "month", "year", "spring", "summer", "fall", "winter", "night", "morning", "afternoon", "time")
)
_HONORIFICS = frozenset(("Mr.", "Ms.", "Mrs.", "Dr.", "Mr", "Ms", "Mrs", "Dr", "Sen.", "Rep.", "Gov.", "Prof.", "Rev."))


_PARTICLES = frozenset(("de", "la", "del", "van", "von", "der"))


MONTH = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


_WHEN = frozenset(("in", "on", "since", "by", "until", "during", "last", "of", "early", "late", "and"))


def _is_when(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether a token is a date's that stands before a name: the year, the day or the month."""
    word, before = tokens[index][0], tokens[index - 1][0] if index else ""
    if MONTH.fullmatch(word):
        return before.lower() in _WHEN
    if not re.fullmatch(r"\d{1,2}|(?:19|20)\d\d", word):
        return False
    return bool(MONTH.fullmatch(before)) or (len(word) == 4 and (before.lower() in _WHEN or before == ","))


def _before_relative(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    """Return whom "who" takes up: a name, and not what stands beside it: "|Rita Roe|, a baker in Houma, who says"."""
    nearest = walk(text, tokens)
    if nearest and _BESIDE_NAME.match(nearest.text):
        before = [token for token in tokens if token.end() <= nearest.start]
        if before and before[-1][0] == "," and is_name(name := walk(text, before[:-1])):
            return name
    return nearest


_BESIDE_NAME = re.compile(r"(?:an?|the|its|their|his|her|one\sof)\s")


def _ends_sentence(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) > 4 or (len(bare) > 1 and bare.islower())


def _is_in_name(word: str, nearest: str) -> bool:
    """Whether a stop word is none here: "Under" in Under Secretary, and "States", which with a capital is no verb."""
    if word == "May" and nearest[:1].isdigit():
        return True
    if word == "fact" and nearest.startswith("sheet"):
        return True
    return word in {"States", "Asked"} or (word == "Under" and nearest.lower().startswith("secretar"))


def _joins_list(tokens: list[re.Match[str]], index: int, taken: list[re.Match[str]]) -> bool:
    """Whether a comma is one of a list's ("the AAP, AMA, and CHA") or stands before a suffix ("Smith, Jr.")."""
    if taken and taken[-1][0].lower() in SUFFIXES:
        return True
    if taken and taken[-1][0].lower() == "and":
        # A list of three has a comma before; "told the panel, and Dr. Shah confirmed" has two clauses.
        before = [token[0] for token in tokens[max(0, index - 12) : index]]
        item = next((i for i, word in enumerate(reversed(before)) if word == ","), None)
        return item is not None and all(
            word[0].isupper() or word.lower() in CONNECTORS or word[0] == "(" for word in before[len(before) - item :]
        )
    return index > 0 and any(token[0].lower() == "and" for token in taken) and _named(tokens[index - 1])


def _without_comma(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    while tokens and tokens[-1][0] in {",", "—", "–", ")"}:
        tokens = tokens[:-1]
    return tokens


def _named(token: re.Match[str]) -> bool:
    return token[0][0].isupper() or token[0][0] == "("


def phrase_of(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    if not tokens:
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    while end > start and text[end - 1] in ".,":
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Corp|Co|D|S|C)\.$", text[start:end]):
            break
        end -= 1
    return Phrase(start, end, text[start:end])


def is_name(phrase: Phrase | None) -> bool:
    """Whether a phrase is by itself the name of a person: capitals throughout, and no post."""
    return phrase is not None and not is_post(phrase) and bool(re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){2,5}", phrase.text))


def is_post(phrase: Phrase | None) -> bool:
    """Whether a phrase is a post ("the chief economist", "Executive Director of the BIA"), and no person's name."""
    if phrase is None:
        return False
    names = [word.lower() for word in re.findall(r"[A-Za-z]+", phrase.text)]
    return any(name in ROLE_NOUNS for name in names)
