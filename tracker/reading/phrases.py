"""The subject of a verb: the noun phrase before it, through insertions, and the name that stands beside a post.

No parser stands behind this. Official prose names its speakers with capitals ("the Committee on Foreign Investment in
the United States"), with a role ("the unknown author") or with a pronoun, next to the verb; what stands further away is
not guessed at. Offsets are into the text that was handed in; every walk is bounded.
"""

import re

from tracker.reading.governors import NOBODY, governor
from tracker.reading.lexicon import (
    ADVERBS,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    LAW_NOUNS,
    PLACES,
    ROLE_NOUNS,
    SEMI_AUXILIARIES,
    STOP_WORDS,
    SUFFIXES,
)
from tracker.reading.noun_phrases import MONTH, TOKEN, is_adverb, is_name, is_post, phrase_after, phrase_of, walk
from tracker.reading.people import is_person, is_titled
from tracker.reading.phrase_kinds import Phrase, PhraseKind, head_noun, names_people, phrase_kind
from tracker.reading.relative_clauses import whose_clause_this_is

__all__ = ["body_beside", "by_name", "named_beside", "phrase_before"]


_REACH = 400  # Characters before a verb in which its subject is looked for.


def phrase_before(text: str, end: int, *, floor: int = 0) -> Phrase | None:
    """Return the noun phrase that is the subject of the verb that begins at `end`, or None.

    Nothing before `floor`, where the sentence begins, is looked at.

    Adverbs and auxiliaries between are skipped, and so are insertions between commas ("James H. Reynolds, who oversaw
    the case, stated"); a name that is itself such an insertion ("the chief economist, Keith Collins, warned") is the
    subject.
    """
    floor = max(floor, end - _REACH)
    for pattern, reach in ((_TITLE_BESIDE, _REACH), (_SO_FAR, 40), (_PUT_OUT, 80), (_ASIDE, 40), (_DATED, 40)):
        if aside := pattern.search(text, max(floor, end - reach), end):
            end = aside.start()
            if within := _WITHIN.search(text, max(floor, end - 60), end):
                end = within.start()  # "The Register, in an editorial published on April 9, described"
    tokens = list(TOKEN.finditer(text, floor, end))
    while tokens and (tokens[-1][0].lower() in ADVERBS or is_adverb(tokens[-1][0])):
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
        if len(inserted) == 1 and re.fullmatch(r"(?:19|20)\d\d", inserted[0][0]):
            # "The President, in remarks on June 1, 2017, said": the year's comma is the date's.
            opens = next((i for i in range(edge - 1, -1, -1) if tokens[i][0] in {",", "—", "–", ";", ":"}), None)
            if opens is not None and edge - opens > 2:
                edge, inserted = opens, tokens[opens + 1 : -1]
        in_place = in_place or _is_place(inserted)
        ahead = text[floor : tokens[edge].start()]
        if who := _who_is_inserted(text, inserted, walk(text, tokens[:edge]), ahead):
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
    found = walk(text, tokens)
    if found and found.text in _LEFT_OVER and len(tokens) > 2 and tokens[-2][0].endswith("ed"):
        found = walk(text, tokens[:-2])  # "one of the boats |singled out|"
    if found and found.text in PLACES and (town := [token for token in tokens if token.end() <= found.start]):
        name = walk(text, town[:-1]) if town[-1][0] == "," else None
        if name and _TOWN.fullmatch(name.text):
            # "who has owned the mill in Bath, |Maine|, for 26 years, has told us"
            tokens, found, in_place = town[:-1], name, True
    if found and in_place:
        found = _whose_place(text, tokens, found) or found
    if found is None or found.text.lower() not in _NOMINATIVE:
        whose = whose_clause_this_is(text, tokens, floor)
        found = (_named_before(text, tokens, whose) or whose) if whose else found
    if found and (whole := _whole_document(text, tokens, found, floor)):
        return whole
    relative = tokens and tokens[-1][0].lower() in {"who", "which", "that"}
    # Whose it is may well hang on a preposition: "in |the Board|'s view".
    if not relative and text[end : end + 1] not in "'’":
        found = governor(text, tokens, found) or found
        if found is NOBODY:
            return None
    return _holder(text, tokens, found) or found


