"""What the search box offers: the right place, the right values, and nothing of a draft."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from factories import make_agency, make_letter, make_member, make_official, make_user

from tracker.models import Role
from tracker.search.completions import MOST, complete
from tracker.search.language import parse

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()


@pytest.fixture
def archive():
    parent = make_agency("transportation-department", name="Transportation Department", short_name="DOT")
    agency = make_agency("harbor-safety", name="Harbor Safety Administration", parent=parent, aliases=["HSA"])
    member = make_member(first="Jane", last="Rivers", state="OR")
    letter = make_letter(published=True, agencies=[agency], members=[member], title="Harbor lights")
    official = make_official(agency, name="Ada Marsh")
    letter.recipients.update(official=official)
    return letter


def offered(text, viewer=PUBLIC, at=None):
    """Return the texts that are offered at the "|" in the text, or at its end."""
    at = text.index("|") if "|" in text else len(text)
    return [item.text for item in complete(text.replace("|", ""), at, viewer).items]


def taken(text, index=0):
    """Return the query once an item is taken."""
    at = text.index("|") if "|" in text else len(text)
    text = text.replace("|", "")
    found = complete(text, at, PUBLIC)
    return text[: found.start] + found.items[index].text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("fr", "from:"),
        ("lamps -st", "status:"),
        ("(fo", "followed-by:"),
        ("status:o", "overdue"),
        ("status:(overdue OR ans", "answered"),
        ("has:d", "documents"),
        ("is:bic", "bicameral"),
        ("type:f", "follow-up"),
        ("from:riv", '"Jane Rivers"'),
        ("from:jan", '"Jane Rivers"'),
        ('from:"jane r', '"Jane Rivers"'),
        ("from:(cruz OR riv", '"Jane Rivers"'),
        ("from:orego", "Oregon"),
        ("from:new y", None),
        ('from:"new y', '"New York"'),
        ("from:rep", "republican"),
        ("to:hsa", '"Harbor Safety Administration"'),
        ("to:safety", '"Harbor Safety Administration"'),
        ("to:dot", '"Transportation Department"'),
        ("to:mars", '"Ada Marsh"'),
        ("followed-by:pro", '"proposed rule"'),
        ("followed-by:harb", '"Harbor Safety Administration"'),
        ("speaker:coast", '"Coast Survey"'),
        ("cites:90", '"90 FR 1234"'),
        ("topic:lig", "lights"),
        ("date:last", "last-year"),
        ("due:<", "<today"),
        ("signers:>", ">1"),
        ("rivers", 'from:"Jane Rivers"'),
        ("harbor", 'to:"Harbor Safety Administration"'),
        ("quoted:lam", None),
        ("xyzzy:lam", None),
        ("lamps ", None),
        ("", None),
    ],
)
def test_offers(archive, text, first):
    assert next(iter(offered(text)), None) == first


def test_what_is_taken_stands_in_the_place_of_what_was_typed(archive):
    assert taken("lamps from:riv| date:2020") == 'lamps from:"Jane Rivers" date:2020'
    assert taken('from:"jane r|iv" lamps') == 'from:"Jane Rivers" lamps'
    assert taken("from:(cruz OR ri|v) x") == 'from:(cruz OR "Jane Rivers") x'
    assert taken("-st|atu lamps") == "-status: lamps"


@pytest.mark.parametrize(
    "text", ["from:riv", "to:hsa", "status:o", "cites:90", "speaker:coast", "date:90", "due:<", "signers:2"]
)
def test_what_is_taken_is_understood(archive, text):
    assert parse(taken(text), today=datetime.date(2026, 3, 4)).notes == ()


def test_nothing_of_a_draft_is_offered(archive):
    secret = make_member(first="Zoe", last="Zanzibar")
    draft = make_letter(members=[secret], title="Zanzibar lamps")
    draft.quotations.update(speaker="Zanzibar Survey")
    draft.citations.update(normalized="99 FR 99999")
    draft.recipients.update(official=make_official(make_agency("other"), name="Zed Zanzibar"))
    texts = ["from:zanz", "zanzibar", "to:zanz", "speaker:zanz", "cites:99", "topic:zanz", "is:dra"]
    assert [offered(text) for text in texts] == [[]] * len(texts)
    assert all(offered(text, make_user(Role.STAFFER)) for text in texts)


def test_no_more_than_fit_a_list_and_no_more_questions_than_needed(archive, django_assert_max_num_queries):
    for number in range(20):
        make_letter(published=True, members=[make_member(last=f"Riverton{number}")], with_images=False)
    with django_assert_max_num_queries(4):
        assert len(complete("from:riv", 8, PUBLIC).items) <= MOST


@pytest.mark.parametrize("text", ["\x00", '"' * 500, "(" * 500, "from:" * 100, "a" * 600, "from:%_\\", "é:"])
def test_nothing_that_is_typed_fails(archive, text):
    for at in (-1, 0, len(text) // 2, 10_000):
        complete(text.replace("\x00", " "), at, PUBLIC)


def test_the_answer_is_the_viewers_own(archive, client):
    answer = client.get("/search/suggest", {"q": "from:riv", "at": "8"})
    assert answer.json()["items"][0]["text"] == '"Jane Rivers"'
    assert (answer.json()["start"], answer.json()["end"]) == (5, 8)
    assert answer["Cache-Control"].startswith("private")
    for query in ({}, {"q": "\x00from:riv", "at": "x"}, {"q": "a", "at": "99999999999"}):
        assert client.get("/search/suggest", query).status_code == 200
    assert client.post("/search/suggest").status_code == 405
