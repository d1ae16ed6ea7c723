"""Whom a phrase means that is said to have said something: the name it takes up, the owner of a document, the
addressee.

"She", "it" and "the agency" take up whoever spoke just before, else the subject of the sentence before. "The report" is
its author's, where the letter names one: "HUD's notice", "a study from NYU", "the GAO report", or an earlier "their
report". What stays open stays unnamed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.reading.lexicon import DOCUMENT_NOUNS, LAW_NOUNS, ROLE_NOUNS, words
from tracker.reading.phrases import (
    Phrase,
    PhraseKind,
    bare_name,
    clause_subject,
    first_subject,
    phrase_after,
    phrase_before,
    phrase_kind,
)

__all__ = ["OWN_VOICE", "Attribution", "Context", "Passage", "Scene", "defined_names", "is_date", "named", "plain"]

OWN_VOICE = "own voice"
"""The rule of an attribution to the letter's writers, whose words are no quotation of somebody."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage where it stands: offsets into `Context.text`.

    `sentence` is the sentence that quotes it (for a passage inside another quotation, the sentence in there), and
    `previous` the one before it; `lead_in` is the last sentence of the paragraph before, when that ends with a colon,
    and then `previous` is the one before the lead-in; `alone` says that the passage is all that its paragraph holds.
    """

    outer: tuple[int, int]
    inner: tuple[int, int]
    sentence: tuple[int, int]
    previous: tuple[int, int] | None = None
    lead_in: tuple[int, int] | None = None
    alone: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, or what it stands in. `speaker` "" means that only the source is known."""

    speaker: str
    rule: str
    speaker_span: tuple[int, int] | None = None
    cue: str = ""
    cue_at: int = -1
    source: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """The letter around its passages. `text` has line ends as spaces; `masked` has quoted words blanked as well, so
    that a verb inside one quotation is no cue for the next. `recipient` is the one addressee's name, or "", and `body`
    the department, agency or company that they answer for. `defined` has the short names that the letter defines."""

    text: str
    masked: str
    recipient: str = ""
    body: str = ""
    defined: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """The passage that is being attributed, the letter around it, and what came before in the same scope.

    `around` is who says the passage in which this one stands: the "I" of a quotation is its speaker.
    """

    passage: Passage
    context: Context
    earlier: Sequence[tuple[Passage, Attribution | None]]
    around: Attribution | None = None


_MONTHS = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d)", re.ASCII
)


def is_date(text: str) -> bool:
    """Whether a phrase begins as a date does: "the letter of October 3" has no maker October."""
    return _MONTHS.match(text) is not None


def named(
    phrase: Phrase | None,
    rule: str,
    cue: str,
    cue_at: int,
    scene: Scene,
    *,
    source: str = "",
    confidence: float = 0.9,
) -> Attribution | None:
    """Return the attribution to whom `phrase` names, or None when that stays open."""
    if phrase is None:
        return None
    kind = phrase_kind(phrase.text)
    made = Attribution(bare_name(phrase.text), rule, (phrase.start, phrase.end), plain(cue), cue_at, source, confidence)
    if kind in {PhraseKind.NAME, PhraseKind.ROLE} and (full := scene.context.defined.get(made.speaker)):
        return replace(made, speaker=full)
    if kind == PhraseKind.NAME:
        if _is_document(made.speaker, scene.context):
            return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
        return made
    if kind == PhraseKind.RECIPIENT:
        if scene.context.recipient:
            return replace(made, speaker=scene.context.recipient)
        # A letter to several says "you" to one of them by name: "Chairman Roe, when you came before us, you said …".
        called = _CALLED.match(scene.context.text, scene.passage.sentence[0])
        if called and called.end() <= phrase.start:
            return replace(made, speaker=called["name"], speaker_span=called.span("name"))
        return replace(made, speaker="", speaker_span=None, confidence=0.5)
    if kind == PhraseKind.WRITER:
        if scene.around is not None and scene.around.speaker and phrase.text == "I":
            return replace(made, speaker=scene.around.speaker, speaker_span=scene.around.speaker_span, confidence=0.7)
        return Attribution("", OWN_VOICE)
    if kind == PhraseKind.LAW:
        return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
    if kind == PhraseKind.DOCUMENT:
        owner = _owner(phrase, scene)
        made = replace(made, source=source or bare_name(phrase.text))
        if owner is None:
            return replace(made, speaker="", speaker_span=None)
        return replace(made, speaker=owner.speaker, speaker_span=owner.speaker_span, confidence=min(confidence, 0.8))
    if kind in {PhraseKind.PRONOUN, PhraseKind.ROLE}:
        return _antecedent(phrase, kind, made, scene)
    return None


