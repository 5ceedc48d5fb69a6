"""A walk with the Tab key: what is reached, in which order, and whether the reader sees where they are.

A key pressed goes through four processes and costs as much as fifty steps of a script. So a script goes from stop to
stop in the order in which Chromium would, and asks whoever hears the key; the key itself is pressed once for each form
of two stops that follow each other (see `forms`), and has to lead where the script has been.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser.forms import IN_A_WINDOW
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
    document.querySelectorAll('[data-stop]').forEach(one => { delete one.dataset.stop; });
    wanted.forEach((one, number) => { one.dataset.stop = number; });
    return wanted.length;
}"""
#: What both walks ask: where the focus is, as its number among the wanted, its form, whether its box is in the window
#: and nothing else lies on it; and the stops in the order in which the key meets them. That is by `tabindex`, with all
#: that a page can be scrolled by and that holds no stop; of radio buttons the chosen one, or the first that is met.
_SHARED = f"""
    {IN_A_WINDOW}
    const here = () => {{
        const at = document.activeElement;
        if (!at || at === document.body || at === document.documentElement) return null;
        const radio = at.type === 'radio' && document.querySelector(`input[name="${{at.name}}"][data-stop]`);
        const boxes = [...at.getClientRects()].filter(box => box.width && box.height);
        const seen = boxes.some(box => {{
            const x0 = Math.max(0, box.left), x1 = Math.min(innerWidth, box.right);
            const y0 = Math.max(0, box.top), y1 = Math.min(innerHeight, box.bottom);
            if (x1 - x0 < 1 || y1 - y0 < 1) return false;
            return [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].some(([x, y]) => {{
                const top = document.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y);
                return top && (top === at || at.contains(top) || top.contains(at)
                    || top.closest('label')?.control === at);
            }});
        }});
        const own = (radio || at).dataset.stop;
        return {{stop: own === undefined ? -1 : +own, seen, form: form(at), what: at.outerHTML.slice(0, 110)}};
    }};
    const scrolls = one => (one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
        && one !== document.body && /auto|scroll/.test(getComputedStyle(one).overflow);
    const isStop = one => !one.disabled && one.checkVisibility({{visibilityProperty: true}}) && (one.tabIndex >= 0
        || !one.hasAttribute('tabindex') && scrolls(one) && ![...one.querySelectorAll('*')].some(isStop));
    const met = all => {{
        const chosen = one => document.querySelector(`input[name="${{one.name}}"]:checked`)
            ?? all.find(other => other.type === 'radio' && other.name === one.name);
        return all.filter(one => one.type !== 'radio' || one === chosen(one));
    }};
    const inOrder = key => {{
        const all = [...document.body.querySelectorAll('*')].filter(isStop);
        const last = one => one.tabIndex > 0 ? one.tabIndex : Infinity;
        all.sort((one, other) => last(one) === last(other) ? 0 : last(one) - last(other));
        return met(key === 'Tab' ? all : all.reverse());
    }};
    const refuses = (at, key) => !at.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Tab', code: 'Tab', keyCode: 9,
        shiftKey: key !== 'Tab', bubbles: true, cancelable: true, composed: true}}));
"""
#: Focus each stop in turn; where one does not let the key pass, the walk ends.
_WALK = f"""key => {{
    {_SHARED}
    const stops = [];
    for (const one of inOrder(key)) {{
        one.focus();
        const at = here(), trap = refuses(document.activeElement, key);
        stops.push({{...at ?? {{stop: -1, seen: true, form: '', what: one.outerHTML.slice(0, 110)}}, trap}});
        if (trap) break;
    }}
    return stops;
}}"""
#: Prepare for presses of the key, each from the stop of that number in its order, or from where the last has led. Each
#: is heard by what stands there, as by any stop; where it led is noted as the next comes.
_PREPARE = f"""([key, starts]) => {{
    {_SHARED}
    const order = inOrder(key);
    window.led = {{here, stops: [], at: 0}};
    const move = press => {{
        if (press.key !== 'Tab' || !press.isTrusted) return;
        press.stopImmediatePropagation();
        if (led.at) led.stops.push(here());
        const start = starts[led.at++];
        if (start !== null) order[start].focus();
        if (refuses(document.activeElement, key)) press.preventDefault();
        if (led.at === starts.length) removeEventListener('keydown', move, {{capture: true}});
    }};
    addEventListener('keydown', move, {{capture: true}});
}}"""
_LED = "() => [...led.stops, led.here()]"
#: The Tab key, without and with Shift (which is the modifier 8), and Enter, as they go down.
_TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_ENTER = {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
_DOWN = {"Tab": _TAB, "Shift+Tab": {**_TAB, "modifiers": 8}, "Enter": _ENTER}
#: A key, the form of the stop at which it is pressed, and that of the next; nothing stands for no stop.
Step = tuple[str, str, str]


class Stop(NamedTuple):
    """One stop of a walk; `stop` is its number in the order of the page."""

    stop: int
    seen: bool
    form: str
    what: str
    trap: bool = False


def wanted(page: Page) -> int:
    """How many stops there ought to be; marks them with their numbers."""
    return int(page.evaluate(_WANTED))


def press(page: Page, key: str) -> None:
    """Press a key of a walk, and no more: nothing of ours hears that it comes up again."""
    session(page).send("Input.dispatchKeyEvent", _DOWN[key])


def walk(page: Page, key: str) -> list[Stop]:
    """The stops from the start of the page (or its end, backwards), until one lets the key pass no more."""
    stops: list[dict[str, Any]] = page.evaluate(_WALK, key)
    return [Stop(**stop) for stop in stops]


def astray(page: Page, key: str, stops: list[Stop], pressed: set[Step]) -> list[str]:
    """Where the key, really pressed, leads elsewhere than that walk: asked for each step that was not pressed yet."""
    steps = {(key, *pair): at for at, pair in enumerate(pairwise([*(stop.form for stop in stops), ""]))}
    fresh = sorted(at for step, at in steps.items() if step not in pressed)
    pressed |= steps.keys()
    # The last step leaves the page: what is met next is its first stop again.
    starts = [start for at in fresh for start in ([at] if at < len(stops) - 1 else [at, None])]
    if not starts:
        return []
    page.evaluate(_PREPARE, [key, starts])
    for _ in starts:
        press(page, key)
    noted: list[dict[str, Any] | None] = page.evaluate(_LED)
    ends: list[Stop | None] = [*stops[1:], None]
    expected = [stops[0] if start is None else ends[start] for start in starts]
    led = [Stop(**stop) if stop else None for stop in noted]
    return [
        f"{key} leads from {stops[start or 0].what} to {end and end.what}, not to {stop and stop.what}"
        for start, end, stop in zip(starts, led, expected, strict=True)
        if end != stop
    ]
