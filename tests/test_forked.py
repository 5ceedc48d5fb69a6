"""A command that is forked is as good as one that a shell begins."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests import commands
from tests.conftest import MINIATURE, clone

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
#: What is typed → what it does: something is well, wrong, mistyped, or falls over.
TYPED = {
    ("framework", "check"): 0,
    ("framework", "explain", "act-99"): 1,
    ("framework", "no-such-verb"): 2,
    ("mkdocs", "build", "-f", "none.yml"): 2,
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the miniature."""
    return clone(tmp_path, content=MINIATURE)


@pytest.mark.parametrize("command", TYPED, ids=" ".join)
def test_it_says_and_ends_the_same(copy: Path, command: tuple[str, ...]) -> None:
    """Exit status, output and errors are those of a program begun anew."""
    environment = {**os.environ, **ENVIRONMENT}
    assert commands._own().may(environment)
    forked = commands.run(copy, command, environment)
    anew = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert (forked.returncode, forked.stdout, forked.stderr) == (anew.returncode, anew.stdout, anew.stderr)
    assert anew.returncode == TYPED[command]


def test_it_falls_over_as_loudly(copy: Path) -> None:
    """A fault that nobody foresaw ends it with what Python says of it."""
    (copy / "mkdocs.yml").unlink()
    (copy / "mkdocs.yml").mkdir()
    done = commands.run(copy, ("mkdocs", "build"), {**os.environ, **ENVIRONMENT})
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr


def test_what_a_program_reads_as_it_begins_begins_it_anew() -> None:
    """Another language, path of modules, hash seed or time zone is not what the server began with."""
    forks = commands._own()
    assert forks.may({**os.environ, "FRAMEWORK_ADDRESS": "https://plans.example/"})
    for name in ("PYTHONPATH", "PYTHONHASHSEED", "LC_ALL", "LANG", "TZ", "PATH"):
        assert not forks.may({**os.environ, name: "other"}), name


def test_nothing_is_left_to_the_next(copy: Path) -> None:
    """Neither an address that one command was given nor a folder that it worked in reaches the next."""
    environment = {**os.environ, **ENVIRONMENT}
    given = commands.run(copy, ("framework", "build"), {**environment, "FRAMEWORK_ADDRESS": "https://plans.example/"})
    assert given.returncode == 0, given.stderr
    assert "https://plans.example/" in (copy / "site" / "sitemap.xml").read_text("utf-8")
    assert commands.run(copy, ("framework", "build"), environment).returncode == 0
    assert "https://plans.example/" not in (copy / "site" / "sitemap.xml").read_text("utf-8")
    assert commands.run(copy.parent, ("framework", "check"), environment).returncode != 0


def test_a_command_that_takes_too_long_is_ended(copy: Path) -> None:
    """It is told of, its process is gone, and so is the server that waits for it."""
    forks = commands.Forks()
    serve = ("framework", "serve", "--address", "127.0.0.1:0")
    process = forks.start(copy, serve, copy / "said", copy / "said")
    with pytest.raises(TimeoutError), forks:
        forks.end(timeout=0.1)
    for _ in range(100):
        if not _runs(process):
            return
        time.sleep(0.1)
    pytest.fail("it runs on")


def _runs(process: int) -> bool:
    """Whether it does; one that has ended may wait for somebody to ask how."""
    status = Path("/proc", str(process), "stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
