"""Who told those who were told.

"When we asked |the Bureau| why, we were told that …" · "A clerk called |your office| and was told that …"
"""

import re
from dataclasses import replace

from tracker.reading.lexicon import DOCUMENT_NOUNS
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.phrase_kinds import Phrase, PhraseKind, phrase_kind
from tracker.reading.scene import OWN_VOICE, Attribution, Scene, plain
from tracker.reading.speakers import named

__all__ = ["by_whose", "told_in_a_sheet", "who_told"]


def who_told(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution:
    """Return whom they had asked who were told: "When we asked |the Bureau| why, we were told that …", else nobody."""
    if told := _TOLD_THERE.search(text, floor, match.start()):
        # "The Bureau maintains |a page| where families are told that …"
        sheet = Phrase(*told.span("what"), told["what"])
        if told["noun"] in DOCUMENT_NOUNS and (
            answer := named(sheet, "cue and subject", match[0], match.start(), scene)
        ):
            return replace(answer, confidence=0.7)
    asked = _WHEN_ASKED.match(text, floor, match.start()) or _ASKED_AND.match(text, floor, match.end())
    whom = phrase_after(text, asked.end()) if asked else None
    answer = None
    known = whom and (phrase_kind(whom.text) in {PhraseKind.NAME, PhraseKind.ROLE} or _SOMEBODYS.match(whom.text))
    if whom and known and whom.end < match.start():
        answer = named(whom, "cue and subject", match[0], match.start(), scene, confidence=0.7)
        answer = answer or by_whose(whom, "cue and subject", match[0], match.start())
    return answer or Attribution("", OWN_VOICE)


def told_in_a_sheet(match: re.Match[str], scene: Scene, text: str) -> Attribution | None:
    """Return who wrote what they were told in: "were instructed in a text message from |their supervisor| to …"."""
    sheet = _IN_A_SHEET.match(text, match.end(), scene.passage.outer[0])
    if sheet is None or sheet["noun"] not in DOCUMENT_NOUNS:
        return None
    writer = phrase_after(text, sheet.end())
    if writer is None or writer.end > scene.passage.outer[0]:
        return None
    cue, at = match[0], match.start()
    return named(writer, "cue and subject", cue, at, scene, confidence=0.7) or by_whose(
        writer, "cue and subject", cue, at
    )


_IN_A_SHEET = re.compile(
    r"\s(?:in|by|through|via|with)\s(?:an?|the|one)\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z-]+)\s(?:from|by|of)\s"
)
_TOLD_THERE = re.compile(
    r"\b(?P<what>(?:an?|the|its|their|your)\s(?:[\w-]+\s){0,4}?(?P<noun>[a-z-]+))\s(?:where|(?:in|on)\swhich)\s[^,;:\"“”]{2,60}$"
)
# The Sun asked |Mr. Adler| for his account and was told …
_ASKED_AND = re.compile(
    r"(?:[^;:\"“”]|(?<=\d):(?=\d)){1,80}?\s(?:asked|telephoned|phoned|called|contacted|wrote\sto|e-?mailed|approached|visited|complained\sto|"
    r"appealed\sto|turned\sto|went\sto|spoke\s(?:to|with)|reported\s[^,;:\"“”]{2,60}?\sto)\s(?=[^;:\"“”]{2,120}\sand\s(?:was|were)\s(?:\w+ly\s)?(?:told|informed|advised)\b)"
)


def by_whose(phrase: Phrase, rule: str, cue: str, at: int) -> Attribution | None:
    """Return somebody of whom no more is said than whose they are: "your travel unit", "his superiors"."""
    if not _SOMEBODYS.match(phrase.text) or phrase_kind(phrase.text) != PhraseKind.OTHER:
        return None
    return Attribution(phrase.text, rule, (phrase.start, phrase.end), plain(cue), at, confidence=0.6)


_SOMEBODYS = re.compile(r"(?:[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s[a-z]")
_WHEN_ASKED = re.compile(
    r"\s*(?:(?:And|But|Yet|So)\s)?(?:when|after|once|as|each\stime)\s[^,.;:\"“”]{1,60}?\s(?:asked|inquired\sof|"
    r"contacted|pressed|called|telephoned|wrote\sto|queried|questioned|turned\sto|raised\s[^,.;:]{1,60}?\swith|"
    r"spoke\s(?:to|with)|met\swith)\s",
    re.IGNORECASE,
)
