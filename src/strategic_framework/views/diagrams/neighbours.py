"""An action's neighbourhood: its priority, who and what its words name, what they reach, and what it carries on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from strategic_framework.content.mentions import Register
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.views.base import Here, Link, View, link, section, tone, written
from strategic_framework.views.linked import threads
from strategic_framework.views.macro import macro

#: More neighbours than this are counted and not listed, so that the picture stays small.
FEW = 4


@dataclass(frozen=True)
class Branch:
    """One neighbour: how the action is joined to it, the way there, and the `others` that are joined to it too.

    `count` is how many those are, as many are one link; `tone` is the colour of a priority.
    """

    kind: str
    way: Link
    others: Sequence[Link] = ()
    count: int = 0
    tone: str = ""


@dataclass(frozen=True)
class Neighbours(View):
    """An action between its priority and its neighbours; `name` is read out."""

    name: str
    tone: str
    number: int
    priority: Link
    item: str
    branches: Sequence[Branch]


@macro("section")
def neighbours(here: Here) -> list[View]:
    """What stands around an action, as a small picture of links; nothing where its words reach for nothing."""
    branches = list(_branches(here))
    if not branches:
        return []
    priority = here.priority
    picture = Neighbours(
        translate_text("neighbours.name", item=label(here.subject)),
        tone(priority, here.edition),
        priority.number,
        link(here, here.links.priority(priority), priority.nav_label),
        label(here.subject),
        branches,
    )
    return [section("around", translate("neighbours.title"), picture, written=written())]


def _branches(here: Here) -> Iterator[Branch]:
    """Bodies and programmes named, priorities reached, then strands of the earlier edition."""
    registers = here.site.mentions
    for register in (registers.bodies, registers.programmes):
        yield from (_named(here, register, name) for name in register.names(here.subject))
    for thread in threads(here):
        if thread.item == here.subject:
            target = thread.target
            way = link(here, here.links.priority(target), f"{target.number} {target.nav_label}")
            yield Branch(translate("neighbours.reaches"), way, tone=tone(target, here.edition))
    for strand in here.framework.continuity:
        if strand.now and strand.now.item == here.subject and strand.was:
            yield Branch(translate("neighbours.earlier"), link(here, here.links.strand(strand.id), strand.name))


def _named(here: Here, register: Register, name: str) -> Branch:
    """A body or programme, with the other items of the edition that name it; many are one link to its own page."""
    editions, address = here.framework.edition_of, here.links.body(name)
    others = [item for item in register.items(name) if item != here.subject and editions.get(item) is here.edition]
    links = [link(here, here.links.item(item), label(item)) for item in others]
    if len(others) > FEW:
        links = [link(here, address, translate("neighbours.others", count=len(others)))]
    way = link(here, address, here.site.body_names[name])
    return Branch(translate("neighbours.names"), way, links, len(others))
