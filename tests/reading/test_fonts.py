"""Characters that only the encoding's small print tells."""

import io

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tracker.reading.pdf import pages_of


def test_a_free_code_of_win_ansi_is_a_bullet() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.setFont("Times-Roman", 12)
    for row, words in enumerate(
        ("what the program cost;", "what it will cost; and", "who decided that it should go on.")
    ):
        # reportlab writes its bullet with code 127, which WinAnsiEncoding leaves free.
        canvas.drawString(100, 700 - 14 * row, "•")
        canvas.drawString(118, 700 - 14 * row, words)
    canvas.save()
    [page] = pages_of(buffer.getvalue())
    assert [line.text.split()[0] for line in page.lines] == ["•", "•", "•"]
    assert all(line.words[0].box.width > 1 for line in page.lines)
