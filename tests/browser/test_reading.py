"""Reading in a narrow window, and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
#: What scrolls sideways and cannot be focused, or has no name.
_SCROLLS = """() => [...document.querySelectorAll('main *')].filter(one =>
    one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX) &&
    one.checkVisibility() && !(one.tabIndex >= 0 && one.getAttribute('role') === 'region' &&
        (one.ariaLabel || one.getAttribute('aria-labelledby')))).map(one => one.outerHTML.slice(0, 160))"""
_TABLES = """() => [...document.querySelectorAll('main table')].filter(one =>
    !(one.caption || one.closest('[role=region]')?.ariaLabel || one.closest('[aria-labelledby]')) ||
    [...one.querySelectorAll('th')].some(th => !th.scope)).map(one => one.outerHTML.slice(0, 160))"""
#: The words, links and pictures of the matter, as the page was sent.
_SENT = """() => [document.querySelector('main').textContent.split(/\\s+/).join(' '),
    document.querySelectorAll('main a[href]').length, document.querySelectorAll('main svg, main img').length,
    document.querySelectorAll('main table').length]"""
_DEAD = """() => [...document.querySelectorAll('button, select, input, [role=button]')].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length && !one.closest('form[action]')
    ).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("window", [Window(1280), Window(320)], ids=str)
def test_what_scrolls_can_be_reached(show: Show, kind: Place, window: Window) -> None:
    """A box that scrolls sideways is a named region that takes focus; tables say what they are and what heads what."""
    page = show(kind, window)
    assert page.evaluate(_SCROLLS) == []
    assert page.evaluate(_TABLES) == []


@pytest.mark.every
def test_no_script_is_needed(show: Show, kind: Place) -> None:
    """Without JavaScript the same words, links, pictures and tables are there, and no control that does nothing."""
    bare = show(kind, Window(script=False))
    assert bare.evaluate(_DEAD) == []
    sent = bare.evaluate(_SENT)
    assert sent[1:] == show(kind).evaluate(_SENT)[1:]
    assert sent[0]
