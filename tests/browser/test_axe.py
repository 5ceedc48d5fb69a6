"""No page violates a rule of axe-core, in any state that a reader may meet it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
#: Every page is looked at in these two, by test_pages.
ORDINARY = [Window(1280, "light"), Window(390, "dark")]
#: One page of each kind is looked at in these too; neighbours that differ in style alone share one visit.
STATES = [
    Window(1280, "dark"), Window(390, "light"), Window(320, "light"), Window(320, "dark"),
    Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"), Window(1280, "light", "print"),
    Window(1280, "light", "details"), Window(390, "dark", "details"),
    Window(1280, "light", "hover"), Window(1280, "dark", "hover"),
    Window(1280, "light", "search"), Window(390, "dark", "search"),
    Window(1280, "light", "filters"), Window(390, "dark", "filters"),
    Window(1280, "light", script=False), Window(390, "dark", script=False),
]  # fmt: skip


@pytest.mark.every
def test_every_state(show: Show, kind: Place) -> None:
    """One page of each kind in every state beside the ordinary two: no violation, no question without an answer."""
    faults, page, before = {}, None, None
    for window in STATES:
        if page is not None and before is not None and window.follows(before):
            window.take(page)
        else:
            page = show(kind, window)
        before = window
        if told := axe.faults(page, window.use):
            faults[str(window)] = told
    assert faults == {}


def test_axe_sees_a_fault(show: Show) -> None:
    """The measure measures: a picture without a text alternative and pale words are both reported."""
    page = show(Place("real", "", "index.md"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p>Pale words</p>')")
    page.evaluate("Object.assign(document.querySelector('main').lastChild.style, {color: '#eee', background: '#fff'})")
    told = axe.faults(page)
    assert "violates image-alt" in told
    assert "violates color-contrast" in told
