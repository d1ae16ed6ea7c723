"""Who is said to have said a passage, in front of it: the cues to its left in its sentence, the nearest first.

As the Committee has said, any limit "…" · According to the study, "…" · your statement on May 2 that "…" · Said the
mayor: "…" · felt bound to add that "…" · issued a directive that "…"
"""

import re
from dataclasses import replace

from tracker.reading.antecedents import taken_up
from tracker.reading.cues import (
    A_CERTAIN,
    A_NOUN,
    A_THING,
    ACCORDING,
    AGREEMENT,
    ASKED_OF,
    BY,
    CLOSED_BEHIND,
    CLOSED_CLAUSE,
    CLOSES_CONDITION,
    CONDITION,
    DENIED,
    DENIED_SUBJECT,
    GERUND,
    GIVES_REASONS,
    HAS_SAYING,
    INSERTED_CLAUSE,
    INVERTED,
    IS_SOMEBODY,
    MANY,
    MENTIONS_ANOTHER,
    NAME_APPOSED,
    NO_SUBJECT,
    NOBODY,
    OBJECT,
    OF_US,
    OPENS_CLAUSE,
    PASSIVE,
    PASSIVE_BY,
    PASSIVE_VERB,
    PLURAL_BEFORE,
    POSSESSED,
    QUOTED_AS,
    QUOTED_AS_FOLLOWS,
    RECEIVED,
    SAYS_IT_IN,
    THAT_THEY_GAVE,
    TO_SAY,
    TO_SOMEBODY,
    UNDER_A_RULE,
    USES_THE_WORDS,
    WAS_TOLD,
    WITH_THE_WORDS,
    WOULD_SAY,
)
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.people import is_person
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, names_people, phrase_kind
from tracker.reading.phrases import by_name, named_beside, phrase_before
from tracker.reading.scene import OWN_VOICE, Attribution, Scene, is_date, plain
from tracker.reading.several import is_unnamed, one_of_them
from tracker.reading.sheets import bare_document, document_acts, sheet_received, sheet_that_says
from tracker.reading.speakers import by_noun, named, owned
from tracker.reading.speaking_verbs import (
    DOCUMENT_ACTS,
    GRANTING,
    INFINITIVE,
    IS_QUOTED,
    OF_PEOPLE,
    PARTICIPLE,
    PLAIN_VERB,
    VERB,
)
from tracker.reading.subjects import clause_subject, first_subject, opening_subject
from tracker.reading.weak_cues import OF_OURS, as_told, gives_way, told_that
from tracker.reading.who_told import by_whose, told_in_a_sheet, who_told

__all__ = ["from_cues", "said_before", "with_subject"]

_REACH = 320
_CUES = (
    ("according to", ACCORDING),
    ("passive cue", PASSIVE_BY),
    ("cue and subject", VERB),
    ("infinitive", INFINITIVE),
    ("infinitive", IS_QUOTED),
    ("would say", WOULD_SAY),
    ("gives reasons", GIVES_REASONS),
    ("says it in a document", SAYS_IT_IN),
    ("inverted", INVERTED),
    ("to somebody", TO_SOMEBODY),
    ("participle", PARTICIPLE),
    ("quoted as follows", QUOTED_AS_FOLLOWS),
    ("cue noun and owner", POSSESSED),
    ("cue noun and maker", BY),
    ("agreement", AGREEMENT),
    ("noun that they gave", THAT_THEY_GAVE),
    ("with the words", WITH_THE_WORDS),
    ("uses the words", USES_THE_WORDS),
    ("document acts", DOCUMENT_ACTS),
    ("plain verb", PLAIN_VERB),
    ("under a rule", UNDER_A_RULE),
)


def said_before(scene: Scene) -> Attribution | None:
    """Sieves 2 to 5: cues to the left of the passage in its own sentence, the nearest first."""
    passage = scene.passage
    floor = max(passage.sentence[0], passage.outer[0] - 900)
    return from_cues(floor, passage.outer[0], scene)


