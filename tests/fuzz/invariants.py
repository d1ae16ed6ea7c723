"""What must hold of every reading, whatever was read: asserted here, once, for the property tests and the fuzz targets.

a span lies in the text · what is shown of a span is the row's text · rows stand in the order of the text ·
a part lies within its whole, and two quotations never cross · an index points at a row ·
a box lies on its line, and its line on a page of the letter
"""

from collections.abc import Sequence

from tracker.reading.layout import Box, bounding_box
from tracker.reading.rows import Reading
from tracker.reading.transcript import Span, Transcript

__all__ = ["assert_boxes_on_lines", "assert_reading_holds", "assert_transcript_holds"]

SLACK = 0.01
"""Points. Boxes are rounded to hundredths."""


def assert_reading_holds(reading: Reading) -> None:
    """Raise AssertionError with the row at fault unless all that the module's docstring lists is so."""
    transcript = reading.transcript
    assert_transcript_holds(transcript, [page.number for page in reading.pages])
    for rows in (
        reading.facts,
        reading.recipients,
        reading.signers,
        reading.quotations,
        reading.requests,
        reading.deadlines,
        reading.citations,
    ):
        for row in rows:
            assert 0 <= row.span.start <= row.span.end <= len(transcript.text), row
            assert 0.0 <= row.confidence <= 1.0, row
            assert row.rule, row
    for row in (*reading.facts, *reading.quotations, *reading.requests, *reading.deadlines, *reading.citations):
        assert transcript.shown(row.span) == row.text, (row, transcript.shown(row.span))
        assert row.text, row
    for rows in (reading.quotations, reading.requests, reading.deadlines, reading.citations):
        starts = [row.span.start for row in rows]
        assert starts == sorted(starts), rows
    _assert_whole_and_parts(reading)


def _assert_whole_and_parts(reading: Reading) -> None:
    for index, quotation in enumerate(reading.quotations):
        if quotation.nested_in is not None:
            assert 0 <= quotation.nested_in < index, quotation
            assert quotation.span in reading.quotations[quotation.nested_in].span, quotation
        for later in reading.quotations[index + 1 :]:
            if later.span.start >= quotation.span.end:
                break
            assert later.span in quotation.span, (quotation, later)
        if quotation.speaker_span is not None:
            assert 0 <= quotation.speaker_span.start <= quotation.speaker_span.end <= len(reading.transcript.text)
    for index, request in enumerate(reading.requests):
        assert request.parent is None or 0 <= request.parent < index, request
        assert request.deadline is None or 0 <= request.deadline < len(reading.deadlines), request
    for before, after in zip(reading.citations, reading.citations[1:], strict=False):
        assert before.span.end <= after.span.start, (before, after)


def assert_transcript_holds(transcript: Transcript, pages: Sequence[int]) -> None:
    """Raise AssertionError unless words and lines cover the text in order, each on one of `pages`."""
    end = 0
    for word in transcript.words:
        assert end <= word.span.start < word.span.end, word
        assert not transcript.text[end : word.span.start].strip(), "Words stand between the placed ones."
        end = word.span.end
        assert word.page in pages, word
    assert not transcript.text[end:].strip(), "Words stand behind the last placed one."
    for before, after in zip(transcript.lines, transcript.lines[1:], strict=False):
        assert before.span.end <= after.span.start, (before, after)
    assert_boxes_on_lines(transcript, Span(0, len(transcript.text)))


def assert_boxes_on_lines(transcript: Transcript, span: Span) -> None:
    """Raise AssertionError unless `span` has one box for each line whose words it touches, within the line's box."""
    boxes = transcript.boxes(span)
    touched = [line for line in transcript.lines if transcript.words_in(_shared(line.span, span))]
    assert len(boxes) == len(touched), (boxes, touched)
    for box, line in zip(boxes, touched, strict=True):
        assert box.page == line.page, (box, line)
        words = transcript.words_in(line.span)
        assert _within(box.box, bounding_box([word.box for word in words])), (box, words)
        assert _within(bounding_box([word.upright for word in words]), line.upright), (words, line)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.x0 - SLACK <= inner.x0 <= inner.x1 <= outer.x1 + SLACK
        and outer.y0 - SLACK <= inner.y0 <= inner.y1 <= outer.y1 + SLACK
    )
