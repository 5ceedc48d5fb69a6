"""CSV (RFC 4180: commas, CRLF, quotes doubled) in UTF-8 with a byte-order mark, so that spreadsheets open it rightly.

A cell that a spreadsheet could take for a formula begins with an apostrophe, which is not part of the wording.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import records
from strategic_framework.model import Framework

ITEM = ("id", "address", "document", "priority", "priority_title", "text", "source", "due", "due_stated", "bodies",
        "programmes", "policy_areas", "updates", "retired", "rights")  # fmt: skip
BODY = ("id", "name", "address", "actions", "named_in", "described", "rights")
MENTION = ("item", "item_address", "document", "priority", "register", "name_id", "name", "rights")

_FORMULA = re.compile("^[\ufeff\u200b\u200c\u200d\u2060\\s]*[=+\\-@＝＋－＠\t\r]")


def files(framework: Framework, mentions: Mentions, links: Links) -> Iterator[tuple[str, bytes]]:
    """Actions, aspirations, bodies and mentions as tables."""
    rights = framework.settings.rights
    items = {record["id"]: {**record, "rights": rights} for record in records.items(framework, mentions, links)}
    yield "data/actions.csv", _table(ITEM, (row for row in items.values() if row["kind"] == "action"))
    yield "data/aspirations.csv", _table(ITEM, (row for row in items.values() if row["kind"] == "aspiration"))
    yield "data/bodies.csv", _table(BODY, _bodies(framework, mentions, links))
    yield "data/mentions.csv", _table(MENTION, _mentions(framework, mentions, items))


def _bodies(framework: Framework, mentions: Mentions, links: Links) -> Iterator[records.Record]:
    for one in framework.bodies:
        record = records.named(mentions.bodies, links, one)
        actions = [item for item in record["named_in"] if item.startswith("act-")]
        described = [quote["text"] for quote in record["described"]]
        yield {**record, "actions": len(actions), "described": described, "rights": framework.settings.rights}


def _mentions(framework: Framework, mentions: Mentions, items: dict[str, records.Record]) -> Iterator[records.Record]:
    names = {one.id: one.name for one in (*framework.bodies, *framework.programmes)}
    for item, row in items.items():
        for kind, register in (("body", mentions.bodies), ("programme", mentions.programmes)):
            for name in register.names(item):
                yield {"item": item, "item_address": row["address"], "document": row["document"],
                       "priority": row["priority"], "register": kind, "name_id": name, "name": names[name],
                       "rights": row["rights"]}  # fmt: skip


def _table(columns: tuple[str, ...], rows: Iterable[records.Record]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: object) -> str:
    """A value as a cell: nothing for None, lists joined with “; ”, and nothing that a spreadsheet would compute."""
    if value is None:
        return ""
    text = "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return "'" + text if _FORMULA.match(text) else text
