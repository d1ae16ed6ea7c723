"""Who is said to have said a passage, behind it.

"…," said Mr. Lew · "…," Maria Lopez, its president, told us · "…" is how he put it · The office "…" the program, he
found.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from tracker.reading.antecedents import who_was_asked
from tracker.reading.cues import (
    AFTER,
    APPOSED,
    AS_PUT,
    AS_SET_FORTH,
    BY,
    CLOSES,
    DASHED,
    HELPED,
    IN_BRACKETS,
    IN_WORDS_OF,
    INTRODUCES,
    IS_HOW,
    LIKES_TO,
    PERSON_NAME,
    POSSESSED,
    SAYS_OTHERWISE,
    SUBORDINATE,
    THAT_SOMEBODY_VOICED,
)
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.people import is_person
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, names_people, phrase_kind
from tracker.reading.phrases import by_name, phrase_before
from tracker.reading.scene import Attribution, Scene
from tracker.reading.several import is_unnamed, one_of_them
from tracker.reading.speakers import by_noun, named, owned
from tracker.reading.speaking_verbs import AFTER_SUBJECT, GRANTING, VERB

_SO = re.compile(
    r"\s{1,3}(?:(?:That|This|Those|These)\s(?:is|was|are|were)\s(?:how|what|(?:(?:the|an?)\s(?:\w+\s)?(?:words?|judgment|assessment|verdict|conclusion|account|plea|view|opinion|answer|"
    r"testimony|warning|claim|message|promise|response|reaction|lament|boast|observation|finding|position|refrain|cry|complaint|"
    r"advice|experience)s?\s|words\s)(?P<of>of))\s|"
    r"(?P<from>(?:That|This)\s(?:account|story|message|letter|e-?mail|call|comment|plea|question|warning|remark|report|statement|note|complaint),?\s"
    r"(?:from|by|comes\sfrom|came\sfrom|is\sfrom|was\sfrom)|With\s(?:these|those)\swords,?|(?:Those|These)\s(?:words|remarks|comments)\s(?:come|came|are|were)\sfrom|"
    r"The\s(?:author|speaker|source|writer)\sof\s(?:that|this|those|these)\s\w+\s(?:is|was))\s|"
    r"(?:So|Thus)\s(?P<verb>said|wrote|spoke|testified|begins|began|reads|read|concludes|concluded|ends|ended|opens|opened)\s)(?=[A-Z]|the\s|an?\s|one\s)"
)
# "…" Prime Minister Roe |made that remark| in June.
_MADE_THAT_REMARK = re.compile(
    r"\s(?:made|offered|gave|wrote|spoke|uttered|delivered|said|told\s(?:us|me|the\s\w+))\s(?:(?:that|this|those|these)\s(?:remark|statement|words|"
    r"comment|promise|claim|observation|assessment|warning|pledge|answer|reply|assurance|account|sentence)s?|(?:that|this|so)(?=\s(?:in|on|at|to|under|"
    r"before|after|last|when|while)\b))"
)
_IN_A_WORD = re.compile(r"\s(?P<verb>[a-z]{3,}(?:ed|s))(?=[.;,]|\s(?:in|at|on|to|during|when|as|from|before|after)\b)")
_CAME_THE_REPLY = re.compile(r"\s(?:came|was)\s(?:the|his|her|its|their)\s(?:\w+\s)?(?:reply|answer|response)\b")
_CAME_THE = re.compile(r"\s(?:came|went|ran)\s(?:the|his|her|its|their|[A-Z])")

_THAT_WAS = re.compile(r"\s{1,3}(?:That|This|These|Those)\s(?:is|was|are|were)\s")
_THAT = re.compile(r"\s(?:that|which|of\swhich)\s")

__all__ = ["said_after", "said_at_the_end"]


def said_after(scene: Scene, before: Callable[[Scene], Attribution | None]) -> Attribution | None:
    """Return who is said right behind the passage to have said it. `before` looks for cues in front of it."""
    passage, end = scene.passage, scene.passage.outer[1]
    # Inside a quotation what is masked is the quotation, and what says more stands in there too.
    text = scene.context.text if passage.depth else scene.context.masked
    stop = passage.sentence[1] if passage.depth else max(passage.sentence[1], min(len(text), end + 120))
    if answer := _in_brackets(scene, end, stop):
        return answer
    if that := _THAT.match(text, end, stop):
        who = phrase_after(text, that.end())
        voiced = THAT_SOMEBODY_VOICED.match(text, who.end, stop) if who else None
        if voiced or not that[0].startswith(" that"):
            return _somebody(who, voiced[0].strip(), voiced.start(), scene) if voiced else None
    if so := _SO.match(text, end, end + 60):
        # "…" That is how Ms. Roe describes it. · "…" Those are the words of Ms. Roe.
        who = phrase_after(text, so.end())
        says = who and (so["of"] or so["verb"] or so["from"] or VERB.search(text, who.end, who.end + 60))
        return _somebody(who, so[0].strip(), so.start(), scene) if says else None
    if (that_was := _THAT_WAS.match(text, end, end + 30)) and (
        whose := _owner_at(that_was.end(), end + 120, scene, text)
    ):
        return replace(whose, rule="said after it")  # "…" That was Director Roe's answer.
    maker = phrase_after(text, end) if text[end : end + 1] == " " else None
    made = _MADE_THAT_REMARK.match(text, maker.end, stop + 120) if maker else None
    if maker and made:
        return _somebody(maker, made[0].strip(), made.start(), scene)
    if scene.context.text[passage.inner[1] - 1 : passage.inner[1]] not in ",?!" and text[end : end + 1] != ",":
        return None
    if match := AFTER.match(text, end, stop):
        phrase = phrase_after(text, match.end())
        return _somebody(phrase, match[0].strip(" ,"), match.start(), scene)
    if scene.context.text[passage.inner[1] - 1 : passage.inner[1]] in ",?!" and (
        verb := VERB.match(text, end + 1, stop)
    ):
        # "…," ventured one executive.
        who = phrase_after(text, verb.end()) if text[end : verb.start()] == " " else None
        if who and text[verb.end() : who.start] == " " and not GRANTING.match(verb[0]):
            return _somebody(who, verb[0], verb.start(), scene)
    phrase = phrase_after(text, end)
    match = AFTER_SUBJECT.match(text, phrase.end) if phrase else None
    if phrase and match is None and scene.context.text[passage.inner[1] - 1 : passage.inner[1]] == ",":
        # Behind a comma that the quotation itself has, any verb of saying will do: "…," one executive conceded.
        helped = HELPED.match(text, phrase.end)
        match = VERB.match(text, helped.end()) if helped else None
    if phrase and match is None and scene.context.text[passage.inner[1] - 1 : passage.inner[1]] == ",":
        # "…," he objected. What is done in a word behind a comma of the quotation's own is to say it.
        alone = _IN_A_WORD.match(text, phrase.end, stop)
        person = phrase.text.lower() in ("he", "she", "they") or is_person(phrase.text)
        match = alone if person else None
    if phrase and match is None and _is_of_people(phrase) and (placed := _WHERE.match(text, phrase.end, stop)):
        # "…," the manager of a mill in Bath told us
        match = AFTER_SUBJECT.match(text, placed.end("where"))
    if phrase and match:
        finished = scene.context.text[passage.inner[1] - 1 : passage.inner[1]] in ".?!"
        if main := _main_before(match.end(), scene, text, before):
            return main
        if finished and INTRODUCES.match(scene.context.text, match.end()):
            return None  # It is the next sentence, and says who is quoted next.
        return _somebody(phrase, match[0].strip(), match.start(), scene)
    if _CAME_THE.match(text, end, stop):
        if (answer := said_at_the_end(scene)) or not passage.previous:
            return answer
        replied = _CAME_THE_REPLY.match(text, end, stop)
        asked = who_was_asked(text, *passage.previous) if replied else None
        return _somebody(asked, "came the reply", end, scene) if asked else None
    put = AS_PUT.match(text, end, stop)
    who = phrase_after(text, put.end()) if put else None
    if put and who and (VERB.search(text, who.end, who.end + 40) or LIKES_TO.match(text, who.end)):
        return named(who, "said after it", put[0].strip(" ,"), put.start(), scene)
    law = AS_SET_FORTH.match(text, end, end + 70)
    where = phrase_after(text, law.end()) if law else None
    if law and where and phrase_kind(where.text) == PhraseKind.LAW:
        return named(where, "said after it", law[0].strip(), law.start(), scene)
    if words := IN_WORDS_OF.match(text, end, stop):
        whose = _owner_at(words.end(), stop, scene, text)
        if whose:
            return replace(whose, rule="said after it")
    if phrase and (apposed := APPOSED.match(text, phrase.end, stop)):
        # "…," the union's president, Maria Lopez, said · "…," Ms. Lopez, its president, said
        if main := _main_before(apposed.end(), scene, text, before):
            return main
        other = phrase_after(text, apposed.start("apposed"))
        speaker = other if other and PERSON_NAME.fullmatch(other.text) else phrase
        return named(speaker, "said after it", apposed["verb"], apposed.start("verb"), scene)
    return None


def _main_before(at: int, scene: Scene, text: str, before: Callable[[Scene], Attribution | None]) -> Attribution | None:
    """Return who says it in front of the passage, where the verb that ends at `at` says something else.

    While the Corps says that it "…," its engineer said that it "…".
    """
    hangs = SUBORDINATE.match(text, scene.passage.sentence[0]) and (
        SAYS_OTHERWISE.match(text, at) or INTRODUCES.match(scene.context.text, at)
    )
    main = before(scene) if hangs else None
    return main if main and main.speaker else None


def _is_of_people(phrase: Phrase) -> bool:
    return phrase_kind(phrase.text) == PhraseKind.ROLE or names_people(phrase.text)


_WHERE = re.compile(
    r"(?P<where>\s(?:at|of|in|from|for|with|near|outside|who|whose)\s[^,.;:?!\"“”]{2,90}?)"
    r"(?=\s(?:(?:has|have|had|also|later|recently|then|once)\s){0,2}"
    r"(?:said|says|wrote|writes|told|tells|testified|recalled|explained|complained|added|warned|reported)\b)"
)


def _somebody(phrase: Phrase | None, cue: str, cue_at: int, scene: Scene) -> Attribution | None:
    """Return who a phrase names where only somebody can stand: "…," wrote a retired welder."""
    phrase = by_name(scene.context.masked, phrase)
    if phrase and is_unnamed(phrase.text):
        return one_of_them(phrase, "said after it", cue, cue_at, scene, scene.context.masked)
    if phrase is None or phrase_kind(phrase.text) != PhraseKind.OTHER:
        return named(phrase, "said after it", cue, cue_at, scene)
    span = (phrase.start, phrase.end)
    answer = Attribution(bare_name(phrase.text), "said after it", span, cue, cue_at, confidence=0.7)
    return by_noun(phrase, answer, scene) or answer


def said_at_the_end(scene: Scene) -> Attribution | None:
    """Return who says it where the sentence goes on behind the passage.

    "…" is how he put it · The office "…" the program, he found.
    """
    passage, text, end = scene.passage, scene.context.masked, scene.passage.outer[1]
    stop = min(passage.sentence[1], end + 200)
    if how := IS_HOW.match(text, end, stop):
        if whose := _owner_at(how.end(), stop, scene, text):
            return whose
        if made := BY.match(text, how.end() + len("the ") * text.startswith("the ", how.end()), stop):
            return named(phrase_after(text, made.end()), "said after it", made[0], made.start(), scene)
        who = phrase_after(text, how.end())
        verb = _verb_behind(who, text, stop)
        return _somebody(who, verb[0], verb.start(), scene) if how["how"] and verb else None
    at = text.find(", ", end, stop)
    while at > 0:
        who = phrase_after(text, at + 2)
        verb = _verb_behind(who, text, stop)
        if verb and CLOSES.match(text, verb.end()):
            return _somebody(who, verb[0], verb.start(), scene)
        at = text.find(", ", at + 2, stop)
    return None


def _owner_at(at: int, stop: int, scene: Scene, text: str) -> Attribution | None:
    """Return whose words stand at `at`, and no further on: "|the Board's answer|", "|her phrase|"."""
    possessed = POSSESSED.search(text, at, min(stop, at + 90))
    if possessed is None:
        return None
    owner = phrase_before(text, possessed.start("owner"), floor=at) if possessed["owner"][0] in "'’" else None
    starts = owner.start if owner else possessed.start("owner")
    return owned(possessed, at, scene, text) if starts <= at + 1 else None


def _verb_behind(who: Phrase | None, text: str, stop: int) -> re.Match[str] | None:
    helped = HELPED.match(text, who.end, stop) if who else None
    return VERB.match(text, helped.end(), stop) if helped else None


def _in_brackets(scene: Scene, end: int, stop: int) -> Attribution | None:
    """Return who is named in brackets behind a passage that opens its paragraph: "…" (Kohler)."""
    passage = scene.passage
    match = IN_BRACKETS.match(scene.context.masked, end, stop) or DASHED.match(scene.context.masked, end, stop)
    if not match or passage.outer[0] - passage.sentence[0] > 3:
        return None
    name = match["name"].strip()
    if phrase_kind(name) != PhraseKind.NAME or re.search(r"\d|emphasis|internal|citation", name, re.IGNORECASE):
        return None
    span = (match.start("name"), match.start("name") + len(name))
    return Attribution(name, "named after it in brackets", span, match[0].strip(), match.start(), confidence=0.85)
