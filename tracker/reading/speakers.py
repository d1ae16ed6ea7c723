"""Whom a phrase means that is said to have said something: the name it takes up, the owner of a document, the
addressee.

"She", "it" and "the agency" take up whoever spoke just before, else the subject of the sentence before. "The report" is
its author's, where the letter names one: "HUD's notice", "a study from NYU", "the GAO report", or an earlier "their
report". What stays open stays unnamed.
"""

import re
from dataclasses import replace

from tracker.reading.addressees import meant_by_you
from tracker.reading.antecedents import agrees, taken_up
from tracker.reading.common_nouns import FIRMS, is_such_a_body, whom_noun_means
from tracker.reading.lexicon import DOCUMENT_NOUNS, LAW_NOUNS, words
from tracker.reading.owners import maker_beside, owner_before, owner_in_phrase, owner_of
from tracker.reading.people import is_person
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, names_people, phrase_kind
from tracker.reading.phrases import phrase_before
from tracker.reading.scene import OWN_VOICE, Attribution, Context, Scene, plain
from tracker.reading.subjects import clause_subject, first_subject, opening_subject

__all__ = ["by_noun", "defined_names", "in_full", "named", "owned", "posts_held"]


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
    if phrase is None or phrase.text.lower() in _NO_SUBJECTS:
        return None
    kind = phrase_kind(phrase.text)
    made = Attribution(bare_name(phrase.text), rule, (phrase.start, phrase.end), plain(cue), cue_at, source, confidence)
    if kind in {PhraseKind.NAME, PhraseKind.ROLE} and (full := scene.context.defined.get(made.speaker)):
        return replace(made, speaker=full)
    if kind in {PhraseKind.NAME, PhraseKind.ROLE} and (holder := scene.context.holders.get(_post(made.speaker))):
        return replace(made, speaker=holder)
    if made.speaker in {"Department", "the Department"} and (other := _department(phrase, scene)):
        return replace(made, speaker=other, confidence=0.7)
    if kind == PhraseKind.NAME:
        if _is_document(made.speaker, scene.context):
            return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
        return made
    if kind == PhraseKind.RECIPIENT:
        if meant := meant_by_you(scene.context, scene.passage, phrase.start):
            return replace(made, speaker=meant.name, speaker_span=meant.span or made.speaker_span)
        return replace(made, speaker="", speaker_span=None, confidence=0.5)
    if kind == PhraseKind.WRITER:
        if scene.around is not None and scene.around.speaker and phrase.text == "I":
            return replace(made, speaker=scene.around.speaker, speaker_span=scene.around.speaker_span, confidence=0.7)
        return Attribution("", OWN_VOICE)
    if kind == PhraseKind.LAW:
        # An agency's rule is its own words, where the phrase says whose it is; "the rule" may be anyone's.
        whose = owner_in_phrase(phrase, scene) if _AGENCY_LAW.search(phrase.text) else None
        if whose is None and _AGENCY_LAW.search(phrase.text):
            whose = owner_of(phrase, scene) if _ITS_LAW.match(phrase.text) else maker_beside(phrase, scene)
            if whose is None and (the_rule := _THE_RULE.fullmatch(phrase.text)):
                rule_alone = Phrase(phrase.start + the_rule.start("rule"), phrase.end, the_rule["rule"])
                whose = owner_before(rule_alone, scene)
        if whose is not None:
            made = replace(
                made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=min(confidence, 0.8)
            )
            return replace(made, source=source or bare_name(phrase.text))
        return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
    if kind == PhraseKind.DOCUMENT and (paper := _BODYS_PAPER.match(phrase.text)):
        # "An agency press release": the agency's, whichever it is.
        body = Phrase(phrase.start + paper.start("body"), phrase.start + paper.end("body"), f"the {paper['body']}")
        answer = _antecedent(body, PhraseKind.ROLE, made, scene)
        return replace(answer, source=source or bare_name(phrase.text), confidence=0.6) if answer else None
    if kind == PhraseKind.DOCUMENT and _PAPER.fullmatch(phrase.text) and (by_paper := by_noun(phrase, made, scene)):
        return by_paper
    if kind == PhraseKind.DOCUMENT:
        whose = owner_of(phrase, scene)
        made = replace(made, source=source or bare_name(phrase.text))
        if whose and whose.speaker_span and re.match(r"(?:That\s|This\s)?[a-z]", whose.speaker):
            # "The company's first application": which company?
            owner = Phrase(*whose.speaker_span, scene.context.masked[slice(*whose.speaker_span)])
            by_name = by_noun(owner, made, scene) if phrase_kind(owner.text) == PhraseKind.ROLE else None
            whose = by_name or whose
        if whose is None:
            return replace(made, speaker="", speaker_span=None)
        return replace(made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=min(confidence, 0.8))
    if kind == PhraseKind.OTHER and names_people(phrase.text):
        return replace(made, confidence=min(confidence, 0.7))
    if kind in {PhraseKind.PRONOUN, PhraseKind.ROLE}:
        return _antecedent(phrase, kind, made, scene)
    return None


