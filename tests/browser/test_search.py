"""The search, in a real browser: what a reader types leads to the page, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.places import Place
from tests.browser.windows import Window

SEARCHES: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "searches.yml").read_text("utf-8"))
FIRST = "all => all.slice(0, 3).map(one => { const url = new URL(one.href); return url.pathname.slice(1) + url.hash; })"
Show = Callable[..., Page]


def opened(show: Show, site: str, window: Window | None = None) -> Page:
    """The home page of a site with its search ready."""
    page = show(Place(site, "", ""), window or Window())
    page.get_by_role("combobox", name="Search the framework").click()
    page.wait_for_selector(".sf-search[data-ready]")
    return page


@pytest.mark.parametrize("site", SEARCHES)
def test_what_is_typed_is_found(show: Show, site: str) -> None:
    """Each of the queries of the table finds its page among the first three answers."""
    page = opened(show, site)
    field = page.get_by_role("combobox", name="Search the framework")
    missed = {}
    for query, address in SEARCHES[site].items():
        field.fill(query)
        first = page.eval_on_selector_all(".sf-search [role=option]", FIRST)
        if address not in first:
            missed[query] = first
    assert missed == {}


def test_the_table_is_long_enough() -> None:
    """At least forty queries, for both frameworks."""
    assert sum(map(len, SEARCHES.values())) >= 40
    assert all(SEARCHES.values())


def test_nothing_is_fetched_before_it_is_used(show: Show) -> None:
    """The index and the code of the search come when its field is entered, and not before."""
    page = show(Place("frozen", "", ""))
    names = "performance.getEntriesByType('resource').map(one => one.name).filter(one => one.includes('search'))"
    assert page.evaluate(names) == []
    page.get_by_role("combobox", name="Search the framework").click()
    page.wait_for_selector(".sf-search[data-ready]")
    assert len(page.evaluate(names)) == 2


@pytest.mark.parametrize("width", [1280, 390])
def test_by_keyboard(show: Show, width: int) -> None:
    """Arrows go through the answers, the count is told, Escape closes, Enter opens; words found are marked."""
    page = opened(show, "frozen", Window(width))
    field = page.get_by_role("combobox", name="Search the framework")
    field.press_sequentially("poverty")
    expect(page.locator(".sf-search [role=status]")).to_contain_text("results")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    first = field.get_attribute("aria-activedescendant")
    field.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert first
    assert second not in {first, None}
    assert page.locator(f"#{second}").get_attribute("aria-selected") == "true"
    assert page.get_by_role("group", name="Priorities").count() == 1
    assert "poverty" in page.locator(".sf-search mark").first.inner_text().lower()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("act-15")
    field.press("Enter")
    page.wait_for_url("**/2023-27/act-15/")


def test_nothing_found_is_said_with_a_way_out(show: Show) -> None:
    """Where nothing is found, the reader hears so and is told where everything is listed."""
    page = opened(show, "frozen")
    page.get_by_role("combobox", name="Search the framework").fill("zyxwvut")
    expect(page.locator(".sf-search [role=status]")).to_have_text("Nothing was found")
    expect(page.locator(".sf-search__none")).to_be_visible()
