"""Measures `framework check` and `framework build` on generated frameworks of three sizes, interleaved.

Prints medians and growth as Markdown. Machines differ and are noisy: the ratios are what lasts.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

SIZES = (35, 350, 3500)
ROUNDS = 3
FRAMEWORK = Path(sys.executable).parent / "framework"


def measured(folder: Path, verb: str) -> tuple[float, float]:
    """(seconds, peak memory in MiB) of one run of a verb, as the operating system accounts for it."""
    began = time.perf_counter()
    with subprocess.Popen([FRAMEWORK, verb], cwd=folder, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"framework {verb} failed in a generated framework")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Generate, measure in turn, and print."""
    with tempfile.TemporaryDirectory() as place:
        folders = {size: generate(Path(place) / str(size), size) for size in SIZES}
        runs: dict[tuple[int, str], list[tuple[float, float]]] = {}
        for number in range(ROUNDS):
            for size, folder in folders.items():
                for verb in ("check", "build"):
                    print(f"round {number + 1} of {ROUNDS}: {verb}, {size} actions", file=sys.stderr)
                    runs.setdefault((size, verb), []).append(measured(folder, verb))
        report(folders, runs)


def report(folders: dict[int, Path], runs: dict[tuple[int, str], list[tuple[float, float]]]) -> None:
    """The table, with each size's growth over the one before it."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {ROUNDS} interleaved runs\n")
    print("| actions | pages | MB | check, s | build, s | growth of build | peak memory, MiB |\n" + "| --- " * 7 + "|")
    before = 0.0
    for size, folder in folders.items():
        site = [path for path in (folder / "site").rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in site)
        check, build = (statistics.median(s for s, _ in runs[size, verb]) for verb in ("check", "build"))
        memory = max(peak for _, peak in runs[size, "build"])
        growth = f"{build / before:.1f} ×" if before else "–"
        size_mb = sum(path.stat().st_size for path in site) / 1e6
        print(f"| {size} | {pages} | {size_mb:.1f} | {check:.2f} | {build:.2f} | {growth} | {memory:.0f} |")
        before = build


if __name__ == "__main__":
    main()
