"""The sheets of the workbook: what their columns show and mean, and their rows, in names in place of identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions, Register
from strategic_framework.exports import changes_json, measures, records
from strategic_framework.exports.dictionary import ADDRESS, LIST, OPTIONAL_DECIMAL, TEXT, Field
from strategic_framework.exports.records import Record
from strategic_framework.language.labels import document_label, label
from strategic_framework.language.strings import with_words
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Body, Framework, identifier

#: What Excel takes in no name of a sheet.
_NOT_IN_NAMES = re.compile(r"[][:*?/\\]")
#: Widths of columns, in characters.
WIDE, MIDDLE, NARROW = 70, 30, 14


class Column(NamedTuple):
    """A column: its heading, the field of a row that it shows, its width in characters and what it means."""

    heading: str
    field: str
    width: int
    meaning: str
    type: str = TEXT
    optional: bool = False

    @property
    def documented(self) -> Field:
        return Field(self.heading, self.type, self.meaning, self.optional)


class Sheet(NamedTuple):
    """A sheet: its name, its columns, and what each of its rows is. The first column leads to the row's `address`."""

    name: str
    row: str
    columns: tuple[Column, ...]

    def holding(self, sheet_rows: list[Record]) -> Sheet:
        """The same without the optional columns that no row fills."""
        filled = {field for row in sheet_rows for field, value in row.items() if value}
        return self._replace(
            columns=tuple(column for column in self.columns if not column.optional or column.field in filled)
        )

    @property
    def in_words(self) -> Sheet:
        """The same with what the plan calls its parts."""
        columns = (
            column._replace(heading=with_words(column.heading), meaning=with_words(column.meaning))
            for column in self.columns
        )
        return Sheet(_NOT_IN_NAMES.sub("", with_words(self.name)), with_words(self.row), tuple(columns))


def _called(what: str) -> tuple[Column, Column]:
    return (
        Column("Name", "label", MIDDLE, f"What this site calls {what}. It links to the permanent address."),
        Column("Identifier", "id", NARROW, "The permanent identifier."),
    )


