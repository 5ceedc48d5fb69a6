"""CSV (RFC 4180: commas, CRLF, quotes doubled) in UTF-8 with a byte-order mark, so that spreadsheets open it rightly.

A cell that a spreadsheet could take for a formula begins with one apostrophe more than its text, which `plain` takes
away again. A text that has such an apostrophe of its own gets one too, so that nothing is lost.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from strategic_framework.content import outward
from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import measures, records
from strategic_framework.exports.dictionary import ADDRESS, LIST, NUMBER, TEXT, Field, of_model
from strategic_framework.exports.records import Record
from strategic_framework.model import Body, Framework, PlainWords

#: The last columns of every table.
_RIGHTS = tuple(field for field in records.ABOUT if field.name in {"rights", "standing"})
#: Lists in cells are told of as they stand there.
_JOINED = {
    "bodies": "The bodies it names, joined with semicolons.",
    "programmes": "What else it names, joined with semicolons.",
    "policy_areas": "The policy areas it names, joined with semicolons.",
    "updates": "The reports about it, joined with semicolons.",
    "last_reported_as": "The word it quotes; several, joined with semicolons, where reports are of one day.",
}
_JOINED_TEXTS = "Joined with semicolons."
#: The columns of each table, in their order.
ITEM: tuple[Field, ...] = (
    *(field._replace(type=TEXT, meaning=_JOINED.get(field.name, field.meaning)) for field in records.ITEM
      if field.name not in {"kind", "replaced_by", "continues"} and field not in records.STATED),
    *_RIGHTS,
)  # fmt: skip
BODY: tuple[Field, ...] = (
    *of_model(Body, "id", "name"),
    records.PERMANENT,
    Field("actions", NUMBER, "How many actions name it."),
    Field("named_in", TEXT, "Every item that names it, joined with semicolons."),
    Field("described", TEXT, "How sources describe it, joined with semicolons."),
    *of_model(PlainWords, "plain", "supported_by", "link"),
    *_RIGHTS,
)
MENTION: tuple[Field, ...] = (
    Field("item", TEXT, "The item whose wording names something."),
    records.PERMANENT._replace(name="item_address", meaning="Its permanent address."),
    Field("document", TEXT, "The edition it belongs to, or “alliance”."),
    Field("priority", TEXT, "The priority it stands under."),
    Field("register", TEXT, "body or programme."),
    Field("name_id", TEXT, "What is named, as in addresses."),
    Field("name", TEXT, "Its name."),
    *_RIGHTS,
)
UPDATE: tuple[Field, ...] = (
    records.UPDATE[0]._replace(name="update"),
    records.PERMANENT,
    Field("item", TEXT, "What it is about. A report about several has a row for each."),
    records.PERMANENT._replace(name="item_address", meaning="The permanent address of that item."),
    Field("names", TEXT, "direct: the source names the same thing; near: the same work under another name."),
    *(field for field in records.UPDATE if field.name not in {"id", "address", "about", "near"}),
    *_RIGHTS,
)
OUTWARD: tuple[Field, ...] = (
    Field("address", ADDRESS, "A page of somebody else that this site links to."),
    Field("what", TEXT, "What it is, or what it supports a sentence about."),
    Field("seen", "text: a month, or nothing", "The month in which it was seen."),
    *_RIGHTS,
)

_FORMULA = re.compile("'*[\ufeff\u200b\u200c\u200d\u2060\\s]*[=+\\-@＝＋－＠\t\r]")


def _with(*names: str) -> tuple[Field, ...]:
    """The columns of every item, and some of what is given only where it is there, before the rights."""
    more = (field._replace(type=TEXT) for field in records.STATED if field.name in names)
    return (*ITEM[: -len(_RIGHTS)], *more, *_RIGHTS)


#: The columns of the tables that are there only where the plan has such.
GROUP = _with("reference", "title")
PART = _with("reference", "lead", "partners", "group", "part_of")


def actions(framework: Framework) -> tuple[Field, ...]:
    """The columns of the table of actions: what the plan states of any stands before the rights."""
    stated = (Field(field.name, TEXT, f"{field.meaning} {_JOINED_TEXTS}") if field.type == LIST else field
              for field in records.stated(framework))  # fmt: skip
    return (*ITEM[: -len(_RIGHTS)], *stated, *_RIGHTS)


def files(
    framework: Framework, mentions: Mentions, links: Links, items: Iterable[Record] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Actions, aspirations, bodies, updates, outward links, mentions and the values of measures as tables."""
    rights = _rights(framework)
    rows = [{**record, **rights} for record in items or records.items(framework, mentions, links)]
    yield "data/actions.csv", _table(actions(framework), (row for row in rows if row["kind"] == "action"))
    yield "data/aspirations.csv", _table(ITEM, (row for row in rows if row["kind"] == "aspiration"))
    for kind, address, columns in (("group", "data/groups.csv", GROUP), ("part", "data/parts.csv", PART)):
        if of_kind := [row for row in rows if row["kind"] == kind]:
            yield address, _table(columns, of_kind)
    yield "data/bodies.csv", _table(BODY, _bodies(framework, mentions, links))
    yield "data/updates.csv", _table(UPDATE, _updates(framework, links))
    links_out = (link._asdict() for link in outward.outward_links(framework))
    yield outward.FILE, _table(OUTWARD, ({**link, **rights} for link in links_out))
    yield "data/mentions.csv", _table(MENTION, _mentions(framework, mentions, rows))
    for table in measures.table(framework):
        yield table.address, _table(measures.ROW, ({**row, **rights} for row in measures.rows(framework, links)))
    for measure in framework.measures:
        yield links.series(measure.id or ""), _table(measures.VALUE, map(measures.cells, measure.values))


