"""The passages that a letter quotes: where each begins and ends, what kind it is, and who is said to have said it.

Marks are matched in `marks.py`, speakers found in `attribution.py`; here the kind is decided, by rules that say why:

    defined term       in brackets with little else: (the "Act"); after "also known as", "hereinafter", "definition of"
    title              after "titled"; capitals throughout, as titles are set; before "report", "article", "letter"
    block quotation    a paragraph set off by its inset and type, with a lead-in or marks
    quotation          somebody's words: a cue names who or what says it; or more than a few words
    scare              a word or two that nobody is said to have said

Block quotations without marks need both the setting (inset, and smaller or inset on the right too) and the paragraph
before, which ends with a colon.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.attribution import attribute
from tracker.reading.cues import PARTICIPLE
from tracker.reading.lexicon import words as listed
from tracker.reading.marks import Pair, pairs_in
from tracker.reading.parts import Parts
from tracker.reading.phrase_kinds import PhraseKind, phrase_kind
from tracker.reading.rows import Quotation, QuotationKind, Recipient
from tracker.reading.scene import Attribution, Context, Passage
from tracker.reading.sentences import Paragraph, paragraphs, sentences
from tracker.reading.speakers import defined_names
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_quotations"]


# A letter quotes some dozens of passages. What has thousands is no letter, and is not searched for speakers.
_MOST_ATTRIBUTED = 1500
_PAST = 4  # Sentences in which a pronoun's name is looked for.
_LONGEST_LIST = 60  # Entries back from which the sentence that leads into a list is looked for.


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage before its kind is known: which paragraph, the marks, and the index of the passage around it."""

    paragraph: int
    outer: tuple[int, int]
    inner: tuple[int, int]
    parent: int | None
    closed: bool = True
    marked: bool = True


def find_quotations(
    transcript: Transcript, parts: Parts, recipients: Sequence[Recipient] = ()
) -> tuple[Quotation, ...]:
    """Return every quoted passage of the body and the footnotes, in the order of the text."""
    prose = paragraphs(transcript, parts)
    found = _passages(prose)
    if not found:
        return ()
    context = _context(transcript, parts, prose, found, recipients)
    quoted = _quoted(found, prose)
    bounds: dict[int, list[tuple[int, int]]] = {}
    places = [_place(item, prose, found, context, quoted, bounds) for item in found]
    sayings = attribute(places[:_MOST_ATTRIBUTED], context)
    sayings += [None] * (len(places) - len(sayings))
    rows: list[Quotation] = []
    scares: set[str] = set()
    defined: set[str] = set()
    for item, place, saying in zip(found, places, sayings, strict=True):
        kind, rule = _kind(item, place, saying, prose[item.paragraph], context, scares, defined)
        words = transcript.shown(Span(*item.inner))
        # A word that was set off once, or defined, is nobody's words the next time.
        if kind == QuotationKind.SCARE:
            scares.add(_plain(words))
        elif kind == QuotationKind.DEFINED_TERM:
            defined.add(_plain(words))
        spoken = kind in (QuotationKind.QUOTATION, QuotationKind.BLOCK)
        rows.append(_row(transcript, item, words, kind, rule, saying if spoken else None))
    return tuple(rows)


def _row(
    transcript: Transcript,
    item: _Found,
    words: str,
    kind: QuotationKind,
    rule: str,
    saying: Attribution | None,
) -> Quotation:
    confidence = 0.95 if item.closed else 0.6
    span = Span(*item.inner)
    sure = confidence * transcript.confidence(span)
    if saying is None:
        return Quotation(text=words, span=span, rule=rule, kind=kind, nested_in=item.parent, confidence=sure)
    return Quotation(
        text=words,
        span=span,
        rule=rule,
        kind=kind,
        speaker=saying.speaker[:300],
        speaker_rule=saying.rule if saying.speaker else "",
        speaker_span=Span(*saying.speaker_span) if saying.speaker_span and saying.speaker else None,
        cue=saying.cue[:300],
        source=saying.source[:400],
        nested_in=item.parent,
        confidence=sure * saying.confidence,
    )


