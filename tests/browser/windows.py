"""The states a page is read in: width, colours, medium, and what the reader has opened or points at."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.forms import IN_A_WINDOW

#: How a window may be used before it is looked at.
Use = Literal["", "details", "hover", "search", "filters", "print", "forced colours"]
#: Uses that are a matter of style alone, and leave no trace on a page.
_STYLED = {"", "print", "forced colours"}
#: Mark the first of each form of what can be pointed at.
_POINTED_AT = f"""() => {{
    {IN_A_WINDOW}
    const all = [...document.body.querySelectorAll('a, button, summary, label, input, select, textarea')];
    new Map(all.reverse().map(one => [form(one), one])).forEach(one => {{ one.dataset.pointedAt = ''; }});
}}"""


def open_page(browser: Browser, width: int, scheme: str, *, script: bool = True) -> Page:
    """A page in a fresh window of that width and colour scheme, with no memory of another."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    return context.new_page()


@cache
def session(page: Page) -> CDPSession:
    """The developer tools of a page, opened once for each."""
    return page.context.new_cdp_session(page)


def forget(page: Page) -> None:
    """Leave a window as a new one: nothing open, stored or pointed at, and letters of the ordinary size."""
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    page.mouse.move(-9, -9)
    session(page).send("CSS.disable")  # with what was held as if it were pointed at
    session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})


class Window(NamedTuple):
    """A window with no memory of another."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    use: Use = ""
    script: bool = True
    height: int = 900

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.width), self.scheme, self.use, "" if self.script else "no script"]))

    def context(self, browser: Browser) -> BrowserContext:
        return browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme=self.scheme,
            reduced_motion="reduce",  # so that nothing is measured half-way
        )

    def open(self, page: Page, address: str) -> None:
        """Fetch a page and bring it into this state.

        Without script the page is read first; only then may scripts run again, because axe-core needs timers.
        """
        devtools = session(page)
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": not self.script})
        page.goto(address)
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
        self.take(page)

    def follows(self, other: Window) -> bool:
        """Whether a page seen in the other state need not be fetched anew to be seen in this one."""
        return self.script == other.script and (self.use == other.use or other.use in _STYLED)

    def take(self, page: Page) -> None:
        """Bring an open page into this state: its size, colours and medium, its fonts, and what the reader does."""
        self.wear(page)
        if self.use in _USES:
            _USES[self.use](page)

    def wear(self, page: Page) -> None:
        """The size, colours and medium alone, where what the reader does has been done."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(
            media="print" if self.use == "print" else "screen",
            color_scheme=self.scheme,
            forced_colors="active" if self.use == "forced colours" else "none",
        )
        page.evaluate("() => document.fonts.ready.then(() => true)")


def _details(page: Page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def _hover(page: Page) -> None:
    """One of each form of what can be pointed at looks as if it were: others of its form would look the same."""
    page.evaluate(_POINTED_AT)
    devtools = session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    found = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-pointed-at]"})
    for node in found["nodeIds"]:
        devtools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})


def _search(page: Page) -> None:
    """The search of the header, opened with results."""
    field = page.locator(".sf-search [role=combobox]").first
    if field.count() and field.is_visible():
        field.click()
        page.wait_for_selector(".sf-search[data-ready]")
        field.fill("poverty")
        page.wait_for_timeout(100)


def _filters(page: Page) -> None:
    """Every list that can be narrowed is narrowed."""
    choices = page.locator("main select:visible").all()
    for field in choices:
        field.select_option(index=1)
    fields = page.locator("main input[type=search]:visible").all()
    for field in fields:
        field.fill("council")
    if choices or fields:
        page.wait_for_timeout(200)


_USES: dict[str, Any] = {"details": _details, "hover": _hover, "search": _search, "filters": _filters}