def owned(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    """Return whose words a noun of saying announces: "|your| statement that …", "|the Board|'s reply"."""
    at, owner = match.start("owner"), match["owner"].lower()
    source = plain(match[0])
    if owner == "your":
        return named(Phrase(at, at + 4, "you"), "cue noun and owner", source, at, scene, source=source)
    if owner in {"its", "their", "his", "her"}:
        whose = taken_up(owner, at, scene) or _named_next(owner, at, scene, text)
        if isinstance(whose, Phrase):
            return named(whose, "cue noun and owner", source, at, scene, confidence=0.7)
        return replace(whose, rule="cue noun and owner", cue=source, cue_at=at, confidence=0.7) if whose else None
    phrase = phrase_before(text, at, floor=floor)
    if phrase is None:
        return None
    if parted := _WITH.search(phrase.text):
        # "to square that decision with |Administrator Fisk|'s promise"
        phrase = Phrase(phrase.start + parted.end(), phrase.end, phrase.text[parted.end() :])
    return named(phrase, "cue noun and owner", plain(text[phrase.start : match.end()]), at, scene)


_WITH = re.compile(r"\s(?:with|to|from|against)\s(?=[A-Z]|the\s)")


def _named_next(pronoun: str, at: int, scene: Scene, text: str) -> Phrase | None:
    """Return the subject behind the adverbial that has the pronoun: "In its comments, |the Department| agreed …"."""
    start, end = scene.passage.sentence[0], scene.passage.outer[0]
    if not 0 <= at - start <= 12:
        return None
    subject = opening_subject(text, start, end)
    fits = subject and subject.start > at and agrees(pronoun, subject.text)
    return subject if subject and fits and phrase_kind(subject.text) in {PhraseKind.NAME, PhraseKind.ROLE} else None


_NO_SUBJECTS = words("us me him them her having being this that these those there here what its their his")
_BODYS_PAPER = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Tt]he)\s(?:\w+\s)?(?P<body>agency|company|department|bureau|commission)\s(?:\w+\s){0,2}?(?:release|website|webpage|page|memo|"
    r"memorandum|e-?mail|document|fact\ssheet|statement|report|notice|bulletin|manual|presentation|brochure|ad|letter)\b"
)
_THE_RULE = re.compile(
    r"(?:[Ss]ection\s\d+\sof\s)?(?P<rule>[Tt]h(?:e|is|at)\s(?:(?:interim\s)?final\s|proposed\s|new\s|same\s)?rule)"
)
_PAPER = re.compile(r"[Tt]h(?:e|at)\s(?:paper|magazine|journal)")
_ITS_LAW = re.compile(r"(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s(?:own\s|\d{4}\s|\w+ed\s|final\s)?(?:rules?|regulations?)\b")
_AGENCY_LAW = re.compile(r"\b(?:rules?|rulemaking|regulations?|order|article)\b")


