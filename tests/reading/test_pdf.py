"""From drawn characters to words, lines, blocks and zones: pages set here in code, as offices set them."""

import io
import os
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tracker.reading.layout import Engine, Page, Zone
from tracker.reading.pdf import pages_of

PROSE = (
    "We write to ask how the agency means to keep the promise that it made to the Congress in the spring of last year, "
    "when its officers said that the rule would be finished before the winter. Nothing has been heard of it since, and "
    "the small mills of our States, which had ordered their machines in reliance on that promise, cannot wait for it "
    "any longer than they have already waited. We therefore ask for a plain answer."
)


class Typist:
    """Sets lines on letter pages; y is the distance from the top, as the reader counts."""

    def __init__(self, font="Times-Roman", size=12):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=letter, invariant=1)
        self.font, self.size = font, size

    def line(self, x, y, text, *, size=None, font=None):
        self.canvas.setFont(font or self.font, size or self.size)
        self.canvas.drawString(x, 792 - y, text)

    def width(self, text, size=None):
        return pdfmetrics.stringWidth(text, self.font, size or self.size)

    def wrapped(self, text, room=468, first=0):
        lines, line = [], ""
        for word in text.split():
            trial = f"{line} {word}".strip()
            if line and self.width(trial) > room - (0 if lines else first):
                lines.append(line)
                line = word
            else:
                line = trial
        return [*lines, line]

    def paragraph(self, y, text, *, x=72, room=468, first=0, lead=14.0):
        for number, line in enumerate(self.wrapped(text, room, first)):
            self.line(x + (0 if number else first), y, line)
            y += lead
        return y

    def turn(self):
        self.canvas.showPage()

    def pages(self, turned: int = 0) -> tuple[Page, ...]:
        self.canvas.showPage()
        self.canvas.save()
        pdf = self.buffer.getvalue()
        if turned:
            entry = b"/Rotate 0 /Trans <<\n\n>>"
            assert entry in pdf
            pdf = pdf.replace(entry, b"/Rotate %d".ljust(len(entry) - (turned > 99)) % turned)
        return pages_of(pdf, ocr=False)


def blocks(page: Page, zone: Zone = Zone.BODY) -> list[str]:
    found: dict[int, list[str]] = {}
    for line in page.lines:
        if line.zone is zone:
            found.setdefault(line.block, []).append(line.text)
    return [" ".join(lines) for lines in found.values()]


def test_paragraphs_set_apart_are_blocks_in_order():
    typist = Typist()
    y = typist.paragraph(100, PROSE)
    y = typist.paragraph(y + 12, "Second. " + PROSE)
    typist.paragraph(y + 12, "Sincerely,")
    assert blocks(typist.pages()[0]) == [PROSE, "Second. " + PROSE, "Sincerely,"]


def test_paragraphs_told_by_indents_alone_are_blocks():
    typist = Typist()
    y = typist.paragraph(100, PROSE, first=30)
    typist.paragraph(y, "Second. " + PROSE, first=30)
    assert blocks(typist.pages()[0]) == [PROSE, "Second. " + PROSE]


def test_items_that_hang_from_their_numbers_are_blocks():
    typist = Typist()
    y = typist.paragraph(100, PROSE)
    for number in ("1.", "2."):
        typist.line(90, y, number)
        y = typist.paragraph(y, PROSE, x=108, room=432)
    assert blocks(typist.pages()[0]) == [PROSE, f"1. {PROSE}", f"2. {PROSE}"]


