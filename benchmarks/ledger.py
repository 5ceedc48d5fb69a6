"""Measures what the ledger costs `framework check`: the same framework without a ledger, and with 200 changes.

Prints medians of interleaved runs and their ratio as Markdown. `python benchmarks/ledger.py 35 5 1` asks for 35
actions, 5 changes and 1 round.
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
from measuring import BIN, measured

from strategic_framework.content import loader
from strategic_framework.content.files import natural
from strategic_framework.ledger import store
from strategic_framework.ledger.seal import seal
from strategic_framework.ledger.verify import addresses_promised

ACTIONS, CHANGES, ROUNDS = 3500, 200, 7
DAY = "2026-11-22"


def sealed(root: Path) -> None:
    """Seal what waits and write the files, without making any page."""
    ledger = store.read(root)
    done = seal(loader.load(root), ledger, DAY)
    if done is None:
        sys.exit("there was nothing to seal")
    promised = {*ledger.addresses, *addresses_promised(done.changes)}
    listed = "".join(f"/{address}\n" for address in sorted(promised, key=natural))
    for name, text in {**done.files, store.ADDRESSES: listed}.items():
        path = root / "framework" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")


def changed(root: Path, actions: int, changes: int) -> None:
    """Publish once, then reword that many actions, each with a reason of its own."""
    sealed(root)
    for name in spread(actions, changes):
        reworded(root, name)
    sealed(root)


def spread(actions: int, count: int) -> list[str]:
    """So many actions of all of them, at equal distances."""
    step = actions // count
    return [f"act-{number:02d}" for number in range(step, actions + 1, step)][:count]


def reworded(root: Path, *names: str) -> None:
    """Give some actions one more word each, and one reason for all of them."""
    for path in sorted((root / "framework/editions").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        for name in names:
            if f"id: {name}\n" in text:
                before, after = text.split(f"id: {name}\n", 1)
                head, rest = after.split("text: ", 1)
                text = f"{before}id: {name}\n{head}text: {rest.replace('.', ' again.', 1)}"
        path.write_text(text, encoding="utf-8")
    pending = root / "framework" / store.PENDING
    pending.mkdir(parents=True, exist_ok=True)
    reason = f"items: [{', '.join(names)}]\ndecided: {DAY}\ndecided_by: Nobody\nreason: Invented words.\n"
    (pending / f"{names[0]}.yml").write_text(reason, encoding="utf-8")


def main() -> None:
    """Generate, change, measure in turn, and print."""
    actions, changes, rounds = map(int, sys.argv[1:4]) if sys.argv[1:] else (ACTIONS, CHANGES, ROUNDS)
    with tempfile.TemporaryDirectory() as place:
        without = generate(Path(place) / "without", actions)
        with_ledger = Path(shutil.copytree(without, Path(place) / "with"))
        changed(with_ledger, actions, changes)
        count = len(store.read(with_ledger).changes) - 1
        runs: dict[Path, list[float]] = {without: [], with_ledger: []}
        for _ in range(rounds):
            for folder, seconds in runs.items():
                seconds.append(measured(folder, BIN / "framework", "check").seconds)
    one, other = (statistics.median(seconds) for seconds in runs.values())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {rounds} interleaved runs\n")
    print("| actions | changes | check without a ledger, s | check with it, s | ratio |\n" + "| --- " * 5 + "|")
    print(f"| {actions} | {count} | {one:.2f} | {other:.2f} | {other / one:.2f} × |")


if __name__ == "__main__":
    main()
