"""Every public page is accessible (WCAG 2.2 AA), light and dark, on a phone and on a wide screen."""

import datetime

import factories
import pytest
from playwright.sync_api import Browser, Page

from tracker.models import Coverage, LinkState, Relation
from tracker.search import index


@pytest.fixture(autouse=True)
def _with_proposals(settings):
    """Proposals are shown as well, so that every part that a page can have is looked at."""
    settings.SHOW_PROPOSALS = True


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def make_archive():
    """Return a letter that has something of everything, among others."""
    agency = factories.make_agency("harbor-safety", name="Harbor Safety Administration")
    bureau = factories.make_agency("lights", name="Bureau of Lights", parent=agency)
    factories.make_official(agency, start=datetime.date(2021, 1, 1))
    members = [factories.make_member("R000001")]
    letter = factories.make_letter(published=True, members=members, agencies=[agency], is_reconstruction=True)
    letter.signatures.filter(order=1).update(resolution_why="Nobody of this name served on that day.")
    action = factories.make_action(agencies=[bureau], citation="90 FR 25000", dockets=["HSA-2025-1"], abstract="Lamps.")
    factories.make_action_link(letter, action, state=LinkState.CONFIRMED, decided_at=factories.NOW, reason="Same lamps")
    earlier = factories.make_action(title="Lamps studied", published_date=datetime.date(2024, 1, 2), agencies=[bureau])
    evidence = [{"sentence": "Both speak of lamps.", "points": 2, "letter_words": "lamps", "other_words": "Lamps"}]
    factories.make_action_link(
        letter, earlier, relation=Relation.BACKGROUND, evidence=evidence, state=LinkState.CONFIRMED
    )
    factories.make_action_link(letter, factories.make_action(title="A proposed one", agencies=[bureau]))
    far = factories.make_action(title="Years later", published_date=datetime.date(2031, 1, 2), dockets=["HSA-2025-1"])
    factories.make_action_link(letter, far, state=LinkState.CONFIRMED, relation=Relation.ANSWERS)
    factories.make_search(letter, agencies=[bureau], synced_to=datetime.date(2026, 1, 1))
    Coverage.objects.create(letter=letter, publication="Daily Lamp", title="Dark harbors", published_text="May 2025")
    reply = factories.make_letter(published=True, direction="to_congress", letter_date=datetime.date(2025, 4, 9))
    factories.make_letter_link(reply, letter, state=LinkState.CONFIRMED, decided_at=factories.NOW)
    for number in range(25):
        title = f"Letter {number} on lamps"
        factories.make_letter(published=True, blocks=["Lamps."], members=members, title=title, with_images=False)
    index(letter)
    return letter, action


def addresses(letter, action) -> list[str]:
    base = f"/letters/{letter.pk}/"
    return [
        "/",
        "/about/",
        "/sources/",
        "/letters/",
        "/letters/?year=x",
        base,
        f"{base}transcript/",
        f"{base}pages/1/",
        f"{base}pages/1/?q=lamps+logs",
        f"{base}transcript/?q=lamps+logs",
        "/people/",
        "/people/R000001/",
        "/agencies/",
        "/agencies/harbor-safety/",
        "/actions/",
        f"/actions/{action.pk}/",
        "/search/",
        "/search/?q=lamps",
        "/search/?q=no-such-word",
        "/search/?q=lamps+from:rivers+form:x+-date:2019..2020",
        "/search/help/",
        "/login/",
    ]


def test_axe_finds_nothing(page: Page, live_server, axe):
    letter, action = make_archive()
    found = {}
    for address in addresses(letter, action):
        page.goto(live_server.url + address)
        for scheme, width in [("light", 1280), ("dark", 1280), ("light", 360)]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if violations := axe.violations(page):
                found[address, scheme, width] = violations
    assert found == {}


def test_axe_is_asked_for_contrast_and_size(page: Page, axe):
    """The check itself can fail: a page of ours with these faults would be found out."""
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><p style='color:#aaa;background:#fff'>pale words</p>"
        "<button style='width:9px;height:9px;padding:0;margin:0'>a</button>"
        "<button style='width:9px;height:9px;padding:0;margin:0'>b</button></main>"
    )
    broken = {line.split(":")[0] for line in axe.violations(page)}
    assert {"color-contrast", "target-size"} <= broken


def test_no_page_is_wider_than_the_screen(page: Page, live_server):
    letter, action = make_archive()
    wide = []
    for address in addresses(letter, action):
        page.goto(live_server.url + address)
        for width in (360, 768, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    assert wide == []


def test_a_mark_leads_to_its_entry_and_back(page: Page, live_server):
    letter, _ = make_archive()
    page.goto(f"{live_server.url}/letters/{letter.pk}/")
    page.locator("#mark-ask-1").click(position={"x": 3, "y": 3})
    assert page.url.endswith("#ask-1")
    page.locator("#quote-1 a", has_text="page 1").click()
    assert page.url.endswith("#mark-quote-1")
    box = page.locator("#mark-quote-1").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_the_letter_reads_without_script(browser: Browser, live_server):
    letter, _ = make_archive()
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{live_server.url}/letters/{letter.pk}/")
    assert opened.locator(".marks a").count() >= 5
    assert opened.get_by_text("What came before, and what followed").is_visible()
    opened.get_by_role("searchbox").fill("lamps")
    opened.get_by_role("button", name="Search").click()
    assert opened.get_by_role("heading", name="1 letter").is_visible()
    context.close()


@pytest.mark.parametrize(("width", "shown"), [(360, "axis-narrow"), (1280, "axis-wide")])
def test_the_axis_fits_the_screen_and_leads_to_the_list(page: Page, live_server, width: int, shown: str):
    letter, _ = make_archive()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/letters/{letter.pk}/")
    drawings = page.locator(".axis svg")
    assert [each.get_attribute("class") for each in drawings.all() if each.is_visible()] == [shown]
    drawing = page.locator(f".{shown}")
    # What is written on it is no smaller than 10 px.
    heights = drawing.locator("text").evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert min(heights) >= 10
    drawing.locator(".axis-mark").last.click()
    number = page.url.rsplit("-", 1)[1]
    assert page.locator(f"#entry-{number} h3").inner_text() == "Years later"


def test_the_first_key_leads_past_the_head(page: Page, live_server):
    page.goto(f"{live_server.url}/letters/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the content"
    assert (focused.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_words_that_a_reader_sees_meet_the_measure(page: Page, live_server):
    """No line of running text is longer than 75 characters of its own type."""
    letter, _ = make_archive()
    page.set_viewport_size({"width": 1600, "height": 900})
    for address in ["/about/", "/sources/", f"/letters/{letter.pk}/transcript/", f"/letters/{letter.pk}/"]:
        page.goto(live_server.url + address)
        longest = page.evaluate("""() => {
            const ruler = document.createElement("canvas").getContext("2d");
            return Math.max(0, ...[...document.querySelectorAll("main p, main dd, main li")].map((each) => {
                const style = getComputedStyle(each);
                const text = each.textContent.replace(/\\s+/g, " ").trim();
                ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                if (text.length < 120 || each.querySelector("p, li, div, ul, ol")) return 0;
                return each.clientWidth / (ruler.measureText(text).width / text.length);
            }));
        }""")
        assert 0 < longest <= 75, address
