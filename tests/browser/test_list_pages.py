"""A long list on several pages, in a real browser: its choices look through all of it, and old addresses lead on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Borrow, serve
from tests.browser.windows import Window
from tests.conftest import MINIATURE, clone, run

#: Publish and build with lists of more than two, and versions of more than two records, on pages of two.
SHORT = """
from pathlib import Path
from strategic_framework.content import list_pages
list_pages.LONGEST = list_pages.SPAN = 2
from strategic_framework.publication import publishing
publishing.publish(Path(), "2026-03-02")
from strategic_framework.commands.main import main
main(["build"])
"""
ACTIONS = "2024-28/actions/"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the miniature is served, its lists cut."""
    folder = clone(tmp_path_factory.mktemp("cut"), content=MINIATURE)
    done = run(folder, sys.executable, "-c", SHORT)
    assert done.returncode == 0, done.stdout + done.stderr
    server, address = serve(Path(folder) / "site")
    yield address
    server.shutdown()


def shown(page: Page) -> list[str]:
    """The identifiers of the rows that a reader sees."""
    rows = page.eval_on_selector_all(
        "[data-filter-priority]", "all => all.filter(e => e.checkVisibility()).map(e => e.id)"
    )
    return [str(name) for name in rows]


def test_a_choice_looks_through_every_page(page: Page, there: str) -> None:
    """Nothing is fetched before; then the choice is answered from all rows, and the address holds it."""
    page.goto(there + ACTIONS)
    fetched = "performance.getEntriesByType('resource').filter(one => one.name.includes('rows.json')).length"
    assert (page.evaluate(fetched), page.locator("[data-filter-priority]").count()) == (0, 0)
    assert page.inner_text(".sf-filter__count") == "5 actions"
    page.select_option("select[name=priority]", "pri-2")
    expect(page.locator(".sf-filter__count")).to_have_text("2 of 5 actions")
    assert len(shown(page)) == 2
    assert page.url.endswith("?priority=pri-2")
    page.reload()
    expect(page.locator(".sf-filter__count")).to_have_text("2 of 5 actions")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator(".sf-filter__count")).to_have_text("5 actions")
    assert len(shown(page)) == 5


def test_a_list_is_drawn_as_far_as_somebody_reads(page: Page, there: str) -> None:
    """Of many rows the first are drawn, then more when they are wanted, with the focus on them; on paper all are."""

    def sooner(route: Route) -> None:
        text = route.fetch().text()
        assert ("MOST=200;" in text, "STEP=10;" in text) == (True, True)
        route.fulfill(body=text.replace("MOST=200;", "MOST=2;").replace("STEP=10;", "STEP=1;"),
                      content_type="text/javascript")  # fmt: skip

    page.route("**/list-pages.js", sooner)
    page.goto(there + ACTIONS)
    page.focus("input[name=words]")
    more = page.get_by_role("button", name="Show more")
    expect(more).to_be_visible()
    expect(page.locator("[data-filter-priority]")).to_have_count(2)
    assert page.inner_text(".sf-filter__count") == "5 actions"
    more.press("Enter")
    expect(page.locator("[data-filter-priority]")).to_have_count(4)
    assert page.evaluate("document.activeElement.closest('[data-filter-priority]').id") == shown(page)[2]
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page)) == 5
    expect(more).to_be_hidden()
    page.select_option("select[name=priority]", "pri-2")
    expect(page.locator("[data-filter-priority]")).to_have_count(2)
    assert page.locator("section:has([data-filter-priority])").count() == page.locator(".sf-section:visible").count()
    page.unroute_all()


def test_an_address_of_a_row_leads_to_its_words(page: Page, there: str) -> None:
    """The anchor that the list had before it was cut leads on to the page that holds the words."""
    page.goto(f"{there}{ACTIONS}#act-03")
    page.wait_for_url("**/actions/3-4/#act-03")
    expect(page.locator("#act-03 .sf-said")).to_be_visible()


def test_an_address_in_a_version_leads_to_its_words(page: Page, there: str, borrow: Borrow) -> None:
    """The anchor of a version leads on to the page of the part that holds the words; without script, beside the way."""
    address = f"{there}2024-28/versions/1/#v-act-03"
    page.goto(address)
    page.wait_for_url("**/2024-28/versions/1/*/#v-act-03")
    expect(page.locator(".sf-frozen > #v-act-03")).to_be_visible()
    still = borrow(Window(390, script=False))
    still.goto(address)
    still.locator("li", has=still.locator("#v-act-03")).locator("a").click()
    expect(still.locator(".sf-frozen > #v-act-03")).to_be_visible()


def test_without_script_every_number_leads_there(borrow: Borrow, there: str) -> None:
    """The list leads by numbers, and no control is shown that would do nothing."""
    page = borrow(Window(390, script=False))
    page.goto(f"{there}{ACTIONS}#act-03")
    assert page.locator(":is(select, button, input):visible").count() == 0
    page.click("#act-03 a")
    expect(page.locator("#act-03 .sf-said")).to_be_visible()