_WITHIN = re.compile(r",\s(?:in|on|at|by|through|during)\s(?:an?|the|its|his|her|their|one)\s(?:\w+\s?){1,3}$")


def _is_place(inserted: list[re.Match[str]]) -> bool:
    """Whether words between commas are the state or country of a town: "a baker in Bath, |Maine|, said"."""
    return " ".join(token[0] for token in inserted).rstrip(".") in PLACES


def _whose_place(text: str, tokens: list[re.Match[str]], town: Phrase) -> Phrase | None:
    """Return who is from a town: "|the owner of a bakery| in Bath, Maine, said"."""
    before = [token for token in tokens if token.end() <= town.start]
    if len(before) > 1 and before[-2][0] == ",":
        before = [*before[:-2], before[-1]]  # "The manager of one of them, in Custer County, Nebraska, told us"
    if not before or before[-1][0].lower() not in {"in", "from", "near", "outside", "of"}:
        return None
    who = walk(text, before[:-1])
    if who and (clause := _WHO_RUNS.search(text, max(0, who.start - 40), who.start)):
        # "|Anne Roe|, who runs a dealership in Bath, Maine, told us"
        return walk(text, [token for token in tokens if token.end() <= clause.start()])
    return who if who and (names_people(who.text) or phrase_kind(who.text) == PhraseKind.ROLE) else None


_TOWN = re.compile(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}")
_WHO_RUNS = re.compile(r",?\s(?:and\s)?who\s(?:(?:has|have|had|once|also|now)\s)?[a-z]+\s$")


def _who_is_inserted(text: str, inserted: list[re.Match[str]], base: Phrase | None, ahead: str) -> Phrase | None:
    """Return who is named between the commas of "USDA's economist, |Keith Collins|, warned", if anybody is.

    "One of them, |Harlan Voss| of Custer County, put it so": where a person is from is no part of the name. "One of
    them, |a farmer| in Custer County, put it so": so much is known of a person who is not named.
    """
    if called := _CALLED.search(text, inserted[0].start(), inserted[-1].end()) if inserted else None:
        named = [token for token in inserted if token.start() >= called.end()]
        if _is_person(named):
            return phrase_of(text, named)  # "The other, a biologist named |Tom Avery|, said"
    if made := _MADE_INSERTED.search(text, inserted[0].start(), inserted[-1].end()) if inserted else None:
        return phrase_after(text, made.end())  # "Its replacement, a page signed by |Mr. Roe|, directs"
    while inserted and inserted[0][0].lower() in _HONORING:
        inserted = inserted[1:]
    if _is_place(inserted):
        return None
    if base is None or not is_name(base) or base.text in PLACES or _ITS_POST.fullmatch(base.text):
        posted = _POSTED.match(text, inserted[0].start(), inserted[-1].end()) if inserted else None
        named = [token for token in inserted if posted is None or token.start() >= posted.end()]
        place = next((i for i, token in enumerate(named) if token[0] in {"of", "from", "in"}), len(named))
        if _is_person(named[:place]):
            return phrase_of(text, named[:place])
        # "His wife, Ellen, said": beside a person one name is enough.
        one_of = base and re.match(r"(?:[Oo]ne|[Aa]nother)\sof\s(?:them|these|those)$", base.text)
        if len(named) == 1 and base and re.fullmatch(r"[A-Z][a-z]+", named[0][0]) and (one_of or is_post(base)):
            return phrase_of(text, named)
    if base is not None and (_COMMON.match(base.text) or base.text in _OBJECTIVE) and _is_body(text, inserted):
        return phrase_of(text, inserted)
    if _UNNAMED.search(ahead) and inserted and inserted[0][0] in {"a", "an", "the"}:
        who = phrase_after(text, inserted[0].start())
        return who if (who and phrase_kind(who.text) == PhraseKind.ROLE) or (who and names_people(who.text)) else None
    return None


