"""A server of our own in the place of the Federal Register, which misbehaves as it is told to."""

import contextlib
import datetime
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tracker.sources.federal_register_api import FederalRegister
from tracker.sources.polite import Caller, open_client

Fault = Callable[[BaseHTTPRequestHandler], None]


class Upstream:
    """Documents by day, what goes wrong first, and what was asked. `base` is its address."""

    def __init__(self) -> None:
        self.documents: list[dict[str, Any]] = []
        self.on_inspection: list[Any] = []
        self.faults: list[Fault | None] = []
        self.texts: dict[str, bytes] = {}
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.answered: list[int] = []
        self.etags = False
        self.base = ""

    def add(self, number: str, day: str, **fields: Any) -> dict[str, Any]:
        document = {
            "document_number": number,
            "title": f"Harbor lights, {number}",
            "type": "Rule",
            "publication_date": day,
            "agencies": [{"id": 900, "slug": "harbor-office", "name": "Harbor Office", "parent_id": None}],
        } | fields
        self.documents.append(document)
        return document

    def fill(self, day: str, days: int, a_day: int) -> None:
        first = datetime.date.fromisoformat(day)
        for count in range(days):
            date = first + datetime.timedelta(days=count)
            for number in range(a_day):
                self.add(f"{date:%Y}-{date:%m%d}{number:04d}", date.isoformat())

    def found(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        first, last = query["conditions[publication_date][gte]"][0], query["conditions[publication_date][lte]"][0]
        return [each for each in self.documents if first <= each["publication_date"] <= last]


class _Handler(BaseHTTPRequestHandler):
    upstream: Upstream

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        query = parse_qs(split.query)
        up = self.upstream
        up.asked.append((split.path, query))
        fault = up.faults.pop(0) if up.faults else None
        if fault is not None:
            fault(self)
            return
        if split.path.endswith("/documents.json"):
            found = up.found(query)
            page, size = int(query["page"][0]), int(query["per_page"][0])
            body = {"count": min(len(found), 10_000), "results": found[(page - 1) * size : page * size]}
            self.reply(body if found else {"count": 0, "description": "Nothing"})
        elif split.path.endswith("/public-inspection-documents/current.json"):
            self.reply({"count": len(up.on_inspection), "results": up.on_inspection})
        elif split.path in up.texts:
            self.send(200, up.texts[split.path], "text/html")
        else:
            for each in up.documents:
                if split.path.endswith(f"/documents/{each['document_number']}.json"):
                    self.reply(each)
                    return
            self.send(404, b"{}")

    def reply(self, body: Any) -> None:
        content = json.dumps(body).encode()
        etag = f'"{hash(content)}"' if self.upstream.etags else ""
        if etag and self.headers.get("If-None-Match") == etag:
            self.send(304, b"", etag=etag)
        else:
            self.send(200, content, etag=etag)

    def send(self, status: int, body: bytes, kind: str = "application/json", *, etag: str = "", **headers: str) -> None:
        self.upstream.answered.append(status)
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if etag:
                self.send_header("ETag", etag)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.send(code, b"{}", **headers)  # type: ignore[attr-defined]


def body(content: bytes) -> Fault:
    return lambda handler: handler.send(200, content)  # type: ignore[attr-defined]


def half(handler: BaseHTTPRequestHandler) -> None:
    """Promise a page, send half of it and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"count": 1, "results": [')
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


def stall(seconds: float) -> Fault:
    def wait(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        with contextlib.suppress(ConnectionError, OSError, ValueError):
            handler.send(200, b"{}")  # type: ignore[attr-defined]

    return wait


def in_circles(handler: BaseHTTPRequestHandler) -> None:
    handler.upstream.faults.insert(0, in_circles)  # type: ignore[attr-defined]
    handler.send(302, b"", Location=handler.path)  # type: ignore[attr-defined]


@contextlib.contextmanager
def serving() -> Iterator[Upstream]:
    upstream = Upstream()
    handler = type("Handler", (_Handler,), {"upstream": upstream})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    upstream.base = f"http://127.0.0.1:{server.server_address[1]}/api/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield upstream
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@contextlib.contextmanager
def client_of(upstream: Upstream, clock: Clock | None = None, **settings: Any) -> Iterator[FederalRegister]:
    """A client that waits by a clock of its own; `timeout` is the only real wait."""
    clock = clock or Clock()
    with open_client(timeout=settings.pop("timeout", 5.0)) as client:
        yield FederalRegister(Caller(client, clock=clock, sleep=clock.sleep, **settings), base=upstream.base)
