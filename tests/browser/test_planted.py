"""What the policy refuses would do its work without it: so the tests of the policy see the policy at work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Borrow
from tests.browser.places import Place
from tests.browser.test_policy import HOME, PLANTED

_RAN = "document.title === 'ran'"
#: What each planted thing does where nothing forbids it, as a question to the page.
WORKS = dict(
    zip(
        PLANTED,
        [
            _RAN,
            _RAN,
            _RAN,
            "getComputedStyle(document.body).display === 'none'",
            "[...document.querySelectorAll('p')].some(one => getComputedStyle(one).position === 'fixed')",
            "document.baseURI === 'https://example.invalid/'",
            _RAN,
        ],
        strict=True,
    )
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def _works(page: Page, address: str, planted: str, *, policy: bool) -> bool:
    """Whether a thing planted in the matter of the page did its work, with the policy or with it taken out."""

    def plant(route: Route) -> None:
        response = route.fetch()
        text, found = _POLICY.subn(lambda meta: meta[0] if policy else "", response.text())
        assert found == 1
        route.fulfill(response=response, body=text.replace("</main>", planted + "</main>", 1))

    page.route(address, plant)
    page.goto(address, wait_until="networkidle")
    return bool(page.evaluate(WORKS[planted]))


@pytest.mark.parametrize("planted", PLANTED)
def test_only_the_policy_stops_it(borrow: Borrow, url: Callable[[Place], str], planted: str) -> None:
    """With the policy of the built page it does nothing; the same page without the policy is at its mercy."""
    assert not _works(borrow(), url(HOME), planted, policy=True)
    assert _works(borrow(), url(HOME), planted, policy=False)
