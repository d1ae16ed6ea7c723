"""Who is said to have said a quoted passage: sieves in order of how sure they are, the first that answers wins.

    1. said after it          "…," said Mr. Lew · "…," according to the GAO · "…" (Kohler) under "from their letters:"
    2. according to           According to the NAS study, the current "…"
    3. cue and subject        As the Committee has said, any limit "…" · Judge Lake, who presided, called it "…"
    4. cue noun and owner     your statement on February 2 that "…" · allegations by the author that they "…"
    5. carried on             … "a," a result that "b": b is whose a is, as no new subject came between
    6. colon lead-in          the sentence that ends the paragraph before with a colon
    7. sentence before        a paragraph that is all quotation, after a sentence about one speaker
    8. quoted before          the same words, quoted again

A subject that is a statute gives a source and no speaker; a document gives its owner, where the letter names one; "you"
is the addressee, when there is one; "I" and "we" are the letter's own voice, and no speaker. What no sieve answers
stays without a speaker: an abstention is better than a wrong name (compare Muzny et al., EACL 2017, for sieves over
quotations).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.lexicon import words
from tracker.reading.phrases import (
    Phrase,
    PhraseKind,
    bare_name,
    clause_subject,
    phrase_after,
    phrase_before,
    phrase_kind,
)

__all__ = ["Attribution", "Context", "Passage", "attribute"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage where it stands: offsets into `Context.text`.

    `sentence` is the sentence that quotes it (for a passage inside another quotation, the sentence in there);
    `lead_in` is the last sentence of the paragraph before, when that ends with a colon; `alone` says that the passage
    is all that its paragraph holds.
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
    that a verb inside one quotation is no cue for the next. `recipient` is the one addressee's name, or ""."""

    text: str
    masked: str
    recipient: str = ""


