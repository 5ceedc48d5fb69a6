"""No page violates a rule of axe-core, in any state that a reader may meet it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser import axe, forms, places
from tests.browser.conftest import SHARES
from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
#: Every page is looked at in these two, by test_pages.
ORDINARY = [Window(1280, "light"), Window(390, "dark")]
#: Every form is looked at in these too.
STATES = [
    Window(1280, "dark"), Window(390, "light"), Window(320, "light"), Window(320, "dark"),
    Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"), Window(1280, "light", "print"),
    Window(1280, "light", "details"), Window(390, "dark", "details"),
    Window(1280, "light", "hover"), Window(1280, "dark", "hover"),
    Window(1280, "light", "search"), Window(390, "dark", "search"),
    Window(1280, "light", "filters"), Window(390, "dark", "filters"),
    Window(1280, "light", script=False), Window(390, "dark", script=False),
]  # fmt: skip


#: Uses that change nothing where a page has no such part.
_PARTS = {
    "details": "//details",
    "filters": "//main//select | //main//input[@type='search']",
}
#: The header is the same on every page, and so is what its search opens: it is opened where most lies under it.
_SEARCHED = 2


def _is_told(use: str, page: Path, number: int) -> bool:
    """Whether a page can look otherwise when it is used so."""
    if use == "search":
        return number < _SEARCHED
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return use not in _PARTS or bool(tree.xpath(_PARTS[use]))


@pytest.mark.every
def test_every_state(
    browser: Browser, url: Callable[[Place], str], folder_of: Callable[[str], Path], share: int
) -> None:
    """Every form in every state beside the ordinary two: no violation, no question without an answer.

    Here the form of an element is its own under its parent's: a state changes colours, widths and what is shown, by
    rules of the stylesheet that name a component and its parts. So every such part is seen in every state, though not
    on every kind of page.
    """
    shown = {place: forms.of_page(place.file(folder_of(place.site)), 2) for place in places.every()}
    faults = {}
    for number, place in list(enumerate(forms.cover(shown)))[share::SHARES]:
        told = _in_states(
            browser, url(place), [w for w in STATES if _is_told(w.use, place.file(folder_of(place.site)), number)]
        )
        faults |= {f"{place}, {window}": fault for window, fault in told.items()}
    assert faults == {}


def _in_states(browser: Browser, address: str, states: list[Window]) -> dict[str, str]:
    """What axe-core says of a page in those states; neighbours that differ in style alone share one visit."""
    faults, page, before = {}, None, None
    for window in states:
        if page is not None and before is not None and window.follows(before):
            window.take(page)
        else:
            if page is not None:
                page.context.close()
            page = window.context(browser).new_page()
            window.open(page, address)
        before = window
        off = ["target-size"] if window.use == "print" else []  # nobody points at paper
        if told := axe.faults(page, window.use, off=off):
            faults[str(window)] = told
    if page is not None:
        page.context.close()
    return faults


def test_axe_sees_a_fault(show: Show) -> None:
    """The measure measures: a picture without a text alternative and pale words are both reported."""
    page = show(Place("frozen", "", "index.md"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p>Pale words</p>')")
    page.evaluate("Object.assign(document.querySelector('main').lastChild.style, {color: '#eee', background: '#fff'})")
    told = axe.faults(page)
    assert "violates image-alt" in told
    assert "violates color-contrast" in told
