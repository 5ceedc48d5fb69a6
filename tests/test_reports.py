"""Reports as they are told: told or quoted, direct or near, the undated apart, and absence fairly."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from strategic_framework.content import loader
from strategic_framework.exports.jsonld import jsonld_update
from strategic_framework.exports.records import update as export_update
from strategic_framework.ledger.records import records
from strategic_framework.model import Framework, Update
from strategic_framework.views.base import Here
from strategic_framework.views.inline import count
from strategic_framework.views.reports import every_report, latest_reports, priority_reports
from strategic_framework.views.site import Site
from strategic_framework.views.sources import source_page
from strategic_framework.views.tracker import coverage, published_evidence
from strategic_framework.views.update import update as update_page
from strategic_framework.views.update import updates
from tests.conftest import MINIATURE


@pytest.fixture(scope="module")
def glen() -> Site:
    """The miniature, read."""
    return Site(loader.load(MINIATURE))


def without_updates(site: Site) -> Site:
    """The same framework with nothing recorded."""
    assert site.loaded.framework is not None
    bare = site.loaded.framework.model_copy(update={"updates": ()})
    return Site(loader.Loaded(bare, [], {}, frozenset(), frozenset(), site.loaded.source_texts))


def words(path: Path) -> str:
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    (main,) = tree.iterfind(".//main")
    return " ".join(main.text_content().split())


def test_the_undated_never_stand_between_the_dated(glen: Site) -> None:
    """On the list of all, the dated come first, the newest on top; the undated follow under a heading of their own."""
    dated, undated = every_report(Here(glen, "updates/")).groups  # type: ignore[union-attr]
    days = [row.datetime for row in dated.rows]
    assert days == sorted(days, reverse=True) == ["2025-11", "2025-10", "2025"]
    assert (undated.heading, [row.datetime for row in undated.rows]) == ("Undated", ["", ""])


def test_the_latest_reports_are_dated(glen: Site) -> None:
    """What is undated is not called late."""
    rows, everything = latest_reports(Here(glen, ""))
    assert [row.href for row in rows.groups[0].rows] == ["updates/upd-0002/", "updates/upd-0001/", "updates/upd-0004/"]
    assert len(rows.groups) == 1
    assert everything.parts[0].text == "All 5 reports"
    assert latest_reports(Here(without_updates(glen), "")) == []


def test_a_priority_tells_what_is_reported_about_itself_and_its_items(glen: Site) -> None:
    """A report about the priority, or about an item under it, and none about another priority."""
    (first,) = priority_reports(Here(glen, "2024-28/pri-1/", "priority", "pri-1"))
    (second,) = priority_reports(Here(glen, "2024-28/pri-2/", "priority", "pri-2"))
    of_first = [row.href for group in first.body[0].groups for row in group.rows]
    assert [href[-9:-1] for href in of_first] == ["upd-0002", "upd-0001", "upd-0004", "upd-0005"]
    assert [row.title for group in second.body[0].groups for row in group.rows] == ["Every household is to be visited"]
    assert priority_reports(Here(without_updates(glen), "2024-28/pri-1/", "priority", "pri-1")) == []


def test_what_is_told_is_never_set_as_a_quotation(built_miniature: Path) -> None:
    """Our words about a web page stand in the site's voice, with who reports it and the way out."""
    told = (built_miniature / "updates" / "upd-0002" / "index.html").read_text(encoding="utf-8")
    quoted = (built_miniature / "updates" / "upd-0001" / "index.html").read_text(encoding="utf-8")
    assert "Reported by Rivers Watch, told in our words." in told
    assert 'href="https://rivers-watch.example/glen-rowan"' in told
    assert "blockquote" not in told
    assert '<blockquote class="sf-said">Four of the eleven bridges' in quoted
    assert "told in our words" not in quoted


def test_near_is_told_from_direct(built_miniature: Path) -> None:
    """On the update's page in two sections; on the item's page beside the report that is near, and there alone."""
    page = words(built_miniature / "updates" / "upd-0002" / "index.html")
    assert re.search(r"What it is about Action 1 .* The same work under another name .* Aspiration 2", page)
    near = "Uses another name for this work"
    assert near in words(built_miniature / "2024-28" / "asp-02" / "index.html")
    assert near not in words(built_miniature / "2024-28" / "act-01" / "index.html")


def test_a_plan_or_an_activity_is_no_evidence_of_an_aspiration(glen: Site) -> None:
    """Both say so on an aspiration's page; on an action's page there is nothing to say."""
    framework = glen.framework
    pages = {"asp-01": "aspiration", "act-01": "action"}
    for kind in ("plan", "activity"):
        update = Update(
            id="upd-0009", date="2025", kind=kind, about=(*pages,), title="T", source="rivers-watch", said="S"
        )
        site = Site(loader.Loaded(framework.model_copy(update={"updates": (update,)}), [], {}, frozenset(), frozenset(),
                                  glen.loaded.source_texts))  # fmt: skip
        heres = {name: Here(site, f"2024-28/{name}/", of, name) for name, of in pages.items()}
        kinds = {name: updates(here)[-1].dated[0].kind for name, here in heres.items()}  # type: ignore[attr-defined]
        assert kinds == {"asp-01": f"{kind.capitalize()}, not evidence of the aspiration", "act-01": kind.capitalize()}


