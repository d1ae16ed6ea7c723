"""The Federal Register's public API: documents of a span of days, single documents, agencies, public inspection.

The API gives at most 10,000 documents for one search, so a span of days with more is halved until each half has fewer;
what it counts decides. It asks for no key, and to be treated politely (`polite`).
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from tracker.models import ActionKind
from tracker.sources.federal_register import INSPECTION
from tracker.sources.polite import Answer, Caller

__all__ = ["BASE", "CAP", "TYPES", "FederalRegister", "Memory", "Page", "TooMany"]

BASE = "https://www.federalregister.gov/api/v1"
CAP, PER_PAGE = 10_000, 1000
FIELDS = (
    *("document_number", "title", "type", "subtype", "action", "abstract", "agencies", "citation", "end_page"),
    *("cfr_references", "docket_ids", "dockets", "regulation_id_numbers", "correction_of", "corrections"),
    *("executive_order_number", "presidential_document_number", "html_url", "pdf_url", "raw_text_url"),
    *("publication_date", "signing_date", "effective_on", "comments_close_on", "public_inspection_pdf_url"),
)
TYPES: dict[str, str] = {
    ActionKind.RULE: "RULE",
    ActionKind.PROPOSED_RULE: "PRORULE",
    ActionKind.NOTICE: "NOTICE",
    ActionKind.PRESIDENTIAL_DOCUMENT: "PRESDOCU",
}


Remembered = Callable[[str], "Memory | None"]


class TooMany(Exception):
    """The span has more documents than one search gives: ask for less at once."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of an answer that was stored: its marks, and what it counted."""

    etag: str
    last_modified: str
    count: int
    results: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a search. `documents` is empty when nothing changed since it was stored (`is_unchanged`)."""

    number: int
    pages: int
    count: int
    documents: list[object]
    address: str
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False
    results: int = 0


class FederalRegister:
    """The API at `base`, asked by way of a Caller."""

    def __init__(self, caller: Caller, *, base: str = "") -> None:
        self.caller = caller
        self.base = (base or BASE).rstrip("/")

    def documents(
        self,
        since: datetime.date,
        until: datetime.date,
        *,
        agency: str = "",
        kinds: Sequence[str] = (),
        remembered: Remembered | None = None,
    ) -> Iterator[Page]:
        """Yield the pages of what was published from `since` to `until`, both included, oldest first.

        `remembered` returns, by the address's hash, what is known of an answer that need not be sent again. Raises
        TooMany before the first page when there is more than the API gives, SourceUnavailable when an answer cannot be
        had; what was yielded before it stands.
        """
        number, pages, count = 1, 1, 0
        while number <= pages:
            page = self._page(since, until, agency, kinds, number, remembered)
            if number == 1:
                count = page.count
                if count >= CAP:
                    raise TooMany(f"{count:,} documents")
                pages = max(-(-count // PER_PAGE), 1)
            yield replace(page, pages=pages, count=count)
            number += 1

    def document(self, number: str) -> dict[str, Any]:
        """Return one document, raw, by its number. Raises SourceUnavailable."""
        params = [("fields[]", name) for name in FIELDS]
        answer = self.caller.get(
            f"{self.base}/documents/{quote(number, safe='')}.json", params=params, check=_is_object
        )
        return answer.document()

    def on_inspection(self) -> list[object]:
        """Return what is on public inspection now, raw, marked as such. Raises SourceUnavailable."""
        answer = self.caller.get(f"{self.base}/public-inspection-documents/current.json", check=_has_results)
        found = answer.document()["results"]
        return [{**raw, INSPECTION: True} if isinstance(raw, dict) else raw for raw in found]

    def _page(
        self,
        since: datetime.date,
        until: datetime.date,
        agency: str,
        kinds: Sequence[str],
        number: int,
        remembered: Remembered | None,
    ) -> Page:
        params = [
            ("conditions[publication_date][gte]", since.isoformat()),
            ("conditions[publication_date][lte]", until.isoformat()),
            ("order", "oldest"),
            ("per_page", str(PER_PAGE)),
            ("page", str(number)),
            *(("fields[]", name) for name in FIELDS),
            *(("conditions[type][]", TYPES[kind]) for kind in kinds),
        ]
        if agency:
            params.append(("conditions[agencies][]", agency))
        url = f"{self.base}/documents.json"
        address = hashlib.sha256(f"{url}?{urlencode(params)}".encode()).hexdigest()
        known = remembered(address) if remembered else None
        answer = self.caller.get(
            url,
            params=params,
            etag=known.etag if known else "",
            last_modified=known.last_modified if known else "",
            check=_has_count if number == 1 else _has_results,
        )
        if answer.is_unchanged and known:
            return Page(number, 1, known.count, [], address, is_unchanged=True, results=known.results)
        found = answer.document()
        results = found.get("results") or []
        return Page(
            number, 1, found.get("count", 0), results, address, answer.etag, answer.last_modified, False, len(results)
        )


def _is_object(answer: Answer) -> None:
    answer.document()


def _has_results(answer: Answer) -> None:
    if not isinstance(answer.document().get("results"), list):
        raise ValueError("its answer was not a page of documents")


def _has_count(answer: Answer) -> None:
    # A search that finds nothing has a count of 0 and no results.
    found = answer.document()
    count = found.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise ValueError("its answer did not count the documents")
    if count and not isinstance(found.get("results"), list):
        raise ValueError("its answer was not a page of documents")
