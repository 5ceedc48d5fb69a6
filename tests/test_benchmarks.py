"""Every benchmark still runs: on the smallest size, once. What it measures here says nothing."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.browser.test_list_pages import SHORT
from tests.conftest import MINIATURE, ROOT, clone, run
from tests.tools import CHROMIUM, GET_CHROMIUM, needed

BENCHMARKS = ROOT / "benchmarks"
#: Write the sites of the peers, as `subjects.py` does, of a framework that is built.
WRITTEN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import eleventy, peers, whole
source, place = Path("."), Path(".")
written = {"hugo": peers.hugo(source, place / "hugo"), "whole": whole.hugo(source, place / "whole", place),
           "eleventy": eleventy.site(source, place / "eleventy"), "naive": peers.naive(source, place / "naive")}
for folder, edited in written.items():
    print(edited.is_file(), len(list((place / folder).rglob("*.*"))))
"""


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules of the benchmarks can be imported."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def benchmark(folder: Path, name: str, *arguments: str) -> str:
    """What a benchmark prints."""
    done = run(folder, sys.executable, str(BENCHMARKS / name), *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def printed(scripts: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a benchmark prints whose commands are forked, which makes them quick: each is said to take the same."""
    taken = importlib.import_module("measuring").Usage(0.2, 0.1, 50)

    def measured(folder: Path, program: Path, *arguments: str) -> object:
        done = run(folder, program.name, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return taken

    def of(name: str, *arguments: str) -> str:
        benchmarked = importlib.import_module(name)
        for module in (benchmarked, *map(importlib.import_module, ("rounds", "subjects"))):
            monkeypatch.setattr(module, "measured", measured, raising=False)
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        benchmarked.main()
        return capsys.readouterr().out

    return of


def rows(printed: str) -> list[list[str]]:
    """The cells of every row of its tables but the line under the heads."""
    lines = [line.strip("| ").split(" | ") for line in printed.splitlines() if line.startswith("|")]
    return [cells for cells in lines if "---" not in cells[0]]


def test_the_engine_is_measured_beside_its_peers(printed: Callable[..., str], tmp_path: Path) -> None:
    """Every cell is a figure but what one size in one place cannot say, and a peer checks nothing."""
    names = ["framework, with its history", "naive MkDocs"]
    place = ["--offline", "--on", str(tmp_path)]
    head, ours, naive, *_ = rows(printed("run", "1", "--sizes", "8", *place, "--only", *names))
    assert [ours[1], naive[1]] == names
    assert [head[at] for at, cell in enumerate(ours) if cell == "–"] == ["growth", "on disk"]
    assert [head[at] for at, cell in enumerate(naive) if cell == "–"] == ["check, CPU", "growth", "on disk"]


def test_the_ledger_is_measured(printed: Callable[..., str]) -> None:
    """As many changes as were asked for."""
    head, row = rows(printed("ledger", "8", "2", "1"))
    assert row[:2] == ["8", "2"]
    assert len(row) == len(head)


def test_history_is_measured(printed: Callable[..., str]) -> None:
    """Every command on both frameworks, and the sites that they make."""
    head, *lines = rows(printed("history", "13", "1"))
    assert [line[0].partition(",")[0] for line in lines][:6] == ["check", "verify", "build", "publish", "build", "site"]
    assert all(len(line) == len(head) for line in lines)


def test_the_search_is_measured(tmp_path: Path, built_miniature: Path) -> None:
    """As it is, slowed, and where the page has no other thread: every cell is a figure."""
    needed(*CHROMIUM, get=GET_CHROMIUM)
    head, *lines = rows(
        benchmark(tmp_path, "search.py", "--built", str(built_miniature), "--typed", "glen", "--rounds", "1")
    )
    assert [line[0] for line in lines] == ["as it is", "slowed", "slowed, alone"]
    assert all(len(line) == len(head) and all(cell.isdigit() for cell in line[1:]) for line in lines)


def test_choices_in_a_long_list_are_measured(tmp_path: Path) -> None:
    """Every thing that a reader does with one that has no more rows than are drawn at once."""
    needed(*CHROMIUM, get=GET_CHROMIUM)
    folder = clone(tmp_path, content=MINIATURE)
    assert run(folder, sys.executable, "-c", SHORT).returncode == 0
    place = ["--built", str(folder / "site"), "--page", "2024-28/actions/", "--settled", "0.3"]
    _, *lines = rows(benchmark(tmp_path, "lists.py", "5", "--rounds", "1", *place))
    assert len(lines) == 4
    assert all(len(line) == 2 and line[1].isdigit() for line in lines)


def test_saves_are_measured(tmp_path: Path) -> None:
    """With the server at work already: every cell is a figure."""
    head, line = rows(benchmark(tmp_path, "saves.py", "8", "--on", str(tmp_path), "--saves", "2"))
    assert line[:2] == ["8", "on disk"]
    assert len(line) == len(head)
    assert all(re.fullmatch(r"\d+\.\d\d", cell) for cell in line[2:])


def test_the_sites_of_the_peers_are_written(tmp_path: Path) -> None:
    """The plain ones, and the one that makes as much: no item of ours stands in the templates made of its page."""
    benchmark(tmp_path, "generate.py", str(tmp_path), "35")
    assert run(tmp_path, "framework", "build").returncode == 0
    done = run(tmp_path, sys.executable, "-c", WRITTEN, str(BENCHMARKS))
    assert done.returncode == 0, done.stderr
    assert all(re.fullmatch(r"True \d\d+", line) for line in done.stdout.splitlines())
    layouts = tmp_path / "whole" / "layouts"
    kinds = {"actions": "act-0", "aspirations": "asp-0"}
    templates = [path for kind in kinds for path in sorted((layouts / kind).iterdir())]
    assert len(templates) == 12
    assert [path for path in templates if kinds[path.parent.name] in path.read_text(encoding="utf-8")] == []
    for path in (*layouts.rglob("single*"), *(tmp_path / "whole" / "assets").rglob("*.*")):
        assert "{{" in path.read_text(encoding="utf-8"), path


def figures(**changed: object) -> dict[str, object]:
    """A run that nobody made: two sizes, each ten times what the peer takes, or twenty with a history."""
    row = {"check": None, "on_disk": None, "save": 0.3, "pages": 10, "files": 20, "megabytes": 1.5, "memory": 50}
    times = {"framework": 10, "framework, with its history": 20, "Hugo, as much": 1}
    taken = [(maker, size, cpu * times[maker]) for size, cpu in ((35, 0.1), (350, 0.7)) for maker in times]
    timed = [{"made_with": maker, "actions": size, "cold": cpu / 2, "cold_cpu": cpu, "changed_cpu": cpu, **row}
             for maker, size, cpu in taken]  # fmt: skip
    return {"day": "1 May 2026", "machine": "A machine", "rounds": 1, "missing": [], "rows": timed, **changed}


@pytest.mark.usefixtures("scripts")
def test_the_report_says_what_was_reached_and_what_could_not_be_had() -> None:
    """Ratios and growth are of CPU seconds; an aim that was missed is a no."""
    text = importlib.import_module("report").report(figures(missing=["Zensical"]))
    assert "Could not be had: Zensical." in text
    assert ["350 actions: ≤ 6 × the CPU of 35", "7.00 ×", "no"] in rows(text)
    assert ["save to page at 35 actions: ≤ 0.15 s", "0.30 s", "no"] in rows(text)
    assert ["350", "Hugo, as much", "10.00 ×", "10.00 ×", "1.00 ×", "1.00 ×", "20.00 ×", "1.00 ×"] in rows(text)


@pytest.mark.usefixtures("scripts")
def test_what_other_benchmarks_kept_is_reported_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each keeps a table of its own, and what is measured anew leaves those of the others."""
    kept, module = tmp_path / "figures.json", importlib.import_module("figures")
    monkeypatch.setattr(module, "FILE", kept)
    kept.write_text(json.dumps(figures()), encoding="utf-8")
    module.keep_table("saves", {"said": "Saves.", "heads": ["actions", "s"], "rows": [["35", "0.10"]]})
    module.keep(figures(day="2 May 2026"))
    text = importlib.import_module("report").report(module.kept())
    assert text.startswith("2 May 2026")
    assert text.endswith("Saves.\n\n| actions | s |\n| --- | --- |\n| 35 | 0.10 |")


@pytest.mark.usefixtures("scripts")
def test_a_peer_that_cannot_be_installed_is_left_out() -> None:
    """It is named as missing, and nothing is compared with it."""
    assert importlib.import_module("subjects").Programs().missing == ["Hugo", "Eleventy", "Zensical"]


@pytest.mark.usefixtures("scripts")
def test_a_command_is_measured_by_itself() -> None:
    """The peak is that of the command, however much the one who measures holds; its failure ends everything."""
    measured = importlib.import_module("measuring").measured
    held = bytearray(100_000_000)
    assert measured(ROOT, "/bin/true").memory < len(held) / 1e6
    with pytest.raises(SystemExit, match="failed in"):
        measured(ROOT, "/bin/false")


@pytest.mark.usefixtures("scripts")
def test_the_drawing_is_made_from_the_figures() -> None:
    """What is shown is what was kept: in the drawing, in RESULTS and on the page."""
    chart = importlib.import_module("chart")
    kept = chart.kept()
    assert (BENCHMARKS / "speed.svg").read_text(encoding="utf-8") == chart.drawing(kept)
    results = (BENCHMARKS / "RESULTS.md").read_text(encoding="utf-8")
    assert chart.with_report(results, kept) == results
    page = (ROOT / "docs" / "about" / "speed.md").read_text(encoding="utf-8")
    assert chart.with_figures(page, kept) == page


@pytest.mark.usefixtures("scripts")
def test_every_figure_is_drawn_and_stands_on_the_page() -> None:
    """A bar for each row, the longest of a size as long in every size; a line of front matter for each."""
    chart = importlib.import_module("chart")
    drawing = etree.fromstring(chart.drawing(figures()).encode())
    lengths = [float(bar.get("width")) for bar in drawing.iter("{*}rect")]
    assert lengths == [chart.LONGEST / 2, chart.LONGEST, chart.LONGEST / 20] * 2
    assert [text.text for text in drawing.iter("{*}text") if text.text.endswith(" s")] == [
        "0.50 s", "1.00 s", "0.05 s", "3.50 s", "7.00 s", "0.35 s",
    ]  # fmt: skip
    page = chart.with_figures('---\nmeasured: ""\nfigures:\n  - {}\n---\n', figures())
    assert page.startswith('---\nmeasured: "1 May 2026"\nfigures:\n  - {made_with: engine, actions: 35, seconds: 0.5,')
    assert page.count("  - {") == 6