_VERB = re.compile(
    r"(?<![\w-])(?:"
    r"sa(?:id|ys|y)|stat(?:ed|es|e)|wr(?:ote|ites|itten)|not(?:ed|es)|warn(?:ed|s)|declar(?:ed|es)|claim(?:ed|s)|"
    r"argu(?:ed|es|e)|assert(?:ed|s)|explain(?:ed|s)|conclud(?:ed|es|e)|found|finds|report(?:ed|s)|testif(?:ied|ies)|"
    r"respond(?:ed|s)|repl(?:ied|ies)|t(?:old|ells)|asked|asks|describ(?:ed|es|e)|characteri[sz](?:ed|es)|"
    r"refer(?:red|s)?(?=\s+to\b)|call(?:ed|s)|label(?:l?ed|s)|pledg(?:ed|es)|promis(?:ed|es)|requir(?:ed|es)|provid(?:ed|es)|"
    r"stipulat(?:ed|es)|prohibit(?:ed|s)|direct(?:ed|s)|mandat(?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|announc(?:ed|es)|confirm(?:ed|s)|urg(?:ed|es)|recommend(?:ed|s)|"
    r"observ(?:ed|es)|point(?:ed|s)(?=\s+out\b)|reiterat(?:ed|es)|propos(?:ed|es)|speculat(?:ed|es)|alleg(?:ed|es|e)|"
    r"mention(?:ed|s)|underlin(?:ed|es)|underscor(?:ed|es)|indicat(?:ed|es)|show(?:ed|s)|teaches|instruct(?:ed|s)|insist(?:ed|s)|"
    r"caution(?:ed|s)|remark(?:ed|s)|add(?:ed|s)|commented|complain(?:ed|s)|contend(?:ed|s)|maintain(?:ed|s)|suggest(?:ed|s)|"
    r"impl(?:ied|ies)|boast(?:ed|s)|vow(?:ed|s)|predict(?:ed|s)|determin(?:ed|es)|held|rul(?:ed|es)|agreed|criticiz(?:ed|es)|"
    r"defin(?:ed|es)|order(?:ed|s)|advis(?:ed|es)|estimat(?:ed|es)|reads|wants|reveal(?:ed|s)|highlight(?:ed|s)|identif(?:ied|ies)|"
    r"represent(?:ed|s)|specif(?:ied|ies)|believ(?:ed|es)|agrees|authori[sz](?:ed|es)|prevents?|permits?|includes|"
    r"establish(?:ed|es)|creat(?:ed|es)|obligat(?:ed|es)|encourag(?:ed|es)|continued|committed|opined|tweeted|posted|testify"
    r")(?![\w-])"
)
_LAWMAKING = re.compile(
    r"(?:requir|provid|stipulat|prohibit|direct|mandat|authori|prevent|permit|establish|creat|obligat|includ|defin)"
)
_PARTICIPLE = re.compile(
    r"(?<![\w-])(?:saying|stating|writing|noting|warning|declaring|claiming|arguing|asserting|explaining|concluding|"
    r"reporting|responding|replying|telling|describing|characterizing|referring(?=\s+to\b)|calling|labeling|pledging|"
    r"promising|emphasizing|stressing|acknowledging|admitting|announcing|confirming|urging|recommending|observing|"
    r"reiterating|alleging|mentioning|indicating|insisting|cautioning|adding|contending|suggesting|implying|finding|"
    r"demanding|requesting|asking|citing)(?![\w-])"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the words of\b|\b[Ii]n the view of\b|\b[Tt]o quote\b|\b[Qq]uoting\b"
)
_SPEECH_NOUN = (
    r"(?:statement|comment|remark|announcement|claim|assertion|conclusion|testimony|view|words?|definition|explanation|"
    r"promise|pledge|commitment|warning|recommendation|finding|argument|allegation|estimate|admission|declaration|"
    r"response|reply|letter|memo|memorandum|report|notice|guidelines|letters|press release|website|web site|mission|"
    r"goal|characterization|description|contention|order|policy|tweet|op-ed|speech|interview|language|requirement|summary)s?"
)
_POSSESSED = re.compile(
    r"(?P<owner>\b[Yy]our|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[’']s|(?<=s)[’'])\s+(?:[\w-]+\s+){0,4}?"
    + _SPEECH_NOUN
    + r"\b"
)
_BY = re.compile(r"\b" + _SPEECH_NOUN + r"\s+(?P<by>by|from|of)\s+(?=[A-Z]|the\s)")
_AFTER = re.compile(
    r"\s{0,3}[,—–-]?\s{0,3}(?:(?P<according>according to)|(?P<verb>said|says|wrote|writes|stated|noted|explained|"
    r"warned|added|argued|concluded|testified|declared|observed|replied)\s+(?=[A-Z]|the\s))"
)
_AFTER_SUBJECT = re.compile(
    r"(?:\s+(?:has|have|had|also|later|recently|then|once)){0,3}\s+(?P<verb>said|says|wrote|writes|stated|states|noted|notes|"
    r"explained|explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|declared|observed|replied|told)\b"
)
_IN_BRACKETS = re.compile(r"[\s.,;]{0,3}\(\s{0,2}(?P<name>[A-Z][\w&.’' -]{1,50})\)")
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|be|being)\s+(?:\w+ly\s+|also\s+|often\s+){0,2}$")
_MONTHS = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|\d)", re.ASCII
)
_REACH = 320


def attribute(passages: Sequence[Passage], context: Context) -> list[Attribution | None]:
    """Return one attribution, or None, for each of `passages`, which are in the order of the text."""
    found: list[Attribution | None] = []
    for index, passage in enumerate(passages):
        earlier = [
            (passages[i], found[i]) for i in range(max(0, index - 6), index) if passages[i].depth == passage.depth
        ]
        answer = (
            _said_after(passage, context, earlier)
            or _before(passage, context, earlier)
            or _lead_in(passage, context, earlier)
            or _sentence_before(passage, context)
        )
        found.append(answer)
    return _quoted_before(passages, context, found)


_Earlier = Sequence[tuple[Passage, Attribution | None]]


def _said_after(passage: Passage, context: Context, earlier: _Earlier) -> Attribution | None:
    text, end = context.masked, passage.outer[1]
    stop = max(passage.sentence[1], min(len(text), end + 120))
    if (named := _IN_BRACKETS.match(text, end, stop)) and (
        passage.lead_in or passage.alone or _opens_paragraph(passage)
    ):
        name = named["name"].strip()
        if phrase_kind(name) == PhraseKind.NAME and not re.search(
            r"\d|emphasis|sic|internal|citation", name, re.IGNORECASE
        ):
            span = (named.start("name"), named.start("name") + len(name))
            return Attribution(
                name, "named after it in brackets", span, named[0].strip(), named.start(), confidence=0.85
            )
    if context.text[passage.inner[1] - 1 : passage.inner[1]] not in ",?!" and text[end : end + 1] != ",":
        return None
    if match := _AFTER.match(text, end, stop):
        phrase = phrase_after(text, match.end())
        return (
            _answer(phrase, "said after it", match[0].strip(" ,"), match.start(), context, earlier) if phrase else None
        )
    phrase = phrase_after(text, end)
    if phrase and (match := _AFTER_SUBJECT.match(text, phrase.end)):
        return _answer(phrase, "said after it", match[0].strip(), match.start(), context, earlier)
    return None