def _passages(prose: Sequence[Paragraph]) -> list[_Found]:
    body = [p for p in prose if not p.footnote]
    notes = [p for p in prose if p.footnote]
    pairs = [*pairs_in([p.text for p in body]), *(pairs_in([p.text])[0] for p in notes)]
    found: list[_Found] = []
    block_before = False
    for index, (paragraph, own) in enumerate(zip([*body, *notes], pairs, strict=True)):
        before = prose[index - 1] if index else None
        goes_on = block_before and paragraph.is_set_off and not paragraph.footnote
        block_before = not own and (goes_on or _is_block(paragraph, before))
        if block_before:
            span = (paragraph.span.start, paragraph.span.end)
            found.append(_Found(index, span, span, None, marked=False))
            continue
        found = _with_pairs(found, index, paragraph, own)
    return found


def _with_pairs(found: list[_Found], index: int, paragraph: Paragraph, own: Sequence[Pair]) -> list[_Found]:
    start = paragraph.span.start
    around: list[tuple[int, int]] = []  # (end, index in found) of the passages that are open
    for pair in own:
        if pair.inner[0] >= pair.inner[1]:
            continue
        outer, inner = (start + pair.outer[0], start + pair.outer[1]), (start + pair.inner[0], start + pair.inner[1])
        while around and around[-1][0] <= outer[0]:
            around.pop()
        if around and outer[1] > around[-1][0]:
            continue  # It would end outside the passage in which it begins.
        if pair.single and not around and not _is_worth_single(paragraph.text, pair):
            continue
        parent = around[-1][1] if around else None
        last = found[-1] if found else None
        if pair.reopened and last and not last.closed and last.paragraph == index - 1:
            # Each paragraph of a longer quotation is a passage; that the next one opens anew shows the end of this.
            found[-1] = replace(last, closed=True)
        found.append(_Found(index, outer, inner, parent, pair.closed))
        around.append((outer[1], len(found) - 1))
    return found


def _is_worth_single(text: str, pair: Pair) -> bool:
    """Whether words in single marks that stand in no double ones are a quotation, and no stray apostrophes."""
    words = text[pair.inner[0] : pair.inner[1]]
    return len(words) >= 3 and not re.search(r"\s[’'‘]|\d[’']\d", words) and text[pair.outer[0]] != "`"


def _is_block(paragraph: Paragraph, before: Paragraph | None) -> bool:
    if not paragraph.is_set_off or before is None or paragraph.footnote:
        return False
    # The setting alone is not enough: a scan's lines are of unequal size, and its pages stand askew.
    return before.text.rstrip()[-1:] == ":" and paragraph.text.rstrip()[-1:] != "?"


def _context(
    transcript: Transcript,
    parts: Parts,
    prose: Sequence[Paragraph],
    found: Sequence[_Found],
    recipients: Sequence[Recipient],
) -> Context:
    text = re.sub(r"[\n\r\t]", " ", transcript.text)
    pieces, at = [], 0
    for item in found:
        if item.parent is None and item.inner[0] >= at:
            pieces += [text[at : item.inner[0]], " " * (item.inner[1] - item.inner[0])]
            at = item.inner[1]
    pieces.append(text[at:])
    return Context(
        text,
        "".join(pieces),
        _recipient(transcript, parts),
        _body(transcript, parts),
        defined_names(text),
        tuple((recipient.name, recipient.title) for recipient in recipients),
    )


_A_BODY = re.compile(
    r"\b(?:Department|Agency|Administration|Commission|Bureau|Service|Office|Board|Corps|Authority|Council|Foundation|"
    r"Inc|LLC|Corp|Corporation|Company|Group|Institutes?|Center|Centers|University|Bank)\b"
)


