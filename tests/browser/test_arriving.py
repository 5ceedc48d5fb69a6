"""Nothing that is being read moves: neither when fonts and scripts come late, nor when a reader comes again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import measures
from tests.browser.conftest import Borrow
from tests.browser.places import Place
from tests.browser.windows import Window, forget, without_policy

Url = Callable[[Place], str]
WIDTHS = [1280, 390]
HOME, LOG = Place("inverskerry", "", ""), Place("inverskerry", "changes/", "")
#: Cumulative layout shift. Below 0.1 is called good; half of that is asked for here.
MOST = 0.05
#: How far things have moved so far, and the first that did.
_SHIFT = """() => new Promise(done => {
    const all = [];
    const observer = new PerformanceObserver(list => all.push(...list.getEntries()));
    observer.observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        all.push(...observer.takeRecords());
        done([
            all.reduce((sum, one) => sum + one.value, 0),
            all.flatMap(one => one.sources.map(({node}) => (node?.outerHTML || node?.data || '').slice(0, 80))),
        ]);
    })));
})"""
_PAINTED = """() => new Promise(done => new PerformanceObserver(
    list => list.getEntriesByName('first-contentful-paint').length && done()
).observe({type: 'paint', buffered: true}))"""
_LATE = re.compile(r"\.woff2$|/site\.js$")


def arrive(page: Page, address: str) -> None:
    """The page is painted without its fonts and its script; then they come."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(_LATE, hold)
    page.goto(address, wait_until="commit")
    page.evaluate(_PAINTED)
    scripts = {"js"} if page.locator("script[src]").count() else set()  # a framed sentence has none
    assert {route.request.url.rpartition(".")[2] for route in held} == {"woff2"} | scripts
    for route in held:
        route.continue_()
    page.unroute(_LATE, hold)
    page.wait_for_load_state("load")
    page.evaluate("() => document.fonts.ready.then(() => true)")


def shift(page: Page) -> float:
    """How far things have moved on this page."""
    moved: list[Any] = page.evaluate(_SHIFT)
    if moved[0] >= MOST:
        print("moved:", *moved[1], sep="\n")  # shown where a test fails
    return float(moved[0])


def reader(width: int) -> Window:
    """The window of a reader: a narrow one is dark."""
    return Window(width, "dark" if width < 500 else "light")


@pytest.mark.every
def test_nothing_moves_while_a_page_arrives(borrow: Borrow, url: Url, kind: Place) -> None:
    """Wide and narrow, with fonts and script after the first paint, things move by less than 0.05."""
    page = borrow()
    for width in WIDTHS:
        reader(width).begin(page)
        arrive(page, url(kind))
        assert shift(page) < MOST, width
        forget(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shown", [HOME, LOG], ids=str)
def test_nothing_moves_for_a_reader_who_comes_again(borrow: Borrow, url: Url, shown: Place, width: int) -> None:
    """What was published since the last visit has its room from the first, is listed newest first, and is forgotten."""
    page = borrow(reader(width))
    page.goto(url(shown))
    expect(page.locator(".sf-since")).to_be_hidden()
    page.evaluate("localStorage.setItem('last-change-read', 'chg-0009')")
    arrive(page, url(shown))
    expect(page.get_by_role("heading", name="Since you last read this")).to_be_visible()
    expect(page.locator(".sf-since__list li").first).to_be_attached()
    assert shift(page) < MOST
    page.get_by_text("Show what has changed").click()
    links = page.locator(".sf-since__list a")
    expect(links.first).to_be_visible()
    assert [link.get_attribute("href").rpartition("changes/")[2] for link in links.all()][-1] == "chg-0010/"  # type: ignore[union-attr]
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator(".sf-since")).to_be_hidden()


@pytest.mark.parametrize("rest", [True, False])
def test_nothing_is_animated_for_those_who_ask_for_rest(borrow: Borrow, url: Url, rest: bool) -> None:
    """A list that may be narrowed waits for its script by an animation; whoever asks for less motion has it at once."""
    page = borrow(Window(rest=rest))
    page.route("**/site.js", lambda route: route.abort())
    page.goto(url(Place("frozen", "2023-27/actions/", "")))
    assert (measures.faults(page, {"moves": measures.ORDER["moves"]}) == []) is rest


def test_a_jump_would_be_found(borrow: Borrow, url: Url) -> None:
    """The measure measures: where the stand-in for a font is much wider, or a box comes late, things have moved."""
    page = without_policy(borrow())
    arrive(page, url(HOME))
    page.evaluate("""() => new Promise(done => setTimeout(() => {
        document.querySelector('.sf-header').insertAdjacentHTML('afterend', '<p style="height: 20rem">Late</p>');
        requestAnimationFrame(() => requestAnimationFrame(done));
    }, 600))""")
    assert shift(page) >= MOST
