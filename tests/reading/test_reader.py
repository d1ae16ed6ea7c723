"""A whole letter, from bytes to reading."""

import datetime
import io
from pathlib import Path

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from tracker.reading import UnreadableFile, read_letter
from tracker.reading.reader import READER_VERSION
from tracker.reading.rows import Reading

SAMPLE = Path(__file__).parents[2] / "tracker" / "samples" / "2020-04-14-5g-standards.pdf"
COMMITTEE = "Committee on Foreign Investment in the United States"


@pytest.fixture(scope="module")
def standing() -> Reading:
    return read_letter(SAMPLE.read_bytes())


def test_the_standing_example(standing: Reading) -> None:
    assert standing.date == datetime.date(2020, 4, 14)
    assert len(standing.recipients) == 4
    assert [signer.name.split()[-1] for signer in standing.signers] == [
        "Inhofe",
        "Cornyn",
        "Cotton",
        "Crapo",
        "Rubio",
        "Young",
    ]
    theirs = [row for row in standing.quotations if row.speaker == COMMITTEE]
    assert [row.text[:28] for row in theirs] == ["would leave an opening for C", "would have substantial negat"]
    assert theirs[1].speaker_rule == "carried on"
    assert "84 FR 22961" in [row.normalized for row in standing.citations]
    assert standing.requests
    assert standing.reader_version == READER_VERSION


def test_every_row_stands_on_a_page(standing: Reading) -> None:
    rows = [*standing.recipients, *standing.signers, *standing.quotations, *standing.requests, *standing.citations]
    assert rows
    for row in rows:
        boxes = standing.transcript.boxes(row.span)
        assert boxes
        for place in boxes:
            page = standing.pages[place.page - 1]
            assert 0 <= place.box.x0 < place.box.x1 <= page.width
            assert 0 <= place.box.y0 < place.box.y1 <= page.height


def test_a_reading_survives_the_journey_through_json(standing: Reading) -> None:
    assert msgspec.json.decode(msgspec.json.encode(standing), type=Reading) == standing


def test_reading_twice_gives_the_same(standing: Reading) -> None:
    assert read_letter(SAMPLE.read_bytes()) == standing


def test_what_is_missing_is_said() -> None:
    sheet = io.BytesIO()
    canvas = Canvas(sheet)
    for line in range(12):
        canvas.drawString(72, 700 - 14 * line, "The river ran over its banks and into the town that stands on it.")
    canvas.showPage()
    canvas.save()
    reading = read_letter(sheet.getvalue())
    assert reading.date is None
    assert "No date was found on the letter." in reading.notes
    assert "No signature was found." in reading.notes


@pytest.mark.parametrize("content", [b"", b"no pdf at all", b"%PDF-1.7\nbroken"])
def test_what_cannot_be_read_is_an_error_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"\w{4,} .*\."):
        read_letter(content)
