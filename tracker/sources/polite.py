"""How we ask others for something: politely, patiently, and never for more than we can hold.

SourceUnavailable          a sentence for a person; nothing was had
└─ Refused                 asked again it would say the same: not worth another try

A `Caller` keeps a rate, waits and asks again when the other side is down, slow or busy, takes no more than a limit of
bytes, and can ask conditionally. Clock, sleep and chance are given, so that tests need not wait.
"""

import datetime
import email.utils
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tracker.sources.fetch import SourceUnavailable

__all__ = ["Answer", "Caller", "Refused", "open_client"]

USER_AGENT = "Letterbook/0.1 (archive of congressional correspondence)"
MAX_BYTES = 64 * 1024 * 1024
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class Refused(SourceUnavailable):
    """The other side's answer will not change by asking again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `is_unchanged`: 304, nothing new since; `is_cut`: there was more than the limit."""

    content: bytes = b""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False
    is_cut: bool = False

    def document(self) -> dict[str, Any]:
        """Return the JSON object. Raises ValueError with a reason."""
        try:
            value = json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise ValueError("its answer was not JSON") from error
        if not isinstance(value, dict):
            raise ValueError("its answer was not a JSON object")
        return value


@dataclass
class Caller:
    """Asks addresses one after the other, at most `per_second` of them in a second.

    After a failure the wait doubles from `first_wait` seconds to `longest_wait`, a random part of it left out so that
    many who wait do not come back at once. What the other side asks for (Retry-After) is waited in full, if it is no
    more than `longest_asked`; else the call ends, and says so.
    """

    client: httpx.Client
    name: str = "The Federal Register"
    per_second: float = 2.0
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_asked: float = 300.0
    longest_call: float = 120.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    wall_clock: Callable[[], float] = time.time
    chance: random.Random = field(default_factory=random.Random)
    _next: float = 0.0

    def get(
        self,
        url: str,
        *,
        params: list[tuple[str, str]] | None = None,
        etag: str = "",
        last_modified: str = "",
        limit: int = MAX_BYTES,
        may_cut: bool = False,
        check: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """Return the answer at an address. Raises SourceUnavailable.

        `check` may raise ValueError with a reason why an answer is no good, which counts as a failure that may pass.
        """
        why = ""
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(self._pause(attempt))
            self._keep_rate()
            try:
                answer, asked = self._once(url, params, etag, last_modified, limit, may_cut)
                if answer is not None:
                    if check is not None and not answer.is_unchanged:
                        check(answer)
                    return answer
                why, wait = asked
                if wait > self.longest_asked:
                    raise SourceUnavailable(
                        f"{self.name} asked for a pause of {wait / 60:.0f} minutes; it is asked again at the next sync."
                    )
                if wait:
                    self.sleep(wait)
            except httpx.TooManyRedirects as error:
                raise Refused(f"{self.name} sends in circles from {url[:200]}.") from error
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise Refused(f"{url[:200]} is no address that can be asked.") from error
            except httpx.TimeoutException:
                why = "it was too slow"
            except httpx.HTTPError as error:
                why = f"it could not be reached ({type(error).__name__})"
            except ValueError as error:
                why = str(error)
        raise SourceUnavailable(f"{self.name} gave nothing after {self.attempts} attempts: {why}.")

    def _once(
        self, url: str, params: list[tuple[str, str]] | None, etag: str, last_modified: str, limit: int, may_cut: bool
    ) -> tuple[Answer | None, tuple[str, float]]:
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        query: Any = params
        began = self.clock()
        with self.client.stream("GET", url, params=query, headers=headers) as response:
            status = response.status_code
            if status == 304 and headers:
                return Answer(etag=etag, last_modified=last_modified, is_unchanged=True), ("", 0.0)
            if status in _WORTH_ANOTHER_TRY or status == 304:
                return None, (f"it answered {status}", self._asked_wait(response))
            if status != 200:
                raise Refused(f"{self.name} refused {response.url.path}: it answered {status}.")
            content, is_cut = bytearray(), False
            for piece in response.iter_bytes():
                content += piece
                if len(content) > limit:
                    if not may_cut:
                        raise Refused(
                            f"{self.name} sends more than {limit // (1024 * 1024)} MB at {response.url.path}, which is "
                            "not taken."
                        )
                    del content[limit:]
                    is_cut = True
                    break
                if self.clock() - began > self.longest_call:
                    raise httpx.ReadTimeout("The answer came too slowly.")
            given = response.headers
            return (
                Answer(bytes(content), given.get("ETag", "")[:200], given.get("Last-Modified", "")[:60], False, is_cut),
                ("", 0.0),
            )

    def _keep_rate(self) -> None:
        wait = self._next - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._next = self.clock() + 1 / self.per_second

    def _pause(self, attempt: int) -> float:
        longest = min(self.first_wait * float(2 ** (attempt - 1)), self.longest_wait)
        return longest * (0.5 + 0.5 * self.chance.random())

    def _asked_wait(self, response: httpx.Response) -> float:
        """Return for how many seconds the answer asks to be left alone: as a number, or until a time."""
        asked: str = response.headers.get("Retry-After", "").strip()
        if asked.isdigit():
            return float(asked[:9])
        try:
            until = email.utils.parsedate_to_datetime(asked)
        except (TypeError, ValueError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)
        return max(float(until.timestamp()) - self.wall_clock(), 0.0)


def open_client(*, timeout: float = 30.0) -> httpx.Client:
    """Return a client with our name and our limits."""
    return httpx.Client(
        headers={"User-Agent": USER_AGENT},
        timeout=httpx.Timeout(timeout, connect=10),
        follow_redirects=True,
        max_redirects=5,
    )
