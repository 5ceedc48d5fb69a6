"""No page violates a rule of axe-core, in any state that a reader may meet it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser import axe, forms, places
from tests.browser.conftest import SHARES
from tests.browser.places import Place
from tests.browser.windows import Window, forget

Show = Callable[..., Page]
#: Every page is looked at in these two, by test_pages.
ORDINARY = [Window(1280, "light"), Window(390, "dark")]
#: What differs in colours alone from a state in which every rule is asked: here the rules of colours are enough.
COLOURED = [
    Window(1280, "dark"), Window(390, "light"), Window(320, "dark"), Window(1280, "light", "forced colours"),
    Window(1280, "dark", "forced colours"), Window(1280, "light", "hover"), Window(1280, "dark", "hover"),
]  # fmt: skip
#: Every form is looked at in these too. What follows a state of style alone needs no second visit.
STATES = [
    Window(320, "light"), Window(1280, "light", "print"), *COLOURED,
    Window(1280, "light", "details"), Window(390, "dark", "details"),
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
    borrow: Callable[[], Page], url: Callable[[Place], str], folder_of: Callable[[str], Path], share: int
) -> None:
    """Every form in every state beside the ordinary two: no violation, no question without an answer.

    Here the form of an element is its own under its parent's: a state changes colours, widths and what is shown, by
    rules of the stylesheet that name a component and its parts. So every such part is seen in every state, though not
    on every kind of page.
    """
    shown = {place: forms.of_page(place.file(folder_of(place.site)), 2) for place in places.every()}
    page, faults = borrow(), {}
    for number, place in list(enumerate(forms.cover(shown)))[share::SHARES]:
        states = [window for window in STATES if _is_told(window.use, place.file(folder_of(place.site)), number)]
        told = _in_states(page, url(place), states)
        faults |= {f"{place}, {window}": fault for window, fault in told.items()}
    assert faults == {}


def _in_states(page: Page, address: str, states: list[Window]) -> dict[str, str]:
    """What axe-core says of a page in those states; what follows a state of style alone shares its visit."""
    faults, before = {}, None
    for window in states:
        if before is not None and window.follows(before):
            (window.wear if window.use == before.use else window.take)(page)
        else:
            forget(page)
            window.open(page, address)
        before = window
        off = ["target-size"] if window.use == "print" else []  # nobody points at paper
        only = axe.COLOURS if window in COLOURED else ()
        if told := axe.faults(page, window.use, off=off, only=only, once=True):
            faults[str(window)] = told
    return faults


def test_axe_sees_a_fault(show: Show) -> None:
    """The measure measures: a picture without a text alternative and pale words are both reported."""
    page = show(Place("frozen", "", "index.md"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p>Pale words</p>')")
    page.evaluate("Object.assign(document.querySelector('main').lastChild.style, {color: '#eee', background: '#fff'})")
    told = axe.faults(page)
    assert "violates image-alt" in told
    assert "violates color-contrast" in told


#: Rows of one form, and the same row with something else in it: pale words, words that are pale in some state, no name.
_ROW = "<li class=row><p class=plain>Words of a row</p></li>"
_PLANTED = {
    "violates color-contrast": "<li class=row><p class=plain>Words of a row <b class=pale>Pale</b></p></li>",
    "violates image-alt": "<li class=row><p class=plain>Words of a row <img src=x></p></li>",
}
#: The colours of a page that says which it is made for, as axe-core can read them.
_GROUND = ":root { color-scheme: light dark } body { color: CanvasText; background: Canvas }"
_WORN = {
    Window(320, "dark"): "@media (width <= 320px) and (prefers-color-scheme: dark)",
    Window(1280, "light", "forced colours"): "@media (forced-colors: active)",
    Window(1280, "dark", "hover"): "@media (prefers-color-scheme: dark)",
    Window(1280, "light", "print"): "@media print",
    Window(390, "dark", "details"): "@media (width <= 390px) and (prefers-color-scheme: dark)",
    Window(1280, "light", script=False): "@media (width >= 1280px)",
}


@pytest.fixture
def rows(borrow: Callable[[], Page]) -> Callable[[str, str], Page]:
    """A page of many rows of one form, and among the last of them another, under that sheet."""

    def opened(row: str, sheet: str) -> Page:
        page = borrow()
        pale = "forced-color-adjust: none; color: #eee !important; background: #fff !important"
        style = f"{_GROUND} {sheet} {{ .pale {{ {pale} }} }}"
        text = (f"<!doctype html><html lang=en><title>Rows</title><style>{style}</style>"
                f"<main><h1>Rows</h1><details><summary>More</summary>Words</details><ul>{_ROW * 9}{row}{_ROW}</ul>"
                f"<p><a href=#x class=pale-when-pointed-at>A place</a></p></main>")  # fmt: skip
        page.route("**/rows", lambda route: route.fulfill(body=text, content_type="text/html"))
        return page

    return opened


@pytest.mark.parametrize("fault", _PLANTED)
def test_a_fault_in_any_row_is_found(rows: Callable[[str, str], Page], fault: str) -> None:
    """What repeats a form is left out, and nothing else: the one row that differs is looked at."""
    page = rows(_PLANTED[fault], "@media all")
    page.goto("http://rows.invalid/rows")
    assert fault in axe.faults(page, once=True)


@pytest.mark.parametrize("window", _WORN, ids=str)
def test_a_fault_in_one_state_is_found(rows: Callable[[str, str], Page], window: Window) -> None:
    """Words that are pale in one state are found in that state, and not in another that is seen before it."""
    page = rows(_PLANTED["violates color-contrast"], _WORN[window])
    found = _in_states(page, "http://rows.invalid/rows", [Window(390, "light"), window])
    assert "violates color-contrast" in found[str(window)]
    assert "violates" not in found.get(str(Window(390, "light")), "")
