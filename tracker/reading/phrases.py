"""Noun phrases in a letter's prose: where the phrase before a verb begins, and what kind of thing it names.

No parser stands behind this. Official prose names its speakers with capitals ("the Committee on Foreign Investment in
the United States"), with a role ("the unknown author") or with a pronoun, next to the verb; what stands further away is
not guessed at. Offsets are into the text that was handed in; every walk is bounded.
"""

import re

from tracker.reading.lexicon import (
    ADVERBS,
    COLLECTIVES,
    CONNECTORS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    LAW_NOUNS,
    PLACES,
    PRONOUNS,
    ROLE_NOUNS,
    SEMI_AUXILIARIES,
    STOP_WORDS,
    SUFFIXES,
)
from tracker.reading.phrase_kinds import Phrase, PhraseKind, names_people, phrase_kind

__all__ = [
    "FINITE",
    "named_beside",
    "phrase_after",
    "phrase_before",
]


_TOKEN = re.compile(r"\((?:[^()]{1,40})\)|[\w$&][\w&.’'/$-]*|[^\w\s]")
_REACH = 400  # Characters before a verb in which its subject is looked for.

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
    r"grows|raises|holds|reads|adds|asserts|testifies|observes)\b"
)


def phrase_before(text: str, end: int, *, floor: int = 0) -> Phrase | None:
    """Return the noun phrase that is the subject of the verb that begins at `end`, or None.

    Nothing before `floor`, where the sentence begins, is looked at.

    Adverbs and auxiliaries between are skipped, and so are insertions between commas ("James H. Reynolds, who oversaw
    the case, stated"); a name that is itself such an insertion ("the chief economist, Keith Collins, warned") is the
    subject.
    """
    floor = max(floor, end - _REACH)
    for pattern, reach in ((_TITLE_BESIDE, _REACH), (_SO_FAR, 40), (_ASIDE, 40), (_PUT_OUT, 80)):
        if aside := pattern.search(text, max(floor, end - reach), end):
            end = aside.start()
    tokens = list(_TOKEN.finditer(text, floor, end))
    while tokens and (tokens[-1][0].lower() in ADVERBS or _is_adverb(tokens[-1][0])):
        tokens.pop()
        while len(tokens) > 1 and tokens[-1][0].lower() == "to" and tokens[-2][0].lower() in SEMI_AUXILIARIES:
            tokens.pop()
    if len(tokens) > 2 and tokens[-1][0].lower() == "to":
        while tokens and (tokens[-1][0].lower() in {"to", "on"} or tokens[-1][0].lower() in SEMI_AUXILIARIES | ADVERBS):
            tokens.pop()
    in_place = False
    for _ in range(4):
        if not tokens:
            return None
        if tokens[-1][0] not in {",", "—", "–"}:
            break
        edge = next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i][0] in {",", "—", "–", ";", ":"}), None)
        if edge is None or tokens[edge][0] in ";:":
            return None
        inserted = tokens[edge + 1 : -1]
        in_place = in_place or _is_place(inserted)
        ahead = text[floor : tokens[edge].start()]
        if who := _who_is_inserted(text, inserted, _walk(text, tokens[:edge]), ahead):
            return who
        tokens = tokens[: edge + 1]
        while len(tokens) > 1 and tokens[-1][0] in {",", "—", "–"} and tokens[-2][0] not in {","}:
            tokens = tokens[:-1]
            while len(tokens) > 1 and tokens[-1][0].lower() in {"has", "have", "had", "was", "were", "is", "are"}:
                tokens = tokens[:-1]  # "The Board has, to its credit, acknowledged"
            break
        while len(tokens) > 1 and tokens[-1][0].lower() in _SELF:
            tokens = tokens[:-1]
        if len(tokens) > 2 and tokens[-1][0].isdigit() and tokens[-2][0] == ",":
            tokens = tokens[:-2]  # "Ms. Alvarez, 71, of Laredo, said": her age
        if tokens and tokens[-1][0].lower().replace(".", "") in SUFFIXES and len(tokens) > 1 and tokens[-2][0] == ",":
            tokens = tokens[:-2]
    found = _walk(text, tokens)
    if found and found.text in _LEFT_OVER and len(tokens) > 2 and tokens[-2][0].endswith("ed"):
        found = _walk(text, tokens[:-2])  # "one of the boats |singled out|"
    if found and in_place:
        found = _whose_place(text, tokens, found) or found
    if found is None or found.text.lower() not in _NOMINATIVE:
        found = _whose_clause_this_is(text, tokens, floor) or found
    if found and (whole := _whole_document(text, tokens, found, floor)):
        return whole
    return _holder(text, tokens, found) or found


