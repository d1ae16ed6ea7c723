"""Rows of type are told from a pen's strokes by how often a row of pixels changes between dark and light."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tracker.reading.type_rows import baselines_of_type

DPI = 300
SIZE = 12 * DPI / 72


def page(*lines: tuple[float, str]) -> Image.Image:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.setFont("Times-Roman", 12)
    for y, text in lines:
        canvas.drawString(72, 792 - y, text)
    canvas.showPage()
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def signed(image: Image.Image, y: float) -> Image.Image:
    pen = ImageDraw.Draw(image)
    x, y = 72 * DPI / 72, y * DPI / 72
    steps = [(0, -10), (40, -120), (90, 10), (150, -100), (240, -30), (400, -110), (500, -40)]
    pen.line([(x + dx, y + dy) for dx, dy in steps], fill=30, width=6, joint="curve")
    return image


def test_the_baseline_of_each_line_is_found_to_a_point():
    found = baselines_of_type(page((100, "Grace Sample"), (150, "UNITED STATES SENATOR")), SIZE)
    assert [y * 72 / DPI for y in found] == pytest.approx([100, 150], abs=1.2)


def test_a_name_is_found_under_a_pen():
    found = baselines_of_type(signed(page((200, "Grace Sample")), 200), SIZE)
    assert any(abs(y * 72 / DPI - 200) < 1.2 for y in found)


def test_a_pen_alone_is_no_line_of_type():
    assert baselines_of_type(signed(page(), 200), SIZE) == []
    assert baselines_of_type(Image.new("L", (1, 1), 255), SIZE) == []
