"""Feeds of searches: valid, cheap to ask again, and nothing in them that the public may not see."""

import datetime
import hashlib
import threading
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import NOW, make_letter, make_member, make_saved_search, make_user

from tracker import alerts, search
from tracker.archive import publish
from tracker.models import Asker, Letter, LetterTranscript, Role
from tracker.search import Question
from tracker.web import feeds

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ORIGIN = "http://127.0.0.1:8000"


def make_published(title="Two senators on lamps", minutes=0, **fields):
    at = NOW + datetime.timedelta(minutes=minutes)
    letter = make_letter(published=True, title=title, published_at=at, changed_at=at, with_images=False, **fields)
    search.index(letter)
    return letter


def atom(client, query=None, **asked):
    answer = client.get("/search/feed.atom", ({"q": query} if query is not None else {}) | asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def assert_is_atom(feed):
    """RFC 4287, sections 4.1.1 and 4.1.2: what must stand in a feed and in an entry, once."""
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {"self", "alternate"} <= links(feed).keys()
    ids = []
    for entry in feed.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        for name in ("updated", "published"):
            assert datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")).tzinfo
        assert entry.find(f"{ATOM}summary").get("type") == "html"
        assert links(entry)["alternate"].startswith(f"{ORIGIN}/letters/")
        ids.append(entry.findtext(f"{ATOM}id"))
    assert len(set(ids)) == len(ids)


def test_an_atom_feed_has_the_newest_published_first(client: Client):
    member = make_member(first="Jane", last="Rivers")
    make_published("Old lamps", letter_date=datetime.date(2025, 12, 1), members=[member])
    newest = make_published("New <lamps> & buoys", minutes=5, letter_date=datetime.date(2020, 1, 1))
    make_published("Of something else", blocks=["Nothing of it."])
    feed = atom(client, "lamps")
    assert_is_atom(feed)
    assert titles(feed) == ["New <lamps> & buoys", "Old lamps"]
    assert feed.findtext(f"{ATOM}title") == "“lamps” · Letterbook"
    assert links(feed) == {
        "self": f"{ORIGIN}/search/feed.atom?q=lamps",
        "alternate": f"{ORIGIN}/search/?q=lamps&order=newest",
    }
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{ORIGIN}/letters/{newest.pk}/"
    assert entry.findtext(f"{ATOM}published") == "2026-03-02T15:35:00+00:00"
    assert "the old <b>lamps</b> “fail on one night" in entry.findtext(f"{ATOM}summary")
    assert "(page 1)" in entry.findtext(f"{ATOM}summary")
    Letter.objects.filter(pk=newest.pk).update(changed_at=NOW + datetime.timedelta(hours=2))
    assert atom(client, "lamps").findtext(f"{ATOM}updated") == "2026-03-02T17:30:00+00:00"


def test_a_json_feed_says_the_same(client: Client):
    letter = make_published("New <lamps> & buoys")
    answer = client.get("/search/feed.json", {"q": "lamps"})
    assert answer["Content-Type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ORIGIN}/search/feed.json?q=lamps"
    assert feed["home_page_url"] == f"{ORIGIN}/search/?q=lamps&order=newest"
    assert "next_url" not in feed
    [item] = feed["items"]
    assert item["id"] == item["url"] == f"{ORIGIN}/letters/{letter.pk}/"
    assert item["title"] == "New <lamps> & buoys"
    assert item["date_published"] == "2026-03-02T15:30:00+00:00"
    assert "<b>lamps</b>" in item["content_html"]


def test_without_a_query_all_letters_are_in_it(client: Client):
    make_published()
    make_letter(title="A draft")
    feed = atom(client)
    assert_is_atom(feed)
    assert titles(feed) == ["Two senators on lamps"]
    assert feed.findtext(f"{ATOM}title") == "Letterbook"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lamps AND (", "bracket"),
        ("lamps colour:red", "colour"),
        ("from:nobodyknown", "No member, party, state"),
        ("the", "too common"),
        ("((", "bracket"),
        ("lamps\x00\x0b\ufffe", ""),
        ("x" * 3000, "500 characters"),
    ],
)
def test_bad_syntax_never_fails_and_is_said(client: Client, query, said):
    make_published()
    feed = atom(client, query)
    assert_is_atom(feed)
    assert said in feed.findtext(f"{ATOM}subtitle")
    if query == "((":
        assert titles(feed) == [], "What says nothing finds nothing."
    json = client.get("/search/feed.json", {"q": query}).json()
    assert json["description"] == feed.findtext(f"{ATOM}subtitle")


def test_an_empty_feed_is_valid(client: Client):
    assert_is_atom(atom(client, "lamps"))
    assert client.get("/search/feed.json", {"q": "lamps"}).json()["items"] == []


def test_characters_that_xml_does_not_have_are_left_out(client: Client):
    letter = make_published("Lamps \x0b and \x1f buoys")
    LetterTranscript.objects.filter(letter=letter).update(text="The old lamps \x0c\ufffe fail.")
    search.index(letter)
    assert titles(atom(client, "lamps")) == ["Lamps  and  buoys"]


def test_whoever_has_it_is_answered_304_until_something_changes(client: Client):
    letter = make_published()
    for path in ("/search/feed.atom", "/search/feed.json"):
        first = client.get(path, {"q": "lamps"})
        assert first["Cache-Control"] == "max-age=300, public" or first["Cache-Control"] == "public, max-age=300"
        assert first["Last-Modified"]
        again = client.get(path, {"q": "lamps"}, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        since = {"If-Modified-Since": first["Last-Modified"]}
        assert client.get(path, {"q": "lamps"}, headers=since).status_code == 304
        assert client.get(path, {"q": "lamps"}, headers={"If-None-Match": 'W/"else"'}).status_code == 200
        assert client.get(path, {"q": "memory"}, headers={"If-None-Match": first["ETag"]}).status_code == 200
    letter.title = "Changed"
    letter.changed_at = NOW + datetime.timedelta(days=1)
    letter.save()
    assert client.get(path, {"q": "lamps"}, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_depends_on_no_cookie(client: Client):
    make_published()
    make_letter(title="Secret lamps")
    open_feed = client.get("/search/feed.atom", {"q": "lamps"})
    client.force_login(make_user(Role.ADMIN))
    as_admin = client.get("/search/feed.atom", {"q": "lamps"})
    assert as_admin.content == open_feed.content
    for answer in (open_feed, as_admin):
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies
    assert client.get("/search/feed.json", {"q": "is:draft"}).json()["items"] == []


def test_a_withdrawn_letter_is_gone_at_once(client: Client):
    letter = make_published()
    first = client.get("/search/feed.atom", {"q": "lamps"})
    publish.withdraw(letter, by=None, now=NOW)
    again = client.get("/search/feed.atom", {"q": "lamps"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert titles(ElementTree.fromstring(again.content)) == []


def test_a_long_feed_comes_in_pages(client: Client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    monkeypatch.setattr(feeds, "MOST_PAGES", 2)
    for number in range(5):
        make_published(f"Lamps {number}", minutes=number)
    first, second = atom(client, "lamps"), atom(client, "lamps", page="2")
    assert (titles(first), titles(second)) == (["Lamps 4", "Lamps 3"], ["Lamps 2", "Lamps 1"])
    assert links(first)["next"] == f"{ORIGIN}/search/feed.atom?q=lamps&page=2"
    assert links(second)["previous"] == links(second)["first"] == f"{ORIGIN}/search/feed.atom?q=lamps"
    assert "next" not in links(second), "Past the last page nothing is offered."
    assert "2 a page" in first.findtext(f"{ATOM}subtitle")
    assert titles(atom(client, "lamps", page="99")) == titles(second)
    assert titles(atom(client, "lamps", page="x")) == titles(first)
    json = client.get("/search/feed.json", {"q": "lamps"}).json()
    assert json["next_url"] == f"{ORIGIN}/search/feed.json?q=lamps&page=2"


def test_what_the_newest_do_not_have_is_found_among_all(client: Client, monkeypatch):
    monkeypatch.setattr("tracker.search.asking._NEWEST", 2)
    monkeypatch.setattr("tracker.search.gather._MANY", -1)
    for number in range(4):
        make_published(f"Lamps {number}", minutes=number)
    assert titles(atom(client, "lamps")) == ["Lamps 3", "Lamps 2", "Lamps 1", "Lamps 0"]
    monkeypatch.setattr(feeds, "ENTRIES", 1)
    cache.clear()
    assert titles(atom(client, "lamps")) == ["Lamps 3"]


def test_a_feed_asks_no_more_often_for_many_letters_than_for_few(client: Client):
    make_published(minutes=1)
    with CaptureQueriesContext(connection) as few:
        atom(client, "lamps")
    for number in range(8):
        make_published(f"Lamps {number}", minutes=2)
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        assert len(titles(atom(client, "lamps"))) == 9
    assert len(many) <= len(few)


def test_an_address_that_asks_too_often_is_told_to_wait(client: Client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_A_MINUTE", 3)
    statuses = [client.get("/search/feed.atom", {"q": "lamps"}).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = client.get("/search/feed.atom")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "feeds are answered 3 times a minute. Ask again in" in refused.text
    assert refused["Cache-Control"] == "no-store"
    assert client.get("/search/feed.atom", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_minute_later_it_may_ask_again(client: Client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_A_MINUTE", 1)

    def ask():
        return client.get("/search/feed.atom").status_code

    assert [ask(), ask()] == [200, 429]
    minute = datetime.timedelta(minutes=1)
    Asker.objects.update(since=F("since") - minute / 2)
    assert ask() == 429, "To ask meanwhile makes the wait no longer, and no shorter."
    assert int(client.get("/search/feed.atom")["Retry-After"]) <= 30
    Asker.objects.update(since=F("since") - minute)
    assert [ask(), ask()] == [200, 429]


def test_who_asked_is_forgotten_and_not_told(client: Client):
    client.get("/search/feed.atom", REMOTE_ADDR="192.0.2.7")
    (asker,) = Asker.objects.all()
    assert "192.0.2.7" not in asker.key
    assert hashlib.sha256(b"192.0.2.7").hexdigest() != asker.key
    Asker.objects.update(since=F("since") - datetime.timedelta(hours=2))
    client.get("/search/feed.atom", REMOTE_ADDR="192.0.2.8")
    assert not Asker.objects.filter(pk=asker.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_all_processes_count_together(monkeypatch, settings):
    """All at once, each with a connection of its own and no cache in common."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr(feeds, "MOST_A_MINUTE", 10)
    begin = threading.Barrier(4)

    def ask_some():
        begin.wait(10)
        try:
            return [Client().get("/search/feed.atom").status_code for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        work = [threads.submit(ask_some) for _ in range(4)]
        statuses = [status for each in work for status in each.result(30)]
    assert sorted(statuses) == [200] * 10 + [429] * 10


def test_behind_a_proxy_the_address_that_it_adds_is_counted(client: Client, monkeypatch, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    monkeypatch.setattr(feeds, "MOST_A_MINUTE", 1)

    def ask(forwarded):
        return client.get("/search/feed.atom", headers={"X-Forwarded-For": forwarded}).status_code

    assert [ask("203.0.113.9, 192.0.2.1"), ask("203.0.113.10, 192.0.2.1"), ask("192.0.2.2")] == [200, 429, 200]


def test_a_search_that_takes_too_long_says_so(client: Client, monkeypatch):
    def take_long(self, *, offset, limit):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(Question, "newest", take_long)
    answer = client.get("/search/feed.atom", {"q": "lamps"})
    assert answer.status_code == 503
    assert "Narrow it" in answer.text


def test_only_get_and_head(client: Client):
    assert client.post("/search/feed.atom").status_code == 405
    assert client.head("/search/feed.atom").status_code == 200


def test_the_private_feed_needs_its_key_and_no_login(client: Client):
    kept = make_saved_search("lamps", name="My lamps")
    make_published()
    make_letter(title="Secret lamps")
    path = f"/searches/feed/{kept.feed_token}.atom"
    answer = client.get(path)
    feed = ElementTree.fromstring(answer.content)
    assert_is_atom(feed)
    assert titles(feed) == ["Two senators on lamps"]
    assert feed.findtext(f"{ATOM}title") == "My lamps · Letterbook"
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert kept.feed_token not in feed.findtext(f"{ATOM}id")
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/searches/feed/nonsense.atom").status_code == 404


@pytest.mark.parametrize("how", ["renewed", "deleted", "closed"])
def test_a_private_feed_ends(client: Client, how):
    kept = make_saved_search("lamps")
    path = f"/searches/feed/{kept.feed_token}.atom"
    assert client.get(path).status_code == 200
    if how == "renewed":
        renewed = alerts.renew_feed(kept)
        assert client.get(f"/searches/feed/{renewed.feed_token}.atom").status_code == 200
    elif how == "deleted":
        alerts.delete(kept, now=NOW)
    else:
        type(kept.owner).objects.update(is_active=False)
    assert client.get(path).status_code == 404


def test_a_staffers_private_feed_shows_no_draft(client: Client):
    kept = make_saved_search("is:draft OR lamps", owner=make_user(Role.ADMIN), cadence="off")
    make_letter(title="Secret lamps")
    search.index(Letter.objects.get())
    answer = client.get(f"/searches/feed/{kept.feed_token}.atom")
    assert titles(ElementTree.fromstring(answer.content)) == []


def test_the_results_page_points_to_its_feeds(client: Client):
    make_published()
    page = client.get("/search/", {"q": 'lamps "a b"'}).text
    for form, kind in (("atom", "atom+xml"), ("json", "feed+json")):
        address = f"/search/feed.{form}?q=lamps%20%22a%20b%22"
        assert f'<link rel="alternate" type="application/{kind}"' in page
        assert page.count(f'href="{address}"') == 2
        assert client.get(address).status_code == 200
    assert 'rel="alternate"' not in client.get("/search/").text