def _opens_paragraph(passage: Passage) -> bool:
    return passage.outer[0] - passage.sentence[0] <= 3


def _before(passage: Passage, context: Context, earlier: _Earlier) -> Attribution | None:
    """Sieves 2 to 5: cues to the left of the passage in its own sentence, the nearest first."""
    floor = max(passage.sentence[0], passage.outer[0] - 900)
    return _from_cues(floor, passage.outer[0], passage, context, earlier)


def _from_cues(
    floor: int, end: int, passage: Passage, context: Context, earlier: _Earlier, *, rule: str = ""
) -> Attribution | None:
    text = context.masked if not passage.depth else context.text
    cues: list[tuple[int, str, re.Match[str]]] = []
    for name, pattern in (
        ("according to", _ACCORDING),
        ("cue and subject", _VERB),
        ("participle", _PARTICIPLE),
        ("cue noun and owner", _POSSESSED),
        ("cue noun and maker", _BY),
    ):
        cues += [(match.start(), name, match) for match in pattern.finditer(text, floor, end)]
    cues.sort(key=lambda cue: cue[0], reverse=True)
    between = [p.outer[0] for p, _ in earlier if floor <= p.outer[0] < end]
    for at, name, match in cues[:7]:
        crossed = any(at < start for start in between)
        if not crossed and end - match.end() > _REACH:
            break
        answer = _from_cue(name, match, floor, end, context, earlier, text)
        if answer is None:
            continue
        if answer.rule == "own voice":
            return None
        if crossed:
            return replace(answer, rule="carried on", confidence=min(answer.confidence, 0.85))
        return replace(answer, rule=rule) if rule else answer
    return None


def _from_cue(
    name: str, match: re.Match[str], floor: int, end: int, context: Context, earlier: _Earlier, text: str
) -> Attribution | None:
    at, cue = match.start(), match[0]
    if name == "according to":
        phrase = phrase_after(text, match.end())
        return _answer(phrase, name, cue, at, context, earlier) if phrase and phrase.end <= end else None
    if name == "cue noun and maker":
        phrase = phrase_after(text, match.end())
        if phrase is None or phrase.end > end or _MONTHS.match(phrase.text):
            return None
        return _answer(phrase, "cue noun and owner", cue, at, context, earlier, source=_plain(text[at : phrase.end]))
    if name == "cue noun and owner":
        return _owned(match, context, earlier, text)
    if name == "participle":
        subject = clause_subject(text[:at], at) if at > floor else None
        if subject is None or subject.start < floor:
            return None
        return _answer(subject, "cue and subject", cue, at, context, earlier, confidence=0.75)
    if re.match(r"\s+by\b", text[match.end() : match.end() + 5]) or _PASSIVE.search(text, max(floor, at - 30), at):
        return None
    subject = phrase_before(text[:at], at)
    if subject is None or subject.start < floor:
        joined = re.search(r"\b(?:and|or)\s+(?:\w+ly\s+|also\s+){0,2}$", text[max(floor, at - 40) : at])
        subject = clause_subject(text[:at], at) if joined else None
    if subject is None or subject.start < floor:
        return None
    kind = phrase_kind(subject.text)
    if kind == PhraseKind.WRITER:
        return Attribution("", "own voice")
    if (
        _LAWMAKING.match(cue)
        and kind not in {PhraseKind.LAW, PhraseKind.DOCUMENT}
        and bare_name(subject.text) != "Congress"
    ):
        return None  # "Meta provides" introduces no words of Meta's.
    if kind == PhraseKind.DOCUMENT and re.search(r"\b(?:that|which)\s*$", text[max(floor, at - 12) : at]):
        # "a letter that proclaimed": the letter is whoever's sentence it stands in.
        owner = clause_subject(text[: subject.start], subject.start)
        if owner and owner.start >= floor:
            return _answer(
                owner, "cue and subject", cue, at, context, earlier, source=_plain(subject.text), confidence=0.7
            )
    return _answer(subject, "cue and subject", cue, at, context, earlier)


