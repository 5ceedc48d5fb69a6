"""What many tests share: the frozen framework and the invented ones, each read once, and a built site of each.

No test of the code reads the content of this repository, which an editor may change on any day. Those that look at it
bear the marker `content`, and hold whatever it says.
"""

from __future__ import annotations

import fcntl
import functools
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from strategic_framework.content import loader
from strategic_framework.content.loader import Loaded
from strategic_framework.language import labels
from strategic_framework.language.strings import set_words
from strategic_framework.ledger import store
from strategic_framework.model import Framework, Numbering, Words
from strategic_framework.views.site import Site
from tests import commands, plans, wheel
from tests.tools import lines_by_file, lines_not_run, waits

ROOT = Path(__file__).resolve().parent.parent
#: What editors change.
CONTENT = ROOT / "framework"
#: The framework as it was first published.
FROZEN = ROOT / "tests" / "frozen"
MINIATURE = ROOT / "tests" / "miniature"
#: Measures of the miniature, to be put beside its other files.
MEASURED = ROOT / "tests" / "measured"
EXAMPLE = ROOT / "examples" / "inverskerry"
#: Where the command stands: messages name it as the shell finds it, here as where a virtual environment is active.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest is begun first, in every process alike."""
    items.sort(key=lambda item: waits(item.nodeid))


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end of a run: no look for garbage goes through them again."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not run is said at the end of every run, with the way to get what was missing.

    Where the slowest tests are asked for (`--durations`), the files that took longest are said too.
    """
    for line in lines_not_run(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(line, yellow=True)
    if asked := terminalreporter.config.option.durations:
        reports = [one for row in terminalreporter.stats.values() for one in row if isinstance(one, pytest.TestReport)]
        for line in lines_by_file(reports)[:asked]:
            terminalreporter.write_line(line)


#: Whether the test that runs may look at the content of this repository, and how what stands in there begins.
_guard = {"closed": False}
_CLOSED = f"{CONTENT}{os.sep}"


def _refused(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to open or list what stands in `framework/`: by an audit hook (PEP 578), which no library goes around."""
    if not _guard["closed"] or event not in {"open", "os.listdir", "os.scandir"}:
        return
    path = arguments[0]
    if not isinstance(path, str | Path) or "framework" not in str(path):
        return
    # What os.open is given (it has no mode) may be relative to an open folder and not to this one, as in rmtree.
    by_os_open = event == "open" and arguments[1] is None
    # This is asked a million times in a run, so by the functions of `os.path`: those of `Path` take ten times as long.
    if (os.path.isabs(path) or not by_os_open) and f"{os.path.abspath(path)}{os.sep}".startswith(_CLOSED):  # noqa: PTH100, PTH117
        pytest.fail(f"A test of the code reads {path}: give it frozen content, or the marker `content`.")


sys.addaudithook(_refused)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hold every test of the code to content that no editor changes."""
    _guard["closed"] = item.get_closest_marker("content") is None
    try:
        return (yield)
    finally:
        _guard["closed"] = False


@pytest.fixture(autouse=True)
def numbering() -> Generator[None, None, None]:
    """What one test or its fixtures read neither numbers nor names the items of the next, nor of what that shares."""
    labels._CURRENT[:] = [(Numbering(), "")]
    set_words(Words())
    yield
    set_words(Words())


@pytest.fixture(scope="session")
def frozen() -> Loaded:
    """The frozen content, read."""
    return loader.load(FROZEN)


@pytest.fixture(scope="session")
def framework(frozen: Loaded) -> Framework:
    """The frozen framework."""
    assert frozen.framework is not None
    return frozen.framework


@pytest.fixture(scope="session")
def site(frozen: Loaded) -> Site:
    """The frozen framework with everything derived from it."""
    return Site(frozen, store.read(FROZEN))


def clone(folder: Path, *, content: Path = FROZEN) -> Path:
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
    """A command of this environment, run in a folder that is not this repository; nothing is raised."""
    assert folder.resolve() != ROOT, "what runs here would read the content of this repository"
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return commands.run(folder, command, env)


def made(folder: Path, content: Path) -> Path:
    """The site of that content, built in that folder."""
    clone(folder, content=content)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The built site of a content folder. One process builds it, and all processes of a run read it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own

    @functools.cache
    def built_once(content: Path) -> Path:
        folder = shared / "-".join(["site", *content.relative_to(ROOT).parts])
        with (shared / f"{folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "site").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                made(folder, content)
        return folder / "site"

    return built_once


@pytest.fixture(scope="session")
def measured_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the miniature and its measures."""
    folder = tmp_path_factory.mktemp("measured")
    for content in (MINIATURE, MEASURED):
        shutil.copytree(content / "framework", folder / "framework", dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def measured(measured_content: Path) -> Site:
    """The miniature with its measures, and everything derived from it."""
    return Site(loader.load(measured_content))


@pytest.fixture(scope="session")
def built(site_of: Callable[[Path], Path]) -> Path:
    """The site of the frozen framework."""
    return site_of(FROZEN)


@pytest.fixture(scope="session")
def built_miniature(site_of: Callable[[Path], Path]) -> Path:
    """The site of the miniature."""
    return site_of(MINIATURE)


@pytest.fixture(scope="session")
def built_example(site_of: Callable[[Path], Path]) -> Path:
    """The site of the example, an invented council."""
    return site_of(EXAMPLE)


@pytest.fixture(scope="session")
def public(site_of: Callable[[Path], Path]) -> Path:
    """The site that is to be published: FRAMEWORK_SITE names its folder; without it, one built for the tests."""
    named = os.environ.get("FRAMEWORK_SITE")
    return Path(named) if named else site_of(ROOT)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], Path]], Path]:
    """What a function makes in an empty folder, by a name: one process makes it, and all processes of a run use it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own

    def once(name: str, make: Callable[[Path], Path]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                done.write_text(str(make(folder)), encoding="utf-8")
        return Path(done.read_text("utf-8"))

    return once


@pytest.fixture(scope="session")
def installed(made_once: Callable[[str, Callable[[Path], Path]], Path]) -> Path:
    """The folder of the package as its wheel installs it."""
    return made_once("wheel", wheel.installed_in)


@pytest.fixture(scope="session")
def plan_of(installed: Path, made_once: Callable[[str, Callable[[Path], Path]], Path]) -> Callable[[str], Path]:
    """The folder of an invented plan by its name, begun from the wheel by bringing it in, published and built."""
    return lambda name: made_once(f"plan-{name}", lambda folder: plans.begun(name, installed, folder))


@pytest.fixture(scope="session", params=["built", pytest.param("public", marks=pytest.mark.content)])
def website(request: pytest.FixtureRequest) -> Path:
    """The site of the frozen framework, for a test of the code; and the one to be published, for one of the content."""
    return Path(request.getfixturevalue(request.param))
