"""Killed at any moment, a command leaves the content as before or as after; two at once: the second is told."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.ledger import journal, store, verify
from tests.conftest import clone
from tests.ledger import bench
from tests.ledger.bench import HOMES, RIVERS, tree

WHY = ("--reason", "It was decided.", "--decided-by", "The council", "--decided", "2026-03-01", "--yes")
Files = dict[str, str | None]


class Killed(BaseException):
    """The end of a process: nothing of ours catches it."""


class Reaper:
    """Counts what is done to files below a folder, and kills before the step of that number."""

    def __init__(self) -> None:
        self.below, self.left = "", 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """An audit hook: every step that touches a file comes by here before it is taken."""
        if self.below and event in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"}:
            path = arguments[0]
            if isinstance(path, str | os.PathLike) and str(path).startswith(self.below):
                self.left -= 1
                if not self.left:
                    self.below = ""
                    raise Killed

    def kills(self, folder: Path, step: int, act: Callable[[], None]) -> bool:
        """Act, and be killed before the step of that number; whether it came so far."""
        self.below, self.left = str(folder), step
        try:
            act()
        except Killed:
            return True
        finally:
            self.below = ""
        return False


REAPER = Reaper()


@pytest.fixture(scope="module", autouse=True)
def reaper() -> None:
    """A hook cannot be taken away again, so it is set once, and sleeps until it is told of a folder."""
    sys.addaudithook(REAPER)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, published once, as a whole folder."""
    root = clone(tmp_path_factory.mktemp("start"), content=bench.MINIATURE)
    bench.publishing.publish(root, bench.DAY)
    return root


def spoilt(root: Path) -> None:
    """Two edits that wait: one explained, one that needs no reason."""
    bench.edit(root, RIVERS, "plant willow", "plant much willow")
    bench.edit(root, HOMES, "every home to be warm", "every Home to be warm")


def waiting(root: Path) -> None:
    spoilt(root)
    bench.because(root, "willow", "act-01")


def untouched(root: Path) -> None:
    """Nothing is done."""


#: Command → what is edited before it is given.
COMMANDS: dict[tuple[str, ...], Callable[[Path], None]] = {
    ("explain", "act-01", *WHY): spoilt,
    ("retire", "act-02", *WHY): untouched,
    ("move", "act-01", "pri-2", *WHY): untouched,
    ("publish", "--yes", "--date", "2026-03-09"): waiting,
}


@pytest.fixture(params=COMMANDS, ids=lambda command: command[0])
def planned(request: pytest.FixtureRequest, start: Path, tmp_path: Path,
            monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Files]:  # fmt: skip
    """A folder, and the files that a command would write into it."""
    shutil.copytree(start, tmp_path / "work")
    root = tmp_path / "work"
    COMMANDS[request.param](root)
    found: list[Files] = []
    with monkeypatch.context() as context:
        context.chdir(root)
        context.setattr(journal, "write", lambda _, files: found.append(dict(files)))
        done = CliRunner().invoke(main, request.param)
    assert done.exit_code == 0, done.output
    assert len(found) == 1
    return root, found[0]


def deaths(root: Path, act: Callable[[], None], before: dict[str, bytes]) -> Iterator[int]:
    """Be killed at each step in turn, from the same beginning every time."""
    step = 1
    while True:
        put_back(root, before)
        if not REAPER.kills(root, step, act):
            return
        yield step
        step += 1


