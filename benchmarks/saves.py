"""Measures saves while serving: from the saving of one field to the page that shows it, in memory and on disk.

`python benchmarks/saves.py 35 350 3500` prints seconds, and CPU seconds of the server itself. The first save comes at
once, the others while a process makes behind what nobody asked for. `--keep` keeps the figures, and puts them into
RESULTS.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import chart
from measuring import machine
from rounds import saves
from run import SIZES, places
from subjects import Programs, Subject, subjects

#: Seconds after the save before. What nobody asked for is made from the first second on.
PAUSES = (0.2, 1.1, 1.4, 1.8, 2.5, 1.1)
HEADS = ["actions", "where", "save to page, s", "slowest, s", "CPU of the server, s"]


def main() -> None:
    """Write the folders, serve each in turn, save, and print."""
    asked = argparse.ArgumentParser(description="Measure saves while serving.")
    asked.add_argument("sizes", type=int, nargs="*", default=SIZES)
    asked.add_argument("--on", type=Path, metavar="DIR", help="the folder in which to serve")
    asked.add_argument("--saves", type=int, default=len(PAUSES), help="how many of these")
    asked.add_argument("--keep", action="store_true", help="keep the figures, and put them into RESULTS")
    choice = asked.parse_args()
    with ExitStack() as ends:
        stand = [Path(ends.enter_context(tempfile.TemporaryDirectory(dir=place))) for place in places(choice.on)]
        rows = [
            row(ours, where, PAUSES[: choice.saves]) for size in choice.sizes for ours, where in copies(size, stand)
        ]
    said = f"Saves, {datetime.now(UTC).strftime('%-d %B %Y')}: {machine()}; medians of {choice.saves} saves."
    chart.tell("saves", {"said": said, "heads": HEADS, "rows": rows}, keep=choice.keep)


def copies(size: int, stand: list[Path]) -> list[tuple[Subject, str]]:
    """Our own folder of that size in each place, and what that place is called."""
    ours = next(subjects(stand[0], size, Programs()))
    there = [Path(shutil.copytree(ours.folder, place / ours.folder.name)) for place in stand[1:]]
    moved = [ours.at(folder) for folder in there]
    return [(ours, "in memory" if moved else "on disk"), *((subject, "on disk") for subject in moved)]


def row(subject: Subject, where: str, pauses: Sequence[float]) -> list[str]:
    """The medians at one size in one place."""
    taken = saves(subject, subject.serve or [], pauses)
    seconds, cpu = zip(*taken, strict=True)
    figures_of = (statistics.median(seconds), max(seconds), statistics.median(cpu))
    return [f"{subject.size:,}", where, *(f"{figure:.2f}" for figure in figures_of)]


if __name__ == "__main__":
    main()
