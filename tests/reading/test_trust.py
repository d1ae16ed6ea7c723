"""Which text of a page is trusted, zone by zone: pages with a poor layer, hidden words, pasted pictures, bad fonts."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.hostile import raw_pdf
from tests.reading.heads import PROSE
from tracker.reading import ocr, read_letter
from tracker.reading.layout import Engine, Page, Zone
from tracker.reading.legible import is_garbled, is_nonsense, is_odd
from tracker.reading.pdf import pages_of
from tracker.reading.pictures import opened
from tracker.reading.textlayer import sheets_of

needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="Tesseract is not installed")


class Sheet:
    """A page under the pen; y is the distance from the top."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=letter, invariant=1)
        self.font, self.size = "Times-Roman", 12.0

    def line(self, x, y, text, *, mode=0):
        pen = self.canvas.beginText(x, 792 - y)
        pen.setFont(self.font, self.size)
        pen.setTextRenderMode(mode)
        pen.textOut(text)
        self.canvas.drawText(pen)

    def prose(self, y, text=PROSE):
        line = ""
        for word in [*text.split(), ""]:
            longer = f"{line} {word}".strip()
            if not word or stringWidth(longer, self.font, self.size) > 468:
                self.line(72, y, line)
                y += 14
                line = word
            else:
                line = longer
        return y + 10

    def letter(self, y=120):
        for line in ("March 3, 2021", "The Honorable Ada Marsh", "Secretary of Ports", "Dear Secretary Marsh:"):
            self.line(72, y, line)
            y += 14 if line.startswith("The Hon") else 26
        return self.prose(self.prose(y))

    def picture(self, image, x, y, width, height):
        self.canvas.drawImage(ImageReader(image), x, 792 - y - height, width, height)

    def pdf(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def picture_of(draw, *, dpi=200) -> Image.Image:
    """What `draw` sets on a sheet, as a scanner would have it."""
    sheet = Sheet()
    draw(sheet)
    with opened(sheet.pdf()) as book:
        return book.draw(1, dpi=dpi, grey=True)[0]


def words(page: Page, zone: Zone | None = None) -> str:
    return " ".join(line.text for line in page.lines if zone in (None, line.zone))


def engines(page: Page, text: str) -> set[Engine]:
    """Who read the lines that hold `text`."""
    found = {word.engine for line in page.lines if text in line.text for word in line.words}
    assert found, f"{text!r} is not on the page"
    return found


def with_bad_letterhead() -> bytes:
    """A clean body under a letterhead whose layer is wrong: the picture of the head over words that lie hidden."""
    sheet = Sheet()
    sheet.font, sheet.size = "Times-Bold", 20
    head = picture_of(lambda other: (setattr(other, "size", 20), other.line(210, 60, "United States Senate")))
    sheet.line(212, 60, "tlnitcd ~tares ~mate")
    head = head.crop((0, 60, head.width, 210))
    sheet.picture(head, 0, 60 * 0.36, 612, 150 * 0.36)
    sheet.font, sheet.size = "Times-Roman", 12
    sheet.letter()
    return sheet.pdf()


@needs_ocr
def test_a_letterhead_that_makes_no_sense_is_read_from_its_picture_and_the_body_is_kept():
    [page] = pages_of(with_bad_letterhead())
    assert "tlnitcd" not in words(page)
    assert "United States Senate" in words(page, Zone.LETTERHEAD)
    assert engines(page, "United States Senate") == {Engine.OCR}
    assert engines(page, "We write to ask") == {Engine.TEXT_LAYER}
    assert page.engine is Engine.TEXT_LAYER
    assert "The letterhead was read from its picture." in read_letter(with_bad_letterhead()).notes[0]


def test_without_ocr_nonsense_is_kept_and_said():
    [page] = pages_of(with_bad_letterhead(), ocr=False)
    assert "tlnitcd" in words(page)
    assert "The letterhead makes no sense" in page.note


def shifted(text: str) -> str:
    return "".join(chr((ord(c) - 97 + 5) % 26 + 97) if c.islower() else c for c in text)


@needs_ocr
@pytest.mark.parametrize("whole", [False, True])
def test_a_font_with_a_wrong_map_is_read_from_its_picture(whole):
    """Every letter is mapped to another: what is drawn says one thing, and its characters another."""
    sheet = Sheet()
    y = 100
    if not whole:
        y = sheet.letter(y)
    shown = picture_of(lambda other: other.prose(y), dpi=300)
    # The page shows the picture's words; beneath, in another font and drawn in it, lie other letters.
    sheet.font = "Courier"
    sheet.size = 9
    top = y
    for start in range(0, len(PROSE), 78):
        sheet.line(72, y, shifted(PROSE)[start : start + 78])
        y += 14
    box = (0, int((top - 14) / 0.24), shown.width, int((y + 6) / 0.24))
    sheet.canvas.setFillGray(1)
    sheet.picture(shown.crop(box), 0, box[1] * 0.24, 612, (box[3] - box[1]) * 0.24)
    [page] = pages_of(sheet.pdf())
    assert "We write to ask how the agency means to keep the promise" in words(page)
    assert "bwnyj" not in words(page)
    if not whole:
        assert engines(page, "The Honorable Ada Marsh") == {Engine.TEXT_LAYER}


def test_nonsense_is_told_in_long_text_and_in_short():
    assert is_nonsense(shifted(PROSE))
    assert is_garbled("tlnitcd ~tares ~mate")
    assert not is_nonsense(PROSE)
    for fine in (
        "WASHINGTON, DC 20510–3203",
        "Hon. Kyrsten Sinema, Mfume, Tlaib, Mnuchin, Schrier",
        "cc: FBI, DHS, NTBs; 84 FR 22961; S. 1790 (b)(2)(A)",
        "https://www.gpo.gov/fdsys/~x?id=<1>",
        "blvd. St. vs. 5th strengths psst",
        "Dr. Ng, Mr. Sr. McGrath",
    ):
        assert not is_garbled(fine), [word for word in fine.split() if is_odd(word)]


def test_words_that_cannot_be_seen_are_no_words_of_the_letter():
    sheet = Sheet()
    sheet.letter()
    sheet.canvas.setFillGray(1)
    sheet.line(72, 520, "White letters on white paper.")
    sheet.canvas.setFillGray(0)
    sheet.line(72, 540, "Letters under a black bar.")
    sheet.canvas.rect(60, 792 - 545, 300, 16, stroke=0, fill=1)
    sheet.line(72, 560, "Letters under a white box.")
    sheet.canvas.setFillGray(1)
    sheet.canvas.rect(60, 792 - 565, 300, 16, stroke=0, fill=1)
    sheet.line(900, 580, "Beyond the paper.")
    sheet.line(72, 500, "Drawn by a mode that draws nothing.", mode=3)
    [page] = pages_of(sheet.pdf(), ocr=False)
    assert "We write to ask" in words(page)
    for lost in ("mode", "White letters", "black bar", "white box", "Beyond"):
        assert lost not in words(page)
    assert "cannot be seen" in page.note


def test_white_letters_on_a_dark_band_and_letters_on_a_shaded_one_are_seen():
    sheet = Sheet()
    sheet.canvas.setFillGray(0.2)
    sheet.canvas.rect(0, 792 - 70, 612, 40, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    sheet.line(200, 55, "Department of Ports")
    sheet.canvas.setFillGray(0.85)
    sheet.canvas.rect(60, 792 - 140, 300, 60, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)
    sheet.letter()
    sheet.canvas.setFillGray(0.5)
    sheet.canvas.rect(72, 792 - 600, 50, 20, stroke=0, fill=1)
    [page] = pages_of(sheet.pdf(), ocr=False)
    assert "Department of Ports" in words(page)
    assert "March 3, 2021" in words(page)
    assert page.note == ""


@needs_ocr
def test_a_scan_whose_hidden_layer_is_poor_is_read_anew():
    scan = picture_of(lambda other: other.letter())
    sheet = Sheet()
    sheet.font = "Courier"
    sheet.letter()  # in a visible mode, but under the picture
    for y in range(420, 700, 14):
        sheet.line(72, y, "vvords tbat a scanner guessed beneatb its picture of tbe page, and got wrong")
    sheet.picture(scan, 0, 0, 612, 792)
    [page] = pages_of(sheet.pdf())
    assert page.engine is Engine.OCR
    assert "tbat" not in words(page)
    assert "We write to ask how the agency" in words(page)


def test_what_a_scanner_hid_serves_where_there_is_no_ocr(monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    sheet = Sheet()
    sheet.picture(picture_of(lambda other: other.letter(), dpi=72), 0, 0, 612, 792)
    for y in range(120, 300, 14):
        sheet.line(72, y, "Words that lie hidden under the picture of the page.", mode=3)
    [page] = pages_of(sheet.pdf())
    assert "Words that lie hidden" in words(page)
    assert page.confidence == 0.5
    assert "unchecked" in page.note


@needs_ocr
def test_a_pasted_scan_of_half_a_page_is_read_and_the_rest_is_kept():
    sheet = Sheet()
    sheet.letter(100)
    half = picture_of(lambda other: other.prose(60, "The mills wrote in their own petition that " + PROSE))
    sheet.picture(half.crop((0, 80, half.width, 480)), 0, 480, 612, 400 * 0.36)
    [page] = pages_of(sheet.pdf())
    assert "The mills wrote in their own petition" in words(page)
    assert engines(page, "The mills wrote") == {Engine.OCR}
    assert engines(page, "The Honorable Ada Marsh") == {Engine.TEXT_LAYER}
    assert page.engine is Engine.TEXT_LAYER
    assert "A part of the text was read from its picture." in page.note


def stamp(*lines: str) -> Image.Image:
    image = Image.new("L", (560, 60 * len(lines) + 20), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(44)
    for row, line in enumerate(lines):
        draw.text((20, 10 + 60 * row), line, font=font, fill=0)
    return image


@needs_ocr
def test_a_stamp_is_read_by_itself_and_dates_a_letter(monkeypatch):
    sizes = []
    real = ocr.recognize
    monkeypatch.setattr(ocr, "recognize", lambda picture, **rest: sizes.append(picture.size) or real(picture, **rest))
    sheet = Sheet()
    sheet.letter(220)
    sheet.canvas.setFillGray(1)
    sheet.canvas.rect(70, 792 - 225, 120, 16, stroke=0, fill=1)  # the date is painted out
    sheet.picture(stamp("JUN 0 3 2022"), 380, 120, 190, 28)
    reading = read_letter(sheet.pdf())
    assert str(reading.date) == "2022-06-03"
    assert "A stamp was read from its picture." in " ".join(reading.notes)
    assert engines(reading.pages[0], "We write to ask") == {Engine.TEXT_LAYER}
    assert all(width * height < 0.1 * 2550 * 3300 for width, height in sizes)


@needs_ocr
def test_a_seal_and_a_photograph_say_nothing():
    sheet = Sheet()
    sheet.letter(200)
    seal = Image.effect_noise((300, 300), 90)
    sheet.picture(seal, 270, 40, 72, 72)
    sheet.picture(Image.radial_gradient("L"), 72, 520, 400, 180)
    [page] = pages_of(sheet.pdf())
    assert {word.engine for line in page.lines for word in line.words} == {Engine.TEXT_LAYER}
    assert words(page).startswith("March 3, 2021")


def test_what_one_engine_cannot_read_the_other_may():
    """A page that names a font which the file lacks: viewers show it in a font of their own."""
    lines = [PROSE[start : start + 80].strip() for start in range(0, len(PROSE), 80)]
    drawn = "\n".join(f"1 0 0 1 72 {700 - 14 * row} Tm ({line}) Tj" for row, line in enumerate(lines))
    content = f"BT /F7 11 Tf {drawn} ET".encode()

    def page(font: bytes) -> bytes:
        return raw_pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                b"/Resources << /Font << %s >> >> >>" % font,
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            ]
        )

    [sheet] = sheets_of(page(b""))
    assert {glyph.x1 - glyph.x0 for glyph in sheet.glyphs} == {0}
    [lacking], [whole] = pages_of(page(b""), ocr=False), pages_of(page(b"/F7 5 0 R"), ocr=False)
    assert words(lacking) == words(whole) == " ".join(lines)
    for one, other in zip(lacking.lines, whole.lines, strict=True):
        assert abs(one.box.x0 - other.box.x0) < 1.5
        assert abs(one.box.y0 - other.box.y0) < 1.5
        assert abs(one.box.x1 - other.box.x1) < 12


def test_a_bullet_without_a_map_is_no_reason_for_ocr():
    sheet = Sheet()
    sheet.letter()
    sheet.font = "ZapfDingbats"
    sheet.line(72, 600, "\x6e")
    sheet.font = "Times-Roman"
    sheet.line(90, 600, "An item behind an ornament, which sets no word and is no letter")
    [page] = pages_of(sheet.pdf())
    assert {word.engine for line in page.lines for word in line.words} == {Engine.TEXT_LAYER}
    assert page.note == ""


def test_boxes_without_bounds_and_in_great_number_do_no_harm():
    sheet = Sheet()
    sheet.letter()
    sheet.canvas.setFillGray(1)
    for edge in (1e9, 1e30):
        sheet.canvas.rect(700, 0, edge, edge, stroke=0, fill=1)
    for row in range(3000):
        sheet.canvas.rect(560, row % 700, 20, 20, stroke=0, fill=1)
    [page] = pages_of(sheet.pdf(), ocr=False)
    assert "We write to ask" in words(page)
    assert page.note == ""
