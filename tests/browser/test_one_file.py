"""A file to carry, opened from a folder with no network: it is read, searched and printed, and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.site import one_file
from strategic_framework.views.site import Site
from tests.browser import axe
from tests.browser.conftest import Heard, listen
from tests.browser.windows import Window
from tests.conftest import EXAMPLE

_WIDER = "document.documentElement.scrollWidth > innerWidth"
_LOADED = "document.fonts.ready.then(() => [...document.fonts].filter(face => face.status === 'loaded').length)"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The invented council's edition and a version of it, in a folder: their addresses."""
    folder, site = tmp_path_factory.mktemp("carried"), Site(loader.load(EXAMPLE), store.read(EXAMPLE))
    made = {"edition": one_file.whole(site, "2025-28"), "version": one_file.version(site, "2025-28", 2)}
    for name, data in made.items():
        (folder / f"{name}.html").write_bytes(data)
    return {name: (folder / f"{name}.html").as_uri() for name in made}


def opened(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"], *, script: bool = True
) -> tuple[Page, Heard]:
    """The file in a fresh window without a network, and everything that it says and asks for."""
    window = Window(width, scheme, script=script)
    page = window.begin(window.context(browser).new_page())
    page.context.set_offline(True)
    heard = listen(page)
    page.goto(address)
    return page, heard


@pytest.fixture(params=["edition", "version"])
def carried(request: pytest.FixtureRequest, browser: Browser, files: dict[str, str]) -> Iterator[Page]:
    """Each file in a wide window; at the end it has asked for nothing but itself, and said nothing."""
    page, heard = opened(browser, files[request.param], 1280, "light")
    yield page
    assert heard.told == []
    assert [asked for asked in heard.asked if not asked.startswith(("data:", "file:"))] == []
    page.context.close()


def test_it_is_whole_searched_and_accessible(carried: Page) -> None:
    """Its fonts are there, contents and search lead to their places, and axe finds nothing at any width or scheme."""
    assert carried.evaluate(_LOADED) > 0
    carried.locator(".sf-contents a").last.click()
    assert carried.url.partition("#")[2]
    field = carried.get_by_role("searchbox", name="Search this file")
    field.fill("homes")
    results = carried.get_by_role("region", name="Results")
    expect(results.get_by_role("status")).to_contain_text("result")
    assert "homes" in {mark.lower() for mark in results.locator("mark").all_text_contents()}
    for width, scheme in ((1280, "light"), (320, "dark")):
        carried.set_viewport_size({"width": width, "height": 900})
        carried.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert not carried.evaluate(_WIDER)
        assert axe.faults(carried) == ""
    results.get_by_role("link").first.click()
    assert carried.evaluate("document.querySelector(':target').textContent.toLowerCase().includes('homes')")
    field.press("Escape")
    expect(results).to_be_hidden()


def test_what_is_not_there_is_said(browser: Browser, files: dict[str, str]) -> None:
    """A word that stands nowhere gives no result and says so; a number finds the item that bears it first."""
    page, _ = opened(browser, files["edition"], 390, "light")
    field, results = page.get_by_role("searchbox"), page.get_by_role("region", name="Results")
    field.fill("xylophone")
    expect(results.get_by_role("status")).to_contain_text("Nothing was found")
    field.fill("action 1")
    assert results.get_by_role("link").first.text_content() == "Action 1"
    page.context.close()


def test_without_script_it_is_read_and_not_searched(browser: Browser, files: dict[str, str]) -> None:
    """The words and the contents are there; the search is not shown. On paper neither is what only a screen needs."""
    page, _ = opened(browser, files["edition"], 320, "dark", script=False)
    assert page.locator(".sf-actions li").first.is_visible()
    assert page.locator(".sf-contents a").first.is_visible()
    assert not page.locator(".sf-find").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".sf-header").is_visible()
    assert page.locator(".sf-footer__paper").is_visible()
    page.context.close()
