"""The passages that a letter quotes: where each begins and ends, what kind it is, and who is said to have said it.

Marks are matched in `marks.py`, speakers found in `attribution.py`, and what words in marks are (a quotation, a term, a
title, words set off) is told in `kinds_of_marks.py`; here passages are found and put together.

A block quotation is a paragraph set off by its inset and type, with a lead-in or marks. Without marks it needs both the
setting (inset, and smaller or inset on the right too) and the paragraph before, which ends with a colon or stops in mid
sentence ("It warned them that"); marks within it are quotations in a quotation.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.attribution import attribute
from tracker.reading.by_elimination import by_elimination
from tracker.reading.kinds_of_marks import TAKEN_UP, Marked, kind_of, plain_words
from tracker.reading.marks import Pair, pairs_in
from tracker.reading.parts import Parts
from tracker.reading.phrase_kinds import PhraseKind, phrase_kind
from tracker.reading.rows import Quotation, QuotationKind, Recipient
from tracker.reading.scene import Attribution, Context, Passage, Scene
from tracker.reading.sentences import Paragraph, paragraphs, sentences
from tracker.reading.speakers import defined_names, posts_held
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_quotations"]


# A letter quotes some dozens of passages. What has thousands is no letter, and is not searched for speakers.
_MOST_ATTRIBUTED = 1500
_MANY_WORDS = 4  # A quotation of more is somebody's words, whatever stands around it.
_CLAUSE = 400  # Characters of a sentence before the marks that tell what they hold.
_PAST = 4  # Sentences in which a pronoun's name is looked for.
_NEAR = 125  # Characters from a cue within which a word or two are what was said.
_NEAR_IN_A_DOCUMENT = 80  # The same where a document says so, and nobody is named who wrote it.
_LOOKED_BACK = 60  # Passages among which one is looked for from which a word or two are taken up.
_LONGEST_TAKEN = 3000  # Characters of such a passage.
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
    for index, (item, place, saying) in enumerate(zip(found, places, sayings, strict=True)):
        paragraph = prose[item.paragraph]
        if not item.marked:
            kind, rule = QuotationKind.BLOCK, "set off after a lead-in"
        elif place.alone and paragraph.is_set_off:
            kind, rule = QuotationKind.BLOCK, "set off, in marks"
        else:
            before = _taken_up(item, context.text, rows)
            marked = replace(_marked(index, found, place, saying, context, rows), taken_up=before is not None)
            kind, rule = kind_of(marked, scares, defined)
            if rule == TAKEN_UP and before is not None:
                saying = _surer(saying, sayings[before])
        words = transcript.shown(Span(*item.inner))
        # A word that was set off once, or defined, is nobody's words the next time.
        if kind == QuotationKind.SCARE:
            scares.add(plain_words(words))
        elif kind == QuotationKind.DEFINED_TERM:
            defined.add(plain_words(words))
        spoken = kind in (QuotationKind.QUOTATION, QuotationKind.BLOCK)
        if spoken and not (saying and saying.speaker):
            near = [
                (places[at], sayings[at]) for at in range(max(0, index - 3), index) if places[at].depth == place.depth
            ]
            saying = by_elimination(Scene(place, context, near), saying)
            sayings[index] = saying
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
        block_before = not _is_marked_whole(paragraph.text, own) and (goes_on or _is_block(paragraph, before))
        if block_before:
            span = (paragraph.span.start, paragraph.span.end)
            found.append(_Found(index, span, span, None, marked=False))
            found = _with_pairs(found, index, paragraph, own, block=len(found) - 1)
            continue
        found = _with_pairs(found, index, paragraph, own)
    return found


def _is_marked_whole(text: str, own: Sequence[Pair]) -> bool:
    """Whether a paragraph opens with a mark: what is set off so is quoted by its marks, and by nothing else."""
    return bool(own) and not text[: own[0].outer[0]].strip()


def _with_pairs(
    found: list[_Found], index: int, paragraph: Paragraph, own: Sequence[Pair], *, block: int | None = None
) -> list[_Found]:
    """Add a paragraph's pairs to `found`; `block` is the index of the block quotation that the paragraph is."""
    start = paragraph.span.start
    # (end, index in found) of the passages that are open
    around: list[tuple[int, int]] = [] if block is None else [(paragraph.span.end + 1, block)]
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
    return before.leads_on and paragraph.text.rstrip()[-1:] != "?"


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
        _body(transcript, parts, recipients),
        defined_names(text),
        tuple((recipient.name, recipient.title) for recipient in recipients),
        posts_held(text),
    )


_A_BODY = re.compile(
    r"\b(?:Department|Agency|Administration|Commission|Bureau|Service|Office|Board|Corps|Authority|Council|Foundation|"
    r"Inc|LLC|Corp|Corporation|Company|Group|Institutes?|Center|Centers|University|Bank)\b"
)


