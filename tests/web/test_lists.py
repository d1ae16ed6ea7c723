"""Lists count truly, ask the database a fixed number of times, and say what they could not do."""

import datetime

import factories
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.models import LinkState
from tracker.search import index

pytestmark = pytest.mark.django_db


def make_many(number: int, agency, members) -> None:
    for each in range(number):
        letter = factories.make_letter(
            title=f"Letter on lamps {each}",
            published=True,
            members=members,
            agencies=[agency],
            letter_date=datetime.date(2020 + each % 3, 1, 1 + each),
            with_images=False,
        )
        action = factories.make_action(agencies=[agency])
        factories.make_action_link(letter, action, state=LinkState.CONFIRMED)
        index(letter)


def queries_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_ask_as_often_for_many_as_for_few(client: Client):
    agency = factories.make_agency("harbor-safety")
    members = [factories.make_member("R000001"), factories.make_member("H000001", last="Hale")]
    addresses = [
        "/",
        "/letters/",
        "/people/",
        "/people/R000001/",
        "/agencies/",
        "/agencies/harbor-safety/",
        "/actions/",
        "/search/?q=lamps",
    ]
    make_many(3, agency, members)
    few = {address: queries_for(client, address) for address in addresses}
    make_many(12, agency, members)
    many = {address: queries_for(client, address) for address in addresses}
    # Where little is found, search asks more: it looks for what may have been meant.
    assert {address: count for address, count in many.items() if count > few[address]} == {}
    assert max(many.values()) <= 24, many


def test_letters_are_filtered_and_counted(client: Client):
    parent = factories.make_agency("transport", name="Transport Department")
    agency = factories.make_agency("harbor-safety", parent=parent)
    make_many(5, agency, [])
    factories.make_letter(published=True, direction="to_congress", letter_date=None)

    def total(query: str) -> int:
        return client.get(f"/letters/{query}").context["found"].total

    assert total("") == 6
    assert total("?year=2020") == 2
    assert total("?agency=harbor-safety") == 5
    assert total("?agency=transport") == 5
    assert total("?direction=to_congress") == 1
    assert total("?year=2020&direction=to_congress") == 0


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ("/letters/?year=MMXX", "“MMXX” is no year, so letters of all years are shown."),
        ("/letters/?year=0", "“0” is no year"),
        ("/letters/?agency=nasa-moon", "No agency is known as “nasa-moon”"),
        ("/letters/?agency=%00", "No agency is known as"),
        ("/letters/?direction=sideways", "“sideways” is no direction"),
        ("/letters/?colour=red", "This page has no filter “colour”, so it was not applied."),
        ("/letters/?page=7", "There is no page 7 here; this is page 1 of 1."),
        ("/letters/?page=two", "“two” is no page number; this is page 1."),
        ("/people/?letter=%5B", "is not one letter of the alphabet"),
        ("/actions/?kind=fiat", "“fiat” is no kind of action"),
        ("/actions/?agency=nasa-moon", "No agency is known as “nasa-moon”"),
        ("/actions/?letters=maybe", "is not known here"),
        ("/agencies/?page=1&x=1", "This page has no filter “x”"),
    ],
)
def test_what_a_list_cannot_do_it_says(client: Client, address: str, note: str):
    response = client.get(address)
    assert response.status_code == 200
    assert note in response.content.decode().replace("&amp;", "&")


@pytest.mark.parametrize(
    ("address", "name"), [("/letters/", "harbor safety"), ("/actions/", "Harbor Safety Administration")]
)
def test_a_filter_that_keeps_nothing_stays_chosen(client: Client, address: str, name: str):
    factories.make_letter(published=True)
    factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    text = client.get(f"{address}?year=1999&agency=harbor-safety").content.decode()
    assert '<option value="1999" selected>1999</option>' in text
    assert f'<option value="harbor-safety" selected>{name}</option>' in text


def test_pages_of_a_list_keep_the_filters(client: Client):
    agency = factories.make_agency("harbor-safety")
    for _ in range(30):
        factories.make_letter(published=True, agencies=[agency], with_images=False)
    text = client.get("/letters/?agency=harbor-safety").content.decode()
    assert "1 to 25 of 30 letters" in text
    assert 'href="?agency=harbor-safety&amp;page=2"' in text
    assert "26 to 30 of 30 letters" in client.get("/letters/?agency=harbor-safety&page=2").content.decode()


def test_search_shows_the_words_in_their_place(client: Client):
    letter = factories.make_letter(published=True, title="Lamps <in> harbors")
    index(letter)
    text = client.get("/search/?q=lamps").content.decode()
    assert "Lamps &lt;in&gt; harbors" in text
    assert "<mark>lamps</mark>" in text
    assert f'href="/letters/{letter.pk}/pages/1/?q=' in text
    assert "1 letter</h2>" in text


@pytest.mark.parametrize(
    "query",
    ["nothing-like-this", '"', "to:", "date:99999", "%00", "' OR 1=1 --", "(((", "x" * 3000, "from:OK -", "<b>"],
)
def test_search_takes_whatever_is_typed(client: Client, query: str):
    response = client.get("/search/", {"q": query, "page": "9"})
    assert response.status_code == 200
    assert "<b>" not in response.content.decode().split("<main")[1].split("</h1>")[1].split("<section")[0]


def test_agencies_stand_below_those_they_are_part_of(client: Client):
    parent = factories.make_agency("transport", name="Transport Department")
    agency = factories.make_agency("harbor-safety", parent=parent)
    factories.make_agency("idle", name="Idle Office")
    factories.make_letter(published=True, agencies=[agency])
    tree = client.get("/agencies/").context["tree"]
    assert [(node.agency.slug, node.letters, [child.agency.slug for child in node.children]) for node in tree] == [
        ("transport", 1, ["harbor-safety"])
    ]
