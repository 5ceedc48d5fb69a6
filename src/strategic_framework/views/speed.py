"""How fast the site is made, from the figures that a measurement left in the front matter of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypedDict, cast

from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.macro import macro
from strategic_framework.views.view import View

#: This engine, as every key of its own begins, and the peer that makes as much.
_OURS, _AS_MUCH = "engine", "hugo_as_much"


class _Figure(TypedDict):
    """What was measured of one way to make the site at one size; front matter gives text."""

    made_with: str
    actions: str
    seconds: str
    pages: str
    files: str
    save: str


@frozen
class SpeedRow:
    """One way to make the site: in how many seconds, the length of its bar in percent, whether it is this engine."""

    what: str
    seconds: str
    bar: int
    ours: bool


@frozen
class SpeedSize:
    """How much the site says, and every way to make it."""

    what: str
    rows: Sequence[SpeedRow]


@frozen
class Speed(View):
    """The seconds of whole builds, with bars."""

    caption: str
    sizes: Sequence[SpeedSize]


@macro("block")
def speed(here: Here) -> list[View]:
    """How long a whole site takes, by how much it says, beside others: the figures in the page’s front matter."""
    figures = cast("list[_Figure]", here.meta["figures"])
    sizes = [_size(int(actions), list(rows)) for actions, rows in groupby(figures, key=lambda row: row["actions"])]
    return [*map(Paragraph, _in_short(figures)), Speed(translate("speed.caption", day=here.meta["measured"]), sizes)]


def _in_short(figures: list[_Figure]) -> list[str]:
    """A sentence about the largest size, one about the peer that makes as much, and one about growth and saving."""
    ours = {int(row["actions"]): row for row in figures if row["made_with"] == _OURS}
    size, largest = max(ours.items())
    beside = [row for row in figures if row["made_with"] == _AS_MUCH and int(row["actions"]) == size]
    tenfold = [float(row["seconds"]) / float(ours[n // 10]["seconds"]) for n, row in ours.items() if n // 10 in ours]
    return [
        translate("speed.whole", actions=f"{size:,}", pages=f"{int(largest['pages']):,}",
                  files=f"{int(largest['files']):,}", seconds=_shown(largest["seconds"])),
        *(translate("speed.beside", seconds=_shown(row["seconds"])) for row in beside),
        *(translate("speed.growth", times=f"{times:.1f}", save=_shown(largest["save"])) for times in tenfold[-1:]),
    ]  # fmt: skip


def _size(actions: int, figures: list[_Figure]) -> SpeedSize:
    most = max(float(row["seconds"]) for row in figures)
    rows = [_row(row, most) for row in figures]
    return SpeedSize(translate("speed.actions", count=actions, shown=f"{actions:,}"), rows)


def _row(figure: _Figure, most: float) -> SpeedRow:
    """A row of a size, of which that many seconds are the most."""
    maker, seconds = figure["made_with"], figure["seconds"]
    bar = max(1, round(100 * float(seconds) / most))
    words = translate("speed.seconds", seconds=_shown(seconds))
    return SpeedRow(translate(f"speed.made_with_{maker}"), words, bar, maker.startswith(_OURS))


def _shown(seconds: str) -> str:
    """Hundredths only where there is no whole second."""
    return f"{float(seconds):.{1 if float(seconds) >= 1 else 2}f}"


@macro("block")
def way_to_speed(here: Here) -> list[View]:
    """The way to how fast the site is made; nothing in a plan that does not have that page."""
    page = here.links.static_page("speed")
    return [Paragraph("", parts=[link(here, page, translate("speed.way"))])] if page in here.site.addresses else []