def _body(transcript: Transcript, parts: Parts, recipients: Sequence[Recipient]) -> str:
    """Return the body in the one inside address: the line below the name and the post that names one."""
    if len(parts.inside_address) != 1:
        return ""
    if len(recipients) == 1 and recipients[0].organization:
        return re.sub(r"^(?:The\s|U\.\s?S\.\s|United States\s)", "", recipients[0].organization)
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
    past_above: list[tuple[int, int]] = []
    lead_in, previous = None, bounds[which - 1] if which else None
    if item.parent is None and item.paragraph and not paragraph.footnote:
        above = item.paragraph - 1
        # Every entry of a list is led in by the paragraph before the list.
        least = max(0, above - _LONGEST_LIST)
        while above > least and prose[above].is_item and not prose[above].text.rstrip().endswith(":"):
            above -= 1
        sentence_above = _sentences_of(above, prose, quoted, known)[-1]
        leads = prose[above].leads_on if not item.marked else prose[above].text.rstrip()[-1:] == ":"
        if leads and which == 0:
            lead_in = sentence_above
            all_above = _sentences_of(above, prose, quoted, known)
            previous = all_above[-2] if len(all_above) > 1 else None
            past_above = all_above[-1 - _PAST : -1]
        elif which == 0 and above == item.paragraph - 1:
            previous = sentence_above
    past = tuple((past_above or bounds[max(0, which - _PAST) : which])[::-1])
    higher: tuple[tuple[int, int], ...] = ()
    if len(past) < 2 and previous and lead_in is None and item.parent is None and item.paragraph:
        higher = tuple(_sentences_of(item.paragraph - 1, prose, quoted, known)[-2:][::-1])
    if not past:
        past, higher = higher, ()
    alone = item.parent is None and _is_alone(item, context.text, start, end)
    depth = 0 if item.parent is None else 1
    return Passage(item.outer, item.inner, sentence, previous, lead_in, alone, depth, past, higher)


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


_WHITE = re.compile(r"[\W\d]*")


def _marked(
    index: int,
    found: Sequence[_Found],
    place: Passage,
    saying: Attribution | None,
    context: Context,
    rows: Sequence[Quotation],
) -> Marked:
    """Return a passage in marks as `kind_of` looks at it; `rows` are the passages before it."""
    item, text = found[index], context.text
    start, end = place.sentence
    said = bool(saying and (saying.speaker or saying.source or saying.cue))
    masked = text if item.parent is not None else context.masked
    between = leads = None
    before = next((at for at in range(index - 1, max(-1, index - 6), -1) if found[at].parent == item.parent), None)
    if before is not None and found[before].outer[0] >= start and rows[before].kind == QuotationKind.QUOTATION:
        between = text[found[before].outer[1] : item.outer[0]]
    if index + 1 < len(found) and found[index + 1].parent == item.parent and found[index + 1].outer[1] <= end:
        following = found[index + 1]
        many = len(text[slice(*following.inner)].split()) > _MANY_WORDS
        leads = text[item.outer[1] : following.outer[0]] if many else None
    return Marked(
        words=text[item.inner[0] : item.inner[1]].strip(),
        before=text[max(start, item.outer[0] - 90) : item.outer[0]],
        clause=masked[max(start, item.outer[0] - _CLAUSE) : item.outer[0]],
        after=text[item.outer[1] : item.outer[1] + 60],
        nested=item.parent is not None,
        fills_sentence=item.outer[0] <= start and not _WHITE.sub("", text[item.outer[1] : end]),
        opens_sentence=item.outer[0] <= start,
        said=said,
        near=saying is not None and said and _is_near(item, saying, text),
        speaker=bool(saying and saying.speaker),
        between=between,
        leads=leads,
    )


def _taken_up(item: _Found, text: str, rows: Sequence[Quotation]) -> int | None:
    """Return the index of the last quotation of more words in which a few words stand, None where there is none."""
    words = plain_words(text[slice(*item.inner)])
    if item.parent is not None or len(words.split()) > _MANY_WORDS:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for at in range(len(rows) - 1, max(-1, len(rows) - 1 - _LOOKED_BACK), -1):
        row = rows[at]
        said = row.kind in (QuotationKind.QUOTATION, QuotationKind.BLOCK)
        if said and len(words) < len(row.text) <= _LONGEST_TAKEN and whole.search(plain_words(row.text)):
            return at
    return None


def _surer(saying: Attribution | None, before: Attribution | None) -> Attribution | None:
    """Return whose words they are that are taken up: a name here, else whose they were, be it a name or not."""
    if before is None or not before.speaker or (saying and saying.speaker[:1].isupper()):
        return saying
    return replace(before, rule="quoted before", cue="", cue_at=-1, confidence=0.7)


# What somebody says nothing of is not said; nor is what a document only has, or is applied to.
_NOT_SAID = re.compile(r"\b(?:nothing|little|nowhere)\b")
_SAID_BY_NO_DOCUMENT = re.compile(
    r"\b(?:appl(?:y|ies|ied)|lists?|listed|sets?\sout|gives?|gave|includ(?:es|ed)|establish(?:es|ed)|creat(?:es|ed)|no|"
    r"not|never|without)\b"
)


def _is_near(item: _Found, saying: Attribution, text: str) -> bool:
    """Whether the cue is near and plain enough for a word or two to be what was said."""
    if saying.rule in {"quoted before", "carried on", "said after it"}:
        return True
    far, between = item.outer[0] - saying.cue_at, (saying.cue_at, item.outer[0])
    if saying.cue_at >= 0 and _NOT_SAID.search(text, *between):
        return False
    if not saying.speaker and saying.source and phrase_kind(saying.source) != PhraseKind.LAW:
        return far <= _NEAR_IN_A_DOCUMENT and not _SAID_BY_NO_DOCUMENT.search(text, *between)
    return far <= _NEAR