def from_cues(floor: int, end: int, scene: Scene, *, rule: str = "") -> Attribution | None:
    text = scene.context.masked if not scene.passage.depth else scene.context.text
    cues: list[tuple[int, str, re.Match[str]]] = []
    for name, pattern in _CUES:
        cues += [(match.start(), name, match) for match in pattern.finditer(text, floor, end)]
    cues.sort(key=lambda cue: cue[0], reverse=True)
    between = [p.outer[0] for p, _ in scene.earlier if floor <= p.outer[0] < end]
    weaker: Attribution | None = None
    for at, name, match in cues[:7]:
        crossed = any(at < start for start in between)
        if crossed and weaker and MENTIONS_ANOTHER.search(text, max(between), end):
            break  # "The Board called it "a", while the Guild considers it "b"": b is the Guild's.
        if not crossed and end - match.end() > _REACH:
            break
        answer = _from_cue(name, match, (floor, end), scene, text)
        if answer is None:
            continue
        if name == "cue noun and owner" and _SAID_OF.search(text, max(floor, match.start() - 60), match.start()):
            continue  # "The auditor said of |the agency's explanation|, …": it is what they speak of
        if name == "cue noun and owner" and _DISMISSED_AS.fullmatch(text, match.end(), end):
            continue  # "His findings were at first dismissed as": by others
        if name == "cue and subject" and told_that(answer, end, text, floor):
            weaker = weaker or answer
            continue
        if as_told(name, match, text) and any(other == "cue noun and owner" for _, other, _ in cues):
            continue  # "Your reply, as reported by the Blade, was that …"
        if answer.rule != OWN_VOICE and gives_way(name, match, answer, end, scene, text):
            weaker = weaker or (answer if answer.speaker or answer.source else None)
            continue
        if answer.rule == OWN_VOICE and OF_OURS.search(text, max(floor, at - 60), at):
            continue  # "The letter says that the records |I requested| are "…""
        if answer.rule == OWN_VOICE and any(other == "according to" for _, other, _ in cues):
            continue  # "According to the clerk, they were told to …"
        if answer.rule == OWN_VOICE and _SAID_THEY_WERE.search(text, max(floor, at - 90), at):
            continue  # "One clerk stated that she was told to …"
        if answer.rule == OWN_VOICE:
            return None
        if crossed:
            return replace(answer, rule="carried on", confidence=min(answer.confidence, 0.85))
        return replace(answer, rule=rule) if rule else answer
    return replace(weaker, rule=rule) if weaker and rule else weaker


_SAID_THEY_WERE = re.compile(
    r"\b(?:said|stated|noted|testified|wrote|recalled|explained|reported|complained|found|added|told\s(?:us|me|[A-Z]\w+))(?:\sthat)?\s"
    r"(?!we\b|I\b|when\b)[\w’'-]+(?:\s[\w’'-]+){0,3}\s(?:was|were|had\sbeen|has\sbeen|have\sbeen)\s(?:\w+ly\s|then\s)?$"
)
_SAID_OF = re.compile(
    r"\b(?:said|says|wrote|writes|remarked|complained|spoke|testified|told\s\w+)\s(?:of|about)\s(?:the\s|your\s|this\s)?[\w\s&.]{1,40}$"
)
_DISMISSED_AS = re.compile(
    r"\s(?:was|were|is|are|ha[sd]\sbeen|have\sbeen)\s(?:\w+\s){0,3}?(?:dismissed|derided|described|rejected|characteri[sz]ed|called|"
    r"labell?ed|ridiculed|mocked|denounced|criticized|praised|hailed|attacked|assailed|branded|dubbed|treated|waved\saway)"
    r"(?:\s(?:as|in\s\w+\sas))?\s?[\"“]?"
)


