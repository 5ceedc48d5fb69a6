"""The local desk in a browser: saved from the form, decided, opened again, deleted and put back, by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from strategic_framework.ledger import yaml_writer
from strategic_framework.publication import publishing
from tests.browser import axe
from tests.browser.windows import Window
from tests.conftest import MINIATURE, clone
from tests.ledger.bench import DAY
from tests.test_serving import Server

WORDS = "Walk every footpath once a year, and publish what was found."
#: How long a round of serving may take where the machine is busy, in milliseconds.
ROUND = 90_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The miniature, published and served to its editor: its folder and its address."""
    folder = clone(tmp_path_factory.mktemp("desk"), content=MINIATURE)
    publishing.publish(folder, DAY)
    server = Server(folder, tmp_path_factory.mktemp("temporary"))
    server.wait()
    yield folder, f"http://127.0.0.1:{server.port}/"
    server.end()


def waiting(folder: Path) -> list[str]:
    """The files that wait."""
    return [path.read_text("utf-8") for path in (folder / "framework/changes/pending").glob("*.yml")]


def reworded(word: str, **head: str) -> str:
    """The file of the proposal, as the commands write it."""
    return yaml_writer.dump(
        {**head, "changes": [{"reword": "act-02", "from": WORDS, "to": WORDS.replace("once", word)}]}
    )


def press(page: Page, name: str) -> None:
    """A button, reached and pressed by the keyboard."""
    button = page.get_by_role("button", name=re.compile(rf"^{name}( ?:.*)?$"))
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def test_what_is_saved_waits_and_can_be_taken_back(browser: Browser, served: tuple[Path, str]) -> None:
    """Each step writes one file, which the pages show; what was said before a reload is told after it."""
    folder, address = served
    page = Window().context(browser).new_page()
    told = page.locator(".sf-local-desk__told")
    page.goto(f"{address}suggest/#act-02")
    field = page.get_by_label("The words", exact=True)
    expect(field).to_be_focused()
    field.fill(WORDS.replace("once", "twice"))
    press(page, "Save")
    expect(told).to_have_text("Saved, and the pages show it: Action 2 is reworded.", timeout=ROUND)
    assert waiting(folder) == [reworded("twice")]
    expect(page.locator(".sf-local-desk > summary")).to_be_focused()
    expect(page.locator(".sf-local-desk__receipt")).to_contain_text("Nothing can be published yet", timeout=ROUND)

    page.locator(".sf-local-desk__list summary").click()
    press(page, "Save the decision")
    decision = page.locator(".sf-local-desk__list .sf-local-desk__decide")
    expect(decision.get_by_label("The day of the decision")).to_be_focused()
    expect(decision.locator("[aria-invalid=true]")).to_have_count(1)
    decision.get_by_label("The day of the decision").fill("2/3/2026")
    decision.get_by_label("Who decided it").fill("The council")
    decision.get_by_label("Why", exact=True).fill("Two walks find more.")
    press(page, "Save the decision")
    expect(page.locator(".sf-local-desk__list")).to_contain_text(
        "Decided by The council on 2 March 2026.", timeout=ROUND
    )
    expect(told).to_contain_text("the pages show it", timeout=ROUND)
    expect(page.locator(".sf-local-desk__receipt")).to_contain_text("version 1 becomes version 2", timeout=ROUND)
    head = {"decided": DAY, "decided_by": "The council", "reason": "Two walks find more."}
    assert waiting(folder) == [reworded("twice", **head)]

    press(page, "Open it in the form")
    expect(told).to_have_text("The proposal stands in the form.", timeout=ROUND)
    expect(page.locator(".sf-suggest__redline del")).to_contain_text("once")
    field.fill(WORDS.replace("once", "often"))
    press(page, "Save")
    expect(told).to_contain_text("the pages show it", timeout=ROUND)
    assert waiting(folder) == [reworded("often", **head)]

    press(page, "Delete")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused(timeout=ROUND)
    assert waiting(folder) == []
    expect(told).to_have_text("", timeout=ROUND)  # the page was loaded again, and the way back still stands there
    press(page, "Put it back")
    expect(told).to_contain_text("the pages show it", timeout=ROUND)
    assert waiting(folder) == [reworded("often", **head)]
    page.context.close()


