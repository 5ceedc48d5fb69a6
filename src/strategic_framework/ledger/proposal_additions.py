"""What adding does to the content files: an entry at its place in a list, or a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from strategic_framework.content import source
from strategic_framework.content.files import FOLDER
from strategic_framework.content.numbering import PREFIXES
from strategic_framework.ledger import yaml_edits
from strategic_framework.ledger.desk import Desk, Unfit
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.sheets import Entry
from strategic_framework.ledger.yaml_edits import EditError
from strategic_framework.ledger.yaml_writer import as_texts, dump
from strategic_framework.model import Noun, Place
from strategic_framework.model.additions import (
    LISTS,
    Add,
    AddBody,
    AddGroup,
    AddPolicyArea,
    AddPriority,
    AddSource,
    AddTerm,
    AddWebPage,
    Part,
    stated,
)

# --- in lists -------------------------------------------------------------------------------------------------------


#: List → what it stands in, where that is no priority.
_WHERE = {
    "introduction": "an edition after under:, such as 2024-28",
    "cross_cutting": "an edition after under:, such as 2024-28",
    "principles": "the paragraph after under:, such as ctx-1",
    "parts": "the action after under:, such as act-14",
    "actions": "a priority after under:, such as pri-2, or one of its groups",
    "aspirations": "a priority after under:, such as pri-2, or one of its groups",
}  # fmt: skip


def add_item(desk: Desk, change: Add) -> None:
    """A new entry in a list of what it is to stand in. Raises Unfit where that has no such list."""
    parent = _parent(desk, change, LISTS[change.add])
    origin = {"source": change.source or "new", "continues": change.continues}
    fields: dict[str, Data] = {"text": change.text, **stated(change), **origin}
    put(desk, parent, LISTS[change.add], [fields], change.after)


def _parent(desk: Desk, change: Add | AddGroup, key: str) -> Entry:
    """What something new is to stand in. Raises Unfit where that has no such list."""
    parent = desk.find(change, change.under, "under")
    if not holds(parent, key):
        what = f"No {change.add} can stand in {change.under}."
        instead = f"Write {_WHERE.get(key, 'a priority after under:, such as pri-2')}."
        raise Unfit(change.place("under"), "proposal-misplaced", what, "", instead)
    if change.after:
        desk.find(change, change.after, "after")
    return parent


def add_group(desk: Desk, change: AddGroup) -> None:
    """A new group of a priority, with new items in it. Raises Unfit where it is to stand in anything else."""
    parent, origin = _parent(desk, change, "groups"), change.source or "new"
    head = {"title": change.title, "text": change.text, "source": origin, "continues": change.continues}
    put(desk, parent, "groups", [{**head, **_lists(desk, change, ("actions", "aspirations"), origin)}], change.after)


#: List → the lists that it may be an entry of; everything else stands in a priority alone.
_INSIDE = {"principles": {"context"}, "parts": {"actions"}, "actions": {"groups"}, "aspirations": {"groups"}}


def holds(parent: Entry, key: str) -> bool:
    """Whether such a list may stand in that entry."""
    edition = parent.file.endswith("/edition.yml") and not parent.key
    if key in {"introduction", "cross_cutting"}:
        return edition
    if parent.key:
        return parent.key in _INSIDE.get(key, ())
    return key not in {"principles", "parts"} and parent.name.startswith(("pri-", "past-"))


def put(desk: Desk, parent: Entry, key: str, entries: Sequence[dict[str, Data]], after: str | None) -> None:
    """Put new entries into a list: after one of it, or else at its end."""
    lines: list[str] = []
    for fields in entries:
        numbered = {"id": desk.sheets.number(PREFIXES[key]), **fields}
        lines += dump({"-": [{name: value for name, value in numbered.items() if value}]}).splitlines()[1:]
    insert(desk, parent, key, lines, after)


def insert(desk: Desk, parent: Entry, key: str, lines: Sequence[str], after: str | None) -> None:
    """Put the lines of entries into a list: after one of it, or else at its end; a list that is not there is begun."""
    text, nodes = desk.sheets.text(parent.file), parent.entries(key)
    if nodes:
        anchor = desk.sheets.find(after) if after in nodes and after else desk.sheets.find(nodes[-1])
        place = anchor.place() if anchor else _last(parent, key)
        yaml_edits.append(text, place, lines)
    elif parent.parent is None:
        yaml_edits.begin_list(text, key, lines)
    elif parent.node.get(key):
        raise EditError(f"Take the line {key}: out of {parent.name} first: it holds nothing.")
    else:
        yaml_edits.begin_inner_list(text, parent.place(), key, lines)
    desk.sheets.keep(parent.file, text)


def _last(parent: Entry, key: str) -> Place:
    """Where the last entry of a list begins, which has no identifier yet."""
    node: Any = parent.node.get(key)
    place: Place = node.entries[-1].place
    return place


# --- files of their own ---------------------------------------------------------------------------------------------


def add_priority(desk: Desk, change: AddPriority) -> None:
    """A file at the end of its edition, with the next number before its name."""
    edition = desk.find(change, change.under, "under")
    folder, _, name = edition.file.rpartition("/")
    if name != "edition.yml" or edition.key:
        what = f"{change.under} is no edition."
        raise Unfit(change.place("under"), "proposal-misplaced", what, "", "Write an edition after under:, as 2024-28.")
    if change.continues:
        desk.find(change, change.continues, "continues")
    files = [file.removeprefix(f"{folder}/") for file in desk.sheets.files if file.startswith(f"{folder}/")]
    last = max((int(found[0]) for file in files if (found := re.match(r"\d+", file))), default=0)
    stem = re.sub(r"[^a-z0-9]+", "-", change.nav_label.lower()).strip("-")
    desk.sheets.keep(f"{folder}/{last + 1}-{stem}.yml", dump(_priority(desk, change)))


def _priority(desk: Desk, change: AddPriority) -> dict[str, Data]:
    origin = change.source or "new"
    fields: dict[str, Data] = {
        "id": desk.sheets.number("pri", at_once=True), "title": change.title, "title_source": origin,
        "nav_label": change.nav_label, "due": change.due, "continues": change.continues,
    }  # fmt: skip
    return _filled({**fields, **_lists(desk, change, ("context", "role", "actions", "aspirations"), origin)})


def _lists(desk: Desk, change: AddPriority | AddGroup, keys: Sequence[str], origin: str) -> dict[str, Data]:
    """The new items that come with what holds them, in their lists."""
    lists: dict[str, Data] = {}
    for key in keys:
        parts: tuple[Part, ...] = getattr(change, key)
        entries = [
            {"id": desk.sheets.number(PREFIXES[key]), "text": part.text, **stated(part), "source": origin}
            for part in parts
        ]
        lists[key] = [_filled(entry) for entry in entries]
    return lists


def _filled(fields: Mapping[str, Data]) -> dict[str, Data]:
    return {key: value for key, value in fields.items() if value}


# --- named things ---------------------------------------------------------------------------------------------------


def add_named(desk: Desk, change: AddBody | AddTerm | AddPolicyArea | AddSource | AddWebPage) -> None:
    """An entry at the end of its file. Raises Unfit where something else bears the name there."""
    file, _, name = change.add.partition("/")
    given = change.model_dump(exclude={"add"})
    fields = _filled({"id": name, **(_SHAPED[type(change)](given, name) if type(change) in _SHAPED else given)})
    there = desk.sheets.find(change.add)
    if there is None:
        _append(desk, f"{FOLDER}/{file}.yml", fields)
        desk.wrote_field(change.add, "add")
    elif source.plain(there.node) == as_texts(fields):
        desk.idle.append(change.add)
    else:
        by = desk.wrote.get((change.add, "add"))
        code, what = "proposal-misplaced", f"There is something called {change.add} already."
        if by and by != desk.author:
            code, what = "proposal-contradicts", f"{by} and this proposal both add {change.add}, in other words."
        raise Unfit(
            change.place("add"), code, what, "", f"Take another name, or give it other words: reword: {change.add}"
        )


def _append(desk: Desk, file: str, fields: Mapping[str, Data]) -> None:
    """Put an entry at the end of a file that is a list; it may be empty, or not there yet."""
    lines = [line.removeprefix("  ") for line in dump({"-": [fields]}).splitlines()[1:]]
    if file not in desk.sheets.files:
        desk.sheets.keep(file, "".join(f"{line}\n" for line in lines))
        return
    text = desk.sheets.text(file)
    root = desk.sheets.files[file].root
    for number, line in enumerate(text.lines if not isinstance(root, source.Sequence) or not root.entries else (), 1):
        if line.strip() == "[]":
            text.cut(number, number)
    text.insert(len(text.lines) + 1, lines)
    desk.sheets.keep(file, text)


def _term(given: Mapping[str, Data], _: str) -> dict[str, Data]:
    quote = _filled({"text": given["quote"], "source": given["source"]})
    head = {"term": given["term"], "expansion": given["expansion"], "quote": quote}
    return {**head, **{key: given[key] for key in ("plain", "supported_by", "link", "seen")}}


def _source(given: Mapping[str, Data], name: str) -> dict[str, Data]:
    keys = ("title", "short", "author", "kind", "date", "date_note")
    head = {key: given[key] for key in keys}
    return {**head, "file": f"sources/{name}.txt", **{key: given[key] for key in ("address", "seen", "note")}}


def _web_page(given: Mapping[str, Data], _: str) -> dict[str, Data]:
    return {"kind": "web", **given}


#: Noun → the entry that it becomes, where that is not its own keys.
_SHAPED: dict[type[Noun], Callable[[Mapping[str, Any], str], dict[str, Data]]] = {
    AddTerm: _term, AddSource: _source, AddWebPage: _web_page,
}  # fmt: skip
