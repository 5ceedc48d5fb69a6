"""The figures as Markdown: a table of all, and our own times as multiples of those of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from figures import AS_MUCH, OURS, WITH_HISTORY, Figures, Row, Table, of

HEADS = ("actions", "made with", "check, CPU", "cold build, CPU", "growth", "cold build", "on disk",
         "one field changed, CPU", "save to page", "pages", "files", "MB", "peak memory, MiB")  # fmt: skip
AIMS = ("aim", "measured", "reached")
#: Which of ours, at which size, is to take no more than so many times the CPU of Hugo that makes as much.
COLD = ((WITH_HISTORY, 3500, 1.6), (OURS, 350, 2.7))
#: At each size a save is to be on its page after so many seconds.
SAVES = {35: 0.15, 350: 0.2, 3500: 0.5}
#: Ten times as many actions are to take no more than so many times the CPU.
GROWTH = 6
BESIDE = ("actions", "beside", "cold build, CPU", "cold build", "save to page", "peak memory",
          "with its history: cold build, CPU", "save to page")  # fmt: skip


def report(figures: Figures) -> str:
    """The run in one line, the figures, the aims, and the ratios."""
    rows = figures["rows"]
    rounds = "one round" if figures["rounds"] == 1 else f"medians of {figures['rounds']} interleaved rounds"
    lacking = f" Could not be had: {', '.join(figures['missing'])}." if figures["missing"] else ""
    said = f"{figures['day']}: {figures['machine']}; {rounds}, in seconds.{lacking}"
    ratios = [_beside(figures, row) for row in rows if row["made_with"] not in (OURS, WITH_HISTORY)]
    tables = [_table(HEADS, [_cells(row, rows) for row in rows]), _table(AIMS, list(_aims(figures))),
              _table(BESIDE, ratios)]  # fmt: skip
    return "\n\n".join([said, *tables, *map(told, figures.get("more", {}).values())])


def told(table: Table) -> str:
    """A table with what it is."""
    return f"{table['said']}\n\n{_table(table['heads'], table['rows'])}"


def _aims(figures: Figures) -> Iterator[list[str]]:
    """What was to be reached and whether it was, as far as this run measured it."""
    ours, as_much = of(figures, OURS), of(figures, AS_MUCH)
    for name, size, times in COLD:
        row, peer = of(figures, name).get(size), as_much.get(size)
        if row and peer:
            said = f"cold build of {size:,} actions, {name}: ≤ {times} × Hugo, as much, in CPU"
            yield _aim(said, row["cold_cpu"] / peer["cold_cpu"], times, " ×")
    for size, row in ours.items():
        if size in SAVES and row["save"]:
            yield _aim(f"save to page at {size:,} actions: ≤ {SAVES[size]} s", row["save"], SAVES[size], " s")
        if size // 10 in ours:
            said = f"{size:,} actions: ≤ {GROWTH} × the CPU of {size // 10:,}"
            yield _aim(said, row["cold_cpu"] / ours[size // 10]["cold_cpu"], GROWTH, " ×")


def _aim(said: str, measured: float, most: float, unit: str) -> list[str]:
    return [said, f"{measured:.2f}{unit}", "yes" if measured <= most else "no"]


def _cells(row: Row, rows: Sequence[Row]) -> list[str]:
    smaller = [other for other in rows
               if other["made_with"] == row["made_with"] and other["actions"] < row["actions"]]  # fmt: skip
    growth = f"{row['cold_cpu'] / smaller[-1]['cold_cpu']:.1f} ×" if smaller else "–"
    times = (row["cold"], row["on_disk"], row["changed_cpu"], row["save"])
    return [f"{row['actions']:,}", row["made_with"], _shown(row["check"]), _shown(row["cold_cpu"]), growth,
            *map(_shown, times), f"{row['pages']:,}", f"{row['files']:,}", f"{row['megabytes']:.1f}",
            str(row["memory"])]  # fmt: skip


def _beside(figures: Figures, peer: Row) -> list[str]:
    """Our figures, without and with a history, as multiples of that peer's at the same size."""
    own, with_history = (of(figures, name).get(peer["actions"]) for name in (OURS, WITH_HISTORY))
    return [
        f"{peer['actions']:,}", peer["made_with"], _times(own, peer, "cold_cpu"), _times(own, peer, "cold"),
        _times(own, peer, "save"), _times(own, peer, "memory"), _times(with_history, peer, "cold_cpu"),
        _times(with_history, peer, "save"),
    ]  # fmt: skip


def _times(ours: Row | None, peer: Row, what: Literal["cold", "cold_cpu", "save", "memory"]) -> str:
    mine, theirs = ours and ours[what], peer[what]
    return f"{mine / theirs:.2f} ×" if mine and theirs else "–"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _shown(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.2f}"
