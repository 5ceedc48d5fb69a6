"""Every example of every component in a real browser, on one page, in every scheme and width that a reader may have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import gallery
from tests.browser import axe, measures
from tests.browser.conftest import listen, serve
from tests.browser.windows import Window

#: Here every rule is asked. What holds at 320 px holds at 390 px (`test_pages`), so no scheme is looked at in both.
WINDOWS = [Window(1280, "light"), Window(390, "dark"), Window(320, "light")]
#: These differ from one of those in colours alone.
COLOURED = [
    Window(1280, "dark"), Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"),
]  # fmt: skip
#: How a page is put together of its parts, which is held to on every page: a gallery shows the same part many times.
OF_A_PAGE = ["heading-order", "landmark-unique"]


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The gallery in a window; it is fetched once, and says nothing on its console."""
    folder: Path = tmp_path_factory.mktemp("gallery")
    server, address = serve(folder)
    context = WINDOWS[0].context(browser)
    page = context.new_page()
    heard = listen(page)
    page.goto(address + gallery.write(folder).name)
    yield page
    context.close()
    server.shutdown()
    assert heard.told == []


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_every_example_reads_well(opened: Page, window: Window) -> None:
    """No violation of axe-core, nothing wider than the window, cut off, or laid one on another."""
    window.take(opened)
    assert measures.faults(opened, measures.ROOM) == []
    assert axe.faults(opened, window.use, off=OF_A_PAGE) == ""


def test_every_example_is_in_order(opened: Page) -> None:
    """Tables have names and heads, words of other languages say so, and nothing moves when a reader asked for rest."""
    WINDOWS[0].take(opened)
    assert measures.faults(opened, {name: measures.ORDER[name] for name in ("table", "language", "moves")}) == []


@pytest.mark.parametrize("window", COLOURED, ids=str)
def test_every_example_has_colours_that_can_be_read(opened: Page, window: Window) -> None:
    """The rules of axe-core that ask for colours find nothing."""
    window.take(opened)
    assert axe.faults(opened, window.use, off=OF_A_PAGE, only=axe.COLOURS) == ""


def test_a_fault_in_an_example_would_be_seen(opened: Page) -> None:
    """Pale words and a word that is wider than the window are both found."""
    Window(320, "light").take(opened)
    opened.evaluate("""() => document.querySelector('main h1').insertAdjacentHTML('afterend',
        '<p class="planted" style="color:#eee;background:#fff;width:50rem">Pale words</p>')""")
    assert "violates color-contrast" in axe.faults(opened, off=OF_A_PAGE, only=axe.COLOURS)
    assert any(fault.startswith("wider than the window") for fault in measures.faults(opened, measures.ROOM))
    opened.evaluate("() => document.querySelector('.planted').remove()")
