"""Who speaks where a document does: "|The Board| sent a letter that says", "In its rule, |the Bureau| limited this"."""

import re

from tracker.reading.cues import MAKES_IT, PASSIVE
from tracker.reading.lexicon import DOCUMENT_NOUNS
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.owners import owner_in_phrase
from tracker.reading.phrase_kinds import Phrase, PhraseKind, phrase_kind
from tracker.reading.phrases import phrase_before
from tracker.reading.scene import Attribution, Scene, plain
from tracker.reading.speakers import named
from tracker.reading.subjects import clause_subject

__all__ = ["bare_document", "document_acts", "sheet_received", "sheet_that_says"]


def sheet_that_says(sheet: Phrase, match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    """Return who speaks in a document of which a clause tells what it says.

    "|The Board| sent a letter that proclaimed" · "|The Bureau| announced it in a release that speaks of"
    """
    at, cue, source = match.start(), match[0], plain(sheet.text)
    maker: Phrase | None = None
    makes = MAKES_IT.search(text, max(floor, sheet.start - 40), sheet.start)
    if makes and PASSIVE.search(text[max(floor, makes.start() - 30) : makes.start()]):
        # "She was sent a letter which said": she did not write it.
        return named(sheet, "cue and subject", cue, at, scene, confidence=0.7)
    if not owner_in_phrase(sheet, scene):
        within = _WITHIN_IT.search(text, max(floor, sheet.start - 12), sheet.start)
        if makes:
            maker = phrase_before(text, makes.start(), floor=floor)
        elif within:
            maker = clause_subject(text, within.start(), main=True, floor=floor)
    if maker and maker.start >= floor:
        return named(maker, "cue and subject", cue, at, scene, source=source, confidence=0.7)
    return named(sheet, "cue and subject", cue, at, scene)


_WITHIN_IT = re.compile(r"\b(?:in|through|by|with|via)\s$")


def sheet_received(text: str, floor: int, at: int) -> Phrase | None:
    """Return what somebody got, right before a participle: "Mrs. Roe received |a second notice|, warning that …"."""
    got = _GOT_SHEET.search(text, max(floor, at - 90), at)
    return Phrase(*got.span("what"), got["what"]) if got and got["noun"] in DOCUMENT_NOUNS else None


_GOT_SHEET = re.compile(
    r"\b(?:receiv\w+|got|gets|(?:was|were)\s(?:sent|given|handed|mailed|shown|served))\s(?:with\s)?"
    r"(?P<what>(?:an?|the|this|that|another|two|several)\s(?:[\w-]+\s){0,4}?(?P<noun>[a-z-]+)),\s$"
)


def document_acts(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    """Return the source, and its owner, where a document does something: all it can do is say so."""
    subject = phrase_before(text, match.start(), floor=floor)
    if subject is None or subject.start < floor or PASSIVE.search(text[max(floor, match.start() - 40) : match.start()]):
        return None
    kind = phrase_kind(subject.text)
    within = _IN_ITS_RULE.match(text, floor, subject.start)
    if within and kind in {PhraseKind.NAME, PhraseKind.ROLE}:
        # "In its 2012 regulation, the Department limited this to veterans "injured on …""
        return named(
            subject, "document acts", match[0], match.start(), scene, source=plain(within["what"]), confidence=0.7
        )
    if kind != PhraseKind.DOCUMENT and not (kind == PhraseKind.LAW and owner_in_phrase(subject, scene)):
        return None
    return named(subject, "document acts", match[0], match.start(), scene, confidence=0.7)


_IN_ITS_RULE = re.compile(
    r"\s*(?:But\s)?In\s(?P<what>(?:its|their|his|her)\s(?:[\w-]+\s){0,4}?(?:rules?|regulations?|order|guidance|policy|manual|contract|plan|"
    r"notice|proposal|report|letter|statement|memorandum|decision|opinion))(?:\sof\s[^,]{2,40})?,\s(?:however,\s)?"
)
_DOCUMENT_AHEAD = re.compile(r"\s{0,3}(?:[a-z-]+\s){0,3}?(?P<noun>[a-z-]+)(?=[\s,])")


def bare_document(text: str, start: int, end: int) -> Phrase | None:
    """Return a document without an article: "according to |guidance from the Office of Management and Budget|"."""
    ahead = _DOCUMENT_AHEAD.match(text, start, end)
    while ahead and ahead["noun"] not in DOCUMENT_NOUNS | {"data"}:
        longer = re.compile(r"\s(?P<noun>[a-z-]+)(?=[\s,])").match(text, ahead.end(), min(end, start + 50))
        ahead = longer
    if ahead is None:
        return None
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    named_after = re.compile(r"\s(?:from|by|of)\s(?:the\s)?(?=[A-Z])").match(text, ahead.end(), end)
    maker = phrase_after(text, named_after.end()) if named_after else None
    stop = maker.end if maker else ahead.end()
    return Phrase(begin, stop, text[begin:stop])
