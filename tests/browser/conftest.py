"""A browser for the tests that need one: the machine's own Chromium, found by itself.

Without one these tests are skipped and say so; with LETTERBOOK_REQUIRE_BROWSER=1 they fail instead.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def browser_path() -> str:
    """Return the path of the machine's Chromium, or "" when it has none. LETTERBOOK_BROWSER names another."""
    named = os.environ.get("LETTERBOOK_BROWSER", "")
    return next((path for name in ([named] if named else NAMES) if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if not path:
        reason = f"No browser was found: none of {', '.join(NAMES)} is on the PATH, and LETTERBOOK_BROWSER is not set."
        if os.environ.get("LETTERBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright's loop runs in this thread, which Django takes for an asynchronous one.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own, that fails the test when the browser complains of anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> "Accessible":
    return Accessible()


class Accessible:
    """Asks axe what keeps a page from WCAG 2.2 AA."""

    def __init__(self) -> None:
        self._axe = Axe()

    def violations(self, page: Page) -> list[str]:
        """Return a line for each element that breaks a rule; target size is asked for too, which axe leaves out."""
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
        }
        found = self._axe.run(page, options=options).response["violations"]
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
