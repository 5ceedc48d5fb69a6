"""The search, in a real browser: what a reader types leads to the page, by mouse and by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import Borrow
from tests.browser.places import Place
from tests.browser.windows import Window

SEARCHES: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "searches.yml").read_text("utf-8"))
#: Type each of these in turn and wait for its answer: the addresses of its first three, and whether it says that the
#: framework does not name what was asked for.
_ASK = """async queries => {
    const search = document.querySelector('.sf-search'), field = search.querySelector('[role=combobox]'), all = [];
    for (const query of queries) {
        const answered = new Promise(done => new MutationObserver((changes, observer) => {
            if (search.dataset.answered === query) { observer.disconnect(); done(); }
        }).observe(search, {attributes: true, attributeFilter: ['data-answered']}));
        field.value = query;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        await answered;
        const none = [...search.querySelectorAll('.sf-search__none')];
        all.push([[...search.querySelectorAll('[role=option]')].slice(0, 3).map(one => {
            const url = new URL(one.href);
            return url.pathname.slice(1) + url.hash;
        }), none.filter(one => one.textContent.includes('does not name')).length === 1]);
    }
    return all;
}"""
Show = Callable[..., Page]


def opened(show: Show, site: str, window: Window | None = None) -> Page:
    """The home page of a site with its search ready."""
    page = show(Place(site, "", ""), window or Window())
    page.get_by_role("combobox", name="Search the framework").click()
    page.wait_for_selector(".sf-search[data-ready]")
    return page


def fill(page: Page, query: str) -> None:
    """Type, and wait for the answer."""
    page.get_by_role("combobox", name="Search the framework").fill(query)
    page.wait_for_selector(f".sf-search[data-answered={json.dumps(query, ensure_ascii=False)}]")


@pytest.mark.parametrize("site", SEARCHES)
def test_what_is_typed_is_found(show: Show, site: str) -> None:
    """Of sixty questions, 57 find their page among the first three answers, or an honest “not named” with a topic."""
    page = opened(show, site)
    answers = page.evaluate(_ASK, [str(query) for query in SEARCHES[site]])
    missed = {}
    for (query, expected), (first, says_so) in zip(SEARCHES[site].items(), answers, strict=True):
        address = expected.removeprefix("not named, ")
        if address not in first or says_so != (address != expected):
            missed[query] = (says_so, first)
    assert len(missed) <= len(SEARCHES[site]) // 20, missed


def test_the_table_is_long_enough() -> None:
    """At least sixty queries of the framework, among them some that it does not name."""
    assert len(SEARCHES["frozen"]) >= 60
    assert sum(address.startswith("not named") for address in SEARCHES["frozen"].values()) >= 6
    assert all(SEARCHES.values())


def test_nothing_is_fetched_before_it_is_used(show: Show) -> None:
    """The index and the code of the search come when its field is entered, and not before."""
    page = show(Place("frozen", "", ""))
    names = "performance.getEntriesByType('resource').map(one => one.name).filter(one => one.includes('search'))"
    assert page.evaluate(names) == []
    page.get_by_role("combobox", name="Search the framework").click()
    page.wait_for_selector(".sf-search[data-ready]")
    fetched = [name.rpartition("/")[2] for name in page.evaluate(names)]
    assert fetched[0] == "search.js"
    assert set(fetched) <= {"search.js", "search-engine.js"}  # the thread fetches the index


def test_typing_is_answered_in_a_thread_of_its_own(show: Show) -> None:
    """The page's own thread holds neither the index nor the engine."""
    page = opened(show, "frozen")
    assert [worker.url.rpartition("/")[2] for worker in page.workers] == ["search-engine.js"]
    assert page.locator("script[src*=search-engine]").count() == 0


def test_a_browser_without_threads_is_answered_too(borrow: Borrow, address: str) -> None:
    """The same engine answers in the page."""
    page = borrow()
    page.goto(address)
    page.evaluate("() => { window.Worker = undefined; }")  # before the search is fetched, which asks for it
    page.get_by_role("combobox", name="Search the framework").click()
    fill(page, "poverty")
    assert page.workers == []
    expect(page.locator(".sf-search [role=option]").first).to_contain_text("Poverty")


def test_keys_pressed_before_the_answer_count(show: Show) -> None:
    """Who types, presses an arrow and Enter at once is led to the first answer, as if there had been no wait."""
    page = opened(show, "frozen")
    keys = ["a", "c", "t", "-", "1", "5"]
    page.evaluate("""keys => {
        const field = document.querySelector(".sf-search__field");
        field.value = keys.join("");
        field.dispatchEvent(new Event("input", {bubbles: true}));
        ["ArrowDown", "Enter"].forEach(key => field.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})));
    }""", keys)  # fmt: skip
    page.wait_for_url("**/2023-27/act-15/")