def _is_place(inserted: list[re.Match[str]]) -> bool:
    """Whether words between commas are the state or country of a town: "a baker in Bath, |Maine|, said"."""
    return " ".join(token[0] for token in inserted).rstrip(".") in PLACES


def _whose_place(text: str, tokens: list[re.Match[str]], town: Phrase) -> Phrase | None:
    """Return who is from a town: "|the owner of a bakery| in Bath, Maine, said"."""
    before = [token for token in tokens if token.end() <= town.start]
    if not before or before[-1][0].lower() not in {"in", "from", "near", "outside", "of"}:
        return None
    who = _walk(text, before[:-1])
    return who if who and (names_people(who.text) or phrase_kind(who.text) == PhraseKind.ROLE) else None


def _who_is_inserted(text: str, inserted: list[re.Match[str]], base: Phrase | None, ahead: str) -> Phrase | None:
    """Return who is named between the commas of "USDA's economist, |Keith Collins|, warned", if anybody is.

    "One of them, |Harlan Voss| of Custer County, put it so": where a person is from is no part of the name. "One of
    them, |a farmer| in Custer County, put it so": so much is known of a person who is not named.
    """
    while inserted and inserted[0][0].lower() in _HONORING:
        inserted = inserted[1:]
    if _is_place(inserted):
        return None
    if base is None or not _is_name(base):
        posted = _POSTED.match(text, inserted[0].start(), inserted[-1].end()) if inserted else None
        named = [token for token in inserted if posted is None or token.start() >= posted.end()]
        place = next((i for i, token in enumerate(named) if token[0] in {"of", "from", "in"}), len(named))
        if _is_person(named[:place]):
            return _phrase(text, named[:place])
        # "His wife, Ellen, said": beside a person one name is enough.
        if len(named) == 1 and base and re.fullmatch(r"[A-Z][a-z]+", named[0][0]) and _is_post(base):
            return _phrase(text, named)
    if base is not None and (_COMMON.match(base.text) or base.text in _OBJECTIVE) and _is_body(text, inserted):
        return _phrase(text, inserted)
    if _UNNAMED.search(ahead) and inserted and inserted[0][0] in {"a", "an", "the"}:
        who = phrase_after(text, inserted[0].start())
        return who if (who and phrase_kind(who.text) == PhraseKind.ROLE) or (who and names_people(who.text)) else None
    return None


def _is_body(text: str, inserted: list[re.Match[str]]) -> bool:
    """Whether a body is named between the commas: "the union that speaks for them, |Harbor Guild 12|, said"."""
    if not inserted or any(_MONTH.fullmatch(token[0]) for token in inserted):
        return False
    name = text[inserted[0].start() : inserted[-1].end()]
    return bool(_BODY.fullmatch(name)) and phrase_kind(name) in {PhraseKind.NAME, PhraseKind.ROLE}


_OBJECTIVE = frozenset(("her", "him", "them", "us", "it"))
_COMMON = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ne\sof\sthe)\s[a-z]")
_BODY = re.compile(r"[A-Z][A-Z&]{2,9}|[A-Z][\w&’'-]+(?:\s(?:of\sthe\s|of\s|for\s)?(?:[A-Z][\w&’'-]*|\d+)){1,6}")
_HONORING = frozenset(("the", "honorable", "hon", "hon.", "reverend", "rev", "rev."))
_POSTED = re.compile(
    r"(?:[A-Z][\w-]+\s){1,5}(?:in\sCharge|(?:of|for)\s(?:the\s)?(?:State|Defense|War|Army|Navy|Air\sForce|Labor|Energy|"
    r"Education|Agriculture|Commerce|Transportation|Treasury|Interior|Veterans\sAffairs|Homeland\sSecurity|Health|"
    r"Policy|Operations))\s"
)
_UNNAMED = re.compile(r"\b(?:[Oo]ne|[Aa]nother)(?:\s\w+)?(?:\sof\s\w+(?:\s\w+)?)?$|\b[Tt]h(?:at|is)\s\w+$")
_SELF = frozenset(("himself", "herself", "itself", "yourself", "themselves"))
_LEFT_OVER = frozenset(("out", "up", "down", "away", "off", "back", "over"))
_NOMINATIVE = frozenset(("he", "she", "they", "we", "i"))


