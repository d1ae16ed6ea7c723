"""Pages that are pictures: words, places and lines as a text layer gives them, from pictures made of text pages."""

import io
import math

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tracker.reading import ocr
from tracker.reading.baselines import Seen, levelled, slant_of, trimmed, without_noise
from tracker.reading.compose import compose
from tracker.reading.layout import Engine, Page, Zone
from tracker.reading.pdf import pages_of
from tracker.reading.strips import SetWord

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="no OCR engine is installed")

LINES = [
    (72, 100, "March 3, 2020"),
    (72, 140, "The Honorable Ada Example"),
    (320, 140, "The Honorable Ben Specimen"),
    (72, 154, "Secretary of Examples"),
    (320, 154, "Administrator of Samples"),
    (72, 190, "Dear Secretary Example and Administrator Specimen:"),
    (72, 220, "We write to ask how your agencies mean to keep the promise that they made to the"),
    (72, 234, "Congress in the spring. As the Secretary said, “the rule will be finished before the"),
    (72, 248, "winter,” and nothing has been heard of it since."),
    (72, 280, "Sincerely,"),
    (72, 340, "Grace Sample"),
    (72, 354, "United States Senator"),
]


def typed() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.setFont("Times-Roman", 12)
    for x, y, text in LINES:
        canvas.drawString(x, 792 - y, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(dpi: int = 200) -> Image.Image:
    document = pypdfium2.PdfDocument(typed())
    return document[0].render(scale=dpi / 72, grayscale=True).to_pil().copy()


def scanned(image: Image.Image, dpi: int = 200) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=dpi)
    return buffer.getvalue()


def texts(page: Page) -> list[str]:
    blocks: dict[int, list[str]] = {}
    for line in page.lines:
        if line.zone is Zone.BODY:
            blocks.setdefault(line.block, []).append(line.text)
    return [" ".join(lines) for lines in blocks.values()]


EXPECTED = [
    "March 3, 2020",
    "The Honorable Ada Example Secretary of Examples",
    "The Honorable Ben Specimen Administrator of Samples",
    "Dear Secretary Example and Administrator Specimen:",
    " ".join(text for _, _, text in LINES[6:9]),
    "Sincerely,",
    "Grace Sample United States Senator",
]


@needs_tesseract
def test_a_scan_reads_as_its_text_page_does_and_its_words_stand_there_too():
    page, original = pages_of(scanned(picture()))[0], pages_of(typed())[0]
    assert page.engine is Engine.OCR
    assert page.confidence > 0.85
    assert texts(page) == texts(original) == EXPECTED
    for line, true in zip(page.lines, original.lines, strict=True):
        overlap_x = min(line.box.x1, true.box.x1) - max(line.box.x0, true.box.x0)
        overlap_y = min(line.box.y1, true.box.y1) - max(line.box.y0, true.box.y0)
        shared = overlap_x * overlap_y
        both = line.box.width * line.box.height + true.box.width * true.box.height - shared
        assert shared / both > 0.75, line.text


@needs_tesseract
@pytest.mark.parametrize("degrees", [-0.7, 1.2, 3.0])
def test_a_slanted_scan_has_its_lines_and_its_boxes_on_the_slant(degrees):
    image = picture().rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = pages_of(scanned(image))[0]
    assert texts(page) == EXPECTED
    line = next(line for line in page.lines if line.text.startswith("We write"))
    rise = line.words[0].box.y1 - line.words[-1].box.y1
    run = line.words[-1].box.x0 - line.words[0].box.x0
    assert math.degrees(math.atan(rise / run)) == pytest.approx(degrees, abs=0.3)


