"""Measures the engine beside Hugo and beside a naive MkDocs site, on generated frameworks of three sizes.

Everything is measured in turn, round after round, and the medians are printed as Markdown. Machines differ and are
noisy: the ratios are what lasts. `python benchmarks/run.py 1` measures one round only; `--sizes 35` one size only;
`--no-hugo` leaves out the peer that has to be installed; `--keep` keeps the figures and draws them (`chart.py`).
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import chart
import peers
import whole
from generate import generate

SIZES = (35, 350, 3500)
NAIVE_UP_TO = 350
PATIENCE = 600
BIN = Path(sys.executable).parent
os.environ["NO_MKDOCS_2_WARNING"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # after its first run Python keeps our modules compiled, as for anybody


class Usage(NamedTuple):
    """What one run of a command took: seconds on the clock, seconds of all its processes, and MiB at its peak."""

    seconds: float
    cpu: float
    memory: float


def measured(folder: Path, *command: str | Path) -> Usage:
    """One run of a command in a folder, as the operating system accounts for it. A failure ends everything."""
    began, quiet = time.perf_counter(), subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed in {folder}")
    return Usage(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@dataclass
class Subject:
    """One way to make the site at one size: its folder and commands, the file that is edited, a page that shows it."""

    name: str
    size: int
    folder: Path
    edited: Path
    build: list[str | Path]
    serve: list[str | Path]
    page: str
    output: str
    made: tuple[str, ...]
    check: list[str | Path] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: float = 0

    def time(self, what: str, command: list[str | Path]) -> None:
        """One run of a command, kept under the name of what it measures."""
        print(f"  {self.name}, {self.size} actions: {what}", file=sys.stderr)
        usage = measured(self.folder, *command)
        self.seconds.setdefault(what, []).append(usage.seconds)
        self.seconds.setdefault(f"{what} cpu", []).append(usage.cpu)
        if what == "cold":
            self.memory = max(self.memory, usage.memory)

    def edit(self) -> str:
        """Give the first action another first word, and say which."""
        text = self.edited.read_text(encoding="utf-8")
        word = f"Edit{time.monotonic_ns()}"
        self.edited.write_text(re.sub(r"(text: >-\n\s+)\w+", rf"\g<1>{word}", text, count=1), encoding="utf-8")
        return word

    def round(self) -> None:
        """Everything once: check, cold, one changed field, nothing changed, save to page."""
        if self.check:
            self.time("check", self.check)
        self.clear()
        self.time("cold", self.build)
        self.edit()
        self.time("changed", self.build)
        self.time("unchanged", self.build)
        self.save()

    def clear(self) -> None:
        """Nothing built before. It is moved away, as freeing tens of thousands of files slows what is measured next."""
        for name in self.made:
            if (self.folder / name).exists():
                aside = self.folder.parent / "aside"
                aside.mkdir(exist_ok=True)
                (self.folder / name).rename(aside / f"{self.folder.name}-{time.monotonic_ns()}")

    def save(self) -> None:
        """From the saving of a file to the page that shows it, twice, with the server at work already."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [str(part).replace("PORT", str(port)) for part in self.serve]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=self.folder, stdout=quiet, stderr=quiet) as server:  # noqa: S603
            try:
                address = f"http://127.0.0.1:{port}/{self.page}"
                _until(lambda: _shows(address, "Who is named"))
                time.sleep(1)
                for _ in range(2):
                    word, began = self.edit(), time.perf_counter()
                    _until(lambda word=word: _shows(address, word))
                    self.seconds.setdefault("save", []).append(time.perf_counter() - began)
                    time.sleep(1)
            finally:
                server.terminate()

    def median(self, what: str) -> float:
        """The median of what was measured; nothing measured is not a number."""
        return statistics.median(self.seconds.get(what, [float("nan")]))


