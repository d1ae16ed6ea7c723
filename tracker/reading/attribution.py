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
from tracker.reading.speakers import OWN_VOICE, Attribution, Context, Passage, Scene, is_date, named, plain

__all__ = ["attribute"]

_VERB = re.compile(
    r"(?<![\w-])(?:(?<=on\sto\s)(?:observe|note|warn|add|explain|write|declare|claim|suggest|recommend|predict|"
    r"acknowledge|remark|call|describe)|foresee(?:s|n)?|foresaw|remembers?|remembered|sa(?:id|ys|y)|stat(?:ed|es|e)|"
    r"wr(?:ote|ites|itten)|not(?:ed|es)|warn(?:ed|s)|declar(?:ed|es)|claim(?:ed|s)|argu(?:ed|es|e)|assert(?:ed|s)|"
    r"explain(?:ed|s)|conclud(?:ed|es|e)|found|finds|report(?:ed|s)|testif(?:ied|ies)|respond(?:ed|s)|repl(?:ied|"
    r"ies)|t(?:old|ells)|asked|asks|describ(?:ed|es|e)|characteri[sz](?:ed|es)|refer(?:red|s)?(?=\s+to\b)|call(?:ed|"
    r"s)|label(?:l?ed|s)|pledg(?:ed|es)|promis(?:ed|es)|requir(?:ed|es)|provid(?:ed|es)|stipulat(?:ed|es)|"
    r"prohibit(?:ed|s)|direct(?:ed|s)|mandat(?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|announc(?:ed|es)|confirm(?:ed|s)|urg(?:ed|es)|"
    r"recommend(?:ed|s)|observ(?:ed|es)|point(?:ed|s)(?=\s+out\b)|reiterat(?:ed|es)|propos(?:ed|es)|speculat(?:ed|"
    r"es)|alleg(?:ed|es|e)|mention(?:ed|s)|underlin(?:ed|es)|underscor(?:ed|es)|indicat(?:ed|es)|show(?:ed|s)|"
    r"teaches|instruct(?:ed|s)|insist(?:ed|s)|caution(?:ed|s)|remark(?:ed|s)|add(?:ed|s)|commented|complain(?:ed|s)|"
    r"contend(?:ed|s)|maintain(?:ed|s)|suggest(?:ed|s)|impl(?:ied|ies)|boast(?:ed|s)|vow(?:ed|s)|predict(?:ed|s)|"
    r"determin(?:ed|es)|held|rul(?:ed|es)|agreed|criticiz(?:ed|es)|defin(?:ed|es)|order(?:ed|s)|advis(?:ed|es)|"
    r"estimat(?:ed|es)|reads|wants|reveal(?:ed|s)|highlight(?:ed|s)|identif(?:ied|ies)|represent(?:ed|s)|"
    r"specif(?:ied|ies)|believ(?:ed|es)|agrees|authori[sz](?:ed|es)|prevents?|permits?|includes|establish(?:ed|es)|"
    r"creat(?:ed|es)|obligat(?:ed|es)|encourag(?:ed|es)|continued|committed|opined|tweeted|posted|testify|assur(?:ed|"
    r"es)|reassur(?:ed|es)|inform(?:ed|s)|notif(?:ied|ies)|lament(?:ed|s)|disclos(?:ed|es)|conced(?:ed|es)|"
    r"express(?:ed|es)|echo(?:ed|es)|summari[sz](?:ed|es)|answer(?:ed|s)|den(?:ied|ies)|threaten(?:ed|s)|"
    r"counsel(?:ed|s)|remind(?:ed|s)|signal(?:ed|s)|prais(?:ed|es)|decr(?:ied|ies)|denounc(?:ed|es)|condemn(?:ed|s)|"
    r"dubb(?:ed|s)|term(?:ed|s)|deem(?:ed|s)|expects?|anticipat(?:ed|es)|commits|instructs|allow(?:ed|"
    r"s)(?=\s+that\b)|articulat(?:ed|es)|outlin(?:ed|es)|detail(?:ed|s)|publish(?:ed|es)|puts?(?=\s+it\b)|cit(?:ed|"
    r"es)|concurr(?:ed|s)|question(?:ed|s)|demand(?:ed|s)|request(?:ed|s)|list(?:ed|s)|address(?:ed|"
    r"es)(?=\s+\w+\s+as)|viewed|views|hoped|hopes|tells|feared|fears|understood|understands|recall(?:ed|s)|"
    r"recount(?:ed|s)|relat(?:ed|es)(?=\s+that\b)|swore|joked|quipped|exclaimed|pleaded|theorized|reasoned|surmised|"
    r"countered|retorted|interjected|clarif(?:ied|ies))(?![\w-])"
)
_QUOTED_AS = re.compile(r"\b(?P<cue>quot(?:ed|es|ing)\s)(?:an?|the|one|[A-Z])[^.;:]{1,90}?\sas\s$")
_OF_PEOPLE = re.compile(
    r"puts?|sa(?:id|ys|y)|t(?:old|ells)|wr(?:ote|ites|itten)|testif(?:ied|ies)|testify|asked|asks|repl(?:ied|ies)|"
    r"remark(?:ed|s)|recall(?:ed|s)|explain(?:ed|s)|complain(?:ed|s)|lament(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|"
    r"tweeted|exclaimed|pleaded|joked|boast(?:ed|s)"
)
# English makes its words for people who do something with few endings; the words that share them are listed.
_IS_AGENT = re.compile(
    r"\b(?!(?:letter|paper|number|order|matter|center|chapter|newsletter|quarter|other|power|factor|sector|error|"
    r"labor|behavior|harbor|water|computer|border|river|winter|summer|offer|answer|cover|register|member|media|"
    r"budget|filter|consumer)s?\b)[a-z]{3,}(?:er|or|ist|ian|ee|man|woman|men|women)s?\b(?=$|\s(?:of|in|at|for|from|"
    r"with|who)\b)"
)
_IS_SOMEBODY = re.compile(
    r"(?:an?|one|another|the|two|three|several|many|some|these|those|our|her|his|their|your)\s|[A-Z]", re.IGNORECASE
)
# Verbs of wanting and thinking are cues only where nobody is said to have said it.
_WEAK = re.compile(
    r"wants|expects?|hope[ds]|views?|viewed|fears?|feared|understands|understood|believ(?:ed|es)|includes|"
    r"anticipat(?:ed|es)|represent(?:ed|s)|needs|lists|listed|identif(?:ied|ies)|show(?:ed|s)"
)
# What a law does, and what a body does without saying anything.
_GRANTING = re.compile(r"(?:provid|authori|prevent|permit|establish|creat|obligat|includ|defin|direct|order)")
_PARTICIPLE = re.compile(
    r"(?<![\w-])(?:saying|stating|writing|noting|warning|declaring|claiming|arguing|asserting|explaining|concluding|"
    r"reporting|responding|replying|telling|describing|characterizing|referring(?=\s+to\b)|calling|labeling|pledging|"
    r"promising|emphasizing|stressing|acknowledging|admitting|announcing|confirming|urging|recommending|observing|"
    r"reiterating|alleging|mentioning|indicating|insisting|cautioning|adding|contending|suggesting|implying|finding|"
    r"demanding|requesting|asking|citing)(?![\w-])"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|judgment|opinion|estimation|assessment|telling|account) of\b|"
    r"\b[Tt]o quote\b|\b[Qq]uoting\b"
)
_SPEECH_NOUN = (
    r"(?:statement|comment|remark|announcement|claim(?=s?\s+that\b)|assertion|conclusion|testimony|view|words?|"
    r"definition|explanation|promise|pledge|commitment|warning|recommendation|finding|argument|allegation|estimate|"
    r"admission|declaration|response|reply|letter|memo|memorandum|report|notice|guidelines|letters|press release|"
    r"website|web site|mission|characterization|description|contention|phrase|telling|account|estimation|tweet|op-ed|"
    r"speech|interview|language|requirement|summary)s?"
)
_POSSESSED = re.compile(
    r"(?P<owner>\b[Yy]our|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[’']s|(?<=[sS])[’'])\s+(?:[\w-]+\s+){0,4}?"
    + _SPEECH_NOUN
    + r"\b"
)
_BY = re.compile(r"\b" + _SPEECH_NOUN + r"\s+(?P<by>by|from|of)\s+(?=[A-Z]|the\s)")
_AFTER = re.compile(
    r"\s{0,3}[,—–-]?\s{0,3}(?:(?P<according>according to)|(?P<verb>said|says|wrote|writes|stated|noted|explained|"
    r"warned|added|argued|concluded|testified|declared|observed|replied|asked|recalled|complained)\s+(?=[A-Z]|the\s|"
    r"an?\s|one\s))"
)
_AFTER_SUBJECT = re.compile(
    r"(?:\s+(?:has|have|had|also|later|recently|then|once)){0,3}\s+(?P<verb>said|says|wrote|writes|stated|states|"
    r"noted|notes|explained|explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|declared|"
    r"observed|replied|told|tells|asked|went\son|goes\son|continued|continues|recalled|insisted|remarked|responded|"
    r"cautioned|complained|tweeted|promised|acknowledged|admitted|announced)\b"
)
_HELPED = re.compile(r"(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s")
_INTRODUCES = re.compile(r"(?:\s[\w’'.]+){0,4}(?:[,:]|\sthat|\sas)?\s{0,2}[\"“]")
_MENTIONS_ANOTHER = re.compile(r"\b(?:but|while|whereas|however)\b", re.IGNORECASE)
_APPOSED = re.compile(
    r",\s(?P<apposed>[^,.;:?!\"“”]{2,90}),(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s(?P<verb>said|"
    r"says|wrote|writes|stated|noted|explained|warned|added|argued|concluded|testified|declared|observed|replied|"
    r"told)\b"
)
_AS_PUT = re.compile(r"\s{0,3},?\s{0,3}as\s(?=(?:the|one|an?|[A-Z]))")
_LIKES_TO = re.compile(r"\s(?:likes?\sto|puts?\sit)\b")
_AS_SET_FORTH = re.compile(
    r"\s[^.;:,]{0,30}?\b(?:as\s(?:set\sforth|defined|stated|provided|described|required|used)\s(?:in|by|under)|"
    r"within\sthe\smeaning\sof|under|in)\s(?=(?:the|section|Section|\d|[A-Z]))"
)
_PERSON_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w.’'-]+")
_IN_BRACKETS = re.compile(r"[\s.,;]{0,3}\(\s{0,2}(?P<name>[A-Z][\w&.’' -]{1,50})\)")
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|be|being)\s+(?:\w+ly\s+|also\s+|often\s+){0,2}$")
_PASSIVE_BY = re.compile(
    r"(?:\b[Aa]s\s(?:\w+ly\s|further\s){0,2}|\b(?:was|were|is|are|been|being)\s(?:\w+ly\s){0,2})(?:noted|stated|said|"
    r"told|informed|assured|advised|warned|reported|described|explained|written|observed|pointed\sout|mentioned|put|"
    r"characterized|called|acknowledged|cited|quoted|highlighted|outlined|summarized|labeled|recommended|confirmed|"
    r"articulated)\s(?:\w+\s){0,3}by\b|"
    # "the concern expressed by the Sierra Club that …"
    r"\b(?:expressed|raised|voiced|said|articulated|made|offered|issued|written|released|published|authored|prepared|"
    r"advanced|shared|uttered|drafted|given|espoused|echoed)\s(?:\w+ly\s|\w+\s(?:year|month|week)\s)?by\b"
)
# "has never held" says what was not said.
_DENIED = re.compile(r"\b(?:never|not|neither|nor|cannot)\s+(?:\w+\s+){0,1}$|n[’']t\s+$")
_REACH = 320
_LOOKED_BACK = 60  # Passages among which a part of one that is quoted again is looked for.
_CUES = (
    ("according to", _ACCORDING),
    ("passive cue", _PASSIVE_BY),
    ("cue and subject", _VERB),
    ("participle", _PARTICIPLE),
    ("cue noun and owner", _POSSESSED),
    ("cue noun and maker", _BY),
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
            _said_after(scene) or _broken_off(scene) or _before(scene) or _lead_in(scene) or _sentence_before(scene)
        )
    return _quoted_before(passages, context, found)


