"""An action's neighbourhood: its priority, who and what its words name, what they reach, and what it carries on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import counted
from strategic_framework.language.labels import label
from strategic_framework.views.base import WRITTEN, Here, View, link, section, tone
from strategic_framework.views.linked import threads

#: More neighbours than this are counted and not listed, so that the picture stays small.
FEW = 4


def around(here: Here) -> list[View]:
    """What stands around an action, as a small picture of links; nothing where its words reach for nothing."""
    found = list(_branches(here))
    if not found:
        return []
    priority = here.priority
    data = {
        "name": f"What stands around {label(here.subject)}",
        "tone": tone(priority, here.edition),
        "number": priority.number,
        "priority": link(here, here.links.priority(priority), priority.nav_label),
        "item": label(here.subject),
        "branches": found,
    }
    return [section("around", "Around this action", View("around", data), written=WRITTEN)]


def _branches(here: Here) -> Iterator[dict[str, object]]:
    """Bodies and programmes named, priorities reached, then strands of the earlier edition."""
    registers = here.site.mentions
    for register in (registers.bodies, registers.programmes):
        for name in register.names(here.subject):
            way = link(here, here.links.body(name), here.site.body_names[name])
            also = _also(here, register, name)
            yield _branch("Names", way, also, "as do" if _several(also) else "as does")
    for one in threads(here):
        if one.item == here.subject:
            way = link(here, here.links.priority(one.target), f"{one.target.number} {one.target.nav_label}")
            yield _branch("Reaches priority", way, colour=tone(one.target, here.edition))
    for strand in here.framework.continuity:
        if strand.now and strand.now.item == here.subject and strand.was:
            yield _branch("In the earlier edition", link(here, here.links.strand(strand.id), strand.name))


def _branch(
    kind: str, way: dict[str, str], also: Iterable[dict[str, str]] = (), lead: str = "", *, colour: str = ""
) -> dict[str, object]:
    return {"kind": kind, "way": way, "lead": lead, "also": list(also), "tone": colour}


def _several(also: list[dict[str, str]]) -> bool:
    """Whether what is also named is more than one passage: listed one by one, or counted."""
    return len(also) > 1 or any(one["text"][0].isdigit() for one in also)


def _also(here: Here, register: Register, name: str) -> list[dict[str, str]]:
    """The other items of the edition that name the same; many are one link to the page that lists them."""
    framework = here.framework
    others = [
        item for item in register.items(name) if item != here.subject and framework.edition_of.get(item) is here.edition
    ]
    if len(others) > FEW:
        return [link(here, here.links.body(name), counted(len(others), "other passage"))]
    return [link(here, here.links.item(item), label(item)) for item in others]
