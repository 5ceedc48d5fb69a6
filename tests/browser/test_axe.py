"""No page violates a rule of axe-core, in any state that a reader may meet it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
ORDINARY = [Window(1280, "light"), Window(390, "dark")]
STATES = [
    Window(1280, "dark"), Window(390, "light"), Window(320, "light"), Window(320, "dark"),
    Window(1280, "light", "details"), Window(390, "dark", "details"),
    Window(1280, "light", "print"), Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"),
    Window(1280, "light", "hover"), Window(1280, "dark", "hover"),
    Window(1280, "light", "search"), Window(390, "dark", "search"), Window(1280, "light", "filters"),
    Window(1280, "light", script=False), Window(390, "dark", script=False),
]  # fmt: skip


@pytest.mark.parametrize("window", ORDINARY, ids=str)
def test_each_kind_of_page(show: Show, kind: Place, window: Window) -> None:
    """One page of each kind, wide and light, narrow and dark: no violation, and no question without an answer."""
    assert axe.faults(show(kind, window)) == ""


@pytest.mark.every
@pytest.mark.parametrize("window", ORDINARY, ids=str)
def test_every_page(show: Show, place: Place, window: Window) -> None:
    """Every page of every site."""
    assert axe.faults(show(place, window)) == ""


@pytest.mark.every
@pytest.mark.parametrize("window", STATES, ids=str)
def test_every_state(show: Show, kind: Place, window: Window) -> None:
    """One page of each kind in every other state."""
    assert axe.faults(show(kind, window)) == ""


def test_axe_sees_a_fault(show: Show) -> None:
    """The measure measures: a picture without a text alternative and pale words are both reported."""
    page = show(Place("real", "", "index.md"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p>Pale words</p>')")
    page.evaluate("Object.assign(document.querySelector('main').lastChild.style, {color: '#eee', background: '#fff'})")
    told = axe.faults(page)
    assert "violates image-alt" in told
    assert "violates color-contrast" in told
