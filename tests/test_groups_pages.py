"""Groups and parts as readers meet them: on the page of a priority, of an action, of the whole, and in lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from strategic_framework.content import loader
from strategic_framework.rendering.templates import render_all
from strategic_framework.views import lists, page_heading
from strategic_framework.views import priority as priority_page
from strategic_framework.views.base import Here, Section, Site, View
from strategic_framework.views.cite import cite
from strategic_framework.views.groups import parts
from strategic_framework.views.print import print_document
from tests.grouped import PRIORITY, grouped


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return grouped(tmp_path)


def page(root: Path, kind: str, subject: str) -> Here:
    """The page of something of the grouped miniature."""
    site = Site(loader.load(root))
    return Here(site, f"2024-28/{subject}/", kind, subject, edition_id="2024-28")


def laid_out(views: list[View]) -> html.HtmlElement:
    return html.fragment_fromstring(render_all(views), create_parent=True)


def anchors(views: list[View]) -> list[str]:
    return [str(name) for name in laid_out(views).xpath("//@id")]


def test_a_group_is_a_heading_over_what_stands_in_it(root: Path) -> None:
    """Each group has its title, its text and its items; what is in no group comes under the plan's own name for it."""
    sections = priority_page.actions(page(root, "priority", "pri-3"))
    assert [section.id for section in sections if isinstance(section, Section)] == ["grp-1", "grp-2", "actions"]
    assert anchors(sections) == ["grp-1", "act-06", "part-1", "part-2", "act-07", "asp-04", "grp-2", "act-08",
                                 "actions", "act-09"]  # fmt: skip
    first = laid_out(sections[:1])
    assert [heading.tag for heading in first.iter("h2", "h3", "h4")] == ["h2", "h3", "h4", "h4", "h3", "h3"]
    assert "One child in eight has no breakfast." in first.text_content()
    assert first.xpath("//p[@class='sf-note']")[0].text == "Group 1: 2 actions and 1 aspiration."


def test_a_group_shows_the_number_that_the_plan_gives_it(root: Path) -> None:
    """Beside what the site calls it."""
    text = (root / PRIORITY).read_text("utf-8").replace("- id: grp-2\n", '- id: grp-2\n    reference: "2.2"\n')
    (root / PRIORITY).write_text(text, encoding="utf-8")
    second = priority_page.actions(page(root, "priority", "pri-3"))[1]
    assert isinstance(second, Section)
    assert second.note == "Group 2: 1 action. Number in the plan: 2.2."


def test_a_retired_group_comes_last_and_says_so(root: Path) -> None:
    """What is no longer in force stays readable, with what is in force in it."""
    text = (root / PRIORITY).read_text("utf-8").replace("- id: grp-1\n", "- id: grp-1\n    retired: true\n")
    (root / PRIORITY).write_text(text, encoding="utf-8")
    sections = priority_page.actions(page(root, "priority", "pri-3"))
    assert anchors(sections)[:2] == ["grp-2", "act-08"]
    assert "Retired." in laid_out(sections[1:2]).text_content()


def test_an_action_shows_its_parts_and_how_to_cite_each(root: Path) -> None:
    """Each part leads to its permanent address; an action without parts shows nothing of them."""
    (section,) = parts(page(root, "action", "act-06"))
    shown = laid_out([section])
    assert shown.xpath("//li/h3/a/@href")[:2] == ["../pri-3/#part-1", "../pri-3/#part-2"]
    assert "https://example.org/2024-28/pri-3/#part-2" in shown.text_content()
    assert parts(page(root, "action", "act-07")) == []


def test_the_way_to_an_action_leads_through_its_group(root: Path) -> None:
    """The group is a step of the way; an action beside the groups has none."""
    texts = [step.text for step in page_heading.breadcrumbs(page(root, "action", "act-06")).trail]
    assert texts == ["Home", "2024–28", "3 Young and old", "No child goes to bed hungry"]
    assert len(page_heading.breadcrumbs(page(root, "action", "act-09")).trail) == 3


def test_groups_and_parts_can_be_cited(root: Path) -> None:
    """The page of a priority gives a citation of each, by its own address."""
    text = laid_out(list(cite(page(root, "priority", "pri-3")))).text_content()
    for name in ("grp-1", "grp-2", "part-1", "part-2"):
        assert f"https://example.org/2024-28/pri-3/#{name}" in text
    assert "Group 2" in text


def test_the_whole_document_has_each_once(root: Path) -> None:
    """On the page for print, every group, action and part stands once, with its own anchor."""
    names = anchors(print_document(page(root, "edition-part", "print")))
    assert [names.count(name) for name in ("grp-1", "grp-2", "act-06", "part-2", "asp-04", "act-09")] == [1] * 6
    assert names.index("grp-1") < names.index("act-06") < names.index("part-1") < names.index("act-09")


def test_every_action_is_listed_whichever_group_it_is_in(root: Path) -> None:
    """The list of all actions has them under their priority, with their parts."""
    names = anchors(lists.all_actions(page(root, "edition-part", "actions")))
    assert names[-6:] == ["act-06", "part-1", "part-2", "act-07", "act-08", "act-09"]
