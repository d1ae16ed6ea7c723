"""Whose clause stands before a verb: "|A nurse| who left in May told us", "|the firm| that built it said"."""

import re

from tracker.reading.noun_phrases import is_verb, walk
from tracker.reading.phrase_kinds import Phrase, PhraseKind, names_people, phrase_kind

__all__ = ["whose_clause_this_is"]


def whose_clause_this_is(text: str, tokens: list[re.Match[str]], floor: int) -> Phrase | None:
    """Return the people of whom a clause says what they do: "|A nurse| who left the ward in May told us …"."""
    if not tokens or tokens[-1][0] in {"who", "which", "that"}:
        return None
    whose = _WHOSE_IS.search(text, max(floor, tokens[-1].end() - 160), tokens[-1].end())
    if whose and len(whose["clause"].split()) > 2:
        found = walk(text, [token for token in tokens if token.end() <= whose.start()])
        return found if found and phrase_kind(found.text) != PhraseKind.DOCUMENT else None
    if object_of := _OBJECT_OF.search(text, max(floor, tokens[-1].end() - 60), tokens[-1].end()):
        found = walk(text, [token for token in tokens if token.end() <= object_of.start()])
        if found and phrase_kind(found.text) != PhraseKind.DOCUMENT:
            return found
    if told_of := _TOLD_OF.search(text, max(floor, tokens[-1].end() - 120), tokens[-1].end()):
        found = walk(text, [token for token in tokens if token.end() <= told_of.start()])
        if found and (names_people(found.text) or phrase_kind(found.text) == PhraseKind.ROLE):
            return found
    who = _WHO_DID.search(text, max(floor, tokens[-1].end() - 160), tokens[-1].end())
    if who is None and (contact := _CONTACT.search(text, max(floor, tokens[-1].end() - 80), tokens[-1].end())):
        found = walk(text, [token for token in tokens if token.end() <= contact.start()])
        return found if found and (names_people(found.text) or phrase_kind(found.text) == PhraseKind.ROLE) else None
    if who is None:
        return _document_before_clause(text, tokens, floor)
    # "The firm |that built| it said": right before a verb "that" opens no clause of what is said.
    opens = who["who"] == "that" and not (who["verb"].endswith("ed") or is_verb(who["verb"]))
    if opens and (document := _document_before_clause(text, tokens, floor)):
        return document  # "|The report| that you sent to Congress says"
    if opens or (_TAKES_A_CLAUSE.match(who["verb"]) and not who["passive"]):
        return None
    found = walk(text, [token for token in tokens if token.end() <= who.start()])
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
        before = [token for token in tokens if token.end() <= that.start()]
        found = walk(text, before)
        if found and phrase_kind(found.text) != PhraseKind.DOCUMENT:
            # "|The report| on river crossings that you sent says"
            before = [token for token in before if token.end() <= found.start]
            head = walk(text, before[:-1]) if before and before[-1][0].lower() in _ABOUT else None
            found = Phrase(head.start, found.end, text[head.start : found.end]) if head else found
        if found and phrase_kind(found.text) == PhraseKind.DOCUMENT:
            return found
    return None


_ABOUT = frozenset(("on", "about", "of", "for", "in", "regarding", "concerning"))
_MADE = re.compile(
    r"\s(?:filed|issued|released|published|prepared|wrote|authored|sent|signed|drafted|submitted|posted|produced|"
    r"gave|made|received|got|obtained|reviewed|saw|read|"
    r"completed|finished|led|undertook|lists|describes|summarizes|explains|outlines|reached|"
    r"adopted|promulgated|commissioned|conducted|circulated)\b"
)


# "An alderman |we spoke with| said"
_CONTACT = re.compile(
    r"\s(?:(?:with|to|from)\swhom\s|whom\s)?(?:we|I|our\sstaffs?)\s(?:have\s|had\s)?[a-z]+(?:\s(?:with|to|from|"
    r"about))?$"
)


# "|The offices| that it reviewed said"
_OBJECT_OF = re.compile(
    r"\s(?:that|which|whom)\s(?:it|they|he|she|you)\s(?:\w+ly\s|had\s|has\s|have\s)?(?:[a-z]+ed|saw|met|chose|hired|sent)$"
)
# "|A revenue agent| quoted in the article said"
_TOLD_OF = re.compile(
    r"\s(?:quoted|cited|interviewed|featured|profiled|mentioned|identified|employed|stationed|assigned|hired|displaced|"
    r"surveyed)\s(?:in|by|for|at|to|on|with|from)\s[^,;:\"“”]{1,80}$"
)
_WHO_DID = re.compile(
    r"\s(?P<who>who|that)\s(?:\w+ly\s|had\s|has\s|have\s|(?P<passive>was|were)\s(?=\w+ed\b))?(?P<verb>[a-z]+)"
    r"(?:\s[^,;:.—–\"“”]{1,120})?$"
)


# "|A farmer| whose land lies along the river told us"
_WHOSE_IS = re.compile(r"\swhose\s(?P<clause>[^,;:.—–\"“”]{3,140})$")


_TAKES_A_CLAUSE = re.compile(
    r"(?:sa(?:id|ys?)|claim\w*|believ\w+|thought|thinks?|t(?:old|ells?)|argu\w+|kn(?:ew|ow)s?|learn\w*|hear\w*|felt|"
    r"ask\w*|"
    r"f(?:ou|i)nds?|not(?:ed|es?)|report\w*|fear\w*|hop\w+|insist\w*|had|has|have|is|are|was|were)$"
)
