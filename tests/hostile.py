"""PDFs that mean harm, or that came to harm: each made in code, so that nothing harmful is kept in a file.

`HOSTILE` names them all, each with the state in which its reading must end.
"""

import io
import random
import zlib
from collections.abc import Callable

from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tracker.reading.errors import (
    DamagedPDF,
    EmptyFile,
    EncryptedPDF,
    NotAPDF,
    NoText,
    TooCostly,
    TooLarge,
    UnreadableFile,
)

__all__ = [
    "HOSTILE",
    "blank_scan",
    "damaged",
    "encrypted",
    "flate_bomb",
    "many_pages",
    "nested_forms",
    "no_pages",
    "not_a_pdf",
    "one_page",
    "owner_locked",
    "raw_pdf",
    "scattered_boxes",
    "truncated",
]


def one_page(*, encrypt: StandardEncryption | None = None) -> bytes:
    """A short letter of one page; harmless, unless `encrypt` locks it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1, encrypt=encrypt)
    lines = (
        "January 5, 2021",
        "",
        "The Honorable Ada Example",
        "Secretary of Examples",
        "",
        "Dear Secretary Example:",
        "",
        "We write to ask for the report that the law requires of your department.",
        "",
        "Sincerely,",
        "",
        "",
        "Grace Sample",
        "United States Senator",
    )
    for row, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * row, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted() -> bytes:
    """A PDF that opens only with a password."""
    return one_page(encrypt=StandardEncryption("open sesame", ownerPassword="owner", strength=128))


def owner_locked() -> bytes:
    """A PDF that opens without a password, and forbids copying: agencies publish many such. It must be read."""
    return one_page(encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0, canModify=0, strength=128))


def not_a_pdf() -> bytes:
    return b"PK\x03\x04" + b"A word processor's file, named letter.pdf by mistake. " * 40


def damaged() -> bytes:
    """Nothing but a header, an end and noise between them."""
    return b"%PDF-1.4\n" + random.Random(1).randbytes(20_000) + b"\nstartxref\n9\n%%EOF\n"


def truncated() -> bytes:
    """The first two thirds of a letter, as a broken download leaves it."""
    whole = one_page()
    return whole[: len(whole) * 2 // 3]


def raw_pdf(objects: list[bytes], *, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a correct cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))
    return out.getvalue()


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def _page(resources: bytes = b"<< >>") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % resources


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def no_pages() -> bytes:
    return raw_pdf([_CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])


def many_pages(count: int = 400) -> bytes:
    """More pages than a letter has."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    for number in range(1, count + 1):
        canvas.drawString(72, 700, f"Page {number} of a very long attachment.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def flate_bomb(gigabytes: int = 4) -> bytes:
    """A few kilobytes that unfold, twice, to gigabytes of white space."""
    press, megabyte = zlib.compressobj(9), b" " * (1 << 20)
    first = press.compress(megabyte) + press.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block stands by itself, so one block again and again is a stream of any length.
    again = press.compress(megabyte) + press.flush(zlib.Z_FULL_FLUSH)
    twice = zlib.compress(first + again * (gigabytes * 1024 - 1) + press.flush(), 9)
    return raw_pdf([_CATALOG, _TREE, _page(), _stream(twice, b"/Filter [/FlateDecode /FlateDecode]")])


def scattered_boxes(count: int) -> bytes:
    """One page of `count` words, each somewhere by itself."""
    rng = random.Random(count)
    words = ("the", "report", "of", "an", "agency", "that", "would", "answer", "us", "soon")
    drawn = "".join(
        f"BT /F1 {rng.choice((5, 7, 9, 12))} Tf {rng.uniform(20, 580):.2f} {rng.uniform(20, 770):.2f} Td "
        f"({rng.choice(words)}) Tj ET\n"
        for _ in range(count)
    )
    content = zlib.compress(drawn.encode())
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = b"<< /Font << /F1 5 0 R >> >>"
    return raw_pdf([_CATALOG, _TREE, _page(resources), _stream(content, b"/Filter /FlateDecode"), font])


def nested_forms(levels: int = 12, each: int = 10) -> bytes:
    """Forms that draw forms: `each` to the power of `levels` of them."""
    objects = [_CATALOG, _TREE, _page(b"<< /XObject << /X 5 0 R >> >>"), _stream(b"/X Do")]
    for level in range(levels):
        last = level == levels - 1
        resources = b"" if last else b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + level)
        content = b"0 0 m 1 1 l S" if last else b"/X Do " * each
        objects.append(_stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + resources))
    return raw_pdf(objects)


def blank_scan() -> bytes:
    """A page that is a picture of nothing: grey paper with a scanner's grain."""
    side, rng = 400, random.Random(7)
    grain = bytes(235 + rng.randrange(15) for _ in range(side * side))
    picture = _stream(
        zlib.compress(grain),
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode" % (side, side),
    )
    resources = b"<< /XObject << /P 5 0 R >> >>"
    return raw_pdf([_CATALOG, _TREE, _page(resources), _stream(b"q 612 0 0 792 0 0 cm /P Do Q"), picture])


HOSTILE: dict[str, tuple[Callable[[], bytes], type[UnreadableFile] | None]] = {
    "encrypted": (encrypted, EncryptedPDF),
    "owner locked": (owner_locked, None),
    "damaged": (damaged, DamagedPDF),
    "truncated": (truncated, DamagedPDF),
    "empty": (lambda: b"", EmptyFile),
    "not a PDF": (not_a_pdf, NotAPDF),
    "no pages": (no_pages, EmptyFile),
    "400 pages": (many_pages, TooLarge),
    "flate bomb": (flate_bomb, TooCostly),
    "2,000 boxes": (lambda: scattered_boxes(2_000), None),
    "20,000 boxes": (lambda: scattered_boxes(20_000), None),
    "nested forms": (nested_forms, TooCostly),
    "blank scan": (blank_scan, NoText),
}
"""Each by name: its builder, and the state in which its reading ends; None for those that are read after all."""
