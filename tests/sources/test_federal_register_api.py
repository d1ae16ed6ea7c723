"""The client against a server that misbehaves: what it asks, how it waits, and what it says when it gives up."""

import datetime
import email.utils

import httpx
import pytest
from misbehaving import Clock, body, client_of, half, hang_up, in_circles, serving, stall, status

from tracker.sources.federal_register_api import FIELDS, FederalRegister, Memory, TooMany
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.polite import Caller, Refused

DAY = datetime.date(2024, 1, 2)


@pytest.fixture
def upstream():
    with serving() as server:
        yield server


def asked_pages(upstream):
    return [query["page"][0] for path, query in upstream.asked if path.endswith("documents.json")]


def numbers(pages):
    return [raw["document_number"] for page in pages for raw in page.documents]


def test_a_search_is_asked_page_by_page_with_all_fields(upstream):
    upstream.fill("2024-01-02", days=3, a_day=700)
    with client_of(upstream) as api:
        pages = list(api.documents(DAY, DAY + datetime.timedelta(days=2), agency="harbor-office", kinds=["rule"]))
    assert len(set(numbers(pages))) == 2100
    assert [(page.number, page.pages, page.count) for page in pages] == [(1, 3, 2100), (2, 3, 2100), (3, 3, 2100)]
    assert asked_pages(upstream) == ["1", "2", "3"]
    query = upstream.asked[0][1]
    assert query["conditions[agencies][]"] == ["harbor-office"]
    assert query["conditions[type][]"] == ["RULE"]
    assert tuple(query["fields[]"]) == FIELDS


def test_a_search_with_nothing_is_one_empty_page(upstream):
    with client_of(upstream) as api:
        (page,) = api.documents(DAY, DAY)
    assert (page.count, page.documents) == (0, [])


def test_more_than_the_cap_is_said_before_anything_is_given(upstream):
    upstream.fill("2024-01-02", days=1, a_day=10_001)
    with client_of(upstream) as api, pytest.raises(TooMany, match="10,000 documents"):
        list(api.documents(DAY, DAY))
    assert asked_pages(upstream) == ["1"]


def test_the_rate_is_kept(upstream):
    upstream.fill("2024-01-02", days=1, a_day=2500)
    clock = Clock()
    with client_of(upstream, clock, per_second=4.0) as api:
        list(api.documents(DAY, DAY))
    assert clock.slept == [0.25, 0.25]


@pytest.mark.parametrize(
    "fault",
    [
        status(429),
        status(500),
        status(503),
        status(304),
        half,
        hang_up,
        body(b"<html>"),
        body(b'{"count": 1, "results": ['),
        body(b"[]"),
        body(b'{"results": []}'),
        body(b'{"count": 2, "results": "none"}'),
        body(b'{"count": -1, "results": []}'),
        body(b"\xff\xfe"),
        body(b"[" * 200_000),
    ],
)
def test_a_passing_fault_is_waited_out(upstream, fault):
    upstream.add("2024-1", "2024-01-02")
    upstream.faults = [fault, fault]
    clock = Clock()
    with client_of(upstream, clock) as api:
        assert numbers(api.documents(DAY, DAY)) == ["2024-1"]
    assert len(upstream.asked) == 3


def test_waits_double_with_a_part_left_to_chance(upstream):
    upstream.faults = [status(503)] * 5
    clock = Clock()
    with client_of(upstream, clock, per_second=1000.0) as api, pytest.raises(SourceUnavailable):
        list(api.documents(DAY, DAY))
    waits = [wait for wait in clock.slept if wait > 0.1]
    assert len(waits) == 4
    assert all(longest / 2 <= wait <= longest for wait, longest in zip(waits, [1, 2, 4, 8], strict=True))
    assert waits != [1, 2, 4, 8]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_what_the_other_side_asks_for_is_waited(upstream, form):
    upstream.add("2024-1", "2024-01-02")
    asked = "37" if form == "seconds" else email.utils.formatdate(1_700_000_037, usegmt=True)
    upstream.faults = [status(429, Retry_After=asked)]
    clock = Clock()
    with client_of(upstream, clock, wall_clock=lambda: 1_700_000_000.0) as api:
        assert numbers(api.documents(DAY, DAY)) == ["2024-1"]
    assert 37.0 in clock.slept


