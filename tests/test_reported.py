"""How an item was last reported to go: a body's own word, with its day and its source, and never worked out."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.content.reported import last_reported
from strategic_framework.exports.feeds import content
from strategic_framework.ledger.undoing import undoing
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.conftest import MINIATURE, clone, run

SCALE = "\nstatus_scale:\n  words: [On track, Some delay, Complete]\n  source: bulletin\n"
TEXT = "\nThe bridges are on track. The paths show some delay. The willows are complete.\n"
UPDATE = """\
id: upd-{number:04}
date: {date}
kind: assessment
about: [{about}]
title: The bulletin on the work
source: bulletin
quote: {quote}
reported_as: {word}
"""


def report(folder: Path, number: int, date: str, about: str, word: str, *, more: str = "") -> None:
    """A report of the bulletin that quotes a word of its scale."""
    quotes = {"On track": "The bridges are on track.", "Some delay": "The paths show some delay."}
    quote = quotes.get(word, "The willows are complete.")
    text = UPDATE.format(number=number, date=date, about=about, quote=quote, word=word) + more
    (folder / "framework" / "updates" / f"reported-{number}.yml").write_text(text, encoding="utf-8")


def begun(folder: Path) -> Path:
    """The miniature with a scale, whose words stand in the text of the bulletin."""
    with (folder / "framework" / "framework.yml").open("a", encoding="utf-8") as settings:
        settings.write(SCALE)
    with (folder / "framework" / "sources" / "bulletin.txt").open("a", encoding="utf-8") as source:
        source.write(TEXT)
    return folder


def words(folder: Path, item: str) -> list[tuple[str, str]]:
    """The words by which an item was last reported, with their dates; the content is sound."""
    project = Project.read(folder)
    assert [problem.what for problem in project.content_problems] == []
    assert project.framework is not None
    latest = last_reported(project.framework).get(item, ())
    return [(update.reported_as or "", update.date or "") for update in latest]


def test_the_latest_word_counts(tmp_path: Path) -> None:
    """Of several reports the one with the latest date; the order of the files says nothing."""
    folder = begun(clone(tmp_path, content=MINIATURE))
    report(folder, 11, "2026-01", "act-01", "Complete")
    report(folder, 12, "2025-06", "act-01", "Some delay")
    assert words(folder, "act-01") == [("Complete", "2026-01")]
    assert words(folder, "act-02") == []


@pytest.mark.parametrize("dates", [("2026-01-05", "2026-01-05"), ("2026-01-05", "2026-01"), ("2026-01", "2026")])
def test_of_one_day_both_are_shown(tmp_path: Path, dates: tuple[str, str]) -> None:
    """Two words of one day both stand; so do those whose dates do not say which came later."""
    folder = begun(clone(tmp_path, content=MINIATURE))
    for number, (date, word) in enumerate(zip(dates, ("On track", "Some delay"), strict=True), 11):
        report(folder, number, date, "act-01", word)
    assert words(folder, "act-01") == [("On track", dates[0]), ("Some delay", dates[1])]


def test_a_withdrawn_word_counts_no_more(tmp_path: Path) -> None:
    """What was withdrawn leaves the word before it; a source that has another name for the work says nothing of it."""
    folder = begun(clone(tmp_path, content=MINIATURE))
    report(folder, 11, "2025-06", "act-01", "On track")
    report(folder, 12, "2026-01", "act-01", "Complete", more="retired: true\n")
    report(folder, 13, "2026-02", "act-01", "Some delay", more="near: [act-01]\n")
    assert words(folder, "act-01") == [("On track", "2025-06")]


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the miniature in which two actions are reported on in words of a scale, and others are not."""
    folder = begun(clone(tmp_path_factory.mktemp("reported"), content=MINIATURE))
    report(folder, 11, "2026-01", "act-01, asp-01", "On track")
    report(folder, 12, "2025-06-03", "act-03", "Some delay")
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def shown(page: Path) -> str:
    """What a page shows, on one line."""
    return " ".join(html.parse(str(page)).getroot().find("body").text_content().split())


def test_the_page_of_an_action_tells_the_word_with_its_day_and_source(reporting: Path) -> None:
    """The word stands with its day, who reports it and where; a page without one says nothing of the kind."""
    sentence = "Last reported as “On track”, January 2026, by Glen Rowan Council, in “The Glen Rowan Bulletin”."
    assert sentence in shown(reporting / "2024-28" / "act-01" / "index.html")
    assert "Last reported" not in shown(reporting / "2024-28" / "act-02" / "index.html")
    assert "Reported as “On track”." in shown(reporting / "updates" / "upd-0011" / "index.html")
    assert "Assessment, “On track”" in shown(reporting / "updates" / "index.html")


