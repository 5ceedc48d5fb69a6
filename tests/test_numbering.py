"""Identifiers go on counting for ever; the numbers that readers see begin again in each edition."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html

from strategic_framework.content import loader
from strategic_framework.language.labels import label, set_numbering, within
from strategic_framework.model import Framework
from strategic_framework.model.numbering import Numbering
from strategic_framework.site.project import Project
from tests.conftest import MINIATURE, clone, run

NEW = "2028-32"
_EDITION = """\
id: 2028-32
title: The third plan of the Glen
label: 2028–32
source: new
starts: 2028
ends: 2032
labels: {}
introduction:
  - text: The boats come first.
"""
_PRIORITY = """\
id: pri-%d
title: %s are mended
nav_label: %s
actions:
  - text: Mend the %s before winter.
  - text: Paint the %s in spring.
    continues: act-0%d
aspirations:
  - text: Everybody has one of the %s.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a second edition that has actions and aspirations: published, current, corrected and built."""
    root = clone(tmp_path_factory.mktemp("numbers"), content=MINIATURE)
    _framework(root, "publish", "--date", "2026-03-02", "--yes")
    folder = root / "framework" / "editions" / NEW
    folder.mkdir()
    (folder / "edition.yml").write_text(_EDITION, encoding="utf-8")
    for place, noun in enumerate(("Boats", "Piers"), 1):
        words = (place + 2, noun, noun, *[noun.lower()] * 2, place, noun.lower())
        (folder / f"{place}-{noun.lower()}.yml").write_text(_PRIORITY % words, encoding="utf-8")
    why = ("--reason", "A plan ends.", "--decided-by", "The council", "--decided", "2026-03-01", "--yes")
    _framework(root, "explain", *why)
    _framework(root, "publish", "--date", "2026-03-09", "--yes")
    settings = root / "framework" / "framework.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("current_edition: 2024-28", f"current_edition: {NEW}"), encoding="utf-8")
    boats = folder / "1-boats.yml"
    boats.write_text(boats.read_text(encoding="utf-8").replace("in spring", "each spring"), encoding="utf-8")
    _framework(root, "explain", *why)
    published = _framework(root, "publish", "--date", "2026-03-10", "--yes")
    assert "Action 2 of 2028–32 is reworded" in published
    _framework(root, "build")
    return root


def _framework(root: Path, *arguments: str) -> str:
    done = run(root, "framework", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def framework(root: Path) -> Framework:
    """The framework of two editions, whose numbers items are called by."""
    framework = Project.read(root).framework
    assert framework is not None
    return framework


@pytest.fixture
def site(root: Path) -> Path:
    """Its built site."""
    return root / "site"


def _page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_bytes())


def _words(site: Path, address: str) -> str:
    [main] = _page(site, address).xpath("//main")
    return " ".join(main.text_content().split())


def test_identifiers_go_on_and_numbers_begin_again(framework: Framework) -> None:
    """The first action of the new edition has the next identifier, and is Action 1 of it."""
    [edition] = [edition for edition in framework.editions if edition.id == NEW]
    assert [action.id for action in edition.actions] == ["act-06", "act-07", "act-08", "act-09"]
    assert [framework.numbering.number(action.id) for action in edition.actions] == [1, 2, 3, 4]
    assert [priority.number for priority in edition.priorities] == [1, 2]
    assert framework.priorities["pri-2"].number == 2


def test_an_edition_is_named_outside_itself_alone(framework: Framework) -> None:
    """Both editions, wherever another speaks or none does; what only one has is called as ever."""
    assert (label("act-06"), label("act-01")) == ("Action 1 of 2028–32", "Action 1 of 2024–28")
    assert (label("asp-04"), label("pri-3")) == ("Aspiration 1 of 2028–32", "Priority 1 of 2028–32")
    with within(framework, NEW):
        assert (label("act-06"), label("act-01")) == ("Action 1", "Action 1 of 2024–28")
    assert label("act-06") == "Action 1 of 2028–32"
    assert (label("prin-2"), label("all-c1"), label("chg-0001")) == ("Principle 2", "Commitment 1", "Change 1")


def test_one_edition_keeps_the_numbers_of_its_identifiers(framework: Framework) -> None:
    """Wherever they begin, and with gaps: nothing is renumbered when nobody shares."""
    [edition] = [edition for edition in framework.editions if edition.id == NEW]
    alone = Numbering([edition])
    assert [alone.number(action.id) for action in edition.actions] == [6, 7, 8, 9]
    assert alone.named_with("act-06") is None


def test_what_is_added_to_an_earlier_edition_moves_no_number(framework: Framework) -> None:
    """Its identifier is later than those of the next edition: neither takes a number of the other."""
    action = framework.items["act-09"].model_copy(update={"id": "act-10"})
    first, second = (next(one for one in framework.editions if one.id == name) for name in ("2024-28", NEW))
    priority = first.priorities[0]
    longer = priority.model_copy(update={"actions": (*priority.actions, action)})
    numbering = Numbering([second, first.model_copy(update={"priorities": (longer, *first.priorities[1:])})])
    assert [numbering.number(name) for name in ("act-05", "act-10", "act-06", "act-09")] == [5, 10, 1, 4]
    assert numbering.named_with("act-10").id == "2024-28"  # type: ignore[union-attr]


def test_a_page_calls_its_own_items_by_their_number(site: Path) -> None:
    """Titles, headings, lists and the document on paper, at addresses that keep the identifiers."""
    assert _page(site, f"{NEW}/act-06").xpath("string(//title)").startswith("Action 1: Mend the boats")
    assert _page(site, "2024-28/act-01").xpath("string(//title)").startswith("Action 1: ")
    heading = _words(site, f"{NEW}/act-08")
    assert "Action 3" in heading
    assert "Action 8" not in heading
    assert "Carries on Action 1 of 2024–28" in _words(site, f"{NEW}/act-07")
    assert "Action 2 of 2028–32" in _words(site, "2024-28/act-01")
    assert "Priority 1" in _words(site, f"{NEW}/pri-3")
    assert "actions 3 to 4" in _words(site, f"{NEW}/print").lower()
    for address in (f"{NEW}/actions", f"{NEW}/pri-4"):
        [anchor] = _page(site, address).xpath("//*[@id='act-08']")
        assert "Action 3" in " ".join(anchor.text_content().split())


def test_the_log_search_and_feeds_say_the_edition(site: Path) -> None:
    """Where no edition speaks, a number alone would be either's."""
    title = "Action 2 of 2028–32 is reworded"
    assert title in _words(site, "changes")
    assert title in (site / "changes/feed.xml").read_text(encoding="utf-8")
    changes = json.loads((site / "data/changes.json").read_text(encoding="utf-8"))
    assert any(title in change["title"] for change in changes["changes"])
    index = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    kinds = [index["kinds"][int(kind)] for kind in index["kind"].split()]
    entries = json.loads((site / "search/records/0.json").read_text(encoding="utf-8"))
    numbered = {"Actions", "Aspirations", "Priorities"}
    titles = Counter(entry["title"] for entry, kind in zip(entries, kinds, strict=True) if kind in numbered)
    assert {"Action 1 of 2024–28", "Action 1 of 2028–32"} <= titles.keys()
    assert set(titles.values()) == {1}