_CALLED = re.compile(
    r"(?P<name>(?:Secretary|Administrator|Director|Chairman|Chairwoman|Chair|Commissioner|Governor|President|"
    r"Ambassador|General|Admiral|"
    r"Attorney General|Mr\.|Ms\.|Mrs\.|Dr\.|Madam [A-Z]\w+)\s(?:[A-Z][\w’'-]+\s?){1,3}),\s"
)


def _antecedent(phrase: Phrase, kind: PhraseKind, made: Attribution, scene: Scene) -> Attribution | None:
    """Say whom "she", "they" or "the agency" takes up: who spoke just before, else the subject of the clause before."""
    low = phrase.text.lower()
    short = len(phrase.text.split()) <= 2
    if kind == PhraseKind.ROLE and (
        not short or low.split()[-1] not in _TAKEN_UP or phrase.text.split()[-1][0].isupper()
    ):
        return made
    near = _subject_in_clause(phrase, scene)
    if near and kind == PhraseKind.PRONOUN and _agrees(low, near.text):
        return replace(made, speaker=bare_name(near.text), speaker_span=(near.start, near.end), confidence=0.65)
    for passage, answer in reversed(scene.earlier):
        if scene.around and answer and answer.speaker == scene.around.speaker:
            continue  # In a quotation "he" is somebody else than the "I" who speaks.
        # A sentence between says something of somebody else.
        adjoins = passage.sentence in (scene.passage.sentence, scene.passage.previous)
        agrees = answer and (low not in {"he", "she"} or kind != PhraseKind.PRONOUN or _agrees(low, answer.speaker))
        if answer and answer.speaker and adjoins and agrees and 0 <= phrase.start - passage.outer[1] < 260:
            return replace(made, speaker=answer.speaker, speaker_span=answer.speaker_span, confidence=0.7)
    subject = _subject_before(phrase, scene)
    if subject and phrase_kind(subject.text) == PhraseKind.DOCUMENT and low not in {"he", "she"}:
        owner = _owner(subject, scene)
        if owner is None:
            return replace(made, speaker="", speaker_span=None, source=bare_name(subject.text))
        return replace(made, speaker=owner.speaker, speaker_span=owner.speaker_span, confidence=0.6)
    if subject and phrase.start - subject.start < 400 and phrase_kind(subject.text) == PhraseKind.NAME:
        name = bare_name(subject.text)
        # A body's name ends as it begins, with a capital: "the agency" takes up no "Canadian cattle".
        proper = name.split()[-1][:1].isupper() or "of" in name.split()
        if _PERSON.match(name) if low in {"he", "she"} else proper:
            return replace(made, speaker=name, speaker_span=(subject.start, subject.end), confidence=0.6)
    common = subject and (
        phrase_kind(subject.text) == PhraseKind.ROLE or subject.text.split()[-1].lower() in ROLE_NOUNS
    )
    if subject and kind == PhraseKind.PRONOUN and common:
        # "One of the inspectors described it. 'He came in,' she recalled": nobody is named, but somebody is meant.
        plural = re.search(r"s\b(?!.*\b(?:of|in|at)\b.*s\b)", subject.text.split(" of ")[0]) is not None
        if low != "it" and (low == "they" or not plural or re.match(r"[Oo]ne\b", subject.text)):
            span = (subject.start, subject.end)
            return replace(made, speaker=bare_name(subject.text), speaker_span=span, confidence=0.55)
    if kind == PhraseKind.ROLE and (body := _recipients_own(low, scene.context)):
        return replace(made, speaker=body, confidence=0.6)
    return made if kind == PhraseKind.ROLE else None


def _recipients_own(role: str, context: Context) -> str:
    """Return the recipient's body where "the agency" or its own common noun means it; "" when there is no one body."""
    noun = role.split()[-1]
    if not context.body or noun not in _TAKEN_UP:
        return ""
    return context.body if noun in {"agency", "company", "firm"} or noun in context.body.lower().split() else ""


