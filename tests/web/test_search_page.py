"""The search page shows the query back: chips that can be taken out, and sentences with the query that was meant."""

import html
import re

import factories
import pytest
from django.test import Client

from tracker.search import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    member = factories.make_member(first="Jane", last="Rivers")
    agency = factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    letter = factories.make_letter(published=True, members=[member], agencies=[agency])
    index(letter)
    return letter


def page(client: Client, query: str) -> str:
    return client.get("/search/", {"q": query}).text


def links(text: str, kind: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf'class="{kind}" href="([^"]*)"', text)]


def test_each_chip_is_a_link_to_the_query_without_it(client: Client, letter):
    text = page(client, 'lamps from:rivers "harbor lights"')
    shown = [html.unescape(words) for words in re.findall(r'class="chip"><span>([^<]*)</span>', text)]
    assert shown == ["lamps", "signed by Jane Rivers", "“harbor lights”"]
    out = links(text, "chip-out")
    assert out[1] == "/search/?q=lamps%20%22harbor%20lights%22"
    assert "1 letter</h2>" in client.get(out[1]).text
    assert links(page(client, "lamps"), "chip-out") == ["/search/"]


def test_a_mistyped_field_gets_a_sentence_and_a_link(client: Client, letter):
    text = page(client, "form:rivers")
    assert "There is no field “form:”. Did you mean “from:”?" in text
    assert 'href="/search/?q=from%3Arivers"' in text
    assert text.count("There is no field") == 1


def test_what_was_typed_is_never_markup(client: Client, letter):
    text = page(client, '<b>x</b> from:"<i>y</i>" status:<u>')
    assert "<b>x" not in text
    assert "<i>y" not in text
    assert "<u>" not in text


def test_the_box_says_where_suggestions_come_from_and_works_without(client: Client):
    text = client.get("/search/").text
    assert 'data-suggest="/search/suggest"' in text
    assert 'type="search" name="q"' in text


def test_every_example_of_the_help_page_is_a_link_that_opens(client: Client, letter):
    text = client.get("/search/help/").text
    found = [html.unescape(link) for link in re.findall(r'href="(/search/\?q=[^"]*)"', text)]
    assert len(found) > 40
    for link in found:
        assert client.get(link).status_code == 200, link