def test_absence_is_told_fairly(glen: Site) -> None:
    """“Nothing recorded here yet”, what that does not mean, and no nought anywhere."""
    bare = without_updates(glen)
    [item] = updates(Here(bare, "2024-28/act-01/", "action", "act-01"))
    assert item.absent == "Nothing recorded here yet"  # type: ignore[attr-defined]
    view = coverage(Here(bare, ""))
    assert view.sentence == "Nothing recorded here yet"  # type: ignore[attr-defined]
    assert "do not measure progress" in view.meaning  # type: ignore[attr-defined]
    assert published_evidence(Here(bare, ""), "asp-01") == "Nothing recorded here yet"


def test_coverage_counts_pages_and_leaves_out_what_is_none(glen: Site) -> None:
    """Of two kinds only that which is reported on is counted; pages are called pages where all of them are."""
    update = glen.framework.updates[3]
    assert update.id == "upd-0004"
    some = glen.framework.model_copy(update={"updates": (update,)})
    site = Site(loader.Loaded(some, [], {}, frozenset(), frozenset(), glen.loaded.source_texts))
    view = coverage(Here(site, "2024-28/aspirations/"))
    assert view.sentence == "Reports about 1 of 5 actions, from 1 public page."  # type: ignore[attr-defined]
    assert view.latest.text == "The bridges are judged by an engineer, 2025"  # type: ignore[attr-defined]


def test_the_latest_is_named_once(glen: Site) -> None:
    """Where the reports follow, the count above them names neither the latest nor the way to all."""
    for address in ("", "updates/"):
        view = coverage(Here(glen, address))
        assert (view.latest, view.everything) == (None, None), address  # type: ignore[attr-defined]
    assert coverage(Here(glen, "2024-28/aspirations/")).everything.text == "All 5 reports"  # type: ignore[attr-defined]


def test_a_report_that_came_is_told_in_the_voice_of_the_site(built_example: Path) -> None:
    """On the page of its change its title is its name and leads to it; our words do not stand in the serif."""
    page = html.document_fromstring((built_example / "changes" / "chg-0023" / "index.html").read_bytes())
    (article,) = page.xpath("//article[@id='chg-0023-upd-0009']")
    (name,) = article.xpath("h3/a")
    assert (name.text, name.get("href")) == (
        "Report 9: Homes that were visited use less heat", "../../updates/upd-0009/")  # fmt: skip
    assert not article.xpath(".//*[contains(@class, 'sf-said')]")
    assert "Homes that were visited" not in article.xpath("string(p)")


def test_a_class_stands_beside_a_title_that_does_not_say_it(built_example: Path) -> None:
    """“Action 14 is retired” says so itself, in the log; what a change did to one of several items is told there."""
    log = words(built_example / "changes" / "index.html")
    assert re.search(r"Action \d+( of 2025–28)? is retired The trial year", log)
    merged = words(built_example / "2025-28" / "act-22" / "index.html")
    assert re.search(r"Action \d+ is merged into Action \d+ Retired", merged)


def test_no_page_shows_a_nought_about_reports(built_miniature: Path) -> None:
    """No count of reports begins with a nought."""
    for name in ("index.html", "2024-28/aspirations/index.html", "updates/index.html"):
        assert not re.search(r"\b0 of \d", words(built_miniature / name)), name


def test_a_source_shows_each_passage_in_its_neighbourhood(glen: Site) -> None:
    """Each item has its line, its own words and what stands around them; the item's page leads there."""
    passages = next(part for part in source_page(Here(glen, "sources/plan-2024/", "source", "plan-2024"))
                    if getattr(part, "id", "") == "passages").body[0]  # type: ignore[attr-defined]  # fmt: skip
    row = next(row for row in passages.rows if row.id == "act-02")
    lines = glen.loaded.source_texts["framework/sources/plan-2024.txt"].split("\n")
    assert row.words in lines[row.line - 1]
    assert row.before.endswith("plant willow along both rivers.\n-")
    assert row.after.startswith("- Mend the eleven bridges")
    assert [row.line for row in passages.rows] == sorted(row.line for row in passages.rows)


def test_where_rights_do_not_allow_it_no_passage_is_shown(built_example: Path) -> None:
    """The page of such a source stands, and shows nothing of the text; the items lead to it all the same."""
    page = words(built_example / "sources" / "pact-2024" / "index.html")
    assert "A pact with Skerry Ferries Trust" in page
    assert "The words quoted here" not in page
    assert "The words quoted here" in words(built_example / "sources" / "plan-2025" / "index.html")


