"""How a command ends when nobody listens, nothing can be written, or Python was told to leave out docstrings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MINIATURE, clone, run

FRAMEWORK = Path(sys.executable).parent / "framework"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature."""
    return clone(tmp_path_factory.mktemp("said"), content=MINIATURE)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a fault in it."""
    spoilt = clone(tmp_path_factory.mktemp("faulty"), content=MINIATURE)
    with (spoilt / "framework" / "glossary.yml").open("a", encoding="utf-8") as file:
        file.write("x: [\n")
    return spoilt


def into_a_closed_pipe(folder: Path, *command: str) -> int:
    """The exit status of a command, both of whose outputs go where nobody listens any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run([FRAMEWORK, *command], cwd=folder, stdout=writing, stderr=writing, check=False).returncode
    finally:
        os.close(writing)


@pytest.mark.parametrize("command", ["check", "build", "preview", "verify", "--help", "check --nonsense"])
def test_a_reader_who_leaves_changes_nothing(folder: Path, faulty: Path, command: str) -> None:
    """`framework check | head`: the exit status is that of the command, for good or ill."""
    for place in (folder, faulty):
        assert into_a_closed_pipe(place, *command.split()) == run(place, "framework", *command.split()).returncode
    assert not (faulty / "site").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT RUN: no /dev/full here")
def test_what_could_not_be_written_is_a_fault(folder: Path) -> None:
    """A full disk under `framework check > problems.txt`: one line, and exit status 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([FRAMEWORK, "check"], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"The command stopped: No space left on device.\n"


def test_outputs_that_were_closed(folder: Path) -> None:
    """A command that was started without an output ends as it would with one."""
    command = f'"{FRAMEWORK}" check >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], cwd=folder, check=False).returncode == 0


@pytest.fixture(scope="module")
def without_docstrings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What makes Python leave out docstrings and assertions; what it compiles it keeps in a folder of these tests."""
    return {"PYTHONOPTIMIZE": "2", "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}


@pytest.mark.parametrize("command", ["check", "build", "preview", "verify", "--help", "pages --out pages"])
def test_docstrings_can_be_left_out(folder: Path, without_docstrings: dict[str, str], command: str) -> None:
    """PYTHONOPTIMIZE=2 takes docstrings and assertions away; what is said is the same but for the words of help."""
    done = run(folder, "framework", *command.split(), **without_docstrings)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


BOMBS = {
    "aliases": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 200)),
    "depth": "[" * 20_000,
    "one long word": "- id: " + "x" * 900_000,
    "one long key": "- " + "k" * 900_000 + ": 1\n",
    "hidden characters": "- id: x\n  term: " + "\u202e" * 200_000,
    "keys": "".join(f"key{number}: {number}\n" for number in range(50_000)),
    "too large": "- id: x\n" * 200_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_told_in_few_words(tmp_path: Path, bomb: str) -> None:
    """Whatever a file repeats, what is said of it fits on a few screens, and names a line."""
    folder = clone(tmp_path, content=MINIATURE)
    (folder / "framework" / "glossary.yml").write_text(BOMBS[bomb], encoding="utf-8")
    done = run(folder, "framework", "check")
    assert done.returncode == 1
    assert len(done.stdout + done.stderr) < 8_000
    assert "framework/glossary.yml:" in done.stdout + done.stderr


@pytest.mark.parametrize(("content", "line", "code"), [
    ("", 1, "empty-file"), ("# only\n\n", 1, "empty-file"), ("x: y\n" * 300_000, 209_716, "too-large"),
])  # fmt: skip
def test_a_whole_file_has_a_line_too(tmp_path: Path, content: str, line: int, code: str) -> None:
    """Empty, it is the first; too large, the one on which the limit is reached."""
    folder = clone(tmp_path, content=MINIATURE)
    (folder / "framework" / "glossary.yml").write_text(content, encoding="utf-8")
    done = run(folder, "framework", "check")
    assert f"framework/glossary.yml:{line}:1  {code}" in done.stdout + done.stderr