def _is_body(text: str, inserted: list[re.Match[str]]) -> bool:
    """Whether a body is named between the commas: "the union that speaks for them, |Harbor Guild 12|, said"."""
    if not inserted or any(MONTH.fullmatch(token[0]) for token in inserted):
        return False
    name = text[inserted[0].start() : inserted[-1].end()]
    return bool(_BODY.fullmatch(name)) and phrase_kind(name) in {PhraseKind.NAME, PhraseKind.ROLE}


_MADE_INSERTED = re.compile(
    r"\b(?:signed|written|issued|authored|prepared|drafted|sent|penned)\s(?:(?:last|this|in|on)\s\w+\s){0,2}by\s(?=[A-Z]|the\s|an?\s|your\s)"
)
# "Its Commandant, |Admiral Roe|, told"
_ITS_POST = re.compile(r"(?:Its|Their|His|Her|Our|My|The|One|That|This)\s[A-Z]\w+")
_OBJECTIVE = frozenset(("her", "him", "them", "us", "it"))


_COMMON = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ne\sof\sthe)\s[a-z]")


_BODY = re.compile(r"[A-Z][A-Z&]{2,9}|[A-Z][\w&’'-]+(?:\s(?:of\sthe\s|of\s|for\s)?(?:[A-Z][\w&’'-]*|\d+)){1,6}")


_CALLED = re.compile(r"\bnamed\s(?=[A-Z])")
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


_IN_PARTICIPLE = re.compile(
    r"\s(?:recently\s)?(?:\w{2,}ed|sent|written|made|given|brought|held)\s(?:\w+ly\s)?(?:with|to|by|against|from|"
    r"before|at|for|in|on)\s$"
)


def _whole_document(text: str, tokens: list[re.Match[str]], last: Phrase, floor: int) -> Phrase | None:
    """Return the document that speaks in "a complaint filed with the Board alleges", where `last` is the Board."""
    filed = _IN_PARTICIPLE.search(text, max(floor, last.start - 40), last.start)
    if filed is None:
        return None
    before = walk(text, [token for token in tokens if token.end() <= filed.start()])
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


# "The letter from counsel |dated May 3| says"
_DATED = re.compile(r"(?<![,])\sdated\s[A-Z][a-z]+\s\d{1,2}(?:,\s\d{4})?\s$")
_ASIDE = re.compile(
    r"(?P<comma>,)?\s(?:in\s(?:any\scase|fact|turn|part|essence|effect|addition|response)|of\scourse|after\sall|"
    r"for\s(?:example|"
    r"instance)|there|here|at\s(?:the|that)\stime|once\sagain|as\swell|in\s(?:19|20)\d\d|"
    r"(?:last|this|earlier\sthis)\s(?:year|month|week|spring|summer|fall|autumn|winter|January|February|March|April|May|June|July|"
    r"August|September|October|November|December)|(?:on|in)\s(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?:\s\d{1,2})?(?:,?\s(?:19|20)\d\d)?)(?:,?\s(?:\w+ly|already|also|"
    r"has|have|had)){0,3}(?(comma),?)\s*$"
)


def _named_before(text: str, tokens: list[re.Match[str]], found: Phrase) -> Phrase | None:
    """Return the name beside which somebody stands: "|Dr. Hendry|, a veterinarian who left in May, has said"."""
    before = [token for token in tokens if token.end() <= found.start]
    if not re.match(r"(?:an?|the|its|their|his|her|one\sof)\s", found.text) or not before or before[-1][0] != ",":
        return None
    name = walk(text, before[:-1])
    return name if name and (is_name(name) or _TITLED_NAME.fullmatch(name.text)) else None


