"""Why a file could not be read: each a state that a person can act on.

    UnreadableFile
    ├── NotAPDF            the bytes are something else
    ├── EmptyFile          no bytes, or no pages
    ├── EncryptedPDF       a password is needed
    ├── DamagedPDF         the structure is broken beyond repair
    ├── TooLarge           more bytes or pages than are accepted
    ├── TooCostly          reading it ran out of time or memory
    ├── TooBusy            the machine had no time for it; it is tried again
    └── NoText             pages without a text layer, on which OCR found nothing

Each class has a stable `code`, which is stored, and a `sentence`, which is shown.
"""

__all__ = [
    "DamagedPDF",
    "EmptyFile",
    "EncryptedPDF",
    "NoText",
    "NotAPDF",
    "TooBusy",
    "TooCostly",
    "TooLarge",
    "UnreadableFile",
    "problem_for",
]


class UnreadableFile(Exception):
    """A file that the reader cannot read. `str(error)` is the sentence for a person."""

    code = "unreadable"
    sentence = "This file could not be read. Open it yourself to check it, then upload a better copy."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class NotAPDF(UnreadableFile):
    code = "not_a_pdf"
    sentence = "This is not a PDF. Save or print the letter as a PDF, and upload that."


class EmptyFile(UnreadableFile):
    code = "empty"
    sentence = "This file has no pages. Download it again from where it was published, and upload the new copy."


class EncryptedPDF(UnreadableFile):
    code = "encrypted"
    sentence = "This PDF is locked with a password. Upload a copy that opens without one."


class DamagedPDF(UnreadableFile):
    code = "damaged"
    sentence = (
        "This PDF is damaged or was cut short. Download it again from where it was published, and upload the new copy."
    )


class TooLarge(UnreadableFile):
    code = "too_large"
    sentence = "This file is larger than a letter should be. Upload the letter without its attachments."


class TooCostly(UnreadableFile):
    code = "too_costly"
    sentence = (
        "Reading this PDF took more time or memory than a letter should need. Print it to a new PDF, and upload that."
    )


class TooBusy(UnreadableFile):
    code = "too_busy"
    sentence = (
        "The machine was too busy to read this scan in time. Ask for it to be read again when there is less to do."
    )


class NoText(UnreadableFile):
    code = "no_text"
    sentence = "No words were found on the pages. Upload a sharper scan, or enter the letter's facts by hand."


def problem_for(code: str) -> type[UnreadableFile]:
    """Return the class whose `code` this is; UnreadableFile itself for a code that is not known."""
    return {kind.code: kind for kind in UnreadableFile.__subclasses__()}.get(code, UnreadableFile)
