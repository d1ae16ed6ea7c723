"""Which earlier letters a letter names: "your letter of April 14, 2020", "our June 3 letter", "I wrote to you on …".

A date tells an earlier letter only through the words that touch it: a letter's noun before ("letter dated …") or after
it ("… letter"), or a verb of writing in the same clause. A date without a year is the last such day before the letter's
own, since no one answers a letter that is still to come.
"""

import bisect
import datetime
import re
from collections.abc import Iterator

from tracker.reading.dates import MONTHS, WrittenDate, find_dates
from tracker.reading.parts import Parts
from tracker.reading.rows import Fact, FactKind
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_earlier_letters"]

_LETTER = r"(?:letters?|correspondence|inquir(?:y|ies)|memorand(?:um|a)|e-?mails?|communications?|missive)"
_ASKED = (
    rf"(?:{_LETTER}|(?:follow[- ]?up\s+)?requests?(?:\s+for\s+(?:information|documents))?|response|reply|replies|"
    r"questions|report\s+request)"
)
_WHOSE = (
    r"(?:[Yy]our|[Oo]ur|[Mm]y|[Aa]n?|[Tt]he|[Tt]hat|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|its|another|[A-Z][\w.]*[’']s?|"
    r"[Tt]hese|[Tt]hose|previous|prior)"
)
_BETWEEN = r"(?:[^\W\d_][\w’'-]*\s+){0,3}"
_NOUN = re.compile(
    rf"(?:\b{_WHOSE}\s+)?(?:\b(?:previous|prior|earlier|recent|initial|last|first|second|joint|bipartisan|follow-?up|"
    rf"attached|enclosed|interim|partial|final|original|subsequent)\s+)*\b{_ASKED}"
)
_LINK = re.compile(
    r"(?:\s+(?:to|from|by)\s+[^.;:]{2,70}?|,\s+(?:co-?)?signed\s+[^.;:]{2,70}?)?,?\s+(?:(?:which\s+|that\s+)?"
    r"(?:we|I|you|he|she|they)(?:\s+and\s+[^.;:,]{2,60}?)?\s+)?"
    r"(?:of|on|from|in|(?:(?:which\s+)?was\s+)?(?:sent|dated|written|received|submitted|transmitted|signed|delivered)"
    r"(?:\s+(?:to\s+)?(?:you|us)|\s+(?:in|by|at)\s+(?:this|our|my|the)\s+[^\W\d][\w ]{2,40}?)?(?:\s+(?:on|in))?)"
    r"\s+(?:the\s+)?"
)
_NOUN_AFTER = re.compile(rf"^(?:,|\(\d{{4}}\))?\s+{_BETWEEN}?(?P<noun>{_ASKED})\b")
# The nearest owner counts: of "This responds to your April 14 letter" the words from "your" on.
_WHOSE_BEFORE = re.compile(rf"(?:.*[^\w’']|^)(?P<whose>{_WHOSE}\s+{_BETWEEN}?)$", re.DOTALL)
_WROTE_BEFORE = re.compile(
    rf"(?P<from>\b(?:we|I|you|he|she|they|us|members|senators|office|[A-Z]\w+)\s+(?:have\s+|had\s+|also\s+|first\s+|last\s+)*"
    rf"(?:wrote|written|sent\s+[^.;]{{0,40}}?\b{_ASKED}|responded|replied|asked\s+you|called\s+on\s+you)\b[^.;]{{0,90}}?)\s+(?:on|in)\s*$"
)
_WROTE_AFTER = re.compile(
    rf"^,?\s+(?P<clause>[^.;:]{{1,200}}?\b(?:wrote|responded\s+to\s+(?:our|my)|(?:sent|submitted)\s[^.;:]{{0,60}}?\b{_ASKED}))\b"
)
_ON_BEFORE = re.compile(r"\b(?:on|in|dated)\s*$", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:,|and|&|,\s*and|as\s+well\s+as)\s*$")
_UNDATED = re.compile(
    rf"\b(?:your|our|my)\s+(?:(?:previous|prior|earlier|recent|initial|last|first|second|original|unanswered|several|"
    rf"multiple|many|joint|bipartisan)\s+){{1,3}}{_LETTER}\b"
    rf"|\b(?:your|our|my)\s+{_LETTER}(?=\s+\([^()]{{0,40}}\d)"
    rf"|\b(?<=response to )(?:your|our|my)\s+{_LETTER}\b|\b(?<=thank you for )your\s+{_LETTER}\b"
    rf"|\b(?<=respond to )your\s+{_LETTER}\b|\b(?<=responding to )your\s+{_LETTER}\b|\b(?<=reply to )your\s+{_LETTER}\b"
    rf"|\byour\s+{_LETTER}\s+(?:addressed\s+)?to\s+(?:the\s+)?[A-Z][\w.]+(?:\s+[A-Z][\w.]+)?"
    rf"|\b(?:the|your|our|my)\s+(?:enclosed|attached)\s+(?:copy\s+of\s+(?:your|our|my)\s+)?{_LETTER}\b"
    rf"|\b(?:your|our|my)\s+(?:earlier|previous|prior|original|initial|outstanding|unanswered)\s+"
    rf"(?:requests?|questions|inquir(?:y|ies))\b",
    re.IGNORECASE,
)
# What tells an earlier letter of the writer's own without naming it: that it was not answered, or is written again.
_UNANSWERED = re.compile(
    r"\b(?:we|I)\s+(?:(?:have|had)\s+(?:(?:not|never|still)\s+){0,2}(?:yet\s+(?:to\s+)?)?(?:receive|received|heard|gotten)"
    r"|(?:did\s+not|never|still\s+await|await)(?:\s+receive)?)\s+"
    r"(?:(?:a|an|any|no|your|the|full|complete|substantive|written|formal|department[’']s|agency[’']s)\s+){0,4}"
    r"(?:response|reply|answer)s?\b(?=(?P<rest>[^.;]{0,120}))",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:we|I)(?:\s+am|\s+are)?\s+(?:now\s+)?(?:(?:again|once\s+(?:again|more))\s+(?:write|writing)"
    r"|(?:write|writing)(?:\s+to\s+you)?\s+(?:again|once\s+(?:again|more)|a\s+(?:second|third)\s+time)"
    r"|(?:renew|reiterate|repeat)\s+(?:our|my)\s+requests?)\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"\b(?P<month>{'|'.join(month.capitalize() for month in MONTHS)})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b"
)

