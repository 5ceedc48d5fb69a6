"""Topics: each has a page, a feed and its old address; what stands there is what names it."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from strategic_framework.content import loader
from strategic_framework.language.strings import translate_text
from strategic_framework.views.site import Site
from tests.conftest import FROZEN


def _page(built: Path, address: str) -> html.HtmlElement:
    return html.fromstring((built / address / "index.html").read_bytes())


def test_every_topic_has_its_page_and_its_feed(built: Path) -> None:
    """The page of a topic shows every item in force that names it, once, and its feed is there."""
    site = Site(loader.load(FROZEN))
    framework = site.framework
    assert any(area.theme for area in framework.policy_areas)
    for area in framework.policy_areas:
        page = _page(built, site.links.policy_area(area.id))
        shown = [link.get("href", "") for link in page.xpath("//h3[@class='sf-actions__name']/a")]
        wanted = [site.links.item(name) for name in area.named_in]
        assert sorted(href.removeprefix("../../") for href in shown) == sorted(wanted), area.id
        assert (built / site.links.feed(area.id)).is_file()


def test_the_list_tells_apart_what_the_framework_names(built: Path) -> None:
    """Policy areas of the framework and themes of the site stand in two groups, each said to be what it is."""
    site = Site(loader.load(FROZEN))
    page = _page(built, "topics/")
    groups = page.xpath("//div[@class='sf-topic-list']/section")
    counts = [len(group.xpath(".//li")) for group in groups]
    areas = site.framework.policy_areas
    assert counts == [sum(not area.theme for area in areas), sum(area.theme for area in areas)]
    said = [str(group.xpath("string(.//p)")) for group in groups]
    assert said == [translate_text("topics.areas_note"), translate_text("topics.themes_note")]


def test_synonyms_help_to_find_a_topic(built: Path) -> None:
    """The words that lead to a topic stand with it in the list, for the field that narrows it."""
    (row,) = _page(built, "topics/").xpath("//li[a/@href='elected-members/']")
    assert "councillor" in row.get("data-words", "")


def test_undated_reports_stand_apart(built: Path) -> None:
    """On the page of a topic no report without a date stands among those with one."""
    for page in (built / "topics").glob("*/index.html"):
        for group in html.fromstring(page.read_bytes()).xpath("//div[@class='sf-reports']/ul"):
            dated = [bool(row.xpath(".//time")) for row in group.xpath(".//li")]
            assert len(set(dated)) == 1


def test_the_old_page_leads_on(built: Path) -> None:
    """Each address on the old page of policy areas answers, and leads to the page of its topic."""
    site = Site(loader.load(FROZEN))
    page = _page(built, "policy-areas/")
    for area in (area for area in site.framework.policy_areas if not area.theme):
        (row,) = page.xpath("//*[@id=$name]", name=area.id)
        assert row.xpath("a/@href")[0] == f"../{site.links.policy_area(area.id)}"