def _said_after(scene: Scene) -> Attribution | None:
    passage, text, end = scene.passage, scene.context.masked, scene.passage.outer[1]
    stop = max(passage.sentence[1], min(len(text), end + 120))
    if answer := _in_brackets(scene, end, stop):
        return answer
    if scene.context.text[passage.inner[1] - 1 : passage.inner[1]] not in ",?!" and text[end : end + 1] != ",":
        return None
    if match := _AFTER.match(text, end, stop):
        phrase = phrase_after(text, match.end())
        return named(phrase, "said after it", match[0].strip(" ,"), match.start(), scene)
    phrase = phrase_after(text, end)
    match = _AFTER_SUBJECT.match(text, phrase.end) if phrase else None
    if phrase and match is None and scene.context.text[passage.inner[1] - 1 : passage.inner[1]] == ",":
        # Behind a comma that the quotation itself has, any verb of saying will do: "…," one executive conceded.
        helped = _HELPED.match(text, phrase.end)
        match = _VERB.match(text, helped.end()) if helped else None
    if phrase and match:
        finished = scene.context.text[passage.inner[1] - 1 : passage.inner[1]] in ".?!"
        if finished and _INTRODUCES.match(scene.context.text, match.end()):
            return None  # It is the next sentence, and says who is quoted next.
        if phrase_kind(phrase.text) == PhraseKind.OTHER:
            span = (phrase.start, phrase.end)
            return Attribution(
                bare_name(phrase.text), "said after it", span, match[0].strip(), match.start(), confidence=0.7
            )
        return named(phrase, "said after it", match[0].strip(), match.start(), scene)
    put = _AS_PUT.match(text, end, stop)
    who = phrase_after(text, put.end()) if put else None
    if put and who and (_VERB.search(text, who.end, who.end + 40) or _LIKES_TO.match(text, who.end)):
        return named(who, "said after it", put[0].strip(" ,"), put.start(), scene)
    law = _AS_SET_FORTH.match(text, end, end + 70)
    where = phrase_after(text, law.end()) if law else None
    if law and where and phrase_kind(where.text) == PhraseKind.LAW:
        return named(where, "said after it", law[0].strip(), law.start(), scene)
    if phrase and (apposed := _APPOSED.match(text, phrase.end, stop)):
        # "…," the union's president, Maria Lopez, said · "…," Ms. Lopez, its president, said
        other = phrase_after(text, apposed.start("apposed"))
        speaker = other if other and _PERSON_NAME.fullmatch(other.text) else phrase
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
    if alone and passage.previous == before.sentence and not _MENTIONS_ANOTHER.search(between):
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
    match = _IN_BRACKETS.match(scene.context.masked, end, stop)
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
        if _WEAK.fullmatch(match[0]) and answer.speaker and weaker is None:
            weaker = answer  # "The minister said that Canada wants …": who says is more than who wants.
            continue
        if answer.rule == OWN_VOICE:
            return None
        if crossed:
            return replace(answer, rule="carried on", confidence=min(answer.confidence, 0.85))
        return replace(answer, rule=rule) if rule else answer
    return replace(weaker, rule=rule) if weaker and rule else weaker


