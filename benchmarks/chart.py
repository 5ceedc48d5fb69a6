"""Draws what a cold build takes at each size, from the figures that the last run kept in `figures.json`.

`python benchmarks/chart.py` writes `speed.svg`, for RESULTS and the README, the tables of RESULTS, and the figures of
the page `docs/about/speed.md`. `python benchmarks/run.py --keep` measures, keeps the figures and then does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from figures import AS_MUCH, HUGO, OURS, WITH_HISTORY, Figures, Row, Table, keep_table, kept
from report import report, told

HERE = Path(__file__).resolve().parent
DRAWING, RESULTS = HERE / "speed.svg", HERE / "RESULTS.md"
PAGE = HERE.parent / "docs" / "about" / "speed.md"

#: The drawing is as wide as a phone, so that it is read there as it is. Its own units: where bars begin, how long the
#: longest of a size is, the height of a row and of the line above the rows of a size.
WIDTH, BEGINS, LONGEST, ROW, HEAD = 370, 172, 128, 24, 42
#: What is called otherwise where nobody knows the benchmark.
CALLED = {OURS: "this engine", WITH_HISTORY: "… with two versions", HUGO: "Hugo, plain pages"}
#: How the page knows each: its strings have these names.
KEYS = {OURS: "engine", WITH_HISTORY: "engine_with_history", HUGO: "hugo", AS_MUCH: "hugo_as_much",
        "Eleventy": "eleventy", "naive MkDocs": "mkdocs", "Zensical": "zensical"}  # fmt: skip
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1a1a1a } .size { font-weight: 600 }
.bar { fill: #6b6b6b } .ours .bar { fill: #0b5cad } .ours text { fill: #0b5cad; font-weight: 600 }
@media (prefers-color-scheme: dark) {
text { fill: #f2f2f2 } .bar { fill: #a6a6a6 } .ours .bar { fill: #7cb8f2 } .ours text { fill: #7cb8f2 }
}
"""


def tell(name: str, table: Table, *, keep: bool) -> None:
    """Print a table of another benchmark; to keep it is to put it into the figures, and those into RESULTS."""
    print(told(table))
    if keep:
        keep_table(name, table)
        draw()


def draw() -> None:
    """Write the drawing, the tables of RESULTS and the figures of the page."""
    figures = kept()
    DRAWING.write_text(drawing(figures), encoding="utf-8")
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")
    RESULTS.write_text(with_report(RESULTS.read_text(encoding="utf-8"), figures), encoding="utf-8")


def drawing(figures: Figures) -> str:
    """The seconds of a cold build, a bar for each way to make the site, grouped by the number of actions."""
    parts, y = [], 0
    for size, rows in by_size(figures):
        drawn = list(_size(size, rows, y))
        parts += drawn
        y += HEAD + ROW * len(rows)
    sizes = ", ".join(f"{size:,}" for size, _ in by_size(figures))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 8}" viewBox="0 0 {WIDTH} {y + 8}" '
        f'role="img" aria-labelledby="t">\n<title id="t">Seconds of a cold build of {sizes} actions, measured on '
        f"{escape(figures['day'])}.</title>\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def by_size(figures: Figures) -> list[tuple[int, list[Row]]]:
    """The rows of each size."""
    return [(size, list(rows)) for size, rows in groupby(figures["rows"], key=lambda row: row["actions"])]


def _size(size: int, rows: list[Row], y: int) -> Iterator[str]:
    """The line that names a size, and its bars: the longest of a size is always as long."""
    yield f'<text class="size" x="0" y="{y + HEAD - 12}">{size:,} actions</text>'
    most = max(row["cold"] for row in rows)
    for number, row in enumerate(rows):
        top = y + HEAD + ROW * number
        length = max(1, round(LONGEST * row["cold"] / most, 1))
        ours = ' class="ours"' if row["made_with"] in (OURS, WITH_HISTORY) else ""
        name = escape(CALLED.get(row["made_with"], row["made_with"]))
        yield (f'<g{ours}><text x="0" y="{top + 15}">{name}</text>'
               f'<rect class="bar" x="{BEGINS}" y="{top + 4}" width="{length}" height="14"/>'
               f'<text x="{BEGINS + length + 8}" y="{top + 15}">{row["cold"]:.2f} s</text></g>')  # fmt: skip


def with_figures(page: str, figures: Figures) -> str:
    """The page with these figures in its front matter: the day, and of each size what took how long."""
    lines = "".join(
        f"  - {{made_with: {KEYS[row['made_with']]}, actions: {row['actions']}, seconds: {row['cold']}, "
        f"pages: {row['pages']}, files: {row['files']}, save: {row['save'] or 'null'}}}\n"
        for row in figures["rows"]
    )
    block = f'measured: "{figures["day"]}"\nfigures:\n{lines}'
    return re.sub(r"measured: .*\nfigures:\n(  - .*\n)*", lambda _: block, page, count=1)


def with_report(results: str, figures: Figures) -> str:
    """RESULTS with the tables of these figures between its two marks."""
    begins, ends = "<!-- made from figures.json -->\n", "<!-- until here -->"
    before, after = results.partition(begins)[0], results.partition(ends)[2]
    return f"{before}{begins}\n{report(figures)}\n\n{ends}{after}"


if __name__ == "__main__":
    draw()
