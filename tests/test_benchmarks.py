"""Every benchmark still runs: on the smallest size, once. What it measures here says nothing."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from tests.conftest import ROOT, run
from tests.tools import CHROMIUM, GET_CHROMIUM, needed

#: Write both Hugo sites of a framework, as `run.py` does, without Hugo: source, and a sample that is built.
WRITTEN = """
import importlib
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import peers, whole
from generate import generate
source, place = generate(Path("ours"), 8), Path(".")
written = {"plain": peers.hugo(source, place / "plain"), "whole": whole.hugo(source, place / "whole", place)}
for folder, edited in written.items():
    print(edited.is_file(), len(list((place / folder / "layouts").rglob("*.*"))))
"""


def benchmark(folder: Path, name: str, *arguments: str) -> str:
    """What a benchmark prints."""
    done = run(folder, sys.executable, str(ROOT / "benchmarks" / name), *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(printed: str) -> list[list[str]]:
    """The cells of every row of its tables but the line under the heads."""
    lines = [line.strip("| ").split(" | ") for line in printed.splitlines() if line.startswith("|")]
    return [cells for cells in lines if "---" not in cells[0]]


def test_the_engine_is_measured_beside_its_peers(tmp_path: Path) -> None:
    """Every cell of the engine's row is a figure, growth alone has nothing to grow from."""
    head, ours, naive, *_ = rows(benchmark(tmp_path, "run.py", "1", "--sizes", "35", "--no-hugo"))
    assert (ours[:2], naive[:2]) == (["35", "framework"], ["35", "naive MkDocs"])
    assert len(ours) == len(head)
    assert [head[at] for at, cell in enumerate(ours) if cell == "–"] == ["growth"]


def test_the_ledger_is_measured(tmp_path: Path) -> None:
    """As many changes as were asked for."""
    head, row = rows(benchmark(tmp_path, "ledger.py", "35", "5", "1"))
    assert row[:2] == ["35", "5"]
    assert len(row) == len(head)


def test_history_is_measured(tmp_path: Path) -> None:
    """Every command on both frameworks, and the sites that they make."""
    head, *lines = rows(benchmark(tmp_path, "history.py", "35", "3"))
    assert [line[0].partition(",")[0] for line in lines][:6] == ["check", "verify", "build", "publish", "build", "site"]
    assert all(len(line) == len(head) for line in lines)


def test_the_search_is_measured(tmp_path: Path, built_miniature: Path) -> None:
    """As it is, slowed, and where the page has no other thread: every cell is a figure."""
    needed(*CHROMIUM, get=GET_CHROMIUM)
    head, *lines = rows(benchmark(tmp_path, "search.py", "--built", str(built_miniature), "--rounds", "1"))
    assert [line[0] for line in lines] == ["as it is", "slowed", "slowed, alone"]
    assert all(len(line) == len(head) and all(cell.isdigit() for cell in line[1:]) for line in lines)


def test_the_sites_of_hugo_are_written(tmp_path: Path, built_example: Path) -> None:
    """The plain one, and the one that makes as much from a site of ours."""
    benchmark(tmp_path, "generate.py", str(tmp_path), "35")
    assert run(tmp_path, "framework", "build").returncode == 0
    done = run(tmp_path, sys.executable, "-c", WRITTEN, str(ROOT / "benchmarks"))
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["True", "True"]
    assert all(int(line.split()[1]) > 3 for line in done.stdout.splitlines())


def test_the_drawing_is_made_from_the_figures() -> None:
    """What is shown is what was kept: every maker with its last figure, and on the page our own."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    chart = importlib.import_module("chart")
    figures = chart.kept()
    drawing = chart.drawing(figures)
    assert (ROOT / "benchmarks" / "speed.svg").read_text(encoding="utf-8") == drawing
    last = {row["made_with"]: row["cold"] for row in figures["rows"]}
    assert all(f"{maker} {seconds:g} s</text>" in drawing for maker, seconds in last.items())
    page = (ROOT / "docs" / "about" / "speed.md").read_text(encoding="utf-8")
    assert chart.with_figures(page, figures) == page
    assert page.count("seconds: ") == len([row for row in figures["rows"] if row["made_with"] == chart.OURS])
