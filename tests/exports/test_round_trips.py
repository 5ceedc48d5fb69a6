"""Content that goes into a format and is read back: nothing is lost that the format says it carries, in any words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from rdflib import Graph, Namespace, URIRef

from strategic_framework import exports
from strategic_framework.documents import formats
from strategic_framework.documents.missing import MissingError
from strategic_framework.exports import (
    calendar,
    changes_json,
    citations,
    csv_tables,
    json_files,
    linked_data,
    records,
    sheets,
    spreadsheet,
)
from strategic_framework.model import Framework, Noun
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE
from tests.exports import hostile
from tests.peak import grown

SCHEMA = Namespace("https://schema.org/")
#: Every letter and sign that the content may hold, with those that formats trip over more often than the others.
WORDS = st.text(
    st.one_of(st.sampled_from("=+-@'\"\\;,<>&]|{}\n_#\u0301\u05d0\U0001f3f4"),
              st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"))),
    max_size=60,
).map("w".__add__)  # fmt: skip


def made(site: Site) -> dict[str, bytes]:
    """Every data file of a site."""
    return dict(exports.files(site.framework, site.mentions, site.links, site.ledger))


@pytest.fixture(scope="module")
def example() -> Site:
    """The invented council with its history."""
    return hostile.example()


@pytest.fixture(scope="module")
def whole(example: Site) -> dict[str, Any]:
    """Everything as JSON, read."""
    data: dict[str, Any] = json.loads(made(example)["data/framework.json"])
    return data


def of_model(noun: Noun, *names: str) -> dict[str, Any]:
    """Fields of a noun as JSON would have them."""
    return noun.model_dump(mode="json", include=set(names))


def taken(entries: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The same fields of what was read back."""
    return [{name: entry[name] for name in names} for entry in entries]


# --- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields"),
    [("sources", json_files._SOURCE), ("web_pages", json_files._WEB_PAGE), ("documents", json_files._DOCUMENT),
     ("glossary", json_files._TERM), ("policy_areas", json_files._AREA), ("editions", json_files._EDITION),
     ("timeline", ("id", "when", "what", "quote")), ("continuity", ("id", "relation", "name", "was", "now", "note")),
     ("bodies", ("id", "name", "aliases", *json_files._PLAIN)),
     ("programmes", ("id", "name", "aliases", *json_files._PLAIN)),
     ("updates", ("id", "date", "kind", "title", "about", "near", "source", "quote", "said"))],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_json_gives_the_nouns_back(example: Site, whole: dict[str, Any], name: str, fields: tuple[str, ...]) -> None:
    """Every noun of a kind in its order, and each of its fields."""
    nouns = getattr(example.framework, name)
    assert taken(whole[name], *fields) == [of_model(noun, *fields) for noun in nouns]


def test_json_gives_the_documents_back(example: Site, whole: dict[str, Any]) -> None:
    """Priorities in their editions and items in their priorities, in reading order, with wording and standing."""
    items = {record["id"]: record for record in whole["items"]}
    priorities = {record["id"]: record for record in whole["priorities"]}
    standing = ("id", "text", "retired", "replaced_by", "continues")
    for edition, record in zip(example.framework.editions, whole["editions"], strict=True):
        assert record["priorities"] == [priority.id for priority in edition.priorities]
        read = [name for part in ("introduction", "cross_cutting") for name in record[part]]
        assert read == [item.id for item in (*edition.introduction, *edition.cross_cutting)]
        for priority in edition.priorities:
            own = priorities[priority.id]
            assert (own["title"], own["due"], own["retired"]) == (priority.title, priority.due, priority.retired)
            read_items = taken((items[name] for name in own["items"]), *standing)
            assert read_items == [of_model(item, *standing) for item in priority.items]


def test_json_gives_the_changes_back(example: Site) -> None:
    """Every change with its day, reason and decision, and each linked to the one before it."""
    data = json.loads(made(example)[changes_json.CHANGES])["changes"]
    fields = ("id", "published", "reason", "decided", "decided_by", "corrects", "previous")
    assert taken(data, *fields) == [of_model(change, *fields) for change in example.ledger.changes]


# --- XLSX ----------------------------------------------------------------------------------------------------------


def sheet(site: Site, name: str) -> dict[str, dict[str, str]]:
    """The rows of a sheet by identifier; each row by heading."""
    data = spreadsheet.workbook(site.framework, site.mentions, site.links, site.ledger)
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))[name].iter_rows(values_only=True)
    read = [dict(zip(map(str, head), (value or "" for value in row), strict=True)) for row in rows]
    return {row["Identifier"]: row for row in read}


def lines(text: str) -> list[str]:
    """The texts of a cell that has each on a line of its own."""
    return text.split("\n") if text else []


def test_the_spreadsheet_gives_actions_and_aspirations_back(example: Site) -> None:
    """Wording, place, source, standing, and by name whom the wording names and what is reported."""
    framework = example.framework
    for name, kind in ((sheets.ACTIONS.in_words.name, "actions"), (sheets.ASPIRATIONS.in_words.name, "aspirations")):
        rows = sheet(example, name)
        items = [(edition, item) for edition in framework.editions for item in getattr(edition, kind)]
        assert [*rows] == [item.id for _, item in items]
        for edition, item in items:
            row, priority = rows[item.id], framework.priority_of[item.id]
            assert (row["Wording"], row["Edition"]) == (item.text, edition.label)
            assert (row["Priority identifier"], row["Priority"]) == (priority.id, priority.title)
            source = framework.source.get(framework.source_of(item.id) or "")
            assert row["Source"] == (source.title if source else "new")
            assert (row["Retired"] == "yes", row["Replaced by"]) == (item.retired, item.replaced_by or "")
            assert row["Carries on"] == (item.continues or "")
            assert lines(row["Bodies named"]) == [
                example.named[at].name for at in example.mentions.bodies.names(item.id)
            ]
            told = [update.title for update in framework.updates if item.id in update.about]
            assert lines(row["Reports"]) == told


