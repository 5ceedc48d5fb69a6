"""The pages in a real browser: quiet, whole without script, and found by the search."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
HOME = Place("real", "", "index.md")
WINDOWS = [Window(1280), Window(390, "dark"), Window(320)]


def _quiet(browser: Browser, address: str, window: Window) -> None:
    """Nothing on the console, nothing asked of another host, no sideways scroll, one h1."""
    context = window.context(browser)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    count = page.locator("h1").count()
    context.close()
    host = urlsplit(address).netloc
    elsewhere = [one for one in asked if not one.startswith("data:") and urlsplit(one).netloc != host]
    assert (told, elsewhere, max(0, wide), count) == ([], [], 0, 1)


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_each_kind_is_quiet_and_fits(
    browser: Browser, url: Callable[[Place], str], kind: Place, window: Window
) -> None:
    """Each kind of page: no message on the console, no request elsewhere, no sideways scroll, one h1."""
    _quiet(browser, url(kind), window)


@pytest.mark.every
def test_every_page_is_quiet_and_fits(browser: Browser, url: Callable[[Place], str], place: Place) -> None:
    """Every page, as wide as 1280 px at 400 % leaves."""
    _quiet(browser, url(place), Window(320))


def test_everything_is_there_without_script(show: Show) -> None:
    """Without JavaScript the wording, the links and the navigation are the same."""
    page = show(Place("real", "2023-27/pri-2/", ""), Window(script=False))
    assert page.get_by_text("Explore with Solace and COSLA the appetite").is_visible()
    page.get_by_role("link", name="Action 12").first.click()
    assert page.url.endswith("/2023-27/act-12/")
    assert page.get_by_role("navigation", name="Main").get_by_role("link", name="Who is named").is_visible()


def test_skip_link_is_first(show: Show, kind: Place) -> None:
    """The first stop of the keyboard leads past the navigation."""
    page = show(kind)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
