"""The search box in a browser: what it offers by keyboard and by pointer, for everybody, and without script."""

import factories
import pytest
from playwright.sync_api import Browser, Page, expect

from tracker.search import index

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def letter():
    members = [factories.make_member(first="Jane", last="Rivers"), factories.make_member(first="Tom", last="Riverton")]
    letter = factories.make_letter(published=True, members=members)
    index(letter)
    return letter


def test_a_field_and_its_value_are_taken_by_keyboard(page: Page, live_server, letter):
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("lamps fro")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    expect(box).to_have_value("lamps from:")
    box.press_sequentially("riv")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    box.press("Enter")
    expect(box).to_have_value('lamps from:"Jane Rivers" ')
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    expect(page.get_by_role("link", name="Take out: signed by Jane Rivers")).to_be_visible()


def test_escape_closes_and_enter_without_a_choice_searches(page: Page, live_server, letter):
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("from:riv")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("from:riv")
    box.press_sequentially("e")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Enter")
    page.wait_for_url("**/search/?q=from*")
    assert "from%3Arive" in page.url


def test_a_value_is_taken_by_pointer(page: Page, live_server, letter):
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("from:riverto")
    page.get_by_role("option", name="Tom Riverton").click()
    expect(box).to_have_value('from:"Tom Riverton" ')
    expect(box).to_be_focused()


@pytest.mark.parametrize(
    ("at_end", "more", "value"),
    [(True, "om:riv", "lamps from:"), (False, "new ", "new lamps fr")],
    ids=["typed on", "typed elsewhere"],
)
def test_an_old_list_never_tears_what_was_typed_since(page: Page, live_server, letter, at_end, more, value):
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("lamps fr")
    option = page.get_by_role("option", name="from:")
    expect(option).to_be_visible()
    # From here on the server does not answer: the list stays the one for "fr".
    page.route("**/search/suggest*", lambda route: None)
    if not at_end:
        box.press("Home")
    box.press_sequentially(more)
    option.click()
    expect(box).to_have_value(value)


def test_enter_after_typing_on_searches_for_what_was_typed(page: Page, live_server, letter):
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("from:riv")
    expect(page.get_by_role("option")).to_have_count(2)
    page.route("**/search/suggest*", lambda route: None)
    box.press("ArrowDown")
    box.press_sequentially("e")
    box.press("Enter")
    page.wait_for_url("**/search/?q=from*")
    assert "from%3Arive" in page.url


def test_axe_finds_nothing_while_the_list_is_open(page: Page, live_server, letter, axe):
    found = {}
    for scheme, width in [("light", 1280), ("dark", 360)]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/search/")
        box = page.get_by_role("combobox")
        box.press_sequentially("from:riv")
        expect(page.get_by_role("option")).to_have_count(2)
        box.press("ArrowDown")
        if violations := axe.violations(page):
            found[scheme, width] = violations
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {}


def test_chips_are_taken_out_without_script(browser: Browser, live_server, letter):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{live_server.url}/search/?q=lamps+from:rivers")
    opened.get_by_role("link", name="Take out: signed by Jane Rivers").click()
    expect(opened.get_by_role("searchbox")).to_have_value("lamps")
    expect(opened.locator(".chip")).to_have_count(1)
    context.close()
