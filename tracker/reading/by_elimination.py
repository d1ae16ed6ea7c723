"""Who must have said a passage when no cue says so: the last sieve, for what is known to be somebody's words.

    1. a document out of nowhere     The Inspector General examined forty files. |The report| found "…"
    2. a clause with "that"          |The Circuit| rejected this, reasoning that no agency "…"
    3. behind a verb of saying       |The Register|, in an editorial of April 9, described it as "…"
    4. a sentence of quotation       |Mr. Everett| wrote again that night. "…"
    5. behind the passage            "…," |Eloy Montoya|, an heir of the grant, grumbled at the hearing

Each takes the one subject that there is, and none where there may be two. It is asked only for what is a quotation by
everything else: whether words are somebody's is not told by it.
"""

import re
from dataclasses import replace

from tracker.reading.antecedents import taken_up, who_was_asked
from tracker.reading.cues import DENIED, NOBODY, PASSIVE
from tracker.reading.lexicon import DETERMINERS, PRONOUNS, words
from tracker.reading.noun_phrases import FINITE, is_verb, phrase_after
from tracker.reading.people import is_person
from tracker.reading.phrase_kinds import Phrase, PhraseKind, head_noun, names_people, phrase_kind
from tracker.reading.phrases import by_name, named_beside, phrase_before
from tracker.reading.scene import OWN_VOICE, Attribution, Scene, is_date
from tracker.reading.speakers import named
from tracker.reading.speaking_verbs import GRANTING, PARTICIPLE, VERB
from tracker.reading.subjects import clause_subject, opening_subject

__all__ = ["by_elimination"]

RULE = "by elimination"
_CONFIDENCE = 0.5


def by_elimination(scene: Scene, saying: Attribution | None) -> Attribution | None:
    """Return who is left to have said it; `saying` is what the other sieves found, without a speaker."""
    if saying and saying.rule == OWN_VOICE:
        return saying
    if saying and saying.source:
        return _document(scene, saying) or saying
    passage, text = scene.passage, scene.context.masked
    if passage.depth:
        return saying
    lead = text[passage.sentence[0] : passage.outer[0]]
    if _OF_A_LAW.search(lead, max(0, len(lead) - _NEAR)):
        return saying  # A law says it.
    if "?" in scene.context.text[passage.inner[1] : passage.sentence[1]]:
        return saying  # A question says nothing of what was said.
    if _IT_IS.fullmatch(lead) and (said := _said_before(scene)):
        return said
    if (answered := _RESPONSE.fullmatch(lead)) and passage.previous:
        asked = who_was_asked(text, *passage.previous)
        return _answer(asked, answered[0].strip(), passage.sentence[0], scene) or saying
    if re.search(r"[A-Za-z]", lead):
        return _clause(scene) or _behind_verb(scene) or saying
    if passage.lead_in:
        return saying
    return _behind_passage(scene) or _sentence_before(scene) or saying


_OF_A_LAW = re.compile(r"\bU\.\s?S\.\s?C\.|\bC\.\s?F\.\s?R\.|\bU\.?S\.?C\b|\bCFR\b|§|\b[Ss]ections?\s\d")
# Your money, he said, "is not charity." |It is| "an investment."
_IT_IS = re.compile(r"\s*(?:It|This|That|They|These|Those)\s(?:is|was|are|were|will\sbe)\s[\"“]?")
_RESPONSE = re.compile(
    r"\s*(?:The|Its|Their|His|Her)\s(?:\w+\s)?(?:response|reply|answer)\s(?:was|is|came)\sthat\b[^;:\"“”]*[\"“]?"
)


def _said_before(scene: Scene) -> Attribution | None:
    """Return who said the last passage of the sentence before, who goes on."""
    for place, answer in reversed(scene.earlier):
        if place.sentence == scene.passage.previous and answer and answer.speaker:
            return replace(answer, rule=RULE, cue="", cue_at=-1, confidence=_CONFIDENCE)
    return None


def _answer(subject: Phrase | None, cue: str, at: int, scene: Scene) -> Attribution | None:
    if subject is None or is_date(subject.text) or _NOBODY.match(subject.text):
        return None
    if (possessed := _OF_THEIRS.fullmatch(subject.text)) and not (
        names_people(subject.text) or phrase_kind(subject.text) in (PhraseKind.ROLE, PhraseKind.NAME)
    ):
        # "The staff's confidence": of the staff; "his findings": of him.
        subject = Phrase(subject.start, subject.start + possessed.end("whose"), possessed["whose"])
    kind = phrase_kind(subject.text)
    if subject.text.lower() in ("his", "her", "its", "their"):
        whose = taken_up(subject.text, subject.start, scene)
        if isinstance(whose, Attribution):
            return replace(whose, rule=RULE, cue="", cue_at=-1, confidence=_CONFIDENCE)
        subject = whose
        if subject is None:
            return None
    elif kind == PhraseKind.OTHER and not names_people(subject.text):
        return None
    return _named(subject, cue, at, scene)


