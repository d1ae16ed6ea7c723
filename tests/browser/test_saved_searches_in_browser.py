"""Saving a search, its settings and its end in a browser, with and without script; accessible, light and dark."""

import factories
import pytest
from playwright.sync_api import Browser, Page, expect

from tracker import alerts, search
from tracker.archive import publish
from tracker.models import AlertMail, MailState, Role, SavedSearch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def staffer():
    return factories.make_user(Role.STAFFER, username="jo", email="jo@example.org")


@pytest.fixture
def letter():
    letter = factories.make_letter(title="Two senators on lamps")
    search.index(letter)
    return publish.publish(letter, by=None, now=factories.NOW)


def log_in(page: Page, address: str) -> None:
    page.get_by_label("User name").fill("jo")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(address)


def test_a_search_is_saved_paused_renamed_and_deleted(browser: Browser, live_server, staffer, letter):
    """Without script, from a login that leads back to the search."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/search/?q=lamps")
    page.get_by_text("Follow this search").click()
    page.get_by_role("main").get_by_role("link", name="log in").click()
    log_in(page, "**/search/?q=lamps")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name").fill("Harbor lamps")
    page.get_by_label("Tell me of new letters").select_option("Daily")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbor lamps")
    expect(page.get_by_role("status")).to_contain_text("“Harbor lamps” is kept.")

    page.get_by_label("Name").fill("Lamps in harbors")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_label("Query").fill("buoys the (")
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_text("Not kept yet.")).to_be_visible()
    expect(page.get_by_text("A bracket is not closed")).to_be_visible()
    page.get_by_role("link", name="Take out: buoys").click()
    expect(page.get_by_text("too common to search for")).to_be_visible()
    page.get_by_label("Query").fill("buoys OR lamps")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("status")).to_contain_text("What the search finds today counts as known.")
    page.get_by_label("Query").fill("lamps")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("button", name="Pause alerts").click()
    expect(page.get_by_text("Alerts are paused since")).to_be_visible()
    address = page.get_by_label("Address").input_value()
    page.get_by_role("button", name="Give it a new address").click()
    assert page.get_by_label("Address").input_value() != address

    page.get_by_role("button", name="Delete this search").click()
    expect(page.get_by_text("You keep no search yet.")).to_be_visible()
    page.get_by_role("button", name="Put back Lamps in harbors").click()
    page.get_by_role("link", name="Lamps in harbors", exact=True).click()
    expect(page.get_by_text("You keep this search")).to_be_visible()
    context.close()


def test_the_query_is_offered_fields_and_names(page: Page, live_server, staffer):
    kept = factories.make_saved_search(owner=staffer, name="Harbor lamps")
    factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    page.goto(f"{live_server.url}/login/?next={kept.get_absolute_url()}")
    log_in(page, f"**{kept.get_absolute_url()}")
    box = page.get_by_label("Query")
    box.fill("lamps statu")
    page.get_by_role("option", name="status:").click()
    expect(box).to_have_value("lamps status:")
    below = page.get_by_role("listbox").bounding_box()
    assert below["y"] >= box.bounding_box()["y"], "The list stands at the box and not at the end of the form."
    assert below["y"] < page.get_by_label("Name").bounding_box()["y"]


def test_the_link_in_a_mail_ends_it_without_a_login(page: Page, live_server, staffer):
    kept = factories.make_saved_search(owner=staffer, name="Harbor lamps")
    page.goto(f"{live_server.url}/searches/unsubscribe/{alerts.unsubscribe_token(kept)}/")
    page.get_by_role("button", name="Send no more mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("There are no more mails")
    assert not SavedSearch.objects.get().has_alerts


def test_axe_finds_nothing_on_the_pages_of_saved_searches(page: Page, live_server, staffer, letter, axe):
    kept = factories.make_saved_search(owner=staffer, name="A very long name of a search " * 4)
    for number, state in enumerate(MailState.values):
        AlertMail.objects.create(
            search=kept,
            owner=staffer,
            name=kept.name,
            to=staffer.email,
            message_id=str(number),
            letters=[letter.pk],
            state=state,
            text="Sent.",
            error="The mail server refused it: 451 try later",
            attempts=2,
            created_at=factories.NOW,
            next_try_at=factories.NOW,
            sent_at=factories.NOW,
        )
    gone = factories.make_saved_search("buoys", owner=staffer, name="Deleted")
    alerts.delete(gone, now=factories.NOW)
    stop = f"/searches/unsubscribe/{alerts.unsubscribe_token(kept)}/"
    page.goto(f"{live_server.url}/login/?next=/searches/")
    log_in(page, "**/searches/")
    found = {}
    for scheme, width in [("light", 1280), ("dark", 360)]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        tried = f"{kept.get_absolute_url()}?q=who asked about lamps from:nobody quoted:the"
        for address in ("/searches/", kept.get_absolute_url(), tried, stop, "/search/?q=who asked about the lamps"):
            page.goto(f"{live_server.url}{address}")
            for fold in page.locator("details").all():
                fold.evaluate("each => each.open = true")
            if violations := axe.violations(page):
                found[address, scheme] = violations
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert found == {}