def _holder(text: str, tokens: list[re.Match[str]], post: Phrase | None) -> Phrase | None:
    """Return the person whose post `post` is: "Kenneth Krieg, Under Secretary of Defense, claimed" has no last
    comma."""
    if post is None or not is_post(post) or _TITLED_NAME.fullmatch(post.text):
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
    # "In reply to a question from Senator Roe, the Secretary wrote": she is not the Secretary.
    another = ahead in {"by", "from"} and post.text.lower().startswith("the ")
    apart = ahead in {",", "by", "that", "and", "as", "from", "when", "what", "how"} and not another
    return phrase_of(text, name) if apart and _is_person(name) else None


# "Commissioner Hale" is a person, and no post that somebody else holds.
_TITLED_NAME = re.compile(
    r"(?:[A-Z][a-z]+\s){0,2}(?:Secretary|Commissioner|Administrator|Director|Chairman|Chairwoman|Chair|President|"
    r"Senator|"
    r"Governor|Mayor|Judge|Justice|General|Admiral|Colonel|Captain|Major|Sheriff|Superintendent|Ambassador|Professor|"
    r"Congressman|Congresswoman|Representative|Chief|Officer|Inspector|Counsel)\s(?:[A-Z][\w.’'-]+\s?){1,3}"
)


def named_beside(text: str, post: Phrase) -> Phrase | None:
    """Return the name that stands beside a post or a common noun: "the union's president, |Maria Lopez|, said"."""
    if phrase_kind(post.text) not in {PhraseKind.ROLE, PhraseKind.NAME} and not names_people(post.text):
        return None
    if kin := _KIN_BESIDE.match(text, post.end) if _OF_KIN.search(post.text) else None:
        return Phrase(*kin.span("name"), kin["name"])  # "His wife, |Leyla|, met with us"
    beside = _NAME_BESIDE.match(text, post.end)
    if beside is None or is_name(post) or not (is_post(post) or names_people(post.text)):
        return None
    if beside["name"] in PLACES:
        return None  # "the manager of a mill near Redfield, South Dakota"
    tokens = list(TOKEN.finditer(text, *beside.span("name")))
    person = _is_person(tokens) or (is_titled(beside["name"]) and is_person(beside["name"]))
    return Phrase(*beside.span("name"), beside["name"]) if person else None


def by_name(text: str, phrase: Phrase | None) -> Phrase | None:
    """Return the name that stands beside a phrase, else the phrase itself."""
    return (named_beside(text, phrase) or body_beside(text, phrase) or phrase) if phrase else None


def body_beside(text: str, phrase: Phrase) -> Phrase | None:
    """Return the body that stands beside a common noun: "The insurer, |Liberty Crest|, refused"."""
    if not _THE_BODY.fullmatch(phrase.text) or head_noun(phrase.text) not in BODY_NOUNS:
        return None
    beside = _NAME_THEN_COMMA.match(text, phrase.end)
    if beside is None or beside["name"] in PLACES or phrase_kind(beside["name"]) != PhraseKind.NAME:
        return None
    return Phrase(*beside.span("name"), beside["name"])


_THE_BODY = re.compile(r"(?:[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Aa]n?)\s[a-z][a-z\s-]*")
_NAME_THEN_COMMA = re.compile(
    r",\s(?:the\s)?(?P<name>[A-Z][\w&’'-]*(?:\s(?:&\s|of\s(?:the\s)?|and\s)?[A-Z][\w&’'-]*){0,5}),\s"
)


_OF_KIN = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[’']s)\s(?:\w+\s){0,2}(?:wife|husband|mother|father|son|daughter|brother|sister|widow|widower|aunt|uncle|niece|nephew|"
    r"grandmother|grandfather|partner|fianc[eé]e?)$"
)
_KIN_BESIDE = re.compile(r",\s(?P<name>[A-Z][a-zéíóáñü’'-]+(?:\s[A-Z][\w’'-]+){0,3})(?=,)")
_NAME_BESIDE = re.compile(
    r"(?:\s(?:for|of|in|at)\s(?!the\s)[a-z ]{3,40})?,"
    r"\s(?:(?:the\s)?(?:Honorable|Hon\.|Reverend|Rev\.)\s)?(?P<name>(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w’'-]+)"
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
