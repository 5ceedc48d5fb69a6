"""Every page in a real browser: opened once and measured in turn.

`make test` opens one page of each kind. `make test-all` opens every page, and lets axe-core look at every *form* (see
`forms`) in the two ordinary windows: what axe-core says follows from the form of an element, and what follows from its
words, such as an anchor that stands twice or a link without a name, the two checkers of HTML say of every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe, forms, places
from tests.browser.conftest import SHARES, Heard, listen
from tests.browser.places import Place
from tests.browser.test_axe import ORDINARY
from tests.browser.windows import Window, open_page

Url = Callable[[Place], str]
Folder = Callable[[str], Path]
#: 1280 px at 400 %.
NARROW = Window(320)


def test_a_kind(browser: Browser, url: Url, kind: Place) -> None:
    """One page of each kind: no violation of axe-core, no sideways scroll, one h1, the skip link first, not a word."""
    assert _faults(browser, url, kind) == {}


@pytest.mark.every
def test_every_form(browser: Browser, url: Url, shown: dict[Place, frozenset[forms.Form]], share: int) -> None:
    """The same where pages show what no page of the kinds shows, until every form was looked at."""
    seen = frozenset[forms.Form]().union(*(shown[kind] for kind in places.kinds()))
    rest = forms.cover(shown, seen)
    assert {str(place): told for place in rest[share::SHARES] if (told := _faults(browser, url, place))} == {}


@pytest.mark.every
def test_every_page(browser: Browser, url: Url, share: int) -> None:
    """Every page keeps to its window, has one h1 and its skip link, and nothing is heard of it."""
    assert _opened(browser, url, places.every()[share::SHARES]) == {}


@pytest.mark.content
def test_every_page_to_be_published(browser: Browser, url: Url, folder_of: Folder, share: int) -> None:
    """The same of what is to be published, but for pages that are, byte for byte, pages of the frozen site."""
    assert _opened(browser, url, _own(folder_of)[share::SHARES]) == {}


@pytest.mark.content
def test_every_form_to_be_published(
    browser: Browser, url: Url, folder_of: Folder, shown: dict[Place, frozenset[forms.Form]], share: int
) -> None:
    """One page of each kind that is its own, and every form that no page of the frozen site or of an example has."""
    own = _own(folder_of)
    seen = frozenset[forms.Form]().union(*shown.values())
    new = forms.cover({place: forms.of_page(place.file(folder_of("public"))) for place in own}, seen)
    chosen = dict.fromkeys([*places.longest(own), *new])
    assert {str(place): told for place in [*chosen][share::SHARES] if (told := _faults(browser, url, place))} == {}


def _own(folder_of: Folder) -> tuple[Place, ...]:
    """The pages to be published of which the frozen site has no equal."""
    public, frozen = folder_of("public"), folder_of("frozen")
    found = []
    for place in places.of_site("public"):
        known = place.file(frozen)
        if not known.is_file() or known.read_bytes() != place.file(public).read_bytes():
            found.append(place)
    return tuple(found)


def _faults(browser: Browser, url: Url, place: Place) -> dict[str, object]:
    """What is wrong with a page in a window of its own, axe-core asked, by the name of the measure."""
    context = ORDINARY[0].context(browser)
    page = context.new_page()
    heard = listen(page)
    page.goto(url(place))
    faults: dict[str, object] = {}
    for window in ORDINARY:
        window.take(page)
        faults[f"axe-core, {window}"] = axe.faults(page)
    faults |= _seen(page)
    page.wait_for_load_state("networkidle")
    context.close()
    faults |= _heard(heard, url(place))
    return {name: fault for name, fault in faults.items() if fault}


def _opened(browser: Browser, url: Url, those: Iterable[Place]) -> dict[str, object]:
    """What is wrong with these pages, opened one after the other as by one reader."""
    faults: dict[str, object] = {}
    context = ORDINARY[0].context(browser)
    for _, of_site in groupby(those, key=lambda place: place.site):
        page = context.new_page()  # what the last page of one site asks for late is not asked by the first of the next
        heard = listen(page)
        for place in of_site:
            page.goto(url(place))
            found = {**_seen(page), **_heard(heard, url(place))}
            faults |= {f"{place}, {name}": fault for name, fault in found.items() if fault}
            heard.told.clear()
            heard.asked.clear()
        page.close()
    context.close()
    return faults


def _heard(heard: Heard, address: str) -> dict[str, object]:
    host = urlsplit(address).netloc
    elsewhere = [one for one in heard.asked if urlsplit(one).netloc not in {host, ""}]
    return {"console": list(heard.told), "asked elsewhere": elsewhere}


def _seen(page: Page) -> dict[str, object]:
    """What is wrong with a page that has just been opened, by the name of the measure."""
    faults: dict[str, object] = {}
    for window in (*ORDINARY, NARROW):
        window.take(page)
        faults[f"too wide, {window}"] = _too_wide(page)
    count = page.locator("h1").count()
    faults["headings of the first level"] = [] if count == 1 else [count]
    # A framed sentence has nothing to skip.
    faults["skip link"] = [] if page.locator("main.sf-framed").count() else _skipped(page)
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
