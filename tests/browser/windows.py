"""The states a page is read in: width, colours, medium, and what the reader has opened or points at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.forms import IN_A_WINDOW

#: How a window may be used before it is looked at.
Use = Literal["", "details", "hover", "search", "filters", "print", "forced colours"]
#: Uses that are a matter of style alone, and leave no trace on a page once they are over.
_STYLED = {"", "hover", "print", "forced colours"}
#: The fonts are there, and the page's own script has answered a change of the scheme, of which it hears as the next
#: frame is drawn.
_SETTLED = """() => document.fonts.ready.then(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))"""
#: The fonts are there: where nothing is drawn, none is asked for before the page is measured.
_LETTERED = "() => { document.body.getBoundingClientRect(); return document.fonts.ready.then(() => true); }"
#: Mark the first of each form of what can be pointed at, and let every rule for what is pointed at hold for it too: to
#: ask the developer tools for each by itself has the styles of the whole page worked out once for each.
_POINTED_AT = f"""() => {{
    {IN_A_WINDOW}
    const all = [...document.body.querySelectorAll('a, button, summary, label, input, select, textarea')];
    new Map(all.reverse().map(one => [form(one), one])).forEach(one => {{ one.dataset.pointedAt = ''; }});
    const widen = rule => {{
        if (rule.selectorText?.includes(':hover'))
            rule.selectorText = rule.selectorText.replaceAll(':hover', ':is(:hover, [data-pointed-at])');
        for (const inner of rule.cssRules ?? []) widen(inner);
    }};
    for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) widen(rule);
}}"""
_NO_MORE = """() => {
    for (const one of document.querySelectorAll('[data-pointed-at]')) one.removeAttribute('data-pointed-at');
}"""

#: The reader chooses the appearance; gives what the page then wears, or nothing where there is no choice.
_APPEARANCE = """scheme => {
    const form = document.querySelector('.sf-appearance');
    if (!form) return null;
    form.elements.appearance.value = scheme;
    form.dispatchEvent(new Event('change'));
    return document.body.dataset.mdColorScheme;
}"""


#: Page → the medium and the preferences that it was last shown with, by a window.
_WORN: dict[Page, dict[str, Any]] = {}
#: With this Chromium lays out what it shows, runs scripts and hears keys, but never draws a frame, which costs as much
#: as all the rest. What waits for the next frame does not come: a script is not told of another scheme, no pointer is
#: heard, nothing can be clicked or pictured.
NO_FRAMES = "--disable-threaded-compositing"
_UNDRAWN: set[Page] = set()
#: The origins of what each window has shown since it was new, in frames too.
_VISITED: defaultdict[Page, set[str]] = defaultdict(set)
#: Pages of which something looks as if it were pointed at.
_POINTED: set[Page] = set()


def opened(browser: Browser, *, drawn: bool) -> Page:
    """A window of that browser, which draws or does not."""
    page = Window().context(browser).new_page()
    page.on(
        "framenavigated", lambda frame: frame.url.startswith("http") and _VISITED[page].add(urljoin(frame.url, "/"))
    )
    if not drawn:
        _UNDRAWN.add(page)
    return page


def is_undrawn(page: Page) -> bool:
    """Whether nothing is drawn in that window."""
    return page in _UNDRAWN


#: What the developer tools can be told of a window, with what holds of a new one.
_ORDINARY: dict[str, dict[str, Any]] = {
    "Emulation.setScriptExecutionDisabled": {"value": False},
    "Page.setBypassCSP": {"enabled": False},
    "Page.setFontSizes": {"fontSizes": {"standard": 16, "fixed": 13}},
}
#: What they were last told, and the windows whose styles they look after.
_TOLD: dict[tuple[Page, str], dict[str, Any]] = {}
_STYLED_BY_TOOLS: set[Page] = set()


@cache
def session(page: Page) -> CDPSession:
    """The developer tools of a page, opened once for each."""
    return page.context.new_cdp_session(page)


def tell(page: Page, method: str, **told: Any) -> None:
    """Tell the developer tools of a window what shall hold, or that the ordinary shall, where anything else does."""
    told = told or _ORDINARY[method]
    if _TOLD.get((page, method), _ORDINARY[method]) != told:
        session(page).send(method, told)
        _TOLD[page, method] = told


def styled(page: Page) -> CDPSession:
    """The developer tools of a page, which from now on look after its styles."""
    if page not in _STYLED_BY_TOOLS:
        session(page).send("DOM.enable")
        session(page).send("CSS.enable")
        _STYLED_BY_TOOLS.add(page)
    return session(page)


def unstyled(page: Page) -> None:
    """The page with its own styles alone, and nothing of it held in a state (`hold`)."""
    if page in _STYLED_BY_TOOLS:
        session(page).send("CSS.disable")
        _STYLED_BY_TOOLS.remove(page)


def forget(page: Page) -> None:
    """Leave a window as a new one: nothing open, stored or pointed at, and letters of the ordinary size."""
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    if not is_undrawn(page):
        page.mouse.move(-9, -9)
    unstyled(page)
    tell(page, "Page.setFontSizes")


def give_back(page: Page) -> None:
    """Leave a window to another test: as a new one, with no route, no history, and the site's own policy."""
    page.unroute_all()
    forget(page)
    _WORN.pop(page, None)  # the test may have asked the page itself for others
    for origin in _VISITED[page]:
        session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    _VISITED[page].clear()
    session(page).send("Page.resetNavigationHistory")
    tell(page, "Emulation.setScriptExecutionDisabled")
    tell(page, "Page.setBypassCSP")


