"""Measures the engine beside its peers, on generated frameworks of three sizes, and prints the report as Markdown.

Everything is measured in turn, round after round. Machines differ and are noisy: the ratios are what lasts.
`python benchmarks/run.py 1` measures one round only; `--sizes 35 350` these sizes only; `--only Hugo framework` these
ways only; `--offline` leaves out the peers that have to be installed; `--on DIR` says where to build: otherwise in
memory where there is /dev/shm, and the cold builds on disk too. `--keep` keeps the figures and draws them (`chart.py`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import chart
import figures
from measuring import machine
from report import report
from rounds import Series, series
from subjects import Programs, subjects

SIZES = (35, 350, 3500)
MEMORY = Path("/dev/shm")  # noqa: S108 (the folder itself is made with another name)


def main() -> None:
    """Write the sites, measure in turn, and print."""
    choice = _asked()
    with ExitStack() as ends:
        stand = [Path(ends.enter_context(tempfile.TemporaryDirectory(dir=place))) for place in places(choice.on)]
        programs = Programs() if choice.offline else Programs.installed(stand[-1] / "programs")
        measured = _measured(stand, choice, programs)
        result: figures.Figures = {
            "day": datetime.now(UTC).strftime("%-d %B %Y"), "machine": machine(), "rounds": choice.rounds,
            "missing": [] if choice.offline else programs.missing, "rows": [subject.row() for subject in measured],
        }  # fmt: skip
    print(report(result))
    if choice.keep:
        figures.keep(result)
        chart.draw()


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="Measure the engine beside its peers.")
    asked.add_argument("rounds", type=int, nargs="?", default=3)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--on", type=Path, metavar="DIR", help="the folder in which to build")
    asked.add_argument("--offline", action="store_true", help="without the peers that have to be installed")
    asked.add_argument("--only", nargs="+", metavar="NAME", help="the names, as the report has them")
    asked.add_argument("--keep", action="store_true", help="keep the figures, and draw them")
    choice = asked.parse_args()
    if choice.keep and choice.only:
        asked.error("the figures of some cannot be kept without those of the others")
    return choice


def places(asked: Path | None) -> list[Path]:
    """Where everything is measured, and where cold builds are measured once more."""
    if asked:
        return [asked]
    disk = Path(tempfile.gettempdir())
    return [MEMORY, disk] if MEMORY.is_dir() else [disk]


def _measured(stand: list[Path], choice: argparse.Namespace, programs: Programs) -> list[Series]:
    disk = stand[1] if stand[1:] else None
    compared = [series(subject, disk)
                for size in choice.sizes for subject in subjects(stand[0], size, programs)
                if not choice.only or subject.name in choice.only]  # fmt: skip
    for number in range(choice.rounds):
        print(f"round {number + 1} of {choice.rounds}", file=sys.stderr)
        for subject in compared:
            subject.round()
    return compared


if __name__ == "__main__":
    main()
