"""What a build wrote, and whether it stands as it was written."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework.build.staging import checksums
from strategic_framework.build.standing import Standing
from strategic_framework.build.writer import Writer

NAME, DATA = "folder/page.html", b"<p>as it was written</p>"


@pytest.fixture
def standing(tmp_path: Path) -> Standing:
    """A folder in which one file was written, some steps of the system's clock ago."""
    writer = Writer(tmp_path)
    files = {NAME: writer.write(NAME, DATA)}
    time.sleep(0.05)
    standing = Standing(writer)
    standing.take_in(files)
    return standing


def test_what_nobody_touched_need_not_be_read(standing: Standing, tmp_path: Path) -> None:
    """Its hash is that of the bytes that were written, and nothing is left of the look at the clock."""
    standing.look()
    assert standing.hashes == {NAME: hashlib.sha256(DATA).hexdigest()}
    assert standing.is_as_written(NAME)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def _same_size(path: Path) -> None:
    """Other words of the same length, and the time of before."""
    known = path.stat()
    path.write_bytes(DATA.replace(b"was", b"is_"))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def _in_its_place(path: Path) -> None:
    """Another file under the same name."""
    other = path.with_name("other")
    other.write_bytes(DATA.upper())
    other.replace(path)


@pytest.mark.parametrize("touch", [_same_size, _in_its_place], ids=["same size and time", "in its place"])
def test_what_somebody_touched_is_read(standing: Standing, tmp_path: Path, touch: Callable[[Path], None]) -> None:
    """Whoever it was, and whatever was done to hide it: the hash is that of what stands there."""
    touch(tmp_path / NAME)
    standing.look()
    assert not standing.is_as_written(NAME)
    assert standing.hashes == {NAME: None}
    digest = hashlib.sha256((tmp_path / NAME).read_bytes()).hexdigest()
    assert checksums(tmp_path, standing.hashes) == f"{digest}  ./{NAME}\n".encode()


def test_what_is_too_new_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one step of the system's clock a file can be touched twice, and look as before."""
    writer = Writer(tmp_path)
    written = writer.write(NAME, DATA)
    monkeypatch.setattr(writer, "time", lambda: written.time)
    standing = Standing(writer)
    standing.take_in({NAME: written})
    standing.look()
    assert not standing.is_as_written(NAME)


def test_a_file_of_somebody_else_is_read(standing: Standing, tmp_path: Path) -> None:
    """What another plugin wrote stands in the list of files too."""
    (tmp_path / "theirs.txt").write_text("x", encoding="utf-8")
    standing.look()
    assert set(standing.hashes) == {NAME, "theirs.txt"}
    assert standing.hashes["theirs.txt"] is None


def test_what_is_written_late_is_known(standing: Standing) -> None:
    """A file that the build writes when it has looked already."""
    standing.look()
    standing.write(NAME, b"later")
    assert standing.hashes == {NAME: hashlib.sha256(b"later").hexdigest()}
