"""Ten readers' questions, answered by a walk that starts at home and uses only what is visible there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.places import Place
from tests.browser.windows import Window

Show = Callable[..., Page]
QUESTIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
#: What readers of a public plan come to find out.
ASKED = {
    "who are you", "what is promised on my topic", "has anything happened", "who says so", "what changed",
    "what was said before", "how it is quoted", "as a file", "is this official", "whom to ask",
}  # fmt: skip
_ENTRIES = "li, tr, section, article, dl > div, p"
#: The longest entry that an answer can be said to stand in.
_ENTRY = 1200


def choose(page: Page, name: str) -> None:
    """Follow the link of exactly that name; more than one may show it, if all lead to the same place."""
    links = page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).locator("visible=true").all()
    exact = [link for link in links if _name(link) == name] or links
    assert exact, f"no link “{name}” on {page.url}"
    assert len({urljoin(page.url, link.get_attribute("href") or "") for link in exact}) == 1, name
    exact[0].click()


def _name(link: Locator) -> str:
    return " ".join(link.inner_text().split())


def type_words(page: Page, words: str) -> None:
    """Narrow the list that the page shows."""
    page.get_by_role("searchbox", name="Words").fill(words)


def search(page: Page, words: str, chosen: str) -> None:
    """Search as from any page, and open the first answer of that name."""
    field = page.get_by_role("combobox", name="Search the framework")
    field.click()
    page.wait_for_selector(".sf-search[data-ready]")
    field.fill(words)
    page.get_by_role("option", name=re.compile(rf"\b{re.escape(chosen)}\b")).first.click()


def walk(page: Page, steps: list[dict[str, str]]) -> int:
    """Take every step; the number of times that something was chosen."""
    for step in steps:
        if "link" in step:
            choose(page, step["link"])
        elif "words" in step:
            type_words(page, step["words"])
        elif "open" in step:
            page.locator("summary", has_text=step["open"]).locator("visible=true").first.click()
        else:
            search(page, step["search"], step["choose"])
        page.wait_for_load_state()
    return sum("words" not in step for step in steps)


def on_screen(page: Page, text: str, beside: str = "") -> None:
    """That text can be scrolled to and seen; beside other words, in one entry with them."""
    expect(page.get_by_text(text).first, text).to_be_attached()  # a list is narrowed a moment after the last key
    whole: list[Page | Locator] = [page]
    found = [one for within in (_entries(page, text, beside) if beside else whole) for one in _drawn(within, text)]
    assert found, f"“{text}” is not on {page.url}" + (f" beside “{beside}”" if beside else "")
    found[0].scroll_into_view_if_needed()
    expect(found[0], text).to_be_in_viewport()


def _entries(page: Page, text: str, beside: str) -> list[Locator]:
    """The entries that hold both, the shortest first."""
    found = page.locator(_ENTRIES).filter(has_text=text).filter(has_text=beside).locator("visible=true").all()
    told = sorted(((len(one.inner_text()), number) for number, one in enumerate(found)))
    return [found[number] for length, number in told if length < _ENTRY]


def _drawn(within: Page | Locator, text: str) -> list[Locator]:
    """Where a text is drawn: words for screen readers alone are one pixel wide."""
    boxes = [(one, one.bounding_box()) for one in within.get_by_text(text).locator("visible=true").all()]
    return [one for one, box in boxes if box and min(box["width"], box["height"]) > 4]


@pytest.mark.parametrize(
    "window", [Window(1280), pytest.param(Window(390, "dark"), marks=pytest.mark.every)], ids=["wide", "narrow"]
)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["asked"])
def test_a_question_is_answered(show: Show, question: dict[str, Any], window: Window) -> None:
    """From home, with two choices at most, the words that answer are on the screen."""
    page = show(Place(question.get("site", "frozen"), "", "index"), window)
    assert walk(page, question["steps"]) <= 2
    for answer in question["answer"]:
        on_screen(page, answer["text"], answer.get("beside", ""))


def test_there_are_ten_questions() -> None:
    """Each of the ten is asked, nothing is asked twice, by six kinds of reader or more, and each has an answer."""
    assert {question["of"] for question in QUESTIONS} == ASKED
    assert len({question["asked"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question["by"] for question in QUESTIONS}) >= 6
    assert all(question["answer"] for question in QUESTIONS)
