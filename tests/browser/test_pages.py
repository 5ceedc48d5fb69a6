"""Every page in a real browser, opened once and measured in turn; `make test` opens one of each kind."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.conftest import listen
from tests.browser.places import Place
from tests.browser.test_axe import ORDINARY
from tests.browser.windows import Window, open_page

#: 1280 px at 400 %.
NARROW = Window(320)


def test_a_page(browser: Browser, url: Callable[[Place], str], place: Place) -> None:
    """No violation of axe-core wide and narrow, no sideways scroll, one h1, the skip link first, and nothing heard."""
    context = ORDINARY[0].context(browser)
    page = context.new_page()
    heard = listen(page)
    page.goto(url(place))
    faults = _seen(page)
    page.wait_for_load_state("networkidle")
    context.close()
    host = urlsplit(url(place)).netloc
    faults["console"] = heard.told
    faults["asked elsewhere"] = [one for one in heard.asked if urlsplit(one).netloc not in {host, ""}]
    assert {name: fault for name, fault in faults.items() if fault} == {}


def _seen(page: Page) -> dict[str, object]:
    """What is wrong with a page that has just been opened, by the name of the measure."""
    faults: dict[str, object] = {}
    for window in ORDINARY:
        window.take(page)
        faults[f"axe-core, {window}"] = axe.faults(page)
        faults[f"too wide, {window}"] = _too_wide(page)
    NARROW.take(page)
    faults[f"too wide, {NARROW}"] = _too_wide(page)
    count = page.locator("h1").count()
    faults["headings of the first level"] = [] if count == 1 else [count]
    faults["skip link"] = _skipped(page)
    return faults


def _too_wide(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, int(wide))


def _skipped(page: Page) -> list[str]:
    """What the first stop of the keyboard is, if it is not the link past the navigation, or where that link leads."""
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    at = page.evaluate("document.activeElement.id")
    return [] if (first, at) == ("#content", "content") else [f"{first} leads to {at}"]


def test_everything_is_there_without_script(browser: Browser, address: str) -> None:
    """Without JavaScript the wording, the links and the navigation are the same."""
    page = open_page(browser, 1280, "light", script=False)
    page.goto(f"{address}2023-27/pri-2/")
    assert page.get_by_text("Explore with Solace and COSLA the appetite").is_visible()
    page.get_by_role("link", name="Action 12").first.click()
    assert page.url.endswith("/2023-27/act-12/")
    assert page.get_by_role("navigation", name="Main").get_by_role("link", name="Who is named").is_visible()
    page.context.close()