_PLACE = Column("Permanent address", "address", MIDDLE, "The permanent address.", ADDRESS)
_LINES = "each on a line of its own"
_STANDING = (
    Column("Retired", "retired", NARROW, "yes where it is retired. Its wording and address stay."),
    Column("Replaced by", "replaced_by", NARROW, "The identifier of what took its place."),
    Column("Carries on", "continues", NARROW, "The identifier of the earlier item that it carries on."),
)
_NAMES = (
    Column("Bodies named", "bodies", MIDDLE, f"The bodies that the wording names, {_LINES}.", LIST),
    Column("Programmes named", "programmes", MIDDLE, f"What else the wording names, {_LINES}.", LIST),
    Column("Policy areas named", "policy_areas", MIDDLE, f"The policy areas that the wording names, {_LINES}.", LIST),
    Column("Reports", "updates", MIDDLE, f"The titles of the published reports about it, {_LINES}.", LIST),
    Column("Last reported as", "last_reported_as", NARROW,
           f"The word of the scale that the latest report quotes; several of one day {_LINES}.", LIST, optional=True),
    Column("Last reported", "last_reported", NARROW, "The day of that report.", optional=True),
)  # fmt: skip
_WORDING = (
    Column("Edition", "document", NARROW, "The short name of the edition it belongs to."),
    Column("[Priority]", "priority_title", MIDDLE, "The title of the [priority] it stands under."),
    Column("[Priority] identifier", "priority", NARROW, "The permanent identifier of that [priority]."),
    Column("Wording", "text", WIDE, "The wording, character for character."),
    Column("Source", "source", MIDDLE, "The title of the document that it is quoted from."),
)
_DUE = (
    Column("Date it looks to", "due", NARROW, "The date [an aspiration] looks to, as exact as the source has it."),
    Column("Where the date is stated", "due_stated", MIDDLE, "Where the wording states that date."),
)
_NAMED = (
    Column("Also called", "aliases", MIDDLE, f"Other forms of the name that the wording is searched for, {_LINES}.",
           LIST),
    Column("Named in", "named_in", MIDDLE, f"The items whose wording names it, {_LINES}.", LIST),
    Column("Identifiers of these", "named_in_ids", MIDDLE, f"The permanent identifiers of these items, {_LINES}.",
           LIST),
    Column("Described as", "described", WIDE, f"How sources describe it, in their words, {_LINES}.", LIST),
    Column("In plain words", "plain", WIDE, "What it is, in one sentence of this site’s words."),
    Column("Supported by", "supported_by", MIDDLE, "The page that supports that sentence.", ADDRESS),
    Column("Own page", "link", MIDDLE, "The address of its own page.", ADDRESS),
    _PLACE,
)  # fmt: skip
ACTIONS = Sheet("[Actions]", "One row for each [action].", (*_called("it"), *_WORDING, *_NAMES, *_STANDING, _PLACE))
ASPIRATIONS = Sheet(
    "[Aspirations]", "One row for each [aspiration].", (*_called("it"), *_WORDING, *_DUE, *_NAMES, *_STANDING, _PLACE)
)
BODIES = Sheet("Bodies", "One row for each body named.", (*_called("it"), *_NAMED))
PROGRAMMES = Sheet("Programmes", "One row for each programme, service or document named.", (*_called("it"), *_NAMED))
UPDATES = Sheet("Reports", "One row for each published report.", (
    Column("Title", "title", MIDDLE, "A short title, written for this site. It links to the permanent address."),
    Column("Identifier", "id", NARROW, "The permanent identifier."),
    Column("Date", "date", NARROW, "When it happened or was reported, as exact as the source has it."),
    Column("Kind", "kind", NARROW, "activity, result, setback, plan (it will be) or assessment (somebody judged)."),
    Column("About", "about", MIDDLE, f"The items it is about, {_LINES}.", LIST),
    Column("Identifiers of these", "about_ids", NARROW, f"The permanent identifiers of these items, {_LINES}.", LIST),
    Column("Under another name", "near", NARROW,
           f"The identifiers of those for which the source has another name, {_LINES}.", LIST),
    Column("Quoted", "quote", WIDE, "What the source says, where its text is kept."),
    Column("In our words", "said", WIDE, "What a web page reports, in this site’s words."),
    Column("Reported as", "reported_as", NARROW, "The word of the scale that it quotes.", optional=True),
    Column("Publisher", "publisher", MIDDLE, "Who says so."),
    Column("Source", "source_title", MIDDLE, "The title of what it is taken from."),
    Column("Date of the source", "source_date", NARROW, "Its date, as exact as it states it."),
    Column("Address of the source", "source_address", MIDDLE, "The address of the original, where it is known.",
           ADDRESS),
    Column("Seen", "seen", NARROW, "The month in which the original was seen."),
    _PLACE,
))  # fmt: skip
CHANGES = Sheet("Changes", "One row for each published change.", (
    Column("What was done", "title", WIDE, "What was done, in a sentence. It links to the permanent address."),
    Column("Identifier", "id", NARROW, "The permanent identifier of the change."),
    Column("Published", "published", NARROW, "The day on which it was published."),
    Column("Kinds", "classes", NARROW, f"What kinds of change it holds, found by rule, {_LINES}.", LIST),
    Column("Items", "items", MIDDLE, f"What was changed, {_LINES}.", LIST),
    Column("Identifiers of these", "items_ids", NARROW, f"The permanent identifiers of these, {_LINES}.", LIST),
    Column("Reason", "reason", WIDE, "Why it was changed."),
    Column("Decided by", "decided_by", MIDDLE, "Who decided it."),
    Column("Decided", "decided", NARROW, "The day of the decision."),
    _PLACE,
))  # fmt: skip
MEASURES = Sheet("[Measures]", "One row for each value of each [measure].", (
    Column("[Measure]", "name", MIDDLE, "What is measured. It links to the permanent address."),
    Column("Identifier", "measure", NARROW, "The permanent identifier of the [measure]."),
    Column("Counted in", "unit", NARROW, "What it is counted in."),
    Column("Date", "date", NARROW, "What the value is for, as exact as its source states."),
    Column("Value", "value", NARROW, "The number; empty where none is reported.", OPTIONAL_DECIMAL),
    Column("Low", "low", NARROW, "The lower end of its uncertainty.", OPTIONAL_DECIMAL),
    Column("High", "high", NARROW, "The upper end of its uncertainty.", OPTIONAL_DECIMAL),
    Column("Source", "source_title", MIDDLE, "The title of what reports it."),
    Column("Note", "note", MIDDLE, "What readers should know of this value, in this site’s words."),
    Column("[Measure] of", "under", MIDDLE, f"The [priorities], [groups] and [aspirations] of it, {_LINES}.", LIST),
    _PLACE,
))  # fmt: skip
SHEETS = (ACTIONS, ASPIRATIONS, BODIES, PROGRAMMES, UPDATES, CHANGES)
#: What a plan may state of an action → the column that shows it where it does.
_STATED = {
    "group": Column("[Group]", "group", MIDDLE, "The title of the [group] that it stands in."),
    "reference": Column("Number in the [framework]", "reference", NARROW, "The plan’s own number for it."),
    "due": Column("Due", "due", NARROW, "The date by which it is due, as exact as the plan states it."),
    "lead": Column("Lead", "lead", MIDDLE, f"Who leads it, {_LINES}.", LIST),
    "partners": Column("Partners", "partners", MIDDLE, f"Who are partners in it, {_LINES}.", LIST),
}