def _whose_clause_this_is(text: str, tokens: list[re.Match[str]], floor: int) -> Phrase | None:
    """Return the people of whom a clause says what they do: "|A nurse| who left the ward in May told us …"."""
    if not tokens or tokens[-1][0] in {"who", "which", "that"}:
        return None
    whose = _WHOSE_IS.search(text, max(floor, tokens[-1].end() - 160), tokens[-1].end())
    if whose and len(whose["clause"].split()) > 2:
        found = _walk(text, [token for token in tokens if token.end() <= whose.start()])
        return found if found and phrase_kind(found.text) != PhraseKind.DOCUMENT else None
    who = _WHO_DID.search(text, max(floor, tokens[-1].end() - 160), tokens[-1].end())
    if who is None and (contact := _CONTACT.search(text, max(floor, tokens[-1].end() - 80), tokens[-1].end())):
        found = _walk(text, [token for token in tokens if token.end() <= contact.start()])
        return found if found and (names_people(found.text) or phrase_kind(found.text) == PhraseKind.ROLE) else None
    if who is None:
        return _document_before_clause(text, tokens, floor)
    # "The firm |that built| it said": right before a verb "that" opens no clause of what is said.
    opens = who["who"] == "that" and not (who["verb"].endswith("ed") or _is_verb(who["verb"]))
    if opens or _TAKES_A_CLAUSE.match(who["verb"]):
        return None
    found = _walk(text, [token for token in tokens if token.end() <= who.start()])
    people = found and (names_people(found.text) or phrase_kind(found.text) in {PhraseKind.ROLE, PhraseKind.NAME})
    return found if people else None


def _document_before_clause(text: str, tokens: list[re.Match[str]], floor: int) -> Phrase | None:
    """Return the document of which a clause says who made it: "|The brief| that the Department filed argues …"."""
    for that in re.compile(r"(?<=[a-z])\s(?:that|which)\s").finditer(
        text, max(floor, tokens[-1].end() - 140), tokens[-1].end()
    ):
        clause = text[that.end() : tokens[-1].end()]
        if re.search(r"[,;:—–\"“”]", clause) or not _MADE.search(clause):
            continue
        found = _walk(text, [token for token in tokens if token.end() <= that.start()])
        if found and phrase_kind(found.text) == PhraseKind.DOCUMENT:
            return found
    return None


_MADE = re.compile(
    r"\s(?:filed|issued|released|published|prepared|wrote|authored|sent|signed|drafted|submitted|posted|produced|"
    r"gave|made|"
    r"completed|finished|led|undertook|"
    r"adopted|promulgated|commissioned|conducted|circulated)\b"
)
# "An alderman |we spoke with| said"
_CONTACT = re.compile(
    r"\s(?:(?:with|to|from)\swhom\s|whom\s)?(?:we|I|our\sstaffs?)\s(?:have\s|had\s)?[a-z]+(?:\s(?:with|to|from|"
    r"about))?$"
)
_WHO_DID = re.compile(
    r"\s(?P<who>who|that)\s(?:\w+ly\s|had\s|has\s|have\s|(?:was|were)\s(?=\w+ed\b))?(?P<verb>[a-z]+)"
    r"(?:\s[^,;:.—–\"“”]{1,120})?$"
)
# "|A farmer| whose land lies along the river told us"
_WHOSE_IS = re.compile(r"\swhose\s(?P<clause>[^,;:.—–\"“”]{3,140})$")
_TAKES_A_CLAUSE = re.compile(
    r"(?:sa(?:id|ys?)|claim\w*|believ\w+|thought|thinks?|t(?:old|ells?)|argu\w+|kn(?:ew|ow)s?|learn\w*|hear\w*|felt|"
    r"ask\w*|"
    r"f(?:ou|i)nds?|not(?:ed|es?)|report\w*|fear\w*|hop\w+|insist\w*|had|has|have|is|are|was|were)$"
)
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


# "The report, “Options for Small Airports,” noted": marked words are blanks here.
_TITLE_BESIDE = re.compile(r",?\s(?:(?:en)?titled\s|called\s|headed\s)?[\"“]\s+[\"”],?\s*$")
# What stands between a subject and its verb and says nothing of either: "had in any case already held".
_SO_FAR = re.compile(r"(?:\s(?:has|have|had|even)){0,2}\s(?:gone|went|go|goes)\s(?:so|as)\sfar\sas\sto\s$")
# "A GAO report |released today| found"
_PUT_OUT = re.compile(
    r",?\s(?:(?:and|which\swas|recently|just|newly|first|made)\s)?(?:released|issued|published|completed|unveiled|posted|public)\s"
    r"(?:only\s)?(?:today|yesterday|(?:this|last)\s\w+|earlier\s(?:this|that)\s\w+|(?:in|on)\s[A-Z]\w+(?:\s\d{1,2})?(?:,?\s\d{4})?|"
    r"(?:\w+\s){1,3}ago)(?:,?\s(?:also|has|have|had|\w+ly))*,?\s*$"
)
_ASIDE = re.compile(
    r"(?P<comma>,)?\s(?:in\s(?:any\scase|fact|turn|part|essence|effect|addition|response)|of\scourse|after\sall|"
    r"for\s(?:example|"
    r"instance)|there|here|at\s(?:the|that)\stime|once\sagain|as\swell|in\s(?:19|20)\d\d)(?:,?\s(?:\w+ly|already|also|"
    r"has|have|had)){0,3}(?(comma),?)\s*$"
)


