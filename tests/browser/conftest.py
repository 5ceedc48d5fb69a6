"""One Chromium for the whole run, and every site served on this machine."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import places
from tests.browser.forms import Form, of_page
from tests.browser.places import Place
from tests.browser.windows import Window, open_page
from tests.tools import needed

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


#: In how many parts a test of many pages is run, so that workers can share it.
SHARES = 10


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


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
    return needed("chromium", "chromium-browser", "google-chrome", get="On Debian: apt-get install chromium")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


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


class Heard(NamedTuple):
    """What a page says on its console, and what it asks for, while it is open."""

    told: list[str]
    asked: list[str]


def listen(page: Page) -> Heard:
    """Hear everything from now on."""
    heard = Heard([], [])
    page.on("console", lambda message: heard.told.append(message.text))
    page.on("pageerror", lambda error: heard.told.append(str(error)))
    page.on("request", lambda request: heard.asked.append(request.url))
    return heard


def until(page: Page, script: str) -> None:
    """Wait until it is so: Playwright's own waiting evaluates text inside the page, which the policy refuses."""
    for _ in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"It never came to be so: {script}")


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Where the frozen site is served on this machine."""
    server, there = serve(built)
    yield there
    server.shutdown()


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


@pytest.fixture
def show(browser: Browser, url: Callable[[Place], str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh window of that kind; the window is closed after the test."""
    contexts = []

    def opened(place: Place, window: Window = Window()) -> Page:  # noqa: B008  (a frozen tuple)
        context = window.context(browser)
        contexts.append(context)
        page = context.new_page()
        window.open(page, url(place))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window, wide and narrow; anything said on its console is a fault."""
    opened = open_page(browser, request.param, "light")
    heard = listen(opened)
    yield opened
    opened.context.close()
    assert heard.told == []
