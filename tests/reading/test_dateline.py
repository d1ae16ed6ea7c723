"""The date that a letter bears, and the dates that it does not."""

import datetime

from tracker.reading.dateline import find_date
from tracker.reading.layout import Box, Zone
from tracker.reading.segment import segment
from tracker.reading.transcript import Span, Transcript, TranscriptLine

PROSE = (
    "We write to ask that the agency publish the guidance that it promised to small ports on May 5, 2019, and that it "
    "say by what date the inspectors will return to the two terminals that were closed after the storm."
)


def dated(*blocks, zones=()):
    transcript = Transcript.from_blocks(blocks)
    for page, zone, text in zones:
        start = len(transcript.text) + 2
        line = TranscriptLine(Span(start, start + len(text)), page, Box(0, 0, 9, 9), zone, 90 + start, 12.0)
        transcript = Transcript(f"{transcript.text}\n\n{text}", (*transcript.lines, line), transcript.words)
    return find_date(transcript, segment(transcript))


def test_finds_the_line_before_the_greeting():
    fact = dated("March 3, 2021", "The Honorable Jane Roe\nSecretary", "Dear Secretary Roe:", PROSE)
    assert fact.date == datetime.date(2021, 3, 3)
    assert fact.text == "March 3, 2021"


def test_a_place_may_stand_before_the_date():
    assert dated("Washington, D.C., March 3, 2021", "Dear Secretary Roe:", PROSE).date == datetime.date(2021, 3, 3)


def test_neither_the_body_nor_the_subject_nor_a_receipt_dates_a_letter():
    assert dated("Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe") is None
    assert dated("RE: Rule of May 5, 2019", "Dear Secretary Roe:", PROSE) is None
    assert dated("RECEIVED May 9, 2019", "Dear Secretary Roe:", PROSE) is None


def test_a_date_stamp_dates_an_agency_s_reply():
    fact = dated("Dear Secretary Roe:", PROSE, zones=[(1, Zone.STAMP, "JUN 0 3 2022")])
    assert fact.date == datetime.date(2022, 6, 3)
    assert fact.confidence < 1.0


def test_a_running_head_confirms_the_date_or_stands_in():
    head = (2, Zone.HEADER, "March 3, 2021")
    alone = dated("March 3, 2021", "Dear Secretary Roe:", PROSE)
    confirmed = dated("March 3, 2021", "Dear Secretary Roe:", PROSE, zones=[head])
    assert confirmed.confidence > alone.confidence
    assert dated("Dear Secretary Roe:", PROSE, zones=[head]).rule == "running head"
