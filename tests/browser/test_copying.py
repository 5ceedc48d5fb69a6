"""Every item has a citation and an address to copy; copying says so, and says what to do where it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from strategic_framework.views.base import Here
from strategic_framework.views.places import called
from strategic_framework.views.site import Site
from tests.browser.conftest import Borrow, until
from tests.browser.windows import Window

ACTION = "2023-27/act-12/"
LINK = "https://example.org/2023-27/act-12/"
CITATION = f"Improvement Service, Strategic Framework 2023-2027, Action 12, version 1, as republished in an independent demonstration. {LINK}"  # noqa: E501
REFUSED = """() => {
Object.defineProperty(navigator, "clipboard", {value: CLIPBOARD});
document.execCommand = (name) => { window.tried = [name, String(getSelection())]; return ANSWER; };
}"""


def citations(built: Path, address: str) -> dict[str, str]:
    """Address cited → the words before it, of one page."""
    path = built / address / "index.html"
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    boxes = tree.find_class("sf-cite__text")
    cited = [box for box in boxes if str(box.get("id")).startswith("cite-")]
    return {box.find_class("sf-cite__link")[0].text_content(): str(box.text) for box in cited}


def open_citation(page: Page, address: str) -> None:
    """The page of an action, with what “Cite” opens."""
    page.goto(address)
    page.locator("summary", has_text="Cite").click()


def test_every_item_can_be_cited_where_it_stands(site: Site, built: Path) -> None:
    """Each item and priority has its citation on the page that holds it, naming it, with its permanent address."""
    for item in (*site.framework.items, *site.framework.priorities):
        where = site.links.item(item)
        found = citations(built, where.partition("#")[0])
        assert called(Here(site, ""), item) in found[site.links.absolute(where)], item


def test_words_of_a_source_are_cited_from_it(built: Path) -> None:
    """An edition known from a description is cited as described; the Alliance's parts from their own documents."""
    assert (
        "as described to the committee, 29 July 2021, Priority 1"
        in citations(built, "2020-22")["https://example.org/2020-22/#past-1"]
    )
    alliance = citations(built, "alliance")
    assert "Paul Reilly" in alliance["https://example.org/alliance/#all-jp1"]
    assert "one year on" in alliance["https://example.org/alliance/#all-r1"]


@pytest.mark.parametrize(
    ("button", "text", "told"),
    [("Copy citation", CITATION, "Copied the citation"), ("Copy link", LINK, "Copied the link")],
)
@pytest.mark.usefixtures("clipboard")
def test_copying_by_keyboard_says_copied(page: Page, address: str, button: str, text: str, told: str) -> None:
    """Over plain http on this machine: the words are on the clipboard, and a live region says so."""
    open_citation(page, address + ACTION)
    page.locator("#cite").get_by_role("button", name=button).focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text=told).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.evaluate("document.activeElement.textContent") == button


@pytest.mark.parametrize("clipboard", ["undefined", "{writeText: () => Promise.reject(new Error('no'))}"])
def test_where_the_clipboard_is_refused_the_words_are_selected(page: Page, address: str, clipboard: str) -> None:
    """No clipboard, or a refusal, and no older command: the words are selected, and the keys to press are told."""
    open_citation(page, address + ACTION)
    page.evaluate(REFUSED.replace("CLIPBOARD", clipboard).replace("ANSWER", "false"))
    page.locator("#cite").get_by_role("button", name="Copy link").click()
    page.get_by_role("status").filter(has_text="Press Ctrl and C").wait_for()
    assert page.evaluate("String(getSelection())") == LINK
    page.get_by_role("button", name="Copy citation").click()
    until(page, f"String(getSelection()) === {json.dumps(CITATION)}")


def test_the_older_command_serves_where_there_is_no_clipboard(page: Page, address: str) -> None:
    """A page served over plain http elsewhere has no clipboard; the older command copies what is selected."""
    open_citation(page, address + ACTION)
    page.evaluate(REFUSED.replace("CLIPBOARD", "undefined").replace("ANSWER", "true"))
    page.locator("#cite").get_by_role("button", name="Copy link").click()
    page.get_by_role("status").filter(has_text="Copied the link").wait_for()
    assert page.evaluate("window.tried") == ["copy", LINK]


def test_one_notice_at_a_time(page: Page, address: str) -> None:
    """On a page of many citations the last copying is the one that is told."""
    page.goto(address + "2023-27/pri-2/")
    page.get_by_text("Cite one part of this page").click()
    for index in (1, 3):
        page.get_by_role("button", name="Copy link").nth(index).click()
        expect(page.locator(".sf-cite__told:not(:empty)")).to_have_count(1)
        assert page.locator(".sf-cite").nth(index).locator(".sf-cite__told").inner_text() == "Copied the link"


def test_without_script_the_citation_is_there_and_no_button(borrow: Borrow, address: str) -> None:
    """The words stand on the page, the parts open, and nothing is shown that would do nothing."""
    page = borrow(Window(1280, script=False))
    page.goto(address + "2023-27/pri-2/")
    page.get_by_text("Cite one part of this page").click()
    assert page.locator("#cite-ctx-2").is_visible()
    assert page.locator("main button:visible").count() == 0