@pytest.mark.parametrize("gap", [8, 40, 160])
def test_two_columns_of_addresses_are_as_many_blocks_as_addressees(gap):
    cells = [
        ["The Honorable Ada Example", "Secretary of Examples and of Samples"],
        ["The Honorable Ben Specimen", "Administrator"],
        ["The Honorable Cy Pattern", "Director of the Office"],
        ["The Honorable Dee Model", "Chair"],
    ]
    typist = Typist()
    right = 72 + max(typist.width(line) for cell in cells for line in cell) + gap
    for index, cell in enumerate(cells):
        for row, line in enumerate(cell):
            typist.line(72 if index % 2 == 0 else right, 100 + 45 * (index // 2) + 14 * row, line)
    typist.paragraph(220, PROSE)
    assert blocks(typist.pages()[0]) == [*(" ".join(cell) for cell in cells), PROSE]


def test_a_justified_line_drawn_word_by_word_is_one_line():
    typist = Typist()
    lines = typist.wrapped(PROSE)
    for number, line in enumerate(lines):
        words = line.split()
        space = 468 - typist.width(line) if number < len(lines) - 1 else 0
        x = 72.0
        for word in words:
            typist.line(x, 100 + 14 * number, word)
            x += typist.width(word + " ") + (space + 30 if space else 0) / max(len(words) - 1, 1)
    page = typist.pages()[0]
    assert [line.text for line in page.lines] == lines
    assert blocks(page) == [PROSE]


def test_letters_spaced_out_in_a_letterhead_are_still_words():
    typist = Typist()
    typist.canvas.setFont("Times-Bold", 18)
    text = typist.canvas.beginText(150, 740)
    text.setCharSpace(4)
    text.textOut("United States Senate")
    typist.canvas.drawText(text)
    typist.paragraph(200, PROSE)
    assert blocks(typist.pages()[0], Zone.LETTERHEAD) == ["United States Senate"]


def test_zones_of_a_committee_letter():
    typist = Typist()
    typist.line(200, 54, "United States Senate", size=20)
    typist.line(255, 72, "WASHINGTON, DC 20510", size=8)
    for row in range(6):
        typist.line(20, 40 + 6 * row, "A SENATOR OF SOMEWHERE", size=5)
        typist.line(520, 40 + 6 * row, "ANOTHER OF ELSEWHERE", size=5)
    typist.line(72, 120, "March 3, 2020")
    typist.line(72, 150, "Dear Secretary Example:")
    typist.paragraph(180, PROSE)
    typist.canvas.line(72, 99, 212, 99)
    notes = (
        "1 See the letter of the Secretary of January 5, 2019, at https://www.example.gov/letters/ and 5 U.S.C.",
        "552, as amended.",
        "2 Office of Examples, Washington, D.C., at 7.",
    )
    for row, note in enumerate(notes):
        typist.line(72, 704 + 9.5 * row, note, size=8)
    typist.line(250, 760, "http://www.senate.gov/", size=6)
    typist.turn()
    for row, line in enumerate(("The Honorable Ada Example", "March 3, 2020", "Page 2")):
        typist.line(72, 72 + 14 * row, line)
    typist.paragraph(130, PROSE)
    first, second = typist.pages()
    assert blocks(first, Zone.LETTERHEAD) == ["United States Senate", "WASHINGTON, DC 20510"]
    assert blocks(first) == ["March 3, 2020", "Dear Secretary Example:", PROSE]
    assert len(blocks(first, Zone.MARGIN)) == 2
    assert blocks(first, Zone.FOOTNOTE) == [f"{notes[0]} {notes[1]}", notes[2]]
    assert blocks(first, Zone.FOOTER) == ["http://www.senate.gov/"]
    assert blocks(second, Zone.HEADER) == ["The Honorable Ada Example March 3, 2020 Page 2"]
    assert blocks(second) == [PROSE]


def test_signatures_at_the_top_of_later_pages_stay_in_the_body():
    typist = Typist()
    typist.paragraph(100, PROSE)
    for page in range(3):
        if page:
            typist.turn()
        for row in range(4):
            typist.line(72, (500 if not page else 90) + 60 * row, f"Name{page} Surname{row}")
            typist.line(72, (514 if not page else 104) + 60 * row, "Member of Congress")
    for page in typist.pages()[1:]:
        assert [block.endswith("Member of Congress") for block in blocks(page)] == [True] * 4
        assert not blocks(page, Zone.HEADER)


def test_a_raised_figure_is_a_superscript_and_a_raised_th_is_not_a_word():
    typist = Typist()
    typist.line(72, 100, "as the agency said in its rule of the 20")
    x = 72 + typist.width("as the agency said in its rule of the 20")
    typist.line(x, 95, "th", size=7)
    x += typist.width("th ", size=7)
    typist.line(x, 100, " century.")
    x += typist.width(" century.")
    typist.line(x, 95, "12", size=7)
    typist.line(x + 10, 100, "It did.")
    line = typist.pages()[0].lines[0]
    assert line.text == "as the agency said in its rule of the 20th century. 12 It did."
    assert [word.text for word in line.words if word.superscript] == ["12"]


def test_characters_are_cleaned(tmp_path):
    from tracker.reading.glyphs import UNKNOWN, clean

    assert clean("\ufb03") == "ffi"
    assert clean("\xa0") == " "
    assert clean("\u2011") == "-"
    assert clean("\u200b") == ""
    assert clean("\uf0b7") == "•"
    assert clean("\ue123") == UNKNOWN
    assert clean("§") == "§"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_by_its_dictionary_has_boxes_where_the_viewer_shows_them(turn):
    """Read upright text on a page that is shown turned: the words stand sideways there, and so do their boxes."""
    typist = Typist()
    typist.paragraph(100, PROSE)
    page = typist.pages(turned=turn)[0]
    assert (page.width, page.height) == ((792, 612) if turn in (90, 270) else (612, 792))
    assert blocks(page) == [PROSE]
    word = page.lines[0].words[0].box
    expected = {90: (792 - 100, 72), 180: (612 - 72, 792 - 100), 270: (100, 612 - 72)}[turn]
    assert abs(min(abs(word.x0 - expected[0]), abs(word.x1 - expected[0]))) < 12
    assert abs(min(abs(word.y0 - expected[1]), abs(word.y1 - expected[1]))) < 12
    assert word.width < word.height or turn == 180


def test_boxes_are_where_the_words_are_and_move_with_the_crop_box():
    typist = Typist()
    typist.line(100, 200, "Here")
    whole = typist.pages()[0].lines[0].words[0].box
    assert abs(whole.x0 - 100) < 0.1
    assert abs(whole.x1 - 100 - typist.width("Here")) < 0.1
    assert whole.y0 < 200 < whole.y1
    typist = Typist()
    typist.canvas.setCropBox((50, 100, 600, 700))
    typist.line(100, 200, "Here")
    page = typist.pages()[0]
    assert (page.width, page.height) == (550, 600)
    assert abs(page.lines[0].words[0].box.x0 - 50) < 0.1
    assert abs(page.lines[0].words[0].box.y0 - (whole.y0 - 92)) < 0.1


def test_an_initial_of_three_lines_begins_the_first():
    typist = Typist()
    lines = typist.wrapped("e" + PROSE[2:], room=412)
    typist.line(72, 128, "W", size=54)
    for row, line in enumerate(lines[:3]):
        typist.line(128, 100 + 14 * row, line)
    typist.paragraph(142, " ".join(lines[3:]))
    assert " ".join(blocks(typist.pages()[0])) == PROSE


def test_text_at_the_side_of_the_page_is_margin():
    typist = Typist()
    typist.paragraph(100, PROSE)
    typist.canvas.saveState()
    typist.canvas.translate(20, 300)
    typist.canvas.rotate(90)
    typist.canvas.drawString(0, 0, "printed by the press")
    typist.canvas.restoreState()
    page = typist.pages()[0]
    assert blocks(page) == [PROSE]
    assert blocks(page, Zone.MARGIN) == ["printed by the press"]


def test_what_cannot_be_seen_or_makes_no_sense_is_not_taken_for_text():
    from tracker.reading.errors import NoText
    from tracker.reading.legible import is_nonsense

    typist = Typist()
    hidden = typist.canvas.beginText(72, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("Words that a scanner laid under its picture.")
    typist.canvas.drawText(hidden)
    with pytest.raises(NoText):
        typist.pages()
    shifted = "".join(chr(ord(char) + 5) if char.isalpha() else char for char in PROSE)
    assert is_nonsense(shifted)
    assert not is_nonsense(PROSE)
    assert not is_nonsense("Ada Example Member of Congress " * 30)


def test_real_letters_of_an_inspector_general():
    """Two columns of addressees, numbered answers, a page number: from the Denali Commission's own website."""
    home = Path(os.environ.get("LETTERBOOK_REAL_DATA", Path(__file__).parents[3] / "shared"))
    file = home / "data/real_pdfs/2015-03-25_denali-oig_to_johnson-carper-grassley-leahy.pdf"
    if not file.exists():
        pytest.skip("the real PDFs are not here (LETTERBOOK_REAL_DATA)")
    pages = pages_of(file.read_bytes(), ocr=False)
    found = blocks(pages[0])
    names = ["The Honorable Ron Johnson", "The Honorable Thomas R. Carper"]
    names += ["The Honorable Charles E. Grassley", "The Honorable Patrick J. Leahy"]
    assert [block for block in found if block.startswith("The Honorable")] == [
        next(block for block in found if block.startswith(name)) for name in names
    ]
    assert sum(block[:2] in {f"{number}." for number in range(1, 8)} for block in found) == 7
    assert all(page.engine is Engine.TEXT_LAYER for page in pages)
