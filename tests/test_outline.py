"""The contents list of a long page: every part of it, in order, under its own title."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from strategic_framework.rendering.outline import outlined

LONG = ["editions/compare/", "2020-22/", "2023-27/pri-2/", "topics/digital/", "alliance/", "about/sources/"]


@pytest.mark.parametrize("address", LONG)
def test_a_long_page_lists_its_parts(built: Path, address: str) -> None:
    """The list has each second heading of the page, with its words, and needs no script."""
    page = html.fromstring((built / address / "index.html").read_bytes())
    listed = [(link.get("href"), link.text_content()) for link in page.xpath("//nav[@class='sf-outline']//a")]
    titles = page.xpath("//div[@class='sf-outlined']//h2")
    assert listed == [(f"#{title.get('id')}", title.text_content()) for title in titles]
    assert len(listed) > 3
    assert page.xpath("//nav[@class='sf-outline']/details[not(@open)]/summary")


def test_a_short_page_has_none(built: Path) -> None:
    """A page that does not ask for the list has none."""
    assert "sf-outline" not in (built / "2023-27/act-12/index.html").read_text(encoding="utf-8")


def test_only_what_follows_the_head_is_listed() -> None:
    """The head stays above the list; a title with elements in it is listed by its words, written safely."""
    found = outlined('<header><h2 id="no">No</h2></header><h2 id="a-b"><span>1</span> A &amp; <em>B</em></h2>')
    assert found.startswith('<header><h2 id="no">No</h2></header>')
    assert '<a href="#a-b">1 A &amp; B</a>' in found
    assert "#no" not in found


def test_priorities_of_an_earlier_edition_are_numbered(built: Path) -> None:
    """Their titles stand after their number, which is no part of the quoted words."""
    page = html.fromstring((built / "2020-22/index.html").read_bytes())
    numbers = page.xpath("//h2[@class='sf-section__title--said']/span[@class='sf-section__number']/text()")
    assert numbers == ["1", "2", "3", "4"]
