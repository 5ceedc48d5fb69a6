"""The public folder: the last good site, whole, or the new one, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from strategic_framework.build import BusyError, Workshop, fingerprint
from tests.conftest import MINIATURE, clone, run

KILLS = 25


def write(folder: Path, text: str) -> None:
    """A site of one page."""
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_a_published_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Nothing of the old site, and nothing of the making, is left."""
    target = tmp_path / "site"
    for text in ("one", "two"):
        workshop = Workshop(target)
        write(workshop.begin(), text)
        workshop.publish()
        assert (target / "index.html").read_text(encoding="utf-8") == text
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_second_builder_is_told(tmp_path: Path) -> None:
    """Two builds at once: the second is refused, and the first is not disturbed."""
    first = Workshop(tmp_path / "site")
    write(first.begin(), "first")
    with pytest.raises(BusyError, match="Another build"):
        Workshop(tmp_path / "site").begin()
    first.publish()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "first"


def test_what_a_kill_left_is_put_right(tmp_path: Path) -> None:
    """A kill between two renames left the site under its old name: the next build puts it back before it begins."""
    (tmp_path / ".site-old").mkdir()
    write(tmp_path / ".site-old", "last good")
    (tmp_path / ".site-new").mkdir()
    workshop = Workshop(tmp_path / "site")
    workshop.begin()
    workshop.end()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "last good"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_everyone_can_read_what_is_published(tmp_path: Path) -> None:
    """Files 0644 and folders 0755 whatever the umask."""
    before = os.umask(0o077)
    try:
        workshop = Workshop(tmp_path / "site")
        write(workshop.begin(), "page")
        workshop.publish()
    finally:
        os.umask(before)
    assert oct((tmp_path / "site").stat().st_mode & 0o777) == "0o755"
    assert oct((tmp_path / "site" / "index.html").stat().st_mode & 0o777) == "0o644"


def test_no_link_is_published(tmp_path: Path) -> None:
    """A symbolic link in the new site stops its publication."""
    workshop = Workshop(tmp_path / "site")
    (workshop.begin() / "leak").symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="not an ordinary file"):
        workshop.publish()
    assert not (tmp_path / "site").exists()


def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed at random moments, the public folder is the old site or the new one, and the next build clears up."""
    folder = clone(tmp_path, content=MINIATURE)
    assert run(folder, "framework", "build").returncode == 0
    whole = {fingerprint(folder / "site")}
    page = folder / "docs" / "named.md"
    for number in range(KILLS):
        text = page.read_text(encoding="utf-8").replace("inferred.", "inferred..", 1)
        page.write_text(text, encoding="utf-8")
        with subprocess.Popen([Path(sys.executable).parent / "framework", "build"], cwd=folder) as process:
            time.sleep(random.Random(number).uniform(0.05, 0.9))  # noqa: S311 (the same moments each time)
            process.send_signal(signal.SIGKILL)
        left = folder / "site"
        assert (left / "index.html").is_file()
        if fingerprint(left) not in whole:  # the new one: it must be what an undisturbed build gives
            copy = tmp_path / f"again-{number}"
            copy.mkdir()
            for name in ("docs", "framework"):
                shutil.copytree(folder / name, copy / name)
            for name in ("mkdocs.yml", "macros.py"):
                shutil.copy(folder / name, copy / name)
            assert run(copy, "framework", "build").returncode == 0
            assert fingerprint(left) == fingerprint(copy / "site")
            whole.add(fingerprint(left))
    assert run(folder, "framework", "build").returncode == 0
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == {".cache"}


@pytest.mark.parametrize("environment", [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
])  # fmt: skip
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, built: Path, environment: dict[str, str]) -> None:
    """Whatever the folder, the time zone, the locale, the hash seed and the modification times."""
    folder = clone(tmp_path)
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert run(folder, "framework", "build", **environment).returncode == 0
    ours = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    theirs = {p.relative_to(folder / "site"): p.read_bytes() for p in (folder / "site").rglob("*") if p.is_file()}
    assert [str(path) for path in ours if ours[path] != theirs.get(path)] == []
    assert ours.keys() == theirs.keys()
