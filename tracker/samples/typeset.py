"""Sets the sample letters (letters/*.toml) into PDFs beside this file, the same bytes each time.

    python -m tracker.samples.typeset [SLUG …]

Needs reportlab, pypdfium2, Pillow and numpy (tests/requirements.txt). Each page bears the mark that it is a
reconstruction. A letter with a [scan] table is set, rendered to a picture, turned a little and speckled, and bound
again as a PDF without a text layer.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from tracker.samples import SAMPLES
from tracker.samples.scans import scanned
from tracker.samples.sheet import BOLD, TOP, WIDTH, Sheet

__all__ = ["made_from", "scanned", "typeset", "typeset_with_lines"]


def typeset(source: dict[str, Any]) -> bytes:
    """Return the letter as a PDF: letterhead, date, addresses, subject, salutation, body, closing, signatures."""
    return typeset_with_lines(source)[0]


def typeset_with_lines(source: dict[str, Any]) -> tuple[bytes, list[dict[str, Any]]]:
    """Return the letter as a PDF, and the lines of its paragraphs: each with page, box (points) and text.

    A part of the body is a string (a paragraph), a pair (an item's number and words), or a table with `text` and any of
    `number`, `level` (2 for an item within an item) and `block` (true for a quotation set off without marks).
    """
    sheet = Sheet(source)
    if "roster_left" in source:
        sheet.roster()
        sheet.y = TOP
    for index, line in enumerate(source["letterhead"]):
        sheet.y += 4 if index else 12
        sheet.centered(line, font=BOLD[sheet.font] if index == 0 else sheet.font, size=19 if index == 0 else 8.5)
        sheet.y += 10
    sheet.y += 26
    width = stringWidth(source["date"], sheet.font, sheet.size)
    align = source["face"].get("date_align", "left")
    sheet.text({"left": sheet.left, "center": (WIDTH - width) / 2, "right": sheet.right - width}[align], source["date"])
    sheet.y += sheet.leading * 2
    sheet.blocks(source["recipients"], columns=source["face"].get("recipient_columns", 1), ink=False)
    sheet.y += sheet.leading * 0.3
    if subject := source.get("subject"):
        sheet.paragraph(subject)
    sheet.paragraph(source["salutation"])
    for part in source["body"]:
        if isinstance(part, str):
            sheet.paragraph(part, first=source["face"].get("indent", 0))
        elif isinstance(part, list):
            sheet.paragraph(part[1], number=part[0])
        elif part.get("block"):
            sheet.paragraph(part["text"], inset=36, narrow=36, size=sheet.size - 1)
        else:
            sheet.paragraph(part["text"], number=part.get("number", ""), inset=24.0 * (part.get("level", 1) - 1))
    sheet.need(sheet.leading * 4 + 30)
    sheet.paragraph(source["closing"])
    sheet.blocks(source["signers"], columns=source.get("signature_columns", 1), ink=True)
    for line in source.get("enclosures", []):
        sheet.need(sheet.leading * 2)
        sheet.y += sheet.leading * 0.5
        sheet.paragraph(line)
    for index, line in enumerate(source.get("copies", [])):
        sheet.need(sheet.leading * 2)
        if index == 0:
            sheet.text(sheet.left, "cc:")
        for piece in sheet.wrapped(line, sheet.right - sheet.left - 24):
            sheet.text(sheet.left + 24, piece)
            sheet.y += sheet.leading
    return sheet.finish(), sheet.set_lines


def made_from(path: Path) -> bytes:
    """Return the PDF that the source at `path` makes."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    pdf = typeset(source)
    if scan := source.get("scan"):
        return scanned(pdf, seed=source["slug"], **scan)
    return pdf


def main(slugs: list[str]) -> None:
    for path in sorted((SAMPLES / "letters").glob("*.toml")):
        if not slugs or path.stem in slugs:
            pdf = made_from(path)
            (SAMPLES / f"{path.stem}.pdf").write_bytes(pdf)
            print(f"{path.stem}.pdf: {len(pdf):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