def _holder(text: str, tokens: list[re.Match[str]], post: Phrase | None) -> Phrase | None:
    """Return the person whose post `post` is: "Kenneth Krieg, Under Secretary of Defense, claimed" has no last
    comma."""
    if post is None or not _is_post(post) or _TITLED_NAME.fullmatch(post.text):
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


# "Commissioner Hale" is a person, and no post that somebody else holds.
_TITLED_NAME = re.compile(
    r"(?:[A-Z][a-z]+\s){0,2}(?:Secretary|Commissioner|Administrator|Director|Chairman|Chairwoman|Chair|President|"
    r"Senator|"
    r"Governor|Mayor|Judge|Justice|General|Admiral|Colonel|Captain|Major|Sheriff|Superintendent|Ambassador|Professor|"
    r"Congressman|Congresswoman|Representative|Chief|Officer|Inspector|Counsel)\s(?:[A-Z][\w.’'-]+\s?){1,3}"
)


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
            opens = low in DETERMINERS or low in PRONOUNS or _SOME.match(text, match.start())
            if not (word[0].isupper() or opens or word[0].isdigit() or people):
                return None
        elif word[0] == "(":
            tokens.append(match)
            continue
        elif _ends_phrase(text, match) and not (word.endswith("ed") and tokens[-1][0].lower() in DETERMINERS):
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
    if low == "of" and _OF_THEM.match(text, token.end()):
        return False
    if low in CONNECTORS:
        people = low in {"of", "the"} and _goes_on_with_people(text, token.end())
        return not (people or _goes_on_with_name(text, token.end()))
    if (
        word.islower()
        and _is_adverb(word)
        and text[: token.start()].rstrip()[-1:].isalpha()
        and _after_name(text, token)
    ):
        return True  # "asked |Mr. Poe| directly"
    if word[0].isupper() and low in _NAMES_TOO:
        return False  # Representative Will Hurd
    return low in PRONOUNS or low in STOP_WORDS or _is_verb(word.rstrip("."))


def _after_name(text: str, token: re.Match[str]) -> bool:
    before = re.search(r"([A-Z])[\w’'.-]*\s{1,3}$", text[max(0, token.start() - 30) : token.start()])
    return before is not None and not re.search(
        r"\b(?:The|A|An)\s{1,3}$", text[max(0, token.start() - 30) : token.start()]
    )


_SOME = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens|most|others)\sof\s(?:us|them|these|those)\b"
)
_OF_THEM = re.compile(r"\s(?:us|them|these|those)\b")
_NAMES_TOO = frozenset(("will", "may", "do", "so", "van"))


_FOLLOWS_CONNECTOR = re.compile(r"\b(?:of|the|for|and|on|in|at|de|to|against|with|from|&)\s{1,3}$")
_PEOPLE_AHEAD = re.compile(r"\s{1,3}((?:[\w-]+\s){0,2}[\w-]+)")


def _goes_on_with_people(text: str, at: int) -> bool:
    """Whether people stand behind "of": "a panel of outside experts"."""
    ahead = _PEOPLE_AHEAD.match(text, at)
    return ahead is not None and any(word in ROLE_NOUNS or names_people(word) for word in ahead[1].split())


def named_beside(text: str, post: Phrase) -> Phrase | None:
    """Return the name that stands beside a post or a common noun: "the union's president, |Maria Lopez|, said"."""
    if phrase_kind(post.text) not in {PhraseKind.ROLE, PhraseKind.NAME} and not names_people(post.text):
        return None
    beside = _NAME_BESIDE.match(text, post.end)
    if beside is None or _is_name(post) or not _is_post(post):
        return None
    tokens = list(_TOKEN.finditer(text, *beside.span("name")))
    return Phrase(*beside.span("name"), beside["name"]) if _is_person(tokens) else None


