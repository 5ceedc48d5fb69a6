"""What each kind of change does to the content files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from strategic_framework.ledger import yaml_edits, yaml_values
from strategic_framework.ledger.desk import Desk, Unfit
from strategic_framework.ledger.proposal_additions import (
    add_group,
    add_item,
    add_named,
    add_priority,
    holds,
    insert,
    put,
)
from strategic_framework.ledger.proposal_measures import add_measure, put_value
from strategic_framework.ledger.proposal_words import change_current_edition, change_entries, reword, write_field
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.sheets import Entry, list_of
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import identifier
from strategic_framework.model.additions import (
    Add,
    AddBody,
    AddGroup,
    AddMeasure,
    AddPolicyArea,
    AddPriority,
    AddSource,
    AddTerm,
    AddWebPage,
    stated,
)
from strategic_framework.model.proposals import (
    CurrentEdition,
    Entries,
    Merge,
    Move,
    NewUpdate,
    NewValue,
    Order,
    ProposedChange,
    Restore,
    Retire,
    Review,
    Reword,
    Split,
)


def lay(desk: Desk, change: ProposedChange) -> None:
    """Lay one change over the sheets. Raises Unfit, and EditError for a file that the tool leaves alone."""
    _LAY[type(change)](desk, change)


# --- in force, or not -------------------------------------------------------------------------------------------------


def _retire(desk: Desk, change: Retire) -> None:
    _retired(desk, change, change.retire, change.replaced_by or "", "retire")


def _retired(desk: Desk, change: ProposedChange, target: str, replaced_by: str, field: str) -> None:
    entry = desk.find(change, target, field)
    rests = target.startswith(("upd-", "mea-", "sources/"))
    if not (identifier(target) or rests) or (replaced_by and rests):
        what = f"{target} cannot be {'replaced' if rests else 'taken out of force'}."
        named = "Name an item, a priority, a report, a measure or a source."
        instead = "Take the line replaced_by: out." if rests else named
        raise Unfit(change.place(field), "proposal-misplaced", what, "", instead)
    if replaced_by:
        desk.find(change, replaced_by, "replaced_by" if field == "retire" else field)
    there = entry.value("replaced_by")
    if entry.retired:
        by = desk.wrote.get((target, "retired"))
        if replaced_by and there and there != replaced_by and by:
            what = f"{by} says that {there} takes the place of {target}, and this proposal says {replaced_by}."
            raise Unfit(change.place(), "proposal-contradicts", what, "", "Take one of the two away.")
        if there == replaced_by or not replaced_by:
            desk.same(target, "retired", "retired")
            return
        text = desk.sheets.text(entry.file)
        yaml_values.take(text, entry.node, "replaced_by")
        yaml_edits.add_keys(text, entry, [f"replaced_by: {replaced_by}"])
    else:
        text = desk.sheets.text(entry.file)
        yaml_edits.add_keys(text, entry, ["retired: true", *([f"replaced_by: {replaced_by}"] if replaced_by else [])])
    desk.sheets.keep(entry.file, text)
    desk.wrote_field(target, "retired")


def _restore(desk: Desk, change: Restore) -> None:
    entry = desk.find(change, change.restore, "restore")
    if not entry.retired:
        desk.same(entry.name, "retired", "restored")
        return
    if (by := desk.wrote.get((entry.name, "retired"))) and by != desk.author:
        what = f"{by} retires {entry.name}, and this proposal restores it."
        raise Unfit(change.place(), "proposal-contradicts", what, "", "Take one of the two away.")
    text = desk.sheets.text(entry.file)
    yaml_edits.take_keys(text, entry, ["retired", "replaced_by"])
    desk.sheets.keep(entry.file, text)
    desk.wrote_field(entry.name, "retired")


# --- in lists ---------------------------------------------------------------------------------------------------------


def _move(desk: Desk, change: Move) -> None:
    entry, target = desk.find(change, change.move, "move"), desk.find(change, change.under, "under")
    key = list_of(change.move)
    if not holds(target, key) or entry.parent is None or key == "principles":
        what = f"{change.move} cannot stand in {change.under}."
        instead = _MOVES.get(key, "An item of a priority moves to another priority of its edition: under: pri-3.")
        raise Unfit(change.place("under"), "proposal-misplaced", what, "", instead)
    here, there = (one.file.rpartition("/")[0] for one in (entry, target))
    if here != there:
        what = f"{change.move} stands in {_edition(here)} and {change.under} in {_edition(there)}."
        instead = f"Propose it there as a new one, with a line continues: {change.move}"
        raise Unfit(change.place("under"), "proposal-misplaced", what, "An item stays in its edition.", instead)
    here = next((name for name in _owner(entry)), "")
    if change.after:
        desk.find(change, change.after, "after")
    if here == target.name and (not change.after or change.after not in target.entries(key)):
        desk.same(entry.name, "in", "moved")
        return
    if (by := desk.wrote.get((entry.name, "in"))) and by != desk.author:
        what = f"{by} moves {entry.name} to {here}, and this proposal moves it to {target.name}."
        raise Unfit(change.place(), "proposal-contradicts", what, "", "Take one of the two away.")
    text = desk.sheets.text(entry.file)
    lines = text.cut(*yaml_edits.entry(text, entry.place()))
    if len(_siblings(entry)) == 1:
        yaml_edits.end_list(text, next(written.place for written, _ in entry.parent.entries if written.value == key))
    desk.sheets.keep(entry.file, text)
    insert(desk, desk.find(change, change.under, "under"), key, lines, change.after)
    desk.wrote_field(entry.name, "in")


#: List → where one of its entries can be moved, where that is not a priority alone.
_MOVES = {
    "actions": "An action moves to another priority or group of its edition: under: pri-3, or under: grp-1.",
    "aspirations": "An aspiration moves to another priority or group of its edition: under: pri-3, or under: grp-1.",
    "parts": "A part of an action moves to another action of its edition: under: act-14.",
}  # fmt: skip


def _edition(folder: str) -> str:
    return f"the edition {folder.rpartition('/')[2]}"


def _owner(entry: Entry) -> list[str]:
    """The identifier of what an entry stands in."""
    node: Any = entry.parent.get("id") if entry.parent else None
    return [node.value] if node else []


def _siblings(entry: Entry) -> list[str]:
    return Entry(entry.file, entry.parent, "").entries(entry.key) if entry.parent else []


def _order(desk: Desk, change: Order) -> None:
    entries = [desk.find(change, name, "order") for name in change.order]
    if len(set(change.order)) < len(change.order):
        raise Unfit(change.place("order"), "proposal-misplaced", "One of them is named twice.", "", "Name each once.")
    if len({(entry.file, entry.key, *_owner(entry)) for entry in entries}) > 1 and not any(
        desk.wrote.get((entry.name, "in")) for entry in entries
    ):
        what = "What is put in order here does not stand in one list."
        raise Unfit(change.place("order"), "proposal-misplaced", what, "", "Name entries of one list only.")
    first = entries[0]
    siblings = _siblings(first)
    named = [name for name in change.order if name in siblings]  # what has moved elsewhere since is left where it is
    places = [name for name in siblings if name in named]
    if named == places:
        desk.same(first.name, "order", "moved")
        return
    text = desk.sheets.text(first.file)
    spans = {entry.name: yaml_edits.entry(text, entry.place()) for entry in entries if entry.name in named}
    lines = {name: [line.rstrip("\r\n") for line in text.lines[a - 1 : b]] for name, (a, b) in spans.items()}
    for place, name in zip(places, named, strict=True):
        text.cut(*spans[place])
        text.insert(spans[place][0], lines[name])
    desk.sheets.keep(first.file, text)
    for name in named:
        desk.wrote_field(name, "order")


def _split(desk: Desk, change: Split) -> None:
    entry = desk.find(change, change.split, "split")
    if by := desk.wrote.get((entry.name, "retired")):
        what = f"{by} takes {entry.name} out of force already, and this proposal splits it."
        raise Unfit(change.place(), "proposal-contradicts", what, "", "Take one of the two away.")
    owner, key = _owner(entry), entry.key
    if not owner or list_of(entry.name) != key:
        what = f"{entry.name} is no item of a list, and cannot be split."
        raise Unfit(change.place("split"), "proposal-misplaced", what, "", "Name an action or an aspiration.")
    _retired(desk, change, entry.name, "", "split")
    fields: list[dict[str, Data]] = [
        {entry.wording: part.text, **stated(part), "source": "new", "continues": entry.name} for part in change.into
    ]
    put(desk, desk.find(change, owner[0], "split"), key, fields, entry.name)


def _merge(desk: Desk, change: Merge) -> None:
    if change.into not in change.merge:
        what = f"{change.into} is not one of those that are merged."
        raise Unfit(change.place("into"), "proposal-misplaced", what, "", f"Write one of {', '.join(change.merge)}.")
    stays = desk.find(change, change.into, "into")
    for name in change.merge:
        desk.find(change, name, "merge")
    if change.text:
        write_field(desk, change, stays, stays.wording, change.from_, change.text)
    for name in change.merge:
        if name != change.into:
            _retired(desk, change, name, change.into, "merge")


# --- what is told -----------------------------------------------------------------------------------------------------


def _update(desk: Desk, change: NewUpdate) -> None:
    for name in change.update:
        desk.find(change, name, "update")
    stem = re.sub(r"[^a-z0-9]+", "-", " ".join(filter(None, (change.date, change.title))).lower()).strip("-")[:60]
    stem = stem.strip("-")
    file, count = f"framework/updates/{stem}.yml", 2
    while file in desk.sheets.files:
        if desk.sheets.files[file].text == dump(_as_update(change, "")):
            desk.idle.append(change.title)
            return
        file, count = f"framework/updates/{stem}-{count}.yml", count + 1
    desk.sheets.keep(file, dump(_as_update(change, desk.sheets.number("upd"))))


def _as_update(change: NewUpdate, name: str) -> dict[str, Data]:
    fields: dict[str, Data] = {
        "id": name, "date": change.date, "kind": change.kind, "about": list(change.update), "near": list(change.near),
        "title": change.title, "source": change.source, "quote": change.quote, "said": change.said,
        "reported_as": change.reported_as,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def _review(desk: Desk, change: Review) -> None:
    for name in change.review:
        desk.find(change, name, "review")


_LAY: dict[type, Callable[[Desk, Any], None]] = {
    Reword: reword, Entries: change_entries, Add: add_item, AddGroup: add_group, AddPriority: add_priority,
    AddMeasure: add_measure, AddBody: add_named, AddTerm: add_named, AddPolicyArea: add_named,
    AddSource: add_named, AddWebPage: add_named,
    Retire: _retire, Restore: _restore, Move: _move, Order: _order, Split: _split,
    Merge: _merge, NewUpdate: _update, NewValue: put_value, Review: _review, CurrentEdition: change_current_edition,
}  # fmt: skip
