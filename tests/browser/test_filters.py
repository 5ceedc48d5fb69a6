"""Narrowing the list of actions and the tracker, in a real browser, and what is there without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, Route, expect

from strategic_framework.views import filters
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from tests.browser.conftest import Borrow
from tests.browser.windows import Window

ACTIONS, TRACKER = "2023-27/actions/", "2023-27/aspirations/"
COUNT, NONE = ".sf-filter__count", ".sf-filter__none"
ENTRIES = "[data-filter-priority]"
#: Words as typed, and an action that they find. Action 15 says “LGBF”, and not what the letters stand for.
AS_TYPED = [("act-15", "act-15"), ("action 15", "act-15"), ("lgbf", "act-14"), ("benchmarking framework", "act-15"),
            ("'delivering a future", "act-01")]  # fmt: skip


def shown(page: Page) -> list[str]:
    """The identifiers of the entries that a reader sees, in order."""
    found = page.eval_on_selector_all(ENTRIES, "all => all.filter(e => e.checkVisibility()).map(e => e.id)")
    return [str(name) for name in found]


def wait_for(page: Page, told: str) -> None:
    """Until the count says so."""
    expect(page.locator(".sf-filter__count")).to_have_text(told)


def test_actions_by_each_choice(page: Page, address: str, site: Site) -> None:
    """Each choice shows exactly what the model says answers to it, and says how many of how many."""
    here = Here(site, ACTIONS)
    page.goto(address + ACTIONS)
    assert page.inner_text(COUNT) == "35 actions"
    for name, choices in _choices(here).items():
        for value, expected in choices.items():
            page.select_option(f"select[name={name}]", value)
            assert shown(page) == expected, (name, value)
            assert page.inner_text(COUNT) == f"{len(expected)} of 35 actions"
        page.select_option(f"select[name={name}]", "")
    assert len(shown(page)) == 35


def _choices(here: Here) -> dict[str, dict[str, list[str]]]:
    """Field → value → the actions that answer to it, from the model."""
    mentions, actions = here.site.mentions, [action.id for action in here.edition.actions]
    found = {
        "priority": {one.id: [action.id for action in one.actions] for one in here.edition.priorities},
        "body": {name: [a for a in actions if a in items] for name, items in mentions.bodies.items_naming.items()},
        "programme": {n: [a for a in actions if a in items] for n, items in mentions.programmes.items_naming.items()},
    }
    return {name: {value: items for value, items in row.items() if items} for name, row in found.items()}


def test_choices_add_up_and_the_count_is_told(page: Page, address: str) -> None:
    """Two choices and a word narrow together; the count is a polite live region; emptied sections go."""
    page.goto(address + ACTIONS)
    page.select_option("select[name=priority]", "pri-2")
    page.select_option("select[name=body]", "cosla")
    page.fill("input[name=words]", "PEER  Review")
    wait_for(page, "1 of 35 actions")
    assert shown(page) == ["act-12"]
    assert page.get_by_role("status").filter(has_text="1 of 35 actions").count() == 1
    assert page.locator("#priority-2").is_visible()
    assert not page.locator("#priority-1").is_visible()
    assert page.inner_text("section:has(#priority-2) .sf-note") == "1 of 11 actions"


def test_the_address_holds_the_choice(page: Page, address: str) -> None:
    """The address follows each choice, opens as it was copied, and is restored by going back."""
    page.goto(address + ACTIONS)
    steps = page.evaluate("history.length")
    page.select_option("select[name=body]", "cosla")
    page.fill("input[name=words]", "solace")
    wait_for(page, "3 of 35 actions")
    page.wait_for_url("**/actions/?body=cosla&words=solace")
    assert page.evaluate("history.length") == steps
    found = shown(page)
    page.click("#act-12 h3 a")
    page.wait_for_url("**/act-12/")
    page.go_back()
    wait_for(page, "3 of 35 actions")
    assert (shown(page), page.input_value("select[name=body]")) == (found, "cosla")
    page.reload()
    assert (shown(page), page.input_value("input[name=words]")) == (found, "solace")


def test_an_address_that_asks_for_nothing_known_shows_all(page: Page, address: str) -> None:
    """A value that is no choice is left aside; what else stands in the address stays."""
    page.goto(address + ACTIONS + "?priority=pri-99&from=letter")
    assert len(shown(page)) == 35
    page.select_option("select[name=priority]", "pri-1")
    assert page.url.endswith("?from=letter&priority=pri-1")


def test_clear_gives_everything_back(page: Page, address: str) -> None:
    """Clear empties the choice and the address, tells the count, and keeps the focus in the form."""
    page.goto(address + ACTIONS + "?priority=pri-3&words=poverty")
    clear = page.get_by_role("button", name="Clear", exact=True)
    clear.focus()
    page.keyboard.press("Enter")
    wait_for(page, "35 actions")
    assert len(shown(page)) == 35
    assert page.url.endswith("/actions/")
    assert page.evaluate("document.activeElement.name") == "priority"
    assert not clear.is_visible()


def test_nothing_found_is_said_with_a_way_out(page: Page, address: str) -> None:
    """No entry: a sentence and a button, which brings everything back."""
    page.goto(address + ACTIONS)
    page.fill("input[name=words]", "zebra")
    wait_for(page, "0 of 35 actions")
    assert shown(page) == []
    assert "No action matches" in page.inner_text(NONE)
    page.get_by_role("button", name="Show all 35 actions").click()
    wait_for(page, "35 actions")
    assert not page.locator(NONE).is_visible()


def test_words_are_found_as_a_reader_types_them(page: Page, address: str) -> None:
    """By number, by identifier, by the other name of what is named, whatever the case and the quotation marks."""
    page.goto(address + ACTIONS)
    for typed, expected in AS_TYPED:
        page.fill("input[name=words]", typed)
        page.keyboard.press("Enter")
        assert expected in shown(page), typed


def test_no_sentence_is_touched(page: Page, address: str) -> None:
    """Words found are marked by the browser: the sentences hold no element, before and after."""
    page.goto(address + ACTIONS)
    before = page.eval_on_selector_all(".sf-said", "all => all.map(e => e.innerHTML)")
    page.fill("input[name=words]", "local")
    page.keyboard.press("Enter")
    assert page.evaluate("CSS.highlights.get('sf-found').size") > 0
    assert page.eval_on_selector_all(".sf-said", "all => all.map(e => e.innerHTML)") == before


def test_a_link_to_a_hidden_entry_shows_it(page: Page, address: str) -> None:
    """Who follows a fragment to what the choice hides sees it, and the choice is gone."""
    page.goto(address + ACTIONS + "?priority=pri-1#act-15")
    wait_for(page, "35 actions")
    assert page.url.endswith("/actions/#act-15")
    page.select_option("select[name=priority]", "pri-1")
    assert page.url.endswith("?priority=pri-1")
    page.evaluate("location.hash = 'act-30'")
    wait_for(page, "35 actions")
    assert page.locator("#act-30").is_visible()


def test_the_keyboard_reaches_every_field_in_order(page: Page, address: str) -> None:
    """Tab goes through the fields as they stand, then to Clear; the ring of the focus is drawn."""
    page.goto(address + ACTIONS + "?priority=pri-3")
    page.focus("select[name=priority]")
    reached = []
    for _ in range(5):
        ring = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
        assert ring != "none"
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert reached == ["priority", "body", "programme", "words", "Clear"]


def test_the_tracker_by_priority_and_by_what_it_says_it_will_show(page: Page, address: str, site: Site) -> None:
    """The tracker narrows by the words of its own column; a priority without a row is not shown."""
    page.goto(address + TRACKER)
    aspirations = site.framework.current.aspirations
    for value in ("examples", "evidence", filters.NOT_STATED):
        page.select_option("select[name=shows]", value)
        here = Here(site, "")
        expected = [
            one.id for one in aspirations if value in (filters.proof_promised(here, one) or [filters.NOT_STATED])
        ]
        assert shown(page) == expected
        assert page.inner_text(COUNT) == f"{len(expected)} of 15 aspirations"
    page.select_option("select[name=shows]", "examples")
    page.select_option("select[name=priority]", "pri-4")
    assert shown(page) == ["asp-11"]
    assert page.locator("tbody:visible").count() == 1
    assert page.url.endswith("?priority=pri-4&shows=examples")
    page.fill("input[name=words]", "zebra")
    wait_for(page, "0 of 15 aspirations")
    assert not page.locator(".sf-tracker").is_visible()


@pytest.mark.parametrize("where", [ACTIONS, TRACKER])
@pytest.mark.parametrize("width", [1280, 390])
def test_without_script_the_list_is_whole_and_no_control_is_shown(
    borrow: Borrow, address: str, where: str, width: int
) -> None:
    """The same entries in the same sections; nothing that would do nothing; a query changes nothing."""
    plain = borrow(Window(width, script=False))
    plain.goto(address + where + "?priority=pri-1")
    lively = borrow(Window(width))
    lively.goto(address + where)
    assert plain.locator(f"{ENTRIES}:visible").count() == len(shown(lively))
    wordings = [page.locator(f"{ENTRIES} .sf-said").all_inner_texts() for page in (plain, lively)]
    assert wordings[0] == wordings[1]
    assert plain.locator(":is(select, button, input):visible").count() == 0
    assert plain.locator(".sf-filter").bounding_box() is None


@pytest.mark.parametrize("where", [ACTIONS, TRACKER])
def test_nothing_moves_when_the_choices_appear(borrow: Borrow, address: str, where: str) -> None:
    """The room of the form is kept before the script has run; if it never comes, the list is shown all the same."""
    page = borrow(Window(390, rest=False))
    page.route("**/assets/site.js", lambda route: route.abort())
    page.goto(address + where)
    assert not page.locator(".sf-filter__fields").is_visible()
    page.locator(ENTRIES).first.wait_for(state="visible")
    before = page.eval_on_selector_all(ENTRIES, "all => all.map(e => e.offsetTop)")
    page.unroute("**/assets/site.js")
    page.goto(address + where)
    assert page.locator(".sf-filter__fields").is_visible()
    assert page.eval_on_selector_all(ENTRIES, "all => all.map(e => e.offsetTop)") == before


SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().flatMap(
    entry => entry.sources.map(source => source.node).filter(node => node?.parentElement?.closest(".sf-page"))
        .map(node => node.outerHTML.slice(0, 80))))).observe({type: "layout-shift", buffered: true})
    || setTimeout(() => done([]), 300))"""


