"""The desk in a real browser: accessible, no wider than the screen, and lighter with JavaScript."""

from pathlib import Path

import factories
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tracker.models import ActionLink, AgencyAction, Letter, LinkState, ReviewState, Role
from tracker.search import index

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def at_the_desk(page: Page, live_server, client):
    client.force_login(factories.make_user(Role.ADMIN, username="desk"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return page


def make_work():
    agency = factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    letter = factories.make_letter(agencies=[agency], members=[factories.make_member()])
    letter.signatures.filter(order=1).update(
        resolution="ambiguous", candidates=[{"label": "Tom Hale", "key": "H000001"}]
    )
    letter.quotations.filter(order=1).update(review_state=ReviewState.DISMISSED)
    start = letter.transcript.text.index("How many lamps")
    evidence = [
        {
            "kind": "topic",
            "points": 3.5,
            "sentence": "Both speak of “lamps” and “inspection”.",
            "letter_span": [start, start + 39],
            "letter_words": "How many lamps failed in the past year?",
            "other_field": "title",
            "other_words": "Lamps",
        }
    ]
    action = factories.make_action(title="Lamps", abstract="On the inspection of lamps.", citation="90 FR 5")
    factories.make_action_link(letter, action, evidence=evidence)
    factories.make_action_link(letter, factories.make_action(title="Another rule"), score=5, evidence=evidence)
    factories.make_letter_link(letter, factories.make_letter(published=True))
    factories.make_waiting_letter(reading_state="needs_person", problem_sentence="This PDF is damaged.")
    own = factories.make_action(title="On harbor lamps", own_key="https://example.gov/lamps", agencies=[agency])
    own.events.create(kind="entered", at=factories.NOW)
    index(letter)
    return letter


def addresses(letter):
    piles = ("person", "reading", "check", "published")
    watched = f"{reverse('desk_status')}?ids={letter.pk}"
    pair = letter.earlier_links.get().pk
    opened = f"/desk/letters/{letter.pk}/?edit=signature-{letter.signatures.first().pk}"
    links = ["/desk/links/", f"/desk/links/?at=letter-{pair}", "/desk/links/?state=rejected", "/desk/links/?relation=x"]
    own = AgencyAction.objects.get(own_key__isnull=False)
    actions = ["/desk/actions/", "/desk/actions/new/", "/desk/actions/import/", f"/desk/actions/{own.pk}/"]
    return [
        *(f"/desk/?pile={pile}" for pile in piles),
        "/desk/upload/",
        f"/desk/letters/{letter.pk}/",
        watched,
        opened,
        *links,
        *actions,
    ]


def test_axe_finds_nothing(at_the_desk: Page, live_server, axe):
    letter, found = make_work(), {}
    for address in addresses(letter):
        at_the_desk.goto(live_server.url + address)
        for scheme, width in [("light", 1280), ("dark", 360)]:
            at_the_desk.emulate_media(color_scheme=scheme)
            at_the_desk.set_viewport_size({"width": width, "height": 900})
            for details in at_the_desk.locator("details").all():
                details.evaluate("element => element.open = true")
            if violations := axe.violations(at_the_desk):
                found[address, scheme, width] = violations
    assert found == {}


def test_no_page_is_wider_than_the_screen(at_the_desk: Page, live_server):
    letter, wide = make_work(), []
    for address in addresses(letter):
        at_the_desk.goto(live_server.url + address)
        for width in (360, 768, 1600):
            at_the_desk.set_viewport_size({"width": width, "height": 900})
            if at_the_desk.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    assert wide == []


def test_files_are_dropped_uploaded_and_watched(at_the_desk: Page, live_server, tmp_path: Path):
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(factories.pdf_bytes(name))
    at_the_desk.goto(f"{live_server.url}/desk/upload/")
    at_the_desk.set_input_files("input[type=file]", [tmp_path / "one.pdf", tmp_path / "two.pdf"])
    expect(at_the_desk.locator("[data-count]")).to_have_text("2 files chosen")
    at_the_desk.click("main button[type=submit]")
    expect(at_the_desk.locator("h1")).to_have_text("2 letters received")
    rows = at_the_desk.locator("tr[data-letter]")
    expect(rows.first.locator("[data-label]")).to_have_text("Waiting to be read")
    Letter.objects.update(reading_state="needs_person", problem_sentence="This PDF is damaged.")
    expect(rows.first.locator("[data-label]")).to_have_text("Needs a person", timeout=10_000)
    expect(rows.first.locator("[data-sentence]")).to_have_text("This PDF is damaged.")


def test_a_row_is_confirmed_by_keyboard(at_the_desk: Page, live_server):
    letter = make_work()
    at_the_desk.goto(f"{live_server.url}/desk/letters/{letter.pk}/")
    with at_the_desk.expect_navigation():
        at_the_desk.keyboard.press("j")
        at_the_desk.keyboard.press("c")
    assert letter.facts.filter(review_state=ReviewState.CONFIRMED).count() == 1


def test_a_row_is_corrected_in_its_place(at_the_desk: Page, live_server):
    letter = make_work()
    row = letter.signatures.first()
    at_the_desk.goto(f"{live_server.url}/desk/letters/{letter.pk}/")
    at_the_desk.locator(f"li:has(#row-signature-{row.pk}) [data-edit]").click()
    field = at_the_desk.locator(f"#id-signature-{row.pk}-name")
    expect(field).to_be_focused()
    field.fill("Jane Rivers")
    at_the_desk.locator(".row-form").get_by_role("button", name="Save").click()
    expect(at_the_desk.locator(f"#row-signature-{row.pk}")).to_contain_text("Jane Rivers")
    row.refresh_from_db()
    assert (row.name, row.review_state) == ("Jane Rivers", ReviewState.CORRECTED)


def test_links_are_decided_by_keys_and_taken_back(at_the_desk: Page, live_server):
    letter = make_work()
    best, other = ActionLink.objects.order_by("-score")
    pair = letter.earlier_links.get()
    page = at_the_desk
    page.goto(f"{live_server.url}/desk/links/")
    expect(page.locator(".text-side h3").nth(1)).to_have_text("Lamps")
    page.keyboard.press("j")
    expect(page.locator(".side-name").first).to_have_text("The later letter")
    page.keyboard.press("k")
    expect(page.locator(".side-name").first).to_have_text("The letter")
    page.keyboard.press("?")
    expect(page.locator("[data-keys] dl")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".undo p")).to_have_text(f"Accepted: 90 FR 5 and letter {letter.pk}.")
    best.refresh_from_db()
    assert best.state == LinkState.CONFIRMED
    # To reject, the reason is asked for first; what is written in the field is no key.
    page.keyboard.press("r")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("just a remark")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".undo p")).to_contain_text("Rejected")
    pair.refresh_from_db()
    assert (pair.state, pair.reason) == (LinkState.REJECTED, "just a remark")
    page.keyboard.press("z")
    expect(page.locator(".steps")).to_contain_text("of 2")
    pair.refresh_from_db()
    other.refresh_from_db()
    assert (pair.state, other.state) == (LinkState.PROPOSED, LinkState.PROPOSED)


