"""Who is said to have said a quoted passage: sieves in order of how sure they are, the first that answers wins.

    1. said after it          "…," said Mr. Lew · "…," according to the GAO · "…" (Kohler) under "from their letters:"
    2. according to           According to the NAS study, the current "…"
    3. cue and subject        As the Committee has said, any limit "…" · Judge Lake, who presided, called it "…"
    4. cue noun and owner     your statement on February 2 that "…" · allegations by the author that they "…"
    5. carried on             … "a," a result that "b": b is whose a is, as no new subject came between; "a," she said,
                              "b." "c." · the next paragraph of a quotation
    6. colon lead-in          the sentence that ends the paragraph before with a colon
    7. sentence before        a sentence that is all quotation, after one in which somebody speaks
    8. quoted before          the same words, or some of them, quoted again

A subject that is a statute gives a source and no speaker; a document gives its owner, where the letter names one; "you"
is the addressee, when there is one; "I" and "we" are the letter's own voice, and no speaker. What no sieve answers
stays without a speaker: an abstention is better than a wrong name (compare Muzny et al., EACL 2017, for sieves over
quotations).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.reading.cues import (
    A_NOUN,
    ACCORDING,
    AFTER,
    AFTER_SUBJECT,
    AGENTLESS,
    AGREEMENT,
    APPOSED,
    AS_PUT,
    AS_SET_FORTH,
    ASKED_OF,
    BY,
    DENIED,
    DENIED_SUBJECT,
    DOCUMENT_ACTS,
    GRANTING,
    HELD_NOUN,
    HELPED,
    IN_BRACKETS,
    INTRODUCES,
    IS_SOMEBODY,
    LEADS_IN,
    LIKES_TO,
    MANY,
    MENTIONS_ANOTHER,
    NOBODY,
    OBJECT,
    OF_PEOPLE,
    PARTICIPLE,
    PASSIVE,
    PASSIVE_BY,
    PERSON_NAME,
    PLAIN_VERB,
    PLURAL_BEFORE,
    POSSESSED,
    QUOTED_AS,
    RECEIVED,
    SAYS_OTHERWISE,
    SUBORDINATE,
    VERB,
    WEAK,
)
from tracker.reading.lexicon import DOCUMENT_NOUNS
from tracker.reading.owners import owner_in_phrase
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
from tracker.reading.scene import OWN_VOICE, Attribution, Context, Passage, Scene, is_date, plain
from tracker.reading.speakers import named

__all__ = ["attribute"]

_REACH = 320
_LOOKED_BACK = 60  # Passages among which a part of one that is quoted again is looked for.
_CUES = (
    ("according to", ACCORDING),
    ("passive cue", PASSIVE_BY),
    ("cue and subject", VERB),
    ("participle", PARTICIPLE),
    ("cue noun and owner", POSSESSED),
    ("cue noun and maker", BY),
    ("agreement", AGREEMENT),
    ("document acts", DOCUMENT_ACTS),
    ("plain verb", PLAIN_VERB),
)


def attribute(passages: Sequence[Passage], context: Context) -> list[Attribution | None]:
    """Return one attribution, or None, for each of `passages`, which are in the order of the text."""
    found: list[Attribution | None] = []
    for index, passage in enumerate(passages):
        earlier = [
            (passages[i], found[i]) for i in range(max(0, index - 6), index) if passages[i].depth == passage.depth
        ]
        outer = next((i for i in range(index - 1, max(-1, index - 30), -1) if passages[i].depth < passage.depth), None)
        scene = Scene(passage, context, earlier, found[outer] if outer is not None else None)
        found.append(
            _said_after(scene)
            or _broken_off(scene)
            or _before(scene)
            or _colon(scene)
            or _lead_in(scene)
            or _described(scene)
            or _sentence_before(scene)
        )
    return _quoted_before(passages, context, found)


def _said_after(scene: Scene) -> Attribution | None:
    passage, text, end = scene.passage, scene.context.masked, scene.passage.outer[1]
    stop = max(passage.sentence[1], min(len(text), end + 120))
    if answer := _in_brackets(scene, end, stop):
        return answer
    if scene.context.text[passage.inner[1] - 1 : passage.inner[1]] not in ",?!" and text[end : end + 1] != ",":
        return None
    if match := AFTER.match(text, end, stop):
        phrase = phrase_after(text, match.end())
        return named(phrase, "said after it", match[0].strip(" ,"), match.start(), scene)
    phrase = phrase_after(text, end)
    match = AFTER_SUBJECT.match(text, phrase.end) if phrase else None
    if phrase and match is None and scene.context.text[passage.inner[1] - 1 : passage.inner[1]] == ",":
        # Behind a comma that the quotation itself has, any verb of saying will do: "…," one executive conceded.
        helped = HELPED.match(text, phrase.end)
        match = VERB.match(text, helped.end()) if helped else None
    if phrase and match:
        finished = scene.context.text[passage.inner[1] - 1 : passage.inner[1]] in ".?!"
        hangs = SUBORDINATE.match(text, passage.sentence[0]) and SAYS_OTHERWISE.match(text, match.end())
        if hangs and (before := _before(scene)) and before.speaker:
            return before
        if finished and INTRODUCES.match(scene.context.text, match.end()):
            return None  # It is the next sentence, and says who is quoted next.
        if phrase_kind(phrase.text) == PhraseKind.OTHER:
            span = (phrase.start, phrase.end)
            return Attribution(
                bare_name(phrase.text), "said after it", span, match[0].strip(), match.start(), confidence=0.7
            )
        return named(phrase, "said after it", match[0].strip(), match.start(), scene)
    put = AS_PUT.match(text, end, stop)
    who = phrase_after(text, put.end()) if put else None
    if put and who and (VERB.search(text, who.end, who.end + 40) or LIKES_TO.match(text, who.end)):
        return named(who, "said after it", put[0].strip(" ,"), put.start(), scene)
    law = AS_SET_FORTH.match(text, end, end + 70)
    where = phrase_after(text, law.end()) if law else None
    if law and where and phrase_kind(where.text) == PhraseKind.LAW:
        return named(where, "said after it", law[0].strip(), law.start(), scene)
    if phrase and (apposed := APPOSED.match(text, phrase.end, stop)):
        # "…," the union's president, Maria Lopez, said · "…," Ms. Lopez, its president, said
        other = phrase_after(text, apposed.start("apposed"))
        speaker = other if other and PERSON_NAME.fullmatch(other.text) else phrase
        return named(speaker, "said after it", apposed["verb"], apposed.start("verb"), scene)
    return None


def _broken_off(scene: Scene) -> Attribution | None:
    """Return whose words go on: "…," wrote the Board, "and …", or in the next sentence, which is a quotation alone."""
    if not scene.earlier or scene.passage.lead_in:
        return None
    passage, (before, answer) = scene.passage, scene.earlier[-1]
    if (
        answer
        and answer.speaker
        and passage.alone
        and not scene.context.text[before.outer[1] : passage.outer[0]].strip()
    ):
        return replace(answer, rule="carried on", cue="", cue_at=-1, confidence=0.85)  # the next paragraph of it
    between = scene.context.masked[before.outer[1] : passage.outer[0]]
    near = before.outer[1] <= passage.outer[0] and len(between) < 160
    if answer is None or not answer.speaker or not near:
        return None
    rest = scene.context.masked[passage.sentence[0] : passage.sentence[1]]
    alone = not re.sub(r"[\W\d]+", "", rest)
    if alone and passage.previous == before.sentence and not MENTIONS_ANOTHER.search(between):
        return replace(answer, rule="carried on", cue="", cue_at=-1, confidence=0.75)
    if answer.rule != "said after it" or before.sentence != passage.sentence:
        return None
    return (
        replace(answer, rule="carried on", cue="", cue_at=-1, confidence=0.85)
        if between.rstrip(' "“')[-1:] in ",;."
        else None
    )


def _in_brackets(scene: Scene, end: int, stop: int) -> Attribution | None:
    """Return who is named in brackets behind a passage that opens its paragraph: "…" (Kohler)."""
    passage = scene.passage
    match = IN_BRACKETS.match(scene.context.masked, end, stop)
    if not match or passage.outer[0] - passage.sentence[0] > 3:
        return None
    name = match["name"].strip()
    if phrase_kind(name) != PhraseKind.NAME or re.search(r"\d|emphasis|internal|citation", name, re.IGNORECASE):
        return None
    span = (match.start("name"), match.start("name") + len(name))
    return Attribution(name, "named after it in brackets", span, match[0].strip(), match.start(), confidence=0.85)


def _before(scene: Scene) -> Attribution | None:
    """Sieves 2 to 5: cues to the left of the passage in its own sentence, the nearest first."""
    passage = scene.passage
    floor = max(passage.sentence[0], passage.outer[0] - 900)
    return _from_cues(floor, passage.outer[0], scene)


def _from_cues(floor: int, end: int, scene: Scene, *, rule: str = "") -> Attribution | None:
    text = scene.context.masked if not scene.passage.depth else scene.context.text
    cues: list[tuple[int, str, re.Match[str]]] = []
    for name, pattern in _CUES:
        cues += [(match.start(), name, match) for match in pattern.finditer(text, floor, end)]
    cues.sort(key=lambda cue: cue[0], reverse=True)
    between = [p.outer[0] for p, _ in scene.earlier if floor <= p.outer[0] < end]
    weaker: Attribution | None = None
    for at, name, match in cues[:7]:
        crossed = any(at < start for start in between)
        if not crossed and end - match.end() > _REACH:
            break
        answer = _from_cue(name, match, (floor, end), scene, text)
        if answer is None:
            continue
        if (_is_weak(name, match[0]) or _is_subject(name, match, scene)) and answer.rule != OWN_VOICE:
            # "The minister said that Canada wants …": who says is more than who wants.
            weaker = weaker or (answer if answer.speaker or answer.source else None)
            continue
        if answer.rule == OWN_VOICE:
            return None
        if crossed:
            return replace(answer, rule="carried on", confidence=min(answer.confidence, 0.85))
        return replace(answer, rule=rule) if rule else answer
    return replace(weaker, rule=rule) if weaker and rule else weaker


def _is_weak(name: str, cue: str) -> bool:
    """Whether a cue tells who wants, thinks or holds something, which somebody else may be saying of them."""
    return name == "document acts" or bool(
        WEAK.fullmatch(cue) or (name == "cue noun and owner" and HELD_NOUN.search(cue))
    )


def _is_subject(name: str, match: re.Match[str], scene: Scene) -> bool:
    """Whether the passage says something of the noun of saying: As Judge Roe wrote, the State's account "is false"."""
    return name == "cue noun and owner" and not scene.context.text[match.end() : scene.passage.outer[0]].strip()