def _from_cue(name: str, match: re.Match[str], bounds: tuple[int, int], scene: Scene, text: str) -> Attribution | None:
    (floor, end), at, cue = bounds, match.start(), match[0]
    if name in {"according to", "passive cue"}:
        phrase = phrase_after(text, match.end())
        rule = name if name == "according to" else "cue and subject"
        return named(phrase, rule, cue, at, scene) if phrase and phrase.end <= end else None
    if name == "cue noun and maker":
        phrase = phrase_after(text, match.end())
        if phrase is None or phrase.end > end or is_date(phrase.text):
            return None
        return named(phrase, "cue noun and owner", cue, at, scene, source=plain(text[at : phrase.end]))
    if name == "cue noun and owner":
        return _owned(match, floor, scene, text)
    if name == "participle":
        quoted = _QUOTED_AS.search(text[max(floor, at - 120) : at])
        if quoted:
            subject = phrase_after(text, max(floor, at - 120) + quoted.end("cue"))
            return named(subject, "cue and subject", cue, at, scene) if subject else None
        subject = clause_subject(text, at)
        if subject is None or subject.start < floor:
            return None
        return named(subject, "cue and subject", cue, at, scene, confidence=0.75)
    return _with_subject(match, floor, scene, text)


def _with_subject(match: re.Match[str], floor: int, scene: Scene, text: str) -> Attribution | None:
    at, cue = match.start(), match[0]
    before = text[max(floor, at - 40) : at]
    if re.match(r"\s+by\b", text[match.end() : match.end() + 5]) or _PASSIVE.search(before) or _DENIED.search(before):
        return None
    subject = phrase_before(text, at, floor=floor)
    if subject is None and re.search(r"\b(?:and|or|to)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+){0,2}$", before):
        subject = clause_subject(text, at, main=True) or clause_subject(text, at)
    if subject is None or subject.start < floor:
        return None
    if is_date(subject.text):
        return None
    kind = phrase_kind(subject.text)
    if kind == PhraseKind.WRITER:
        return named(subject, "cue and subject", cue, at, scene)
    somebody = _OF_PEOPLE.fullmatch(cue) or _IS_AGENT.search(subject.text)
    if kind == PhraseKind.OTHER and somebody and _IS_SOMEBODY.match(subject.text):
        # Only people say and tell, so whatever stands there is somebody: "one American scholar told the Times".
        return Attribution(
            bare_name(subject.text), "cue and subject", (subject.start, subject.end), cue, at, confidence=0.7
        )
    told_to = re.match(r"\s[^.,;:]{2,80}\sto\s*$", text[match.end() : scene.passage.outer[0]])
    grants = _GRANTING.match(cue) and not (told_to and re.match(r"direct|order", cue))
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
    return _from_cues(max(start, end - 900), end, scene, rule="colon lead-in")


def _sentence_before(scene: Scene) -> Attribution | None:
    passage, text = scene.passage, scene.context.masked
    if passage.previous is None or passage.lead_in or re.sub(r"[\W\d]+", "", text[slice(*passage.sentence)]):
        return None  # Something else stands in the passage's own sentence.
    start, end = passage.previous
    told = next((match for match in _VERB.finditer(text, start, end) if _OF_PEOPLE.fullmatch(match[0])), None)
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
