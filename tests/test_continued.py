"""What carries on from one edition to the next is said on both sides, and no old page passes for what is in force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.content import loader
from strategic_framework.exports import records as exports_records
from strategic_framework.language.labels import within
from strategic_framework.ledger import store
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import records
from strategic_framework.model.changes import Recorded
from strategic_framework.views.base import Here
from strategic_framework.views.continued import carried_on_by, carries_on, continued
from strategic_framework.views.difference import item_change
from strategic_framework.views.site import Site
from strategic_framework.views.titles import page_name, title
from tests.conftest import EXAMPLE, MINIATURE


@pytest.fixture(scope="module")
def council() -> Site:
    """The invented council, read."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


def page(site: Path, address: str) -> html.HtmlElement:
    """A built page."""
    return html.fromstring((site / address / "index.html").read_bytes())


def words(element: html.HtmlElement) -> str:
    """The words of an element."""
    return " ".join(" ".join(element.itertext()).split())


def ways(element: html.HtmlElement, row: str) -> dict[str, str]:
    """The links of a row of connections: what each says, and where it leads."""
    return {words(link): link.get("href") for link in element.xpath(f"//*[@id='{row}']//a")}


def test_a_later_item_shows_what_it_carries_on(built_example: Path) -> None:
    """With its edition, and the way there."""
    assert ways(page(built_example, "2025-28/act-16"), "carries-on") == {
        "Action 5 of 2022–25": "../../2022-25/act-05/"}  # fmt: skip
    assert not page(built_example, "2025-28/act-17").xpath("//*[@id='carries-on' or @id='carried-on']")


def test_an_earlier_item_shows_where_it_went(built_example: Path) -> None:
    """With the edition that carries it on; a priority has it in a section of its own page."""
    assert ways(page(built_example, "2022-25/act-05"), "carried-on") == {
        "Action 7 of 2025–28": "../../2025-28/act-16/"}  # fmt: skip
    earlier, later = page(built_example, "2022-25/pri-2"), page(built_example, "2025-28/pri-5")
    assert "Priority 2 is carried on by Priority 2 of 2025–28" in words(earlier)
    assert "Priority 2 carries on Priority 2 of 2022–25" in words(later)


def test_parts_without_a_page_are_told_where_they_stand(built_miniature: Path) -> None:
    """Work across the priorities has no page of its own: the page of its edition says what it carries on."""
    assert "Across the priorities carries on 2020–24, across the priorities" in words(page(built_miniature, "2024-28"))
    assert "across the priorities is carried on by Across the priorities of 2024–28" in words(
        page(built_miniature, "2020-24")
    )


def test_every_page_of_an_earlier_edition_says_that_a_later_one_is_in_force(built_example: Path) -> None:
    """With the link, on each of its pages, and in a frame on another site; no page of the current edition says it."""
    earlier = [*(built_example / "2022-25").rglob("index.html"), built_example / "embed" / "act-05" / "index.html"]
    assert len(earlier) > 20
    for path in earlier:
        told = html.fromstring(path.read_bytes())
        [link] = told.xpath("//a[text()='The Inverskerry Plan 2025-2028' and ancestor::*[contains(., 'is in force:')]]")
        target = link.get("href").replace("https://example.org/", "")
        address = path.parent / target if target.startswith(".") else built_example / target
        assert address.resolve() == built_example / "2025-28", path
    current = [*(built_example / "2025-28").rglob("index.html"), built_example / "index.html"]
    assert [path for path in current if "A later edition is in force" in path.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("kind", "subject", "edition", "expected"),
    [
        ("action", "act-05", "2022-25", "The Inverskerry Plan 2022–25"),
        ("action", "act-16", "2025-28", "The Inverskerry Plan 2025–28"),
        ("embed", "act-05", "2022-25", "The Inverskerry Plan 2022–25"),
        ("priority", "pri-2", "2022-25", "The Inverskerry Plan 2022–25"),
    ],
)
def test_a_title_says_its_own_edition(council: Site, kind: str, subject: str, edition: str, expected: str) -> None:
    """Whichever edition is current."""
    here = Here(council, f"{edition}/{subject}/", kind, subject, edition_id=edition)
    assert f" – {expected}, " in title(here, page_name(here))


def test_what_is_split_in_one_edition_is_told_without_it(council: Site) -> None:
    """Between two items of one edition the edition is not repeated; what nothing carries on has no section."""
    framework = council.framework
    site = Site(council.loaded, council.ledger)
    site.__dict__["carried_on_by"] = {"act-16": ["act-17"]}
    here = Here(site, "2025-28/act-16/", "action", "act-16", edition_id="2025-28")
    with within(framework, "2025-28"):
        assert [link.text for link in carried_on_by(here, "act-16")] == ["Action 8"]
        assert [link.text for link in carries_on(here, "act-16")] == ["Action 5 of 2022–25"]
    assert framework.priorities["pri-7"].continues is None
    assert continued(Here(council, "2025-28/pri-7/", "priority", "pri-7", edition_id="2025-28")) == []


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The miniature, whose first priority joins both of the edition before."""
    root = Path(shutil.copytree(MINIATURE, tmp_path_factory.mktemp("joined") / "plan"))
    path = root / "framework" / "editions" / "2024-28" / "1-rivers-and-paths.yml"
    told = "continues: past-1\nalso_continues: [past-2]\n"
    path.write_text(path.read_text("utf-8").replace("nav_label:", f"{told}nav_label:", 1), encoding="utf-8")
    return Site(loader.load(root))


def test_what_joins_some_says_so_and_so_does_each_of_them(joined: Site) -> None:
    """Regrouped plans: one thing carries on several, on its own page and on theirs, and in the data."""
    here = Here(joined, "2024-28/pri-1/", "priority", "pri-1", edition_id="2024-28")
    assert [way.href for way in carries_on(here, "pri-1")] == ["../../2020-24/#past-1", "../../2020-24/#past-2"]
    assert joined.carried_on_by["past-1"] == joined.carried_on_by["past-2"] == ["pri-1"]
    record = exports_records.priority(joined.framework, joined.links, joined.framework.priorities["pri-1"])
    assert (record["continues"], record["also_continues"]) == ("past-1", ["past-2"])


def test_what_joins_some_is_sealed_and_told(joined: Site) -> None:
    """Its record holds them, gives them back, and the page of the change that adds it names them all."""
    now = records(joined.loaded)
    assert (now["pri-1"]["continues"], now["pri-1"]["also_continues"]) == ("past-1", ["past-2"])
    again = framework_at(joined.framework, now)
    assert again.priorities["pri-1"].carried == ("past-1", "past-2")
    added = Recorded.model_validate({"class": "added", "now": now["pri-1"]})
    note = item_change(Here(joined, "changes/chg-0002/"), "x", "pri-1", added).note
    assert "Carries on Priority 1 and Priority 2." in note
