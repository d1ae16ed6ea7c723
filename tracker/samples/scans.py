"""A letter as an office's scanner would have made it. Needs numpy (tests/requirements.txt)."""

import hashlib
import io
import time

from tracker.samples import MARK

__all__ = ["scanned"]


def scanned(pdf: bytes, *, dpi: int, skew_degrees: float, noise: float, seed: str) -> bytes:
    """Return the PDF as an office's scanner would have made it: black and white pictures of its pages, no text."""
    import numpy
    import pypdfium2
    from PIL import Image

    chance = numpy.random.default_rng(int(hashlib.sha256(seed.encode()).hexdigest()[:16], 16))
    pages = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        turned = picture.rotate(skew_degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = numpy.asarray(turned, dtype=float) + chance.normal(0, noise, (turned.height, turned.width))
        specks = chance.random(grey.shape) < 0.00006
        grey[specks] = 0
        pages.append(Image.fromarray(((grey > 150) * 255).astype("uint8")).convert("1"))
    document.close()
    buffer = io.BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=dpi,
        title=MARK,
        creationDate=time.gmtime(0),
        modDate=time.gmtime(0),
    )
    return buffer.getvalue()
