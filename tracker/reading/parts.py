"""Where the parts of a letter lie: who it is to, where it begins, where it ends, who signed.

The order of parts is that of the GPO Style Manual's and every office's letter: letterhead, dateline and inside address
(in either order), subject, salutation, body, closing, signatures, enclosures, copies.
"""

from dataclasses import dataclass

from tracker.reading.transcript import Span

__all__ = ["Parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Spans of the transcript. Only `body` is always there (it may be empty)."""

    body: Span
    letterhead: tuple[Span, ...] = ()
    dateline: Span | None = None
    inside_address: tuple[Span, ...] = ()  # one span for each addressee's block
    subject: Span | None = None
    salutation: Span | None = None
    closing: Span | None = None
    signatures: tuple[Span, ...] = ()  # one span for each signature's block
    enclosures: tuple[Span, ...] = ()
    copies: tuple[Span, ...] = ()
    footnotes: tuple[Span, ...] = ()
