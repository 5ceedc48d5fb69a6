"""Long lists on several pages: from which length on, and on which page an item stands.

A page holds the items whose identifiers have the numbers of one range. Identifiers never change, so an item stays on
its page when it is reworded, moved or retired, and what is added joins the last page or begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import TypeVar

from strategic_framework.model import Item, identifier

# Addresses follow from both limits, those of the parts of versions too, so neither is ever changed.
#: A page shows so many items whole, and no more.
LONGEST = 400
#: How many numbers one of several pages spans.
SPAN = 200

_Kind = TypeVar("_Kind", bound=Item)


def is_long(items: Sized) -> bool:
    """Whether a list stands on several pages."""
    return len(items) > LONGEST


def page_of(item: str) -> str:
    """The name of the page that holds an item.

    >>> page_of("act-201")
    '201-400'
    """
    parsed = identifier(item)
    first = ((parsed.number if parsed else 1) - 1) // SPAN * SPAN + 1
    return f"{first}-{first + SPAN - 1}"


def pages(items: Sequence[_Kind]) -> dict[str, list[_Kind]]:
    """The pages of a long list in the order of their numbers, each with its items in the order of the list."""
    found: dict[str, list[_Kind]] = {}
    for item in items if is_long(items) else ():
        found.setdefault(page_of(item.id), []).append(item)
    return dict(sorted(found.items(), key=lambda page: int(page[0].partition("-")[0])))
