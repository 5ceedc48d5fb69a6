"""Measures what the ledger costs `framework check`: the same framework without a ledger, and with 200 changes.

Prints medians of interleaved runs and their ratio as Markdown.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from generate import generate
from run import measured

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.ledger.seal import seal

ACTIONS, CHANGES, ROUNDS = 3500, 200, 7
DAY = "2026-11-22"


def sealed(root: Path) -> None:
    """Seal what waits and write the files, without making any page."""
    done = seal(loader.load(root), store.read(root), DAY)
    if done is None:
        sys.exit("there was nothing to seal")
    for name, text in done.files.items():
        path = root / "framework" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")


def changed(root: Path) -> None:
    """Publish once, then reword that many actions, each with a reason of its own."""
    sealed(root)
    pending = root / "framework" / store.PENDING
    pending.mkdir(parents=True, exist_ok=True)
    step = ACTIONS // CHANGES
    for number in range(step, ACTIONS + 1, step)[:CHANGES]:
        name = f"act-{number:02d}"
        path = next(
            path for path in (root / "framework/editions").rglob("*.yml") if f"id: {name}\n" in path.read_text()
        )
        before, after = path.read_text("utf-8").split(f"id: {name}\n", 1)
        head, rest = after.split("text: ", 1)
        path.write_text(f"{before}id: {name}\n{head}text: {rest.replace('.', ' again.', 1)}", encoding="utf-8")
        reason = f"items: [{name}]\ndecided: {DAY}\ndecided_by: Nobody\nreason: Invented words.\n"
        (pending / f"{name}.yml").write_text(reason, encoding="utf-8")
    sealed(root)


def main() -> None:
    """Generate, change, measure in turn, and print."""
    with tempfile.TemporaryDirectory() as place:
        without = generate(Path(place) / "without", ACTIONS)
        with_ledger = Path(shutil.copytree(without, Path(place) / "with"))
        changed(with_ledger)
        count = len(store.read(with_ledger).changes) - 1
        runs: dict[Path, list[float]] = {without: [], with_ledger: []}
        for _ in range(ROUNDS):
            for folder, found in runs.items():
                found.append(measured(folder, "check")[0])
    one, other = (statistics.median(found) for found in runs.values())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {ROUNDS} interleaved runs\n")
    print("| actions | changes | check without a ledger, s | check with it, s | ratio |\n" + "| --- " * 5 + "|")
    print(f"| {ACTIONS} | {count} | {one:.2f} | {other:.2f} | {other / one:.2f} × |")


if __name__ == "__main__":
    main()
