"""A walk with the Tab key: what is reached, in which order, and whether the reader sees where they are."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser.windows import session

#: Everything that ought to be reached: what can be focused, is shown, and is not one of several radio buttons.
_WANTED = """() => {
    const all = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const groups = new Set();
    const wanted = all.filter(one => {
        if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({visibilityProperty: true})) return false;
        if (one.type !== 'radio') return true;
        if (groups.has(one.name)) return false;
        groups.add(one.name);
        return true;
    });
    wanted.forEach((one, number) => { one.dataset.stop = number; });
    return wanted.length;
}"""
#: Note at each press of a key, which moves the focus only afterwards, where the focus has been until then: its number
#: among the wanted, whether its box is in the window, and whether something else lies on it.
_NOTE = """() => {
  const here = () => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    const radio = at.type === 'radio' && document.querySelector(`input[name="${at.name}"][data-stop]`);
    const boxes = [...at.getClientRects()].filter(box => box.width && box.height);
    const seen = boxes.some(box => {
        const x0 = Math.max(0, box.left), x1 = Math.min(innerWidth, box.right);
        const y0 = Math.max(0, box.top), y1 = Math.min(innerHeight, box.bottom);
        if (x1 - x0 < 1 || y1 - y0 < 1) return false;
        return [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].some(([x, y]) => {
            const top = document.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y);
            return top && (top === at || at.contains(top) || top.contains(at) || top.closest('label')?.control === at);
        });
    });
    const own = (radio || at).dataset.stop;
    return {stop: own === undefined ? -1 : +own, seen, what: at.outerHTML.slice(0, 110)};
  };
  const note = press => { if (press.key === 'Tab') window.walked.stops.push(here()); };
  if (!window.walked) addEventListener('keydown', note, {capture: true});
  window.walked = {stops: [], here};
}"""
#: The Tab key, without and with Shift (which is the modifier 8), and Enter, as they go down.
_TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_ENTER = {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
_DOWN = {"Tab": _TAB, "Shift+Tab": {**_TAB, "modifiers": 8}, "Enter": _ENTER}
#: Where the focus was after each press: what was noted before the first is no stop.
_WALKED = "() => [...walked.stops.slice(1), walked.here()]"


class Stop(NamedTuple):
    """One stop of a walk; `stop` is its number in the order of the page."""

    stop: int
    seen: bool
    what: str


def wanted(page: Page) -> int:
    """How many stops there ought to be; marks them with their numbers."""
    return int(page.evaluate(_WANTED))


def press(page: Page, key: str) -> None:
    """Press a key of a walk, and no more: nothing of ours hears that it comes up again."""
    session(page).send("Input.dispatchKeyEvent", _DOWN[key])


def walk(page: Page, key: str, most: int) -> list[Stop]:
    """The stops, from the start of the page (or its end, backwards) until the focus leaves it or begins again.

    A whole walk is asked for once, since to ask costs as much as to press.
    """
    page.evaluate(_NOTE)
    for _ in range(most):
        press(page, key)
    noted: list[dict[str, Any] | None] = page.evaluate(_WALKED)
    stops: list[Stop] = []
    for here in noted:
        if here is None or (stops and here["stop"] == stops[0].stop):
            break
        stops.append(Stop(here["stop"], here["seen"], here["what"]))
    return stops
