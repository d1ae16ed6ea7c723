"""The date that the letter bears.

It stands on a line of its own before the greeting. A running head ("Page 2") repeats it and so confirms it, or stands
in when the first page has none; a stamp of receipt and a date in the body are other facts.
"""

import datetime
import re

from tracker.reading.dates import MONTHS, WrittenDate, find_dates
from tracker.reading.layout import Zone
from tracker.reading.parts import Parts
from tracker.reading.rows import Fact, FactKind
from tracker.reading.transcript import Span, Transcript

__all__ = ["date_in_part", "find_date"]

_MONTH_YEAR = re.compile(rf"(?:{'|'.join(MONTHS)}),?\s+(?:19|20)\d\d", re.IGNORECASE)


def find_date(transcript: Transcript, parts: Parts) -> Fact | None:
    """Return the date fact with its span and confidence, or None when the letter bears no date."""
    heads = _running_heads(transcript)
    if parts.dateline:
        written = _first(transcript, parts.dateline)
        if written and written.date:
            echoed = any(date == written.date for date, _ in heads)
            doubtful = written.confidence < 1.0 or transcript.confidence(parts.dateline) < 0.8
            if doubtful and heads and not echoed and len({date for date, _ in heads}) == 1 and len(heads) > 1:
                # Several running heads agree against a line that had to be guessed.
                return _fact(transcript, heads[0][1], heads[0][0], "running head", 0.8)
            sure = min(
                1.0, written.confidence * (1.0 if echoed else 0.97) * max(transcript.confidence(parts.dateline), 0.5)
            )
            return _fact(transcript, parts.dateline, written.date, f"dateline, {written.rule}", sure)
    if heads:
        return _fact(transcript, heads[0][1], heads[0][0], "running head", 0.7)
    return None


def date_in_part(transcript: Transcript, parts: Parts) -> str:
    """Return the line above the greeting that gives a month without its year or its day ("March 3"), or ""."""
    end = parts.salutation.start if parts.salutation else parts.body.start
    for line in transcript.lines:
        if line.page > 1 or (line.zone == Zone.BODY and line.span.start >= end) or line.zone == Zone.FOOTNOTE:
            continue
        text = re.sub(r"^date:\s*", "", transcript.shown(line.span).strip(" ,."), flags=re.IGNORECASE)
        found = find_dates(text)
        if (len(found) == 1 and not found[0].date and found[0].text == text) or _MONTH_YEAR.fullmatch(text):
            return text
    return ""


def _running_heads(transcript: Transcript) -> list[tuple[datetime.date, Span]]:
    found = []
    for line in transcript.lines:
        if line.zone == Zone.HEADER and line.page > 1:
            written = _first(transcript, line.span)
            if written and written.date:
                found.append((written.date, Span(line.span.start + written.start, line.span.start + written.end)))
    return found


def _first(transcript: Transcript, span: Span) -> WrittenDate | None:
    return next((date for date in find_dates(transcript.text[span.start : span.end]) if date.date), None)


def _fact(transcript: Transcript, span: Span, date: datetime.date, rule: str, confidence: float) -> Fact:
    return Fact(
        kind=FactKind.DATE,
        text=transcript.shown(span),
        span=span,
        rule=rule,
        confidence=round(confidence, 3),
        date=date,
    )
