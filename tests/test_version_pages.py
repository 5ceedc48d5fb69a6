"""The pages of a long version: every anchor answers, every word is read on one page, and a short one is as it was."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from lxml import html
from markupsafe import escape

from strategic_framework.content import list_pages
from strategic_framework.documents import compose
from strategic_framework.ledger.records import children
from strategic_framework.ledger.version_parts import VersionPart, within
from strategic_framework.site import assets, one_file, pages
from strategic_framework.site.project import Project
from strategic_framework.views import shell
from strategic_framework.views.site import Site
from strategic_framework.views.version_words import numbers_of
from tests.conftest import EXAMPLE, ROOT

_ID = re.compile(r' id="([\w-]+)"')
_FROZEN = re.compile(r'<p id="(v-[\w-]+)".*?</p>')
_SITE = "http://site.invalid/"


def planned(site: Site) -> dict[str, pages.Page]:
    """The pages of versions and of their parts, by their addresses."""
    return {page.here.address: page for page in pages.plan(site, ROOT) if page.here.kind.startswith("version")}


def shown(site: Site) -> dict[str, str]:
    """Address → the matter of each of them."""
    return {address: pages.matter(page, pages.answers(page)) for address, page in planned(site).items()}


@pytest.fixture(scope="module")
def example() -> Project:
    """The invented council, with many versions."""
    return Project.read(EXAMPLE, pages_root=ROOT)


@pytest.fixture(scope="module")
def whole(example: Project) -> dict[str, str]:
    """The pages of its versions, none of which is long."""
    return shown(Site(example.loaded, example.ledger))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site anew, its versions cut: more than ten records are too many for a page, and a range has ten numbers."""
    monkeypatch.setattr(list_pages, "LONGEST", 10)
    monkeypatch.setattr(list_pages, "SPAN", 10)
    return Project.read(EXAMPLE, pages_root=ROOT).site


def test_a_version_of_ordinary_length_has_one_page(whole: dict[str, str], example: Project) -> None:
    """It holds its words, and nothing is made for parts."""
    assert len(whole) == len(example.ledger.versions)
    assert all(_FROZEN.search(matter) and "sf-version-parts" not in matter for matter in whole.values())
    assert not [address for address, _ in assets.files(example.site, []) if "list-pages" in address]


def test_every_anchor_leads_to_its_words(site: Site, whole: dict[str, str]) -> None:
    """What was linked to before a version was cut is there, once, in the way to the page that holds the same row."""
    cut, led = shown(site), 0
    for address, before in whole.items():
        ids = Counter(_ID.findall(cut[address]))
        assert {name: ids[name] for name in _ID.findall(before)} == dict.fromkeys(_ID.findall(before), 1)
        ways = html.fromstring(f"<div>{cut[address]}</div>").find_class("sf-version-parts")
        for row in _FROZEN.finditer(before) if ways else ():
            [way] = ways[0].xpath("li[i[@id=$name]]/a/@href", name=row[1])
            assert row[0] in cut[urljoin(_SITE + address, way).removeprefix(_SITE)]
            led += 1
    assert led > 500


def test_no_page_is_too_long_and_no_words_are_written_twice(site: Site, whole: dict[str, str]) -> None:
    """Each page shows no more rows than the limit; together they show far less than the versions did."""
    sizes = {address: len(_FROZEN.findall(matter)) for address, matter in shown(site).items()}
    assert max(sizes.values()) <= 10
    assert sum(sizes.values()) < sum(len(_FROZEN.findall(matter)) for matter in whole.values()) / 2


def test_what_changed_in_very_many_items_is_left_to_the_page_of_the_change(
    whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the version leads there, and has the anchor of each item still."""
    monkeypatch.setattr(list_pages, "LONGEST", 0)
    site = Project.read(EXAMPLE, pages_root=ROOT).site
    cut, led = shown(site), 0
    for address, before in whole.items():
        document, _, number, _ = address.split("/")
        version = site.ledger.version(document, int(number))
        compared = {name for name in _ID.findall(before) if name.startswith(("before-", "since-"))}
        assert compared <= {*_ID.findall(cut[address])}
        if any(name.startswith("before-") for name in compared):
            led += 1
            assert f'/changes/{version.change.id}/">What was done to each of them</a><i id="before-' in cut[address]
    assert led > 10
    assert not [address for address in whole if re.search(r'<article[^>]* id="(before|since)-', cut[address])]


def test_a_part_says_whose_words_it_holds(site: Site) -> None:
    """All versions that have them, in its heading; the way back to the first and the last, and to the latest of all."""
    latest = site.ledger.versions_of("2025-28")[-1].number
    for address, matter in shown(site).items():
        page = planned(site)[address]
        if page.here.kind != "version_part" or page.here.edition_id != "2025-28":
            continue
        _, number, name = page.here.subject.split("/")
        version = site.ledger.version("2025-28", int(number))
        [part] = [part for part in site.ledger.parts_of(version) if part.name == name]
        said = "version" if len(part.numbers) == 1 else "versions"
        assert f"The words of {said} {part.numbers[0]}" in matter
        for other in {part.numbers[0], part.numbers[-1], latest}:
            assert f'href="{page.here.to(f"2025-28/versions/{other}/")}"' in matter
        assert page.title.endswith(f" in version {number} of the 2025–28 edition")
        assert shell.shell(page.here).cite_as.endswith(address)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([3], "3"), ([1, 2], "1 and 2"), ([1, 2, 3, 4], "1 to 4"), ([1, 2, 3, 7, 9, 10], "1 to 3, 7, 9 and 10")],
)
def test_versions_are_counted_as_they_are_spoken_of(numbers: list[int], said: str, example: Project) -> None:
    """Those that follow each other from the first to the last; two alone are named."""
    part = VersionPart(example.ledger.versions[0], ("pri-1",), numbers=numbers)
    assert numbers_of(part) == said


def test_its_address_is_published_for_ever(site: Site, whole: dict[str, str]) -> None:
    """It is among the addresses that publishing writes down, and the check misses it where it is not made again."""
    project = Project.read(EXAMPLE, pages_root=ROOT)
    parts = planned(site).keys() - whole.keys()
    assert len(parts) > 10
    assert project.addresses >= parts
    lost = replace(project, ledger=replace(project.ledger, addresses=(min(parts), "2025-28/versions/2/gone/")))
    assert [problem.what for problem in lost.lost_addresses] == [
        "/2025-28/versions/2/gone/ was published and would not answer any more."
    ]


def test_what_is_carried_away_stays_whole(site: Site) -> None:
    """The file to carry and the document hold every word of a version in one piece."""
    version = site.ledger.version("2025-28", 2)
    carried = one_file.version(site, "2025-28", 2).decode()
    document = repr(compose.version(site, version))
    names = within(children(version.records["2025-28"]), version.records)
    assert len(names) > 10
    for name in names:
        words = str(version.records[name].get("title") or version.records[name]["text"])
        assert str(escape(words)) in carried
        assert words in document


def test_a_long_version_brings_what_its_page_loads(site: Site) -> None:
    """The script that leads on from an anchor, where no list of the edition is long."""
    version = planned(site)["2025-28/versions/1/"].here
    assert version.meta["own"] == "list-pages"
    assert {"assets/list-pages.css", "assets/list-pages.js"} <= dict(assets.files(site, [])).keys()
