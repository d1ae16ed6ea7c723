"""Grey paper made white, faint ink made black, clean scans left alone."""

from PIL import Image, ImageChops, ImageFilter

from tests.reading.test_ocr import picture
from tracker.reading.paper import whitened


def scan() -> Image.Image:
    """Return a page of text as large as OCR gets it."""
    return picture(300).filter(ImageFilter.GaussianBlur(0.8))


def shaded(page: Image.Image) -> Image.Image:
    """Return the page on paper that is light at the top and dark at the foot."""
    shade = Image.linear_gradient("L").resize(page.size).point([190 - 70 * value // 255 for value in range(256)])
    return ImageChops.multiply(page, shade)


def apart(page: Image.Image, other: Image.Image) -> float:
    """Return how far two pages differ, in shades of grey, on the average."""
    counts = ImageChops.difference(page, other).histogram()
    return sum(shade * count for shade, count in enumerate(counts)) / sum(counts)


def test_a_clean_scan_is_left_alone():
    page = scan()
    assert whitened(page) is page


def test_grey_and_uneven_paper_is_made_white():
    page = scan()
    grey = shaded(page)
    assert apart(grey, page) > 60
    assert apart(whitened(grey), page) < 6
    assert whitened(grey).getpixel((100, 3200)) > 240


def test_faint_ink_is_made_black():
    page = scan()
    faint = page.point([170 + 85 * value // 255 for value in range(256)])
    assert faint.getextrema()[0] >= 170
    assert apart(whitened(faint), page) < 3


def test_a_page_with_nothing_on_it_is_not_torn_open():
    blank = Image.effect_noise((2550, 3300), 6).point([value + 60 for value in range(256)])
    assert whitened(blank).reduce(8).getextrema()[0] > 150
