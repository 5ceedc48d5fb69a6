"""Every data file that exists once, with what it holds: what the page of data lists, and its dictionary explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategic_framework.content import outward
from strategic_framework.content.links import Links
from strategic_framework.exports import (
    calendar,
    changes_json,
    citations,
    client,
    csv_tables,
    datapackage,
    json_files,
    linked_data,
    measures,
    oembed,
    openapi,
    sheets,
    spreadsheet,
    stratml,
)
from strategic_framework.exports.dictionary import Download
from strategic_framework.exports.records import ABOUT
from strategic_framework.language.strings import with_words
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

_EACH_ITEM = "One row for each report and each item that it is about."
_EACH_LINK = "One row for each page on another site that this site links to."
#: The tables, with their columns.
TABLES = (
    Download("data/actions.csv", "[Actions]", "CSV", "One row for each [action].", csv_tables.ITEM),
    Download("data/aspirations.csv", "[Aspirations]", "CSV", "One row for each [aspiration].", csv_tables.ITEM),
    Download("data/bodies.csv", "Bodies", "CSV", "One row for each body named.", csv_tables.BODY),
    Download("data/updates.csv", "Reports", "CSV", _EACH_ITEM, csv_tables.UPDATE),
    Download("data/mentions.csv", "Mentions", "CSV", "One row for each name in each item.", csv_tables.MENTION),
    Download(outward.FILE, "Outward links", "CSV", _EACH_LINK, csv_tables.OUTWARD),
)


def tables(framework: Framework) -> tuple[Download, ...]:
    """The tables with their columns, those included that hold something in this framework alone."""
    return (TABLES[0]._replace(fields=csv_tables.actions(framework)), *TABLES[1:], *_of_levels(framework))


def _of_levels(framework: Framework) -> Iterator[Download]:
    """The tables of groups and of parts, where the plan has such."""
    if any(edition.groups for edition in framework.editions):
        yield Download("data/groups.csv", "[Groups]", "CSV", "One row for each [group].", csv_tables.GROUP)
    if any(action.parts for edition in framework.editions for action in edition.actions):
        note = "One row for each [part] of [an action]."
        yield Download("data/parts.csv", "[Parts]", "CSV", note, csv_tables.PART)


_EVERY_SHEET = "A sheet for each kind of thing, with names in place of identifiers."
#: What is there whatever the content holds, after the tables.
_ALWAYS = (
    Download(datapackage.FILE, "Description of the tables", "JSON", "What a program reads before the CSV files.", ()),
    Download(openapi.FILE, "Description of the JSON files", "OpenAPI", "What a program can fetch, and its form.", ()),
    Download(client.FILE, "Program", "Python", "It reads the JSON files, and needs nothing but Python.", ()),
    Download(citations.TOGETHER, "Citations", "CSL-JSON", "Every [action] and [aspiration], to be cited.", ()),
    Download(linked_data.TURTLE, "Linked data", "Turtle", "The same as statements about addresses.", ()),
    Download(linked_data.JSONLD, "Linked data in JSON", "JSON-LD", "The same statements as JSON.", ()),
    Download(linked_data.SHAPES, "Shapes of the linked data", "SHACL", "What each kind of statement has.", ()),
)


def every_download(framework: Framework, links: Links, ledger: Ledger) -> tuple[Download, ...]:
    """Every file that exists once in this site, in the order in which the page of data lists them."""
    every = (
        *_whole(framework), *tables(framework), *_ALWAYS, *_of_content(framework, links), *_of_ledger(ledger),
    )  # fmt: skip
    return tuple(download.in_words for download in every)


def _whole(framework: Framework) -> Iterator[Download]:
    """The two files of everything; where there are measures, with theirs."""
    more = bool(framework.measures)
    shown = (sheets.actions(framework), *sheets.SHEETS[1:], *([sheets.MEASURES] if more else []))
    yield Download(spreadsheet.FILE, "Spreadsheet", "XLSX", _EVERY_SHEET, sheets.documented(*shown))
    fields = (*json_files.WHOLE, *(json_files.MEASURES if more else ()))
    yield Download("data/framework.json", "Everything", "JSON", "The whole content in one file.", fields)


def every_table(framework: Framework, links: Links) -> tuple[Download, ...]:
    """Every table, those of measures with it."""
    return (*tables(framework), *measures.table(framework), *measures.tables(framework, links))


def _of_content(framework: Framework, links: Links) -> Iterator[Download]:
    """The values of measures, the calendar where a date is stated, and each edition that has priorities as a plan."""
    yield from measures.table(framework)
    if any(calendar.moments(framework, links)):
        yield Download(calendar.FILE, "Calendar", "iCalendar", "Every date that is stated.", calendar.FIELDS)
    for edition in framework.editions:
        fields = stratml.fields(framework) if edition is framework.current else ()
        for part in stratml.PARTS if edition.priorities else ():
            name = f"{edition.label} as a plan, part {part.number}"
            note = f"The edition in part {part.number} of the standard, for other systems that hold plans."
            yield Download(links.plan(edition, part.number), name, "StratML", note, fields if part.number == 1 else ())


def _of_ledger(ledger: Ledger) -> Iterator[Download]:
    """The files of the record of changes, which exist once something is published."""
    if ledger.changes:
        fields = (*ABOUT, *changes_json.CHANGE_FIELDS)
        yield Download(changes_json.CHANGES, "Changes", "JSON", "Every published change.", fields)
        fields = (*ABOUT, *changes_json.VERSION_FIELDS)
        yield Download(changes_json.VERSIONS, "Versions", "JSON", "The words of every version.", fields)


def of_one(links: Links, priorities: Sequence[str], items: Sequence[str]) -> tuple[Download, ...]:
    """The files of some priorities and of some items, with their fields: every other has a file like it."""
    note = "Each one has a file of its own like this, named by its identifier."
    kinds = (("One [priority]", priorities, json_files.ONE_PRIORITY), ("One item", items, json_files.ONE_ITEM))
    return tuple(
        Download(links.data(name), with_words(kind), "JSON", note, fields)
        for kind, names, fields in kinds
        for name in names
    )


def of_frames(framework: Framework, links: Links) -> tuple[Download, ...]:
    """The file of the first frame, with its fields: every other has a file like it. None where there is no frame."""
    note = "What shows an item, [a priority] or a figure on another site. Each has a file of its own like this."
    first = next((subject for edition in framework.editions for subject in oembed.framed(edition)), None)
    address = links.oembed(links.embed(first)) if first else ""
    return (Download(address, "One frame", "JSON", with_words(note), oembed.FIELDS),) if first else ()
