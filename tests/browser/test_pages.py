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
from tests.browser.conftest import SHARES, Heard, listening
from tests.browser.places import Place
from tests.browser.test_axe import ORDINARY
from tests.browser.windows import forget, open_page

Url = Callable[[Place], str]
Borrow = Callable[[], Page]
Folder = Callable[[str], Path]
#: The last is 1280 px at 400 %. Nothing is wider in other colours, and to change those costs more than all the rest.
WIDTHS = (1280, 390, 320)
#: By how many pixels the page scrolls sideways, once its fonts are there.
_TOO_WIDE = """() => document.fonts.ready.then(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth)"""
#: How many headings of the first level there are, and whether this is a framed sentence.
_BUILT = "() => [document.querySelectorAll('h1').length, document.querySelector('main.sf-framed') !== null]"


def test_a_kind(borrow: Borrow, url: Url, kind: Place) -> None:
    """One page of each kind: no violation of axe-core, no sideways scroll, one h1, the skip link first, not a word."""
    assert _faults(borrow(), url(kind)) == {}


@pytest.mark.every
def test_every_form(borrow: Borrow, url: Url, shown: dict[Place, frozenset[forms.Form]], share: int) -> None:
    """The same where pages show what no page of the kinds shows, until every form was looked at."""
    seen = frozenset[forms.Form]().union(*(shown[kind] for kind in places.kinds()))
    rest = forms.cover(shown, seen)
    assert _all_faults(borrow(), url, rest[share::SHARES]) == {}


@pytest.mark.every
def test_every_page(borrow: Borrow, url: Url, share: int) -> None:
    """Every page keeps to its window, has one h1 and its skip link, and nothing is heard of it."""
    assert _opened(borrow(), url, places.every()[share::SHARES]) == {}


@pytest.mark.content
def test_every_page_to_be_published(borrow: Borrow, url: Url, folder_of: Folder, share: int) -> None:
    """The same of what is to be published, but for pages that are, byte for byte, pages of the frozen site."""
    assert _opened(borrow(), url, _own(folder_of)[share::SHARES]) == {}


@pytest.mark.content
def test_every_form_to_be_published(
    borrow: Borrow, url: Url, folder_of: Folder, shown: dict[Place, frozenset[forms.Form]], share: int
) -> None:
    """One page of each kind that is its own, and every form that no page of the frozen site or of an example has."""
    own = _own(folder_of)
    seen = frozenset[forms.Form]().union(*shown.values())
    new = forms.cover({place: forms.of_page(place.file(folder_of("public"))) for place in own}, seen)
    chosen = dict.fromkeys([*places.longest(own), *new])
    assert _all_faults(borrow(), url, [*chosen][share::SHARES]) == {}


def _own(folder_of: Folder) -> tuple[Place, ...]:
    """The pages to be published of which the frozen site has no equal."""
    public, frozen = folder_of("public"), folder_of("frozen")
    found = []
    for place in places.of_site("public"):
        known = place.file(frozen)
        if not known.is_file() or known.read_bytes() != place.file(public).read_bytes():
            found.append(place)
    return tuple(found)


def _all_faults(page: Page, url: Url, those: Iterable[Place]) -> dict[str, dict[str, object]]:
    """Page → what is wrong with it, of the pages with which something is."""
    return {str(place): told for place in those if (told := _faults(page, url(place)))}


def _faults(page: Page, address: str) -> dict[str, object]:
    """What is wrong with a page, axe-core asked, by the name of the measure. The window is left as a new one."""
    faults: dict[str, object] = {}
    with listening(page) as heard:
        ORDINARY[0].open(page, address)
        for window in ORDINARY:
            window.take(page)
            faults[f"axe-core, {window}"] = axe.faults(page, once=window != ORDINARY[0])
        faults |= _seen(page)
        page.wait_for_load_state("networkidle")
    forget(page)
    faults |= _heard(heard, address)
    return {name: fault for name, fault in faults.items() if fault}


def _opened(page: Page, url: Url, those: Iterable[Place]) -> dict[str, object]:
    """What is wrong with these pages, opened one after the other as by one reader."""
    faults: dict[str, object] = {}
    for _, of_site in groupby(those, key=lambda place: place.site):
        for place in of_site:
            with listening(page) as heard:
                page.goto(url(place))
                seen = _seen(page)
            found = {**seen, **_heard(heard, url(place))}
            faults |= {f"{place}, {name}": fault for name, fault in found.items() if fault}
        forget(page)  # what the last page of one site asks for late is not asked by the first of the next
    return faults


def _heard(heard: Heard, address: str) -> dict[str, object]:
    host = urlsplit(address).netloc
    elsewhere = [one for one in heard.asked if urlsplit(one).netloc not in {host, ""}]
    return {"console": list(heard.told), "asked elsewhere": elsewhere}


def _seen(page: Page) -> dict[str, object]:
    """What is wrong with a page that has just been opened, by the name of the measure."""
    faults: dict[str, object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults[f"too wide, {width}"] = max(0, int(page.evaluate(_TOO_WIDE)))
    heads, framed = page.evaluate(_BUILT)
    faults["headings of the first level"] = [] if heads == 1 else [heads]
    faults["skip link"] = [] if framed else _skipped(page)  # a framed sentence has nothing to skip
    return faults


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