def test_a_problem_stands_at_its_field(browser: Browser, served: tuple[Path, str]) -> None:
    """And at the button, while the proposal is the one that was refused. A page that is too old says what to do."""
    page = Window(width=390).context(browser).new_page()
    problem = {"code": "", "what": "Nobody has that name.", "why": "", "instead": "Write another.", "where": ""}
    answers = [
        (422, {"answer": {"problems": [{**problem, "change": -1, "key": "decided_by"}]}, "token": "x"}),
        (403, {}),
    ]

    def answer(route: Route) -> None:
        if route.request.method == "GET":
            route.continue_()
        else:
            status, data = answers.pop(0)
            route.fulfill(status=status, body=json.dumps(data), content_type="application/json")

    page.route("**/_desk/proposals", answer)
    page.goto(f"{served[1]}suggest/#act-01")
    page.get_by_label("The words", exact=True).fill("Plant willow along both rivers with the Rowan Rivers Trust.")
    page.locator("[name=by]").fill("X")
    press(page, "Save")
    expect(page.locator("[name=by]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".sf-local-desk__faults")).to_have_text("Nobody has that name. Write another.")
    page.locator("[name=by]").fill("The council")
    expect(page.locator(".sf-local-desk__faults")).to_have_text("")
    press(page, "Save")
    expect(page.locator(".sf-local-desk__told")).to_contain_text("Load it again")
    page.context.close()


def test_what_was_added_is_opened_where_it_was_written(browser: Browser, served: tuple[Path, str]) -> None:
    """Under the name that it has, in the place of its file; what no form here holds leads to its file."""
    page = Window().context(browser).new_page()
    common = {"decided": "", "decided_by": "", "reason": "", "same_item": False, "notes": [], "problems": []}
    added = {"add": "web-pages/news", "title": "Other news", "publisher": "The Times", "address": "https://a.example/"}
    other = {"entries": "bodies/trust", "field": "aliases", "to": ["Trust"]}
    rows = [
        {**common, "name": "add-web-pages-news-1.yml", "title": "New: Other news", "changes": [added]},
        {**common, "name": "entries-1.yml", "title": "Entries", "changes": [other]},
    ]
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            asked.append(json.loads(route.request.post_data or ""))
            route.fulfill(status=409, json={"token": "x"})
        else:
            route.fulfill(json=rows)

    page.route("**/_desk/proposals", answer)
    page.route("**/_desk/sentences-without/**", lambda route: route.continue_(url=f"{served[1]}suggest/sentences.json"))
    page.goto(f"{served[1]}suggest/")
    page.locator(".sf-local-desk > summary").click()
    shown = page.locator(".sf-local-desk__list > li")
    told = page.locator(".sf-local-desk__told")
    shown.nth(1).get_by_role("button").first.click()
    expect(told).to_contain_text("framework/changes/pending/entries-1.yml")
    expect(shown.first).to_contain_text("It needs no decision.")
    shown.first.get_by_role("button").first.click()
    expect(page.locator("#desk-web-pages-title")).to_be_focused()
    page.locator("#desk-web-pages-seen").fill("2026-02")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("A command is changing the files.")
    assert [one["replaces"] for one in asked] == ["add-web-pages-news-1.yml"]
    assert yaml.safe_load(asked[0]["text"])["changes"] == [{**added, "seen": "2026-02"}]
    page.context.close()


@pytest.mark.parametrize("window", [Window(320), Window(1280, "dark"), Window(390, use="forced colours")], ids=str)
def test_the_desk_can_be_read_by_everybody(browser: Browser, served: tuple[Path, str], window: Window) -> None:
    """WCAG, with all of it open; nothing is wider than the window; what is pointed at is large enough."""
    page = window.context(browser).new_page()
    window.open(page, f"{served[1]}suggest/")
    expect(page.locator(".sf-local-desk")).to_be_visible()
    page.eval_on_selector_all(
        ".sf-local-desk, .sf-local-desk details", "all => all.forEach(one => { one.open = true })"
    )
    for name in ("web-pages", "sources"):
        page.locator("#desk-file").select_option(name)
        assert axe.faults(page, window.use) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= window.width
    page.context.close()
