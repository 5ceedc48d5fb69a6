"""A plan in a table: CSV, or every sheet of a workbook whose headings are understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from strategic_framework.exports.sheets import BODIES
from strategic_framework.exports.spreadsheet import GUIDE
from strategic_framework.importing import cells, columns, dates, guard
from strategic_framework.importing.cells import Formula, Line, Sheet
from strategic_framework.importing.columns import Choices, Columns
from strategic_framework.importing.nodes import Node, entries
from strategic_framework.importing.outline import Outline, Refused
from strategic_framework.importing.rows import Items, Row, kind_of_name
from strategic_framework.importing.words import folded
from strategic_framework.model.frozen import frozen

#: So many rows may stand above the headings.
_ABOVE = 25
#: How many faults are told at once.
_MOST = 20

_NO_TABLE = (
    "No table in it has headings that are understood. A row near its top must name the columns, one of them Action, "
    "Commitment, Outcome or Measure. Or say what a column holds: --map “Heading=action”."
)


@frozen
class _Table:
    """A sheet whose columns are understood, and the order of its dates."""

    sheet: Sheet
    columns: Columns
    lines: Sequence[Line]
    order: dates.Order | None

    def rows(self) -> Iterator[Row]:
        """Its rows by field; what stands in several columns for partners is joined."""
        kind = kind_of_name(self.sheet.name)
        for line in self.lines:
            row: dict[str, str] = {}
            for place, name in self.columns.fields.items():
                text = line.cells[place] if place < len(line.cells) else ""
                row[name] = f"{row[name]}\n{text}" if row.get(name) and text else row.get(name) or text
            yield Row(row, self.sheet.place(line.number), kind, self.order)


def read(data: bytes, choices: Choices | None = None) -> Outline:
    """The plan in a CSV file or a workbook. Raises Refused where no table is understood, or cells are computed."""
    items = Items(choices or Choices())
    faults: list[str] = []
    sheets = cells.sheets(data)
    if any(sheet.name == GUIDE for sheet in sheets):
        sheets = _of_ours(items, sheets)
    tables = [table for sheet in sheets if (table := _table(items, sheet, faults))]
    if not tables:
        raise Refused(_NO_TABLE)
    edition = _edition(items, tables)
    for table in tables:
        items.begin()
        for row in table.rows():
            if row.cells.get("document", edition) != edition:
                continue
            if said := _computed(row):
                faults.append(said)
            else:
                items.take(row)
    if faults:
        more = [f"And {len(faults) - _MOST} more."] if len(faults) > _MOST else []
        raise Refused("\n".join([*faults[:_MOST], *more]))
    return Outline("", "", "", "", entries(items.top), tuple(items.remarks.said))


def _computed(row: Row) -> str:
    """What is said of a row with a formula; empty where it has none."""
    formulas = {name: text for name, text in row.cells.items() if isinstance(text, Formula)}
    if not formulas:
        return ""
    text = next(iter(formulas.values()))
    instead = "Copy the column, and paste it as values."
    return f"{row.place}: the cell of {' and '.join(formulas)} is computed ({text[:40]}). {instead}"


def _table(items: Items, sheet: Sheet, faults: list[str]) -> _Table | None:
    """The table of a sheet; None where it has none, which is told."""
    where = f"sheet {sheet.name}" if sheet.name else ""
    items.remarks.said |= dict.fromkeys(sheet.remarks)
    if items.choices.only and folded(sheet.name) not in map(folded, items.choices.only):
        items.remarks.say(where, "left out", "The sheet was not asked for.")
        return None
    head = next((place for place, line in enumerate(sheet.lines[:_ABOVE]) if _is_head(line, items.choices)), None)
    if head is None:
        if sheet.lines:
            items.remarks.say(where, "left out", "It has no headings that are understood.")
        return None
    for line in sheet.lines[:head]:
        items.remarks.say(sheet.place(line.number), "left out", "It stands above the headings.")
    lines = sheet.lines[head + 1 :]
    understood = columns.understood(sheet.lines[head].cells, [line.cells for line in lines], items.choices)
    _say_columns(items, where, sheet.lines[head], understood)
    if not {*understood.fields.values()} & {*columns.WORDS, "priority", "group"}:
        return None
    return _Table(sheet, understood, lines, _order(items, sheet, understood, lines, faults))


def _of_ours(items: Items, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a workbook of our own that hold items; its bodies are taken in at once, and the rest is told."""
    kept = []
    for sheet in sheets:
        head = sheet.lines[0].cells if sheet.lines else ()
        if {"Identifier", "Wording"} <= {*head}:
            kept.append(sheet)
        elif sheet.name == BODIES.name and {"Identifier", "Name", "Also called"} <= {*head}:
            items.top += _bodies(sheet)
        elif len(sheet.lines) > 1 and sheet.name != GUIDE:
            said = "Only an edition and its bodies are brought in from a workbook of a site like this."
            items.remarks.say(f"sheet {sheet.name}", "left out", said)
    return kept


