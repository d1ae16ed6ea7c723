"""The files in which a search is taken away: CSV for any program, JSON Lines for programs, XLSX for Excel.

docs/exports.md says it to those who use them; change both together.

No cell of a table is ever a formula: what begins with one of = + - @ (also in full width), a tab or a line's end is
written in CSV behind an apostrophe (OWASP, "CSV Injection"), and in XLSX as text by its type. JSON has no formulas, and
is left as it is.
"""

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import msgspec
import xlsxwriter

from tracker.web.records import LetterRecord

__all__ = ["COLUMNS", "MOST_ROWS_OF_A_SHEET", "About", "csv_chunks", "json_chunks", "write_xlsx"]

# Of Excel: rows without the heading, characters of a cell.
MOST_ROWS_OF_A_SHEET = 1_048_575
_MOST_OF_A_CELL = 32_767

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | datetime.date | None
Batches = Iterable[Sequence[LetterRecord]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What was asked, when, and how much was found. `address` leads back to the search."""

    query: str
    understood: str
    notes: tuple[str, ...]
    order: str
    found: int
    exported_at: datetime.datetime
    address: str

    @property
    def time(self) -> str:
        return self.exported_at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is that of the spreadsheet's column, in characters."""

    name: str
    says: str
    width: int
    cell: Callable[[LetterRecord], Cell]


def _signers(record: LetterRecord) -> str:
    return "; ".join(each.name for each in record.signers)


def _bioguides(record: LetterRecord) -> str:
    return "; ".join(each.bioguide for each in record.signers if each.bioguide)


def _numbered(counts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{what} {number}" for what, number in counts)


def _recipients(record: LetterRecord) -> str:
    said = [[each.name, each.title, each.organization or each.agency] for each in record.recipients]
    return "; ".join(", ".join(part for part in parts if part) for parts in said)


def _quoted(record: LetterRecord) -> str:
    said = [f"“{each.text}”" + (f" ({each.speaker})" if each.speaker else "") for each in record.quotations]
    return " | ".join(said)


def _followed(record: LetterRecord) -> str:
    said = [", ".join(part for part in (each.what, each.citation, each.title) if part) for each in record.followed]
    return " | ".join(f"{each.date} {words}" for each, words in zip(record.followed, said, strict=True))


COLUMNS = (
    Column("letter", "The letter's number, which never changes.", 8, lambda each: each.letter),
    Column("date", "The date that it bears.", 11, lambda each: each.date),
    Column("title", "The heading under which it is listed.", 60, lambda each: each.title),
    Column("direction", "From whom to whom.", 19, lambda each: each.direction),
    Column("signers", "How many signed.", 8, lambda each: len(each.signers)),
    Column("signer_names", "Who signed, in order.", 40, _signers),
    Column("signer_bioguides", "Bioguide IDs of the signers whose names are matched.", 20, _bioguides),
    Column("parties", "Signers of each party, on the letter's date.", 12, lambda each: _numbered(each.parties)),
    Column("states", "Signers of each state, on the letter's date.", 16, lambda each: _numbered(each.states)),
    Column("recipients", "Whom it is to, as the letter has it.", 40, _recipients),
    Column("agencies", "The known agencies that it is to.", 30, lambda each: "; ".join(each.agencies)),
    Column("requests", "How much it asks.", 9, lambda each: each.requests),
    Column("deadline", "The first day by which anything was asked for.", 11, lambda each: each.deadline),
    Column(
        "open_deadline", "The first day of what is still open, as due: has it.", 13, lambda each: each.open_deadline
    ),
    Column("status", "unanswered, answered or partly, as status: has it.", 11, lambda each: each.status),
    Column("overdue", "yes when it is unanswered and open_deadline is past.", 8, lambda each: _yes(each.overdue)),
    Column("quotations", "How many passages it quotes.", 10, lambda each: len(each.quotations)),
    Column("speakers", "Whose words it quotes.", 30, lambda each: "; ".join(each.speakers)),
    Column("quoted", "The passages, each with its speaker, parted by |.", 60, _quoted),
    Column("citations", "Laws, rules, dockets, bills and cases.", 30, lambda each: "; ".join(each.citations)),
    Column("followed", "What a person confirmed to have followed, parted by |.", 60, _followed),
    Column("address", "The letter's page.", 40, lambda each: each.address),
    Column("source_address", "Where the file was published.", 40, lambda each: each.source_address),
    Column("sha256", "Fingerprint of the original file.", 20, lambda each: each.sha256),
    Column("publication", "Published, or not public.", 11, lambda each: each.publication),
    Column("reconstruction", "yes for what was made for demonstration.", 14, lambda each: _yes(each.reconstruction)),
)


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def csv_chunks(about: About, batches: Batches) -> Iterator[bytes]:
    """Give the table as RFC 4180 has it, a chunk for the heading and for each batch.

    It begins with a byte order mark, without which Excel takes UTF-8 for something else. The last four columns are the
    same in each row and say what was asked, so that the file has nothing but its heading and rows. When nothing was
    found, one row has these four alone.
    """
    of_search = [_safe(about.query), about.time, about.found, about.address]
    names = [column.name for column in COLUMNS]
    yield ("\ufeff" + _lines([[*names, "query", "exported_at", "found", "search"]])).encode()
    if not about.found:
        yield _lines([[*[""] * len(COLUMNS), *of_search]]).encode()
    for records in batches:
        yield _lines([*(_safe(column.cell(record)) for column in COLUMNS), *of_search] for record in records).encode()


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if _would_be_formula(cell) else cell


def _would_be_formula(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINS_A_FORMULA)


def json_chunks(about: About, batches: Batches) -> Iterator[bytes]:
    """Give a line that says what was asked (`type` is "search"), one for each letter, and one that tells the end."""
    encode = msgspec.json.encode
    head = {
        "type": "search",
        "query": about.query,
        "understood": about.understood,
        "notes": about.notes,
        "order": about.order,
        "found": about.found,
        "exported_at": about.time,
        "address": about.address,
    }
    yield encode(head) + b"\n"
    written = 0
    for records in batches:
        written += len(records)
        yield b"".join(encode(record) + b"\n" for record in records)
    yield encode({"type": "end", "letters": written}) + b"\n"


def write_xlsx(file: IO[bytes], about: About, batches: Batches) -> None:
    """Write a workbook: the sheet "Letters", and the sheet "About" with what was asked and what the columns mean.

    Rows go to a temporary file as they come, so that the memory does not grow with their number.
    """
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    heading, day, text = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"quote_prefix": True}),
    )
    sheet, cut = book.add_worksheet("Letters"), 0
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, heading)
    number = 0
    for records in batches:
        for record in records:
            number += 1
            for place, column in enumerate(COLUMNS):
                cell = column.cell(record)
                if isinstance(cell, datetime.date) and cell.year > 1900:
                    sheet.write_datetime(number, place, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    words = str(cell)
                    if len(words) > _MOST_OF_A_CELL:
                        words, cut = words[: _MOST_OF_A_CELL - 1] + "…", cut + 1
                    sheet.write_string(number, place, words, text if _would_be_formula(words) else None)
    sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    notes = list(about.notes)
    if cut:
        notes.append(
            f"{cut:,} cells were longer than the {_MOST_OF_A_CELL:,} characters that a cell holds, and are cut."
        )
    _write_about(book, about, notes, heading, text)
    book.close()


def _write_about(
    book: xlsxwriter.Workbook,
    about: About,
    notes: Sequence[str],
    heading: "xlsxwriter.format.Format",
    text: "xlsxwriter.format.Format",
) -> None:
    rows: list[tuple[str, str | int]] = [
        ("Query", about.query),
        ("Understood as", about.understood),
        *(("Note", note) for note in notes),
        ("Exported at", about.time),
        ("Letters found", about.found),
        ("Order", about.order),
        ("Search", about.address),
    ]
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    for number, (name, value) in enumerate(rows):
        sheet.write_string(number, 0, name, heading)
        if isinstance(value, int):
            sheet.write_number(number, 1, value)
        else:
            sheet.write_string(number, 1, value, text if _would_be_formula(value) else None)
    sheet.write_string(len(rows) + 1, 0, "Column", heading)
    sheet.write_string(len(rows) + 1, 1, "What it holds", heading)
    for number, column in enumerate(COLUMNS, len(rows) + 2):
        sheet.write_string(number, 0, column.name)
        sheet.write_string(number, 1, column.says)
