"""The search page shows the query back: chips that can be taken out, and sentences with the query that was meant."""

import datetime
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


def test_each_narrowing_link_finds_as_many_as_it_says(client: Client, letter):
    other = factories.make_letter(published=True, letter_date=datetime.date(2024, 2, 1), members=[])
    index(other)
    text = page(client, "lamps")
    narrowing = re.findall(r'<li><a href="(\?q=[^"]*)">[^<]*</a> <span>(\d+)</span>', text)
    assert len(narrowing) >= 4
    for address, count in narrowing:
        found = client.get("/search/" + html.unescape(address)).text
        assert re.search(rf">\s*{count} letters?</h2>", found), address


def test_an_order_keeps_the_query_and_is_kept_by_the_narrowing(client: Client, letter):
    index(factories.make_letter(published=True, letter_date=datetime.date(2024, 2, 1)))
    text = client.get("/search/", {"q": "lamps", "order": "oldest"}).text
    assert '<span aria-current="true">Oldest</span>' in text
    assert '<a href="?q=lamps&amp;order=newest">Newest</a>' in text
    assert "date%3A2025&amp;order=oldest" in text
    assert text.index("Feb 1, 2024") < text.index("Mar 3, 2025")
    assert "Best first</span>" in client.get("/search/", {"q": "lamps", "order": "no such"}).text
