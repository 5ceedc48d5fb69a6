"""The files of a build."""

from __future__ import annotations

from pathlib import Path

from strategic_framework.build.writer import ServedWriter, Writer


def test_files_are_written_whatever_their_folder(tmp_path: Path) -> None:
    """In the root, and in folders that are there or not; a second writing of the same file is the one that counts."""
    writer = Writer(tmp_path)
    for name, text in (("a.txt", "one"), ("b/c/d.txt", "two"), ("b/e.txt", "three"), ("b/c/d.txt", "four")):
        writer.write(name, text.encode())
    found = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*.txt")}
    assert found == {"a.txt": "one", "b/c/d.txt": "four", "b/e.txt": "three"}


def a_round(writer: ServedWriter, **files: str) -> set[str]:
    """A round of serving that writes these files; which of them were written anew."""
    writer.put_aside()
    writer.adopt()
    before = {path.name: path.stat().st_mtime_ns for path in writer.folder.iterdir()}
    for name, text in files.items():
        writer.write(name, text.encode())
    writer.prune()
    assert {path.name: path.read_text(encoding="utf-8") for path in writer.folder.iterdir()} == files
    return {path.name for path in writer.folder.iterdir() if path.stat().st_mtime_ns != before.get(path.name)}


def test_a_server_writes_only_what_differs(tmp_path: Path) -> None:
    """From round to round; what was not written in a round goes, whoever wrote it, and nothing is left beside."""
    writer = ServedWriter(tmp_path / "shown")
    assert a_round(writer, a="one", b="two") == {"a", "b"}
    assert a_round(writer, a="one", b="two") == set()
    (writer.folder / "theirs").write_text("of another plugin", encoding="utf-8")
    assert a_round(writer, a="one", b="other") == {"b"}
    assert a_round(writer, b="other", c="new") == {"c"}
    assert a_round(writer, a="one", b="other") == {"a"}
    writer.end()
    assert [path.name for path in tmp_path.iterdir()] == ["shown"]


def test_a_round_that_was_broken_off_does_no_harm(tmp_path: Path) -> None:
    """Before what is shown was taken again, or while files were written."""
    writer = ServedWriter(tmp_path / "shown")
    a_round(writer, a="one", b="two")
    writer.put_aside()
    (writer.folder / "half").write_text("written", encoding="utf-8")
    assert a_round(writer, a="one", b="two") == set()
    writer.put_aside()
    writer.adopt()
    writer.write("a", b"half")
    assert a_round(writer, a="one", b="two") == {"a"}
