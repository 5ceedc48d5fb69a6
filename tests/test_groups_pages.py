"""Groups and parts as readers meet them: on the page of a priority, of an action, of the whole, and in lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from strategic_framework.content import loader
from strategic_framework.documents import compose
from strategic_framework.documents.parts import Entry, Heading
from strategic_framework.publication import publishing
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import search
from strategic_framework.site.project import Project
from strategic_framework.views import lists
from strategic_framework.views import priority as priority_page
from strategic_framework.views.base import Here, Section
from strategic_framework.views.breadcrumbs import breadcrumbs
from strategic_framework.views.cite import cite
from strategic_framework.views.continued import continued
from strategic_framework.views.groups import parts
from strategic_framework.views.print import print_document
from strategic_framework.views.site import Site
from strategic_framework.views.version_words import version_words
from strategic_framework.views.view import View
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
    assert second.note == "Group 2: 1 action. Number in the framework: 2.2."


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
    texts = [step.text for step in breadcrumbs(page(root, "action", "act-06")).trail]
    assert texts == ["Home", "2024–28", "3 Young and old", "No child goes to bed hungry"]
    assert len(breadcrumbs(page(root, "action", "act-09")).trail) == 3


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


def test_the_list_of_actions_says_and_filters_by_group(root: Path) -> None:
    """Away from its priority an action names its group; a choice of groups stands over the list."""
    shown = laid_out(lists.all_actions(page(root, "edition-part", "actions")))
    (eighth,) = shown.xpath("//li[@id='act-08']")
    assert eighth.get("data-filter-group") == "grp-2"
    assert "Group: Everybody has company" in " ".join(eighth.text_content().split())
    options = [option.text for option in shown.xpath("//select[@name='group']/option")]
    assert options == ["All groups", "1 No child goes to bed hungry (2)", "2 Everybody has company (1)"]
    assert "Group" not in shown.xpath("//li[@id='act-09']")[0].text_content()


def test_a_document_has_parts_below_their_action(root: Path) -> None:
    """A file to take away holds groups as headings, and each part one level below its action."""
    here = page(root, "priority", "pri-3")
    document = compose.a_priority(here.site, here.priority)
    entries = [(part.id, part.level) for part in document.parts if isinstance(part, Entry)]
    assert entries[:3] == [("act-06", 2), ("part-1", 3), ("part-2", 3)]
    assert [part.id for part in document.parts if isinstance(part, Heading)][:2] == ["grp-1", "grp-2"]


def test_the_search_finds_groups_and_parts(root: Path) -> None:
    """A group is found by its title and its text, under its own kind."""
    records = {record.address: record for record in search._items(page(root, "home", "").site)}
    group = records["2024-28/pri-3/#grp-1"]
    assert (group.kind, "One child in eight" in group.text) == ("Groups", True)
    assert records["2024-28/pri-3/#part-2"].kind == "Parts"


def test_a_version_shows_the_text_below_a_groups_title(root: Path, tmp_path: Path) -> None:
    """The words of a version hold both, as its plain text does."""
    publishing.publish(root, "2026-03-02")
    project = Project.read(root)
    here = Here(project.site, "2024-28/versions/1/", "version", "2024-28/1", edition_id="2024-28")
    text = " ".join(laid_out(version_words(here)).text_content().split())
    assert "Group 1 No child goes to bed hungry One child in eight has no breakfast. Action 6" in text


def test_a_group_may_carry_on_a_priority_and_share_it(root: Path) -> None:
    """What was one priority in the plan before may become several groups: each side leads to the other."""
    text = (root / PRIORITY).read_text("utf-8")
    for name in ("grp-1", "grp-2"):
        text = text.replace(f"- id: {name}\n", f"- id: {name}\n    continues: past-1\n")
    (root / PRIORITY).write_text(text, encoding="utf-8")
    here = page(root, "priority", "pri-3")
    assert here.site.carried_on_by["past-1"] == ["grp-1", "grp-2"]
    assert "2020–24" in laid_out(continued(here)).text_content()
