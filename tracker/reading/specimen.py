"""A letter of our own, as a PDF of a few hundred bytes: what a warm reader reads first, to have everything at hand."""

__all__ = ["specimen"]

_LINES = (
    "January 5, 2021",
    "The Honorable Ada Example",
    "Secretary",
    "U.S. Department of Examples",
    "1 First Street NW, Washington, DC 20001",
    "Dear Secretary Example:",
    "We write about the report that 12 U.S.C. 345 and Pub. L. 116-1 require by March 1, 2021. As you said in your",
    'letter of May 5, 2020, "the department will publish its report within the year." According to the Office,',
    '"no report was ever written." We ask that you answer within 14 days, no later than January 19, 2021:',
    "1. When will the report be published? (See 85 Fed. Reg. 1234 and 47 CFR Part 1.)",
    "2. Please provide all documents that concern it.",
    "Sincerely,",
    "Grace Sample",
    "United States Senator",
    "cc: The Honorable Alan Other",
)


def specimen() -> bytes:
    """Return the PDF."""
    lines = (line.replace("(", r"\(").replace(")", r"\)") for line in _LINES)
    shown = "".join(f"BT /F1 11 Tf 72 {720 - 24 * row} Td ({line}) Tj ET\n" for row, line in enumerate(lines)).encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
