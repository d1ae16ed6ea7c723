"""Whom a phrase means that is said to have said something: the name it takes up, the owner of a document, the
addressee.

"She", "it" and "the agency" take up whoever spoke just before, else the subject of the sentence before. "The report" is
its author's, where the letter names one: "HUD's notice", "a study from NYU", "the GAO report", or an earlier "their
report". What stays open stays unnamed.
"""

import re
from dataclasses import replace

from tracker.reading.lexicon import DOCUMENT_NOUNS, LAW_NOUNS, ROLE_NOUNS, words
from tracker.reading.owners import owner_in_phrase, owner_of
from tracker.reading.phrases import (
    Phrase,
    PhraseKind,
    bare_name,
    clause_subject,
    first_subject,
    names_people,
    phrase_after,
    phrase_before,
    phrase_kind,
)
from tracker.reading.scene import OWN_VOICE, Attribution, Context, Scene, plain

__all__ = ["defined_names", "named"]


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
        # An agency's rule is its own words, where the phrase says whose it is; "the rule" may be anyone's.
        whose = owner_in_phrase(phrase, scene) if _AGENCY_LAW.search(phrase.text) else None
        if whose is not None:
            made = replace(
                made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=min(confidence, 0.8)
            )
            return replace(made, source=source or bare_name(phrase.text))
        return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
    if kind == PhraseKind.DOCUMENT:
        whose = owner_of(phrase, scene)
        made = replace(made, source=source or bare_name(phrase.text))
        if whose is None:
            return replace(made, speaker="", speaker_span=None)
        return replace(made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=min(confidence, 0.8))
    if kind == PhraseKind.OTHER and names_people(phrase.text):
        return replace(made, confidence=min(confidence, 0.7))
    if kind in {PhraseKind.PRONOUN, PhraseKind.ROLE}:
        return _antecedent(phrase, kind, made, scene)
    return None


_AGENCY_LAW = re.compile(r"\b(?:rules?|rulemaking|regulations?|order|article)\b")
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
        whose = owner_of(subject, scene)
        if whose is None:
            return replace(made, speaker="", speaker_span=None, source=bare_name(subject.text))
        return replace(made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=0.6)
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
    own = noun in context.body.lower().split() or noun in ({"agency"} if _PUBLIC_BODY.search(context.body) else _FIRMS)
    return context.body if own else ""


_FIRMS = frozenset(("company", "firm", "corporation", "organization"))
_PUBLIC_BODY = re.compile(
    r"\b(?:Department|Agency|Administration|Commission|Bureau|Service|Services|Office|Board|Corps|Authority|Council|"
    r"Institutes|Centers|Ministry)\b"
)


def _subject_in_clause(phrase: Phrase, scene: Scene) -> Phrase | None:
    """Return the subject of the clause on which the pronoun's own hangs: "The Company has said that it found …"."""
    passage = scene.passage
    start = max(passage.sentence[0], phrase.start - 200)
    text = scene.context.masked
    if asked := _INVERTED.match(text, passage.sentence[0], phrase.start):
        near = phrase_after(text, asked.end())
        if near and near.end < phrase.start and phrase_kind(near.text) in {PhraseKind.NAME, PhraseKind.ROLE}:
            return near
    hinge = re.search(
        r"(?:\bthat|\bas|\bwhat|\bwhich|\bwhom|\bwhere|\bwhen|\bwhile|\bafter|\bbefore|\bbecause|\bsince|,)\s{1,3}$",
        text[start : phrase.start],
    )
    if hinge:
        near = clause_subject(text, start + hinge.start(), floor=start)
    elif opened := re.match(r"(?:When|After|While|Once|Although|Before|Since|Because)\s", text[start : phrase.start]):
        near = first_subject(text, start + opened.end(), phrase.start)
    else:
        return None
    if near is None or near.start < start or phrase_kind(near.text) not in {PhraseKind.NAME, PhraseKind.ROLE}:
        return None
    return near


# A question has its subject behind the auxiliary: "What did the Department mean when it said …".
_INVERTED = re.compile(
    r"(?:\d{1,2}[.)]\s{1,3}|[a-z][.)]\s{1,3}|•\s{0,3})?(?:And\s|But\s)?(?:(?:What|Why|How|When|Where|On\swhat\sbasis|To\swhat\sextent|"
    r"In\swhat\sways?)\s(?:\w+\s){0,2}?)?(?i:did|does|do|has|have|had|is|are|was|were|will|can|could|would|should)\s(?=the\s|[A-Z])"
)


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
        near = clause_subject(scene.context.masked, phrase.start, floor=passage.sentence[0])
        if near:
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