def actions(framework: Framework) -> Sheet:
    """The sheet of actions, after whose wording stands what the plan states of any."""
    known = frozenset[str]().union(*(edition.stated for edition in framework.editions))
    known |= {"group"} if any(edition.groups for edition in framework.editions) else set()
    stated = [column for field, column in _STATED.items() if field in known]
    place = len(_called("it")) + len(_WORDING)
    return ACTIONS._replace(columns=(*ACTIONS.columns[:place], *stated, *ACTIONS.columns[place:]))


def documented(*shown: Sheet) -> tuple[Field, ...]:
    """What the page of data fields says of some sheets."""
    return tuple(
        column.documented._replace(name=f"{sheet.name}: {column.heading}")
        for sheet in shown
        for column in sheet.columns
    )


def formula() -> str:
    """The wording of the action whose identifier stands in cell A1: for a sheet of a reader's own, in any program."""
    places = {column.field: chr(ord("A") + place) for place, column in enumerate(ACTIONS.columns)}
    text, name = places["text"], places["id"]
    sheet = with_words(ACTIONS.name)
    if not sheet.isalnum():  # only such a name stands in a formula as it is
        sheet = "'{}'".format(sheet.replace("'", "''"))
    return f"=INDEX({sheet}!{text}:{text},MATCH(A1,{sheet}!{name}:{name},0))"


def rows(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> list[tuple[Sheet, list[Record]]]:
    """Each sheet with its rows, in which names stand in place of identifiers."""
    called = _names_of(framework)
    items = [_item(framework, called, record) for record in items or records.items(framework, mentions, links)]
    bodies = [_named(mentions.bodies, links, body) for body in framework.bodies]
    programmes = [_named(mentions.programmes, links, programme) for programme in framework.programmes]
    updates = [_listed(records.update(framework, links, update), "about") for update in framework.updates]
    changes = [_listed(changes_json.change(links, change), "items") for change in ledger.changes]
    rows = [_measured(row) for row in measures.rows(framework, links)]
    parts: list[tuple[Sheet, list[Record]]] = [
        (actions(framework), [row for row in items if row["kind"] == "action"]),
        (ASPIRATIONS, [row for row in items if row["kind"] == "aspiration"]),
        (BODIES, bodies), (PROGRAMMES, programmes), (UPDATES, updates), (CHANGES, changes),
        *([(MEASURES, rows)] if rows else []),
    ]  # fmt: skip
    return [(sheet.holding(sheet_rows).in_words, sheet_rows) for sheet, sheet_rows in parts]


def _measured(row: Mapping[str, object]) -> Record:
    """A value with its numbers as numbers, and in names what its measure is of."""
    numbers: Record = {name: measures.number(str(row[name]) if row[name] is not None else None)
                       for name in ("value", "low", "high")}  # fmt: skip
    texts: Record = {name: str(row[name] or "") for name in ("measure", "name", "unit", "date", "source_title", "note")}
    return {**texts, **numbers, "under": [label(name) for name in listed(row["under"])], "address": str(row["address"])}


def _names_of(framework: Framework) -> dict[str, dict[str, str]]:
    """For each field of an item that holds identifiers: identifier → name."""
    return {
        "bodies": {body.id: body.name for body in framework.bodies},
        "programmes": {programme.id: programme.name for programme in framework.programmes},
        "policy_areas": {area.id: area.name for area in framework.policy_areas},
        "updates": {update.id or "": update.title for update in framework.updates},
    }


def _item(framework: Framework, called: dict[str, dict[str, str]], record: Record) -> Record:
    """An item’s record in names. `retired` is a word, for “FALSE” is one in every language of a spreadsheet."""
    source = framework.source.get(str(record["source"]))
    stated = {part: listed(record.get(part)) for part in ("lead", "partners")}
    group = framework.items.get(str(record.get("group")))
    return {
        **record,
        "label": label(str(record["id"])),
        "group": group.words if group else None,
        "document": document_label(framework, str(record["document"])),
        "source": source.title if source else record["source"],
        "retired": "yes" if record["retired"] else "",
        **{field: [names[name] for name in listed(record[field])] for field, names in called.items()},
        **{part: [framework.answerable.get(body, body) for body in bodies] for part, bodies in stated.items()},
    }


def _named(register: Register, links: Links, body: Body) -> Record:
    record = _listed(records.named(register, links, body), "named_in")
    return {**record, "label": body.name, "described": [quotation.text for quotation in body.described]}


def _listed(record: Record, part: str) -> Record:
    """The record with what one of its lists names, beside the identifiers."""
    names = listed(record[part])
    return {**record, f"{part}_ids": [*names], part: [label(name) if identifier(name) else name for name in names]}


def listed(value: object) -> list[str]:
    """The texts of a field that holds a list; none where there is nothing."""
    return [str(name) for name in value] if isinstance(value, list) else []
