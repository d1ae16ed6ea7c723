"""Whether a printed line is whole, or the column was too narrow for it.

An address or a signature is set line by line, so a line's end means something, except where the column broke it. Some
breaks show by their words ("Secretary for Resources and" / "Environment"); "Committee on Homeland" / "Security" shows
only by its width: the next line's first word had no room left.
"""

from collections.abc import Sequence

from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["had_no_room"]


def had_no_room(
    transcript: Transcript, blocks: Sequence[Span], line: TranscriptLine, following: TranscriptLine
) -> bool:
    """Return whether the first word of `following` had no room left on `line`.

    `blocks` are the spans that are set in columns together (all addresses, all signatures). The room of a line ends
    where another of these blocks stands to the right, or where the page's widest line of text ends.
    """
    words = transcript.words_in(following.span)
    if not words or following.page != line.page:
        return False
    on_page = [other for other in transcript.lines if other.page == line.page and other.zone == line.zone]
    right = [
        other.upright.x0
        for other in on_page
        if other.upright.x0 > line.upright.x1 and any(other.span in block for block in blocks)
    ]
    room = min([*right, max(other.upright.x1 for other in on_page)])
    # A space is about a quarter of the type size, and setters leave a little air before the next column.
    return line.upright.x1 + 0.25 * line.size + words[0].upright.width > room - 0.9 * line.size