def test_a_list_can_be_narrowed_by_the_word_and_shows_its_day(reporting: Path) -> None:
    """The choice has the words in the order of the scale and “Not reported”; each row has its word with its day."""
    page = html.parse(str(reporting / "2024-28" / "actions" / "index.html")).getroot()
    [choice] = page.xpath("//select[@name='reported']")
    texts = [re.sub(r"\d+", "N", option.text) for option in choice]
    assert texts == ["Any or none", "“On track” (N)", "“Some delay” (N)", "Not reported (N)"]
    assert [option.get("value") for option in choice] == ["", "on-track", "some-delay", "not-reported"]
    row = page.get_element_by_id("act-03")
    assert row.get("data-filter-reported") == "some-delay"
    assert "Last reported as “Some delay”, 3 June 2025." in row.text_content()
    assert page.get_element_by_id("act-02").get("data-filter-reported") == "not-reported"


def test_a_priority_lists_its_items_by_word(reporting: Path) -> None:
    """Under each word stand the items with their days, then those that are not reported: no count and no score."""
    text = shown(reporting / "2024-28" / "pri-1" / "index.html")
    assert (
        "“On track”Action 1 (January 2026) and Aspiration 1 (January 2026) “Some delay”Action 3 (3 June 2025)" in text
    )
    assert "Not reportedAction 2 and Aspiration 2" in text


def test_data_has_the_word_where_it_stands(reporting: Path) -> None:
    """JSON has it where it stands and not elsewhere; tables have its columns, linked data its term."""
    data = reporting / "data"
    item = json.loads((data / "2024-28" / "act-01.json").read_text("utf-8"))
    assert (item["last_reported"], item["last_reported_as"]) == ("2026-01", ["On track"])
    assert "last_reported" not in json.loads((data / "2024-28" / "act-02.json").read_text("utf-8"))
    whole = json.loads((data / "framework.json").read_text("utf-8"))
    assert [update.get("reported_as") for update in whole["updates"]].count("On track") == 1
    rows = list(csv.DictReader(io.StringIO((data / "actions.csv").read_text("utf-8-sig"))))
    assert [row["last_reported_as"] for row in rows[:3]] == ["On track", "", "Some delay"]
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    fields = {table["name"]: [field["name"] for field in table["schema"]["fields"]] for table in package["resources"]}
    assert fields["actions"] == list(rows[0])
    assert 'schema:keywords "On track"' in (data / "framework.ttl").read_text("utf-8")


def test_a_plan_without_a_scale_has_none_of_it(built_miniature: Path) -> None:
    """Without a scale no page, table or index speaks of how anything was reported."""
    assert b"reported_as" not in (built_miniature / "data" / "actions.csv").read_bytes()
    assert b"reported_as" not in (built_miniature / "data" / "framework.json").read_bytes()
    page = (built_miniature / "2024-28" / "actions" / "index.html").read_text("utf-8")
    assert "Last reported" not in page
    assert "data-filter-reported" not in page


def test_a_word_is_sealed_where_it_stands(tmp_path: Path) -> None:
    """A proposal adds it, the record holds it on that update alone, and undoing gives back the word before."""
    folder = begun(clone(tmp_path, content=MINIATURE))
    publishing.publish(folder, "2026-03-02")
    pending = folder / "framework" / "changes" / "pending"
    pending.mkdir(parents=True, exist_ok=True)
    update = {
        "update": ["act-01"],
        "date": "2026-01",
        "kind": "assessment",
        "title": "The willows",
        "source": "bulletin",
    }
    update |= {"quote": "The willows are complete.", "reported_as": "Complete"}
    (pending / "told.yml").write_text(json.dumps({"changes": [update]}), encoding="utf-8")
    assert words(folder, "act-01") == [("Complete", "2026-01")]
    publishing.publish(folder, "2026-03-03")
    published = Project.read(folder).ledger.published
    assert {name for name, record in published.items() if "reported_as" in record} == {"upd-0006"}
    feed = content(Project.read(folder).ledger.changes[-1])
    assert "Report 6, The willows, reported as “Complete”" in feed
    reword = {"reword": "upd-0006", "field": "reported_as", "from": "Complete", "to": "On track"}
    reason = {"reason": "It was read wrongly.", "decided_by": "The board", "decided": "2026-03-04"}
    (pending / "other.yml").write_text(json.dumps({"changes": [reword], **reason}), encoding="utf-8")
    publishing.publish(folder, "2026-03-04")
    ledger = Project.read(folder).ledger
    assert words(folder, "act-01") == [("On track", "2026-01")]
    back = undoing(ledger.changes[-1], {}, ledger.published)
    assert [*back.changes] == [{**reword, "from": "On track", "to": "Complete"}]
    assert back.left == ()