def _antecedent(phrase: Phrase, kind: PhraseKind, made: Attribution, scene: Scene) -> Attribution | None:
    """Say whom "she", "they" or "the agency" takes up."""
    if kind == PhraseKind.PRONOUN:
        return _whom_pronoun_means(phrase, made, scene)
    low = phrase.text.lower()
    if low.startswith("your "):
        return by_noun(phrase, made, scene) or made
    short = len(phrase.text.split()) <= 2
    if not short or low.split()[-1] not in _TAKEN_UP or phrase.text.split()[-1][0].isupper():
        return by_noun(phrase, made, scene) or made
    for passage, answer in reversed(scene.earlier):
        if scene.around and answer and answer.speaker == scene.around.speaker:
            continue
        # A sentence between says something of somebody else.
        adjoins = passage.sentence in (scene.passage.sentence, scene.passage.previous)
        fits = answer and answer.speaker and is_such_a_body(low, answer.speaker)
        if answer and fits and adjoins and 0 <= phrase.start - passage.outer[1] < 260:
            return replace(made, speaker=answer.speaker, speaker_span=answer.speaker_span, confidence=0.7)
    subject = _subject_before(phrase, scene)
    if subject and phrase_kind(subject.text) == PhraseKind.DOCUMENT:
        whose = owner_of(subject, scene)
        if whose and is_such_a_body(low, whose.speaker):
            return replace(made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=0.6)
    if subject and phrase.start - subject.start < 400 and phrase_kind(subject.text) == PhraseKind.NAME:
        name = bare_name(subject.text)
        # A body's name ends as it begins, with a capital: "the agency" takes up no "Canadian cattle".
        if (name.split()[-1][:1].isupper() or "of" in name.split()) and is_such_a_body(low, name):
            return replace(made, speaker=name, speaker_span=(subject.start, subject.end), confidence=0.6)
    if near := whom_noun_means(phrase, scene, sentences=1):
        return replace(made, speaker=bare_name(near.text), speaker_span=(near.start, near.end), confidence=0.6)
    if body := _recipients_own(low, scene.context):
        return replace(made, speaker=body, confidence=0.6)
    return by_noun(phrase, made, scene) or made


def by_noun(phrase: Phrase, made: Attribution, scene: Scene) -> Attribution | None:
    """Return the name that "the insurer" or "the Director" takes up."""
    if re.match(r"[Yy]our\s", phrase.text):
        body = _recipients_own(phrase.text.lower(), scene.context)
        return replace(made, speaker=body) if body and phrase.text.count(" ") == 1 else None
    meant = whom_noun_means(phrase, scene)
    if meant is None:
        return None
    return replace(made, speaker=bare_name(meant.text), speaker_span=(meant.start, meant.end), confidence=0.6)


def in_full(answer: Attribution, context: Context) -> Attribution:
    """Return an attribution to "your agency" by the name of the body that the letter goes to."""
    own = _YOURS.fullmatch(answer.speaker)
    body = _recipients_own(answer.speaker.lower(), context) if own else ""
    return replace(answer, speaker=body) if body else answer


_YOURS = re.compile(r"[Yy]our\s(?:own\s)?[a-z]+")


def _whom_pronoun_means(phrase: Phrase, made: Attribution, scene: Scene) -> Attribution | None:
    found = taken_up(phrase.text, phrase.start, scene)
    if isinstance(found, Attribution):
        return replace(made, speaker=found.speaker, speaker_span=found.speaker_span, confidence=0.7)
    if found is None:
        return None
    kind = phrase_kind(found.text)
    if kind in {PhraseKind.DOCUMENT, PhraseKind.LAW}:
        a_document = kind == PhraseKind.DOCUMENT
        whose = owner_of(found, scene) if a_document else owner_in_phrase(found, scene) or maker_beside(found, scene)
        made = replace(made, source=bare_name(found.text))
        if whose is None:
            return replace(made, speaker="", speaker_span=None)
        return replace(made, speaker=whose.speaker, speaker_span=whose.speaker_span, confidence=0.6)
    if kind == PhraseKind.ROLE and (by_name := by_noun(found, made, scene)):
        return by_name
    name = bare_name(found.text)
    if _is_document(name, scene.context):
        return replace(made, speaker="", speaker_span=None, source=name)
    return replace(
        made,
        speaker=scene.context.defined.get(name) or scene.context.holders.get(_post(name), name),
        speaker_span=(found.start, found.end),
        confidence=0.6,
    )


def _recipients_own(role: str, context: Context) -> str:
    """Return the recipient's body where "the agency" or its own common noun means it; "" when there is no one body."""
    noun = role.split()[-1]
    if not context.body or noun not in _TAKEN_UP | FIRMS | _PUBLIC_NOUNS:
        return ""
    own = noun in context.body.lower().split() or noun in ({"agency"} if _PUBLIC_BODY.search(context.body) else FIRMS)
    return context.body if own else ""


