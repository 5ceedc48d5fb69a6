"""The old page of policy areas, which leads on to the topics."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.macro import macro
from strategic_framework.views.view import Link, View


@frozen
class Area:
    """A policy area at its old address, and the way to its page."""

    id: str
    topic: Link


@frozen
class Areas(View):
    """Policy areas, each leading to its page."""

    areas: Sequence[Area]


@macro("block")
def policy_areas(here: Here) -> View:
    """Each policy area that the framework names, at its old address, with the way to the page of its topic."""
    areas = (area for area in here.framework.policy_areas if not area.theme)
    return Areas([Area(area.id, link(here, here.links.policy_area(area.id), area.name)) for area in areas])
