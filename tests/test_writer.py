"""The folder that a build writes: what is taken from earlier builds, and that nothing public is ever written into."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from strategic_framework.build.cache import Cache
from strategic_framework.build.writer import Output


class Builds:
    """Builds of a site of a few files in one folder, as one process after the other makes them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.public, self.spare = folder, folder / "site", folder / "spare"

    def build(self, **files: str) -> list[str]:
        """Make the site of these files, and publish it. Gives the names of those that were made."""
        cache, made, new = Cache(), list[str](), self.folder / "new"
        cache.begin(self.folder / "cache", b"base")
        new.mkdir()
        output = Output(new, self.public, cache)
        output.take(self.spare)
        for name, text in files.items():

            def make(name: str = name, text: str = text) -> bytes:
                made.append(name)
                return text.encode()

            output.put(f"{name}/index.html", text.encode(), make)
        output.settle([f"{name}/index.html" for name in files])
        assert self.read(new) == files
        cache.save()
        shutil.rmtree(self.spare, ignore_errors=True)
        if self.public.exists():
            self.public.rename(self.spare)
        new.rename(self.public)
        return made

    @staticmethod
    def read(site: Path) -> dict[str, str]:
        """Every file of a site: the name of its folder, and its words."""
        return {path.parent.name: path.read_text(encoding="utf-8") for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    """Nothing built yet."""
    return Builds(tmp_path)


def test_only_what_changed_is_made(builds: Builds) -> None:
    """With the public site alone, and with the one before it too; whether a file is new, changed, back or gone."""
    assert builds.build(a="one", b="two") == ["a", "b"]
    assert builds.build(a="one", b="two") == []
    assert builds.build(a="one", b="other", c="new") == ["b", "c"]
    assert builds.build(a="one", b="other") == []
    assert builds.build(a="one", b="other", c="new") == ["c"]
    assert builds.build(a="one", b="two", c="new") == ["b"]
    assert builds.build(c="new") == []
    assert [path.name for path in builds.public.iterdir()] == ["c"]


def test_the_public_site_is_never_written_into(builds: Builds) -> None:
    """Neither by what replaces a file that both sites share, nor by what goes."""
    for files in ({"a": "one", "b": "two"}, {"a": "one", "b": "two"}, {"a": "one", "b": "two"}):
        builds.build(**files)
    before = builds.public.rename(builds.folder / "kept")
    builds.public.mkdir()
    for path in before.rglob("*.html"):
        place = builds.public / path.relative_to(before)
        place.parent.mkdir()
        os.link(path, place)
    builds.build(a="changed")
    assert builds.read(before) == {"a": "one", "b": "two"}


@pytest.mark.parametrize("site", ["public", "spare"])
def test_a_file_that_was_touched_is_made_again(builds: Builds, site: str) -> None:
    """Of the same length, written into the public site or into the one before it."""
    for _ in range(3):
        builds.build(a="one", b="two")
    path = getattr(builds, site) / "a" / "index.html"
    path.unlink()
    path.write_text("ONE", encoding="utf-8")
    builds.build(a="one", b="two")
    assert builds.read(builds.public) == {"a": "one", "b": "two"}


def test_a_link_in_an_earlier_site_is_not_followed(builds: Builds) -> None:
    """Nothing is taken of a folder that holds one, and what it leads to stays as it is."""
    outside = builds.folder / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine", encoding="utf-8")
    for _ in range(2):
        builds.build(a="one")
    for site in (builds.spare, builds.public):
        (site / "a" / "index.html").unlink()
        (site / "a").rmdir()
        (site / "a").symlink_to(outside)
    assert builds.build(a="other") == ["a"]
    assert (outside / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_system_without_links_makes_files_again(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs time, and nothing else."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    for _ in range(4):
        assert builds.build(a="one", b="two") == ["a", "b"]


def test_a_file_that_is_still_being_fetched_stays_whole(builds: Builds) -> None:
    """Who began to read a public file reads it to its end, however many sites are published meanwhile."""
    for turn in range(3):
        builds.build(a=f"turn {turn}")
    with (builds.public / "a" / "index.html").open(encoding="utf-8") as fetched:
        for turn in range(3, 7):
            builds.build(a=f"turn {turn}")
        assert fetched.read() == "turn 2"


@pytest.mark.parametrize("left", ["a link", "nothing"])
@pytest.mark.parametrize("taken", [False, True])
def test_what_a_process_left_that_died_is_not_written_into(builds: Builds, taken: bool, left: str) -> None:
    """It may have linked a file to the public site before the work was begun again, here with other words."""
    for _ in range(3 if taken else 2):
        builds.build(a="one")
    new = builds.folder / "new"
    new.mkdir()
    cache = Cache()
    cache.begin(builds.folder / "cache", b"base")
    output = Output(new, builds.public, cache)
    if taken:
        output.take(builds.spare)
    (new / "a").mkdir(exist_ok=True)
    (new / "a" / "index.html").unlink(missing_ok=True)
    if left == "a link":
        os.link(builds.public / "a" / "index.html", new / "a" / "index.html")
    output.put("a/index.html", b"other", lambda: b"OTHER")
    assert builds.read(new) == {"a": "OTHER"}
    assert builds.read(builds.public) == {"a": "one"}


def test_nothing_is_taken_where_something_stands_already(builds: Builds) -> None:
    """What another plugin has written into the folder stays."""
    for name in ("new", "spare"):
        (builds.folder / name).mkdir()
        (builds.folder / name / "own.txt").write_text(name, encoding="utf-8")
    output = Output(builds.folder / "new", None, Cache())
    output.take(builds.spare)
    output.settle([])
    assert (builds.folder / "new" / "own.txt").read_text(encoding="utf-8") == "new"
