"""The files of a build."""

from __future__ import annotations

from pathlib import Path

from strategic_framework.build.writer import Writer


def test_files_are_written_whatever_their_folder(tmp_path: Path) -> None:
    """In the root, and in folders that are there or not; a second writing of the same file is the one that counts."""
    writer = Writer(tmp_path)
    for name, text in (("a.txt", "one"), ("b/c/d.txt", "two"), ("b/e.txt", "three"), ("b/c/d.txt", "four")):
        writer.write(name, text.encode())
    found = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*.txt")}
    assert found == {"a.txt": "one", "b/c/d.txt": "four", "b/e.txt": "three"}