def _shows(address: str, words: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:  # noqa: S310 (our own server)
            return words in page.read().decode()
    except OSError:
        return False


def _until(answered: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not answered():
        if time.monotonic() > ends:
            sys.exit("a server did not show the page")
        time.sleep(0.02)


def subjects(place: Path, size: int, hugo: Path | None, sample: Path) -> list[Subject]:
    """Every way to make the site at that size; `sample` is a folder that the engine has built."""
    ours = generate(place / f"ours-{size}", size)
    edited = ours / "framework" / "editions" / "2023-27" / "1-priority.yml"
    verb: dict[str, list[str | Path]] = {name: [BIN / "framework", name] for name in ("check", "build", "serve")}
    found = [Subject("framework", size, ours, edited, verb["build"], [*verb["serve"], "--address", "127.0.0.1:PORT"],
                     "2023-27/act-01/", "site", ("site", ".cache"), verb["check"])]  # fmt: skip
    if hugo:
        serve: list[str | Path] = [hugo, "server", "--port", "PORT", "--renderToMemory"]
        made = ("public", "resources")
        for name, folder, make in (
            ("Hugo", place / f"hugo-{size}", peers.hugo),
            ("Hugo, as much", place / f"whole-{size}", partial(whole.hugo, sample=sample)),
        ):
            found.append(Subject(name, size, folder, make(ours, folder), [hugo, "--quiet"], serve, "act-01/",
                                 "public", made))  # fmt: skip
    if size <= NAIVE_UP_TO:
        folder = place / f"naive-{size}"
        serve = [BIN / "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:PORT", "-w", "priorities"]
        found.append(Subject("naive MkDocs", size, folder, peers.naive(ours, folder), [BIN / "mkdocs", "build"], serve,
                             "act-01/", "site", ("site",)))  # fmt: skip
    return found


def main() -> None:
    """Generate, measure in turn, and print."""
    asked = argparse.ArgumentParser(description="Measure the engine beside its peers.")
    asked.add_argument("rounds", type=int, nargs="?", default=3)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--no-hugo", action="store_true")
    asked.add_argument("--keep", action="store_true", help="keep the figures, and draw them")
    choice = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        hugo = None if choice.no_hugo else peers.install_hugo(Path(place) / "peers")
        sample = generate(Path(place) / "sample", SIZES[0])
        measured(sample, BIN / "framework", "build")
        compared = [subject for size in choice.sizes for subject in subjects(Path(place), size, hugo, sample)]
        for number in range(choice.rounds):
            print(f"round {number + 1} of {choice.rounds}", file=sys.stderr)
            for subject in compared:
                subject.round()
        report(compared, choice.rounds)
        if choice.keep:
            chart.keep(figures(compared, choice.rounds))


def _day() -> str:
    return datetime.now(UTC).strftime("%-d %B %Y")


def _machine() -> str:
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{platform.machine()} {platform.system()}, {cores}"


def figures(found: list[Subject], rounds: int) -> chart.Figures:
    """What was measured, to be kept and drawn."""
    return {"day": _day(), "machine": f"{_machine()}, load {os.getloadavg()[1]:.0f}", "rounds": rounds,
            "rows": [_figures(one) for one in found]}  # fmt: skip


def _figures(one: Subject) -> chart.Row:
    made = Made.of(one.folder / one.output)
    return {
        "made_with": one.name, "actions": one.size, "check": round(one.median("check"), 2) if one.check else None,
        "cold": round(one.median("cold"), 2), "save": round(one.median("save"), 2),
        "cold_cpu": round(one.median("cold cpu"), 2), "pages": made.pages, "megabytes": round(made.megabytes, 1),
        "memory": round(one.memory),
    }  # fmt: skip


class Made(NamedTuple):
    """What stands in a built folder."""

    pages: int
    megabytes: float

    @classmethod
    def of(cls, folder: Path) -> Made:
        files = [path for path in folder.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        return cls(pages, sum(path.stat().st_size for path in files) / 1e6)


def report(found: list[Subject], rounds: int) -> None:
    """The table, with each size's growth over the one before it, and the ratios to Hugo and to naive MkDocs."""
    load = os.getloadavg()[1]
    print(f"## {_day()}\n\n{_machine()}; medians of {rounds} interleaved rounds, in seconds; load {load:.0f}\n")
    print("| actions | made with | check | cold build | growth | one field changed | unchanged | save to page "
          "| cold, CPU | changed, CPU | pages | MB | peak memory, MiB |\n" + "| --- " * 13 + "|")  # fmt: skip
    for one in found:
        print(f"| {one.size} | {one.name} | {_row(one, found)} |")
    print(
        "\n| actions | beside | cold build | one field changed | unchanged | save to page | cold, CPU | changed, CPU |"
    )
    print("| --- " * 8 + "|")
    for one in found:
        ours = next(own for own in found if own.size == one.size)
        if one is not ours:
            what = ("cold", "changed", "unchanged", "save", "cold cpu", "changed cpu")
            ratios = [f"{ours.median(name) / one.median(name):.2f}" for name in what]
            print(f"| {one.size} | {one.name} | {' | '.join(ratios)} |")


def _row(one: Subject, found: list[Subject]) -> str:
    made = Made.of(one.folder / one.output)
    smaller = [other for other in found if other.name == one.name and other.size * 10 == one.size]
    growth = f"{one.median('cold') / smaller[0].median('cold'):.1f} ×" if smaller else "–"
    times = [_shown(one.median(what)) for what in ("changed", "unchanged", "save", "cold cpu", "changed cpu")]
    cells = [_shown(one.median("check")), _shown(one.median("cold")), growth, *times]
    return " | ".join([*cells, str(made.pages), f"{made.megabytes:.1f}", f"{one.memory:.0f}"])


def _shown(seconds: float) -> str:
    return "–" if seconds != seconds else f"{seconds:.2f}"  # noqa: PLR0124 (not a number differs from itself)


if __name__ == "__main__":
    main()
