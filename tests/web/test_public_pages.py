"""Every public page opens for everybody with a plain GET, full and empty, and every link on it leads somewhere."""

import html
import re

import factories
import pytest
from django.test import Client

from tracker.models import LinkState, Relation

pytestmark = pytest.mark.django_db

EMPTY = [
    "/",
    "/about/",
    "/letters/",
    "/people/",
    "/agencies/",
    "/actions/",
    "/search/",
    "/search/help/",
    "/search/?q=lamps",
]
EMPTY += ["/search/suggest?q=fr", "/login/"]


def full_letter():
    agency = factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    bureau = factories.make_agency("lights", name="Bureau of Lights", parent=agency)
    members = [factories.make_member("R000001"), factories.make_member("H000002", first="Tom", last="Hale", party="R")]
    letter = factories.make_letter(published=True, members=members, agencies=[agency])
    action = factories.make_action(agencies=[bureau], citation="90 FR 25000")
    factories.make_action_link(letter, action, state=LinkState.CONFIRMED, decided_at=factories.NOW)
    before = factories.make_action(title="Lamps; Proposed Rule", published_date=None, agencies=[bureau])
    factories.make_action_link(letter, before, relation=Relation.BACKGROUND)
    return letter


def pages_of(letter) -> list[str]:
    base = f"/letters/{letter.pk}/"
    return [base, f"{base}transcript/", f"{base}pages/1/", "/people/R000001/", "/agencies/harbor-safety/"]


@pytest.mark.parametrize("address", EMPTY)
def test_page_opens_when_nothing_is_kept(client: Client, address: str):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/letters/9/", "/letters/9/letter.pdf", "/people/X000000/", "/no/such/page"])
def test_what_is_not_there_is_said_in_the_sites_own_words(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_every_link_leads_somewhere(client: Client, monkeypatch):
    """Follow every link of ours from the front page on; each page that is reached must open."""
    monkeypatch.setattr("tracker.web.feeds.MOST_A_MINUTE", 10**6)
    letter = full_letter()
    seen: set[str] = set()
    waiting = ["/", "/about/", *pages_of(letter)]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            found = re.findall(r'(?:href|src)="(/[^"#]*)', response.content.decode())
            waiting += [html.unescape(link) for link in found if not link.startswith("/static/")]
    assert {f"/letters/{letter.pk}/letter.pdf", f"/letters/{letter.pk}/pages/1.webp"} <= seen


def test_every_anchor_is_on_its_page(client: Client):
    letter = full_letter()
    for address in pages_of(letter):
        text = client.get(address).content.decode()
        anchors = set(re.findall(r'href="#([^"]+)"', text))
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert anchors <= set(ids), address
        assert len(ids) == len(set(ids)), address


def test_no_page_has_script_or_style_inside(client: Client):
    letter = full_letter()
    for address in ["/", "/letters/", "/search/?q=lamps", *pages_of(letter)]:
        response = client.get(address)
        text = response.content.decode()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*src=)", text), address
        assert "default-src 'none'" in response["Content-Security-Policy"]
