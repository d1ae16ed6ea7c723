"""What a letter says about itself besides its date: subject, purpose, greeting, closing, letterhead, lists, numbers.

A fact's text is what a person would copy out: "RE:" and "cc:" are left off, and a list's lines are facts of their own.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

from tracker.reading.dateline import find_date
from tracker.reading.dates import find_dates
from tracker.reading.earlier_letters import find_earlier_letters
from tracker.reading.formulas import says_received
from tracker.reading.layout import Zone
from tracker.reading.letter_numbers import find_other_numbers, find_own_numbers
from tracker.reading.offices import holds_together
from tracker.reading.parts import Parts
from tracker.reading.purpose import find_purpose
from tracker.reading.rows import Fact, FactKind
from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["find_facts"]

_MARKER = re.compile(
    r"^\s*(?:(?:in\s+)?re|subject|subj|regarding|reference|b?cc|c\.c\.?|copy\s+to|copies\s+to|c|"
    r"enclosures?|encls?|enc|attachments?)\s*(?:\(\w+\))?\s*[.:;–—-]+\s*",
    re.IGNORECASE,
)


def find_facts(transcript: Transcript, parts: Parts, date: datetime.date | None = None) -> tuple[Fact, ...]:
    """Return the facts in the order: opening, ending, then the earlier letters named in the body.

    `date` is the letter's own, by which a missing year is inferred; it is looked for when not given.
    """
    if date is None:
        dated = find_date(transcript, parts)
        date = dated.date if dated else None
    return (
        *(_fact(transcript, FactKind.LETTERHEAD, span, "letterhead") for span in parts.letterhead),
        *_received(transcript),
        *find_own_numbers(transcript, parts),
        *_single(transcript, FactKind.SUBJECT, parts.subject, "subject line"),
        *([purpose] if (purpose := find_purpose(transcript, parts)) else ()),
        *_single(transcript, FactKind.SALUTATION, parts.salutation, "greeting"),
        *_single(transcript, FactKind.CLOSING, parts.closing, "closing"),
        *(fact for span in parts.enclosures for fact in _list(transcript, FactKind.ENCLOSURE, span)),
        *(fact for span in parts.copies for fact in _list(transcript, FactKind.COPY, span)),
        *(earlier := find_earlier_letters(transcript, parts, date)),
        *find_other_numbers(transcript, parts, earlier),
    )


def _fact(
    transcript: Transcript,
    kind: FactKind,
    span: Span,
    rule: str,
    *,
    confidence: float = 1.0,
    date: datetime.date | None = None,
) -> Fact:
    sure = round(confidence * transcript.confidence(span), 3)
    return Fact(kind=kind, text=transcript.shown(span), span=span, rule=rule, confidence=sure, date=date)


def _single(transcript: Transcript, kind: FactKind, span: Span | None, rule: str) -> Iterator[Fact]:
    if span:
        yield _fact(transcript, kind, _without_marker(transcript, span) if kind == FactKind.SUBJECT else span, rule)


def _without_marker(transcript: Transcript, span: Span) -> Span:
    """Return `span` without the "RE:" or "cc:" that opens it; whole when nothing stands behind it."""
    marker = _MARKER.match(transcript.text[span.start : span.end])
    return Span(span.start + marker.end(), span.end) if marker and span.start + marker.end() < span.end else span


def _list(transcript: Transcript, kind: FactKind, span: Span) -> Iterator[Fact]:
    """Yield a fact for each entry of a list: a line, with the lines that go on from it."""
    entries: list[list[TranscriptLine]] = []
    for line in transcript.lines_in(span):
        text = transcript.shown(line.span)
        if entries and _goes_on(transcript, entries[-1], line, text):
            entries[-1].append(line)
        else:
            entries.append([line])
    for entry in entries:
        whole = _without_marker(
            transcript, Span(max(entry[0].span.start, span.start), min(entry[-1].span.end, span.end))
        )
        bare = re.fullmatch(
            r"(?i)(?:b?cc|c|enclosures?|encls?|attachments?)\s*(?:\(\w+\))?\s*[.:;]?", transcript.shown(whole)
        )
        if kind == FactKind.ENCLOSURE or not bare:
            yield _fact(transcript, kind, whole, "list at the end")


def _goes_on(transcript: Transcript, entry: Sequence[TranscriptLine], line: TranscriptLine, text: str) -> bool:
    before = transcript.shown(entry[-1].span)
    marked = _MARKER.match(before)
    if marked and not before[marked.end() :]:
        # "cc:" on a line of its own opens the list; its first entry follows.
        return True
    return holds_together(before, text) or text[:1].islower()


def _received(transcript: Transcript) -> Iterator[Fact]:
    """Yield a stamp of receipt with its date, which may stand on the lines around the word."""
    for index, line in enumerate(transcript.lines):
        text = transcript.shown(line.span)
        if not says_received(text) or len(text.split()) > 8 or (line.zone == Zone.BODY and line.page > 1):
            continue
        for near in (line, *_beside(transcript, index)):
            written = next((d for d in find_dates(transcript.text[near.span.start : near.span.end]) if d.date), None)
            if written:
                span = Span(min(line.span.start, near.span.start), max(line.span.end, near.span.end))
                yield _fact(
                    transcript, FactKind.RECEIVED, span, "stamp", confidence=0.9 * written.confidence, date=written.date
                )
                break


def _beside(transcript: Transcript, index: int) -> list[TranscriptLine]:
    line = transcript.lines[index]
    around = transcript.lines[max(0, index - 1) : index] + transcript.lines[index + 1 : index + 2]
    return [
        other
        for other in around
        if other.page == line.page
        and (other.block == line.block or other.zone == Zone.STAMP)
        and len(transcript.shown(other.span).split()) <= 6
    ]