def _body(transcript: Transcript, parts: Parts) -> str:
    """Return the body in the one inside address: the line below the name and the post that names one."""
    if len(parts.inside_address) != 1:
        return ""
    lines = transcript.text[parts.inside_address[0].start : parts.inside_address[0].end].strip().split("\n")
    for line in lines[1:6]:
        if _A_BODY.search(line) and not re.search(r"\d|Building|Washington|Avenue|Street", line):
            # "Secretary, Department of Energy": the post stands on the same line.
            pieces = [piece.strip() for piece in line.split(",") if _A_BODY.search(piece)]
            return re.sub(r"^(?:The\s|U\.\s?S\.\s|United States\s)", "", pieces[0]) if pieces else ""
    return ""


def _recipient(transcript: Transcript, parts: Parts) -> str:
    """Return the one addressee's name, as "you" means them; "" when the letter goes to several."""
    salutation = transcript.shown(parts.salutation) if parts.salutation else ""
    if re.match(r"Dear (?:Mr\.?|Madam) President\b", salutation):
        return "the President"
    if len(parts.inside_address) == 1:
        first = transcript.text[parts.inside_address[0].start : parts.inside_address[0].end].strip().split("\n")[0]
        name = re.sub(r"^(?:The\s+)?(?:Honorable|Hon\.)\s+", "", first, flags=re.IGNORECASE)
        name = re.split(r",|\s{2,}", name)[0].strip()
        if 3 <= len(name) <= 60 and not re.search(r"\d", name):
            return name
    if not parts.inside_address and (match := re.match(r"Dear ([^,:;]{3,60}?)[,:;]?$", salutation)):
        return "" if " and " in match[1] else match[1]
    return ""


def _quoted(found: Sequence[_Found], prose: Sequence[Paragraph]) -> dict[int, list[tuple[int, int]]]:
    """Return by paragraph the quoted stretches, as offsets into its text."""
    quoted: dict[int, list[tuple[int, int]]] = {}
    for item in found:
        if item.parent is None:
            start = prose[item.paragraph].span.start
            quoted.setdefault(item.paragraph, []).append((item.inner[0] - start, item.inner[1] - start))
    return quoted


def _place(
    item: _Found,
    prose: Sequence[Paragraph],
    found: Sequence[_Found],
    context: Context,
    quoted: dict[int, list[tuple[int, int]]],
    known: dict[int, list[tuple[int, int]]],
) -> Passage:
    """Return where a passage stands. `known` keeps the sentences of the paragraphs that were looked at."""
    paragraph = prose[item.paragraph]
    start, end = paragraph.span.start, paragraph.span.end
    if item.parent is not None:
        start, end = found[item.parent].inner
        bounds = [(start + a, start + b) for a, b in sentences(context.text[start:end])] or [(start, end)]
    else:
        bounds = _sentences_of(item.paragraph, prose, quoted, known)
    which = max(bisect.bisect_right(bounds, (item.outer[0], end + 1)) - 1, 0)
    sentence = bounds[which]
    if item.outer[0] < start:  # It began in an earlier paragraph.
        sentence = (item.outer[0], bounds[0][1])
    lead_in, previous = None, bounds[which - 1] if which else None
    if item.parent is None and item.paragraph and not paragraph.footnote:
        above = item.paragraph - 1
        # Every entry of a list is led in by the paragraph before the list.
        least = max(0, above - _LONGEST_LIST)
        while above > least and prose[above].is_item and not prose[above].text.rstrip().endswith(":"):
            above -= 1
        sentence_above = _sentences_of(above, prose, quoted, known)[-1]
        if prose[above].text.rstrip()[-1:] == ":" and which == 0:
            lead_in = sentence_above
            all_above = _sentences_of(above, prose, quoted, known)
            previous = all_above[-2] if len(all_above) > 1 else None
        elif which == 0 and above == item.paragraph - 1:
            previous = sentence_above
    past = tuple(bounds[max(0, which - _PAST) : which][::-1])
    if not past and previous and lead_in is None:
        past = tuple(_sentences_of(item.paragraph - 1, prose, quoted, known)[-2:][::-1])
    alone = item.parent is None and _is_alone(item, context.text, start, end)
    depth = 0 if item.parent is None else 1
    return Passage(item.outer, item.inner, sentence, previous, lead_in, alone, depth, past)