def put_back(root: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(root / "framework")
    for name, content in files.items():
        path = root / "framework" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_a_kill_at_each_step_leaves_before_or_after(planned: tuple[Path, Files]) -> None:
    """Whichever step is the last: what the next command finds is as before, or as after, byte for byte."""
    root, files = planned

    def write() -> None:
        with journal.held(root):
            journal.write(root, files)

    before = tree(root)
    write()
    after = tree(root)
    assert before != after
    seen = []
    for _ in deaths(root, write, before):
        journal.recover(root)
        left = tree(root)
        assert left in (before, after)
        assert not (root / "framework" / journal.JOURNAL).exists()
        seen.append(left == after)
    assert len(seen) > 4 * len(files)
    assert seen == sorted(seen), "there is one moment of change"
    assert {False, True} <= set(seen)


def test_a_kill_while_recovering(planned: tuple[Path, Files]) -> None:
    """Killed just after the moment of change, and again at each step of putting it right: it is put right."""
    root, files = planned
    before = tree(root)
    with journal.held(root):
        journal.write(root, files)
    after = tree(root)
    half = begun(root, files, before)
    for _ in deaths(root, lambda: journal.recover(root), half):
        journal.recover(root)
        assert tree(root) == after


def begun(root: Path, files: Files, before: dict[str, bytes]) -> dict[str, bytes]:
    """The folder directly after the plan was put in place."""
    put_back(root, before)
    with pytest.MonkeyPatch.context() as context, journal.held(root):
        context.setattr(journal, "_finish", untouched)
        journal.write(root, files)
    assert (root / "framework" / journal.JOURNAL / "plan.json").is_file()
    return tree(root)


def test_a_file_half_written_is_thrown_away(planned: tuple[Path, Files], monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of which only a part reached the disk is never taken for the whole."""
    root, files = planned
    before = tree(root)

    def torn(path: Path, text: str) -> None:
        path.write_text(text[: len(text) // 2], encoding="utf-8")
        raise Killed

    monkeypatch.setattr(journal, "_synced", torn)
    with journal.held(root), pytest.raises(Killed):
        journal.write(root, files)
    journal.recover(root)
    assert tree(root) == before


def test_a_full_disk_changes_nothing(planned: tuple[Path, Files], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be written, the content is as before at once, and nothing is left beside it."""
    root, files = planned
    before = tree(root)

    def full(path: Path, text: str) -> None:
        path.write_text(text[:10], encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "_synced", full)
    with journal.held(root), pytest.raises(OSError, match="No space"):
        journal.write(root, files)
    assert tree(root) == before


def _killed(root: Path, step: int, command: tuple[str, ...]) -> None:
    """In a process of its own: give a command, and be killed before that step of what is done below the journal."""
    steps = count(1)

    def take(event: str, arguments: tuple[object, ...]) -> None:
        touches = event in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}
        if touches and ".journal" in str(arguments[0]) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    os.chdir(root)
    sys.addaudithook(take)
    main(command)


@pytest.mark.parametrize("step", [1, 3, 7, 9, 12])
def test_a_command_that_is_killed(start: Path, tmp_path: Path, step: int) -> None:
    """A real process, really killed while it publishes; the next command says what is true, and publishing goes on."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    waiting(root)
    before = tree(root)
    command = ("publish", "--yes", "--date", "2026-03-09")
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(root, step, command))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    journal.recover(root)
    left = tree(root)
    assert left == before or len(store.read(root).changes) == 3
    with pytest.MonkeyPatch.context() as context:
        context.chdir(root)
        assert CliRunner().invoke(main, command).exit_code == 0
    assert len(store.read(root).changes) == 3
    assert verify.broken(store.read(root), thorough=True) == []
    assert bench.told(root) == []


def test_a_disk_that_fails_half_way(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a change is begun, a fault of the disk is told as what it is, and the next command ends the change."""
    root = shutil.copytree(start, tmp_path / "content")
    before, meant, replace = (
        tree(root),
        {"framework/bodies.yml": "[]\n", "framework/glossary.yml": "[]\n"},
        Path.replace,
    )

    def failing(self: Path, target: Path) -> Path:
        if target.name == "glossary.yml":
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with journal.held(root), pytest.raises(journal.UnfinishedError):
        journal.write(root, meant)
    monkeypatch.undo()
    journal.recover(root)
    assert tree(root) == {**before, **{name: text.encode() for name, text in meant.items()}}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_second_command_is_told(
    start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """While one command holds the content, another is refused in plain words, and changes nothing."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    COMMANDS[command](root)
    monkeypatch.chdir(root)
    before = tree(root)
    with journal.held(root):
        journal.recover(root)  # is no way round
        told = CliRunner().invoke(main, command)
    assert (told.exit_code, told.exception.__class__) == (1, SystemExit)
    assert "Another command is changing the content. Wait for it to end, and try again." in told.output
    assert tree(root) == before
    assert CliRunner().invoke(main, command).exit_code == 0


def test_a_plan_that_names_a_file_elsewhere_is_refused(tmp_path: Path) -> None:
    """A journal that came with a proposal cannot write outside the content folder."""
    folder = tmp_path / "framework"
    (folder / journal.JOURNAL).mkdir(parents=True)
    (folder / journal.JOURNAL / "0").write_text("harm", encoding="utf-8")
    (folder / journal.JOURNAL / "plan.json").write_text('[["../elsewhere.txt", "0"]]', encoding="utf-8")
    with pytest.raises(ValueError, match="names a file elsewhere"):
        journal.recover(tmp_path)
    assert not (tmp_path / "elsewhere.txt").exists()