_NAME_BESIDE = re.compile(
    r",\s(?:(?:the\s)?(?:Honorable|Hon\.|Reverend|Rev\.)\s)?(?P<name>(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w’'-]+)"
    r"(?=,|\sof\s|\s\(|[.;:]|$|\s[a-z]+(?:ed|s)\b)"
)


def _is_person(tokens: list[re.Match[str]]) -> bool:
    words = [token[0] for token in tokens if token[0] not in "."]
    if not 2 <= len(words) <= 6:
        return False
    # A title may stand before the name ("Acting Deputy Commissioner Doris Diaz"), but a post alone is no name.
    common = ROLE_NOUNS | LAW_NOUNS | DOCUMENT_NOUNS
    at = max((i for i, word in enumerate(words) if word.lower() in common), default=-1)
    return all(word[0].isupper() for word in words) and (at <= 0 or len(words) - at > 2)


def _is_verb(word: str) -> bool:
    return bool(FINITE.fullmatch(word)) and word[0].islower()


def _is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending; a name ("O'Reilly", "Kelly") is none."""
    return word.endswith("ly") and word[0].islower()


_MODALS = frozenset(("must", "can", "could", "will", "would", "should", "may", "might", "shall", "cannot"))
"""What stands before a verb: "we must *take* note of the position"."""
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
                return _before_relative(text, _without_comma(tokens[:index]))
            taken.append(token)
            break
        if not taken and low == "that" and index:
            return _walk(text, tokens[:index])
        if word[0] == "(":
            # "a Government Accountability Office (GAO) report"
            if taken and taken[-1][0][0].islower() and taken[-1][0] not in DOCUMENT_NOUNS:
                break
            taken.append(token)
        elif word == "," and _joins_list(tokens, index, taken):
            taken.append(token)
        elif not (word[0].isalnum() or word in "&$"):
            break
        elif taken and nearest[:1].isupper() and _is_when(tokens, index):
            break  # "In 2011 |FDA| issued", "On May 3 |Commissioner Hale| said"
        elif taken and nearest in _HONORIFICS and low == word:
            break  # "In her testimony |Ms. Roe| said"
        elif low in CONNECTORS and low not in DETERMINERS:
            before = tokens[index - 1][0] if index else ""
            joins = nearest[:1].isupper() or nearest.lower() in DETERMINERS or nearest[:1].isdigit()
            before_noun = before[:1].isalnum() and before.lower() not in STOP_WORDS and not _is_verb(before)
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
        elif low == "that" and (nearest[:1].isupper() or (index and _is_verb(tokens[index - 1][0]))):
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
        elif (low in STOP_WORDS and not _is_in_name(word, nearest)) or low in PRONOUNS or _is_verb(word):
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
    return _phrase(text, taken[::-1]) if taken else None


_OF_WHOM = frozenset(("us", "them", "these", "those"))
_HONORIFICS = frozenset(("Mr.", "Ms.", "Mrs.", "Dr.", "Mr", "Ms", "Mrs", "Dr", "Sen.", "Rep.", "Gov.", "Prof.", "Rev."))
_PARTICLES = frozenset(("de", "la", "del", "van", "von", "der"))
_MONTH = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_WHEN = frozenset(("in", "on", "since", "by", "until", "during", "last", "of", "early", "late", "and"))


def _is_when(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether a token is a date's that stands before a name: the year, the day or the month."""
    word, before = tokens[index][0], tokens[index - 1][0] if index else ""
    if _MONTH.fullmatch(word):
        return before.lower() in _WHEN
    if not re.fullmatch(r"\d{1,2}|(?:19|20)\d\d", word):
        return False
    return bool(_MONTH.fullmatch(before)) or (len(word) == 4 and (before.lower() in _WHEN or before == ","))


def _before_relative(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    """Return whom "who" takes up: a name, and not what stands beside it: "|Rita Roe|, a baker in Houma, who says"."""
    nearest = _walk(text, tokens)
    if nearest and _BESIDE_NAME.match(nearest.text):
        before = [token for token in tokens if token.end() <= nearest.start]
        if before and before[-1][0] == "," and _is_name(name := _walk(text, before[:-1])):
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
    return word == "States" or (word == "Under" and nearest.lower().startswith("secretar"))


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


def _phrase(text: str, tokens: list[re.Match[str]]) -> Phrase | None:
    if not tokens:
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    while end > start and text[end - 1] in ".,":
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Corp|Co|D|S|C)\.$", text[start:end]):
            break
        end -= 1
    return Phrase(start, end, text[start:end])
