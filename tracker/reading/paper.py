"""White paper and black ink, whatever the scanner made of them.

Grey and unevenly lit copies, and faint ones, have their contrast where an engine's threshold and our own measures of
what is dark do not look for it. The paper's shade is taken spot by spot, where no ink is, and taken off; then the range
that is left is stretched. A clean scan is left as it is.
"""

from PIL import Image, ImageChops, ImageFilter

__all__ = ["whitened"]

_SPOT = 32  # pixels at 300 dpi: a tenth of an inch, in which there is some paper even on a line of type
_AROUND = 5  # spots: a blot or a picture smaller than this takes the shade of the paper around it
_WHITE, _BLACK = 215, 120  # a clean scan is lighter where it is densest, and its ink darker
_SOFTER = 1.25  # pixels: what stretches the ink stretches the scanner's grain too
_INK = 0.001  # the share of a page that twenty letters take: more of it is ink wherever anything is written


def whitened(picture: Image.Image) -> Image.Image:
    """Return the grey picture with its paper white and its ink black; the picture itself when they are so already."""
    spots = picture.reduce(_SPOT)
    shades = spots.filter(ImageFilter.MaxFilter(_AROUND))
    darkest_paper = _shade_at(shades.histogram(), 0.05)
    ink = _shade_at(picture.reduce(2).histogram(), _INK)
    if darkest_paper >= _WHITE and ink <= _BLACK:
        return picture
    paper = shades.filter(ImageFilter.BoxBlur(2)).resize(picture.size, Image.Resampling.BILINEAR)
    lit = ImageChops.invert(ImageChops.subtract(paper, picture)).filter(ImageFilter.GaussianBlur(_SOFTER))
    black = _shade_at(lit.reduce(2).histogram(), _INK)
    if black > 215:
        return picture  # nothing is written on it that stands out
    return lit.point([max(0, min(255, round(255 * (shade - black) / (250 - black)))) for shade in range(256)])


def _shade_at(counts: list[int], share: float) -> int:
    """Return the shade below which this share of the pixels lies."""
    due, passed = share * sum(counts), 0
    for shade, count in enumerate(counts):
        passed += count
        if passed > due:
            return shade
    return 255