def _from_cue(name: str, match: re.Match[str], bounds: tuple[int, int], scene: Scene, text: str) -> Attribution | None:
    (floor, end), at, cue = bounds, match.start(), match[0]
    if name in {"according to", "passive cue", "agreement"}:
        phrase = phrase_after(text, match.end())
        if phrase is None and name == "according to":
            phrase = _bare_document(text, match.end(), end)
        rule = "cue and subject" if name == "passive cue" else name
        return named(phrase, rule, cue, at, scene) if phrase and phrase.end <= end else None
    if name == "cue noun and maker":
        phrase = phrase_after(text, match.end())
        if phrase is None or phrase.end > end or is_date(phrase.text):
            return None
        return named(phrase, "cue noun and owner", cue, at, scene, source=plain(text[at : phrase.end]))
    if name == "cue noun and owner":
        return _owned(match, floor, scene, text)
    if name == "document acts":
        return _document_acts(match, floor, scene, text)
    if name == "plain verb" and not PLURAL_BEFORE.search(text, max(floor, at - 60), at):
        asked = phrase_before(text, at, floor=floor)
        many = asked is not None and MANY.match(asked.text)
        if asked is None or not (many or ASKED_OF.search(text, max(floor, asked.start - 8), asked.start)):
            return None
    if name == "participle":
        quoted = QUOTED_AS.search(text[max(floor, at - 120) : at])
        if quoted:
            subject = phrase_after(text, max(floor, at - 120) + quoted.end("cue"))
            return named(subject, "cue and subject", cue, at, scene) if subject else None
        letter = phrase_before(text, at, floor=floor)
        got = letter and RECEIVED.search(text, max(floor, letter.start - 30), letter.start)
        if letter and got and phrase_kind(letter.text) == PhraseKind.DOCUMENT:
            return named(letter, "cue and subject", cue, at, scene, confidence=0.75)
        subject = clause_subject(text, at, floor=floor)
        if subject is None:
            return None
        return named(subject, "cue and subject", cue, at, scene, confidence=0.75)
    return _with_subject(match, floor, scene, text)


