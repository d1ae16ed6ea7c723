"""What a letter asks for, and by when.

An ask is a sentence (see `asks.py`) or an entry of a list that a sentence leads into: "Please answer the following
questions by May 1:", then "1. …", "2. …". The leading sentence is an ask of its own. How a list is told to be one of
asks, `lists.py` says; an entry of another list is an ask only if it asks by itself, so a list of findings is none. A
lettered entry under a numbered one is its part.

A time limit belongs to the ask in whose sentence it stands; one on the answer as a whole, or in the sentence that leads
into a list, holds for every ask that has none of its own.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.reading.asks import Ask, answers_itself, ask_in, is_about_response, recipient_pattern
from tracker.reading.deadlines import TimeLimit, find_limits
from tracker.reading.kinds_of_ask import kind_of_ask, kind_of_entries, leaves_kind_open
from tracker.reading.lexicon import COMPONENTS
from tracker.reading.lists import (
    announces_asks,
    ask_for_themselves,
    heads_asks,
    is_left_open,
    names_what_follows,
    only_announces,
)
from tracker.reading.marks import pairs_in
from tracker.reading.parts import Parts
from tracker.reading.rows import Deadline, InformationRequest, RequestKind
from tracker.reading.sentences import Paragraph, list_marker, paragraphs, sentences
from tracker.reading.transcript import Span, Transcript
from tracker.reading.whose_limit import is_for_recipient

__all__ = ["find_requests"]


@dataclass(slots=True)
class _List:
    """A list that is being read: whether it is one of asks, and which rows its open entries are, by depth.

    `of_others` says that its entries complete or itemize what a lead-in that asks nothing says: "NTSB recommended:".
    `lead` is the row of the ask that leads in, `entries` those of the outermost entries.
    """

    asked: bool
    limit: int | None
    of_others: bool
    styles: list[str]
    rows: list[int | None]
    leads: list[bool]
    lead: int | None = None
    entries: list[int] = field(default_factory=list)


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
        self.lists: list[_List] = []
        self.leading: int | None = None  # the ask that leads into what comes next
        self.latest: tuple[str, _List] | None = None  # the last number of an outermost entry, and its list
        quoted = pairs_in([paragraph.text for paragraph in prose])
        self.quoted = [[pair.inner for pair in own if not pair.single] for own in quoted]

    def read(self) -> tuple[tuple[InformationRequest, ...], tuple[Deadline, ...]]:
        open_list: _List | None = None
        led: tuple[bool, int | None] = (False, None)
        for index, paragraph in enumerate(self.prose):
            led_into = open_list is not None or led[0] or self._ends_with_colon(index - 1)
            entry = paragraph.is_item and (bool(paragraph.marker) or led_into) and not self._heads_section(index)
            if entry:
                if open_list is None:
                    open_list = self._open(index, *led)
                self._entry(index, open_list)
                continue
            if open_list is not None and self._is_heading(paragraph):
                continue  # A heading within a list: "Oversight".
            open_list = None
            if self._is_heading(paragraph) and (heads_asks(paragraph.text) or not self._is_marked(index + 1)):
                # "Requests" between a sentence that leads into a list and the list: it asks nothing by itself.
                led = (led[0] or heads_asks(paragraph.text), led[1]) if self._is_marked(index + 1) else (False, None)
                continue
            led = self._prose(index, led=led[0])
        self._name_leads()
        return tuple(self._with_overall_limit()), tuple(self.deadlines)

    def _name_leads(self) -> None:
        """Give each sentence that says only to provide what follows the kind of what does follow."""
        for own in self.lists:
            if own.lead is not None and own.entries and leaves_kind_open(self.requests[own.lead].text):
                kind = kind_of_entries([self.requests[row].kind for row in own.entries])
                self.requests[own.lead] = replace(self.requests[own.lead], kind=kind)

    def _is_marked(self, index: int) -> bool:
        return index < len(self.prose) and bool(self.prose[index].marker)

    def _open(self, index: int, led: bool, limit: int | None) -> _List:
        """Return the list whose first entry is paragraph `index`, with what leads into it."""
        lead = self._masked(index - 1) if index else ""
        lead = lead[sentences(lead)[-1][0] :] if lead.strip() else ""
        entries: list[str] = []
        styles: list[str] = []
        for at in range(index, min(len(self.prose), index + _LONGEST_LOOK)):
            if not self.prose[at].is_item:
                break
            number, words_at = self._number(at)
            if _depth(styles, number, bool(self.prose[at].marker)) == 0:
                entries.append(self._masked(at)[words_at:])
        first = self._number(index)[0]
        if self.latest and not led and _comes_after(first, self.latest[0]):
            # The numbers go on after a paragraph between: it is the same list.
            return replace(self.latest[1], styles=[], rows=[], leads=[])
        left_open = not led and is_left_open(lead)
        asked = led or (not left_open and (heads_asks(lead) or ask_for_themselves(entries, lead)))
        of_others = not asked and lead.rstrip()[-1:] == ":"
        own = _List(asked, limit, of_others, styles=[], rows=[], leads=[])
        own.lead = self.leading if led else None
        self.lists.append(own)
        return own

    def _ends_with_colon(self, index: int) -> bool:
        return index >= 0 and self.prose[index].text.rstrip()[-1:] == ":"

    def _leads_into_list(self, index: int) -> bool:
        return self._ends_with_colon(index) and index + 1 < len(self.prose) and self.prose[index + 1].is_item

    def _heads_section(self, index: int) -> bool:
        """Whether a numbered line is a section's heading: "II. The price of a seat", with prose around it."""
        around = [at for at in (index - 1, index + 1) if 0 <= at < len(self.prose)]
        alone = not any(self.prose[at].is_item for at in around) and index + 1 < len(self.prose)
        return alone and self._is_heading(self.prose[index]) and not self._ends_with_colon(index - 1)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        return len(paragraph.text) < 70 and paragraph.text.rstrip()[-1:] not in ".?!:;,"

    def _prose(self, index: int, *, led: bool) -> tuple[bool, int | None]:
        """Read a paragraph's sentences. Return whether its last one is an ask, and that ask's limit."""
        paragraph, masked = self.prose[index], self._masked(index)
        asked, limit = False, None
        follows: tuple[bool, int | None] = (False, None)
        named: int | None = None
        if paragraph.is_set_off and self._ends_with_colon(index - 1) and not led:
            return False, None  # A block quotation: what it asks for, somebody else asked.
        for start, end in sentences(paragraph.text, quoted=self.quoted[index]):
            words = masked[start:end]
            ask = ask_in(words, recipient=self.recipient, after_ask=asked)
            if ask is not None and ask.rule == "question" and answers_itself(masked[end:]):
                ask = None
            if ask is None and end == len(paragraph.text) and self._leads_into_list(index) and announces_asks(words):
                if only_announces(words):
                    self.leading = None
                    return True, self._limit(paragraph, words, start, of_ask=True)
                ask = Ask("leads into asks", 0.8)
            limit = self._limit(paragraph, words, start, of_ask=ask is not None)
            asked = ask is not None
            if ask is None:
                continue
            self._add(Span(paragraph.span.start + start, paragraph.span.start + end), ask, limit)
            self.leading = len(self.requests) - 1
            if names_what_follows(words):
                follows, named = (True, limit), self.leading
        if not asked:
            self.leading = named
        return (asked, limit) if asked else follows

    def _entry(self, index: int, own: _List) -> None:
        paragraph, masked = self.prose[index], self._masked(index)
        number, words_at = self._number(index)
        depth = _depth(own.styles, number, bool(paragraph.marker))
        del own.rows[depth:]
        if depth == 0 and number:
            self.latest = (number, own)
        bounds = sentences(paragraph.text, quoted=self.quoted[index])
        asks = [at for at, (start, end) in enumerate(bounds) if self._asks(masked[max(start, words_at) : end], own)]
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
        row = parent if parent is not None else own.lead
        above = self.requests[row] if row is not None else None
        of_action = above is not None and above.kind == RequestKind.ACTION and not leaves_kind_open(above.text)
        limit = limit if limit is not None else own.limit
        self._add(span, ask, limit, number=number, parent=parent, of_action=of_action)
        own.rows.append(len(self.requests) - 1)
        if depth == 0:
            own.entries.append(len(self.requests) - 1)

    def _number(self, index: int) -> tuple[str, int]:
        """Return the number of an entry, and the offset at which its words begin."""
        paragraph = self.prose[index]
        marker, number, words_at = list_marker(paragraph.text)
        if not marker and paragraph.marker:  # a capital letter, which only its list shows to be a marker
            indent = len(paragraph.text) - len(paragraph.text.lstrip())
            return paragraph.marker.strip("."), indent + len(paragraph.marker) + 1
        return number, words_at

    def _asks(self, words: str, own: _List) -> bool:
        ask = ask_in(words, recipient=self.recipient, after_ask=own.asked)
        return ask is not None and not (own.of_others and ask.rule == "command")

    def _add(
        self,
        span: Span,
        ask: Ask,
        limit: int | None,
        *,
        number: str = "",
        parent: int | None = None,
        of_action: bool = False,
    ) -> None:
        text = self.transcript.shown(span)
        self.requests.append(
            InformationRequest(
                text=text,
                span=span,
                rule=ask.rule,
                kind=kind_of_ask(text, rule=ask.rule, of_action=of_action),
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
        kept: list[TimeLimit] = []
        for limit in find_limits(words, self.date):
            # "A reply by May 30, and a plan by June 30": what is joined to a limit may have one of its own.
            if is_for_recipient(limit, words, self.date) and (
                not kept or _AND_ANOTHER.fullmatch(words, kept[-1].end, limit.start)
            ):
                kept.append(limit)
        if not kept:
            return None
        first = len(self.deadlines)
        at = paragraph.span.start + start
        for limit in kept:
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
            self.overall = first
        return first

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
            # A few words in marks belong to the ask, a "hub-and-spoke" model, unless they were spoken: "Please do."
            if (end - start > 25 or _SPOKEN.fullmatch(text, start, end)) and start >= at:
                pieces += [text[at:start], " " * (end - start)]
                at = end
        return "".join([*pieces, text[at:]])


_LONGEST_LOOK = 40  # Entries of a list that are looked at to tell whether it is one of asks.
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


_SPOKEN = re.compile(r"[A-Z][a-z’']*\s[^A-Z]{1,22}[.,?!]")


def _comes_after(number: str, last: str) -> bool:
    """Whether a number is the next of a list: 5 after 4, d after c."""
    if number.isdigit() and last.isdigit():
        return int(number) == int(last) + 1
    return len(number) == len(last) == 1 and number.isalpha() and ord(number) == ord(last) + 1


_AND_ANOTHER = re.compile(
    r"(?!.*\b(?:so\sthat|because|since|as|when|which|that|who|if|unless|where|whether)\b)[^.?!]{0,160}(?:\band|\bor|,\swith|;|\bthen)\b[^.?!]{0,160}"
)
_COMPANY = re.compile(r"([A-Z][\w&’'-]{2,30})\b[^,]{0,60},?\s(?:Inc|LLC|L\.L\.C|Corp|Co|Ltd|PLC|L\.P)\b")
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
            if company := _COMPANY.match(line.strip()):
                names.add(company[1])
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