def _owned(match: re.Match[str], context: Context, earlier: _Earlier, text: str) -> Attribution | None:
    at, owner = match.start("owner"), match["owner"].lower()
    source = _plain(match[0])
    if owner == "your":
        return _answer(Phrase(at, at + 4, "you"), "cue noun and owner", source, at, context, earlier, source=source)
    if owner in {"its", "their", "his", "her"}:
        subject = clause_subject(text[:at], at)
        if subject is None or at - subject.start > 250:
            return None
        return _answer(subject, "cue noun and owner", source, at, context, earlier, confidence=0.7)
    phrase = phrase_before(text[:at], at)
    if phrase is None:
        return None
    return _answer(phrase, "cue noun and owner", _plain(text[phrase.start : match.end()]), at, context, earlier)


def _lead_in(passage: Passage, context: Context, earlier: _Earlier) -> Attribution | None:
    if passage.lead_in is None or passage.outer[0] - passage.sentence[0] > 12:
        return None
    start, end = passage.lead_in
    return _from_cues(max(start, end - 900), end, passage, context, earlier, rule="colon lead-in")


def _sentence_before(passage: Passage, context: Context) -> Attribution | None:
    if not passage.alone or passage.previous is None or passage.lead_in:
        return None
    start, end = passage.previous
    subject = clause_subject(context.masked[:end], end)
    if subject is None or subject.start < start or phrase_kind(subject.text) != PhraseKind.NAME:
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
        if answer is None and said in known:
            found[index] = replace(known[said], rule="quoted before", cue="", cue_at=-1, confidence=0.7)
        elif answer is not None and answer.speaker and said:
            known.setdefault(said, answer)
    return found


def _answer(
    phrase: Phrase | None,
    rule: str,
    cue: str,
    cue_at: int,
    context: Context,
    earlier: _Earlier,
    *,
    source: str = "",
    confidence: float = 0.9,
) -> Attribution | None:
    """Return the attribution to whom `phrase` names, or None when that stays open."""
    if phrase is None:
        return None
    kind = phrase_kind(phrase.text)
    made = Attribution(
        bare_name(phrase.text), rule, (phrase.start, phrase.end), _plain(cue), cue_at, source, confidence
    )
    if kind == PhraseKind.NAME:
        return made
    if kind == PhraseKind.RECIPIENT:
        return replace(made, speaker=context.recipient) if context.recipient else None
    if kind == PhraseKind.WRITER:
        return Attribution("", "own voice")
    if kind == PhraseKind.LAW:
        return replace(made, speaker="", speaker_span=None, source=source or made.speaker)
    if kind == PhraseKind.DOCUMENT:
        owner = _owner(phrase, context, earlier)
        named = replace(made, source=source or bare_name(phrase.text))
        if owner is None:
            return replace(named, speaker="", speaker_span=None)
        return replace(named, speaker=owner.speaker, speaker_span=owner.speaker_span, confidence=min(confidence, 0.8))
    if kind in {PhraseKind.PRONOUN, PhraseKind.ROLE}:
        return _antecedent(phrase, kind, made, context, earlier)
    return None


def _antecedent(
    phrase: Phrase, kind: PhraseKind, made: Attribution, context: Context, earlier: _Earlier
) -> Attribution | None:
    """Say whom "she", "they" or "the agency" takes up: who spoke just before, else the subject of the clause before."""
    low = phrase.text.lower()
    short = len(phrase.text.split()) <= 2
    if kind == PhraseKind.ROLE and (
        not short or low.split()[-1] not in _TAKEN_UP or phrase.text.split()[-1][0].isupper()
    ):
        return made
    for passage, answer in reversed(earlier):
        if answer and answer.speaker and 0 <= phrase.start - passage.outer[1] < 260:
            return replace(made, speaker=answer.speaker, speaker_span=answer.speaker_span, confidence=0.7)
    subject = clause_subject(context.masked[: phrase.start], phrase.start)
    if subject and phrase.start - subject.start < 320 and phrase_kind(subject.text) == PhraseKind.NAME:
        name = bare_name(subject.text)
        person = bool(re.match(r"(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z][\w.’'-]+$", name)) or bool(
            re.match(r"(?:Mr|Ms|Mrs|Dr|Judge|Senator|Secretary|General|Director|President)\b", name)
        )
        if (low in {"he", "she"}) <= person:
            return replace(made, speaker=name, speaker_span=(subject.start, subject.end), confidence=0.6)
    return made if kind == PhraseKind.ROLE else None


