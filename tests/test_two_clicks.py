"""From the home page two clicks lead anywhere: to an item, a body, a programme, a change, a version or an update.

An item has its page; an item of an earlier edition may instead be read on the page of its priority, where its words
stand in full at an address of their own. Links are followed as they stand in the built pages, header and footer too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, FROZEN, ROOT

_HERE = "http://site.invalid/"


class Pages:
    """The pages of a built site, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = functools.cache(self._read)

    def _read(self, address: str) -> html.HtmlElement | None:
        path = self.folder / address / "index.html"
        return html.fromstring(path.read_bytes()) if path.is_file() else None

    def ways(self, address: str) -> set[str]:
        """The pages that a reader can choose on that page."""
        page = self.read(address)
        links = [] if page is None else page.iterfind(".//a[@href]")
        found = (urljoin(_HERE + address, link.get("href", "")).partition("#")[0] for link in links)
        return {one.removeprefix(_HERE) for one in found if one.startswith(_HERE)}

    def within(self, clicks: int) -> set[str]:
        """The pages that so many clicks lead to, from home."""
        found = {""}
        for _ in range(clicks):
            found |= {way for address in found for way in self.ways(address)}
        return {address for address in found if self.read(address) is not None}

    def holds(self, address: str, name: str) -> bool:
        """Whether a page has a part of that name."""
        page = self.read(address)
        return page is not None and bool(page.xpath("//*[@id=$name]", name=name))


def wanted(site: Site) -> Iterator[str]:
    """The address of everything that has a name of its own."""
    framework, links = site.framework, site.links
    yield from (links.item(name) for name in (*framework.priorities, *framework.items))
    for named in (*framework.bodies, *framework.programmes):
        yield links.url_for(named.id) or ""
    yield from (links.edition(one) for one in framework.editions)
    yield from (links.change(one.id) for one in site.ledger.changes)
    # Until it is published an update is in no list of changes: it stands with what it is about, a click further.
    yield from (links.update(str(one.id)) for one in framework.updates if one.id in site.ledger.published)
    for document in dict.fromkeys(one.document for one in site.ledger.versions):
        yield from (links.version(document, one.number) for one in site.ledger.versions_of(document))


def stands_elsewhere(site: Site, pages: Pages, address: str, near: set[str]) -> bool:
    """Whether this is an item of an earlier edition that stands on the page of its priority, which is near."""
    framework, name = site.framework, address.rstrip("/").rpartition("/")[2]
    edition = framework.edition_of.get(name)
    if edition is None or edition is framework.current:
        return False
    return any(pages.holds(there, name) for there in {site.links.priority(one) for one in edition.priorities} & near)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("built", FROZEN, id="frozen"),
        pytest.param("built_example", EXAMPLE, id="example"),
        pytest.param("public", ROOT, id="public", marks=pytest.mark.content),
    ],
)
def test_two_clicks_lead_anywhere(request: pytest.FixtureRequest, name: str, content: Path) -> None:
    """Nothing that has a name is further from home than two clicks."""
    site, pages = Site(loader.load(content), store.read(content)), Pages(request.getfixturevalue(name))
    addresses, near = list(wanted(site)), pages.within(2)
    assert len(addresses) > 100
    far = [one for one in addresses if one.partition("#")[0] not in near]
    assert [one for one in far if not stands_elsewhere(site, pages, one, near)] == []
    parts = [one.partition("#") for one in addresses if "#" in one]
    assert [(page, part) for page, _, part in parts if not pages.holds(page, part)] == []
