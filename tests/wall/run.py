"""The wall, as long as it is given: `python -m tests.wall.run --kills 1000 --sequences 2000 --rounds 0`.

It ends with 0 where everything held, and with 1 at the first fault of each part. The figures are of what was done.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from strategic_framework.build.staging import fingerprint
from tests.conftest import EXAMPLE, MINIATURE, ROOT, clone, run
from tests.wall import browsing, corpus, edits, exfat, filling, formats, kills, sequences, slots

Figures = dict[str, Any]


def _filled(folder: Path, name: str) -> formats.Outcome:
    """The example with that round's texts in every slot, built and read back."""
    environment = {"WALL_ROUND": name, "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(ROOT)])}
    done = run(folder, "framework", "build", **environment)
    assert done.returncode == 0, f"round {name}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    os.environ["WALL_ROUND"] = name
    return formats.Reader(filling.texts()).read(folder / "site")


def texts(rounds: int, folder: Path, *, browser: bool) -> Figures:
    """The corpus through every slot and format; with 0 rounds, so many that each text has stood in each slot."""
    clone(folder, content=EXAMPLE)
    macros = folder / "macros.py"
    macros.write_text(macros.read_text(encoding="utf-8") + filling.HOOK, encoding="utf-8")
    harmless = _filled(folder, "harmless")
    known, returned, seen = len(corpus.admitted()), Counter[str](), set[int]()
    steps = range(rounds or known)
    for step in steps:
        outcome = _filled(folder, str(step * known // len(steps)))
        faults = [*outcome.faults, *formats.foreign(harmless.shape, outcome.shape)]
        assert faults == [], "\n".join(faults[:20])
        returned += outcome.returned
        seen |= outcome.numbers
    shown = browsing.look(folder / "site") if browser else "NOT RUN"
    return {
        "payloads": len(corpus.every()), "admitted": known, "slots": len(slots.every()), "places shown": len(seen),
        "rounds": len(steps), "texts read back": dict(returned), "browser": shown,
    }  # fmt: skip


def circumstances(folder: Path) -> Figures:
    """One wording built where something is odd: each gives the same bytes, or is said not to have been run."""
    copy = clone(folder / "copy", content=MINIATURE) if (folder / "copy").mkdir() is None else folder
    odd: dict[str, tuple[list[str], dict[str, str]]] = {
        "as it comes": ([], {}),
        "umask 000": (["sh", "-c", 'umask 000; exec "$@"', "-"], {}),
        "one CPU": (["taskset", "-c", "0"], {}),
        "clock a year ahead": ([], {"DISTURBED_DAYS": "366", "PYTHONPATH": _disturbed()}),
        "clock ten years back": ([], {"DISTURBED_DAYS": "-3652", "PYTHONPATH": _disturbed()}),
        "not root": (["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], {"HOME": str(copy)}),
    }
    sites: set[str] = set()
    figures: Figures = {}
    for name, (before, environment) in odd.items():
        if before and not shutil.which(before[0]):
            figures[name] = f"NOT RUN: no {before[0]} here"
        elif name == "not root" and os.geteuid() != 0:
            figures[name] = "held: the whole wall is run by somebody who is not root"
        else:
            figures[name] = _built(copy, before, environment, sites, owner=65534 if name == "not root" else None)
    with exfat.mounted(folder) as place:
        figures["a file system without hard links"] = (
            place if isinstance(place, str) else _built(clone(place, content=MINIATURE), [], {}, sites, owner=None)
        )
    assert len(sites) == 1, figures
    return figures


def _disturbed() -> str:
    return os.pathsep.join([str(ROOT / "tests" / "disturbed"), os.environ.get("PYTHONPATH", "")])


def _built(folder: Path, before: list[str], environment: dict[str, str], sites: set[str], owner: int | None) -> str:
    if owner:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner, owner)
        if not _reached(before, folder):
            return "NOT RUN: the folders here are open to root alone"
    done = run(folder, *before, "framework", "build", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    modes = {oct(path.stat().st_mode & 0o777) for path in (folder / "site").rglob("*") if path.is_file()}
    assert modes == {"0o644"}, modes
    sites.add(fingerprint(folder / "site"))
    return "held"


def _reached(before: list[str], folder: Path) -> bool:
    """Whether somebody else can come to the folder, to this Python and to the engine at all."""
    ask = "import os, strategic_framework, mkdocs; os.listdir()"
    return run(folder, *before, sys.executable, "-c", ask).returncode == 0


def _part(name: str, act: Callable[[Path], Figures], figures: Figures) -> bool:
    """One part in a folder of its own; its figures, or its fault."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wall-") as folder:
        Path(folder).chmod(0o755)
        try:
            figures[name] = act(Path(folder))
        except AssertionError as fault:
            figures[name] = {"fault": str(fault)}
    figures[name]["seconds"] = round(time.monotonic() - began)
    print(json.dumps({name: figures[name]}, ensure_ascii=False), flush=True)
    return "fault" not in figures[name]


def main(arguments: list[str]) -> int:
    """Every part, one after the other; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.wall.run")
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--edits", type=int, default=3)
    parser.add_argument("--sequences", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help="0: each text in each slot")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--figures", type=Path)
    asked = parser.parse_args(arguments)
    figures: Figures = {}
    held = [
        _part("texts", lambda folder: texts(asked.rounds, folder, browser=asked.browser), figures),
        _part("circumstances", circumstances, figures),
        _part("kills", lambda folder: kills.many(asked.kills, folder, asked.seed), figures),
        _part("edits", lambda folder: edits.many(asked.edits, folder, asked.seed), figures),
        _part("sequences", lambda folder: sequences.many(asked.sequences, folder, asked.seed), figures),
    ]
    if asked.figures:
        asked.figures.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
