"""The public folder: the last good site, whole, or the new one, whole."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from strategic_framework.build import staging
from strategic_framework.build.ownership import LIST
from strategic_framework.build.staging import BusyError, Staging, checksums, fingerprint


def write(folder: Path, text: str) -> None:
    """A site of one page."""
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_a_published_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Nothing of the old site, and nothing of the making, is left."""
    target = tmp_path / "site"
    for text in ("one", "two"):
        workplace = Staging(target)
        write(workplace.begin(), text)
        workplace.publish()
        assert (target / "index.html").read_text(encoding="utf-8") == text
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_second_builder_is_told(tmp_path: Path) -> None:
    """Two builds at once: the second is refused, and the first is not disturbed."""
    first = Staging(tmp_path / "site")
    write(first.begin(), "first")
    with pytest.raises(BusyError, match="Another build"):
        Staging(tmp_path / "site").begin()
    first.publish()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "first"


def test_what_a_kill_left_is_put_right(tmp_path: Path) -> None:
    """A kill between two renames left the site under its old name: the next build puts it back before it begins."""
    earlier = Staging(tmp_path / "site")
    write(earlier.begin(), "last good")
    earlier.publish()
    (tmp_path / "site").rename(tmp_path / ".site-old")
    (tmp_path / ".site-new").mkdir()
    workplace = Staging(tmp_path / "site")
    workplace.begin()
    workplace.end()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "last good"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_everyone_can_read_what_is_published(tmp_path: Path) -> None:
    """Files 0644 and folders 0755 whatever the umask."""
    before = os.umask(0o077)
    try:
        workplace = Staging(tmp_path / "site")
        write(workplace.begin(), "page")
        workplace.publish()
    finally:
        os.umask(before)
    assert oct((tmp_path / "site").stat().st_mode & 0o777) == "0o755"
    assert oct((tmp_path / "site" / "index.html").stat().st_mode & 0o777) == "0o644"


def test_no_link_is_published(tmp_path: Path) -> None:
    """A symbolic link in the new site stops its publication."""
    workplace = Staging(tmp_path / "site")
    (workplace.begin() / "leak").symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="not an ordinary file"):
        workplace.publish()
    assert not (tmp_path / "site").exists()


def test_a_folder_left_to_another_builder_stays(tmp_path: Path) -> None:
    """Who was refused clears nothing: what stands beside the site is the other's."""
    first, second = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    write(first.begin(), "first")
    with pytest.raises(BusyError):
        second.begin()
    second.end()
    assert (first.new / "index.html").is_file()
    first.end()


def test_a_swap_that_fails_half_way_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an atomic exchange the second rename may fail: the last good site stands there again at once."""
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    workplace = Staging(tmp_path / "site")
    write(workplace.begin(), "old")
    workplace.publish()
    write(workplace.begin(), "new")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path == workplace.new:
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space"):
        workplace.publish()
    workplace.end()
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_hash_is_what_two_common_tools_give(tmp_path: Path) -> None:
    """Anybody can compute the hash of a published site without this program."""
    for name in ("a-b/x.txt", "a/b.txt", "a.txt", "ö.txt", "B.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / LIST).write_text("what an earlier build left", encoding="utf-8")
    command = f"find . -type f ! -name {LIST} -print0 | LC_ALL=C sort -z | xargs -0 sha256sum"
    assert command in (checksums.__doc__ or "")
    command += " | sha256sum"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert fingerprint(tmp_path) == done.stdout.split()[0]


def test_a_published_site_says_what_is_in_it(tmp_path: Path) -> None:
    """`sha256sum` proves every file by the list in its root, and the list's own hash is the site's."""
    place = Staging(tmp_path / "site")
    write(place.begin(), "page")
    names, digest = place.publish()
    assert names == ["index.html"]
    assert fingerprint(tmp_path / "site") == digest
    for command in (f"sha256sum --check --strict {LIST}", f"sha256sum {LIST}"):
        done = subprocess.run(command.split(), cwd=tmp_path / "site", capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == digest


def test_no_file_is_shared(tmp_path: Path) -> None:
    """Whoever writes into a file of the new site reaches nothing that is public."""
    for _ in range(3):
        place = Staging(tmp_path / "site")
        assert list(place.begin().iterdir()) == []
        write(place.new, "page")
        if (tmp_path / "site").exists():
            (place.new / "index.html").write_text("spoilt", encoding="utf-8")
            assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "page"
            write(place.new, "page")
        place.publish()
        assert (tmp_path / "site" / "index.html").stat().st_nlink == 1
