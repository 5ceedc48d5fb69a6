"""What is no longer in force: counted apart, and shown under a heading of its own at the end of its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from strategic_framework.language.english import day
from strategic_framework.language.labels import label
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Item
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.history import retiring
from strategic_framework.views.rows import ItemRow
from strategic_framework.views.view import Link, View

_Kind = TypeVar("_Kind", bound=Item)


@frozen
class Retirement:
    """When an item was retired, with the way to that change where it is published, and what replaced it."""

    when: Link
    replaced: Link | None


@frozen
class RetiredRow:
    """An item that is no longer in force, as its list shows it."""

    item: ItemRow
    retirement: Retirement


@frozen
class Retired(View):
    """The end of a list: what is no longer in force."""

    rows: Sequence[RetiredRow]


def in_force(items: Iterable[_Kind]) -> list[_Kind]:
    """The items that are not retired, in their order."""
    return [item for item in items if not item.retired]


def tally(items: Sequence[Item], kind: str) -> str:
    """“35 actions”; where some are retired, “35 actions (34 current, 1 retired)”."""
    count, apart = counted(len(items), kind), counted_apart(items)
    return translate("retired.tally", count=count, apart=apart) if apart else count


def counted_apart(items: Sequence[Item]) -> str:
    """“34 current, 1 retired”, or nothing where none is retired."""
    current = len(in_force(items))
    gone = len(items) - current
    return translate("retired.apart", current=current, retired=gone) if gone else ""


def retirement(here: Here, item: Item) -> Retirement:
    """When an item was retired, as far as that is published, and what replaced it."""
    changes, replaced = retiring(here, item.id), item.replaced_by
    when = translate("retired.on", day=day(changes[-1].published)) if changes else translate("retired.name")
    address = here.to(here.links.change(changes[-1].id)) if changes else ""
    return Retirement(Link(address, when), link(here, here.links.item(replaced), label(replaced)) if replaced else None)


def retired_part(here: Here, items: Iterable[Item], rows: Iterable[ItemRow]) -> list[View]:
    """The retired items of a list, each with its row: the list's last part, or nothing."""
    gone = [RetiredRow(row, retirement(here, item)) for item, row in zip(items, rows, strict=True) if item.retired]
    return [Retired(gone)] if gone else []