def test_what_was_sealed_before_keeps_its_record(glen: Site) -> None:
    """A record holds `said` and `near` only where there is something in them, and a date where there is one."""
    kept = records(glen.loaded)
    assert set(kept["upd-0001"]) == {"kind", "title", "due", "text", "labels", "about", "source"}
    assert set(kept["upd-0002"]) == {"kind", "title", "due", "said", "labels", "about", "near", "source"}
    assert set(kept["upd-0003"]) == {"kind", "title", "said", "labels", "about", "source"}


def test_a_feed_of_an_item_tells_the_reports_about_it_alone(built_example: Path) -> None:
    """Its entry holds those updates of the publication that are about it, and no other."""
    feeds = {
        name: (built_example / "2025-28" / name / "feed.xml").read_bytes() for name in ("act-14", "act-23", "act-10")
    }
    contents = {name: " ".join(etree.fromstring(feed).itertext()) for name, feed in feeds.items()}
    assert "Islanders judge the single ticket" in contents["act-14"]
    assert "A course on heat pumps has begun" not in contents["act-14"]
    assert "A course on heat pumps has begun" in contents["act-23"]
    assert "Update" not in contents["act-10"]


def test_the_data_says_what_is_told_and_what_is_near(built_example: Path) -> None:
    """framework.json has both kinds of source, and each update its words, its page and its month."""
    data = json.loads((built_example / "data" / "framework.json").read_text(encoding="utf-8"))
    update = next(one for one in data["updates"] if one["title"] == "The single ticket is to reach Ossay")
    assert (update["date"], update["quote"], update["near"]) == (None, None, ["act-11"])
    assert update["said"].startswith("The Trust says")
    assert update["source_address"] == "https://skerry-ferries.example/tickets"
    assert update["seen"] == "2026-10"
    assert [page["id"] for page in data["web_pages"]][:1] == ["islands-today"]
    table = (built_example / "data" / "updates.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(table, newline=""))
    assert {row["item"]: row["names"] for row in rows if row["update"] == update["id"]} == {
        "act-14": "direct", "act-11": "near",
    }  # fmt: skip


def test_linked_data_names_the_page_and_not_the_publisher_as_author_of_our_words(glen: Site) -> None:
    """An update is a work of this site, about items, based on a page of somebody else."""
    data = jsonld_update(glen.framework, glen.links, glen.framework.updates[1])
    assert data["isBasedOn"]["@type"] == "WebPage"  # type: ignore[index, call-overload]
    assert data["isBasedOn"]["url"] == "https://rivers-watch.example/glen-rowan"  # type: ignore[index, call-overload]
    assert "author" not in data
    assert "publisher" not in data


def test_what_is_not_described_shows_no_empty_section(built_example: Path) -> None:
    """A body with neither a plain sentence nor a description has neither heading; one that has them has both."""
    silent = words(built_example / "bodies" / "northlight" / "index.html")
    assert "In plain words" not in silent
    assert "How it is described" not in silent
    said = (built_example / "bodies" / "harbour-college" / "index.html").read_text(encoding="utf-8")
    (plain,) = html.fromstring(said).xpath("//section[.//h2[@id='plain']]")
    assert plain.text_content().count("Written for this site") == 1
    assert 'href="https://harbour-college.example/"' in said


def test_a_withdrawn_report_keeps_its_page_and_counts_no_more(glen: Site) -> None:
    """It stands in no list and is evidence of nothing; its own page and the data say that it is withdrawn."""
    framework = glen.framework
    gone, *others = framework.updates
    updates_then = (gone.model_copy(update={"retired": True}), *others)
    withdrawn = Framework.model_construct(**{**dict(framework), "updates": updates_then})
    site = Site(loader.Loaded(withdrawn, [], {}, frozenset(), frozenset(), glen.loaded.source_texts))
    assert [update.id for update in site.updates if update.id == gone.id] == []
    assert gone.id not in [update.id for about in site.updates_about.values() for update in about]
    first, *_ = update_page(Here(site, f"updates/{gone.id}/", "update", gone.id))
    assert first.text == "This report is withdrawn. It keeps its address, and is not counted any more."
    assert export_update(withdrawn, site.links, withdrawn.updates[0])["retired"] is True


def test_a_withdrawn_source_says_so(glen: Site) -> None:
    """Its page and what was quoted from it stay; beside its facts stands that it is withdrawn."""
    first, *others = glen.framework.sources
    sources = (first.model_copy(update={"retired": True}), *others)
    withdrawn = Framework.model_construct(**{**dict(glen.framework), "sources": sources})  # a copy keeps what it knows
    site = Site(loader.Loaded(withdrawn, [], {}, frozenset(), frozenset(), glen.loaded.source_texts))
    about, *_ = source_page(Here(site, f"sources/{first.id}/", "source", first.id))
    terms = [fact.term for fact in about.body[0].rows]  # type: ignore[union-attr]
    assert terms[-1] == "Withdrawn"
    assert len(glen.framework.sources) - 1 == int(count(Here(site, ""), "sources"))