_TAKEN_UP = words("agency department bureau company firm organization group commission committee association")


def _owner(phrase: Phrase, context: Context, earlier: _Earlier) -> Attribution | None:
    """Say whose a document is: "HUD's notice", "a study from NYU", "the GAO report", "your letter", "the report"."""
    text = phrase.text
    if match := re.match(r"(?:the |The )?(.{1,120}?)(?:[’']s|(?<=s)[’'])\s", text):
        if phrase_kind(match[1]) in {PhraseKind.NAME, PhraseKind.ROLE}:
            name = bare_name(match[1])
            return Attribution(name, "", (phrase.start, phrase.start + match.end(1)))
        return None
    if re.match(r"[Yy]our\b", text):
        return Attribution(context.recipient, "", (phrase.start, phrase.start + 4)) if context.recipient else None
    if match := re.search(r"\b(?:from|by|of)\s+(?:the\s+)?([A-Z].*)$", text):
        if not _MONTHS.match(match[1]) and phrase_kind(match[1]) == PhraseKind.NAME:
            return Attribution(bare_name(match[1]), "", (phrase.start + match.start(1), phrase.end))
        return None
    if match := re.match(
        r"(?:the|The|a|A|an|An|this|This)?\s*([A-Z][A-Z&]{1,9}|[A-Z][\w ]{2,30}(?:Times|Post|Journal|News))\s", text
    ):
        return Attribution(match[1].strip(), "", (phrase.start + match.start(1), phrase.start + match.end(1)))
    if re.match(r"(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)\b", text):
        subject = clause_subject(context.masked[: phrase.start], phrase.start)
        if subject and phrase_kind(subject.text) == PhraseKind.NAME and phrase.start - subject.start < 400:
            return Attribution(bare_name(subject.text), "", (subject.start, subject.end))
        for passage, answer in reversed(earlier):
            if answer and answer.speaker and 0 <= phrase.start - passage.outer[1] < 260:
                return answer
        return None
    return _owner_before(phrase, context, earlier)


def _owner_before(phrase: Phrase, context: Context, earlier: _Earlier) -> Attribution | None:
    """Look for whose "the report" is where the letter first spoke of it, up to 700 characters before."""
    noun = re.sub(r"^.*\s", "", phrase.text.lower())
    floor = max(0, phrase.start - 700)
    before = context.masked[floor : phrase.start]
    for match in reversed(list(re.finditer(r"\b" + re.escape(noun[:20]) + r"\b", before, re.IGNORECASE))[-6:]):
        at = floor + match.start()
        tail = re.search(
            r"(?:(?P<possessive>\b[\w&.]+(?:[’']s|(?<=s)[’']))|(?P<acronym>\b[A-Z][A-Z&]{1,9})|(?P<pronoun>\b(?:their|its|his|her)))"
            r"\s+(?:[\w-]+\s+){0,3}$",
            context.masked[max(floor, at - 90) : at],
        )
        if not tail:
            continue
        offset = max(floor, at - 90)
        if tail["pronoun"]:
            subject = clause_subject(context.masked[: offset + tail.start()], offset + tail.start())
            if subject and phrase_kind(subject.text) == PhraseKind.NAME:
                return Attribution(bare_name(subject.text), "", (subject.start, subject.end))
            continue
        if tail["acronym"]:
            return Attribution(tail["acronym"], "", (offset + tail.start("acronym"), offset + tail.end("acronym")))
        end = offset + tail.end("possessive") - (2 if tail["possessive"].endswith(("'s", "’s")) else 1)
        owner = phrase_before(context.masked[:end], end)
        if owner and phrase_kind(owner.text) == PhraseKind.NAME:
            return Attribution(bare_name(owner.text), "", (owner.start, owner.end))
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:")
