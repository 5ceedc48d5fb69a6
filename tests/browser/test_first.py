"""What a reader meets first: a low header with a menu, what to do with a sentence, and a sentence in a frame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser.conftest import Borrow, until
from tests.browser.windows import Window

#: How far down the page may begin in a window of 390 px: what stands above is the banner and the header.
LOW = 130
_TOP = "() => document.getElementById('content').getBoundingClientRect().top"


@pytest.fixture
def phone(borrow: Borrow) -> Page:
    """A fresh window of 390 px."""
    return borrow(Window(390))


@pytest.mark.parametrize("path", ["", "2023-27/", "2023-27/act-14/", "changes/", "404.html"])
def test_the_header_is_low_on_a_phone(phone: Page, address: str, path: str) -> None:
    """At 390 px the page begins at most 130 px down, and nothing of the header is cut off."""
    phone.goto(address + path)
    assert phone.evaluate(_TOP) <= LOW
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_the_menu_opens_by_keyboard(phone: Page, address: str) -> None:
    """Enter on “Menu” shows the places right after it; the next Tab is in the first, and Enter follows it."""
    phone.goto(address)
    places = "getComputedStyle(document.querySelector('.sf-header__nav')).display"
    assert phone.evaluate(places) == "none"
    phone.focus(".sf-header__menu summary")
    phone.keyboard.press("Enter")
    until(phone, f"{places} === 'block'")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Priorities"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/2023-27/#priorities")


def test_without_script_the_menu_is_a_link(borrow: Borrow, address: str) -> None:
    """It leads to a page with every place of the navigation."""
    page = borrow(Window(390, script=False))
    page.goto(address)
    names = page.locator(".sf-header__nav a").all_text_contents()
    assert not page.locator(".sf-header__menu").is_visible()
    page.click(".sf-header__contents")
    assert page.url.endswith("/contents/")
    assert names
    assert set(names) <= set(page.locator("main a").all_text_contents())


def test_what_is_wide_has_its_places_in_sight(borrow: Borrow, address: str) -> None:
    """At 1280 px there is no menu: its places stand there."""
    page = borrow()
    page.goto(address)
    assert page.locator(".sf-header__nav").is_visible()
    assert not page.locator(".sf-header__menu").is_visible()
    assert not page.locator(".sf-header__contents").is_visible()


@pytest.mark.parametrize("part", ["cite", "share"])
def test_what_to_do_with_a_sentence_opens_without_script(borrow: Borrow, address: str, part: str) -> None:
    """It opens in its place by keyboard, and at its address."""
    page = borrow(Window(1280, script=False))
    page.goto(f"{address}2023-27/act-14/")
    body = page.locator(f"#{part}")
    assert not body.is_visible()
    page.locator(".sf-tools__part", has=body).locator("summary").focus()
    page.keyboard.press("Enter")
    assert body.is_visible()
    page.goto(f"{address}2023-27/act-15/#{part}")
    body.wait_for(state="visible")


def test_the_code_of_a_frame_shows_the_sentence(phone: Page, address: str) -> None:
    """Put into a page of another site as it is, it shows the sentence whole on a phone, with no script."""
    phone.goto(f"{address}2023-27/act-14/")
    words = phone.inner_text(".sf-said--statement")
    code = phone.text_content(".sf-cite__code") or ""
    # The browser lets no page from elsewhere show one of this machine, so the page around it seems to be from here.
    around = f"<!doctype html><title>Another site</title>{code.replace('https://example.org/', address)}"
    phone.route("**/another-site", lambda route: route.fulfill(body=around, content_type="text/html"))
    phone.goto(f"{address}another-site", wait_until="networkidle")
    frame = phone.frames[1]
    assert frame.inner_text(".sf-embed__text").split() == words.split()
    assert frame.evaluate("document.scripts.length") == 0
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_every_sentence_fits_its_frame(phone: Page, address: str, built: Path) -> None:
    """The height in its code is enough for each of the longest and the shortest, on a phone of 320 px."""
    sizes = {path.parent.name: path.stat().st_size for path in built.glob("embed/*/index.html")}
    order = sorted(sizes, key=lambda name: sizes[name])
    phone.set_viewport_size({"width": 300, "height": 400})
    short = {}
    for item in (*order[:4], *order[-8:]):
        phone.goto(f"{address}embed/{item}/")
        needed = phone.evaluate("document.querySelector('.sf-framed').getBoundingClientRect().bottom")
        [code] = html.parse(built / "2023-27" / item / "index.html").xpath("//*[@class='sf-cite__code']")
        given = int(re.findall(r'height="(\d+)"', code.text_content())[0])
        if needed > given:
            short[item] = (needed, given)
    assert order
    assert short == {}