@needs_tesseract
@pytest.mark.parametrize(("ink", "paper"), [(60, 150), (170, 255)])
def test_grey_paper_and_faint_ink_are_read_as_black_on_white(ink, paper):
    shades = [ink + (paper - ink) * value // 255 for value in range(256)]
    assert texts(pages_of(scanned(picture().point(shades)))[0]) == EXPECTED


@needs_tesseract
def test_a_page_scanned_on_its_side_is_read():
    page = pages_of(scanned(picture().transpose(Image.Transpose.ROTATE_90)))[0]
    assert texts(page) == EXPECTED
    first = next(line for line in page.lines if line.text == "March 3, 2020")
    assert first.box.height > first.box.width  # on the page, it stands on its side
    assert page.width > page.height
    assert page.turn == 3
    stood = compose([page]).lines[0].upright
    assert stood.width > stood.height  # but is read as it stands upright


@needs_tesseract
def test_a_pen_over_a_name_does_not_hide_it():
    image = picture()
    pen = ImageDraw.Draw(image)
    x, y = 72 * 200 / 72, 340 * 200 / 72
    pen.line([(x, y - 40), (x + 30, y - 70), (x + 55, y - 18), (x + 90, y - 60), (x + 130, y - 25)], fill=30, width=4)
    page = pages_of(scanned(image))[0]
    assert any("Sample" in line.text for line in page.lines)
    assert texts(page)[-1].endswith("United States Senator")


@needs_tesseract
def test_words_that_are_typed_over_a_scan_are_kept_and_stand_once():
    image, buffer = picture(), io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.drawInlineImage(image, 0, 0, 612, 792)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 792 - 420, "RECEIVED March 5, 2020")
    canvas.showPage()
    canvas.save()
    page = pages_of(buffer.getvalue())[0]
    assert texts(page) == [*EXPECTED, "RECEIVED March 5, 2020"]
    assert {word.engine for word in page.lines[-1].words} == {Engine.TEXT_LAYER}


def test_without_an_engine_a_scan_has_a_note(monkeypatch):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.drawString(72, 700, "A first page of text, which is read as it is.")
    canvas.showPage()
    canvas.drawInlineImage(picture(72), 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    first, second = pages_of(buffer.getvalue())
    assert first.note == ""
    assert second.lines == ()
    assert second.note.endswith(".")


def seen(text, x, y, *, confidence=0.95, line=(1, 1, 1), height=30.0):
    return Seen(text, x, y - height, x + 18.0 * len(text), y, confidence, line)


def test_the_slant_is_that_of_the_lines():
    words = [
        seen("Hello", 200.0 * column, 100 + 60 * row + 200 * column * math.tan(0.01), line=(1, 1, row))
        for row in range(5)
        for column in range(6)
    ]
    assert slant_of(words) == pytest.approx(0.01, abs=0.0005)
    assert slant_of(levelled(words, slant_of(words), 1700, 2200)) == pytest.approx(0, abs=0.0005)


def test_noise_goes_and_words_stay():
    words = [
        seen("Ada", 100, 100),
        seen("|", 300, 100),
        seen("~", 340, 100, confidence=0.2),
        seen("Ag", 100, 300, confidence=0.3, line=(2, 1, 1), height=190),
        seen("Lost", 100, 400, confidence=0.45, line=(3, 1, 1)),
        seen("—", 220, 400, confidence=0.9, line=(3, 1, 1)),
    ]
    assert [word.text for word in without_noise(words)] == ["Ada", "Lost", "—"]


def test_crumbs_at_the_ends_of_a_short_line_are_swept():
    def line(*parts):
        return [SetWord(text, 0, 1, 0, 12, confidence=confidence) for text, confidence in parts]

    assert [word.text for word in trimmed(line(("‘Ron", 0.9), ("Wyden", 0.9), ("7", 0.3)))] == ["Ron", "Wyden"]
    assert [word.text for word in trimmed(line(("1.", 0.4), ("Answer", 0.9), ("it.", 0.9)))] == ["1.", "Answer", "it."]
    assert [word.text for word in trimmed(line(("‘as", 0.9), ("is’", 0.9)))] == ["‘as", "is’"]
