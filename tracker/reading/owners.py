"""Whose a document is: "HUD's notice", "a study from NYU", "the GAO report", "your letter".

Of "the report" it is looked for where the letter spoke of it before.
"""

import re

from tracker.reading.phrases import (
    Phrase,
    PhraseKind,
    bare_name,
    clause_subject,
    phrase_after,
    phrase_before,
    phrase_kind,
)
from tracker.reading.scene import Attribution, Scene, is_date

__all__ = ["owner_of"]


def owner_of(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Say whose a document is: "HUD's notice", "a study from NYU", "the GAO report", "your letter", "the report"."""
    text = phrase.text
    if match := re.match(r"(?:the |The )?(.{1,120}?)(?:[’']s|(?<=[sS])[’'])\s", text):
        if phrase_kind(match[1]) in {PhraseKind.NAME, PhraseKind.ROLE}:
            name = bare_name(match[1])
            return Attribution(name, "", (phrase.start, phrase.start + match.end(1)))
        return None
    if re.match(r"[Yy]our\b", text):
        name = scene.context.recipient
        return Attribution(name, "", (phrase.start, phrase.start + 4)) if name else None
    if match := re.search(r"\b(?:from|by|of)\s+(?:the\s+)?([A-Z].*)$", text):
        if not is_date(match[1]) and phrase_kind(match[1]) == PhraseKind.NAME:
            return Attribution(bare_name(match[1]), "", (phrase.start + match.start(1), phrase.end))
        return None
    if match := re.search(
        r"\b(?:article|story|stories|editorial|op-ed|column|interview|series|piece|report)s?\s(?:\w+\s)?in\s(?:the\s)?([A-Z].*)$",
        text,
    ):
        if not is_date(match[1]) and phrase_kind(match[1]) == PhraseKind.NAME:
            return Attribution(bare_name(match[1]), "", (phrase.start + match.start(1), phrase.end))
        return None
    if match := re.match(
        r"(?:the|The|a|A|an|An|this|This)?\s*([A-Z][A-Z&]{1,9}|[A-Z][\w ]{2,30}(?:Times|Post|Journal|News))\s", text
    ):
        return Attribution(match[1].strip(), "", (phrase.start + match.start(1), phrase.start + match.end(1)))
    if re.match(r"(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)\b", text):
        subject = clause_subject(scene.context.masked, phrase.start)
        if subject and phrase_kind(subject.text) == PhraseKind.NAME and phrase.start - subject.start < 400:
            return Attribution(bare_name(subject.text), "", (subject.start, subject.end))
        for passage, answer in reversed(scene.earlier):
            if answer and answer.speaker and 0 <= phrase.start - passage.outer[1] < 260:
                return answer
        return None
    return _owner_before(phrase, scene)


def _owner_before(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Look for whose "the report" is where the letter first spoke of it, up to 700 characters before."""
    noun = re.sub(r"^.*\s", "", phrase.text.lower())
    if made := _maker_before(noun, phrase, scene):
        return made
    floor = max(0, phrase.start - 700)
    before = scene.context.masked[floor : phrase.start]
    for match in reversed(list(re.finditer(r"\b" + re.escape(noun[:20]) + r"\b", before, re.IGNORECASE))[-6:]):
        at = floor + match.start()
        tail = re.search(
            r"(?:(?P<possessive>\b[\w&.]+(?:[’']s|(?<=[sS])[’']))|(?P<acronym>\b[A-Z][A-Z&]{1,9})|"
            r"(?P<pronoun>\b(?:their|its|his|her)))"
            r"\s+(?:[\w-]+\s+){0,3}$",
            scene.context.masked[max(floor, at - 90) : at],
        )
        if not tail:
            continue
        offset = max(floor, at - 90)
        if tail["pronoun"]:
            subject = clause_subject(scene.context.masked, offset + tail.start())
            if subject and phrase_kind(subject.text) == PhraseKind.NAME:
                return Attribution(bare_name(subject.text), "", (subject.start, subject.end))
            continue
        if tail["acronym"]:
            return Attribution(tail["acronym"], "", (offset + tail.start("acronym"), offset + tail.end("acronym")))
        end = offset + tail.end("possessive") - (2 if tail["possessive"].endswith(("'s", "’s")) else 1)
        owner = phrase_before(scene.context.masked, end)
        if owner and phrase_kind(owner.text) == PhraseKind.NAME:
            return Attribution(bare_name(owner.text), "", (owner.start, owner.end))
    return None


_MADE_BY = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}?(?:(?:issued|released|published|prepared|written|authored|conducted|sent|put\sout|"
    r"commissioned)\s)?(?:by|from)\s"
)
_MAKING = re.compile(
    r"\b(?P<verb>issued|released|published|prepared|wrote|authored|sent|put\sout|conducted|produced|"
    r"completed)\s(?:[\w’'-]+\s){0,4}$"
)


def _maker_before(noun: str, phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return who made "the release" where it was first spoken of: "a release from HUD", "HUD issued a release"."""
    floor = max(0, phrase.start - 700)
    text = scene.context.masked
    for match in reversed(list(re.finditer(rf"\b{re.escape(noun[:20])}\b", text[floor : phrase.start], re.I))[-6:]):
        start, end = floor + match.start(), floor + match.end()
        maker: Phrase | None = None
        if by := _MADE_BY.match(text, end, min(end + 70, phrase.start)):
            maker = phrase_after(text, by.end())
        elif making := _MAKING.search(text[max(0, start - 80) : start]):
            maker = phrase_before(text, max(0, start - 80) + making.start("verb"))
        if maker and phrase_kind(maker.text) == PhraseKind.NAME and not is_date(maker.text):
            return Attribution(bare_name(maker.text), "", (maker.start, maker.end))
    return None