def test_the_spreadsheet_gives_bodies_reports_and_changes_back(example: Site) -> None:
    """Names and what they are named in; what each source reports, about what; what was decided, by whom and why."""
    bodies = sheet(example, sheets.BODIES.name)
    assert [*bodies] == [body.id for body in example.framework.bodies]
    for body in example.framework.bodies:
        row = bodies[body.id]
        assert (row["Name"], row["In plain words"]) == (body.name, body.plain or "")
        assert lines(row["Also called"]) == [*body.aliases]
        assert lines(row["Identifiers of these"]) == [*example.mentions.bodies.items(body.id)]
    reports = sheet(example, sheets.UPDATES.name)
    for update in example.framework.updates:
        row = reports[update.id or ""]
        assert (row["Title"], row["Date"], row["Kind"]) == (update.title, update.date or "", update.kind)
        assert (row["Quoted"], row["In our words"]) == (update.quote or "", update.said or "")
        assert (lines(row["Identifiers of these"]), lines(row["Under another name"])) == (
            [*update.about],
            [*update.near],
        )
    changes = sheet(example, sheets.CHANGES.name)
    assert [*changes] == [change.id for change in example.ledger.changes]
    for change in example.ledger.changes:
        row = changes[change.id]
        assert (row["Published"], row["Reason"]) == (change.published, change.reason or "")
        assert (row["Decided by"], row["Decided"]) == (change.decided_by or "", change.decided or "")


# --- the command ---------------------------------------------------------------------------------------------------


def test_a_format_is_the_file_that_the_site_serves() -> None:
    """`framework export` gives the same bytes as the site; where the content has nothing for a format it says so."""
    project = Project.read(EXAMPLE)
    files = made(project.site)
    current = project.site.framework.current
    served = {
        "xlsx": spreadsheet.FILE, "turtle": linked_data.TURTLE, "json-ld": linked_data.JSONLD,
        "calendar": calendar.FILE, "citations": citations.TOGETHER, "json": "data/framework.json",
        "stratml": project.site.links.plan(current, 1), "stratml-2": project.site.links.plan(current, 2),
    }  # fmt: skip
    for name, address in served.items():
        assert formats.BY_NAME[name].make(project) == files[address], name
    assert len({row.extension for row in formats.FORMATS}) == len(formats.FORMATS)
    empty = Framework(settings=project.site.framework.settings, sources=(), editions=())
    with pytest.raises(MissingError, match="nothing for it yet"):
        formats._only(dict(calendar.files(empty, project.site.links)), calendar.FILE)


# --- any words, in every format ------------------------------------------------------------------------------------


def wording_in(files: dict[str, bytes], framework: Framework, site: Site) -> dict[str, str]:
    """Format → the wording of the first action as that format gives it back."""
    action = framework.current.actions[0]
    name = action.id
    rows = csv.DictReader(io.StringIO(files["data/actions.csv"].decode("utf-8-sig"), newline=""))
    head, *cells = openpyxl.load_workbook(io.BytesIO(files[spreadsheet.FILE]))["Actions"].iter_rows(values_only=True)
    plan = ElementTree.fromstring(files[site.links.plan(framework.current, 1)])  # noqa: S314 (it is our own)
    space = plan.tag.partition("}")[0] + "}"
    objectives = [one for one in plan.iter(f"{space}Objective") if one.findtext(f"{space}Identifier") == name]
    subject = URIRef(site.links.absolute(site.links.item(name)))
    graph = Graph().parse(data=files[linked_data.TURTLE], format="turtle")
    return {
        "JSON": json.loads(files[site.links.data(name)])["text"],
        "CSV": next(csv_tables.plain(row["text"]) for row in rows if row["id"] == name),
        "XLSX": next(str(row[head.index("Wording")]) for row in cells if row[head.index("Identifier")] == name),
        "StratML": str(objectives[0].findtext(f"{space}Description")),
        "Turtle": str(graph.value(subject, SCHEMA.text)),
    }


@given(WORDS)
@settings(max_examples=12, deadline=None)
def test_any_words_come_back_from_every_format(text: str) -> None:
    """In the place of every wording of the miniature, whatever they hold."""
    site = hostile.site_of(hostile.filled(text))
    files = made(site)
    assert set(wording_in(files, site.framework, site).values()) == {text}
    events = Calendar.from_ical(files[calendar.FILE]).walk("VEVENT")
    moments = {event.id for event in site.framework.timeline if event.when}
    assert {str(one["SUMMARY"]) for one in events if str(one["UID"]).partition("@")[0] in moments} == {text}


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_had_back_from_a_cell(text: str) -> None:
    """Of a table, with whatever it begins; and of XML, where nothing stands in it that XML cannot hold."""
    assert csv_tables.plain(csv_tables._cell(text)) == text
    kept = records.for_xml(text)
    element = ElementTree.Element("a")
    element.text = kept
    assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == kept  # noqa: S314


@given(st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(exclude_categories=["Cs"])),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text('a\\n \n"'), inner)))  # fmt: skip
@settings(deadline=None)
def test_json_for_reading_is_that_of_the_standard_library(data: object) -> None:
    """One space for each level, whatever the texts hold: the bytes that were published stay."""
    assert records.as_json(data) == (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def test_long_json_takes_little_memory_beside_its_own() -> None:
    """Its lines are never all there at once."""
    data: object = [{"title": str(number), "lines": [number] * 20} for number in range(20_000)]
    assert grown(lambda: records.as_json(data)) < 6 * len(records.as_json(data))