@pytest.mark.parametrize("width", [1280, 390])
def test_by_keyboard(show: Show, width: int) -> None:
    """Arrows go through the answers, the count is told, Escape closes, Enter on one opens it; words are marked."""
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
    assert page.get_by_role("group", name="Best matches").count() == 1
    assert "poverty" in page.locator(".sf-search mark").first.inner_text().lower()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("act-15")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/2023-27/act-15/")


def test_nothing_found_is_said_with_a_way_out(show: Show) -> None:
    """Where nothing is found, the reader hears so and is told where everything is listed."""
    page = opened(show, "frozen")
    page.get_by_role("combobox", name="Search the framework").fill("zyxwvut")
    expect(page.locator(".sf-search [role=status]")).to_have_text("Nothing was found")
    expect(page.locator(".sf-search__none")).to_be_visible()


def test_enter_opens_the_page_of_results(show: Show) -> None:
    """Enter never opens the first answer silently: it leads to all of them, by kind, at an address of their own."""
    page = opened(show, "frozen")
    page.get_by_role("combobox", name="Search the framework").fill("digital")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=digital")
    page.wait_for_selector(".sf-results[data-ready]")
    heads = page.locator(".sf-results h2").all_inner_texts()
    assert heads[0] == "Best matches"
    assert len(heads) > 3
    expect(page.locator(".sf-results__count")).to_contain_text("results for “digital”")
    earlier = page.locator(".sf-results li").filter(has=page.locator("a[href*='2020-22/']"))
    page.evaluate("document.querySelectorAll('.sf-results button').forEach((button) => button.click())")
    assert earlier.count() > 0
    assert all("2020–22 edition" in text for text in earlier.all_inner_texts())
    said = page.locator(".sf-results li").filter(has=page.locator("a[href*='/act-']")).first.locator(".sf-said")
    assert "Newsreader" in said.evaluate("node => getComputedStyle(node).fontFamily")


def test_all_of_a_kind_can_be_seen(show: Show) -> None:
    """A long group opens whole, and the first of what it hid has the focus."""
    page = show(Place("frozen", "search/?q=local+authorities", ""))
    page.wait_for_selector(".sf-results[data-ready]")
    button = page.locator(".sf-results button").first
    whole = int(button.inner_text().removeprefix("See all "))
    name = button.evaluate("node => node.closest('section').getAttribute('aria-labelledby')")
    rows = page.locator(f"[aria-labelledby={name}] li:visible")
    assert rows.count() < whole
    button.click()
    expect(rows).to_have_count(whole)
    assert page.evaluate("document.activeElement.closest('.sf-results li') !== null")


def test_a_loose_match_says_why_in_one_line(show: Show) -> None:
    """A synonym and a similar word are named; what has the word itself needs no reason."""
    page = opened(show, "frozen")
    for query, why in (
        ("cllr", "For “cllr”, this site shows “Elected members”."),
        ("redevlop", "similar word: “redevelop”"),
        ("COSLA", ""),
    ):
        fill(page, query)
        first = page.locator(".sf-search [role=option]").first
        reasons = first.locator(".sf-search__why")
        assert reasons.count() == bool(why), query
        if why:
            expect(reasons).to_contain_text(why)


def test_a_slash_leads_to_the_field(show: Show) -> None:
    """“/” focuses the field; typed in a field it is a letter."""
    page = show(Place("frozen", "", ""))
    field = page.get_by_role("combobox", name="Search the framework")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_slash_can_be_switched_off(show: Show) -> None:
    """By keyboard, and told; the choice holds on the next page, and can be taken back."""
    page = show(Place("frozen", "about/accessibility/", ""))
    field = page.get_by_role("combobox", name="Search the framework")
    page.get_by_role("button", name="Switch the key off").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Switch the key on")).to_be_focused()
    expect(page.locator(".sf-shortcut [role=status]")).to_have_text("The key “/” is switched off in this browser.")
    for _ in "here", "after the page is read again":
        page.keyboard.press("/")
        expect(field).not_to_be_focused()
        expect(field).not_to_have_attribute("aria-keyshortcuts", "/")
        page.reload()
    page.get_by_role("button", name="Switch the key on").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()


def test_without_script_the_page_says_what_to_use(show: Show) -> None:
    """The page of results names the ways that need no script."""
    page = show(Place("frozen", "search/?q=digital", ""), Window(script=False))
    expect(page.locator(".sf-results__plain")).to_contain_text("needs JavaScript")
    assert page.locator(".sf-results__plain a").count() >= 3
