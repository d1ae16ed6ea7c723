"""Where rows of type stand on a picture, before anything is read.

Type is dense: a row through the small letters of a name changes between dark and light some three times a letter. A pen
crosses the same row a few times only, however large it writes. So the changes along each row of pixels tell where a
line of type stands, even one that a signature lies over so that an engine took both for a drawing.
"""

from PIL import Image, ImageChops

__all__ = ["baselines_of_type"]

_DARK = 130  # of 255
_FEWEST = 12  # changes from dark to light or back on a row: a name of five letters has more
_X_HEIGHT = 0.44  # em
_BELOW = 0.12, 0.24  # em: only descenders reach there
_APART = 0.8  # em between two lines


def baselines_of_type(picture: Image.Image, size: float) -> list[float]:
    """Return the baselines (pixels from the top) of lines of type of `size` pixels an em on a level picture."""
    if picture.width < 2 or picture.height < 2 * size:
        return []
    dark = picture.convert("L").point(lambda value: 255 if value < _DARK else 0)
    changes = ImageChops.difference(
        dark.crop((1, 0, dark.width, dark.height)), dark.crop((0, 0, dark.width - 1, dark.height))
    )
    column = changes.convert("F").resize((1, changes.height), Image.Resampling.BOX)
    sums = [0.0]
    for row in range(column.height):
        share = column.getpixel((0, row))
        assert isinstance(share, float)
        sums.append(sums[-1] + share * changes.width / 255)

    def mean(top: float, bottom: float) -> float:
        first, last = max(round(top), 0), min(round(bottom), len(sums) - 1)
        return (sums[last] - sums[first]) / (last - first) if last > first else 0.0

    found: list[tuple[float, int]] = []
    for y in range(round(_X_HEIGHT * size), picture.height):
        inside, below = mean(y - _X_HEIGHT * size, y), mean(y + _BELOW[0] * size, y + _BELOW[1] * size)
        if inside >= _FEWEST and below < 0.6 * inside:
            found.append((inside - below, y))
    baselines: list[int] = []
    for _, y in sorted(found, reverse=True):
        if all(abs(y - other) >= _APART * size for other in baselines):
            baselines.append(y)
    # A stroke's foot is paler than its heart, so that the last dark row lies a little above the baseline.
    return [y + 0.07 * size for y in sorted(baselines)]
