"""Agency actions in a table of a person's own: CSV with a heading, one action a row.

Excel writes CSV in many ways: UTF-8 with or without a mark, UTF-16, Windows-1252; commas, semicolons or tabs. All are
read. Each row becomes an `ActionRow`, or a sentence that begins with its number in the table, the heading being row 1.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tracker.models import ActionKind
from tracker.reading.dates import find_dates
from tracker.reading.dockets import docket_numbers

__all__ = [
    "COLUMNS",
    "MOST_BYTES",
    "MOST_ROWS",
    "TEMPLATE",
    "ActionRow",
    "ActionTable",
    "checked_address",
    "read_table",
]

MOST_BYTES, MOST_ROWS = 64 * 1024 * 1024, 50_000
COLUMNS = ("key", "kind", "title", "date", "agencies", "address", "summary", "text", "citation", "dockets", "rins")
REQUIRED = ("kind", "title", "date", "agencies", "address")
TEMPLATE = (
    ",".join(COLUMNS)
    + "\r\n"
    + 'harbor-2025-04,Press release,"Harbor lamps: inspections begin",2025-04-01,Harbor Safety Administration,'
    + "https://www.example.gov/news/harbor-lamps,What the release says in a sentence.,,,HSA-2025-0001,\r\n"
)
_NAMES = {
    "url": "address",
    "source": "address",
    "source address": "address",
    "abstract": "summary",
    "docket": "dockets",
    "agency": "agencies",
    "rin": "rins",
    "id": "key",
}
_KINDS = {name.lower(): kind for kind in ActionKind for name in (kind.value, str(kind.label))}
_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of a table. `own_key` tells it from all others: its key, or else its address."""

    number: int
    own_key: str
    kind: str
    title: str
    date: datetime.date
    agencies: tuple[str, ...]
    address: str
    summary: str = ""
    text: str = ""
    citation: str = ""
    dockets: tuple[str, ...] = ()
    rins: tuple[str, ...] = ()


@dataclass(kw_only=True)
class ActionTable:
    """What a file held: the rows that can be used, and a sentence for each that cannot, by the row's number."""

    rows: list[ActionRow] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    problem: str = ""  # when nothing of the file can be used


class _Wrong(ValueError):
    """What is wrong with a row, as the end of a sentence."""


def read_table(content: bytes, *, most: int = MOST_ROWS) -> ActionTable:
    """Return the actions of a CSV file. Never raises: what is wrong is said in the table."""
    if len(content) > MOST_BYTES:
        return ActionTable(problem=f"The file is larger than {MOST_BYTES // 1024 // 1024} MB; split it.")
    if content[:4] == b"PK\x03\x04" or content[:4] == b"\xd0\xcf\x11\xe0":
        return ActionTable(problem="This is an Excel workbook. Save it as “CSV UTF-8”, and upload that.")
    text = _decoded(content)
    if not text.strip():
        return ActionTable(problem="The file is empty. The template shows how it begins.")
    if "\0" in text:
        return ActionTable(problem="This file is no text. Save the table as “CSV UTF-8”, and upload that.")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    table = ActionTable()
    seen: dict[str, int] = {}
    try:
        heading = [_column(cell) for cell in next(lines)]
        missing = [name for name in REQUIRED if name not in heading]
        if missing:
            table.problem = (
                f"The first row must name the columns; {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} "
                "missing. The template has them all."
            )
            return table
        for number, cells in enumerate(lines, 2):
            if not any(cell.strip() for cell in cells):
                continue
            if number - 1 > most:
                table.wrong.append((number, f"Row {number} and what follows: only {most:,} rows are taken at once."))
                break
            try:
                row = _row(number, heading, cells)
                if row.own_key in seen:
                    raise _Wrong(f"has the same key or address as row {seen[row.own_key]}.")
            except _Wrong as error:
                table.wrong.append((number, f"Row {number} {error}"))
                continue
            seen[row.own_key] = number
            table.rows.append(row)
    except csv.Error as error:
        number = lines.line_num
        table.wrong.append((number, f"Line {number} and what follows cannot be read as CSV ({error})."))
    if not table.rows and not table.wrong:
        table.problem = "The file has a heading and no rows."
    return table


def checked_address(address: str) -> str:
    """Return an address of the web, tidied. Raises ValueError with the end of a sentence about it."""
    address = address.strip()
    if not address:
        raise ValueError("gives no address; say where the action can be read.")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or "." not in host or parts.scheme not in ("http", "https") or re.search(r"[\s<>\"]", address):
        raise ValueError(f"gives an address that is none: “{address[:60]}”. It begins with https://.")
    if len(address) > 600:
        raise ValueError("gives an address of more than 600 characters.")
    return address


def _row(number: int, heading: list[str], cells: list[str]) -> ActionRow:
    if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
        raise _Wrong("has more cells than the heading; put text that holds commas in quotation marks.")
    given = {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name}
    for name, value in given.items():
        if name in COLUMNS and (_SPREADSHEET_ERROR.fullmatch(value) or re.match(r"=\s*[A-Za-z(\"+-]", value)):
            raise _Wrong(f"has a formula in “{name}” ({value[:30]}); paste its value instead.")
    kind = _KINDS.get(given.get("kind", "").lower().replace("-", " "))
    if kind is None:
        known = ", ".join(str(each.label).lower() for each in ActionKind)
        raise _Wrong(f"has the kind “{given.get('kind', '')[:40]}”, which is none of these: {known}.")
    title = re.sub(r"\s+", " ", given.get("title", ""))
    if not title:
        raise _Wrong("has no title.")
    agencies = tuple(dict.fromkeys(name.strip() for name in given.get("agencies", "").split(";") if name.strip()))
    if not agencies:
        raise _Wrong("names no agency; several are set apart by semicolons.")
    try:
        address = checked_address(given.get("address", ""))
    except ValueError as error:
        raise _Wrong(str(error)) from error
    key = given.get("key", "")
    if len(key) > 200:
        raise _Wrong("has a key of more than 200 characters.")
    return ActionRow(
        number=number,
        own_key=key or address,
        kind=kind,
        title=title,
        date=_date(given),
        agencies=agencies,
        address=address,
        summary=given.get("summary", ""),
        text=given.get("text", ""),
        citation=given.get("citation", "")[:40],
        dockets=tuple(dict.fromkeys(each[:80] for each in docket_numbers(given.get("dockets", "")))),
        rins=tuple(dict.fromkeys(re.findall(r"\d{4}-[A-Z]{2}\d{2}", given.get("rins", "").upper()))),
    )


def _date(given: Mapping[str, str]) -> datetime.date:
    value = given.get("date", "")
    if not value:
        raise _Wrong("has no date; write it as 2021-03-04.")
    found = [written for written in find_dates(value) if written.start == 0 and written.end == len(value)]
    if not found or found[0].date is None or not re.search(r"\d{4}", value):
        raise _Wrong(f"has the date “{value[:30]}”, which cannot be read; write it as 2021-03-04.")
    return found[0].date


def _column(cell: str) -> str:
    name = re.sub(r"[\s_]+", " ", cell.strip().lower())
    return _NAMES.get(name, name)


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _decoded(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _encodings(content: bytes) -> Iterator[str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield "utf-16"
    yield "utf-8-sig"
    yield "cp1252"