def _with_subject(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    at, cue = match.start(), match[0]
    before = text[max(floor, at - 40) : at]
    if cue in {"states", "claims", "reports", "notes", "orders", "requests"} and A_NOUN.search(before):
        return None
    if re.match(r"\s+by\b", text[match.end() : match.end() + 5]) or PASSIVE.search(before) or DENIED.search(before):
        return None
    subject = phrase_before(text, at, floor=floor)
    if subject is None and re.search(r"\b(?:and|or|but|to)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+){0,2}$", before):
        subject = clause_subject(text, at, main=True) or clause_subject(text, at)
    if subject is None or subject.start < floor:
        return None
    if OBJECT.search(text, max(floor, subject.start - 24), subject.start):
        return None
    if (
        is_date(subject.text)
        or NOBODY.match(subject.text)
        or DENIED_SUBJECT.search(text, max(floor, subject.start - 20), subject.start)
    ):
        return None
    kind = phrase_kind(subject.text)
    if kind == PhraseKind.WRITER:
        return named(subject, "cue and subject", cue, at, scene)
    somebody = OF_PEOPLE.fullmatch(cue) or names_people(subject.text)
    if kind == PhraseKind.OTHER and somebody and IS_SOMEBODY.match(subject.text):
        # Only people say and tell, so whatever stands there is somebody: "one American scholar told the Times".
        return Attribution(
            bare_name(subject.text), "cue and subject", (subject.start, subject.end), cue, at, confidence=0.7
        )
    told_to = re.match(r"\s[^.,;:]{2,80}\sto\s*$", text[match.end() : scene.passage.outer[0]])
    grants = GRANTING.match(cue) and not (told_to and re.match(r"direct|order", cue))
    if grants and kind not in {PhraseKind.LAW, PhraseKind.DOCUMENT}:
        answer = named(subject, "cue and subject", cue, at, scene)
        # "Meta provides" introduces no words of Meta's; what Congress provides is a law.
        return answer if answer and answer.speaker == "Congress" else None
    if kind == PhraseKind.DOCUMENT and re.search(r"\b(?:that|which)\s+$", before):
        # "a letter that proclaimed": the letter is whoever's sentence it stands in.
        owner = clause_subject(text, subject.start)
        if owner and owner.start >= floor:
            source = plain(subject.text)
            return named(owner, "cue and subject", cue, at, scene, source=source, confidence=0.7)
    return named(subject, "cue and subject", cue, at, scene)


def _document_acts(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    """Return the source, and its owner, where a document does something: all it can do is say so."""
    subject = phrase_before(text, match.start(), floor=floor)
    if subject is None or subject.start < floor or PASSIVE.search(text[max(floor, match.start() - 40) : match.start()]):
        return None
    kind = phrase_kind(subject.text)
    if kind != PhraseKind.DOCUMENT and not (kind == PhraseKind.LAW and owner_in_phrase(subject, scene)):
        return None
    return named(subject, "document acts", match[0], match.start(), scene, confidence=0.7)


_DOCUMENT_AHEAD = re.compile(r"\s{0,3}(?:[a-z-]+\s){0,3}?(?P<noun>[a-z-]+)(?=[\s,])")


def _bare_document(text: str, start: int, end: int) -> Phrase | None:
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


def _owned(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    at, owner = match.start("owner"), match["owner"].lower()
    source = plain(match[0])
    if owner == "your":
        return named(Phrase(at, at + 4, "you"), "cue noun and owner", source, at, scene, source=source)
    if owner in {"its", "their", "his", "her"}:
        subject = clause_subject(text, at)
        if subject is None or at - subject.start > 250:
            return None
        return named(subject, "cue noun and owner", source, at, scene, confidence=0.7)
    phrase = phrase_before(text, at, floor=floor)
    if phrase is None:
        return None
    return named(phrase, "cue noun and owner", plain(text[phrase.start : match.end()]), at, scene)


def _lead_in(scene: Scene) -> Attribution | None:
    passage = scene.passage
    if passage.lead_in is None or passage.outer[0] - passage.sentence[0] > 12:
        return None
    start, end = passage.lead_in
    start = max(start, end - 900)
    return _from_cues(start, end, scene, rule="colon lead-in") or _leads_in(start, end, scene)


def _colon(scene: Scene) -> Attribution | None:
    """The same where the colon stands in the passage's own sentence."""
    passage = scene.passage
    if scene.context.masked[passage.sentence[0] : passage.outer[0]].rstrip()[-1:] != ":":
        return None
    return _leads_in(max(passage.sentence[0], passage.outer[0] - 900), passage.outer[0], scene)


def _leads_in(start: int, end: int, scene: Scene) -> Attribution | None:
    """Return who is said to be blunt, to put it well or to give an answer in a sentence that a colon ends."""
    text = scene.context.masked
    for match in reversed(list(LEADS_IN.finditer(text, start, end))):
        subject = phrase_before(text, match.start(), floor=start)
        if subject and subject.start >= start and phrase_kind(subject.text) != PhraseKind.OTHER:
            answer = named(subject, "colon lead-in", match[0], match.start(), scene, confidence=0.75)
            return answer if answer and answer.rule != OWN_VOICE else None
    return None


def _described(scene: Scene) -> Attribution | None:
    """Return whose document the sentence before speaks of, where this one says how it describes somebody."""
    passage, text = scene.passage, scene.context.masked
    passive = list(AGENTLESS.finditer(text, max(passage.sentence[0], passage.outer[0] - 160), passage.outer[0]))
    if not passive or passage.previous is None:
        return None
    start, end = passage.previous
    possessed = list(POSSESSED.finditer(text, start, end))
    for match in reversed(possessed):
        answer = _owned(match, start, scene, text)
        if answer and answer.speaker and _is_written(match[0]):
            return replace(answer, rule="sentence before", confidence=0.5)
    subject = first_subject(text, start, end)
    if subject is None or phrase_kind(subject.text) != PhraseKind.DOCUMENT:
        return None
    answer = named(subject, "sentence before", passive[-1][0], passive[-1].start(), scene)
    return replace(answer, confidence=0.5) if answer else None


def _is_written(words: str) -> bool:
    return words.split()[-1].lower() in DOCUMENT_NOUNS


def _sentence_before(scene: Scene) -> Attribution | None:
    passage, text = scene.passage, scene.context.masked
    if passage.previous is None or passage.lead_in or re.sub(r"[\W\d]+", "", text[slice(*passage.sentence)]):
        return None  # Something else stands in the passage's own sentence.
    start, end = passage.previous
    told = next((match for match in VERB.finditer(text, start, end) if OF_PEOPLE.fullmatch(match[0])), None)
    if told and (answer := _with_subject(told, start, scene, text)) and answer.speaker:
        return replace(answer, rule="sentence before", confidence=0.6)
    if not passage.alone:
        return None
    subject = first_subject(text, start, end)
    if subject is None or phrase_kind(subject.text) != PhraseKind.NAME:
        return None
    speaker = bare_name(subject.text)
    return Attribution(speaker, "sentence before", (subject.start, subject.end), confidence=0.5)


def _quoted_before(
    passages: Sequence[Passage], context: Context, found: list[Attribution | None]
) -> list[Attribution | None]:
    """Give words that were quoted before, and are quoted again without a cue, the speaker that they had."""
    known: dict[str, Attribution] = {}
    for index, passage in enumerate(passages):
        said = re.sub(r"\W+", " ", context.text[passage.inner[0] : passage.inner[1]].lower()).strip()
        answer = found[index]
        before = known.get(said)
        if before is None and answer is None and said.count(" ") >= 2:
            recent = itertools.islice(reversed(known.items()), _LOOKED_BACK)
            before = next((who for words, who in recent if f" {said} " in f" {words} "), None)
        if answer is None and before:
            found[index] = replace(before, rule="quoted before", cue="", cue_at=-1, confidence=0.7)
        elif answer is not None and answer.speaker and said:
            known.setdefault(said, answer)
    return found
