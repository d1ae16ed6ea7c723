"""A page's picture turned level, of which only the parts that are looked at are really turned.

To turn a page of 300 dots an inch takes as long as a fifth of reading it; what is looked at twice is a few lines.
"""

import math

from PIL import Image

__all__ = ["LevelPicture"]


class LevelPicture:
    """`picture` turned back by `slant` radians (clockwise) about its middle, on white paper of the same size."""

    def __init__(self, picture: Image.Image, slant: float) -> None:
        self.width, self.height = picture.size
        self._picture = picture
        self._cos, self._sin = math.cos(slant), math.sin(slant)
        self._is_level = not slant

    def crop(self, box: tuple[int, int, int, int], *, rough: bool = False) -> Image.Image:
        """Return the part in `box`: left, top, right, bottom, in pixels of the level picture.

        `rough` takes each pixel as it lies nearest: enough to count what is dark, at a fraction of the cost.
        """
        if self._is_level:
            return self._picture.crop(box)
        left, top, right, bottom = box
        cos, sin, x, y = self._cos, self._sin, self.width / 2, self.height / 2
        # Each pixel is taken from where it lies on the page that slants.
        across = x + cos * (left - x) - sin * (top - y)
        down = y + sin * (left - x) + cos * (top - y)
        return self._picture.transform(
            (right - left, bottom - top),
            Image.Transform.AFFINE,
            (cos, -sin, across, sin, cos, down),
            Image.Resampling.NEAREST if rough else Image.Resampling.BICUBIC,
            fillcolor=255,
        )
