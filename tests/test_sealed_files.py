"""A proposal that touches what publishing writes is refused, in real git repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework.publication import git as asking
from strategic_framework.publication import sealed_files
from tests.conftest import MINIATURE, clone, explain, run

PRIORITY = "framework/editions/2024-28/1-rivers-and-paths.yml"
LOCK, ADDRESSES, FIRST = "framework/published.lock", "framework/addresses.txt", "framework/changes/0001-first.yml"


def git(folder: Path, *arguments: str) -> str:
    """A git command that must succeed, with no settings but its own."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = {f"GIT_{who}_{what}": "tests@invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **own, **names}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented council's framework, published on main, and a branch for a proposal."""
    folder = clone(tmp_path_factory.mktemp("published"), content=MINIATURE)
    git(folder, "init", "-q", "-b", "main")
    assert run(folder, "framework", "publish", "--yes").returncode == 0
    commit(folder, "Published")
    git(folder, "switch", "-q", "-c", "proposal")
    return folder


@pytest.fixture
def proposed(tmp_path: Path, published: Path) -> Path:
    """A copy of it, for one proposal."""
    subprocess.run(["cp", "-a", *published.iterdir(), tmp_path], check=True)
    return tmp_path


def first_action(folder: Path, old: str, new: str) -> None:
    """Edit the file of the first priority."""
    path = folder / PRIORITY
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_words_with_their_reason_pass(proposed: Path) -> None:
    """A wording, a reason, a page and a new entry without a number are what proposals are for."""
    first_action(proposed, "actions:\n", "actions:\n  - source: new\n    text: Count the otters.\n")
    explain(proposed)
    (proposed / "docs" / "about" / "feedback.md").write_text("Anything", encoding="utf-8")
    assert sealed_files.touched(proposed, "main") == []
    commit(proposed, "A proposal")
    done = run(proposed, "framework", "sealed", "main")
    assert (done.returncode, done.stdout) == (0, "The proposal leaves the published record alone.\n")