def _sentences_of(
    index: int,
    prose: Sequence[Paragraph],
    quoted: dict[int, list[tuple[int, int]]],
    known: dict[int, list[tuple[int, int]]],
) -> list[tuple[int, int]]:
    if index not in known:
        start = prose[index].span.start
        own = sentences(prose[index].text, quoted=quoted.get(index, ())) or [(0, len(prose[index].text))]
        known[index] = [(start + a, start + b) for a, b in own]
    return known[index]


def _is_alone(item: _Found, text: str, start: int, end: int) -> bool:
    """Whether the passage is all that stands from `start` to `end`, but for marks and the numbers of footnotes."""
    if max(item.outer[0] - start, 0) + max(end - item.outer[1], 0) > 30:
        return False
    return not re.sub(r"[\W\d]+", "", text[start : item.outer[0]] + text[item.outer[1] : end])


_DEFINING_BEFORE = re.compile(
    r"(?:\(\s?(?:[\w’'/-]+,?\s+){0,7}|\([^()]{0,80}[\"”],?\s(?:or|and)\s(?:collectively,?\s)?(?:the\s|an?\s)?|"
    r"\b(?:would |to |that )?defin(?:e|es|ed|ing)(?: the (?:term|phrase|word)s?| an?)? |\b(?:also |formerly |"
    r"commonly |otherwise |better )?known (?:to \w+ |collectively |together )?as (?:the |an? )?|\b(?:is|are|was|"
    r"were) (?:commonly|often|sometimes|also|usually|generally) (?:called|termed|dubbed) (?:an? |the )?|\b(?:practice|"
    r"process|technique|method|scheme|tactic|phenomenon|condition|procedure)s? (?:called|termed|dubbed) |"
    r"\b(?:collectively|together) as (?:the |an? )?|\bdefinition of (?:an? |the )?|"
    r"\bherein(?:after)?(?: referred to as)?,? (?:the |an? )?|\bhereafter(?: referred to as)?,? (?:the |an? )?|"
    r"\bdefined as (?:an? |the )?)$",
    re.IGNORECASE,
)
_TITLED_BEFORE = re.compile(
    r"(?:\b(?:en)?titled|\bunder the (?:title|heading)|\b(?:article|book|report|film|hearing|op-ed|episode|memo|study|"
    r"paper|editorial|program|headline|brochure|document|legislation|bill|series|initiative|"
    r"song)),?:?\s{0,3}(?:the\s)?$",
    re.IGNORECASE,
)
_WORK_AFTER = re.compile(
    r"\s{1,3}(?:[a-z-]+\s){0,1}(?:reports?|letters?|article|hearing|memo|memorandum|initiative|campaign|series|"
    r"document|brochure|op-ed|rule|guidance|executive order|study|paper|database|dated)\b",
    re.IGNORECASE,
)
_DEFINED_AFTER = re.compile(
    r"\s{0,2}(?:shall\s|as used (?:here|in this letter),?\s|for (?:the )?purposes of this (?:letter|"
    r"request),?\s)?(?:means?|includes?|refers? to|is defined|are defined|shall mean)\b"
)
_HEADED_BEFORE = re.compile(
    r"\b(?:(?:under|with|bearing|beneath) the (?:headline|(?:sub)?headings?|title|subject|caption|name)|"
    r"subject line(?: of| was| reads| read)?|re line|captioned|headlined|slides? (?:en)?titled|folder (?:called|"
    r"named|titled)|file named)[,:]?\s{1,3}$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:calls?|called|named|dubbed|nicknamed|christened|operation|codenamed)\s{1,3}(?:it\s|the\s|a\s|its\s|"
    r"their\s){0,2}$",
    re.IGNORECASE,
)
# Somebody's words, though the letter does not say whose: they were told, the answer was, the statute speaks of.
_REPORTED = re.compile(
    r"\b(?:(?:was|were|been|being|are|is|am)\s(?:\w+ly\s|only\s|then\s)?(?:told|informed|assured|advised|warned|"
    r"notified|promised)|(?:answer|reply|response|explanation|excuse|reason given)\s(?:\w+\s){0,3}(?:was|is|came)|"
    r"sp(?:oke|eaks)\s(?:\w+\s){0,2}of)\b[^\"“”.;?!]{0,90}$"
)
_SO_CALLED = re.compile(
    r"(?:\bso[- ]called|\bterms?|\bphrases?|\bwords?|\bconsidered (?:to be )?(?:in |an? )?)\s{1,3}(?:an? |the )?$",
    re.IGNORECASE,
)
_FUNCTION_WORDS = listed("a an the of for to in on and or by with from at as is its their into through vs")
_FEW_WORDS = 3
_SOME_WORDS = 5
# "The terms were quite random: “election fraud,” …" · "questioning “climate policy” warrants an inquiry"
_NAMES_TERMS = re.compile(
    r"\b(?:terms|words|phrases|hashtags|labels|keywords|buzzwords)\b[^.;\"“”]{0,60}(?:[:—–]|\s-)\s{0,2}$"
)
_OBJECT_OF = re.compile(r"\b(?P<verb>[a-z]{2,}ing)\s{1,3}$")
# Somebody stands before it, and no verb of saying: "promised our veterans “free” access".
_NOUN_BEFORE = re.compile(r"\b(?:our|the|their|its|these|those|all|my|his|her|some|many)\s[a-z]+s\s{1,3}$")


