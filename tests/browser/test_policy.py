"""The Content-Security-Policy at work: what is planted is refused. That nothing of ours is, `test_pages.py` sees."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Borrow, until
from tests.browser.places import Place

HOME = Place("frozen", "", "index.md")
_RAN = "document.title === 'ran'"
#: What a fault in the content might put into a page's matter → what it does where nothing forbids it, as a question.
PLANTED = {
    "<script>document.title = 'ran'</script>": _RAN,
    "<img src=data:, onerror=\"document.title = 'ran'\">": _RAN,
    "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>": _RAN,
    "<style>body { display: none }</style>": "getComputedStyle(document.body).display === 'none'",
    '<p style="position: fixed">Over everything</p>': (
        "[...document.querySelectorAll('p')].some(one => getComputedStyle(one).position === 'fixed')"
    ),
    "<form action=javascript:alert(1)><button>Go</button></form><base href=https://example.invalid/>": (
        "document.baseURI === 'https://example.invalid/'"
    ),
    "</main><script>document.title = 'ran'</script><main>": _RAN,
}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def _plant(page: Page, address: str, planted: str, *, policy: bool) -> None:
    """The page at that address has a thing in its matter from now on, with its policy or with that taken out."""

    def plant(route: Route) -> None:
        response = route.fetch()
        text, found = _POLICY.subn(lambda meta: meta[0] if policy else "", response.text())
        assert found == 1
        route.fulfill(response=response, body=text.replace("</main>", planted + "</main>", 1))

    page.route(address, plant)


@pytest.mark.parametrize("planted", PLANTED)
def test_only_the_policy_stops_it(borrow: Borrow, url: Callable[[Place], str], planted: str) -> None:
    """A script, a handler, a frame, a style or a base in the matter does nothing, and the console says why.

    The same page without the policy is at its mercy.
    """
    page = borrow()
    _plant(page, url(HOME), planted, policy=True)
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.goto(url(HOME))
    assert not page.evaluate(PLANTED[planted])
    _plant(page, url(HOME), planted, policy=False)
    page.goto(url(HOME))
    until(page, PLANTED[planted])
