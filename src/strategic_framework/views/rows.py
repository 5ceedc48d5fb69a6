"""One item as a row of a list, whatever list it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from strategic_framework.language.strings import translate
from strategic_framework.model import Action, Group, Item
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.places import called
from strategic_framework.views.planned import stated
from strategic_framework.views.reported import reported_line
from strategic_framework.views.summary import Fact, fact
from strategic_framework.views.view import Link

FacetName = Literal[
    "priority", "body", "programme", "also", "shows", "kind", "topic", "lead", "due", "reported", "group"
]  # fmt: skip


@frozen
class Facet:
    """What a row answers to in a filter: the name of a choice, and the values that pick the row."""

    name: FacetName
    value: str


@frozen
class ItemRow:
    """An item: its identifier (the anchor), what it is called, its page, its words, the bodies that they name.

    `stated` is what the plan states of it beside its words, `reported` how it was last reported to go, with its day;
    `parts` are the items that stand in it, each a row.
    """

    id: str
    label: str
    href: str
    text: str
    names: Sequence[Link] = ()
    facets: Sequence[Facet] = ()
    stated: Sequence[Fact] = ()
    reported: str = ""
    parts: Sequence[ItemRow] = ()


def body_links(here: Here, item: str) -> list[Link]:
    """Links to the bodies that an item names, in the order of its wording."""
    return [link(here, here.links.body(body), here.site.body_names[body])
            for body in here.site.mentions.bodies.names(item)]  # fmt: skip


def item_row(here: Here, item: Item, facets: Sequence[Facet] = ()) -> ItemRow:
    """The row of an item on this page."""
    address = here.to(here.links.item(item.id))
    names = body_links(here, item.id)
    parts = [item_row(here, part) for part in item.inside] if isinstance(item, Action) else ()
    return ItemRow(
        item.id,
        called(here, item.id),
        address,
        item.words,
        names,
        facets,
        [*_group(here, item), *stated(here, item)],
        reported_line(here, item.id),
        parts,
    )


def _group(here: Here, item: Item) -> list[Fact]:
    """The group that an item stands in, where its list has no such heading: anywhere but under its priority."""
    group = here.framework.stands_in.get(item.id)
    if here.kind == "priority" or not isinstance(group, Group):
        return []
    return [fact(translate("planned.group"), [link(here, here.links.item(group.id), group.title)])]
