"""What a document of the Federal Register says, as its API and its bulk files give it.

A document of the API's search (https://www.federalregister.gov/developers/documentation/api/v1) is read into an
`ActionRecord`, or refused with a reason. A document number is unique for ever; a correction is a document of its own
("C1-2020-13093") that names the one that it corrects.

The day on which a document was filed is given by the public-inspection list; for published documents it is the time in
the address of their public-inspection PDF, which says when that was put up.

`documents_in` reads files: a page of the API, a list of pages or of documents, JSON lines, or a table of rules from
Regulations.gov; any of them gzipped.
"""

import csv
import datetime
import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tracker.models import ActionKind
from tracker.reading.dockets import case_numbers, docket_numbers
from tracker.sources.fetch import read_bytes

__all__ = [
    "INSPECTION",
    "ActionRecord",
    "AgencyReference",
    "Malformed",
    "documents_in",
    "each_once",
    "parse_document",
]

MAX_BYTES = 512 * 1024 * 1024
_KINDS = {
    "Rule": ActionKind.RULE,
    "Proposed Rule": ActionKind.PROPOSED_RULE,
    "Notice": ActionKind.NOTICE,
    "Presidential Document": ActionKind.PRESIDENTIAL_DOCUMENT,
    "Sunshine Act Document": ActionKind.NOTICE,
}
_CORRECTION_OF = re.compile(r"/documents/([A-Za-z0-9-]+)")
# A table of rules knows less than the API: where a record is there already, only what is missing is added.
_THIN = "thin"
# So marks the client what comes from the public-inspection list, whose entries look much like documents.
INSPECTION = "on public inspection"
_PUT_UP = re.compile(r"\?(\d{9,10})$")
_WASHINGTON = ZoneInfo("America/New_York")
_LONGEST_ON_INSPECTION = datetime.timedelta(days=120)


class Malformed(ValueError):
    """A document that cannot be used. `str(error)` says why, for a person; `number` which, where that is known."""

    def __init__(self, sentence: str, number: str = "") -> None:
        super().__init__(sentence)
        self.number = number


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReference:
    """An agency as a document names it. Any of the keys may be missing; `short_name` serves tables of rules.

    One with a name alone is none of the Federal Register's own agencies, but may be one that somebody entered.
    """

    slug: str = ""
    name: str = ""
    federal_register_id: int | None = None
    parent_id: int | None = None
    short_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecord:
    """One document, in the names of `AgencyAction`. A `thin` record fills gaps but never overwrites."""

    document_number: str
    title: str
    kind: str
    source: str = "Federal Register"
    citation: str = ""
    end_page: int | None = None
    subtype: str = ""
    order_number: str = ""
    action_text: str = ""
    abstract: str = ""
    rins: tuple[str, ...] = ()
    dockets: tuple[str, ...] = ()
    cfr_parts: tuple[str, ...] = ()
    signed_date: datetime.date | None = None
    filed_date: datetime.date | None = None
    published_date: datetime.date | None = None
    effective_date: datetime.date | None = None
    comments_close_date: datetime.date | None = None
    corrects: str = ""
    corrected_by: tuple[str, ...] = ()
    awaits_publication: bool = False
    html_url: str = ""
    pdf_url: str = ""
    raw_text_url: str = ""
    agencies: tuple[AgencyReference, ...] = ()
    thin: bool = False