@pytest.mark.parametrize("where", [ACTIONS, TRACKER])
def test_nothing_moves_where_the_address_asks_for_a_part(page: Page, address: str, where: str) -> None:
    """The list is not drawn whole and then cut, even when the script comes late."""

    def late(route: Route) -> None:
        while not page.evaluate("performance.getEntriesByType('paint').length"):
            page.wait_for_timeout(20)
        route.continue_()

    page.route("**/assets/site.js", late)
    page.goto(address + where + "?priority=pri-4")
    assert page.locator(f"{ENTRIES}:visible").count() > 0
    assert page.evaluate(SHIFTS) == []


def test_only_what_is_there_is_offered(built_miniature: Path) -> None:
    """The choices and their counts are those of the framework at hand."""
    tree = html.parse(built_miniature / "2024-28" / "actions" / "index.html", html.HTMLParser(encoding="utf-8"))
    options = {
        select.get("name"): [option.text for option in select.iter("option")][1:]
        for select in tree.iterfind(".//form//select")
    }
    assert options["priority"] == ["1 Rivers and paths (3)", "2 Warm homes (2)"]
    assert options["body"] == ["Glen Rowan Housing Association (1)", "Rowan Rivers Trust (2)"]


def test_one_topic_then_and_now(page: Page, address: str, site: Site) -> None:
    """On the comparison a topic leaves its strands alone, in the drawing and its lists as under their quotations."""
    wanted = _of_topic(site, "digital")
    page.goto(f"{address}editions/compare/?topic=digital")
    wait_for(page, f"{len(wanted)} of {len(site.framework.continuity)} strands")
    rows = "all => all.filter(e => !e.hidden).map(e => e.id)"
    assert set(page.eval_on_selector_all("[data-filter-topic]", rows)) == wanted
    for kind in (".sf-flow__drawing a", ".sf-flow__phone g", ".sf-flow__list li"):
        seen = "all => all.filter(e => getComputedStyle(e).display != 'none').map(e => e.dataset.follows)"
        drawn = page.eval_on_selector_all(f"{kind}[data-follows]", seen)
        assert set(drawn) == wanted, kind
    page.click(".sf-filter__told .sf-filter__clear")
    expect(page.locator("[data-filter-topic]:visible")).to_have_count(len(site.framework.continuity))


def _of_topic(site: Site, topic: str) -> set[str]:
    """The strands that quote an item which the list of the topic holds."""
    items = set(site.topics[topic].named_in)
    return {
        strand.id
        for strand in site.framework.continuity
        if {side.item for side in (strand.was, strand.now) if side} & items
    }


def test_paragraphs_of_the_earlier_edition_by_topic(page: Page, address: str) -> None:
    """A topic leaves the paragraphs that it names, and parts without one go."""
    page.goto(f"{address}2020-22/?topic=elected-members")
    wait_for(page, "1 of 18 paragraphs")
    seen = "all => all.filter(e => e.checkVisibility()).map(e => e.id)"
    assert page.eval_on_selector_all("[data-filter-topic]", seen) == ["cross-1"]
    assert page.locator("#cross-cutting").is_visible()
    assert not page.locator("#past-1").is_visible()
