"""Plans of three invented bodies in Chromium: no fault for axe-core, nothing too wide, nothing said on a console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import listening, serve
from tests.browser.windows import Window
from tests.plans import PLANS

#: Plan → the pages of an item, a measure or a list that it has beside its home and its first priority.
MORE = {
    "council": ("2027-31/pri-1/", "2027-31/act-02/", "2027-31/actions/", "measures/mea-01/"),
    "charity": ("2027-30/pri-1/", "2027-30/act-02/"),
    "nation": ("2027-37/pri-1/", "2027-37/asp-01/", "measures/"),
}


@pytest.mark.every
@pytest.mark.parametrize("name", PLANS)
def test_each_plan_can_be_read_by_everybody(
    borrow: Callable[[], Page], plan_of: Callable[[str], Path], name: str
) -> None:
    """Wide and narrow, light and dark: the home, a priority, an item, and what else only such a plan has."""
    server, address = serve(plan_of(name) / "site")
    page, faults = borrow(), {}
    for window in (Window(1280, "light"), Window(390, "dark"), Window(320, "light")):
        for path in ("", *MORE[name]):
            with listening(page) as heard:
                window.open(page, address + path)
                told = axe.faults(page, once=window.width != 1280)
                wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if told or wide or heard.told:
                faults[f"{path}, {window}"] = (told, "too wide" if wide else "", heard.told)
    server.shutdown()
    assert faults == {}
