"""The rows of a table as items: what each stands in, its words, and what else is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from strategic_framework.importing import dates, guard, names
from strategic_framework.importing.columns import WORDS, Choices
from strategic_framework.importing.nodes import Node, Remarks
from strategic_framework.importing.words import folded
from strategic_framework.model import KINDS, identifier
from strategic_framework.model.frozen import frozen

#: A number of the plan’s own before the words: 2.2 or 2.2.1, and not the year 2027.
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})+[a-z]?)\.?[:)]?\s+(?=\S)")
_LEVEL = r"(?:strategic |local )?(?:priority|theme|outcome|goal|aim|objective|pillar)"
#: What a priority is called before its title.
_CALLED = re.compile(rf"(?:{_LEVEL}\s*(?:\d{{1,2}}|[A-Z])\s*[:.)–-]|\d{{1,2}}[.)])\s*(?=\S)", re.IGNORECASE)
#: A row of one cell that begins what follows it.
_BANNER = re.compile(rf"{_LEVEL}\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–-]|\d{1,2}[.)]|\(?[a-z]\))\s+")
#: Fields that are taken over as they stand.
_AS_IS = ("reference", "unit", "baseline", "target", "id", "retired", "replaced_by", "continues")
_KINDS = ("action", "part", "aspiration", "measure", "context", "role", "introduction")
#: What else a sheet or a cell may call a kind.
_CALLED_KIND = {
    "commitment": "action", "activity": "action", "activitie": "action", "delivery action": "action",
    "sub action": "part", "outcome": "aspiration", "ambition": "aspiration", "indicator": "measure",
}  # fmt: skip


@frozen
class Row:
    """A row: field → text of its cell, where it stands, the kind that its sheet has, and the order of its dates."""

    cells: Mapping[str, str]
    place: str
    kind: str = ""
    order: dates.Order | None = None

    @property
    def filled(self) -> list[str]:
        return [text for text in self.cells.values() if text.strip()]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "").strip()


@dataclass
class Items:
    """What has been read of a table so far, and where the next row stands."""

    choices: Choices
    remarks: Remarks = field(default_factory=Remarks)
    top: list[Node] = field(default_factory=list)
    by_title: dict[str, Node] = field(default_factory=dict)
    priority: Node | None = None
    group: Node | None = None
    action: Node | None = None

    def begin(self) -> None:
        """Begin a table: nothing stands above its first row."""
        self.priority = self.group = self.action = None

    def take(self, row: Row) -> None:
        """Take in a row."""
        filled = row.filled
        if len(filled) == 1 and "priority" not in row.cells and _BANNER.match(filled[0]):
            self._find_priority(Row({"priority": filled[0]}, row.place))
            return
        self._find_priority(row)
        self._find_group(row)
        words = [name for name in WORDS if row[name]]
        for name in words[:-1]:
            self._words(Row({name: row[name]}, row.place, row.kind), name)
        if words:
            self._words(row, words[-1])
        elif filled and not row["priority"] and not row["group"]:
            self.remarks.say(row.place, "left out", "The row has no words of an item.")

    # --- what a row stands in -----------------------------------------------------------------------------------------

    def _find_priority(self, row: Row) -> None:
        """Go to the priority that a row names; where its cell is empty, it is that of the row above."""
        written = guard.plain(row["priority"])
        if not written:
            if self.priority and "priority" in row.cells and row.filled:
                said = f"Its priority is that of the row above, “{self.priority.title}”."
                self.remarks.say(row.place, "understood", said)
            return
        title = _CALLED.sub("", written, count=1)
        node = self.by_title.get(folded(title))
        if node is None:
            node = self._new_priority(title, row)
            if title != written:
                self.remarks.say(row.place, "repaired", f"“{written}” → “{title}”: the site counts priorities itself.")
        if node is not self.priority:
            self.group = self.action = None
        self.priority = node

    def _new_priority(self, title: str, row: Row) -> Node:
        fields = {"id": name} if (name := row["priority_id"]) else {}
        node = self.by_title[folded(title)] = Node("priority", title=title, fields=fields, place=row.place)
        self.top.append(node)
        return node

    def _find_group(self, row: Row) -> None:
        title = guard.plain(row["group"])
        if not title:
            return
        parent = self._priority(row)
        node = parent.child("group", title)
        if node is None:
            node = Node("group", title=title, place=row.place)
            parent.children.append(node)
        if node is not self.group:
            self.action = None
        self.group = node

    def _priority(self, row: Row) -> Node:
        """The priority that a row stands in; where none is named, one without a title, which the writer names."""
        if self.priority is None:
            self.priority = self.by_title.get("") or self._new_priority("", row)
        return self.priority

    def _parent(self, kind: str, row: Row) -> Node | None:
        """What an item of that kind stands in; None: the plan itself."""
        if kind == "introduction":
            return None
        priority = self._priority(row)
        if kind == "part" and self.action:
            return self.action
        return priority if kind in {"context", "role"} else self.group or priority

    # --- its words ----------------------------------------------------------------------------------------------------

    def _words(self, row: Row, name: str) -> None:
        """Take in the words of a cell: as one item, or as one for each line where the cell is a list."""
        kind = _kind(row) if name == "text" or identifier(row["id"]) else name
        lines = [line for line in row[name].split("\n") if line.strip()]
        if len(lines) > 1 and all(map(_BULLET.match, lines)) and kind not in {"context", "introduction"}:
            self.remarks.say(row.place, "repaired", f"Its cell is a list: {len(lines)} items were made of it.")
        else:
            if len(lines) > 1:
                self.remarks.say(row.place, "repaired", "The line breaks in its words became spaces.")
            lines = [row[name]]
        for line in lines:
            if words := guard.plain(_BULLET.sub("", line, count=1) if len(lines) > 1 else line):
                self._item(row, kind, words)

    def _item(self, row: Row, kind: str, words: str) -> None:
        fields = self._fields(row)
        if "reference" not in row.cells and kind in {"action", "part", "measure"} and (number := _NUMBER.match(words)):
            fields["reference"], words = number[1], words[number.end() :]
            self.remarks.say(row.place, "repaired", f"The number {number[1]} stood before its words.")
        parent = self._parent(kind, row)
        if known := self._known(parent, kind, words, row):
            known.fields |= {name: value for name, value in fields.items() if value and not known.fields.get(name)}
            return
        if kind == "measure" and "due" in fields:
            fields["target_date"] = fields.pop("due")
        if kind == "aspiration":
            self._due_of_priority(fields.pop("due", ""), row)
        node = (
            Node(kind, "", words, fields, row.place) if kind == "measure" else Node(kind, words, "", fields, row.place)
        )
        (parent.children if parent else self.top).append(node)
        if kind == "action":
            self.action = node

    def _known(self, parent: Node | None, kind: str, words: str, row: Row) -> Node | None:
        """The item that a row says more of: what stands in its column was said by an earlier row."""
        if row["id"] and identifier(row["id"]):
            return None
        if kind == "action":  # two rows may have the same words, unless the second names a part
            is_same = self.action and self.action.text == words and not {*row.cells} - {"action"}
            return self.action if is_same else None
        return parent.child(kind, words) if parent else None

    def _due_of_priority(self, when: str, row: Row) -> None:
        """What aspirations look to is a date of their priority; where two differ, the first counts."""
        if when and self.priority and (first := self.priority.fields.setdefault("due", when)) != when:
            said = f"The date {when}: the aspirations of one priority look to one date here, {first}."
            self.remarks.say(row.place, "left out", said)

    # --- what else is said of it --------------------------------------------------------------------------------------

    def _fields(self, row: Row) -> dict[str, str]:
        """What a row says of its item; a column that is there and says nothing of it is an empty text."""
        fields = {name: guard.plain(row[name]) for name in _AS_IS if name in row.cells}
        if "id" in fields:
            self._identify(fields, row.place)
        if "due" in row.cells:
            self._date(fields, guard.plain(row["due"]), row)
        for name in ("lead", "partners"):
            if name in row.cells:
                fields[name] = "; ".join(names.listed(row[name], commas=name == "partners"))
        return fields

    def _identify(self, fields: dict[str, str], place: str) -> None:
        """Keep an identifier of this site; any other code is the plan’s own number."""
        name = fields.pop("id")
        if (known := identifier(name)) and known.prefix in KINDS:
            fields["id"] = name
        elif name and not fields.get("reference"):
            fields["reference"] = name
            self.remarks.say(place, "understood", f"{name} is the plan’s own number.")

    def _date(self, fields: dict[str, str], words: str, row: Row) -> None:
        """Note a date, or that there is none; what is no date says neither."""
        when = dates.read(words, row.order) if words else dates.Read("")
        if when is None:
            self.remarks.say(row.place, "left out", f"“{words}” is no date of one year, month or day.")
            return
        fields["due"] = when.when
        if when.repaired:
            self.remarks.say(row.place, "repaired", f"{words} → {when.when}")


def kind_of_name(name: str) -> str:
    """The kind that a name in the singular or plural stands for; empty where there is none."""
    known = {kind: kind for kind in _KINDS} | _CALLED_KIND
    word = folded(name)
    return known.get(word) or known.get(word.removesuffix("s"), "")


def _kind(row: Row) -> str:
    """The kind of a row of any kind: as its identifier, its cell or its sheet says; else an action."""
    named = identifier(row["id"])
    if named and named.kind in _KINDS:
        return named.kind
    return kind_of_name(row["kind"]) or row.kind or "action"
