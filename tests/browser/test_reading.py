"""Reading under strain: a narrow window, wider spacing, letters twice the size, a finger, a wish for rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page

from tests.browser import measures, targets
from tests.browser.conftest import Borrow
from tests.browser.places import Place
from tests.browser.reader import NEEDS, Need, Reader
from tests.browser.windows import without_policy

Show = Callable[..., Page]
HOME = Place("frozen", "", "index.md")
#: Pages of the example that hold what the frozen site has none of: a history, redlines, a translation, retired items.
FULLER = [
    "", "2025-28/pri-4/", "2025-28/act-21/", "2025-28/aspirations/", "changes/", "changes/chg-0006/", "timeline/",
    "editions/compare/", "2025-28/versions/2/",
]  # fmt: skip


def faults(page: Page, needs: Sequence[Need] = NEEDS) -> list[str]:
    """Everything that is wrong with one page, whatever of these its reader asks for."""
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    reader = Reader(page)
    found = measures.faults(page, measures.ORDER)
    for need in needs:
        reader.asks(need)
        told = measures.faults(page, measures.ROOM)
        if need.ordinary:
            told += [f"target: {one}" for one in targets.small(page)]
        found += [f"{need}: {one}" for one in told]
    return found


def test_each_kind_can_be_read(show: Show, kind: Place) -> None:
    """No words are cut, covered or out of the window; what scrolls can be reached; targets are large or apart.

    Headings and tables are in order, other languages are marked, and nothing moves when the reader asks for rest.
    """
    assert faults(show(kind, drawn=False)) == []


@pytest.mark.parametrize("address", FULLER)
def test_what_only_the_example_has_can_be_read(show: Show, address: str) -> None:
    """The same where there are redlines, updates, translations and retired items."""
    assert faults(show(Place("inverskerry", address, ""), drawn=False)) == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ("<p style='width: 400px'>A line that is too long for the window</p>", "320 px: wider than the window"),
        ("<p style='overflow: hidden; height: 1em; width: 5em'>Words that are cut</p>", "1280 px: cut off"),
        ("<p style='overflow: hidden; height: 30px'>Words</p>", "200 % by a sheet: cut off"),
        ("<p>One</p><p style='position: relative; top: -1.55em'>Other</p>", "1280 px: one on another"),
        ("<div style='overflow: auto' tabindex=0><p style='width: 2000px'>Long</p></div>", "1280 px: scrolls"),
        ("<h2>Two</h2><h4>Four</h4>", "heading"),
        ("<h1>Another</h1>", "heading"),
        ("<table><caption>Named</caption><tr><th>Head<td>Cell</table>", "table"),
        ("<table><tr><th scope=row>Head<td>Cell</table>", "table"),
        ("<p>Seòmar agus comataidhean</p>", "language"),
        ("<img alt='Gàidhlig'>", "language"),
        ("<p lang=gd></p>", "language"),
        ("<p style='transition: color 1s !important'>Slowly</p>", "moves"),
        ("<p><button style='height: 1em; padding: 0'>a</button> <button style='height: 1em'>b</button></p>", "target"),
        ("<ul style='line-height: 1'><li><a href=#a>Some</a><li><a href=#b>Other</a></ul>", "target"),
    ],
)
def test_each_fault_would_be_found(borrow: Borrow, url: Callable[[Place], str], planted: str, told: str) -> None:
    """The measures measure: a page that has the fault is told so."""
    page = without_policy(borrow(drawn=False))
    page.goto(url(HOME))
    page.eval_on_selector("main .sf-page", "(one, html) => one.insertAdjacentHTML('beforeend', html)", planted)
    found = faults(page, [need for need in NEEDS if told.startswith(f"{need}: ")] or NEEDS[:1])
    assert any(told in line for line in found), found