def test_a_pause_of_an_hour_is_left_to_the_next_sync(upstream):
    upstream.faults = [status(503, Retry_After="3600")]
    clock = Clock()
    with client_of(upstream, clock) as api, pytest.raises(SourceUnavailable, match="pause of 60 minutes"):
        list(api.documents(DAY, DAY))
    assert len(upstream.asked) == 1
    assert sum(clock.slept) < 60


def test_a_lasting_fault_ends_in_a_sentence(upstream):
    upstream.faults = [status(500)] * 9
    with client_of(upstream) as api, pytest.raises(SourceUnavailable, match="after 5 attempts: it answered 500"):
        list(api.documents(DAY, DAY))
    assert len(upstream.asked) == 5


def test_a_refusal_is_not_asked_again(upstream):
    upstream.faults = [status(400)]
    with client_of(upstream) as api, pytest.raises(Refused, match="it answered 400"):
        list(api.documents(DAY, DAY))
    assert len(upstream.asked) == 1


def test_a_slow_answer_is_not_waited_for(upstream):
    upstream.faults = [stall(1.5)] * 2
    with client_of(upstream, timeout=0.2, attempts=2) as api, pytest.raises(SourceUnavailable, match="too slow"):
        list(api.documents(DAY, DAY))


def test_an_answer_that_drips_ends_too(upstream):
    ticks = iter(range(0, 100_000, 200))

    def drips():
        yield b"x"
        yield b"x"

    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=drips()))
    with httpx.Client(transport=transport) as client:
        caller = Caller(client, clock=lambda: float(next(ticks)), sleep=lambda seconds: None, attempts=2)
        with pytest.raises(SourceUnavailable, match="too slow"):
            FederalRegister(caller).on_inspection()


def test_nobody_is_there():
    with serving() as gone:
        pass
    with client_of(gone, attempts=2) as api, pytest.raises(SourceUnavailable, match="could not be reached"):
        list(api.documents(DAY, DAY))


def test_circles_are_left(upstream):
    upstream.faults = [in_circles]
    with client_of(upstream) as api, pytest.raises(Refused, match="in circles"):
        list(api.documents(DAY, DAY))
    assert len(upstream.asked) == 6


def test_no_more_is_taken_than_can_be_held(upstream):
    upstream.texts["/long.txt"] = b"x" * 300_000
    address = upstream.base.replace("/api/v1", "/long.txt")
    with client_of(upstream) as api:
        with pytest.raises(Refused, match="sends more than 0 MB"):
            api.caller.get(address, limit=100_000)
        answer = api.caller.get(address, limit=100_000, may_cut=True)
    assert (len(answer.content), answer.is_cut) == (100_000, True)


def test_what_has_not_changed_is_not_sent_again(upstream):
    upstream.fill("2024-01-02", days=1, a_day=1500)
    upstream.etags = True
    with client_of(upstream) as api:
        first = list(api.documents(DAY, DAY))
        memory = {page.address: Memory(page.etag, page.last_modified, page.count, page.results) for page in first}
        again = list(api.documents(DAY, DAY, remembered=memory.get))
        assert [(page.is_unchanged, page.results, page.documents) for page in again] == [
            (True, 1000, []),
            (True, 500, []),
        ]
        upstream.documents[1200]["title"] = "Another"
        third = list(api.documents(DAY, DAY, remembered=memory.get))
    assert [page.is_unchanged for page in third] == [True, False]


def test_a_single_document_and_the_list_on_inspection(upstream):
    upstream.add("2024-00001", "2024-01-02")
    upstream.on_inspection = [{"document_number": "2024-00002"}, "odd"]
    with client_of(upstream) as api:
        assert api.document("2024-00001")["title"] == "Harbor lights, 2024-00001"
        assert api.on_inspection() == [{"document_number": "2024-00002", "on public inspection": True}, "odd"]
        with pytest.raises(Refused, match="404"):
            api.document("2024/9")
    assert upstream.asked[-1][0].endswith("/documents/2024%2F9.json")