def parse_document(raw: object) -> ActionRecord:
    """Return the record of one document of the API, or of one row of a table of rules. Raises Malformed."""
    if not isinstance(raw, Mapping):
        raise Malformed("A document is not an object.")
    if _THIN in raw:
        return _parse_row(raw)
    number = _text(raw, "document_number", 40)
    if not number:
        raise Malformed("A document has no document number.")
    title = _text(raw, "title", 0)
    if not title and INSPECTION in raw:
        # An entry that has no title yet has what will stand in the table of contents.
        title = " ".join(each for name in ("toc_subject", "toc_doc") if (each := _text(raw, name, 0)))
    if not title:
        raise Malformed(f"Document {number} has no title.", number)
    if INSPECTION in raw:
        return _parse_inspection(raw, number, title)
    correction = _CORRECTION_OF.search(_text(raw, "correction_of", 0))
    dockets = [number for entry in _list(raw, "docket_ids") for number in docket_numbers(str(entry))]
    dockets += [
        str(docket["id"]).upper()
        for docket in _list(raw, "dockets")
        if isinstance(docket, Mapping) and docket.get("id")
    ]
    parts = [
        f"{reference['title']} CFR {reference['part']}"[:40]
        for reference in _list(raw, "cfr_references")
        if isinstance(reference, Mapping) and reference.get("title") and reference.get("part")
    ]
    published = _date(raw, "publication_date", number)
    return ActionRecord(
        document_number=number,
        title=title,
        kind=_KINDS.get(_text(raw, "type", 0), ActionKind.OTHER),
        citation=_text(raw, "citation", 40),
        end_page=_count(raw, "end_page"),
        subtype=_text(raw, "subtype", 60),
        order_number=_text(raw, "executive_order_number", 20) or _text(raw, "presidential_document_number", 20),
        action_text=_text(raw, "action", 300),
        abstract=_text(raw, "abstract", 0),
        rins=each_once(str(rin)[:20].upper() for rin in _list(raw, "regulation_id_numbers")),
        dockets=each_once(number[:80] for number in (*dockets, *case_numbers(title))),
        cfr_parts=each_once(parts),
        signed_date=_date(raw, "signing_date", number),
        filed_date=_put_up(raw, published),
        published_date=published,
        effective_date=_date(raw, "effective_on", number),
        comments_close_date=_date(raw, "comments_close_on", number),
        corrects=correction[1][:40] if correction and correction[1] != number else "",
        corrected_by=each_once(
            found[1][:40] for address in _list(raw, "corrections") if (found := _CORRECTION_OF.search(str(address)))
        ),
        html_url=_address(raw, "html_url"),
        pdf_url=_address(raw, "pdf_url"),
        raw_text_url=_address(raw, "raw_text_url"),
        agencies=_agencies(raw),
    )


def documents_in(source: str | Path) -> Iterator[object]:
    """Yield the raw documents of a file or an address, packed or not; None for each line that is not JSON.

    Raises SourceUnavailable when it cannot be had, Malformed when none of it is in a form that we know.
    """
    content = read_bytes(source, limit=MAX_BYTES) or b""
    try:
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        text = content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Malformed(f"{source} cannot be read: {error}") from error
    if text.startswith("document_id\t"):
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"):
            yield {**row, _THIN: True}
        return
    try:
        yield from _unpacked(json.loads(text))
        return
    except json.JSONDecodeError as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise Malformed(f"{source} is not JSON: {whole}") from whole
    for line in lines:
        try:
            yield from _unpacked(json.loads(line))
        except json.JSONDecodeError:
            yield None


def _parse_inspection(raw: Mapping[str, Any], number: str, title: str) -> ActionRecord:
    """Return the record of an entry of the public-inspection list; it fills gaps, and never overwrites print."""
    dockets = [docket for entry in _list(raw, "docket_numbers") for docket in docket_numbers(str(entry))]
    return ActionRecord(
        document_number=number,
        title=title,
        kind=_KINDS.get(_text(raw, "type", 0), ActionKind.OTHER),
        dockets=each_once(docket[:80] for docket in dockets),
        filed_date=_day_in_washington(raw, "filed_at", number),
        published_date=_date(raw, "publication_date", number),
        awaits_publication=True,
        html_url=_address(raw, "html_url"),
        pdf_url=_address(raw, "pdf_url"),
        raw_text_url=_address(raw, "raw_text_url"),
        agencies=_agencies(raw),
        thin=True,
    )


