"""The parts of both editions between which the strands of the flow run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from strategic_framework.language.strings import translate_text
from strategic_framework.model import Edition, Strand
from strategic_framework.views.base import Here, tone


class Part(NamedTuple):
    """A part of an edition and the strands that begin or end in it; `number` and `tone` only for a priority."""

    kind: Literal["priority", "across", "account", "introduction"]
    number: int
    name: str
    tone: str
    strands: list[Strand]


class Sides(NamedTuple):
    """What stands in the left column and in the right one: the name of the edition, and its parts."""

    earlier: str
    later: str
    was: list[Part]
    now: list[Part]


def sides(here: Here) -> Sides:
    """Both editions with their parts, each with its strands in the order that lets the fewest lines cross."""
    strands = here.framework.continuity
    earlier, later = here.framework.compared
    was = _grouped(here, earlier, strands, "was")
    now = _grouped(here, later, strands, "now")
    order = {strand.id: index for index, part in enumerate(now) for strand in part.strands}
    for part in was:
        part.strands.sort(key=lambda strand: (strand.now is None, order.get(strand.id, 0)))
    # The right column follows the left one, sorted before it, so that lines between the same parts keep their order.
    place = {strand.id: index for index, strand in enumerate(strand for part in was for strand in part.strands)}
    for part in now:
        part.strands.sort(key=lambda strand: (strand.was is None, place.get(strand.id, 0)))
    return Sides(earlier.label if earlier else translate_text("flow.earlier"), later.label, was, now)


def _grouped(here: Here, edition: Edition | None, strands: Iterable[Strand], side: Literal["was", "now"]) -> list[Part]:
    """The strands by the part of the edition that quotes them on that side; parts without a strand are left out."""
    priorities = edition.priorities if edition else ()
    parts = {
        priority.id: Part("priority", priority.number, priority.nav_label, tone(priority, edition), [])
        for priority in priorities
        if edition
    }
    across = Part("across", 0, translate_text("flow.across"), "", [])
    rest: Literal["account", "introduction"] = "account" if side == "was" else "introduction"
    elsewhere = Part(rest, 0, translate_text(f"flow.{rest}"), "", [])
    crossing = {item.id for item in edition.cross_cutting} if edition else set()
    for strand in strands:
        quotation = strand.was if side == "was" else strand.now
        if quotation:
            item = quotation.item or ""
            # A strand may quote a priority itself, or an item under one.
            above = here.framework.priority_of.get(item)
            part = parts.get(above.id if above else item, across if item in crossing else elsewhere)
            part.strands.append(strand)
    return [part for part in (*parts.values(), across, elsewhere) if part.strands]