def test_links_are_decided_without_script(browser: Browser, live_server, client):
    make_work()
    client.force_login(factories.make_user(Role.ADMIN))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/links/")
    page.get_by_role("button", name="Leave open").click()
    expect(page.locator(".notice-error")).to_have_text("Say what is still to be found out.")
    page.get_by_label("Reason").fill("The docket is not at hand.")
    page.get_by_label("Relation", exact=True).last.select_option("cites")
    page.get_by_role("button", name="Leave open").click()
    expect(page.locator(".undo p")).to_contain_text("Left open: 90 FR 5")
    link = ActionLink.objects.get(state=LinkState.UNDECIDED)
    assert (link.reason, link.relation) == ("The docket is not at hand.", "cites")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".text-side h3").nth(1)).to_have_text("Lamps")
    link.refresh_from_db()
    assert (link.state, link.relation) == (LinkState.PROPOSED, "same_subject")
    context.close()


def test_a_table_is_shown_before_it_is_stored(at_the_desk: Page, live_server, axe, tmp_path: Path):
    factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    heading = "kind,title,date,agencies,address"
    row = "Testimony,On lamps,2025-05-01,Harbor Safety Administration,https://example.gov/t"
    (tmp_path / "actions.csv").write_text("\n".join((heading, row, "Testimony,,,,")))
    at_the_desk.goto(f"{live_server.url}/desk/actions/import/")
    at_the_desk.set_input_files("input[type=file]", tmp_path / "actions.csv")
    at_the_desk.click("main button[type=submit]")
    expect(at_the_desk.locator("h1")).to_have_text("What actions.csv would do")
    expect(at_the_desk.locator("main")).to_contain_text("Row 3 has no title.")
    assert not AgencyAction.objects.exists()
    at_the_desk.set_viewport_size({"width": 360, "height": 900})
    assert axe.violations(at_the_desk) == []
    assert at_the_desk.evaluate("document.documentElement.scrollWidth") <= 360
    at_the_desk.click("text=Store 1 action")
    expect(at_the_desk.locator("h1")).to_have_text("Other actions")
    assert AgencyAction.objects.get().title == "On lamps"
