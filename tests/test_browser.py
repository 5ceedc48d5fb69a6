"""The site in a real browser. Says NOT RUN where there is none, and fails then if REQUIRE_ALL is set."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

#: One page of each kind.
KINDS = ["", "2023-27/", "2023-27/pri-2/", "2023-27/actions/", "2023-27/act-01/", "2023-27/act-12/",
         "2023-27/aspirations/", "2023-27/asp-06/", "named/", "bodies/solace/", "programmes/lgbf/", "policy-areas/",
         "alliance/", "editions/", "editions/compare/", "2020-22/", "timeline/", "2023-27/print/", "glossary/", "data/",
         "about/", "about/sources/", "about/macros/", "404.html"]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The built site, served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a loud NOT RUN."""
    if not CHROMIUM:
        told = "NOT RUN: no Chromium here. On Debian: apt-get install chromium"
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(told)
        print(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def open_page(browser: Browser, width: int, scheme: str, *, script: bool = True) -> Page:
    """A fresh window of that width and colour scheme, with no memory of another."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    return context.new_page()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_pages_are_quiet_and_fit(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Each kind of page: no message on the console, no request elsewhere, no sideways scroll, one visible h1."""
    page = open_page(browser, width, scheme)
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url} {error}"))
    elsewhere: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else elsewhere.append(request.url)
    )
    for kind in KINDS:
        page.goto(address + kind)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{kind} is {wide} px too wide at {width}"
        assert page.locator("h1").count() == 1
    page.context.close()
    assert (told, elsewhere) == ([], [])


def test_everything_is_there_without_script(browser: Browser, address: str) -> None:
    """Without JavaScript the wording, the links and the navigation are the same."""
    page = open_page(browser, 1280, "light", script=False)
    page.goto(address + "2023-27/pri-2/")
    assert page.get_by_text("Explore with Solace and COSLA the appetite").is_visible()
    page.get_by_role("link", name="Action 12").first.click()
    assert page.url.endswith("/2023-27/act-12/")
    assert page.get_by_role("navigation", name="Main").get_by_role("link", name="Who is named").is_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("query", "found"), [("Action 15", "act-15"), ("poverty", "pri-3"), ("COSLA", "cosla"), ("LGBF", "lgbf")]
)
def test_search_finds(browser: Browser, address: str, query: str, found: str) -> None:
    """A reader who types a name, a number or a subject is led to its page."""
    page = open_page(browser, 1280, "light")
    page.goto(address)
    field = page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first
    field.click()
    field.press_sequentially(query, delay=20)
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    links = page.eval_on_selector_all(".md-search-result__link", "all => all.slice(0, 8).map(a => a.href)")
    assert any(found in link for link in links), links
    page.context.close()


def test_skip_link_is_first(browser: Browser, address: str) -> None:
    """The first stop of the keyboard leads past the navigation."""
    page = open_page(browser, 1280, "light")
    page.goto(address + "2023-27/act-12/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.context.close()