def test_the_data_has_the_number_beside_the_identifier(site: Path) -> None:
    """In the file of a priority, in a citation and in linked data."""
    priority = json.loads((site / f"data/{NEW}/pri-3.json").read_text(encoding="utf-8"))
    assert (priority["id"], priority["number"]) == ("pri-3", 1)
    assert "The third plan of the Glen, Action 1" in (site / f"data/{NEW}/act-06.ris").read_text(encoding="utf-8")
    [linked] = _page(site, f"{NEW}/act-06").xpath("//script[@type='application/ld+json']")
    assert '"name":"Action 1"' in etree.tostring(linked, encoding="unicode", method="text")


def test_no_page_shows_the_number_of_an_identifier(site: Path) -> None:
    """Nor does a diagram, with what it says to a screen reader: no item is called by what it is counted as for ever."""
    forever = re.compile(r"(?i)(?<!proposed )(action [6-9]|aspiration [45]|priority [34])\b")
    for path in site.rglob("index.html"):
        page = html.fromstring(path.read_bytes())
        said = [*page.itertext(), *page.xpath("//@aria-label | //@title | //@alt | //@content")]
        assert [words for words in said if forever.search(words)] == [], path


def test_nothing_is_called_the_same_twice_in_one_list(site: Path) -> None:
    """No page shows two links of one name to two items."""
    for path in site.rglob("index.html"):
        page = html.fromstring(path.read_bytes())
        for listed in page.xpath("//main//ul | //main//ol"):
            named: dict[str, set[str]] = {}
            for found in listed.xpath(".//a[@href]"):
                name, target = " ".join(found.text_content().split()), found.get("href").rstrip("/").rsplit("/", 1)[-1]
                if name.startswith(("Action ", "Aspiration ", "Priority ")):
                    named.setdefault(name, set()).add(target.rpartition("#")[2])
            assert [name for name, items in named.items() if len(items) > 1] == [], path


def test_what_was_sealed_does_not_depend_on_it(root: Path) -> None:
    """The record holds identifiers, and no number that readers see."""
    sealed = [path.read_text(encoding="utf-8") for path in (root / "framework/changes").rglob("*.yml")]
    assert any("act-06" in text for text in sealed)
    assert not any("Action 1" in text for text in sealed)
    _framework(root, "verify")


def test_numbers_are_those_of_the_framework_that_was_read(framework: Framework) -> None:
    """Another reading, other numbers; what speaks within one is called by its own."""
    other = loader.load(MINIATURE).framework
    assert other is not None
    set_numbering(other)
    assert (label("act-01"), label("act-06")) == ("Action 1", "Action 6")
    with within(framework, ""):
        assert label("act-06") == "Action 1 of 2028–32"
