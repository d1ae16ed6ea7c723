"""How far a page slants, from its picture alone."""

import math

import pytest
from PIL import Image, ImageDraw

from tests.reading.test_ocr import picture
from tracker.reading.skew import skew_of


def slanted(degrees: float, image: Image.Image | None = None) -> Image.Image:
    """Return a page of twenty lines, turned clockwise by so much on white paper."""
    page = image or lines()
    return page.rotate(-degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)


def lines() -> Image.Image:
    page = Image.new("L", (1700, 2200), 255)
    pen = ImageDraw.Draw(page)
    for row in range(20):
        pen.rectangle((200, 300 + 40 * row, 1500 - 30 * (row % 5), 318 + 40 * row), fill=40)
    return page


@pytest.mark.parametrize("degrees", [-4.3, -2.0, -1.1, 1.1, 2.6, 4.8])
def test_it_is_told_to_a_tenth_of_a_degree(degrees):
    assert math.degrees(skew_of(slanted(degrees))) == pytest.approx(degrees, abs=0.15)


@pytest.mark.parametrize("degrees", [-0.6, 0.0, 0.5])
def test_a_page_that_an_engine_reads_as_it_lies_is_left(degrees):
    assert skew_of(slanted(degrees)) == 0


def test_a_page_of_few_words_tells_it_too():
    assert math.degrees(skew_of(slanted(2.0, picture()))) == pytest.approx(2.0, abs=0.2)


def test_a_page_without_lines_tells_none():
    assert skew_of(Image.new("L", (1700, 2200), 255)) == 0
    assert skew_of(Image.effect_noise((1700, 2200), 60)) == 0
    assert skew_of(lines().transpose(Image.Transpose.ROTATE_90)) == 0
    assert skew_of(lines().crop((200, 300, 700, 420))) == 0


def test_the_black_edge_of_a_copy_is_no_line():
    page = slanted(2.5)
    ImageDraw.Draw(page).rectangle((0, 2150, 1700, 2200), fill=20)
    assert math.degrees(skew_of(page)) == pytest.approx(2.5, abs=0.15)