def _rights(framework: Framework) -> Record:
    return {"rights": framework.settings.rights, "standing": records.standing(framework)}


def plain(cell: str) -> str:
    """The text of a cell: without the apostrophe before what could be taken for a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _bodies(framework: Framework, mentions: Mentions, links: Links) -> Iterator[Record]:
    for body in framework.bodies:
        actions = sum(item.startswith("act-") for item in mentions.bodies.items(body.id))
        described: Record = {"described": [quotation.text for quotation in body.described]}
        record = records.named(mentions.bodies, links, body)
        yield {**record, **described, **_rights(framework), "actions": actions}


def _updates(framework: Framework, links: Links) -> Iterator[Record]:
    """A row for each thing that each update is about."""
    for update in framework.updates:
        record = records.update(framework, links, update)
        for item in update.about:
            names = "near" if item in update.near else "direct"
            yield {**record, **_rights(framework), "update": record["id"], "item": item, "names": names,
                   "item_address": links.absolute(links.item(item))}  # fmt: skip


def _mentions(framework: Framework, mentions: Mentions, rows: Iterable[Record]) -> Iterator[Record]:
    names = {body.id: body.name for body in (*framework.bodies, *framework.programmes)}
    for row in rows:
        item = str(row["id"])
        for kind, register in (("body", mentions.bodies), ("programme", mentions.programmes)):
            for name in register.names(item):
                yield {"item": item, "item_address": row["address"], "document": row["document"],
                       "priority": row["priority"], "register": kind, "name_id": name, "name": names[name],
                       "rights": row["rights"], "standing": row["standing"]}  # fmt: skip


def _table(columns: tuple[Field, ...], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The rows under the names of the columns, without the optional ones that no row fills."""
    rows, out = list(rows), io.StringIO()
    columns = tuple(column for column in columns if not column.optional or any(column.name in row for row in rows))
    writer = csv.writer(out, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: object) -> str:
    """A value as a cell: nothing for None, lists joined with “; ”, and nothing that a spreadsheet would compute."""
    if isinstance(value, str):  # most are
        return "'" + value if _FORMULA.match(value) else value
    if value is None or isinstance(value, Decimal):
        return "" if value is None else str(value)
    return _cell("; ".join(map(str, value)) if isinstance(value, list) else str(value).lower())
