"""A search taken away whole: `/search/export.csv`, `.jsonl` and `.xlsx`, with the same query and for the same eyes.

CSV and JSON Lines go out as they are made; a workbook is made in a temporary file first. All rows are of one moment.
Not many run at once, in all processes together: each holds a transaction and a worker's thread while it lasts.
"""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.search import Order, ask, every, snapshot
from tracker.web.asking import known_order, search_address
from tracker.web.export_files import MOST_ROWS_OF_A_SHEET, About, Batches, csv_chunks, json_chunks, write_xlsx
from tracker.web.records import LetterRecord, Records
from tracker.web.wording import joined

__all__ = ["FORMS", "search_export"]

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_BATCH = 500
# A statement, or a client that takes nothing, may keep us waiting this long; the whole may take that long.
_STATEMENT_SECONDS = 60
_WHOLE_SECONDS = 15 * 60
_RETRY_SECONDS = 30
# Advisory locks are told apart by two numbers: this one stands for exports.
_LOCK = 5_013


class Refused(Exception):
    """An export that is not begun: a sentence for a person, and a status for programs."""

    def __init__(self, status: int, heading: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.heading, self.sentence = status, heading, sentence


@require_GET
def search_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send all letters that the query finds, as a file in this form."""
    try:
        return _exported(request, form)
    except Refused as refused:
        return _refusal(request, refused)
    except (OperationalError, TimeoutError):
        return _refusal(
            request,
            Refused(503, "This takes too long", "The search was stopped. Narrow the query, and export that."),
        )


def _exported(request: HttpRequest, form: str) -> HttpResponseBase:
    text, order = request.GET.get("q", "").strip(), _order(request.GET.get("order", ""))
    if not text:
        raise Refused(400, "Nothing was asked", "Search for something first, and export what is found.")
    now = timezone.localtime()
    if form == "xlsx":
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        with _found(request, text, order) as (about, batches):
            if about.found > MOST_ROWS_OF_A_SHEET:
                raise Refused(
                    400,
                    "This is too much for a spreadsheet",
                    f"A sheet has {MOST_ROWS_OF_A_SHEET:,} rows, and {about.found:,} letters are found. "
                    "Narrow the query, or export it as CSV or JSON Lines.",
                )
            write_xlsx(file, about, batches)
        file.seek(0)
        response: HttpResponseBase = FileResponse(file, content_type=FORMS[form])
    else:
        chunks = _Begun(_chunks(request, text, order, csv_chunks if form == "csv" else json_chunks))
        response = StreamingHttpResponse(chunks, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="letterbook-{now:%Y-%m-%d-%H%M}.{form}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    # nginx would else hold back what is sent piece by piece.
    response["X-Accel-Buffering"] = "no"
    return response


def _chunks(
    request: HttpRequest, text: str, order: Order, write: Callable[[About, Batches], Iterator[bytes]]
) -> Iterator[bytes]:
    with _found(request, text, order) as (about, batches):
        yield from write(about, batches)


@contextmanager
def _found(request: HttpRequest, text: str, order: Order) -> Iterator[tuple[About, Batches]]:
    """Search, and give what was asked and the records; the moment and the place are held until the end."""
    today = timezone.localdate()
    with snapshot(seconds=_STATEMENT_SECONDS):
        _take_place()
        question = ask(text, request.user, today=today)
        ids: Sequence[int] = every(question, order=order)
        about = About(
            query=text,
            understood=question.query.written,
            notes=question.notes,
            order=order.value,
            found=len(ids),
            exported_at=timezone.localtime(),
            address=f"{settings.SITE_ORIGIN}{reverse('search')}{search_address(text, order)}",
        )
        yield about, _batches(ids, Records(request.user, today=today))


def _batches(ids: Sequence[int], records: Records) -> Iterable[list[LetterRecord]]:
    end = time.monotonic() + _WHOLE_SECONDS
    for start in range(0, len(ids), _BATCH):
        if time.monotonic() > end:
            raise TimeoutError(f"An export was stopped after {_WHOLE_SECONDS} s, at {start:,} of {len(ids):,} letters.")
        yield records.of(ids[start : start + _BATCH])


def _take_place() -> None:
    """Take one of the places for exports until the transaction ends. Raises Refused when all are taken."""
    with connection.cursor() as cursor:
        for number in range(settings.EXPORTS_AT_ONCE):
            cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", (_LOCK, number))
            if cursor.fetchone()[0]:
                return
    raise Refused(
        503,
        "Others are exporting at this moment",
        f"Try again in half a minute: no more than {settings.EXPORTS_AT_ONCE} exports run at once.",
    )


class _Begun:
    """Chunks of which the first is made at once, so that what fails before it can still be answered with a page.

    Closing it, as Django does when a client goes away, ends the export.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._first: bytes | None = next(chunks)

    def __iter__(self) -> "_Begun":
        return self

    def __next__(self) -> bytes:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return next(self._chunks)

    def close(self) -> None:
        self._chunks.close()  # type: ignore[attr-defined]


def _order(asked: str) -> Order:
    """Return the order asked for. Relevance ranks the best few and no more, so all letters come newest first."""
    if asked in ("", Order.RELEVANCE):
        return Order.NEWEST
    order = known_order(asked)
    if order is None:
        known = joined([each.value for each in Order if each is not Order.RELEVANCE], conjunction="or")
        raise Refused(400, "There is no such order", f"Letters cannot be ordered by “{asked[:40]}”: ask for {known}.")
    return order


def _refusal(request: HttpRequest, refused: Refused) -> HttpResponseBase:
    words = {"heading": refused.heading, "sentence": refused.sentence}
    response = render(request, "400.html", words, status=refused.status)
    if refused.status == 503:
        response["Retry-After"] = str(_RETRY_SECONDS)
    return response
