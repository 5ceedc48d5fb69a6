"""A build replaces only a folder that a build made."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework.build.ownership import LIST, NotOursError, refuse_foreign
from strategic_framework.build.staging import fingerprint
from tests.conftest import MINIATURE, clone, run


@pytest.fixture
def copy(tmp_path: Path, built_miniature: Path) -> Path:
    """The miniature, with its last good site."""
    clone(tmp_path, content=MINIATURE)
    shutil.copytree(built_miniature, tmp_path / "site")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder but what Python compiled, links not followed."""
    found: dict[str, bytes | str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.parent.name != "__pycache__"):
        if path.is_symlink() or not path.is_dir():
            found[str(path.relative_to(folder))] = str(path.readlink()) if path.is_symlink() else path.read_bytes()
    return found


def refused(folder: Path, *reasons: str, command: tuple[str, ...] = ("framework", "build")) -> None:
    """A build that must not touch what stands there; it says why and what to do, twice if it is asked twice."""
    before = tree(folder)
    for _ in range(2):
        done = run(folder, *command)
        told = done.stdout + done.stderr
        assert done.returncode == 1, told
        assert "Traceback" not in told
        for reason in (*reasons, "framework build --out"):
            assert reason in told, told
        assert tree(folder) == before


OURS: dict[str, Callable[[Path], object]] = {
    ".htaccess": lambda site: (site / ".htaccess").write_text("Require all granted", encoding="utf-8"),
    "CNAME": lambda site: (site / "CNAME").write_text("example.org", encoding="utf-8"),
    "app/index.html": lambda site: ((site / "app").mkdir(), (site / "app" / "index.html").write_text("app")),
    "app": lambda site: (site / "app").symlink_to("/srv"),
}


@pytest.mark.parametrize("command", [("framework", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize("name", OURS)
def test_what_somebody_else_put_there_is_not_lost(copy: Path, name: str, command: tuple[str, ...]) -> None:
    """A file, a folder of files or a link beside ours: the build is refused, and names it."""
    OURS[name](copy / "site")
    refused(copy, f"site/ holds files that no build made: {name}.", command=command)


def test_a_folder_that_no_build_made_is_left_alone(copy: Path) -> None:
    """Whatever is in it, and whatever the folder is called."""
    shutil.rmtree(copy / "site")
    (copy / "site").mkdir()
    for number in range(7):
        (copy / "site" / f"{number}.html").write_text("mine", encoding="utf-8")
    refused(copy, "0.html, 1.html, 2.html, 3.html, 4.html and 2 more", "If an earlier release made them")
    refused(copy, "framework/ holds files that no build", command=("framework", "build", "--out", "framework"))


def test_a_link_is_not_replaced_and_not_followed(copy: Path) -> None:
    """`site` as a link to a web root: the root keeps all that others keep there."""
    root = (copy / "site").rename(copy / "www")
    (copy / "site").symlink_to("www")
    (root / "CNAME").write_text("example.org", encoding="utf-8")
    refused(copy, "site is a link to www")


def test_a_file_is_not_replaced(copy: Path) -> None:
    """`site` as a file of somebody's."""
    shutil.rmtree(copy / "site")
    (copy / "site").write_text("mine", encoding="utf-8")
    refused(copy, "site is a file, not a folder.")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_a_mount_point_is_not_replaced(copy: Path) -> None:
    """A disk of its own cannot be exchanged in one step; a folder inside it can."""
    shutil.rmtree(copy / "site")
    (copy / "site").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(copy / "site")], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        refused(copy, "site is a disk or a volume of its own")
        done = run(copy, "framework", "build", "--out", "site/framework")
        assert done.returncode == 0, done.stdout + done.stderr
        assert (copy / "site" / "framework" / "index.html").is_file()
    finally:
        subprocess.run(["umount", "--lazy", str(copy / "site")], check=True)


def test_another_folder_can_be_named(copy: Path, built_miniature: Path) -> None:
    """New, or made by a build before; `site/` stays as it is."""
    (copy / "site" / "CNAME").write_text("example.org", encoding="utf-8")
    before = tree(copy / "site")
    for _ in range(2):
        done = run(copy, "framework", "build", "--out", "public/glen")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Look in public/glen/index.html" in done.stdout
        assert fingerprint(copy / "public" / "glen") == fingerprint(built_miniature)
    assert tree(copy / "site") == before
    assert [path.name for path in (copy / "public").iterdir()] == ["glen"]


def test_a_site_of_an_earlier_release_is_ours(copy: Path) -> None:
    """It has no list, but its pages are shown with our stylesheet; what stands beside them is somebody's."""
    (copy / "site" / LIST).unlink()
    # What no release without a list made.
    for later in ("*/framework-*.html*", "embed/**/oembed.json", "suggest/*.json", "search/records/*"):
        for path in (copy / "site").glob(later):
            path.unlink()
    refuse_foreign(copy / "site")
    for name in ("CNAME", ".nojekyll", "app.html", "data/.htaccess"):
        (copy / "site" / name).write_text("mine", encoding="utf-8")
        with pytest.raises(NotOursError, match=f"no build made: {name}. "):
            refuse_foreign(copy / "site")
        (copy / "site" / name).unlink()
    done = run(copy, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "site" / LIST).is_file()


SPOILT: dict[str, Callable[[Path], object]] = {
    "altered, its time and length restored": lambda path: (
        before := path.stat(), path.write_bytes(b"?" * before.st_size),
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns)),
    ),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir(), (path / "x").touch()),
    "a link in its place": lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
    "gone": lambda path: path.unlink(),
    "its folder a file": lambda path: (shutil.rmtree(path.parent), path.parent.write_text("x", encoding="utf-8")),
}  # fmt: skip


@pytest.mark.parametrize("spoil", list(SPOILT))
def test_what_was_spoilt_is_put_right(copy: Path, built_miniature: Path, spoil: str) -> None:
    """What is public is known by content: whatever stands in the place of our files is replaced."""
    SPOILT[spoil](copy / "site" / "glossary" / "index.html")
    done = run(copy, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert fingerprint(copy / "site") == fingerprint(built_miniature)
    assert not (copy / "site" / "glossary" / "index.html").is_symlink()
