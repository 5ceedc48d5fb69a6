"""The filled site in a browser, with its policy and without: in neither does anything run that a text brought in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.conftest import FLAGS, serve

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
#: What a payload that ran would have done: set a mark, hidden the page, moved its base, or left it.
_DONE = "[window.pwn, getComputedStyle(document.body).display === 'none', document.querySelectorAll('base').length > 0]"


def look(site: Path) -> dict[str, int] | str:
    """How many pages were opened in each way. Raises AssertionError where something ran."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if not chromium:
        return "NOT RUN: no Chromium here"
    server, root = serve(site)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    opened = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for way in ("with the policy", "without the policy"):
            page = browser.new_page()
            if way.startswith("without"):
                page.route("**/*.html", _bare)
            for name in pages:
                _open(page, root + name, name)
            opened[way] = len(pages)
            page.close()
        browser.close()
    server.shutdown()
    return opened


def _bare(route: Route) -> None:
    """The page without its policy."""
    response = route.fetch()
    text, count = _POLICY.subn("", response.text())
    assert count == 1, "a page without a policy"
    route.fulfill(response=response, body=text)


def _open(page: Page, address: str, name: str) -> None:
    page.goto(address, wait_until="load")
    done = page.evaluate(_DONE)
    assert done == [None, False, False], f"{name}: {done}"
    assert page.url == address, f"{name} left for {page.url}"
