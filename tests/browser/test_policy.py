"""The Content-Security-Policy at work: what the site does is allowed, and what is planted is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import listen
from tests.browser.forms import IN_A_WINDOW
from tests.browser.places import Place
from tests.browser.windows import Window

HOME = Place("frozen", "", "index.md")
USES = [Window(), Window(1280, use="filters"), Window(1280, use="search"), Window(390, "dark", "search")]
#: Things that a fault in the content might put into a page's matter, each of which would mark the page if it ran.
PLANTED = [
    "<script>document.title = 'ran'</script>",
    "<img src=data:, onerror=\"document.title = 'ran'\">",
    "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>",
    "<style>body { display: none }</style>",
    '<p style="position: fixed">Over everything</p>',
    "<form action=javascript:alert(1)><button>Go</button></form><base href=https://example.invalid/>",
    "</main><script>document.title = 'ran'</script><main>",
]  # fmt: skip


#: Mark the first control of each form that is shown: those of its form are answered by the same script.
_CONTROLS = f"""() => {{
    {IN_A_WINDOW}
    const all = [...document.querySelectorAll('main button, footer input, footer button')];
    const shown = all.filter(one => one.checkVisibility({{visibilityProperty: true}}));
    new Map(shown.reverse().map(one => [form(one) + one.value, one])).forEach(one => {{ one.dataset.pressed = ''; }});
}}"""


def _press_all(page: Page) -> None:
    """Press a button of each form, and choose every choice of the page, in turn."""
    page.keyboard.press("Escape")
    page.evaluate(_CONTROLS)
    for control in page.locator("[data-pressed]").all():
        if control.is_visible():
            control.click()


def test_nothing_of_ours_is_refused(browser: Browser, url: Callable[[Place], str], kind: Place) -> None:
    """Copying, appearance, filters, search and every other control work under the policy, without a word."""
    context = browser.new_context()
    page = context.new_page()
    heard = listen(page)
    page.goto(url(kind))
    for window in USES:
        window.take(page)
        _press_all(page)
    page.wait_for_timeout(100)
    context.close()
    assert heard.told == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_refused(browser: Browser, url: Callable[[Place], str], planted: str) -> None:
    """A script, a handler, a frame, a style or a base in the matter does nothing, and the console says why."""
    context = browser.new_context()
    page = context.new_page()
    told = listen(page).told

    def plant(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</main>", planted + "</main>", 1))

    page.route(url(HOME), plant)
    page.goto(url(HOME), wait_until="networkidle")
    title = page.title()
    hidden = page.evaluate("getComputedStyle(document.body).display")
    context.close()
    assert title != "ran"
    assert hidden != "none"
    assert any("Content Security Policy" in line for line in told), told