def _named(subject: Phrase, cue: str, at: int, scene: Scene) -> Attribution | None:
    answer = named(subject, RULE, cue, at, scene, confidence=_CONFIDENCE)
    return answer if answer and answer.speaker and answer.rule != OWN_VOICE else None


_OF_THEIRS = re.compile(
    r"(?P<whose>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|.{2,60}?(?=[’']s\s|(?<=s)[’']\s))(?:[’']s?)?\s[\w\s-]+"
)


_NOBODY = re.compile(
    rf"(?:{NOBODY.pattern}|neither|nor|it$|there$|who\b|what\b|applicants?\b|any\s|every\s|each\s|no\s)", re.IGNORECASE
)


_NEAR = 400  # Characters before a passage that tell what its sentence says of it.
_GOT_IT = re.compile(
    r"\b(?:that|which)\s(?P<who>[^,;:\"“”]{1,40}?)\s(?:received|got|obtained|(?:was|were)\s(?:sent|given|shown|handed))\b"
)
_TOLD_ONE = re.compile(
    r"\b(?:told|informed|advised|notified|warned|asked|assured|reminded|thanked)\s(?:her|him|them)\b"
)
# "That letter said", "the report": it is spoken of as if it had been named.
_TAKEN_UP = re.compile(
    r"(?:(?:One|Another|A)\s(?=(?:\w+\s)?(?:slide|page|passage|line|section|chart|entry|paragraph|chapter|footnote|graphic)$)|[Tt]h(?:e|at|is|ose|ese)\s|[Ii]ts\s|[Tt]heir\s|[Hh]is\s|[Hh]er\s)?(?:(?:final|full|resulting|same|new|second|first|"
    r"third|latest|last|own|closing|opening|rejection|denial|acceptance|follow-up|justification|consent|cover|draft|training|inspection|audit|incident|accident|investigation|listing|committee|staff|press|written|oral|entire|accompanying|subsequent|later|brief|short|long|[a-z]+-page)\s)?[\w-]+"
)


# "A draft study circulated in 2000": of those of whom the sentence before speaks.
_INTERNAL = re.compile(
    r"(?:[Aa]n?\s)?(?:\w+\s)?(?:internal|draft|staff|supervisory|confidential|preliminary|briefing|leaked)\b"
)


_PRODUCES = re.compile(
    r"\b(?:completed|finished|concluded|conducted|reviewed|investigated|studied|audited|examined|surveyed|inspected|looked\sinto|wrote|"
    r"testified|answered|replied|responded|ruled|decided)\b"
)
_NOBODYS = frozenset(
    ("minutes", "transcript", "transcripts", "record", "records", "media", "news", "press", "footnote")
)


_ANOTHER = re.compile(r"(?:[Aa]\s)?(?:second|third|later|further|new|[Aa]nother)\s")


def _document(scene: Scene, saying: Attribution) -> Attribution | None:
    """Return whom the sentence before is about, where a document is spoken of that nobody is said to have made."""
    passage, text = scene.passage, scene.context.masked
    before = passage.previous or next(iter(passage.above), None)
    if passage.depth or before is None:
        return None
    if phrase_kind(saying.source) != PhraseKind.DOCUMENT:
        return None
    again = _INTERNAL.match(saying.source) or _ANOTHER.match(saying.source)
    said = next((answer for place, answer in reversed(scene.earlier) if place.sentence == passage.previous), None)
    same = said and head_noun(said.source or "-").lower() == head_noun(saying.source).lower()
    if said and said.speaker and (_TAKEN_UP.fullmatch(saying.source) or (same and again)):
        # "It found that "…" The report also warned that "…"": the same one goes on.
        return replace(
            said, rule=RULE, cue=saying.cue, cue_at=saying.cue_at, confidence=_CONFIDENCE, source=saying.source
        )
    if not (_TAKEN_UP.fullmatch(saying.source) or _INTERNAL.match(saying.source)):
        return None
    start, end = before
    noun = head_noun(saying.source).lower()
    if noun in _NOBODYS:
        return None
    about = opening_subject(text, start, end)
    further = passage.past[1] if len(passage.past) > 1 and passage.past[0] == passage.previous else (0, 0)
    if about and head_noun(about.text).lower() == noun and _PRODUCES.search(text, *further):
        start, end = further  # "The Inspector completed a review. The report is sobering. It found …"
    if re.search(rf"\b{re.escape(noun)}s?\b", text[start:end], re.IGNORECASE):
        return None  # The sentence speaks of it as something that was there: whose it is stays open.
    subject = _about(start, end, text)
    if subject is None or phrase_kind(subject.text) in (PhraseKind.DOCUMENT, PhraseKind.LAW):
        return None
    answer = _answer(subject, saying.cue, saying.cue_at, scene)
    opens = max(passage.sentence[0], passage.outer[0] - _NEAR)
    told = _TOLD_ONE.search(text, opens, passage.outer[0])
    got = _GOT_IT.search(text, opens, passage.outer[0])
    if answer is None or (told and is_person(answer.speaker)):
        return None  # "A second notice told her": it is not hers.
    if got and (got["who"].lower() in PRONOUNS or got["who"] in answer.speaker):
        return None  # "The notice that she received reads": whoever got it did not write it.
    return replace(answer, source=saying.source)


