"""Which note belongs to which mark.

A note at the foot of a page begins with the figure or the sign that stands, raised, where it is meant. The transcript
keeps raised figures as such ("abuse. ² According"), so a mark is told from a number of the letter's own. A note whose
mark is not found in the text is kept without one; two marks alike belong to the notes in their order.
"""

import re
from collections import defaultdict, deque

from tracker.reading.layout import Zone
from tracker.reading.parts import Parts
from tracker.reading.rows import Footnote
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_footnotes"]

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENS = re.compile(
    r"^\s*(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[\[(]?(?P<plain>\d{1,3})[\]).]*(?=\s|[A-Z“\"])|(?P<sign>[*†‡§]{1,3}))\s*"
)
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGN = re.compile(r"(?<=[\w.,;:!?”\"’)])([*†‡]{1,3})(?=[\s.,;:!?”\"’)]|$)")


def find_footnotes(transcript: Transcript, parts: Parts) -> tuple[Footnote, ...]:
    """Return the notes in their order, each with its mark and where that stands in the letter's text."""
    marks = _marks(transcript, parts)
    notes: list[Footnote] = []
    for span in parts.footnotes:
        opening = _OPENS.match(transcript.text[span.start : span.end])
        if opening is None:
            if notes and notes[-1].span.end < span.start:
                # A paragraph without a mark goes on with the note above.
                whole = Span(notes[-1].span.start, span.end)
                last = notes[-1]
                notes[-1] = Footnote(mark=last.mark, text=transcript.shown(whole), span=whole, mark_span=last.mark_span)
            continue
        mark = opening["sign"] or (opening["raised"] or opening["plain"]).translate(_PLAIN)
        own = Span(span.start + opening.end(), span.end)
        waiting = marks[mark]
        at = waiting.popleft() if waiting else None
        notes.append(Footnote(mark=mark, text=transcript.shown(own), span=own, mark_span=at))
    return tuple(notes)


def _marks(transcript: Transcript, parts: Parts) -> defaultdict[str, deque[Span]]:
    """Return where each mark stands in the letter's own text, in order."""
    found: defaultdict[str, deque[Span]] = defaultdict(deque)
    for line in transcript.lines if parts.footnotes else ():
        if line.zone != Zone.BODY:
            continue
        text = transcript.text[line.span.start : line.span.end]
        places = [*_RAISED.finditer(text), *_SIGN.finditer(text)]
        for match in sorted(places, key=lambda place: place.start()):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            found[match.group().translate(_PLAIN)].append(span)
    return found