def _from_cue(name: str, match: re.Match[str], bounds: tuple[int, int], scene: Scene, text: str) -> Attribution | None:
    (floor, end), at, cue = bounds, match.start(), match[0]
    if name == "noun that they gave":
        giver = by_name(text, phrase_after(text, match.start("who")))
        return named(giver, "cue noun and owner", plain(match["noun"]), at, scene, confidence=0.75) if giver else None
    if name in {"according to", "passive cue", "agreement"}:
        phrase = phrase_after(text, match.end())
        if phrase is None and name == "according to":
            phrase = bare_document(text, match.end(), end)
        rule = "cue and subject" if name == "passive cue" else name
        beside = by_name(text, phrase)
        if beside and beside.end <= end:
            phrase = beside
        if phrase is None or phrase.end > end:
            return None
        if is_unnamed(phrase.text):
            return one_of_them(phrase, rule, cue, at, scene, text)  # "in the words of one of them"
        answer = named(phrase, rule, cue, at, scene)
        return answer or (by_whose(phrase, rule, cue, at) if name != "agreement" else None)
    if name == "cue noun and maker":
        phrase = phrase_after(text, match.end())
        if phrase is None or phrase.end > end or is_date(phrase.text):
            return None
        if not (re.search(r"[A-Z]", phrase.text) or phrase_kind(phrase.text) == PhraseKind.ROLE):
            phrase = phrase if names_people(phrase.text) else None
        if phrase is None:
            return None
        source = plain(text[at : phrase.end])
        return named(named_beside(text, phrase) or phrase, "cue noun and owner", cue, at, scene, source=source)
    if name == "to somebody":
        if at > floor + 2:
            return None
        pronoun = match["pronoun"]
        if pronoun and (whose := taken_up("he" if pronoun == "him" else pronoun, match.start("pronoun"), scene)):
            if isinstance(whose, Phrase):
                return named(whose, "cue and subject", cue, at, scene, confidence=0.6)
            return replace(whose, rule="cue and subject", cue=plain(cue), cue_at=at, confidence=0.6)
        phrase = phrase_after(text, match.end())
        alone = (
            phrase
            and text[phrase.end : phrase.end + 1] == ","
            and (is_person(phrase.text) or names_people(phrase.text))
        )
        return named(phrase, "cue and subject", cue, at, scene, confidence=0.7) if alone else None
    if name == "says it in a document":
        subject = phrase_before(text, at, floor=floor)
        if (
            subject is None
            or subject.start < floor
            or phrase_kind(subject.text) in {PhraseKind.LAW, PhraseKind.DOCUMENT}
        ):
            return None
        return named(subject, "cue and subject", cue, at, scene, source=plain(match["what"]), confidence=0.8)
    if name in {"infinitive", "would say", "gives reasons"}:
        return with_subject(match, floor, scene, text)
    if name == "inverted":
        inverted = _behind_it(match, floor, scene, text)
        return named(inverted, "cue and subject", cue, at, scene) if inverted else None
    if name == "quoted as follows":
        return _who_is_quoted(match.end("cue"), plain(match["cue"]), match.end(), scene, text)
    if name == "cue noun and owner":
        return owned(match, floor, scene, text)
    if name == "under a rule":
        sheet = phrase_after(text, match.end())
        ruled = sheet and phrase_kind(sheet.text) in {PhraseKind.LAW, PhraseKind.DOCUMENT}
        return named(sheet, name, cue, at, scene, confidence=0.6) if ruled else None
    if name == "document acts":
        return document_acts(match, floor, scene, text)
    if name in {"with the words", "uses the words"}:
        subject = clause_subject(text, at if name == "with the words" else match.end(), main=True, floor=floor)
        if subject is None or PASSIVE_VERB.search(text, subject.end, at):
            return None
        return named(subject, "cue and subject", cue, at, scene, confidence=0.7)
    if name == "plain verb" and not PLURAL_BEFORE.search(text, max(floor, at - 60), at):
        asked = phrase_before(text, at, floor=floor)
        many = asked is not None and MANY.match(asked.text)
        if asked is None or not (many or ASKED_OF.search(text, max(floor, asked.start - 8), asked.start)):
            return None
    if name == "participle" and GERUND.search(text, max(floor, at - 8), at):
        return None
    if name == "participle" and _DONE.match(cue) and _FOR.search(text, max(floor, at - 5), at):
        return None
    if name == "participle":
        quoted = QUOTED_AS.search(text[max(floor, at - 120) : at])
        if quoted is None and cue == "saying":
            quoted = HAS_SAYING.search(text[max(floor, at - 120) : at])
        if quoted:
            return _who_is_quoted(max(floor, at - 120) + quoted.end("cue"), cue, at, scene, text)
        letter = phrase_before(text, at, floor=floor)
        got = letter and RECEIVED.search(text, max(floor, letter.start - 30), letter.start)
        if letter and got and phrase_kind(letter.text) == PhraseKind.DOCUMENT:
            return named(letter, "cue and subject", cue, at, scene, confidence=0.75)
        if letter and phrase_kind(letter.text) == PhraseKind.DOCUMENT and letter.end == at - 1:
            answer = named(letter, "cue and subject", cue, at, scene, confidence=0.75)
            if answer is None or answer.speaker or not re.match(r"an?\s", letter.text):
                return answer
            if _GREETED.search(text, max(floor, letter.start - 30), letter.start):
                return answer  # "Taxpayers are greeted with a banner announcing that …"
        if sheet := sheet_received(text, floor, at):
            return named(sheet, "cue and subject", cue, at, scene, confidence=0.7)
        subject = clause_subject(text, at, floor=floor)
        if subject is None:
            return None
        return named(subject, "cue and subject", cue, at, scene, confidence=0.75)
    return with_subject(match, floor, scene, text)


