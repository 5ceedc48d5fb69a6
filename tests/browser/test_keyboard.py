"""The site by keyboard alone, forwards and backwards, wide and at 1280 px zoomed to 400 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Borrow, until
from tests.browser.forms import IN_A_WINDOW
from tests.browser.places import Place
from tests.browser.walk import Stop, press, walk, wanted
from tests.browser.windows import Window, without_policy

Show = Callable[..., Page]
WIDE, ZOOMED = Window(1280), Window(320, height=256)
#: How far around a stop its ring may lie, in pixels.
_RING = 6
#: The form of what has the focus.
_FORM = f"() => {{ {IN_A_WINDOW} return form(document.activeElement); }}"


def _faults(stops: list[Stop], count: int) -> list[str]:
    """What is wrong with a walk that ought to meet `count` stops, each once and in order."""
    numbers = [stop.stop for stop in stops]
    told = [f"not seen: {stop.what}" for stop in stops if not stop.seen]
    told += [f"nothing to stop at: {stop.what}" for stop in stops if stop.stop < 0]
    if sorted(set(numbers)) != list(range(count)):
        told.append(f"never reached: {sorted(set(range(count)) - set(numbers))}")
    if numbers != sorted(numbers):
        told.append(f"out of order: {numbers}")
    return told


def _both_ways(page: Page) -> list[str]:
    """What is wrong forwards, and then backwards. A walk longer than the stops there are is a trap."""
    # A form that has yet to learn its words has other stops.
    until(page, "document.querySelector('form[data-source][hidden]') === null")
    count = wanted(page)
    ways = {key: walk(page, key, count + 1) for key in ("Tab", "Shift+Tab")}
    traps = [f"a trap: {key} never leaves the page" for key, stops in ways.items() if len(stops) > count]
    return traps + _faults(ways["Tab"], count) + _faults(ways["Shift+Tab"][::-1], count)


def test_each_kind_can_be_walked(show: Show, kind: Place) -> None:
    """At 320 × 256 px every control is reached in order, both ways, in view and uncovered; nothing is a trap."""
    assert _both_ways(show(kind, ZOOMED, drawn=False)) == []


@pytest.mark.every
def test_each_kind_can_be_walked_wide(show: Show, kind: Place) -> None:
    """The same at 1280 px."""
    assert _both_ways(show(kind, WIDE, drawn=False)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["", "2023-27/act-12/"])
def test_focus_changes_pixels(show: Show, address: str, width: int, scheme: str) -> None:
    """Each form of stop looks different with focus and without, itself or around it."""
    assert _unchanged(show(Place("frozen", address, ""), Window(width, scheme))) == []


def test_a_focus_that_changes_nothing_would_be_found(borrow: Borrow) -> None:
    """One link that looks the same, among others of another form that do not."""
    page = borrow()
    links = "<p><a href='#x'>Seen</a> <a href='#x'>Seen</a> <a href='#x' class='same'>Same</a></p>"
    page.set_content(f"<style>.same {{ outline: none }}</style>{links}")
    assert [one.count("Same") for one in _unchanged(page)] == [1]


def _unchanged(page: Page) -> list[str]:
    """The first stop of each form that looks the same with focus."""
    changed: dict[str, str] = {}
    for _ in range(wanted(page)):
        press(page, "Tab")
        form = page.evaluate(_FORM)
        if form not in changed:
            changed[form] = "" if _changed(page) else page.evaluate("document.activeElement.outerHTML")
    return [told for told in changed.values() if told]


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<p><a href='#x' tabindex='3'>Early</a></p>", "out of order"),
        ("<p><a href='#x'>Under</a></p><p style='margin-top: -3em; height: 5em; position: relative'>O</p>", "not seen"),
        ("<p><a href='#x' style='position: absolute; left: -99em'>Out of the window</a></p>", "not seen"),
        ("<p><input onkeydown='event.preventDefault()'></p>", "a trap"),
    ],
)  # fmt: skip
def test_each_fault_of_a_walk_would_be_found(
    borrow: Borrow, url: Callable[[Place], str], planted: str, fault: str
) -> None:
    """The walk walks: what comes out of order, lies under something, or sends the focus back is found."""
    page = without_policy(borrow(drawn=False))
    page.goto(url(Place("frozen", "glossary/", "")))
    page.eval_on_selector("main .sf-page", "(one, html) => one.insertAdjacentHTML('beforeend', html)", planted)
    found = _both_ways(page)
    assert any(fault in line for line in found), found


def _changed(page: Page) -> bool:
    """Whether the picture of the stop that the keyboard has reached, and of its surroundings, changes without focus."""
    stop = page.evaluate_handle("document.activeElement").as_element()
    box = stop and stop.bounding_box()
    assert stop is not None
    assert box, stop.inner_html()
    clip = {"x": max(0, box["x"] - _RING), "y": max(0, box["y"] - _RING),
            "width": box["width"] + 2 * _RING, "height": box["height"] + 2 * _RING}  # fmt: skip
    focused = page.screenshot(clip=clip)
    stop.evaluate("one => one.blur()")
    changed = page.screenshot(clip=clip) != focused
    stop.evaluate("one => one.focus({preventScroll: true})")
    return changed


def test_escape_closes_the_search(show: Show) -> None:
    """Escape closes what the search has opened, and the keyboard goes on from there."""
    page = show(Place("frozen", "", ""), Window(use="search"))
    results = page.locator(".sf-search [role=listbox]:visible")
    assert results.count()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert not results.count()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")
