"""The site by keyboard alone, forwards and backwards, wide and at 1280 px zoomed to 400 %."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import Borrow, until
from tests.browser.forms import IN_A_WINDOW
from tests.browser.places import Place
from tests.browser.walk import Step, Stop, astray, press, walk, wanted
from tests.browser.windows import Window, hold, nodes, session, unstyled, without_policy

Show = Callable[..., Page]
#: Left, top, right and bottom in pixels.
Box = tuple[float, float, float, float]
WIDE, ZOOMED = Window(1280), Window(320, height=256)
#: How far around a stop its ring may lie, in pixels.
_RING = 6
#: A ring of one pixel is still to be seen at this size.
_SCALE = 0.5
#: Mark the first stop of each form (`forms.py`), and give its markup, and its box from the corner of the page.
_FIRSTS = f"""() => {{
    {IN_A_WINDOW}
    const forms = new Set(), isNew = one => !forms.has(form(one)) && forms.add(form(one));
    return [...document.querySelectorAll('[data-stop]')].filter(isNew).map((one, number) => {{
        one.dataset.first = number;
        const {{left, top, right, bottom}} = one.getBoundingClientRect();
        return [one.outerHTML.slice(0, 110), [left + scrollX, top + scrollY, right + scrollX, bottom + scrollY]];
    }});
}}"""


@pytest.fixture(scope="session")
def pressed() -> set[Step]:
    """The steps at which the key was really pressed: each is so once, on the first page that has it."""
    return set()


def _faults(stops: list[Stop], count: int) -> list[str]:
    """What is wrong with a walk that ought to meet `count` stops, each once and in order."""
    numbers = [stop.stop for stop in stops]
    told = [f"not seen: {stop.what}" for stop in stops if not stop.seen]
    told += [f"nothing to stop at: {stop.what}" for stop in stops if stop.stop < 0]
    told += [f"a trap: {stop.what}" for stop in stops if stop.trap]
    if sorted(set(numbers)) != list(range(count)):
        told.append(f"never reached: {sorted(set(range(count)) - set(numbers))}")
    if numbers != sorted(numbers):
        told.append(f"out of order: {numbers}")
    return told


def _both_ways(page: Page, pressed: set[Step]) -> list[str]:
    """What is wrong forwards, and then backwards."""
    # A form that has yet to learn its words has other stops.
    until(page, "document.querySelector('form[data-source][hidden]') === null")
    count = wanted(page)
    told = []
    for key, turned in (("Tab", 1), ("Shift+Tab", -1)):
        stops = walk(page, key)
        told += [*_faults(stops[::turned], count), *astray(page, key, stops, pressed)]
    return told


def test_each_kind_can_be_walked(borrow: Borrow, url: Callable[[Place], str], pressed: set[Step], kind: Place) -> None:
    """Every control is reached in order, both ways, in view and uncovered; nothing is a trap.

    At 320 × 256 px and at 1280 px.
    """
    page = borrow(drawn=False)
    found = {}
    ZOOMED.open(page, url(kind))
    for window in (ZOOMED, WIDE):
        window.take(page)
        found[str(window)] = _both_ways(page, pressed)
    assert found == {str(ZOOMED): [], str(WIDE): []}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["", "2023-27/act-12/"])
def test_focus_changes_pixels(show: Show, address: str, width: int) -> None:
    """Each form of stop looks different with focus and without, itself or around it, in light and in dark."""
    page = show(Place("frozen", address, ""), Window(width))
    assert _unchanged(page, [Window(width, "light"), Window(width, "dark")]) == []


def test_a_focus_that_changes_nothing_would_be_found(borrow: Borrow) -> None:
    """One link that looks the same, among others of another form that do not."""
    page = borrow()
    links = "<p><a href='#x'>Seen</a> <a href='#x'>Seen</a> <a href='#x' class='same'>Same</a></p>"
    page.set_content(f"<style>.same {{ outline: none }}</style>{links}")
    assert [one.count("Same") for one in _unchanged(page, [Window()])] == [1]


def _unchanged(page: Page, windows: list[Window]) -> list[str]:
    """The first stop of each form that looks the same with focus in one of these windows."""
    wanted(page)
    found: list[tuple[str, Box]] = page.evaluate(_FIRSTS)
    held, same = nodes(page, "[data-first]"), set[tuple[int, Window]]()
    pictures = {window: _picture(page, window) for window in windows}
    for group in _apart([box for _, box in found]):
        hold(page, [held[at] for at in group], "focus", "focus-visible")
        for window, before in pictures.items():
            focused = _picture(page, window)
            same |= {(at, window) for at in group if _cut(focused, found[at][1]) == _cut(before, found[at][1])}
            pictures[window] = focused  # those of this group are held while the next are
    unstyled(page)
    press(page, "Tab")  # from here on the reader uses keys
    return [found[at][0] for at, window in sorted(same) if not _changed(page, at, window)]


def _apart(boxes: list[Box]) -> list[list[int]]:
    """The numbers of these boxes in groups, of which no two lie so near to each other that both rings are in a cut."""
    groups: list[list[int]] = []
    for at, box in enumerate(boxes):
        clear = (group for group in groups if not any(_near(box, boxes[other]) for other in group))
        group = next(clear, None)
        groups.append([at]) if group is None else group.append(at)
    return groups


def _near(box: Box, other: Box) -> bool:
    return all(box[axis] < other[axis + 2] + 3 * _RING and other[axis] < box[axis + 2] + 3 * _RING for axis in (0, 1))


def _picture(page: Page, window: Window) -> Image.Image:
    """The whole page as it looks in that window, out of sight too, at half its size."""
    window.wear(page)
    size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": _SCALE}
    asked = {"captureBeyondViewport": True, "clip": clip}
    data = base64.b64decode(session(page).send("Page.captureScreenshot", asked)["data"])
    return Image.open(io.BytesIO(data)).convert("RGB")


def _cut(picture: Image.Image, box: Box) -> bytes:
    left, top, right, bottom = box
    around = (left - _RING, top - _RING, right + _RING, bottom + _RING)
    return picture.crop([int(edge * _SCALE) for edge in around]).tobytes()  # type: ignore[arg-type] - four of them


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<p><a href='#x' tabindex='3'>Early</a></p>", "out of order"),
        ("<p><a href='#x'>Under</a></p><p style='margin-top: -3em; height: 5em; position: relative'>O</p>", "not seen"),
        ("<p><a href='#x' style='position: absolute; left: -99em'>Out of the window</a></p>", "not seen"),
        ("<p><input onkeydown='event.preventDefault()'></p>", "a trap"),
        ("<p><a href='#x' onfocus='this.blur()'>Never</a></p>", "never reached"),
        ("<div style='overflow: auto; height: 1em'>Lines<br>that scroll</div>", "nothing to stop at"),
        # An order that the styles alone have made: of it only the key knows.
        (
            "<p style='display: flex; reading-flow: flex-visual'><a href='#x' style='order: 2'>Second</a>"
            "<a href='#x' class='first'>First</a></p>",
            "leads from",
        ),
    ],
)  # fmt: skip
def test_each_fault_of_a_walk_would_be_found(
    borrow: Borrow, url: Callable[[Place], str], planted: str, fault: str
) -> None:
    """The walk walks: what comes out of order, lies under something, or sends the focus back is found."""
    page = without_policy(borrow(drawn=False))
    page.goto(url(Place("frozen", "glossary/", "")))
    page.eval_on_selector("main .sf-page", "(one, html) => one.insertAdjacentHTML('beforeend', html)", planted)
    found = _both_ways(page, set())
    assert any(fault in line for line in found), found


def _changed(page: Page, first: int, window: Window) -> bool:
    """Whether the picture of a stop that really has the focus, and of its surroundings, changes without it."""
    window.wear(page)
    stop = page.locator(f"[data-first='{first}']")
    stop.focus()
    box = stop.bounding_box()
    assert box, stop.inner_html()
    clip = {"x": max(0, box["x"] - _RING), "y": max(0, box["y"] - _RING),
            "width": box["width"] + 2 * _RING, "height": box["height"] + 2 * _RING}  # fmt: skip
    focused = page.screenshot(clip=clip)
    stop.blur()
    return page.screenshot(clip=clip) != focused


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
