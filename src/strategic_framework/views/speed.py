"""How fast the site is made, from the figures that a measurement left in the front matter of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, Inspected, Paragraph, View, link
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class SpeedRow:
    """What was made: how much it says, in how many pages, in how many seconds, and the length of its bar in percent."""

    what: str
    pages: str
    seconds: str
    bar: int


@dataclass(frozen=True)
class Speed(View):
    """The time of whole builds as a table with bars."""

    caption: Inspected[str]
    rows: Sequence[SpeedRow]


@macro("block")
def speed(here: Here) -> View:
    """How long a whole site takes, by how much it says: the figures in the page’s front matter."""
    figures = cast("list[dict[str, str]]", here.meta["figures"])
    most = max(float(row["seconds"]) for row in figures)
    rows = [
        SpeedRow(
            translate("speed.actions", count=int(row["actions"]), shown=f"{int(row['actions']):,}"),
            f"{int(row['pages']):,}",
            translate("speed.seconds", seconds=row["seconds"]),
            max(1, round(100 * float(row["seconds"]) / most)),
        )
        for row in figures
    ]
    return Speed(translate("speed.caption", day=here.meta["measured"]), rows)


@macro("block")
def way_to_speed(here: Here) -> list[View]:
    """The way to how fast the site is made; nothing in a plan that does not have that page."""
    page = here.links.static_page("speed")
    return [Paragraph("", parts=[link(here, page, translate("speed.way"))])] if page in here.site.addresses else []
