"""A part of a level picture is what it would be if the whole were turned."""

import math

import pytest
from PIL import Image, ImageChops, ImageDraw

from tracker.reading.level import LevelPicture


def page() -> Image.Image:
    picture = Image.new("L", (400, 500), 255)
    draw = ImageDraw.Draw(picture)
    for y in range(20, 480, 30):
        draw.line((30, y, 370, y + 8), fill=40, width=5)
        draw.text((40 + y // 10, y + 8), "Grace Sample, United States Senator", fill=0)
    return picture


@pytest.mark.parametrize("slant", [0.0, 0.004, -0.02, 0.05])
def test_a_part_is_that_part_of_the_whole_turned_level(slant):
    whole = page().rotate(math.degrees(slant), fillcolor=255, resample=Image.Resampling.BICUBIC)
    level = LevelPicture(page(), slant)
    assert (level.width, level.height) == whole.size
    for box in ((0, 0, 400, 500), (37, 101, 303, 130), (300, 400, 400, 500)):
        difference = ImageChops.difference(level.crop(box), whole.crop(box))
        assert difference.getextrema()[1] <= 2, "rounding alone may differ"
        assert sum(difference.histogram()[1:]) < 0.002 * difference.width * difference.height
