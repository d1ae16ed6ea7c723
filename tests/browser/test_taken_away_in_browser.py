"""What was found is followed to its place and taken away in a browser, with nothing but links and forms."""

import csv
import json

import factories
import pytest
from playwright.sync_api import Browser, Page, expect

from tracker.search import index_many

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def letters():
    member = factories.make_member(first="Jane", last="Rivers")
    letters = [factories.make_letter(published=True, members=[member]) for _ in range(3)]
    index_many([letter.pk for letter in letters])
    return letters


@pytest.fixture
def plain(browser: Browser):
    """A page on a phone, without script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_ticked_letters_are_cited(plain: Page, live_server, letters):
    plain.goto(f"{live_server.url}/search/?q=lamps&order=oldest")
    for letter in (letters[0], letters[2]):
        plain.get_by_label(f"Cite letter {letter.pk}").check()
    with plain.expect_download() as found:
        plain.get_by_role("button", name="RIS").click()
    text = found.value.path().read_text()
    assert found.value.suggested_filename == "letters.ris"
    assert [line for line in text.splitlines() if line.startswith("ID")] == [
        f"ID  - letterbook{letters[0].pk}",
        f"ID  - letterbook{letters[2].pk}",
    ]
    plain.get_by_role("button", name="Plain text").click()
    expect(plain.locator("body")).to_contain_text("Letter from Jane Rivers, U.S. Senator, & Tom Hale")


def test_with_nothing_ticked_it_says_what_to_do(plain: Page, live_server, letters):
    plain.goto(f"{live_server.url}/search/?q=lamps")
    plain.get_by_role("button", name="BibTeX").click()
    expect(plain.get_by_role("heading", name="No letter is ticked")).to_be_visible()


def test_a_search_is_exported(plain: Page, live_server, letters):
    plain.goto(f"{live_server.url}/search/?q=lamps&order=oldest")
    plain.get_by_role("link", name="Export or cite").click()
    with plain.expect_download() as found:
        plain.get_by_role("link", name="CSV").click()
    with found.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert [int(row["letter"]) for row in csv.DictReader(file)] == [letter.pk for letter in letters]
    with plain.expect_download() as found:
        plain.get_by_role("link", name="JSON Lines").click()
    assert json.loads(found.value.path().read_text().splitlines()[-1]) == {"type": "end", "letters": 3}
    with plain.expect_download() as found:
        plain.get_by_role("link", name="Excel").click()
    assert found.value.suggested_filename.endswith(".xlsx")
    assert found.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_snippet_leads_to_its_words_on_the_page(page: Page, live_server, letters, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f'{live_server.url}/search/?q="old lamps"')
    page.locator(".snippet-page").first.click()
    mark = page.locator(".mark-found")
    expect(mark).to_have_count(1)
    expect(mark.locator("rect")).to_be_in_viewport()
    assert page.url.partition("#")[2] == mark.get_attribute("id")
    assert mark.locator("rect").evaluate("each => getComputedStyle(each).strokeWidth") != "0px"
    page.get_by_role("link", name="Transcript").click()
    expect(page.locator("mark.text-mark-found")).to_have_text("old lamps")
    page.go_back()
    page.locator(".found-places a").click()
    expect(mark.locator("rect")).to_be_in_viewport()
