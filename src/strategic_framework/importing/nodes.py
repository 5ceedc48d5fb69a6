"""What is read of a file, entry by entry, until it is whole; then an outline is made of it, which never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from strategic_framework.importing.outline import Entry, Remark


@dataclass
class Node:
    """An entry that is still being read."""

    kind: str
    text: str = ""
    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    place: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, kind: str, words: str) -> Node | None:
        """The child of that kind that has those words already."""
        return next((one for one in self.children if one.kind == kind and (one.title or one.text) == words), None)

    def entry(self) -> Entry:
        """The entry, with all that stands beneath it."""
        return Entry(
            self.kind, self.text, self.title, self.fields, self.place, tuple(one.entry() for one in self.children)
        )


def entries(nodes: Iterable[Node]) -> tuple[Entry, ...]:
    """The entries of nodes."""
    return tuple(node.entry() for node in nodes)


@dataclass
class Remarks:
    """What was done with each place, in the order in which it was done; the same is said once."""

    said: dict[Remark, None] = field(default_factory=dict)

    def say(self, place: str, what: Literal["understood", "repaired", "left out"], text: str) -> None:
        """Note it."""
        self.said[Remark(place, what, text)] = None