def edited(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text((folder / name).read_text() + "\n", encoding="utf-8") and None


def removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def added(name: str) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("id: chg-0002\n", encoding="utf-8")

    return add


SECOND, NOTES = "framework/changes/0002-otters.yml", "framework/.journal/plan.new"
TOUCHES = [
    (edited(LOCK), f"This proposal changes {LOCK}, the record of what readers can see now."),
    (removed(LOCK), f"This proposal takes away {LOCK}, the record of what readers can see now."),
    (edited(ADDRESSES), f"This proposal changes {ADDRESSES}, the list of every address ever published."),
    (edited(FIRST), f"This proposal changes {FIRST}, a change that is sealed."),
    (removed(FIRST), f"This proposal takes away {FIRST}, a change that is sealed."),
    (added(SECOND), f"This proposal adds {SECOND}, a change that is sealed."),
    (added(NOTES), f"This proposal adds {NOTES}, notes of a publication under way."),
]


@pytest.mark.parametrize("saved", ["committed", "only saved"])
@pytest.mark.parametrize(("touch", "told"), TOUCHES, ids=[told for _, told in TOUCHES])
def test_what_publishing_writes_is_left_alone(
    proposed: Path, touch: Callable[[Path], None], told: str, saved: str
) -> None:
    """Committed or only saved, changed, added or taken away: each is named, with what to do instead."""
    touch(proposed)
    if saved == "committed":
        commit(proposed, "Touched")
    found = sealed_files.touched(proposed, "main")
    assert [problem.what for problem in found] == [told]
    assert ("Take the file out" if " adds " in told else "git restore --source") in found[0].instead


def test_the_restoring_command_restores(proposed: Path) -> None:
    """What the message tells an editor to type puts the proposal right."""
    edited(LOCK)(proposed)
    commit(proposed, "Touched")
    told = sealed_files.touched(proposed, "main")[0].instead
    git(proposed, *told.partition("git ")[2].partition(" . ")[0].split())
    commit(proposed, "Put back")
    assert sealed_files.touched(proposed, "main") == []


def test_a_number_is_not_given_by_hand(proposed: Path) -> None:
    """A new entry with an identifier is refused at its line; without it, it passes."""
    first_action(proposed, "actions:\n", "actions:\n  - id: act-99\n    source: new\n    text: Count the otters.\n")
    (found,) = sealed_files.touched(proposed, "main")
    assert found.what == "This proposal gives a number to something new: act-99."
    assert found.instead.startswith("Take the line id: act-99 out.")
    assert (found.place.file, found.line_text.strip()) == (PRIORITY, "- id: act-99")


def test_main_going_on_is_not_the_proposals_doing(proposed: Path) -> None:
    """What was published on main since the proposal left it is not held against it, merged in or not."""
    git(proposed, "switch", "-q", "main")
    first_action(proposed, "actions:\n", "actions:\n  - source: new\n    text: Count the otters.\n")
    explain(proposed)
    assert run(proposed, "framework", "publish", "--yes").returncode == 0
    commit(proposed, "Sealed")
    git(proposed, "switch", "-q", "proposal")
    assert sealed_files.touched(proposed, "main") == []
    git(proposed, "merge", "-q", "--no-edit", "main")
    assert sealed_files.touched(proposed, "main") == []
    edited(LOCK)(proposed)
    assert len(sealed_files.touched(proposed, "main")) == 1


def test_what_is_committed_counts_though_it_is_no_longer_there(proposed: Path) -> None:
    """The first command clears the notes of a publication, but they were proposed all the same."""
    added(NOTES)(proposed)
    commit(proposed, "Touched")
    done = run(proposed, "framework", "sealed", "main")
    assert not (proposed / NOTES).exists()
    assert (done.returncode, f"This proposal takes away {NOTES}" in done.stdout) == (1, False)
    assert f"This proposal adds {NOTES}" in done.stdout


def test_the_command_speaks_to_a_policy_officer_and_to_github(proposed: Path) -> None:
    """The text says what, why and what instead; the annotation stands at the file."""
    edited(LOCK)(proposed)
    text = run(proposed, "framework", "sealed", "main")
    assert text.returncode == 1
    assert "Publishing writes this file when the proposal has been accepted, so no proposal touches it." in text.stdout
    assert "Nothing has been published." in text.stdout
    github = run(proposed, "framework", "sealed", "main", "--format", "github")
    assert github.returncode == 1
    assert github.stdout.startswith(f"::error file={LOCK},title=sealed::This proposal changes")


@pytest.mark.parametrize("base", ["nowhere", "--help-me", "main:framework", ""])
def test_an_unknown_base_is_never_a_pass(proposed: Path, base: str) -> None:
    """Where there is nothing to compare with, one plain line says so, and the status is not 0."""
    with pytest.raises(sealed_files.UnknownBaseError, match="There is no commit or branch called"):
        sealed_files.touched(proposed, base)
    done = run(proposed, "framework", "sealed", "--", base)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_history_that_is_cut_off_is_never_a_pass(proposed: Path) -> None:
    """A base without a common history cannot be compared."""
    git(proposed, "switch", "-q", "--orphan", "elsewhere")
    git(proposed, "commit", "-q", "--allow-empty", "-m", "Elsewhere")
    git(proposed, "switch", "-q", "proposal")
    with pytest.raises(sealed_files.UnknownBaseError, match="does not reach back"):
        sealed_files.touched(proposed, "elsewhere")
    assert run(proposed.parent, "framework", "sealed", "main").returncode == 2


def test_nothing_passes_when_git_fails(proposed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that git breaks off is no comparison."""
    real = asking._run
    monkeypatch.setattr(
        asking,
        "_run",
        lambda root, asked: ("", "fatal: broken\n") if asked[0] == "diff" else real(root, asked),
    )
    with pytest.raises(sealed_files.UnknownBaseError, match="git cannot compare them: fatal: broken"):
        sealed_files.touched(proposed, "main")