_PUBLIC_NOUNS = words("administration service board authority council office")
_PUBLIC_BODY = re.compile(
    r"\b(?:Department|Agency|Administration|Commission|Bureau|Service|Services|Office|Board|Corps|Authority|Council|"
    r"Institutes|Centers|Ministry)\b"
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


_INCORPORATED = re.compile(
    r"(?P<name>(?:[A-Z][\w&.’'-]*\s(?:of\s|and\s|&\s)?){0,6}[A-Z][\w&’'-]*,\s(?:Inc|LLC|L\.L\.C|Corp|Ltd|Co|N\.A|L\.P|LLP|PLC|S\.A)\b\.?)\s*$"
)
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
        if incorporated := _INCORPORATED.search(text, max(0, definition.start() - 90), definition.start()):
            before = Phrase(*incorporated.span("name"), incorporated["name"])  # Acme Cable, Inc. ("Acme")
        full = bare_name(before.text) if before else ""
        # "Acme Corporation" ends with a common noun, and is a name all the same; "the agency" is none.
        if before is None or not (phrase_kind(before.text) == PhraseKind.NAME or _PROPER.fullmatch(full)):
            continue
        for name in _DEFINED_NAME.finditer(definition["inside"]):
            found.setdefault(name["name"], full)
    return found


# A post that one person holds at a time. Of secretaries, presidents and senators a letter has many.
_POST = (
    r"(?:Inspector|Comptroller|Surgeon|Postmaster|Attorney|Solicitor)\sGeneral|Inspector|Commissioner|Administrator|"
    r"Director|Superintendent|Special\sCounsel|Comptroller|Ombudsman|Monitor|Architect|Archivist"
)
_NAME = r"(?:Dr\.\s|Mr\.\s|Ms\.\s)?[A-Z][a-z]+(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]+){1,2}"
# the Department's Inspector General, Glenn Roe, · Inspector General Glenn Roe
# A deputy or a former holder is another person.
_NOT_THE_HOLDER = "".join(
    rf"(?<!\b{word}\s)"
    for word in ("Deputy", "Assistant", "Associate", "Former", "former", "Regional", "Vice", "Under")
)
_HELD = re.compile(rf"{_NOT_THE_HOLDER}\b(?P<post>{_POST})(?:,\s(?P<beside>{_NAME}),|\s(?P<behind>{_NAME})\b)")


def posts_held(text: str) -> dict[str, str]:
    """Return who holds a post, by the post: "Inspector General" -> "Inspector General Glenn Roe", if it is one person.

    Once for a letter, as `defined_names`.
    """
    found: dict[str, set[str]] = {}
    for match in _HELD.finditer(text):
        name = match["beside"] or match["behind"]
        if is_person(name):
            found.setdefault(match["post"], set()).add(name)
    return {post: f"{post} {names.pop()}" for post, names in found.items() if len(names) == 1}


_DEPARTMENT = re.compile(r"\bDepartment\sof\s(?:the\s)?[A-Z]\w+(?:(?:\sand|,)?\s[A-Z]\w+)*")


def _department(phrase: Phrase, scene: Scene) -> str:
    """Return which "the Department" is, where the letter spoke last of another than the one it is written to."""
    named_before = _DEPARTMENT.findall(scene.context.masked, max(0, phrase.start - 500), phrase.start)
    other = named_before and named_before[-1] not in scene.context.body
    return named_before[-1] if other else ""


def _post(speaker: str) -> str:
    return re.sub(r"^[Tt]he\s", "", speaker)


def _is_document(name: str, context: Context) -> bool:
    """Whether an acronym stands for a document or a law: "the Quadrennial Defense Review (QDR)"."""
    if not re.fullmatch(r"[A-Z][A-Z&]{1,9}", name):
        return False
    at = context.text.find(f"({name})")
    spelled = re.search(r"([A-Za-z]+)[’']?s?\s{0,2}$", context.text[max(0, at - 40) : at]) if at > 0 else None
    return bool(spelled and spelled[1].lower() in DOCUMENT_NOUNS | LAW_NOUNS)


_TAKEN_UP = words("agency department bureau company firm organization group commission committee association")
