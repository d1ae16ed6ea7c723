"""Letters for the benchmarks, made here: as text, as scans, and very long ones."""

import io
import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import letter as LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

__all__ = ["letter_of", "samples", "scan_of", "small_set"]

_SAMPLES = Path(__file__).resolve().parents[2] / "tracker" / "samples" / "letters"
_SENTENCES = (
    "We write to ask for the report that the law of 2019 requires of your department by March 1 of each year.",
    "As the Inspector General found, the office “did not keep the records that its own rules demand.”",
    "Under 12 U.S.C. 345 and 47 C.F.R. Part 1, the agency must publish its reasons; see 85 Fed. Reg. 1234.",
    "Families in our states have waited for an answer for more than two years, and many of them have given up.",
    "You said in your letter of May 5, 2020 that the department would finish its review “within the year.”",
    "Please explain why the rule was withdrawn, and who decided that it should be.",
    "Congress passed Public Law 116-260 so that this money would reach the people who need it most.",
    "In its own budget the department told us that the programme works, that it costs little, and that it is liked.",
    "We ask that you answer the questions below no later than 14 days after you receive this letter.",
    "What steps has the agency taken since then to make certain that this does not happen again?",
)
_FACES = (("Times-Roman", 12, 72), ("Helvetica", 11, 80), ("Times-Roman", 11, 90), ("Courier", 10, 72))


def letter_of(pages: int, seed: int = 0) -> bytes:
    """Return a letter of so many pages, with running text, questions, notes and signatures; one seed, one letter."""
    rng = random.Random(seed)
    face, size, edge = _FACES[seed % len(_FACES)]
    lead, right = size * 1.2, LETTER[0] - edge
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1, pageCompression=1)

    def written(y: float, text: str, at: float = edge) -> float:
        line = ""
        for word in text.split():
            if stringWidth(f"{line} {word}", face, size) > right - at:
                canvas.drawString(at, y, line)
                y, line = y - lead, word
            else:
                line = f"{line} {word}".strip()
        canvas.drawString(at, y, line)
        return y - lead

    question = 0
    for page in range(1, pages + 1):
        canvas.setFont(face, size)
        y = 720.0
        if page == 1:
            for line in (
                "January 5, 2021",
                "",
                "The Honorable Ada Example",
                "Secretary of Examples",
                "1 First Street NW, Washington, DC 20001",
                "",
                "Dear Secretary Example:",
            ):
                y = written(y, line)
            y -= lead / 2
        else:
            canvas.drawCentredString(LETTER[0] / 2, 750, f"Page {page}")
        foot = 230 if page == pages else 100
        while y > foot:
            if rng.random() < 0.2:
                question += 1
                y = written(y, f"{question}. {rng.choice(_SENTENCES[-1:] + _SENTENCES[5:6])}", edge + 18)
            else:
                y = written(y, " ".join(rng.choices(_SENTENCES, k=rng.randint(1, 4))))
            y -= lead / 2
        if page == pages:
            y = written(y, "Sincerely,") - 3 * lead
            for name in ("Grace Sample", "Alan Other"):
                y = written(written(y, name), "United States Senator") - lead
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def small_set() -> dict[str, bytes]:
    """Return the project's samples and sixteen letters of one to six pages."""
    made = {f"made {n}": letter_of((1, 2, 2, 3, 3, 3, 4, 6)[n % 8], seed=n) for n in range(16)}
    return samples() | made


def samples() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(_SAMPLES.parent.rglob("*.pdf"))}


def scan_of(pdf: bytes, *, dpi: int = 200, seed: int = 0) -> bytes:
    """Return the same pages as an office's scanner gives them: grey, a little aslant, with grain, and no text."""
    rng = random.Random(seed)
    pictures = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        picture = picture.rotate(rng.uniform(-0.3, 0.3), fillcolor=255, resample=Image.Resampling.BICUBIC)
        grain = Image.effect_noise(picture.size, 12)
        pictures.append(ImageChops.add(picture, grain, scale=1, offset=-134))
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=75)
    return buffer.getvalue()
