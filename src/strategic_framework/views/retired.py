"""What is no longer in force: counted apart, and shown under a heading of its own at the end of its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from strategic_framework.language.english import counted, day
from strategic_framework.language.labels import label
from strategic_framework.model import Item
from strategic_framework.views.base import Here, View, link
from strategic_framework.views.history import retiring

_Kind = TypeVar("_Kind", bound=Item)


def in_force(items: Iterable[_Kind]) -> list[_Kind]:
    """The items that are not retired, in their order."""
    return [one for one in items if not one.retired]


def tally(items: Sequence[Item], noun: str) -> str:
    """“35 actions”; where some are retired, “35 actions (34 current, 1 retired)”."""
    told = apart(items)
    return counted(len(items), noun) + (f" ({told})" if told else "")


def apart(items: Sequence[Item]) -> str:
    """“34 current, 1 retired”, or nothing where none is retired."""
    current = len(in_force(items))
    return f"{current} current, {len(items) - current} retired" if current < len(items) else ""


def told(here: Here, item: Item) -> dict[str, Any]:
    """When an item was retired, as far as that is published, with the way to that change and to what replaced it."""
    changes = retiring(here, item.id)
    when = f"Retired {day(changes[-1].published)}" if changes else "Retired"
    address = here.to(here.links.change(changes[-1].id)) if changes else ""
    instead = item.replaced_by
    replaced = link(here, here.links.item(instead), label(instead)) if instead else None
    return {"when": {"href": address, "text": when}, "replaced": replaced}


def part(here: Here, items: Iterable[Item], rows: Iterable[dict[str, object]]) -> list[View]:
    """The retired items of a list, each with its row: the list's last part, or nothing."""
    gone = [{**row, **told(here, item)} for item, row in zip(items, rows, strict=True) if item.retired]
    return [View("retired", {"items": gone})] if gone else []
