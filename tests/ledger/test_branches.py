"""Two pull requests that each explain a change merge in either order: numbers are given on main, one after another."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strategic_framework.commands.main import main
from strategic_framework.ledger import store, verify
from tests.conftest import clone
from tests.ledger import bench
from tests.ledger.bench import HOMES, RIVERS

WHY = ("--reason", "It was decided.", "--decided-by", "The council", "--decided", "2026-03-01", "--yes")
PUBLISH = ("publish", "--yes", "--date", "2026-03-09")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> str:
    """A git command that reads no settings but those of the repository; it must succeed."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=root, env=env, capture_output=True, text=True, timeout=60,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def framework(root: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as context:
        context.chdir(root)
        return CliRunner().invoke(main, arguments)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Edited")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of the miniature, published once, on main."""
    root = clone(tmp_path, content=bench.MINIATURE)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "An editor")
    git(root, "config", "user.email", "editor@example.org")
    assert framework(root, "publish", "--yes", "--date", bench.DAY).exit_code == 0
    commit(root)
    return root


def on_branch(root: Path, name: str, edit: Callable[[Path], None]) -> None:
    """A branch off main on which something is edited and committed; afterwards main is checked out again."""
    git(root, "checkout", "-qb", name, "main")
    edit(root)
    assert bench.told(root) == []
    commit(root)
    git(root, "checkout", "-q", "main")


def merged(root: Path, name: str) -> list[str]:
    """Merge a branch into main and publish there; the new changes."""
    before = len(store.read(root).changes)
    git(root, "merge", "-q", "--no-edit", name)
    done = framework(root, *PUBLISH)
    assert done.exit_code == 0, done.output
    commit(root)
    ledger = store.read(root)
    assert verify.broken(ledger, thorough=True) == []
    return [item for change in ledger.changes[before:] for item in change.records]


def willow(root: Path) -> None:
    bench.edit(root, RIVERS, "plant willow", "plant much willow")
    assert framework(root, "explain", "act-01", *WHY).exit_code == 0


def retired(root: Path) -> None:
    assert framework(root, "retire", "asp-02", *WHY).exit_code == 0


def visits(root: Path) -> None:
    bench.edit(root, HOMES, "a visit from", "an early visit from")
    assert framework(root, "explain", *WHY).exit_code == 0


def thermometer(root: Path) -> None:
    done = framework(root, "add", "action", "--priority", "pri-2", "--text", "Lend everybody a thermometer.", *WHY)
    assert done.exit_code == 0, done.output


def kettle(root: Path) -> None:
    done = framework(root, "add", "action", "--priority", "pri-1", "--text", "Boil a kettle at each bridge.", *WHY)
    assert done.exit_code == 0, done.output


PAIRS = [(willow, visits), (retired, willow), (thermometer, kettle), (thermometer, visits)]


@pytest.mark.parametrize("turned", [False, True], ids=["first-second", "second-first"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(one.__name__ for one in pair))
def test_two_pull_requests(
    repository: Path, pair: tuple[Callable[[Path], None], Callable[[Path], None]], turned: bool
) -> None:
    """Both merge without a conflict, each published after its merge, and what each touched is in its own change."""
    for edit in pair:
        on_branch(repository, edit.__name__, edit)
    order = pair[::-1] if turned else pair
    found = [merged(repository, edit.__name__) for edit in order]
    assert all(found)
    ledger = store.read(repository)
    assert [change.id for change in ledger.changes] == ["chg-0001", "chg-0002", "chg-0003"]
    assert ledger.numbers["2024-28"] == 3
    assert ledger.pending == ()
    assert bench.told(repository) == []
    assert framework(repository, "verify").exit_code == 0


@pytest.mark.parametrize("turned", [False, True], ids=["first-second", "second-first"])
def test_two_new_actions_get_two_numbers(repository: Path, turned: bool) -> None:
    """Two branches each add an action without an identifier: the first to be merged takes the next number."""
    names = ["kettle", "thermometer"]
    on_branch(repository, "kettle", kettle)
    on_branch(repository, "thermometer", thermometer)
    for name in names[::-1] if turned else names:
        merged(repository, name)
    words = bench.words(repository)
    first, second = (words[name]["text"].split()[-1] for name in ("act-06", "act-07"))
    assert [first, second] == (["thermometer.", "bridge."] if turned else ["bridge.", "thermometer."])
    assert "act-08" not in words


def test_both_merged_before_either_is_published(repository: Path) -> None:
    """Two merges and then one publication: two changes, in the order of their files, and two numbers."""
    on_branch(repository, "kettle", kettle)
    on_branch(repository, "thermometer", thermometer)
    git(repository, "merge", "-q", "--no-edit", "kettle")
    assert len(merged(repository, "thermometer")) >= 2
    assert len(store.read(repository).changes) == 3
    assert {"act-06", "act-07"} <= set(bench.words(repository))
    assert framework(repository, *PUBLISH).output == "Nothing waits to be published.\n"


def test_a_branch_does_not_publish(repository: Path) -> None:
    """Anywhere but on main publishing is refused, and says where it is done."""
    on_branch(repository, "willow", willow)
    git(repository, "checkout", "-q", "willow")
    before = bench.tree(repository)
    for more in ((), ("--as-at", "2026-04-01")):
        done = framework(repository, *PUBLISH, *more)
        assert done.exit_code == 1
        assert done.output == "Publishing happens on the branch main, and this is willow. Nothing has been changed.\n"
    assert bench.tree(repository) == before
    assert framework(repository, "preview", "--date", "2026-03-09").exit_code == 0
    assert bench.tree(repository) == before