def _parse_row(row: Mapping[str, Any]) -> ActionRecord:
    """Return the record of a row of a table of rules: document, agency, docket, type, number, dates, title."""
    key = _text(row, "document_id", 40)
    number = _text(row, "fr_doc_num", 40).replace("\u2013", "-") or key
    title = _text(row, "title", 0)
    if not number or not title:
        raise Malformed(f"Row {key or '(no key)'} has no {'title' if number else 'number'}.", number)
    short_name = _text(row, "agency_id", 60)
    docket = _text(row, "docket_id", 80).upper()
    return ActionRecord(
        document_number=number,
        title=title,
        kind=_KINDS.get(_text(row, "document_type", 0), ActionKind.OTHER),
        source="Regulations.gov",
        action_text=_text(row, "subtype", 300),
        dockets=each_once([*([docket] if docket and "FRDOC" not in docket else []), *case_numbers(title)]),
        published_date=_date(row, "posted_date", number),
        comments_close_date=_date(row, "comment_end", number),
        html_url=f"https://www.regulations.gov/document/{key}" if key else "",
        agencies=(AgencyReference(short_name=short_name),) if short_name else (),
        thin=True,
    )


def _unpacked(value: Any) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _unpacked(item) if isinstance(item, Mapping) and "results" in item else [item]
    elif isinstance(value, Mapping) and "results" in value:
        results = value["results"]
        yield from results if isinstance(results, Sequence) and not isinstance(results, str) else [None]
    else:
        yield value


def _agencies(raw: Mapping[str, Any]) -> tuple[AgencyReference, ...]:
    listed = [item for item in _list(raw, "agencies") if isinstance(item, Mapping)]
    found = tuple(dict.fromkeys(_agency(item) for item in listed if item.get("slug")))
    # An office that is none of the Federal Register's agencies is mostly named beside its department, which is enough.
    alone = (_text(item, "raw_name", 250) or _text(item, "name", 250) for item in listed)
    return found or tuple(AgencyReference(name=name) for name in dict.fromkeys(alone) if name)


def _agency(item: Mapping[str, Any]) -> AgencyReference:
    number, parent = item.get("id"), item.get("parent_id")
    return AgencyReference(
        slug=str(item["slug"])[:200],
        name=str(item.get("name") or item.get("raw_name") or item["slug"])[:250],
        federal_register_id=number if isinstance(number, int) else None,
        parent_id=parent if isinstance(parent, int) else None,
    )


def _text(raw: Mapping[str, Any], name: str, longest: int) -> str:
    value = raw.get(name)
    text = " ".join(str(value).replace("\x00", "").split()) if value is not None else ""
    return text[:longest] if longest else text


def _count(raw: Mapping[str, Any], name: str) -> int | None:
    value = raw.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else None


def _put_up(raw: Mapping[str, Any], published: datetime.date | None) -> datetime.date | None:
    """Return when the public-inspection PDF was put up, if that is credible beside the day of publication."""
    found = _PUT_UP.search(_text(raw, "public_inspection_pdf_url", 0))
    if not found or published is None:
        return None
    day = datetime.datetime.fromtimestamp(int(found[1]), _WASHINGTON).date()
    return day if published - _LONGEST_ON_INSPECTION <= day <= published else None


def _day_in_washington(raw: Mapping[str, Any], name: str, number: str) -> datetime.date | None:
    """Return the day of a moment, which may be given in Washington's time or in another."""
    try:
        moment = datetime.datetime.fromisoformat(_text(raw, name, 0))
    except ValueError:
        return _date(raw, name, number)
    return moment.astimezone(_WASHINGTON).date() if moment.tzinfo else moment.date()


def _address(raw: Mapping[str, Any], name: str) -> str:
    value = _text(raw, name, 0)
    return value if value.startswith("https://") and len(value) <= 600 else ""


def _list(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    return value if isinstance(value, list) else []


def each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _date(raw: Mapping[str, Any], name: str, number: str) -> datetime.date | None:
    value = _text(raw, name, 0)
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError as error:
        raise Malformed(f"Document {number} gives {name} as {value[:40]!r}, which is not a date.", number) from error
