"""How far a scanned page slants, told from its picture before it is read.

An engine reads a page that slants by a degree with holes: words at the lines' ends fall into the line below. Text lines
make dark and light rows when the page stands level, and grey ones when it slants, so the angle is sought at which rows
differ most. A page on its side has no rows at any angle, and none is told.
"""

import itertools
import math

from PIL import Image, ImageOps

__all__ = ["skew_of"]

_WIDTH = 425  # pixels of the small picture: fifty an inch, so that lines of type stand some eight apart
_STEPS = (1.0, 0.5, 0.2, 0.1)  # degrees: each step looks around what the one before has found
_MOST = 5  # steps of the first
_FEWEST = 200  # pixels of the small picture, four inches: a few words tell no angle
_LEAST = 0.9  # degrees below which an engine reads a page as well as a level one
_COLUMNS = 48  # over one of them, an eighth of an inch, a line rises by half a pixel at most
_CLEARER = 1.25  # how much more rows must differ at an angle than as the page lies


def skew_of(picture: Image.Image) -> float:
    """Return the angle (radians, clockwise) by which the page must be turned back; 0 when it lies nearly level."""
    factor = max(round(picture.width / _WIDTH), 1)
    small = ImageOps.invert(picture.convert("L").reduce(factor))
    # A scan's dark edge is one thick line, and would outweigh the text.
    air = small.width // 12
    small = small.crop((air, air, small.width - air, small.height - air))
    if min(small.size) < _FEWEST:
        return 0.0
    # Along its lines type may be summed up, column by column: over so few pixels no angle that is sought lifts a line.
    columns = small.resize((_COLUMNS, small.height), Image.Resampling.BOX)
    step_of = small.width / _COLUMNS
    level = _contrast(columns, 0.0, step_of)
    best, found = 0.0, level
    for step in _STEPS:
        around = range(-_MOST, _MOST + 1) if step == _STEPS[0] else (-1, 1)
        middle = best
        for count in around:
            angle = middle + count * step
            if count and (contrast := _contrast(columns, angle, step_of)) > found:
                best, found = angle, contrast
        if not best:
            break
    return math.radians(best) if abs(best) >= _LEAST and found > _CLEARER * level else 0.0


def _contrast(columns: Image.Image, degrees: float, width: float) -> float:
    """Return how much neighbouring rows differ when each column, `width` pixels wide, is shifted as a turn does."""
    if degrees:
        rise = math.tan(math.radians(degrees)) * width
        middle = columns.width / 2
        shifted = (1.0, 0.0, 0.0, rise, 1.0, -rise * middle)
        columns = columns.transform(columns.size, Image.Transform.AFFINE, shifted, Image.Resampling.BILINEAR)
    rows = columns.resize((1, columns.height), Image.Resampling.BOX).tobytes()
    return float(sum((upper - lower) ** 2 for upper, lower in itertools.pairwise(rows)))
