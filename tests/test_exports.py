"""The data files: documented field by field, true to the wording, and safe to open."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategic_framework import exports
from strategic_framework.content import loader
from strategic_framework.exports import changes_json, csv_tables, downloads, json_files, jsonld
from strategic_framework.language.english import day
from strategic_framework.ledger import store
from strategic_framework.views.base import Here
from strategic_framework.views.data import take
from strategic_framework.views.site import FileFacts, Site
from tests.conftest import FROZEN, MINIATURE


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """Every data file of the real content."""
    return dict(exports.files(site.framework, site.mentions, site.links, site.ledger))


def paths(data: Any, prefix: str = "") -> Iterator[str]:
    """The path of every value: `items[].text`."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, f"{prefix}.{key}" if prefix else key)
    elif isinstance(data, list) and any(isinstance(one, dict) for one in data):
        for value in data:
            yield from paths(value, f"{prefix}[]")
    else:
        yield prefix


def table(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_whole_is_documented_field_by_field(files: dict[str, bytes]) -> None:
    """Every field of framework.json is documented; each that is not optional occurs (empty lists aside)."""
    data = json.loads(files["data/framework.json"])
    documented = {field.name for field in json_files.WHOLE}
    optional = {field.name for field in json_files.WHOLE if field.optional}
    empty = {"updates", "web_pages", "documents"}
    alone = {"continuity[].was", "continuity[].now"}  # a strand may have one side only
    assert set(paths(data)) - documented - empty - alone == set()
    silent = {
        name
        for name in documented - optional - set(paths(data))
        if not name.startswith(("updates[]", "web_pages[]", "documents[]"))
    }
    assert {name.split(".")[1] for name in silent} <= {"described", "described[]"}  # no source describes a programme


@pytest.mark.parametrize("download", downloads.TABLES, ids=lambda download: download.address)
def test_tables_are_documented_column_by_column(files: dict[str, bytes], download: exports.Download) -> None:
    """The columns of each CSV file are the documented fields, in their order; none that nothing here would fill."""
    header = files[download.address].decode("utf-8-sig").split("\r\n")[0]
    assert header.split(",") == [field.name for field in download.fields if not field.optional]


def test_the_record_of_changes_is_documented(site: Site, files: dict[str, bytes]) -> None:
    """Both files of the ledger hold the documented fields and no others; of optional ones there are none here."""
    once = exports.every_download(site.framework, site.links, site.ledger)
    for download in (one for one in once if one.address in {changes_json.CHANGES, changes_json.VERSIONS}):
        known = {field.name for field in download.fields if not field.optional}
        assert set(paths(json.loads(files[download.address]))) == known


def test_single_items_are_documented(files: dict[str, bytes]) -> None:
    """The file of one item, and of one priority, holds the documented fields; none that its plan does not state."""
    item, priority = json.loads(files["data/2023-27/act-14.json"]), json.loads(files["data/2023-27/pri-2.json"])
    assert set(item) == {field.name for field in json_files.ONE_ITEM if not field.optional}
    assert set(priority) == {field.name for field in json_files.ONE_PRIORITY if not field.optional}


def test_wording_is_exact_everywhere(site: Site, files: dict[str, bytes]) -> None:
    """Each item's words are the same in its own file, in the whole and in the tables."""
    whole = {record["id"]: record["text"] for record in json.loads(files["data/framework.json"])["items"]}
    rows = {row["id"]: row["text"] for row in table(files["data/actions.csv"]) + table(files["data/aspirations.csv"])}
    for item in site.framework.items.values():
        assert json.loads(files[site.links.data(item.id)])["text"] == item.text == whole[item.id]
        assert rows.get(item.id, item.text) == item.text
    assert len(rows) == sum(len(one.actions) + len(one.aspirations) for one in site.framework.editions)


def test_bodies_and_mentions_agree(files: dict[str, bytes]) -> None:
    """Solace is named in seven actions, in both tables."""
    solace = next(row for row in table(files["data/bodies.csv"]) if row["id"] == "solace")
    mentioned = [row["item"] for row in table(files["data/mentions.csv"]) if row["name_id"] == "solace"]
    assert solace["actions"] == "7"
    assert [item for item in mentioned if item.startswith("act-")] == [
        item for item in solace["named_in"].split("; ") if item.startswith("act-")
    ]


def test_every_file_carries_the_rights(files: dict[str, bytes], site: Site) -> None:
    """Whose words these are is said in every file of data; citations and hashes hold none, and frozen words no more."""
    for name, data in files.items():
        empty = name.endswith(".csv") and data.count(b"\r\n") == 1  # its head is nobody’s words
        if empty or name.endswith((".bib", ".ris", "/citations.json", "/text.txt", "/ledger.txt", ".xlsx")):
            continue  # that of the spreadsheet is read back in tests/exports/
        assert site.framework.settings.rights.split(".")[0] in data.decode(), name


@pytest.mark.parametrize("root", [FROZEN, MINIATURE], ids=["frozen", "miniature"])
def test_a_date_is_said_to_be_stated_only_where_it_is(root: Path) -> None:
    """“in the sentence” and “in the first aspiration” are true of the wording; elsewhere nothing is claimed."""
    site = Site(loader.load(root), store.read(root))
    data = json.loads(
        dict(exports.files(site.framework, site.mentions, site.links, site.ledger))["data/framework.json"]
    )
    first = {one.id: one.aspirations[0].text for one in site.framework.priorities.values() if one.aspirations}
    for record in (record for record in data["items"] if record["due"]):
        where = {
            "in the sentence": record["text"],
            "in the first aspiration of its priority": first[record["priority"]],
        }
        stated = record["due_stated"]
        assert day(record["due"]) in where[stated] if stated else day(record["due"]) not in record["text"]


def test_no_field_claims_progress(site: Site) -> None:
    """There is no status, progress, percentage or rating anywhere."""
    for download in exports.every_download(site.framework, site.links, site.ledger):
        for field in download.fields:
            assert not {"status", "progress", "percent", "rag"} & set(field.name.replace("[]", "").split("."))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u200b=1", "\ufeff=1", "＝1", "\t=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    """What a spreadsheet would compute begins with an apostrophe instead."""
    assert csv_tables._cell(cell) == "'" + cell


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''=1", "'\u200b=1", "' =1", "'quoted' = not", "'", "", "it's"])
def test_the_text_of_a_cell_is_had_back(text: str) -> None:
    """The apostrophe is taken away again, and one that the text has of its own stays."""
    assert csv_tables.plain(csv_tables._cell(text)) == text


@pytest.mark.parametrize("cell", ["1 = 1", "Work with Solace", "a-b"])
def test_ordinary_cells_are_left_alone(cell: str) -> None:
    """Wording is not touched."""
    assert csv_tables._cell(cell) == cell


def test_json_ld_cannot_leave_its_script() -> None:
    """Characters that could end the element or a line of script are escapes, and the data is the same."""
    data = {"text": "</script><b>&\u2028\u2029"}
    text = jsonld.embed(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == data


def test_the_same_content_gives_the_same_bytes(site: Site) -> None:
    """Nothing depends on order, place or time."""
    once, again = (dict(exports.files(site.framework, site.mentions, site.links, site.ledger)) for _ in range(2))
    assert [name for name in once if once[name] != again.get(name)] == []
    assert once.keys() == again.keys()


def test_the_list_of_actions_leads_to_its_files(built: Path) -> None:
    """Under the choices stand the files that hold every action; other lists lead to theirs."""
    actions = html.fromstring((built / "2023-27/actions/index.html").read_bytes())
    ways = actions.xpath("//p[@class='sf-screen']/a/@href")
    assert ways == [f"../../data/{name}" for name in ("framework.xlsx", "actions.csv", "framework.json")]
    for page, table in (("2023-27/aspirations", "aspirations"), ("named", "bodies"), ("updates", "updates")):
        words = html.fromstring((built / page / "index.html").read_bytes())
        assert any(str(href).endswith(f"data/{table}.csv") for href in words.xpath("//main//a/@href")), page


def test_the_page_of_data_tells_what_was_made(built: Path) -> None:
    """It begins with the ways that this build made, each with its size; below, every file with its true checksum."""
    page = html.fromstring((built / "data/index.html").read_bytes())
    first = [str(href) for href in page.xpath("(//main//section)[1]//a/@href")]
    assert first[-1] == "#every"
    assert {"framework.xlsx", "framework.json"} <= set(first)
    assert all((built / "data" / href).is_file() for href in first[:-1])
    rows = page.xpath("//*[@id='every']/following::tbody[1]/tr")
    assert len(rows) > 12
    for row in rows:
        data = (built / "data" / str(row.xpath(".//a/@href")[0])).read_bytes()
        assert row.xpath("string(td[4])") == hashlib.sha256(data).hexdigest()
        told, unit = row.xpath("string(td[3])").split("\xa0")
        assert abs(float(told) * {"kilobytes": 1_000, "megabytes": 1_000_000}[unit] - len(data)) <= max(
            1_000, len(data) // 10
        )
    text = page.xpath("//*[@id='program']/following::pre[1]/code/text()")
    assert text == [(built / "data/v1/client.py").read_text(encoding="utf-8")]


def test_only_what_was_made_is_offered(site: Site) -> None:
    """A document that this build did not make is not linked; one that it made is, with its size, before the tables."""
    here, links, edition = Here(Site(site.loaded, site.ledger), "data/"), site.links, site.framework.current

    def offered() -> list[str]:
        return [way.href for way in take(here)[0].ways]

    assert offered() == ["#every"]
    here.site.file_facts = {
        links.download(edition.id, "pdf"): FileFacts(1_460_000, "0"),
        "data/framework.json": FileFacts(400, "0"),
    }
    assert offered() == [f"../downloads/{edition.id}.pdf", "framework.json", "#every"]
    assert [way.note for way in take(here)[0].ways][:2] == ["1.5\xa0megabytes", "1\xa0kilobytes"]