def without_policy(page: Page) -> Page:
    """A window in which no policy refuses what a test plants in the pages that it opens from now on."""
    tell(page, "Page.setBypassCSP", enabled=True)
    return page


def choose(page: Page, scheme: Literal["light", "dark"]) -> None:
    """An open page in that scheme, by its own choice: where nothing is drawn it is not told of the system's.

    A framed sentence, which has no script, has one appearance.
    """
    worn = page.evaluate(_APPEARANCE, scheme)
    assert worn in ({"light": "default", "dark": "slate"}[scheme], None)


class Window(NamedTuple):
    """A window with no memory of another."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    use: Use = ""
    script: bool = True
    height: int = 900
    #: Whether the reader asks for less motion, so that nothing is measured half-way.
    rest: bool = True

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.width), self.scheme, self.use, "" if self.script else "no script"]))

    def context(self, browser: Browser) -> BrowserContext:
        """A context of its own, for what cannot be taken back from a window: it costs as much as three pages."""
        return browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme=self.scheme,
            reduced_motion="reduce" if self.rest else "no-preference",
        )

    def begin(self, page: Page) -> Page:
        """Bring a window that shows nothing into this state, in which it opens whatever is asked for next."""
        if not self.script:
            tell(page, "Emulation.setScriptExecutionDisabled", value=True)
        self._look(page)
        return page

    def open(self, page: Page, address: str) -> None:
        """Fetch a page and bring it into this state.

        Without script the page is read first; only then may scripts run again, because axe-core needs timers.
        """
        tell(page, "Emulation.setScriptExecutionDisabled", value=not self.script)
        self._look(page)
        page.goto(address)
        tell(page, "Emulation.setScriptExecutionDisabled")
        self.take(page)

    def follows(self, other: Window, page: Page) -> bool:
        """Whether a page seen in the other state need not be fetched anew to be seen in this one."""
        if is_undrawn(page) and self.scheme != other.scheme:
            return False
        return self.script == other.script and (self.use == other.use or other.use in _STYLED)

    def take(self, page: Page) -> None:
        """Bring an open page into this state: its size, colours and medium, its fonts, and what the reader does."""
        unstyled(page)
        if page in _POINTED:
            page.evaluate(_NO_MORE)
            _POINTED.discard(page)
        self.wear(page)
        if self.use in _USES:
            _USES[self.use](page)

    def wear(self, page: Page) -> None:
        """The size, colours and medium alone, where what the reader does has been done."""
        self._look(page)
        page.evaluate(_LETTERED if is_undrawn(page) else _SETTLED)

    def _look(self, page: Page) -> None:
        size = {"width": self.width, "height": self.height}
        if page.viewport_size != size:  # the page is laid out anew for the same size too
            page.set_viewport_size(size)  # type: ignore[arg-type] - a TypedDict of just these
        media: dict[str, Any] = {
            "media": "print" if self.use == "print" else "screen",
            "color_scheme": self.scheme,
            "forced_colors": "active" if self.use == "forced colours" else "none",
            "reduced_motion": "reduce" if self.rest else "no-preference",
        }
        if _WORN.get(page) != media:
            page.emulate_media(**media)
            _WORN[page] = media


def _details(page: Page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def nodes(page: Page, selector: str) -> list[int]:
    """What the developer tools call the elements of a page that a selector names, in their order there."""
    devtools = styled(page)
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    return list(devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"])


def hold(page: Page, those: Iterable[int], *classes: str) -> None:
    """Show these nodes of a page as if they were of these pseudo-classes, and of none that they were held in before."""
    for node in those:
        session(page).send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(classes)})


def _hover(page: Page) -> None:
    """One of each form of what can be pointed at looks as if it were: others of its form would look the same."""
    page.evaluate(_POINTED_AT)
    _POINTED.add(page)


def _search(page: Page) -> None:
    """The search of the header, opened with results."""
    field = page.locator(".sf-search [role=combobox]").first
    if field.count() and field.is_visible():
        field.focus()
        page.wait_for_selector(".sf-search[data-ready]")
        field.fill("poverty")
        page.wait_for_selector(".sf-search[data-answered=poverty]")


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
