"""The door to files and addresses outside: bytes from a path or an http(s) URL, with limits.

SourceUnavailable          a sentence for a person; nothing was read
"""

import gzip
import io
import time
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import httpx

__all__ = ["SourceUnavailable", "is_url", "read_bytes"]

MAX_BYTES = 64 * 1024 * 1024
USER_AGENT = "Letterbook/0.1 (reference data importer)"
_TRIES = 3
_WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})


class SourceUnavailable(Exception):
    """A file or an address could not be read; the message is a sentence for a person."""


def is_url(source: str | Path) -> bool:
    """Tell whether `source` is an http(s) address."""
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def read_bytes(
    source: str | Path, *, limit: int = MAX_BYTES, timeout: float = 30.0, tries: int = _TRIES, missing_ok: bool = False
) -> bytes | None:
    """Return the bytes at a path or URL, unpacked when its name ends in .gz.

    `limit` is the most bytes taken, packed or unpacked; `timeout` is in seconds, for connecting and for each read; a
    transient fault is tried again with a growing pause. With `missing_ok`, what is not there is None.
    Raises SourceUnavailable.
    """
    if is_url(source):
        content = _download(str(source), limit=limit, timeout=timeout, tries=tries, missing_ok=missing_ok)
        name = urlsplit(str(source)).path
    else:
        content, name = _read_file(Path(source), limit=limit, missing_ok=missing_ok), str(source)
    if content is not None and name.endswith(".gz"):
        return _unpacked(content, name, limit)
    return content


def _read_file(path: Path, *, limit: int, missing_ok: bool) -> bytes | None:
    try:
        if path.stat().st_size > limit:
            raise SourceUnavailable(f"{path} is larger than the {limit // (1024 * 1024)} MB that are read.")
        return path.read_bytes()
    except FileNotFoundError as missing:
        if missing_ok:
            return None
        raise SourceUnavailable(f"There is no file {path}.") from missing
    except OSError as error:
        raise SourceUnavailable(f"{path} could not be read: {error.strerror or error}.") from error


def _download(url: str, *, limit: int, timeout: float, tries: int, missing_ok: bool) -> bytes | None:
    fault = ""
    for attempt in range(tries):
        if attempt:
            time.sleep(min(0.5 * 2**attempt, 5.0))
        try:
            with (
                httpx.Client(timeout=timeout, follow_redirects=True, headers={"User-Agent": USER_AGENT}) as client,
                client.stream("GET", url) as response,
            ):
                if response.status_code == 404 and missing_ok:
                    return None
                if response.status_code in _WORTH_ANOTHER_TRY:
                    fault = f"it answered {response.status_code}"
                    continue
                if response.status_code != 200:
                    raise SourceUnavailable(f"{url} could not be fetched: it answered {response.status_code}.")
                content = bytearray()
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > limit:
                        raise SourceUnavailable(f"{url} sends more than the {limit // (1024 * 1024)} MB that are read.")
                return bytes(content)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise SourceUnavailable(f"{url} is no address that can be fetched: {error}.") from error
        except httpx.HTTPError as error:
            fault = str(error) or type(error).__name__
    raise SourceUnavailable(f"{url} could not be fetched: {fault}.")


def _unpacked(content: bytes, name: str, limit: int) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceUnavailable(f"{name} is no gzip file, or is cut short.") from error
    if len(unpacked) > limit:
        raise SourceUnavailable(f"{name} unpacks to more than the {limit // (1024 * 1024)} MB that are read.")
    return unpacked