def _kind(
    item: _Found,
    place: Passage,
    saying: Attribution | None,
    paragraph: Paragraph,
    context: Context,
    scares: set[str],
    defined: set[str],
) -> tuple[QuotationKind, str]:
    words = context.text[item.inner[0] : item.inner[1]].strip()
    if not item.marked:
        return QuotationKind.BLOCK, "set off after a lead-in"
    if place.alone and paragraph.is_set_off:
        return QuotationKind.BLOCK, "set off, in marks"
    before = context.text[max(place.sentence[0], item.outer[0] - 90) : item.outer[0]]
    after = context.text[item.outer[1] : item.outer[1] + 60]
    tokens = re.findall(r"[\w$#][\w’'.&/-]*", words)
    few = len(tokens) <= _FEW_WORDS
    plain = _plain(words)
    capitals = _is_title_case(tokens)
    if _TITLED_BEFORE.search(before) and capitals:
        return QuotationKind.TITLE, "after a word for a work"
    if _DEFINED_AFTER.match(after):
        return QuotationKind.DEFINED_TERM, "said to mean something"
    if _HEADED_BEFORE.search(before):
        return QuotationKind.TITLE, "after a word for a heading"
    if plain in scares:
        return QuotationKind.SCARE, "set off before"
    if _DEFINING_BEFORE.search(before) and len(tokens) <= 8:
        bracket = before.rstrip()[before.rfind("(") :] if "(" in before else ""
        closes = after.lstrip(".,”\"’' ")[:1] == ")" or re.match(r"[\s,.”\"’']{0,3}(?:or|and)\b", after)
        if not bracket or ")" in bracket:
            return QuotationKind.DEFINED_TERM, "after defining words"
        if closes:
            return QuotationKind.DEFINED_TERM, "in brackets"
    if plain in defined:
        return QuotationKind.SCARE, "defined before"
    if capitals and len(tokens) > 1 and (_NAMED_BEFORE.search(before) or tokens[0] in {"Operation", "Project"}):
        return QuotationKind.TITLE, "after a word for a name"
    if capitals and _names_a_work(tokens, before, after):
        return QuotationKind.TITLE, "capitals throughout"
    if few and item.parent is None and before.rstrip()[-1:] == "(" and after.lstrip(".,")[:1] == ")":
        return QuotationKind.SCARE, "alone in brackets"
    if few and _SO_CALLED.search(before):
        return QuotationKind.SCARE, "so called"
    if few and _NAMES_TERMS.search(before):
        return QuotationKind.SCARE, "one of some terms"
    if few and (verb := _OBJECT_OF.search(before)) and not PARTICIPLE.match(verb["verb"]):
        return QuotationKind.SCARE, "object of another verb"
    if item.parent is not None and not capitals:
        return QuotationKind.QUOTATION, "quoted in a quotation"
    if few and words[:1].islower() and _QUALIFIES.match(after) and _DETERMINED.search(before):
        return QuotationKind.SCARE, "qualifies a noun"
    if (
        len(tokens) == 1
        and _QUALIFIES.match(after)
        and re.fullmatch(r"[a-z]+(?<!ed)(?<!s)", words)
        and _NOUN_BEFORE.search(before)
    ):
        return QuotationKind.SCARE, "qualifies a noun"
    said = bool(saying and (saying.speaker or saying.source or saying.cue))
    if not said and words.islower() and _DETERMINED.search(before):
        most = _SOME_WORDS if _QUALIFIES.match(after) else _FEW_WORDS + 1
        if len(tokens) <= most:
            return QuotationKind.SCARE, "a noun set off, said by no one"
    if saying and said and (not few or _is_near(item, saying)):
        return QuotationKind.QUOTATION, "has a speaker" if saying.speaker else "has a source"
    if few and _REPORTED.search(before) and not _SO_CALLED.search(before):
        return QuotationKind.QUOTATION, "reported"
    if few and not _is_utterance(words, before):
        return QuotationKind.SCARE, "a word or two, said by no one"
    return QuotationKind.QUOTATION, "more than a few words"


