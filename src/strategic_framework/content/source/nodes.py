"""Texts, lists and groups of keys, each knowing where it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from strategic_framework.model import Place


class Scalar(NamedTuple):  # of which a tree has more than of all else, and which is made in a third of the time
    """A text. `plain` is written without quotation marks, `>` or `|`; `length` is its width on its first line."""

    value: str
    place: Place
    plain: bool = True
    length: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    entries: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A group of keys, each once, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping
#: A tree without its places.
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | None"


def plain(node: Node) -> Plain:
    """The tree as dict, list, str and None: None for nothing, `null` and `~`; every other text is itself."""
    if isinstance(node, Mapping):
        return {key.value: plain(child) for key, child in node.entries}
    if isinstance(node, Sequence):
        return [plain(child) for child in node.entries]
    return None if node.plain and node.value in {"", "null", "~"} else node.value
