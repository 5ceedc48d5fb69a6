"""Every control of a page is used, as by a reader: wide and narrow, with lists narrowed and with the search open."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.forms import IN_A_WINDOW
from tests.browser.windows import Window

#: The policy is part of the page, and the same script answers the search at every width.
USES = [Window(), Window(1280, use="filters"), Window(390, "dark", "search")]
#: Press the first control of each form that is shown, if it still is: others of its form are answered as it is.
#: Playwright says that a person has pressed it.
_PRESS = f"""async () => {{
    {IN_A_WINDOW}
    const isShown = one => one.checkVisibility({{visibilityProperty: true}});
    const all = [...document.querySelectorAll('main button, footer input, footer button')].filter(isShown);
    const first = new Map(all.reverse().map(one => [form(one) + one.value, one]));
    for (const one of [...first.values()].reverse()) {{
        await new Promise(done => setTimeout(done));  // the policy does not bind what the tests themselves evaluate
        if (isShown(one)) one.click();
    }}
    return first.size;
}}"""


def use(page: Page) -> int:
    """Press a button of each form, and choose every choice of the page, in turn: how many there are."""
    used = 0
    for window in USES:
        window.take(page)
        page.keyboard.press("Escape")
        used += int(page.evaluate(_PRESS))
    page.wait_for_timeout(100)  # what answers a moment later does so too
    return used
