"""Measures what history costs: a framework that was published once, and the same after many changes, each a version.

Prints, as Markdown, each command on both in turn, the ratio and the aim, and what the words of the versions weigh: no
site can be smaller. `python benchmarks/history.py 2000 490` is what the aims are for; `35 5` is a quick look.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from generate import generate
from measuring import BIN, Usage, measured

from ledger import changed, reworded, sealed
from strategic_framework.ledger import store

ITEMS, CHANGES = 2000, 490
#: What is published last, to see what one more costs.
LAST = "act-01"


class Site(NamedTuple):
    """The bytes of a built site, and of those the words of versions: as plain text, on pages, and as data."""

    whole: int
    texts: int
    pages: int
    data: int

    @classmethod
    def of(cls, folder: Path) -> Site:
        """What stands in the folder."""

        def weighed(pattern: str) -> int:
            return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())

        sides = ("**/*", "*/versions/*/text.txt", "*/versions/[0-9]*/**/index.html", "data/versions.json")
        return cls(*map(weighed, sides))


def main() -> None:
    """Generate, change, measure in turn, and print."""
    items, changes = map(int, sys.argv[1:3]) if sys.argv[1:] else (ITEMS, CHANGES)
    with tempfile.TemporaryDirectory() as place:
        without = generate(Path(place) / "without", items * 33 // 50)
        with_history = Path(shutil.copytree(without, Path(place) / "with"))
        sealed(without)
        changed(with_history, items * 33 // 50, changes)
        report(without, with_history)


def report(without: Path, with_history: Path) -> None:
    """Every command on both, and the table."""
    measure = {name: [(folder, command(folder, name)) for folder in (without, with_history)]
               for name in ("check", "verify", "build", "publish")}  # fmt: skip
    one, other = (Site.of(folder / "site") for folder in (without, with_history))
    count = len(store.read(with_history).changes) - 1
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}"
    print(f"{machine}, {count} changes; CPU seconds of all processes\n")
    print("| what | without history | with it | ratio | aim |\n" + "| --- " * 5 + "|")
    aims = {"check": "≤ 1.5 ×", "verify": "≤ 5 s", "build": "≤ 2 ×", "publish": "≤ 3 s"}
    for name, ((_, first), (_, second)) in measure.items():
        print(f"| {name}, s | {first.cpu:.2f} | {second.cpu:.2f} | {second.cpu / first.cpu:.2f} × | {aims[name]} |")
    first, second = (usage for _, usage in measure["build"])
    print(f"| build, MiB at the peak | {first.memory:.0f} | {second.memory:.0f} "
          f"| {second.memory / first.memory:.2f} × | ≤ 500 MiB |")  # fmt: skip
    print(f"| site, MB | {one.whole / 1e6:.1f} | {other.whole / 1e6:.1f} | {other.whole / one.whole:.2f} × | ≤ 2 × |")
    for name, size in zip(("text.txt", "pages", "versions.json"), other[1:], strict=True):
        print(f"| of it {name} of versions, MB | – | {size / 1e6:.1f} | {size / one.whole:.2f} × | – |")


def command(folder: Path, name: str) -> Usage:
    """One run of a command; one more change waits when it is `publish`."""
    if name == "publish":
        reworded(folder, LAST)
        return measured(folder, BIN / "framework", "publish", "--yes", "--date", "2026-11-23")
    return measured(folder, BIN / "framework", name)


if __name__ == "__main__":
    main()