def _who_is_quoted(start: int, cue: str, at: int, scene: Scene, text: str) -> Attribution | None:
    """Return who stands behind "quotes": a name, a post and the name beside it, or "you"."""
    whom = phrase_after(text, start)
    if beside := NAME_APPOSED.search(text, start, at):
        whom = Phrase(*beside.span("name"), beside["name"])
    return named(whom, "cue and subject", cue, at, scene) if whom else None


def with_subject(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    at, cue = match.start(), match[0]
    before = text[max(floor, at - 40) : at]
    if cue in {"states", "claims", "reports", "notes", "orders", "requests"}:
        of_what = re.match(r"\s(?:of|for|that\s(?:are|were|have)|from)\b", text[match.end() : match.end() + 12])
        if A_NOUN.search(before) or of_what or before.endswith(" that "):
            return None
    if TO_SAY.search(before) or _IS_TO.search(before) or _OF_SOMEBODY.search(before):
        return None
    if cue.endswith("s") and _THEN_DOES.match(text, match.end()):
        return None  # "that shorter terms would give": it is a noun
    if WAS_TOLD.search(text, max(floor, at - 80), at):
        return Attribution("", OWN_VOICE)
    if _BY_SOMEBODY.match(text, match.end()) or DENIED.search(before):
        return None
    if PASSIVE.search(before) and (sheet := told_in_a_sheet(match, scene, text)):
        return sheet
    if PASSIVE.search(before):
        return who_told(match, floor, scene, text) if _TELLS.match(cue) else None
    if INSERTED_CLAUSE.search(text, max(floor, at - 60), at) and CLOSED_CLAUSE.search(
        text, match.end(), scene.passage.outer[0]
    ):
        return None  # "You wrote to the Secretary, who has asked for more, that …"
    if inverted := _behind_it(match, floor, scene, text):
        return named(inverted, "cue and subject", cue, at, scene)
    if _IN_RELATIVE.search(text, max(floor, at - 30), at) and _GOES_ON.match(text, match.end(), scene.passage.outer[0]):
        return None  # "that the employees who raised concerns have been "…"": the clause says who they are.
    subject = phrase_before(text, at, floor=floor)
    if subject is None and re.search(r"\b(?:and|or|but|to)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+){0,2}$", before):
        subject = (
            clause_subject(text, at, main=True, floor=floor)
            or clause_subject(text, at, floor=floor)
            or first_subject(text, floor, at)
        )
    if subject is None and _CLOSES_INSERTION.search(text, max(floor, at - 60), at):
        # "The airline, citing a lack of staff at the center, where many had left, has insisted that …"
        opens = opening_subject(text, floor, at)
        if opens and text[opens.end : opens.end + 1] == "," and not re.search(r"[;:\"“”]", text[opens.end : at]):
            subject = named_beside(text, opens) or opens
    if subject is None or subject.start < floor:
        return None
    if _IN_SUCH_A_CLAUSE.search(text, max(floor, at - 70), at) and text[match.end() : match.end() + 1] == ",":
        return None  # "the Commission's view, after a hearing in which forty testified, that …"
    if OBJECT.search(text, max(floor, subject.start - 24), subject.start):
        return None
    if (
        is_date(subject.text)
        or NOBODY.match(subject.text)
        or DENIED_SUBJECT.search(text, max(floor, subject.start - 20), subject.start)
    ):
        return None
    condition = CONDITION.search(text, max(floor, subject.start - 16), subject.start)
    if condition and (condition["not_yet"] or CLOSES_CONDITION.search(text, match.end(), scene.passage.outer[0])):
        return None
    kind = phrase_kind(subject.text)
    if kind == PhraseKind.LAW and not A_CERTAIN.search(subject.text):
        return None  # "reasonable regulation requires": no law that anybody could quote
    if is_unnamed(subject.text):
        return one_of_them(subject, "cue and subject", cue, at, scene, text)
    if OF_US.fullmatch(subject.text):
        return Attribution(plain(subject.text), "cue and subject", (subject.start, subject.end), cue, at)
    if kind == PhraseKind.WRITER:
        return named(subject, "cue and subject", cue, at, scene)
    # "One American scholar told the Times" is somebody, "the sign said" may be something.
    somebody = names_people(subject.text) or (OF_PEOPLE.fullmatch(cue) and not A_THING.match(subject.text))
    if (
        kind == PhraseKind.OTHER
        and subject.text.islower()
        and subject.text.isalpha()
        and not names_people(subject.text)
    ):
        somebody = subject.text.endswith("s")  # "where Ms. Tran sought |help| told visitors": a thing has no article
    if kind == PhraseKind.OTHER and somebody and IS_SOMEBODY.match(subject.text) and not NO_SUBJECT.match(subject.text):
        span = (subject.start, subject.end)
        somebodys = Attribution(bare_name(subject.text), "cue and subject", span, cue, at, confidence=0.7)
        return by_noun(subject, somebodys, scene) or somebodys
    told_to = re.match(r"\s[^.,;:]{2,80}\sto\s(?:[a-z]+\s){0,3}$", text[match.end() : scene.passage.outer[0]])
    told_to = told_to or _THAT_CLAUSE.match(text, match.end())
    grants = GRANTING.match(cue) and not (told_to and re.match(r"direct|order", cue))
    if grants and kind not in {PhraseKind.LAW, PhraseKind.DOCUMENT}:
        answer = named(subject, "cue and subject", cue, at, scene)
        if kind == PhraseKind.PRONOUN and answer and answer.source and re.match(r"[Ii]t$", subject.text):
            return answer  # "EPA's own policy is plain. It provides that …"
        # "Meta provides" introduces no words of Meta's; what Congress provides is a law.
        return answer if answer and _LAWMAKERS.search(answer.speaker) else None
    if kind == PhraseKind.OTHER and (part := _PART_OF_A_BODY.fullmatch(subject.text)):
        # "|Its| customer service line tells callers that …"
        owner = taken_up(part["whose"].lower(), subject.start, scene)
        if isinstance(owner, Attribution):
            return replace(owner, rule="cue and subject", cue=plain(cue), cue_at=at, confidence=0.6)
        return named(owner, "cue and subject", cue, at, scene, confidence=0.6) if owner else None
    received = RECEIVED.search(text, max(floor, subject.start - 40), subject.start)
    if kind == PhraseKind.DOCUMENT and not received and re.search(r"\b(?:that|which)\s+$", before):
        return sheet_that_says(subject, match, floor, scene, text)
    return named(subject, "cue and subject", cue, at, scene)


_THEN_DOES = re.compile(r"\s(?:would|will|could|may|might|must|can|should|are|were|have|had)\b")
_OF_SOMEBODY = re.compile(r"(?:[’']s|s[’'])\s$")  # "the managers' remarks": right behind an owner it is a noun
_IS_TO = re.compile(r"\b(?:is|are)\sto\s(?:\w+ly\s)?$")  # "the head of an agency is to conclude a review"
_THAT_CLAUSE = re.compile(r"(?:,\s[^,;:.\"“”]{2,80},)?\s+that\b")
_LAWMAKERS = re.compile(r"^Congress$|^(?:House|Senate)\s.*\b(?:Committee|Subcommittee)\b")
_PART_OF_A_BODY = re.compile(
    r"(?P<whose>[Ii]ts|[Tt]heir)\s(?:own\s)?(?:[\w-]+\s){0,3}(?:line|hotline|desk|system|portal|app|menu|kiosk|chatbot|account|feed|center|"
    r"machine|counter|software)"
)


_GREETED = re.compile(r"\b(?:is|are|was|were)\s(?:\w+ly\s)?\w+(?:ed|n|t)\s(?:with|by|to)\s$")
_CLOSES_INSERTION = re.compile(
    r",\s(?:(?:\w+ly|has|have|had|also|then|later|since|nevertheless|nonetheless|still)\s){0,3}$"
)
_IN_SUCH_A_CLAUSE = re.compile(r"\b(?:in\swhich|at\swhich|whom|where)\s[^,;:]{2,60}$")
_IN_RELATIVE = re.compile(r"\b(?:who|which)\s(?:\w+ly\s|have\s|had\s|has\s)?$")
_GOES_ON = re.compile(
    r"(?:(?!\bthat\b)[^,;:\"“”])*\s(?:have|has|had|is|are|was|were|will|would|should|may|must|can|could)\s(?:\w+\s){0,2}[\"“]?$"
)


def _behind_it(match: re.Match[str], floor: int, scene: Scene, text: str) -> Phrase | None:
    """Return the subject that stands behind its verb: Said the mayor: "…" · Thus, says the Board, "…"."""
    if _TELLS.match(match[0]):
        return None  # "Ms. Roe, who runs the yard, told the Courier, …": who is behind it is told.
    opens = match.start() <= floor + 2 or OPENS_CLAUSE.search(text, max(floor, match.start() - 12), match.start())
    if not opens and (
        match[0][0].islower() or text[max(floor, match.start() - 3) : match.start()].rstrip()[-1:].isalnum()
    ):
        return None
    subject = phrase_after(text, match.end())
    if subject is None or phrase_kind(subject.text) in {PhraseKind.PRONOUN, PhraseKind.OTHER, PhraseKind.LAW}:
        return None
    if match[0][0].islower() and phrase_kind(subject.text) == PhraseKind.DOCUMENT:
        return None  # "The inspectors, whom we met, gave another account: …"
    # The funds, said Senator Byrd, are "…"
    inserted = text[match.start() - 2 : match.start()] == ", " and text[subject.end : subject.end + 1] == ","
    return subject if inserted or CLOSED_BEHIND.fullmatch(text, subject.end, scene.passage.outer[0]) else None


# "the date |for requesting| ballots", "a rule |of finding| fault": what is done, and not what is said.
_DONE = re.compile(r"(?:request|find|direct|order|report|hold|post|estimat|demand|rul|inform|advis|maintain)ing")
_FOR = re.compile(r"\b(?:for|of)\s$")


_TELLS = re.compile(r"(?:tell|told|inform|assur|remind|notif|advis)", re.IGNORECASE)
# "told by e-mail" has no agent.
_BY_SOMEBODY = re.compile(r"\s+by\b(?!\s(?:electronic\smail|e-?mail|telephone|phone|letter|text|mail|fax)\b)")
