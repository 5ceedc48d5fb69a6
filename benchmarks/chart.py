"""Draws what a cold build takes at each size, from the figures that the last run kept in `figures.json`.

`python benchmarks/chart.py` writes `speed.svg`, for RESULTS and the README, and the figures of this engine into the
page `docs/about/speed.md`. `python benchmarks/run.py --keep` measures, keeps the figures and then does this.
"""

from __future__ import annotations

import json
import math
import re
from html import escape
from pathlib import Path
from typing import NamedTuple, TypedDict

HERE = Path(__file__).resolve().parent
FIGURES, DRAWING = HERE / "figures.json", HERE / "speed.svg"
PAGE = HERE.parent / "docs" / "about" / "speed.md"
OURS = "framework"

#: The drawing, in its own units: where its lines stand, and the room for their names at the right.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 64, 190, 24, 48
#: Lines across at these seconds.
SECONDS = (0.01, 0.1, 1, 10, 100)
NAMES_APART = 18
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1a1a1a }
.quiet, .quiet text { fill: #595959 } .grid { stroke: #d0d0d0 } .line { fill: none; stroke: #6b6b6b; stroke-width: 2 }
.ours .line { stroke: #0b5cad; stroke-width: 3 } .ours text { fill: #0b5cad; font-weight: 600 }
.dot { fill: #6b6b6b } .ours .dot { fill: #0b5cad }
@media (prefers-color-scheme: dark) {
text { fill: #f2f2f2 } .quiet, .quiet text { fill: #b8b8b8 } .grid { stroke: #4a4a4a } .line { stroke: #a6a6a6 }
.ours .line { stroke: #7cb8f2 } .ours text { fill: #7cb8f2 } .dot { fill: #a6a6a6 } .ours .dot { fill: #7cb8f2 }
}
"""


class Row(TypedDict):
    """One way to make the site at one size: medians in seconds, and what it made."""

    made_with: str
    actions: int
    check: float | None
    cold: float
    save: float
    cold_cpu: float
    pages: int
    megabytes: float
    memory: float


class Figures(TypedDict):
    """What one run measured, on which day, on what, in how many rounds."""

    day: str
    machine: str
    rounds: int
    rows: list[Row]


class Point(NamedTuple):
    """A place in the drawing."""

    x: float
    y: float


def kept() -> Figures:
    """The figures of the last run that was kept."""
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def keep(figures: Figures) -> None:
    """Keep what a run measured, and draw it."""
    FIGURES.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draw()


def draw() -> None:
    """Write the drawing and the figures of the page."""
    figures = kept()
    DRAWING.write_text(drawing(figures), encoding="utf-8")
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")


def drawing(figures: Figures) -> str:
    """The seconds of a cold build against the number of actions, both in powers of ten, a line for each maker."""
    makers = list(dict.fromkeys(row["made_with"] for row in figures["rows"]))
    sizes = sorted({row["actions"] for row in figures["rows"]})
    what = f"Seconds of a cold build of {', '.join(map(str, sizes))} actions, measured on {figures['day']}."
    lines = [[row for row in figures["rows"] if row["made_with"] == maker] for maker in makers]
    names = _apart([_point(line[-1]["actions"], line[-1]["cold"]).y for line in lines])
    parts = [*map(_across, SECONDS), *map(_size, sizes), *map(_line, lines, names)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t">\n'
        f'<title id="t">{escape(what)}</title>\n<style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _point(actions: float, seconds: float) -> Point:
    """The place of a figure: from 35 to 10,000 actions, from a hundredth to a hundred seconds."""
    along = math.log(actions / 35) / math.log(10_000 / 35)
    up = math.log(seconds / SECONDS[0]) / math.log(SECONDS[-1] / SECONDS[0])
    x, y = LEFT + along * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)
    return Point(round(x, 1), round(y, 1))


def _across(seconds: float) -> str:
    y = _point(35, seconds).y
    return (f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
            f'<text class="quiet" x="{LEFT - 8}" y="{y + 5}" text-anchor="end">{seconds:g} s</text>')  # fmt: skip


def _size(actions: int) -> str:
    x = _point(actions, 1).x
    return f'<text class="quiet" x="{x}" y="{HEIGHT - BOTTOM + 24}" text-anchor="middle">{actions:,} actions</text>'


def _line(rows: list[Row], name: float) -> str:
    points = [_point(row["actions"], row["cold"]) for row in rows]
    line = " ".join(f"{point.x},{point.y}" for point in points)
    dots = "".join(f'<circle class="dot" cx="{point.x}" cy="{point.y}" r="4"/>' for point in points)
    ours = ' class="ours"' if rows[0]["made_with"] == OURS else ""
    words = escape(f"{rows[0]['made_with']} {rows[-1]['cold']:g} s")
    text = f'<text x="{points[-1].x + 12}" y="{name + 5}">{words}</text>'
    return f'<g{ours}><polyline class="line" points="{line}"/>{dots}{text}</g>'


def _apart(heights: list[float]) -> list[float]:
    """Heights for names, each so far below the one above it that none covers another."""
    placed: dict[int, float] = {}
    for number in sorted(range(len(heights)), key=heights.__getitem__):
        above = max(placed.values(), default=-math.inf)
        placed[number] = round(max(heights[number], above + NAMES_APART), 1)
    return [placed[number] for number in range(len(heights))]


def with_figures(page: str, figures: Figures) -> str:
    """The page with these figures in its front matter: the day, and of each size the seconds and the pages."""
    ours = [row for row in figures["rows"] if row["made_with"] == OURS]
    rows = [f"  - {{actions: {row['actions']}, seconds: {row['cold']}, pages: {row['pages']}}}\n" for row in ours]
    told = f'measured: "{figures["day"]}"\nfigures:\n{"".join(rows)}'
    return re.sub(r"measured: .*\nfigures:\n(  - .*\n)*", lambda _: told, page, count=1)


if __name__ == "__main__":
    draw()
