"""Groups and parts in the formats to take away: each says what it stands in, and a loss is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import etree

from strategic_framework.content import loader
from strategic_framework.exports import csv_tables, downloads, records, sheets, stratml
from strategic_framework.exports.linked_data import graph
from strategic_framework.ledger.store import Ledger
from strategic_framework.views.site import Site
from tests.grouped import grouped


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(loader.load(grouped(tmp_path)))


def test_the_tables_hold_them(site: Site) -> None:
    """Groups and parts have a table each, and an action names its group; all are listed among the downloads."""
    files = dict(csv_tables.files(site.framework, site.mentions, site.links))
    tables = {name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))) for name, data in files.items()}
    assert [row["title"] for row in tables["data/groups.csv"]][1] == "Everybody has company"
    assert [(row["id"], row["part_of"]) for row in tables["data/parts.csv"]] == [
        ("part-1", "act-06"), ("part-2", "act-06"),
    ]  # fmt: skip
    assert {row["id"]: row["group"] for row in tables["data/actions.csv"]}["act-08"] == "grp-2"
    assert {*files} >= {table.address for table in downloads.tables(site.framework)} >= {"data/parts.csv"}


def test_the_spreadsheet_names_the_group(site: Site) -> None:
    """By its title, as a reader knows it."""
    sheet, rows = sheets.rows(site.framework, site.mentions, site.links, Ledger(None))[0]
    assert "Group" in [column.heading for column in sheet.columns]
    assert {row["id"]: row["group"] for row in rows}["act-07"] == "No child goes to bed hungry"


def test_a_plan_in_stratml_says_what_each_stands_in(site: Site) -> None:
    """The standard has one level below a goal: groups and parts are objectives, and the loss is told."""
    files = dict(stratml.files(site.framework, site.mentions, site.links))
    plan = etree.fromstring(files["data/2024-28/stratml-1.xml"])
    objectives = {one.findtext("{*}Identifier"): one for one in plan.iter("{*}Objective")}
    assert [name for name in objectives if name in {"grp-1", "act-06", "part-1", "asp-04", "act-09"}] == [
        "grp-1", "act-06", "part-1", "asp-04", "act-09",
    ]  # fmt: skip
    assert "Stands in: act-06" in (objectives["part-1"].findtext("{*}OtherInformation") or "")
    assert "Groups and parts are objectives" in (plan.findtext("{*}OtherInformation") or "")


def test_the_linked_data_is_as_deep_as_the_plan(site: Site) -> None:
    """A part is part of its action, that of its group, and that of its priority."""
    items = records.items(site.framework, site.mentions, site.links)
    nodes = {node["id"]: node for node in graph(site.framework, site.links, Ledger(None), items)}
    base = "https://example.org/2024-28/"
    assert [nodes[base + name]["isPartOf"] for name in ("pri-3/#part-1", "act-06/", "pri-3/#grp-1")] == [
        f"{base}act-06/", f"{base}pri-3/#grp-1", f"{base}pri-3/",
    ]  # fmt: skip