def _about(start: int, end: int, text: str) -> Phrase | None:
    """Return whom a sentence is about, if they do something in it: what is done to somebody says nothing of theirs."""
    subject = by_name(text, opening_subject(text, start, end))
    if subject is None or subject.end > end:
        return None
    verb = FINITE.search(text, subject.end, min(end, subject.end + 200))
    if verb is None or (verb[0] in {"was", "were"} and _DONE_TO.match(text, verb.end(), end)):
        return None
    return subject


_DONE_TO = re.compile(
    r"\s(?:\w+ly\s|not\s|never\s|also\s)?(?:\w+ed|sent|told|given|made|found|held|shown|written|taken|put)\b"
)

# "evidence |that| the site …", "reasoning |that| an agency …"; "a plan |that| would": that one stands for the plan.
_THAT = re.compile(
    r"(?P<word>[\w’'-]+),?\sthat\s(?!(?:[a-z]+ed|is|are|was|were|has|have|had|can|could|will|would|may|might|must|should)\b)"
)


def _clause(scene: Scene) -> Attribution | None:
    """Return whose clause the passage stands in, of the last "that" before it."""
    passage, text = scene.passage, scene.context.masked
    floor = max(passage.sentence[0], passage.outer[0] - 400)
    that = next(reversed(list(_THAT.finditer(text, floor, passage.outer[0]))), None)
    if that is None:
        return None
    low = that["word"].lower()
    if low in DETERMINERS | PRONOUNS | _NO_CLAUSE or re.search(r"[\"“”]", text[that.start() : passage.outer[0]]):
        return None
    before = text[floor : that.start()]
    if (
        _UNSAID.search(text, floor, that.end("word"))
        or _WAS_TOLD.search(before)
        or DENIED.search(before)
        or (PASSIVE.search(before) and low not in _MINDED)
    ):
        return None  # Who was told said nothing.
    says = low.endswith("ed") or is_verb(low)
    if not says and not low.endswith("ing") and low not in _OF_MINDS and not low[0].isdigit():
        return None  # "the standard that licensees serve"
    subject = phrase_before(text, that.start("word"), floor=floor) if says else None
    if subject is None or (phrase_kind(subject.text) == PhraseKind.OTHER and not names_people(subject.text)):
        subject = clause_subject(text, that.end("word"), main=True, floor=floor)
    if subject is None and floor == passage.sentence[0]:
        subject = opening_subject(text, floor, that.start())
    return _answer(subject, that["word"], that.start(), scene)


_WAS_TOLD = re.compile(
    r"\b(?:was|were|is|are|been|being)\s(?:\w+ly\s)?(?:told|informed|advised|assured|notified|warned|promised|reminded|"
    r"instructed|given|sent|shown|asked|required|invited|agreed|determined|decided)\b[^;:.]{0,80}$"
)
# What they know, or would have to say, they have not said.
_UNSAID = re.compile(
    r"\b(?:know|knows|knew|known|learn(?:ed|t|s)?|heard|saw|seen|reali[sz]ed?|remember(?:s|ed)?|forgot(?:ten)?)\b[^;:.\"“”]{0,60}$|"
    r"\b(?:must|may|should|can|could|would|shall|might|will|cannot|to)\s(?:\w+ly\s|not\s|also\s){0,2}\w+$"
)
_MINDED = words(
    """concerned worried convinced persuaded satisfied aware disappointed pleased troubled confident certain sure
    adamant hopeful alarmed surprised"""
)
_OF_MINDS = _MINDED | words(
    """evidence concern concerns fear fears doubt doubts assurance assurances suggestion suggestions indication
    expectation position view theory premise idea notion hope argument requirement determination finding findings
    conclusion statement claim claims allegation allegations report reports clear belief promise pledge commitment
    assumption ground grounds basis condition understanding"""
)
_NO_CLAUSE = words(
    """so such provided given now in except than all only once after before not and or but ensure ensures ensured
    ensuring require requires see means mean"""
)


