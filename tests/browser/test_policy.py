"""The Content-Security-Policy at work: what the site does is allowed, and what is planted is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Borrow, listening
from tests.browser.forms import IN_A_WINDOW
from tests.browser.places import Place
from tests.browser.windows import Window

HOME = Place("frozen", "", "index.md")
#: The policy is part of the page, and the same script answers the search at every width.
USES = [Window(), Window(1280, use="filters"), Window(390, "dark", "search")]
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


#: Press the first control of each form that is shown, if it still is: others of its form are answered as it is.
#: Playwright says that a person has pressed it.
_PRESS = f"""async () => {{
    {IN_A_WINDOW}
    const isShown = one => one.checkVisibility({{visibilityProperty: true}});
    const all = [...document.querySelectorAll('main button, footer input, footer button')].filter(isShown);
    const first = new Map(all.reverse().map(one => [form(one) + one.value, one]));
    for (const one of [...first.values()].reverse()) {{
        await new Promise(done => setTimeout(done));  // the policy does not bind what the tests themselves evaluate
        if (isShown(one)) one.click();
    }}
    return first.size;
}}"""


def _press_all(page: Page) -> int:
    """Press a button of each form, and choose every choice of the page, in turn: how many there are."""
    page.keyboard.press("Escape")
    return int(page.evaluate(_PRESS))


def test_nothing_of_ours_is_refused(borrow: Borrow, url: Callable[[Place], str], kind: Place) -> None:
    """Copying, appearance, filters, search and every other control work under the policy, without a word."""
    page = borrow(drawn=False)
    with listening(page) as heard:
        page.goto(url(kind))
        for window in USES:
            window.take(page)
            assert _press_all(page) or "embed/" in kind.address, "the appearance can be chosen on every whole page"
        page.wait_for_timeout(100)
    assert heard.told == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_refused(borrow: Borrow, url: Callable[[Place], str], planted: str) -> None:
    """A script, a handler, a frame, a style or a base in the matter does nothing, and the console says why."""
    page = borrow()

    def plant(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</main>", planted + "</main>", 1))

    page.route(url(HOME), plant)
    with listening(page) as heard:
        page.goto(url(HOME), wait_until="networkidle")
    assert page.title() != "ran"
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert any("Content Security Policy" in line for line in heard.told), heard.told
