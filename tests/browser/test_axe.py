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
#: What differs in colours alone from a state in which every rule is asked: here the rules of colours are enough. What
#: holds at 320 px holds at 390 px (`test_pages`), so neither scheme is looked at in both.
COLOURED = [
    Window(1280, "dark"), Window(1280, "dark", "hover"), Window(1280, "light", "hover"),
    Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"),
]  # fmt: skip
#: Every form is looked at in these too, in the order in which one visit serves the most of them.
STATES = [*COLOURED, Window(1280, "light", "print"), Window(320, "light")]
#: These are read without script from the first.
BARE = [Window(1280, "light", script=False), Window(390, "dark", script=False)]
#: These change what is inside an element of some pages, and nothing elsewhere.
OPENED = [Window(1280, "light", "details"), Window(390, "dark", "details")]
NARROWED = [Window(1280, "light", "filters"), Window(390, "dark", "filters")]
#: The header is the same on every page, and so is what its search opens: it is opened where most lies under it.
SEARCHED = [Window(1280, "light", "search"), Window(390, "dark", "search")]
_SEARCHED = 2
_NARROWED = "//main//select | //main//input[@type='search']"


@pytest.fixture(scope="session")
def planned(folder_of: Callable[[str], Path]) -> dict[Place, list[Window]]:
    """Page → the states in which it is looked at, so that every form is seen in every state.

    Here the form of an element is its own under its parent's: a state changes colours, widths and what is shown, by
    rules of the stylesheet that name a component and its parts. So every such part is seen in every state, though not
    on every kind of page. What stands inside `details` is seen under all of its ancestors when they are open.
    """
    files = {place: place.file(folder_of(place.site)) for place in places.every()}
    opened = forms.cover({place: forms.of_page(path, inside="details") for place, path in files.items()})
    parts = forms.cover({place: forms.of_page(path, 2) for place, path in files.items()})
    states = {place: [*STATES, *OPENED * (place in opened), *BARE] for place in parts}
    for place in parts[:_SEARCHED]:
        states[place] += SEARCHED
    for place in parts:
        states[place] += NARROWED * bool(html.parse(files[place]).xpath(_NARROWED))
    return dict.fromkeys(opened, OPENED) | states


@pytest.mark.every
def test_every_state(
    borrow: Callable[[], Page], url: Callable[[Place], str], planned: dict[Place, list[Window]], share: int
) -> None:
    """Every form in every state beside the ordinary two: no violation, no question without an answer."""
    page, faults = borrow(), {}
    for place, states in [*planned.items()][share::SHARES]:
        faults |= {f"{place}, {window}": fault for window, fault in _in_states(page, url(place), states).items()}
    assert faults == {}


def _in_states(page: Page, address: str, states: list[Window]) -> dict[str, str]:
    """What axe-core says of a page in those states; what follows a state of style alone shares its visit."""
    faults, before = {}, None
    for window in states:
        if before is not None and window.follows(before, page):
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
    Window(1280, "dark"): "@media (width >= 1280px) and (prefers-color-scheme: dark)",
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


def test_what_was_pointed_at_is_so_no_more(borrow: Callable[[], Page]) -> None:
    """The state after it shares the visit, and nothing looks pointed at any more."""
    page, pointed_at = borrow(), "() => document.querySelectorAll('a:hover').length"
    page.set_content("<p><a href=#x>A place</a></p>")
    Window(use="hover").take(page)
    assert page.evaluate(pointed_at) == 1
    assert OPENED[0].follows(Window(use="hover"), page)
    OPENED[0].take(page)
    assert page.evaluate(pointed_at) == 0


@pytest.mark.parametrize("window", _WORN, ids=str)
def test_a_fault_in_one_state_is_found(rows: Callable[[str, str], Page], window: Window) -> None:
    """Words that are pale in one state are found in that state, and not in another that is seen before it."""
    page = rows(_PLANTED["violates color-contrast"], _WORN[window])
    found = _in_states(page, "http://rows.invalid/rows", [Window(390, "light"), window])
    assert "violates color-contrast" in found[str(window)]
    assert "violates" not in found.get(str(Window(390, "light")), "")
