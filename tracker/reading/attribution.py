"""Who is said to have said a quoted passage: sieves in order of how sure they are, the first that answers wins.

    1. said after it          "…," said Mr. Lew · "…," according to the GAO · "…" (Kohler) under "from their letters:"
    2. according to           According to the NAS study, the current "…"
    3. cue and subject        As the Committee has said, any limit "…" · Judge Lake, who presided, called it "…"
    4. cue noun and owner     your statement on February 2 that "…" · allegations by the author that they "…"
                              Sieves 2 to 4 stand in `said_before.py`, 1 in `said_after.py`.
    5. carried on             … "a," a result that "b": b is whose a is, as no new subject came between; "a," she said,
                              "b." "c." · the next paragraph of a quotation · … called it "a"; Ms. Roe, "b"
    6. colon lead-in          a sentence before that ends with a colon, by its verb or by whom it is about
    7. sentence before        a sentence that is all quotation, after one in which somebody speaks
    8. quoted before          the same words, or some of them, quoted again
    9. by elimination         whoever is left, of what is known to be somebody's words (`by_elimination.py`)

A subject that is a statute gives a source and no speaker; a document gives its owner, where the letter names one; "you"
is the addressee, or of several the one who is called; "I" and "we" are the letter's own voice, and no speaker. What no
sieve answers stays without a speaker: an abstention is better than a wrong name (compare Muzny et al., EACL 2017, for
sieves over quotations).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.reading.antecedents import who_was_asked
from tracker.reading.cues import (
    AGENTLESS,
    GAP,
    LEADS_IN,
    LEADS_TO,
    LED_BESIDE,
    MENTIONS_ANOTHER,
    NEXT_OF_SEVERAL,
    POSSESSED,
    TELLS_OF_ITSELF,
)
from tracker.reading.lexicon import DOCUMENT_NOUNS
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.people import is_person
from tracker.reading.phrase_kinds import PhraseKind, bare_name, names_people, phrase_kind
from tracker.reading.phrases import by_name, phrase_before
from tracker.reading.said_after import said_after, said_at_the_end
from tracker.reading.said_before import from_cues, said_before, with_subject
from tracker.reading.scene import OWN_VOICE, Attribution, Context, Passage, Scene
from tracker.reading.speakers import in_full, named, owned
from tracker.reading.speaking_verbs import OF_PEOPLE, VERB
from tracker.reading.subjects import clause_subject, first_subject, opening_subject

__all__ = ["attribute"]
_LOOKED_BACK = 60  # Passages among which a part of one that is quoted again is looked for.


def attribute(passages: Sequence[Passage], context: Context) -> list[Attribution | None]:
    """Return one attribution, or None, for each of `passages`, which are in the order of the text."""
    found: list[Attribution | None] = []
    for index, passage in enumerate(passages):
        earlier = [
            (passages[i], found[i]) for i in range(max(0, index - 6), index) if passages[i].depth == passage.depth
        ]
        outer = next((i for i in range(index - 1, max(-1, index - 30), -1) if passages[i].depth < passage.depth), None)
        scene = Scene(passage, context, earlier, found[outer] if outer is not None else None)
        answer = (
            said_after(scene, said_before)
            or _gapped(scene)
            or _broken_off(scene)
            or said_before(scene)
            or said_at_the_end(scene)
            or _colon(scene)
            or _lead_in(scene)
            or _behind_colon(scene)
            or _described(scene)
            or _sentence_before(scene)
        )
        found.append(in_full(answer, context) if answer else None)
    return _quoted_before(passages, context, found)


def _gapped(scene: Scene) -> Attribution | None:
    """Return who stands alone where the verb is that of the passage before: … called it "a"; Ms. Dietz, "b"."""
    if not scene.earlier:
        return None
    before, answer = scene.earlier[-1]
    passage, text = scene.passage, scene.context.masked
    if answer is None or not answer.speaker or before.sentence != passage.sentence:
        return None
    gap = GAP.match(text, before.outer[1], passage.outer[0])
    who = phrase_after(text, gap.end()) if gap else None
    if who is None or text[who.end : passage.outer[0]].strip() != "," or phrase_kind(who.text) == PhraseKind.OTHER:
        return None
    return named(who, "carried on", "", -1, scene, confidence=0.75)


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
    lead = scene.context.masked[passage.sentence[0] : passage.outer[0]]
    if passage.previous == before.sentence and NEXT_OF_SEVERAL.fullmatch(lead):
        return replace(answer, rule="carried on", cue="", cue_at=-1, confidence=0.7)
    if answer.rule != "said after it" or before.sentence != passage.sentence:
        return None
    return (
        replace(answer, rule="carried on", cue="", cue_at=-1, confidence=0.85)
        if between.rstrip(' "“')[-1:] in ",;."
        else None
    )


def _lead_in(scene: Scene) -> Attribution | None:
    passage = scene.passage
    if passage.lead_in is None or passage.outer[0] - passage.sentence[0] > 12:
        return None
    start, end = passage.lead_in
    start = max(start, end - 900)
    return from_cues(start, end, scene, rule="colon lead-in") or _leads_in(start, end, scene)


def _colon(scene: Scene) -> Attribution | None:
    """The same where the colon stands in the passage's own sentence, right before the passage or its clause."""
    passage, text = scene.passage, scene.context.masked
    start = max(passage.sentence[0], passage.outer[0] - 900)
    colon = text.rfind(":", start, passage.outer[0])
    return _leads_in(start, colon, scene) if colon > 0 else None


