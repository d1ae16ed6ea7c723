"""Bytes from paths and addresses: with limits, another try, and a sentence when they cannot be had."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tracker.sources import fetch
from tracker.sources.fetch import SourceUnavailable, is_url, read_bytes
from tracker.sources.legislators import read_roster

ROSTER = b"""[{"id": {"bioguide": "C000127"}, "name": {"first": "Maria", "last": "Cantwell"},
"terms": [{"type": "sen", "start": "2001-01-03", "end": "2007-01-03", "state": "WA", "party": "Democrat"}]}]"""


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        times = sum(path == self.path for path, _ in self.asked)
        if self.path == "/flaky" and times < 3:
            self.send_error(503)
        elif self.path in ("/flaky", "/good"):
            self._send(b"words")
        elif self.path == "/large":
            self._send(b"x" * 5000)
        elif self.path == "/packed.csv.gz":
            self._send(gzip.compress(b"words"))
        elif self.path == "/roster/legislators-current.json":
            self._send(ROSTER)
        else:
            self.send_error(404)

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(fetch.time, "sleep", lambda seconds: None)
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_under_our_name(site: str) -> None:
    assert read_bytes(f"{site}/good") == b"words"
    assert "Letterbook" in _Site.asked[0][1]


def test_a_passing_fault_is_tried_again(site: str) -> None:
    assert read_bytes(f"{site}/flaky") == b"words"
    assert len(_Site.asked) == 3


def test_after_enough_tries_it_is_said(site: str) -> None:
    with pytest.raises(SourceUnavailable, match="503"):
        read_bytes(f"{site}/flaky", tries=2)


def test_what_is_not_there_is_said_or_none(site: str) -> None:
    with pytest.raises(SourceUnavailable, match="404"):
        read_bytes(f"{site}/nowhere")
    assert read_bytes(f"{site}/nowhere", missing_ok=True) is None


def test_too_much_is_refused(site: str, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="more than"):
        read_bytes(f"{site}/large", limit=1000)
    (tmp_path / "large").write_bytes(b"x" * 5000)
    with pytest.raises(SourceUnavailable, match="larger than"):
        read_bytes(tmp_path / "large", limit=1000)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 100_000))
    with pytest.raises(SourceUnavailable, match="unpacks to more"):
        read_bytes(tmp_path / "bomb.gz", limit=1000)


def test_gzip_is_unpacked_and_a_broken_one_said(site: str, tmp_path: Path) -> None:
    assert read_bytes(f"{site}/packed.csv.gz") == b"words"
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"words" * 1000)[:20])
    with pytest.raises(SourceUnavailable, match="cut short"):
        read_bytes(tmp_path / "cut.gz")


def test_nobody_listening_is_said() -> None:
    with pytest.raises(SourceUnavailable, match="could not be fetched"):
        read_bytes("http://127.0.0.1:9/", tries=1, timeout=2)


def test_a_folder_at_an_address_needs_only_the_current_members(site: str) -> None:
    assert list(read_roster(f"{site}/roster/").members) == ["C000127"]


def test_what_counts_as_an_address() -> None:
    assert is_url("https://example.org/a")
    assert not is_url("ftp://example.org/a")
    assert not is_url(Path("a"))
