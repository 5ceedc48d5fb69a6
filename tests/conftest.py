"""What many tests share: the real framework and the miniature one, each read once, and a built site of each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from strategic_framework.content import loader
from strategic_framework.content.loader import Loaded
from strategic_framework.ledger import store
from strategic_framework.model import Framework
from strategic_framework.views.base import Site
from tests.tools import lines_not_run

ROOT = Path(__file__).resolve().parent.parent
MINIATURE = ROOT / "tests" / "miniature"
EXAMPLE = ROOT / "examples" / "inverskerry"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not run is said at the end of every run, with the way to get what was missing."""
    for line in lines_not_run(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def real() -> Loaded:
    """The content of this repository, read."""
    return loader.load(ROOT)


@pytest.fixture(scope="session")
def framework(real: Loaded) -> Framework:
    """The framework of this repository."""
    assert real.framework is not None
    return real.framework


@pytest.fixture(scope="session")
def site(real: Loaded) -> Site:
    """The framework of this repository with everything derived from it."""
    return Site(real, store.read(ROOT))


def clone(folder: Path, *, content: Path = ROOT) -> Path:
    """A working copy of what a build reads: content, pages and settings, with no site in it."""
    for name in ("docs", "mkdocs.yml", "macros.py"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(content / "framework", folder / "framework")
    return folder


def explain(folder: Path) -> None:
    """Give the reason for every edit that a test makes of published wording."""
    pending = folder / "framework" / "changes" / "pending"
    pending.mkdir(parents=True, exist_ok=True)
    reason = "decided: 2026-11-23\ndecided_by: The tests\nreason: To see what follows.\n"
    (pending / "tested.yml").write_text(reason, encoding="utf-8")


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of this environment, run in a folder; nothing is raised."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)


def made(folder: Path, content: Path) -> Path:
    """The site of that content, built in that folder."""
    clone(folder, content=content)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once."""
    return made(tmp_path_factory.mktemp("real"), ROOT)


@pytest.fixture(scope="session")
def built_miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site, built once."""
    return made(tmp_path_factory.mktemp("miniature"), MINIATURE)


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example, an invented council, built once."""
    return made(tmp_path_factory.mktemp("example"), EXAMPLE)
