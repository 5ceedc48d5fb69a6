"""Long lists in parts: from which length on, and in which part an item stands.

A part holds the items whose identifiers have the numbers of one range. Identifiers never change, so an item stays in
its part when it is reworded, moved or retired, and what is added joins the last part or begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from strategic_framework.model import Item, identifier

#: A page shows so many items whole, and no more.
LONGEST = 400
#: How many numbers a part spans.
SPAN = 200

_Kind = TypeVar("_Kind", bound=Item)


def is_long(items: Sequence[Item]) -> bool:
    """Whether a list stands in parts."""
    return len(items) > LONGEST


def part_of(item: str) -> str:
    """The name of the part that holds an item.

    >>> part_of("act-201")
    '201-400'
    """
    parsed = identifier(item)
    first = ((parsed.number if parsed else 1) - 1) // SPAN * SPAN + 1
    return f"{first}-{first + SPAN - 1}"


def parts(items: Sequence[_Kind]) -> dict[str, list[_Kind]]:
    """The parts of a long list in the order of their numbers, each with its items in the order of the list."""
    found: dict[str, list[_Kind]] = {}
    for item in items if is_long(items) else ():
        found.setdefault(part_of(item.id), []).append(item)
    return dict(sorted(found.items(), key=lambda part: int(part[0].partition("-")[0])))
