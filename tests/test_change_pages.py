"""The pages of a change of very many items: every anchor answers, every word is read on one page."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from lxml import html

from strategic_framework.content import list_pages
from strategic_framework.ledger import change_parts
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.site import assets, pages
from strategic_framework.views import shell
from strategic_framework.views.base import Here
from strategic_framework.views.change_page import changed
from strategic_framework.views.changes import change_of
from strategic_framework.views.site import Site
from tests.conftest import ROOT
from tests.test_growth import site as reworded

CHANGE = "changes/chg-0002/"
_ID = re.compile(r' id="(chg-0002-[\w-]+)"')
_RECORD = re.compile(r'<article [^>]*id="(chg-0002-[\w-]+)"')
_SITE = "http://site.invalid/"


def planned(site: Site) -> dict[str, pages.Page]:
    """The pages of the second change, by their addresses."""
    return {page.here.address: page for page in pages.plan(site, ROOT) if page.here.address.startswith(CHANGE)}


def shown(site: Site) -> dict[str, str]:
    """Address → the matter of each of them."""
    return {address: pages.matter(page, pages.answers(page)) for address, page in planned(site).items()}


@pytest.fixture(scope="module")
def long() -> Site:
    """A plan of which a thousand actions were reworded for one reason."""
    return reworded(1_000)


@pytest.fixture(scope="module")
def matter(long: Site) -> dict[str, str]:
    """The matter of the pages of that change."""
    return shown(long)


def change(*names: str, **more: Recorded) -> Change:
    records = {name: Recorded(**{"class": "amended"}, was={"text": "Once."}, now={"text": "Now."}) for name in names}
    return Change.model_construct(id="chg-0002", items=(), reviewed=False, records={**records, **more})


def test_what_fits_on_a_page_is_whole() -> None:
    """A part follows from what was sealed alone; a parent whose order only follows is no item of the change."""
    names = [f"act-{number}" for number in range(1, list_pages.LONGEST + 2)]
    follows = Recorded(**{"class": "moved"}, was={"order": ["act-1"]}, now={"order": ["act-1", "act-2"]})
    assert change_parts.parts(change(*names[:-1], follows=follows)) == []
    assert change_parts.parts(change(*names)) == [names[:200], names[200:400], names[400:]]


def test_a_change_of_ordinary_length_has_one_page() -> None:
    """It holds all that was done, and nothing is made for parts."""
    site = reworded(list_pages.LONGEST)
    [(address, page)] = shown(site).items()
    assert (address, len(_RECORD.findall(page))) == (CHANGE, list_pages.LONGEST)
    assert "sf-version-parts" not in page
    assert not assets._is_long(replace(site.ledger, changes=site.ledger.changes[1:]))


def test_every_anchor_leads_to_what_was_done(long: Site, matter: dict[str, str]) -> None:
    """It is on the page of the change, once, in the way to the part that shows the words before and after.

    So is that of its name.
    """
    [rows] = html.fromstring(f"<div>{matter[CHANGE]}</div>").find_class("sf-version-parts")
    ways = {anchor: row.find("a").get("href") for row in rows for anchor in row.xpath("i/@id")}
    here = Here(long, CHANGE, "change", "chg-0002")
    counted, records = Counter(_ID.findall(matter[CHANGE])), changed(here, change_of(here))
    parts = [page for address, page in matter.items() if address != CHANGE]
    assert (len(records), counted) == (1_000, Counter(name for page in parts for name in _ID.findall(page)))
    for _, view in records:
        part = matter[urljoin(_SITE + CHANGE, ways[view.id]).removeprefix(_SITE)]
        assert counted[view.id] == 1
        assert f'id="{view.id}"' in part
        assert view.before in part
        assert view.after in part


def test_no_page_is_too_heavy_and_nothing_is_shown_twice(matter: dict[str, str]) -> None:
    """As it is sent, each is far below the hundred kilobytes that any page may have."""
    assert [*matter] == [CHANGE, *(f"{CHANGE}{number}/" for number in range(1, 6))]
    assert max(len(gzip.compress(page.encode())) for page in matter.values()) < 30_000
    parts = [name for address, page in matter.items() if address != CHANGE for name in _RECORD.findall(page)]
    assert (len(parts), max(Counter(parts).values())) == (1_000, 1)


def test_a_part_says_of_which_change_it_is(long: Site, matter: dict[str, str]) -> None:
    """In its title, its heading and the way back; the parts beside it are one step away."""
    page = planned(long)[f"{CHANGE}2/"]
    assert page.title == "Change 2: Action 300 to Action 499"
    for address in (CHANGE, f"{CHANGE}1/", f"{CHANGE}3/"):
        assert f'href="{page.here.to(address)}"' in matter[page.here.address]
    assert shell.shell(page.here).cite_as.endswith(page.here.address)
    assert shell.shell(page.here).description.startswith("Change 2, Action 300 to Action 499: ")


def test_a_long_change_brings_what_its_page_loads(long: Site) -> None:
    """The script that leads on from an anchor, where no list and no version is long."""
    assert planned(long)[CHANGE].here.meta["own"] == "list-pages"
    assert assets._is_long(replace(long.ledger, changes=long.ledger.changes[1:]))