_RECEIVED = "letter received on a date"  # on that day it came; which day it bears is not said


def find_earlier_letters(transcript: Transcript, parts: Parts, letter_date: datetime.date | None) -> tuple[Fact, ...]:
    """Return a fact for each mention of an earlier letter in the subject and the body, in order.

    `date` is that letter's date; None when only a month, or nothing, is given.
    """
    facts: list[Fact] = []
    for part in (parts.subject, parts.body):
        if part:
            facts += _in_text(transcript, part, letter_date)
    return tuple(facts)


def _in_text(transcript: Transcript, part: Span, letter_date: datetime.date | None) -> Iterator[Fact]:
    text = transcript.text[part.start : part.end]
    dates = find_dates(text)
    found: list[Fact] = []
    for index, date in enumerate(dates):
        mention = _mention(text, date.start, date.end)
        joined = index and found and found[-1].span.end == part.start + dates[index - 1].end
        if mention is None and joined and _AND.match(text[dates[index - 1].end : date.start]):
            # "our letters of June 3 and July 5, 2020"
            mention = (date.start, date.end, "and")
        if mention is None:
            continue
        day = _day(date, dates[index + 1 : index + 3], letter_date)
        if day and letter_date and day > letter_date:
            continue
        if mention[2] == _RECEIVED:
            day = None
        found.append(_fact(transcript, part, mention, day, 0.95 if date.year else 0.85))
    taken = sorted(fact.span for fact in found)
    for match in _MONTH_YEAR.finditer(text):
        mention = _mention(text, match.start(), match.end())
        if mention and _is_free(Span(part.start + mention[0], part.start + mention[1]), taken):
            found.append(_fact(transcript, part, mention, None, 0.8))
    taken = sorted(fact.span for fact in found)
    for match in _UNDATED.finditer(text):
        if _is_free(Span(part.start + match.start(), part.start + match.end()), taken):
            found.append(_fact(transcript, part, (match.start(), match.end(), "no date"), None, 0.6))
    taken = sorted(fact.span for fact in found)
    for rule, pattern in (("no answer yet", _UNANSWERED), ("writes again", _AGAIN)):
        for match in pattern.finditer(text):
            negated = rule != "no answer yet" or re.search(
                r"\b(?:not|never|yet|no|await)\b", match.group(), re.IGNORECASE
            )
            near = Span(part.start + match.start(), part.start + match.end() + len(match.groupdict().get("rest") or ""))
            if negated and _is_free(near, taken):
                found.append(_fact(transcript, part, (match.start(), match.end(), rule), None, 0.6))
                break
    yield from sorted(found, key=lambda fact: fact.span)


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Return whether `span` overlaps none of `taken`, which are in order."""
    place = bisect.bisect(taken, span)
    return not any(span.overlaps(other) for other in taken[max(0, place - 2) : place + 1])


def _mention(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Return (start, end, rule) of the words that make the date at `start` an earlier letter's, or None."""
    floor = max(0, start - 200)
    before, after = text[floor:start], text[end : end + 300]
    sentence = max((match.end() for match in re.finditer(r"[.!?][”\"’']?\s+(?=[A-Z“\"])", before)), default=0)
    if re.search(r"\b[A-Z][a-z]{1,4}\.\s+$", before[:sentence]):
        sentence = 0
    clause = before[sentence:]
    for noun in reversed(list(_NOUN.finditer(clause))):
        link = _LINK.fullmatch(clause, noun.end())
        if link and _is_letter(noun.group()):
            if re.search(r"\breceived\b", link.group()) or re.search(r"\breceived\s+$", clause[: noun.start()]):
                return floor + sentence + noun.start(), end, _RECEIVED
            return floor + sentence + noun.start(), end, "letter of a date"
    whose, after_noun = _WHOSE_BEFORE.search(clause), _NOUN_AFTER.match(after)
    if whose and after_noun and _is_letter(whose["whose"] + after_noun["noun"]):
        return floor + sentence + whose.start("whose"), end + after_noun.end("noun"), "a date's letter"
    wrote = _WROTE_BEFORE.search(clause)
    if wrote:
        return floor + sentence + wrote.start("from"), end, "wrote on a date"
    then = _WROTE_AFTER.match(after)
    on = _ON_BEFORE.search(clause)
    if on and then:
        return floor + sentence + on.start(), end + then.end("clause"), "on a date wrote"
    return None


def _is_letter(words: str) -> bool:
    """Return whether the words mean a letter: a "request" or "response" is one only as yours, ours or mine."""
    return bool(re.search(_LETTER, words) or re.match(r"(?:your|our|my|follow)", words, re.IGNORECASE))


def _day(
    date: WrittenDate, following: tuple[WrittenDate, ...], letter_date: datetime.date | None
) -> datetime.date | None:
    if date.date:
        return date.date
    near = next((other for other in following if other.year and other.start - date.end < 24), None)
    if near and near.year and (near.date or datetime.date.max) > datetime.date(near.year, 1, 1):
        return date.on_or_before(near.date or datetime.date(near.year, 12, 31))
    return date.on_or_before(letter_date) if letter_date else None


def _fact(
    transcript: Transcript,
    part: Span,
    mention: tuple[int, int, str],
    day: datetime.date | None,
    confidence: float,
) -> Fact:
    span = Span(part.start + mention[0], part.start + mention[1])
    return Fact(
        kind=FactKind.EARLIER_LETTER,
        text=transcript.shown(span),
        span=span,
        rule=mention[2],
        confidence=confidence,
        date=day,
    )