def _leads_in(start: int, end: int, scene: Scene) -> Attribution | None:
    """Return who is said to be blunt, to put it well or to give an answer in a sentence that a colon ends."""
    text = scene.context.masked
    for match in reversed(list(LEADS_IN.finditer(text, start, end))):
        subject = phrase_before(text, match.start(), floor=start)
        if subject is None or (phrase_kind(subject.text) == PhraseKind.OTHER and not names_people(subject.text)):
            subject = clause_subject(text, match.start(), main=True, floor=start)
        somebody = subject and (phrase_kind(subject.text) != PhraseKind.OTHER or names_people(subject.text))
        if subject and somebody and subject.start >= start:
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
        answer = owned(match, start, scene, text)
        if answer and answer.speaker and _is_written(match[0]):
            return replace(answer, rule="sentence before", confidence=0.5)
    subject = first_subject(text, start, end)
    if subject is None or phrase_kind(subject.text) != PhraseKind.DOCUMENT:
        return None
    answer = named(subject, "sentence before", passive[-1][0], passive[-1].start(), scene)
    return replace(answer, confidence=0.5) if answer else None


def _is_written(words: str) -> bool:
    return words.split()[-1].lower() in DOCUMENT_NOUNS


_A_SENTENCE = re.compile(r"[A-Z‘'“\"\[].*[.?!][\"”’']*\s*", re.DOTALL)


_ANSWERED = re.compile(
    r"\s*(?:The|Its|His|Her|Their)\s(?:whole\s|full\s|entire\s)?(?:answer|reply|response)\b[^:.;]{0,40}:\s*[\"“]?"
)
# "We asked who had decided. The answer: …": of those to whom the letter goes.
_WE_ASKED = re.compile(
    r"\s*(?:And\s|So\s)?(?:We|I)\s(?:also\s|then\s|have\s|had\s)*asked\s(?:who|why|how|what|when|whether|if|for)\b"
)


def _behind_colon(scene: Scene) -> Attribution | None:
    """Return whom a sentence is about that a colon ends before a whole sentence: The physician supplied one: "…"."""
    passage, text = scene.passage, scene.context.masked
    start, end = passage.sentence[0], passage.outer[0]
    if text[start:end].rstrip()[-1:] != ":":
        if passage.lead_in is None or passage.outer[0] - passage.sentence[0] > 12:
            return None
        start, end = passage.lead_in
    if _ANSWERED.fullmatch(text, start, end) and passage.previous:
        # "We asked the Bureau why. The answer: …"
        asked = who_was_asked(text, *passage.previous)
        if asked is None and scene.context.recipient and _WE_ASKED.match(text, *passage.previous):
            return Attribution(scene.context.recipient, "colon lead-in", confidence=0.6)
        return named(asked, "colon lead-in", "", -1, scene, confidence=0.7) if asked else None
    if passage.depth or not _A_SENTENCE.fullmatch(scene.context.text, *passage.inner):
        return None
    subject = by_name(text, opening_subject(text, start, end))
    if subject is None or subject.end > end:
        return None
    kind = phrase_kind(subject.text)
    if (kind == PhraseKind.PRONOUN and subject.text.lower() in {"he", "she"}) or is_person(subject.text):
        return named(subject, "colon lead-in", "", -1, scene, confidence=0.6)
    if kind == PhraseKind.DOCUMENT and (answer := named(subject, "colon lead-in", "", -1, scene, confidence=0.6)):
        return answer
    # "The last word belongs to a beekeeper in Fresno: …"
    colon = text.rfind(":", start, end)
    last = phrase_before(text, colon, floor=start)
    led = last and (
        LEADS_TO.search(text, max(start, last.start - 16), last.start)
        or LED_BESIDE.search(text, max(start, last.start - 70), last.start)
    )
    if (
        last
        and led
        and (is_person(last.text) or names_people(last.text) or phrase_kind(last.text) == PhraseKind.DOCUMENT)
    ):
        return named(last, "colon lead-in", "", -1, scene, confidence=0.6)
    return None


def _sentence_before(scene: Scene) -> Attribution | None:
    passage, text = scene.passage, scene.context.masked
    if passage.previous is None or passage.lead_in or re.sub(r"[\W\d]+", "", text[slice(*passage.sentence)]):
        return None  # Something else stands in the passage's own sentence.
    start, end = passage.previous
    own = next(iter(POSSESSED.finditer(text, start, end)), None)
    if own and TELLS_OF_ITSELF.fullmatch(text, start, end) and not text[own.end() : end].strip(" ?"):
        answer = owned(own, start, scene, text)
        return replace(answer, rule="sentence before", confidence=0.6) if answer and answer.speaker else None
    told = next((match for match in VERB.finditer(text, start, end) if OF_PEOPLE.fullmatch(match[0])), None)
    if told and (answer := with_subject(told, start, scene, text)) and answer.speaker:
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