def _plain(words: str) -> str:
    return words.lower().replace("-", " ").strip(" .,;:")


# A "temporary" measure, its "high risk" list: the words stand where an adjective stands. What follows a reported
# passage is a preposition or a conjunction instead, and nothing stands before it but the verb.
_QUALIFIES = re.compile(
    r"\s(?!(?:to|of|in|on|at|by|for|from|with|and|or|but|as|is|are|was|were|has|have|had|that|which|who|when|while|if|"
    r"because|since|after|before|during|about|under|over|between|without|within|would|will|should|could|may|might|"
    r"than|then|not)\b)[a-z]"
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|its|their|your|our|his|her|this|these|those|any|such|no|some|more|most|so|few|many|all|[Ii]n|of|"
    r"for|with)\s{1,3}$|[’']s?\s{1,3}$",
    re.IGNORECASE,
)


def _is_near(item: _Found, saying: Attribution) -> bool:
    """Whether the cue is near and plain enough for a word or two to be what was said."""
    if saying.rule in {"quoted before", "carried on", "said after it"}:
        return True
    if not saying.speaker and saying.source and phrase_kind(saying.source) != PhraseKind.LAW:
        return False
    return item.outer[0] - saying.cue_at <= 125


def _is_utterance(words: str, before: str) -> bool:
    """Whether a few words are a whole reported sentence: children were told that "Daddy's coming home." """
    return words[:1].isupper() and words[-1:] in ".!?" and bool(re.search(r"(?:\bthat,?|[,:])\s{0,2}[\"“]?$", before))


def _is_title_case(tokens: Sequence[str]) -> bool:
    weighty = [token for token in tokens if token.lower() not in _FUNCTION_WORDS]
    return bool(weighty) and all(token[0].isupper() or token[0].isdigit() for token in weighty)


def _names_a_work(tokens: Sequence[str], before: str, after: str) -> bool:
    """Whether capitalised words are a work's name: many, or joined as titles are, or said to be one beside them."""
    if len(tokens) >= 4 or _WORK_AFTER.match(after):
        return True
    if len(tokens) == 1:
        return False
    if any(token.lower() in _FUNCTION_WORDS for token in tokens[1:]) and tokens[0].lower() not in _FUNCTION_WORDS:
        return True
    return bool(re.search(r"[’']s\s{1,2}$", before))