def _subject_in_clause(phrase: Phrase, scene: Scene) -> Phrase | None:
    """Return the subject of the clause on which the pronoun's own hangs: "The Company has said that it found …"."""
    passage = scene.passage
    start = max(passage.sentence[0], phrase.start - 200)
    text = scene.context.masked
    hinge = re.search(
        r"(?:\bthat|\bas|\bwhich|\bwhom|\bwhere|\bwhen|\bwhile|\bafter|\bbefore|\bbecause|\bsince|,)\s{1,3}$",
        text[start : phrase.start],
    )
    if hinge:
        near = clause_subject(text, start + hinge.start())
    elif opened := re.match(r"(?:When|After|While|Once|Although|Before|Since|Because)\s", text[start : phrase.start]):
        near = first_subject(text, start + opened.end(), phrase.start)
    else:
        return None
    if near is None or near.start < start or phrase_kind(near.text) not in {PhraseKind.NAME, PhraseKind.ROLE}:
        return None
    return near


def _agrees(pronoun: str, name: str) -> bool:
    """Whether a pronoun can take up a name: "he" a person, "it" a body."""
    person = bool(_PERSON.match(bare_name(name))) or "president" in name.lower() or "secretary" in name.lower()
    if pronoun in {"he", "she"}:
        return person
    return not (
        pronoun == "it" and person and not re.search(r"\b(?:of|for|on|Department|Agency|Company|Commission)\b", name)
    )


def _subject_before(phrase: Phrase, scene: Scene) -> Phrase | None:
    """Return the subject of the clause before in the same sentence, else that of the sentence before."""
    passage = scene.passage
    if phrase.start - passage.sentence[0] > 12:
        near = clause_subject(scene.context.masked, phrase.start)
        if near and near.start >= passage.sentence[0]:
            return near
    if passage.previous is None:
        return None
    start, end = passage.previous
    # What stands behind a colon is a sentence of its own.
    colon = scene.context.masked.rfind(":", start, end - 1)
    subject = first_subject(scene.context.masked, colon + 1 if colon > start else start, end)
    if subject and phrase_kind(subject.text) == PhraseKind.PRONOUN:
        # "Mr. Roe wrote to us. He asked us to say so. As he told us, …": the pronoun goes on from further back.
        before = clause_subject(scene.context.masked, start)
        return before if before and phrase_kind(before.text) == PhraseKind.NAME and start - before.start < 300 else None
    return subject


# (the "Company") · (hereinafter "Acme" or the "Company")
_DEFINITION = re.compile(r"\((?P<inside>[^()\"“”]{0,40}[\"“][^()]{1,90}?[\"”],?)\s{0,2}\)")
_PROPER = re.compile(r"[A-Z][\w&.’'-]*(?:,?\s(?:[A-Z][\w&.’'-]*|of|the|and|for|&)){1,9}")
_DEFINED_NAME = re.compile(r"[\"“](?:the )?(?P<name>[A-Z][^()\"“”\s]{0,39}?),?[\"”]")


def defined_names(text: str) -> dict[str, str]:
    """Return the names that `text` says it writes for longer ones: 'Acme Corporation (the "Company")'.

    They are sought once for a letter: to look through it for each passage would take time as their product.
    """
    found: dict[str, str] = {}
    for definition in _DEFINITION.finditer(text):
        before = phrase_before(text, definition.start())
        full = bare_name(before.text) if before else ""
        # "Acme Corporation" ends with a common noun, and is a name all the same; "the agency" is none.
        if before is None or not (phrase_kind(before.text) == PhraseKind.NAME or _PROPER.fullmatch(full)):
            continue
        for name in _DEFINED_NAME.finditer(definition["inside"]):
            found.setdefault(name["name"], full)
    return found


def _is_document(name: str, context: Context) -> bool:
    """Whether an acronym stands for a document or a law: "the Quadrennial Defense Review (QDR)"."""
    if not re.fullmatch(r"[A-Z][A-Z&]{1,9}", name):
        return False
    at = context.text.find(f"({name})")
    spelled = re.search(r"([A-Za-z]+)[’']?s?\s{0,2}$", context.text[max(0, at - 40) : at]) if at > 0 else None
    return bool(spelled and spelled[1].lower() in DOCUMENT_NOUNS | LAW_NOUNS)


_PERSON = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Judge|Justice|Senator|Secretary|General|Admiral|Director|President|Chairman|Administrator)\b|"
    r"(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z][\w.’'-]+$"
)
_TAKEN_UP = words("agency department bureau company firm organization group commission committee association")


def _owner(phrase: Phrase, scene: Scene) -> Attribution | None:
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


def plain(text: str) -> str:
    """Return words of the letter on one line, without the punctuation at their edges."""
    return re.sub(r"\s+", " ", text).strip(" ,;:")
