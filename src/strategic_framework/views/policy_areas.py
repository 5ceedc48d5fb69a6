"""The policy areas, and which items name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.labels import label
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, Link, Paragraph, View, link
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class Area:
    """A policy area, and the items whose wording names it."""

    id: str
    name: str
    named_in: Sequence[Link]


@dataclass(frozen=True)
class Areas(View):
    """Policy areas with the items that name them."""

    areas: Sequence[Area]


@macro("block")
def policy_areas(here: Here) -> View:
    """Each policy area with the items whose wording names it."""
    return Areas([
        Area(area.id, area.name, [link(here, here.links.item(item), label(item)) for item in area.named_in])
        for area in here.framework.policy_areas
    ])  # fmt: skip


@macro("block")
def policy_area_words(here: Here) -> View:
    """How few actions name a policy area, so that nobody looks for a table that the wording cannot fill."""
    areas, actions = here.framework.policy_areas, {action.id for action in here.edition.actions}
    naming = len({item for area in areas for item in area.named_in} & actions)
    counts = {"areas": counted(len(areas), "policy_area"), "actions": counted(naming, "action")}
    return Paragraph(translate("areas.words", count=naming, **counts), "lead")