def _behind_verb(scene: Scene) -> Attribution | None:
    """Return whom the sentence is about, where its one verb of saying has its subject out of sight."""
    passage, text = scene.passage, scene.context.masked
    start, stop = max(passage.sentence[0], passage.outer[0] - 400), passage.outer[0]
    if start != passage.sentence[0] or re.search(r"[\"“”]", text[start:stop]):
        return None
    said = [
        *VERB.finditer(text, max(start, stop - 160), stop),
        *PARTICIPLE.finditer(text, max(start, stop - 160), stop),
    ]
    verb = max(said, key=lambda match: match.start(), default=None)
    if verb is None:
        return None
    before = text[start : verb.start()]
    if PASSIVE.search(before) or DENIED.search(before) or GRANTING.match(verb[0]):
        return None
    subject = by_name(text, opening_subject(text, start, verb.start()))
    if subject is None or subject.end > verb.start() or phrase_kind(subject.text) == PhraseKind.LAW:
        return None
    if not _INSERTED.fullmatch(text, subject.end, verb.start()):
        return None
    if subject.text.lower() == "it":
        return _named(subject, verb[0], verb.start(), scene)  # "It did not answer, stating only that …"
    return _answer(subject, verb[0], verb.start(), scene)


# ", in an editorial published on April 9, " · " rejected that reading and "
_INSERTED = re.compile(
    r"\s?,\s[^;:.]{3,260},\s(?:\w+ly\s|has\s|have\s|had\s|also\s|then\s|later\s)*|(?:\s[\w’'-]+){1,14}(?:,\s|\sand\s(?:\w+ly\s|then\s|later\s|also\s)?)"
)


_UNDERSTOOD = re.compile(
    r"\s(?:has\s|have\s|had\s|\w+ly\s)?(?:said|put|understood|saw|knew|warned|made|recogni[sz]ed|answered|agreed|predicted|explained)\s"
    r"(?:this|it|that|so|as\smuch|the\spoint|the\ssame)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording\sto\s(?=[A-Z]|the\s|an?\s)")
# I asked Mr. Roe, and |his answer was simple|. "…"
_THEIR_ANSWER = re.compile(
    r"\b(?P<whose>his|her|its|their)\s(?:\w+\s)?(?:answer|reply|response|words|message|advice|verdict|warning|view)\s"
    r"(?:was|is|were|are)\s(?:\w+\s){0,3}\w+[.:]\s*$"
)
# "His findings are sobering. "…"": what is his is told.
_OF_SAYING = re.compile(
    r"(?:.{2,60}[’']s?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:\w+\s)?(?:findings?|conclusions?|words|answers?|repl(?:y|ies)|responses?|verdict|"
    r"warnings?|advice|message|view|assessment|account|testimony|story|complaint|plea|explanation|reaction)"
)


def _behind_passage(scene: Scene) -> Attribution | None:
    """Return who stands behind the passage with something said of them before the verb."""
    passage, text, end = scene.passage, scene.context.masked, scene.passage.outer[1]
    stop = min(len(text), max(passage.sentence[1], end + 1), end + 220)
    who = phrase_after(text, end) if text[end : end + 1] == " " else None
    if who is None or not is_person(who.text):
        return None
    closed = _APPOSED.match(text, who.end, stop)
    verb = VERB.match(text, closed.end(), stop) if closed else None
    return _answer(named_beside(text, who) or who, verb[0], verb.start(), scene) if verb else None


_APPOSED = re.compile(r",\s[^.;:?!\"“”]{2,140},\s(?:has\s|have\s|had\s|also\s|later\s|once\s|recently\s){0,2}")


def _sentence_before(scene: Scene) -> Attribution | None:
    """Return the one person or body whom the sentence before is about, where the passage is a sentence by itself."""
    passage, text = scene.passage, scene.context.masked
    if passage.previous is None or re.search(r"[A-Za-z]", text[passage.outer[1] : passage.sentence[1]]):
        return None
    start, end = passage.previous
    if text[start:end].rstrip().endswith("?"):
        return None
    if according := _ACCORDING.search(text, start, end):
        return _answer(phrase_after(text, according.end()), according[0], according.start(), scene)
    if told := _THEIR_ANSWER.search(text, max(start, end - 90), end):
        whose = Phrase(*told.span("whose"), told["whose"])
        if answer := _answer(whose, told[0].strip(), told.start(), scene):
            return answer
    subject = _about(start, end, text)
    if subject is None:
        return None
    kind = phrase_kind(subject.text)
    # "The commission understood this fifteen years ago. "…""
    understood = kind in (PhraseKind.NAME, PhraseKind.ROLE) and _UNDERSTOOD.match(text, subject.end, end)
    somebody = is_person(subject.text) or kind == PhraseKind.PRONOUN
    if somebody or understood or _OF_SAYING.fullmatch(subject.text):
        return _answer(subject, "", -1, scene)
    return None
