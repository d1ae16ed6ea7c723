"""What a letter asks for, and by when.

An ask is a sentence (see `asks.py`) or an entry of a list that a sentence leads into: "Please answer the following
questions by May 1:", then "1. …", "2. …". The leading sentence is an ask of its own. An entry that no ask leads into is
one only if it asks by itself, so a list of findings is none. A lettered entry under a numbered one is its part.

A time limit belongs to the ask in whose sentence it stands; one on the answer as a whole, or in the sentence that leads
into a list, holds for every ask that has none of its own.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.asks import Ask, ask_in, is_about_response, recipient_pattern
from tracker.reading.deadlines import TimeLimit, find_limits
from tracker.reading.kinds_of_ask import kind_of_ask
from tracker.reading.lexicon import COMPONENTS
from tracker.reading.marks import pairs_in
from tracker.reading.parts import Parts
from tracker.reading.rows import Deadline, InformationRequest, RequestKind
from tracker.reading.sentences import Paragraph, list_marker, paragraphs, sentences
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_requests"]


@dataclass(slots=True)
class _List:
    """A list that is being read: whether an ask leads into it, and which rows its open entries are, by depth."""

    asked: bool
    limit: int | None
    styles: list[str]
    rows: list[int | None]
    leads: list[bool]


def find_requests(
    transcript: Transcript, parts: Parts, date: datetime.date | None
) -> tuple[tuple[InformationRequest, ...], tuple[Deadline, ...]]:
    """Return the asks and the time limits of the body, both in the order of the text.

    `date` is the date that the letter bears, from which relative limits are reckoned; None leaves them without a date.
    """
    prose = [paragraph for paragraph in paragraphs(transcript, parts) if not paragraph.footnote]
    return _Reader(transcript, prose, recipient_pattern(_own_names(transcript, parts)), date).read()


class _Reader:
    def __init__(
        self,
        transcript: Transcript,
        prose: Sequence[Paragraph],
        recipient: re.Pattern[str],
        date: datetime.date | None,
    ) -> None:
        self.transcript, self.prose, self.recipient, self.date = transcript, prose, recipient, date
        self.requests: list[InformationRequest] = []
        self.deadlines: list[Deadline] = []
        self.overall: int | None = None
        quoted = pairs_in([paragraph.text for paragraph in prose])
        self.quoted = [[pair.inner for pair in own if not pair.single] for own in quoted]

    def read(self) -> tuple[tuple[InformationRequest, ...], tuple[Deadline, ...]]:
        open_list: _List | None = None
        led: tuple[bool, int | None] = (False, None)
        for index, paragraph in enumerate(self.prose):
            led_into = open_list is not None or led[0] or self._ends_with_colon(index - 1)
            entry = paragraph.is_item and (bool(paragraph.marker) or led_into)
            if entry:
                if open_list is None:
                    open_list = _List(*led, styles=[], rows=[], leads=[])
                self._entry(index, open_list)
                continue
            if open_list is not None and self._is_heading(paragraph):
                continue  # A heading within a list: "Oversight".
            open_list = None
            led = self._prose(index, led=led[0])
        return tuple(self._with_overall_limit()), tuple(self.deadlines)

    def _ends_with_colon(self, index: int) -> bool:
        return index >= 0 and self.prose[index].text.rstrip()[-1:] == ":"

    def _is_heading(self, paragraph: Paragraph) -> bool:
        return len(paragraph.text) < 70 and paragraph.text.rstrip()[-1:] not in ".?!:;,"

    def _prose(self, index: int, *, led: bool) -> tuple[bool, int | None]:
        """Read a paragraph's sentences. Return whether its last one is an ask, and that ask's limit."""
        paragraph, masked = self.prose[index], self._masked(index)
        asked, limit = False, None
        if paragraph.is_set_off and self._ends_with_colon(index - 1) and not led:
            return False, None  # A block quotation: what it asks for, somebody else asked.
        for start, end in sentences(paragraph.text, quoted=self.quoted[index]):
            words = masked[start:end]
            ask = ask_in(words, recipient=self.recipient, after_ask=asked)
            limit = self._limit(paragraph, words, start, of_ask=ask is not None)
            asked = ask is not None
            if ask is None:
                continue
            self._add(Span(paragraph.span.start + start, paragraph.span.start + end), ask, limit)
        return asked, limit

    def _entry(self, index: int, own: _List) -> None:
        paragraph, masked = self.prose[index], self._masked(index)
        marker, number, words_at = list_marker(paragraph.text)
        if not marker and paragraph.marker:  # a capital letter, which only its list shows to be a marker
            number = paragraph.marker.strip(".")
        depth = _depth(own.styles, number, bool(paragraph.marker))
        del own.rows[depth:]
        bounds = sentences(paragraph.text, quoted=self.quoted[index])
        asks = [
            at
            for at, (start, end) in enumerate(bounds)
            if ask_in(masked[start:end], recipient=self.recipient, after_ask=own.asked)
        ]
        is_quotation = not re.sub(r"[\W\d]", "", masked)
        completes = depth > 0 and depth <= len(own.leads) and own.leads[depth - 1]
        wanted = bool(asks) or (own.asked and depth == 0 and not is_quotation) or completes
        del own.leads[depth:]
        # "2. For each year, please state", then "a. how many …": the entry's parts say what is asked.
        text = paragraph.text.rstrip()
        leads_in = text[-1:] == ":" or (bool(asks) and text[-1:] not in ".?!;") or bool(_NAMES_FOLLOW.search(text))
        own.leads.append(leads_in and not _GIVES_EXAMPLES.search(text))
        if not wanted:
            own.rows.append(None)
            return
        limit = self._limit(paragraph, masked, 0, of_ask=True)
        start = paragraph.span.start + (words_at if not number else len(paragraph.text) - len(paragraph.text.lstrip()))
        parent = next((row for row in reversed(own.rows) if row is not None), None)
        end, last = paragraph.span.end, asks[-1] if asks else 0  # the first completes the sentence that leads in
        if len(bounds) - 1 - last >= _ARGUMENT:
            end = paragraph.span.start + bounds[last][1]
        span = Span(start, end)
        ask = Ask("item", 0.95 if own.asked else 0.8)
        self._add(span, ask, limit if limit is not None else own.limit, number=number, parent=parent)
        own.rows.append(len(self.requests) - 1)

    def _add(self, span: Span, ask: Ask, limit: int | None, *, number: str = "", parent: int | None = None) -> None:
        text = self.transcript.shown(span)
        self.requests.append(
            InformationRequest(
                text=text,
                span=span,
                rule=ask.rule,
                kind=kind_of_ask(text, rule=ask.rule),
                number=number,
                parent=parent,
                deadline=limit,
                confidence=ask.confidence * self.transcript.confidence(span),
            )
        )

    def _limit(self, paragraph: Paragraph, words: str, start: int, *, of_ask: bool) -> int | None:
        """Keep the time limit in `words`, which begin at `start` of the paragraph. Return its index, or None."""
        general = is_about_response(words)
        if not of_ask and not general:
            return None
        kept = [limit for limit in find_limits(words, self.date) if self._is_for_recipient(limit, words)]
        if not kept:
            return None
        limit = kept[0]
        at = paragraph.span.start + start
        span = Span(at + limit.start, at + limit.end)
        self.deadlines.append(
            Deadline(
                text=self.transcript.shown(span),
                span=span,
                rule=limit.rule,
                date=limit.date,
                reckoning=limit.reckoning,
                confidence=limit.confidence * self.transcript.confidence(span),
            )
        )
        if general and self.overall is None:
            self.overall = len(self.deadlines) - 1
        return len(self.deadlines) - 1

    def _is_for_recipient(self, limit: TimeLimit, words: str) -> bool:
        if limit.text.lower() in {"today", "tomorrow"} and words[limit.end :].strip(' .!”"'):
            return False  # "I write today to ask": only at the sentence's end is it when something is due.
        if limit.text.lower() == "today" and re.search(r"\b(?:write|writing)\b", words[: limit.start]):
            return False
        if _TOLD_OF.search(words[: limit.start]) and not words.rstrip().endswith("?"):
            return False  # "Tell me how many can be flying by July 1": the day belongs to what is told.
        return limit.date is None or self.date is None or limit.date >= self.date

    def _with_overall_limit(self) -> list[InformationRequest]:
        if self.overall is None:
            return self.requests
        answered = (RequestKind.QUESTION, RequestKind.DOCUMENTS)
        return [
            replace(request, deadline=self.overall)
            if request.deadline is None and (request.kind in answered or request.number)
            else request
            for request in self.requests
        ]

    def _masked(self, index: int) -> str:
        """The paragraph with quoted words blanked, so that what somebody else asked for is no ask."""
        text, pieces, at = self.prose[index].text, [], 0
        for start, end in self.quoted[index]:
            # A few words in marks belong to the ask: a "hub-and-spoke" model.
            if end - start > 25 and start >= at:
                pieces += [text[at:start], " " * (end - start)]
                at = end
        return "".join([*pieces, text[at:]])


# So many sentences behind the last that asks argue for it, and are no part of what is asked.
_ARGUMENT = 2
# A list that only names examples of what its entry asks for asks nothing more.
_GIVES_EXAMPLES = re.compile(r"\b(?:including,? (?:but|without)[\w ,]{0,30}|such as|for example|e\.g\.),?:?$")
# "When did each of the following learn of it?": the entries below are who is asked about.
_NAMES_FOLLOW = re.compile(r"\b(?:(?:the|these)\s(?:following|below)|listed\sbelow)\b[^.?!]{0,90}\?$")


def _depth(styles: list[str], number: str, marked: bool) -> int:
    """Return how deep an entry lies, by the style of its number: 1, then a, then i. `styles` is kept up to date."""
    if number.isdigit():
        style = "digit"
    elif number and re.fullmatch(r"[ivx]{2,5}", number):
        style = "roman"
    elif number:
        style = "letter"
    else:
        style = "bullet" if marked else "inset"
    if style == "letter" and (("roman" in styles and number in "ivx") or (number == "i" and "letter" not in styles)):
        style = "roman"
    if style in styles:
        del styles[styles.index(style) + 1 :]
    else:
        styles.append(style)
    return styles.index(style)


_TOLD_OF = re.compile(
    r"\b(?:how(?:\s(?:many|much))?|whether|what|which|when)\s[^,;]{0,120}\b(?:can|will|would|could|"
    r"to)\s(?:\w+ly\s)?(?:be|have|fly|finish|complete|meet|reach)\b[^,;]{0,60}$"
)
_NOT_A_BODY = re.compile(r"\d|^(?:The\s)?Hon|Washington|D\.?C\.?$|Street|Avenue|Building|Suite|Room", re.IGNORECASE)
_DEFINED = re.compile(
    r"(?<![\w’'-])([A-Z][\w&.’'-]{0,30}(?:\s(?:[A-Z][\w&.’'-]{0,30}|of|the|for|and|on|"
    r"in)){1,9})(?:[’']s?)?\s\(([A-Z][A-Za-z&]{1,9})\)"
)
_TITLES = (
    "Secretary",
    "Administrator",
    "Commissioner",
    "Chairman",
    "Chairwoman",
    "Chair",
    "Director",
    "Governor",
    "President",
    "Attorney General",
    "Postmaster General",
    "Ambassador",
    "General",
    "Admiral",
    "Mr.",
    "Ms.",
    "Mrs.",
    "Dr.",
)
_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "to"))


def _own_names(transcript: Transcript, parts: Parts) -> set[str]:
    """Return the names of the recipient's bodies: lines of the inside address, their initials, their short forms."""
    names: set[str] = set()
    for span in parts.inside_address[:12]:
        for line in transcript.text[span.start : span.end].split("\n")[1:7]:
            for piece in line.split(","):
                name = re.sub(r"^(?:the|U\.\s?S\.|United States)\s", "", piece.strip(), flags=re.IGNORECASE)
                if len(name) > 3 and name[0].isupper() and not _NOT_A_BODY.search(name):
                    names.add(name)
        person = transcript.text[span.start : span.end].split("\n")[0]
        surname = re.sub(
            r",?\s(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|USN|USA|USMC|USAF)\.?$", "", person.strip(" ,")
        ).split(" ")[-1]
        if re.fullmatch(r"[A-Z][\w’'-]{1,30}", surname) and " " in person.strip():
            names |= {f"{title} {surname}" for title in _TITLES}
    for name in list(names):
        words = [word for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _SMALL]
        if len(words) > 1:
            initials = "".join(word[0] for word in words).upper()
            names |= {"US" + initials, "U.S. " + name}
            if len(initials) > 2:
                names.add(initials)
        if re.search(r"\b(?:Inc|LLC|Corp|Platforms|Company)\b", name):
            names.add(words[0])
    # In one order always, and apart: "Governor of Florida" must not run on into whatever name comes next.
    addressed = "\n".join(sorted(names))
    for word, components in COMPONENTS.items():
        if word in addressed:
            names.update(components)
    if governed := re.search(
        r"\bGovernor of ([A-Z][a-z]+(?: [A-Z][a-z]+)?)|\bState of ([A-Z][a-z]+(?: [A-Z][a-z]+)?)", addressed
    ):
        names |= {governed[1] or governed[2], "the State", "The State"}
    body = transcript.text[parts.body.start : parts.body.end][:20000]
    for match in _DEFINED.finditer(re.sub(r"\s", " ", body)):
        full = re.sub(r"^(?:The|U\.S\.)\s", "", match[1])
        if any(full.endswith(name) or name.endswith(full) or name in full for name in names if len(name) > 5):
            names |= {match[2], full}
    # A name that the letter does not use finds nothing, and a pattern of fewer names is made sooner.
    used = " ".join(transcript.text.split())
    return {name for name in names - {"Congress"} if name in used}