def _bodies(sheet: Sheet) -> Iterator[Node]:
    """The bodies in a sheet of our own, each with its other names."""
    places = [sheet.lines[0].cells.index(heading) for heading in ("Identifier", "Name", "Also called")]
    for line in sheet.lines[1:]:
        name, title, aliases = (line.cells[place] if place < len(line.cells) else "" for place in places)
        others = "; ".join(map(guard.plain, filter(None, aliases.split("\n"))))
        fields = {"id": guard.plain(name), "aliases": others}
        yield Node("body", title=guard.plain(title), fields=fields, place=sheet.place(line.number))


def _is_head(line: Line, choices: Choices) -> bool:
    said = {*map(folded, choices.columns)}
    return columns.is_header(line.cells) or bool(said and said & {*map(folded, line.cells)})


def _say_columns(items: Items, where: str, head: Line, understood: Columns) -> None:
    for place, name in understood.fields.items():
        heading = guard.plain(head.cells[place])
        items.remarks.say(where, "understood", f"Column “{heading}”: {columns.FIELDS.get(name, name)}.")
    for heading, why in understood.left.items():
        items.remarks.say(where, "left out", f"Column “{guard.plain(heading)}”. {why}")


def _order(
    items: Items, sheet: Sheet, understood: Columns, lines: Iterable[Line], faults: list[str]
) -> dates.Order | None:
    """The order of day and month: as it was said, as the column shows it, or as somebody answers; else a fault."""
    place = next((place for place, name in understood.fields.items() if name == "due"), None)
    if items.choices.dates or place is None:
        return items.choices.dates
    texts = {line.number: line.cells[place] for line in lines if place < len(line.cells)}
    doubtful = [number for number, text in texts.items() if (when := dates.read(text)) and when.ambiguous]
    if not doubtful:
        return None
    if order := dates.order_of(texts.values()):
        items.remarks.say("", "understood", f"Dates begin with the {'day' if order == 'dmy' else 'month'}.")
        return order
    if items.choices.ask_dates:
        items.choices.dates = items.choices.ask_dates(texts[doubtful[0]])
        return items.choices.dates
    instead = "Add --dates dmy where the day stands first, --dates mdy where the month does."
    faults += [f"{sheet.place(number)}: {texts[number]} may be one of two days. {instead}" for number in doubtful]
    return None


def _edition(items: Items, tables: Sequence[_Table]) -> str:
    """The edition to read, where the tables hold several: the one that is wanted, or the latest."""
    named = {value for table in tables for row in table.rows() if (value := row["document"])}
    rather = next((name for name in items.choices.rather if name in named), "")
    chosen = items.choices.edition or rather or max(named, default="")
    if named and chosen not in named:
        raise Refused(f"There is no edition {chosen} in it. It has {', '.join(sorted(named))}.")
    for other in sorted(named - {chosen}):
        items.remarks.say("", "left out", f"The rows of {other}: only {chosen} is brought in.")
    return chosen if named else ""
