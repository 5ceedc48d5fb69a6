"""One Chromium for the whole run, and every site served on this machine."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import places, windows
from tests.browser.forms import Form, of_page
from tests.browser.places import Place
from tests.browser.windows import Window, give_back
from tests.tools import CHROMIUM, GET_CHROMIUM, needed

#: A page lives for a second or two: to compile its scripts once more, for speed, costs more than it gains.
FLAGS = ["--js-flags=--no-opt", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


#: In how many parts a test of many pages is run, so that workers can share it.
SHARES = 10


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """What pages share is kept by the browser, and not asked for again at each page."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `kind` is run on one page of each kind; for `share`, on each share of many pages.

    Which pages a share holds is known once the sites are built, so tests are named by their share and not by a page.
    """
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", places.kinds(), ids=str)
    if "share" in metafunc.fixturenames:
        metafunc.parametrize("share", range(SHARES))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, or a loud NOT RUN."""
    return needed(*CHROMIUM, get=GET_CHROMIUM)


@pytest.fixture(scope="session")
def browsers(chromium: str) -> Iterator[Callable[..., Browser]]:
    """Chromium with those flags beside the ordinary ones, started once for each choice."""
    with sync_playwright() as playwright:
        started: dict[tuple[str, ...], Browser] = {}

        def running(*flags: str) -> Browser:
            if flags not in started:
                started[flags] = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *flags])
            return started[flags]

        yield running
        for browser in started.values():
            browser.close()


@pytest.fixture(scope="session")
def browser(browsers: Callable[..., Browser]) -> Browser:
    """Chromium, started once."""
    return browsers()


def serve(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    """That folder on a free port of this machine; its address ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def folder_of(request: pytest.FixtureRequest, site_of: Callable[[Path], Path]) -> Callable[[str], Path]:
    """The built folder of a site by its name, built when first asked for."""

    def folder(name: str) -> Path:
        return request.getfixturevalue("public") if name == "public" else site_of(places.contents()[name])

    return folder


@pytest.fixture(scope="session")
def shown(folder_of: Callable[[str], Path]) -> dict[Place, frozenset[Form]]:
    """Every page that tests of the code open → the forms that it shows."""
    return {place: of_page(place.file(folder_of(place.site))) for place in places.every()}


#: Gives a window of that kind, or of the ordinary one.
Borrow = Callable[..., Page]


class Heard(NamedTuple):
    """What a page says on its console, and what it asks for, while it is open."""

    told: list[str]
    asked: list[str]


def _begin(page: Page) -> tuple[Heard, dict[str, Callable[[Any], None]]]:
    """What is heard from now on, and what hears it at each event of the page."""
    heard = Heard([], [])
    ears: dict[str, Callable[[Any], None]] = {
        "console": lambda message: heard.told.append(message.text),
        "pageerror": lambda error: heard.told.append(str(error)),
        "request": lambda request: heard.asked.append(request.url),
    }
    for event, ear in ears.items():
        page.on(event, ear)  # type: ignore[call-overload] - each by its own name
    return heard, ears


def listen(page: Page) -> Heard:
    """Hear everything from now on."""
    return _begin(page)[0]


@contextmanager
def listening(page: Page) -> Iterator[Heard]:
    """Hear everything for a while, in a window that is used again."""
    heard, ears = _begin(page)
    yield heard
    for event, ear in ears.items():
        page.remove_listener(event, ear)


def until(page: Page, script: str) -> None:
    """Wait until it is so: Playwright's own waiting evaluates text inside the page, which the policy refuses."""
    for _ in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"It never came to be so: {script}")


@pytest.fixture(scope="session")
def url(folder_of: Callable[[str], Path]) -> Iterator[Callable[[Place], str]]:
    """The address of a page on this machine."""
    servers: dict[str, tuple[ThreadingHTTPServer, str]] = {}

    def of(place: Place) -> str:
        if place.site not in servers:
            servers[place.site] = serve(folder_of(place.site))
        return servers[place.site][1] + place.address

    yield of
    for server, _ in servers.values():
        server.shutdown()


@pytest.fixture(scope="session")
def address(url: Callable[[Place], str]) -> str:
    """Where the frozen site is served on this machine."""
    return url(Place("frozen", "", ""))


@pytest.fixture(scope="session")
def idle() -> Iterator[list[Page]]:
    """Windows that no test is using: to open one costs more than to read a page in it."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        page.context.close()


@pytest.fixture
def borrow(browsers: Callable[..., Browser], idle: list[Page]) -> Iterator[Borrow]:
    """Take a window of that kind that no other test is using, and that is as a new one; perhaps one that draws nothing.

    One that draws is for whatever is pictured, clicked, pointed at, or waits for a frame (`windows.NO_FRAMES`).
    """
    lent: list[Page] = []

    def borrowed(window: Window = Window(), *, drawn: bool = True) -> Page:  # noqa: B008  (a frozen tuple)
        page = next((page for page in idle if windows.is_undrawn(page) is not drawn), None)
        if page:
            idle.remove(page)
        else:
            page = windows.opened(browsers() if drawn else browsers(windows.NO_FRAMES), drawn=drawn)
        lent.append(page)
        return window.begin(page)

    yield borrowed
    for page in lent:
        give_back(page)
    idle += lent


@pytest.fixture
def show(borrow: Borrow, url: Callable[[Place], str]) -> Callable[..., Page]:
    """Open a page in a window of that kind, which has no memory of another; perhaps in one that draws nothing."""

    def opened(place: Place, window: Window = Window(), *, drawn: bool = True) -> Page:  # noqa: B008  (a frozen tuple)
        page = borrow(drawn=drawn)
        window.open(page, url(place))
        return page

    return opened


@pytest.fixture(params=[1280, 390])
def page(borrow: Borrow, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window as a new one, wide and narrow; anything said on its console is a fault."""
    opened = borrow(Window(request.param, rest=False))
    with listening(opened) as heard:
        yield opened
    assert heard.told == []


@pytest.fixture
def clipboard(page: Page) -> Iterator[None]:
    """The page of the test may read and write what is copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield
    page.context.clear_permissions()
