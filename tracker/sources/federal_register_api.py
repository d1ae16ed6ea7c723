"""The client of the Federal Register's public API.

The API gives at most 10,000 documents for one search, so a span of dates is asked for in windows small enough; what it
counts decides. It asks for no key and to be treated politely: one request at a time, a pause between two, a name in the
User-Agent, and patience when it answers 429 or 5xx.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from tracker.sources.fetch import SourceUnavailable

__all__ = ["documents_since", "open_client"]

BASE = "https://www.federalregister.gov/api/v1/documents.json"
USER_AGENT = "Letterbook/0.1 (archive of congressional correspondence)"
CAP = 10_000
PER_PAGE = 1000
FIRST_WINDOW = datetime.timedelta(days=90)
PAUSE, ATTEMPTS, LONGEST_WAIT = 0.5, 5, 60.0
FIELDS = (
    *("document_number", "title", "type", "action", "abstract", "agencies", "citation", "cfr_references"),
    *("docket_ids", "dockets", "regulation_id_numbers", "correction_of", "html_url", "pdf_url"),
    *("publication_date", "signing_date", "effective_on", "comments_close_on"),
)


def open_client() -> httpx.Client:
    """Return a client with our name and our limits."""
    return httpx.Client(
        headers={"User-Agent": USER_AGENT}, timeout=httpx.Timeout(30, connect=10), follow_redirects=True
    )


def documents_since(
    since: datetime.date,
    *,
    until: datetime.date,
    agency: str = "",
    client: httpx.Client,
    sleep: Callable[[float], None] = time.sleep,
    on_page: Callable[[datetime.date, int, int], None] | None = None,
) -> Iterator[list[object]]:
    """Yield pages of raw documents published from `since` to `until`, both included, oldest first.

    `agency` is a slug. `on_page` is told the window's last day, the page's number and the pages of the window. Raises
    SourceUnavailable when an answer cannot be had after all attempts; what was yielded before it stands.
    """
    start, step = since, FIRST_WINDOW
    while start <= until:
        end = min(start + step - datetime.timedelta(days=1), until)
        answer = _page(client, start, end, agency, number=1, sleep=sleep)
        count = answer["count"] if isinstance(answer.get("count"), int) else 0
        if count >= CAP and end > start:
            step = max((end - start + datetime.timedelta(days=1)) / 2, datetime.timedelta(days=1))
            step = datetime.timedelta(days=step.days)
            continue
        if count >= CAP:
            raise SourceUnavailable(
                f"The Federal Register counts {count:,} documents on {start}, more than it can give."
            )
        pages = max(-(-count // PER_PAGE), 1)
        for number in range(1, pages + 1):
            if number > 1:
                answer = _page(client, start, end, agency, number=number, sleep=sleep)
            results = answer.get("results")
            if isinstance(results, list) and results:
                yield results
            if on_page:
                on_page(end, number, pages)
        start, step = end + datetime.timedelta(days=1), min(step * 2, FIRST_WINDOW)


def _page(
    client: httpx.Client,
    start: datetime.date,
    end: datetime.date,
    agency: str,
    *,
    number: int,
    sleep: Callable[[float], None],
) -> dict[str, Any]:
    query: list[tuple[str, str | int | float | bool | None]] = [
        ("conditions[publication_date][gte]", start.isoformat()),
        ("conditions[publication_date][lte]", end.isoformat()),
        ("order", "oldest"),
        ("per_page", PER_PAGE),
        ("page", number),
        *(("fields[]", name) for name in FIELDS),
    ]
    if agency:
        query.append(("conditions[agencies][]", agency))
    why = ""
    for attempt in range(ATTEMPTS):
        sleep(PAUSE if attempt == 0 else min(2.0**attempt, LONGEST_WAIT))
        try:
            response = client.get(BASE, params=query)
        except httpx.TransportError as error:
            why = f"it could not be reached ({type(error).__name__})"
            continue
        if response.status_code == 429 or response.status_code >= 500:
            why = f"it answered {response.status_code}"
            sleep(_asked_wait(response))
            continue
        if response.status_code != 200:
            raise SourceUnavailable(
                f"The Federal Register refused the search for {start} to {end}: {response.status_code}."
            )
        try:
            answer = response.json()
        except ValueError:
            why = "its answer was not JSON"
            continue
        if isinstance(answer, dict):
            return answer
        why = "its answer was not a page of documents"
    raise SourceUnavailable(f"The Federal Register gave nothing for {start} to {end} after {ATTEMPTS} attempts: {why}.")


def _asked_wait(response: httpx.Response) -> float:
    """Return how many seconds the answer asks us to wait (Retry-After), at most a minute."""
    asked = response.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdigit() else 0.0
