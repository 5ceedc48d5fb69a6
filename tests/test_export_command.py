"""`framework export`: one format to a file, every format to a folder, and what it answers where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strategic_framework.commands.main import main
from strategic_framework.documents import formats
from strategic_framework.documents.formats import Format
from strategic_framework.documents.missing import MissingError
from strategic_framework.site import one_file
from strategic_framework.site.project import Project
from tests.conftest import EXAMPLE, MINIATURE, clone

PLAIN = Format("plain", "txt", "text/plain", "A title.", lambda project: project.site.framework.settings.title.encode())


def _absent(project: Project) -> bytes:
    raise MissingError("the press is not here. Type: fetch press")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature, in the folder where the command runs; two formats, one of which cannot be made here."""
    rows = (PLAIN, Format("press", "prs", "text/plain", "Printed.", _absent, "press"))
    monkeypatch.setattr(formats, "FORMATS", rows)
    monkeypatch.setattr(formats, "BY_NAME", {row.name: row for row in rows})
    monkeypatch.chdir(clone(tmp_path, content=MINIATURE))
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words])


def test_every_format_is_listed_in_the_help() -> None:
    """What can be typed stands in `framework export --help`, each with what it is, and no name twice."""
    helped = " ".join(typed("--help").output.split())
    assert all(f"{row.name} {' '.join(row.title.split())}" in helped for row in formats.FORMATS)
    assert len(formats.BY_NAME) == len(formats.FORMATS)


def test_one_format_is_a_file_or_stands_in_a_folder(folder: Path) -> None:
    """`--out` names the file, or a folder in which it has the edition's name."""
    assert typed("plain", "--out", "new/title.txt").exit_code == 0
    (folder / "there").mkdir()
    assert "Wrote there/2024-28.txt" in typed("plain", "--out", "there").output
    assert (folder / "new" / "title.txt").read_bytes() == (folder / "there" / "2024-28.txt").read_bytes()
    assert [path.name for path in (folder / "new").iterdir()] == ["title.txt"]


def test_what_is_missing_is_said_and_everything_else_made(folder: Path) -> None:
    """The line names the format and what to type; the exit status says that something was not made."""
    done = typed("--all", "--out", "files")
    assert done.exit_code == 1
    assert "press was not made: the press is not here. Type: fetch press" in done.output
    assert (folder / "files" / "2024-28.txt").is_file()


@pytest.mark.parametrize(("words", "status", "answer"), [
    (("plane", "--out", "x"), 2, "“plane” is no format. Did you mean plain?"),
    (("zzz", "--out", "x"), 2, "The formats are: plain, press."),
    (("--out", "x"), 2, "Name one format, or type --all"),
    (("plain", "--all", "--out", "x"), 2, "Name one format, or type --all"),
    (("--all", "--out", "docs"), 2, "docs is not empty"),
    (("plain", "--version", "1", "--out", "x"), 2, "A version is written as html alone"),
    (("plain", "--out", "mkdocs.yml/x"), 1, "Nothing was written"),
])  # fmt: skip
def test_what_cannot_be_done_is_said(folder: Path, words: tuple[str, ...], status: int, answer: str) -> None:
    """A mistyped name, two wishes at once, a folder that is somebody's: one line, and nothing is written."""
    done = typed(*words)
    assert (done.exit_code, answer in done.output) == (status, True), done.output
    assert not (folder / "x").exists()


def test_nothing_is_exported_of_content_with_a_fault(folder: Path) -> None:
    """Every problem is said with its file, and no file is written."""
    (folder / "framework" / "glossary.yml").write_text("- id: x\n", encoding="utf-8")
    done = typed("plain", "--out", "x.txt")
    assert done.exit_code == 1
    assert "framework/glossary.yml" in done.output
    assert not (folder / "x.txt").exists()


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON, written twice, and as the registry makes it."""
    monkeypatch.chdir(clone(tmp_path, content=MINIATURE))
    files = [formats.export(Project.read(tmp_path), formats.BY_NAME["json"]) for _ in range(2)]
    assert files[0] == files[1]


def test_a_version_is_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of that version of the edition in force; where there is none, which there are is said."""
    monkeypatch.chdir(clone(tmp_path, content=EXAMPLE))
    assert typed("html", "--version", "2", "--out", "two.html").exit_code == 0
    site = Project.read(tmp_path).site
    assert (tmp_path / "two.html").read_bytes() == one_file.version(site, "2025-28", 2)
    done = typed("html", "--version", "99", "--out", "none.html")
    assert done.exit_code == 1
    assert "There is no version 99 of the 2025–28 edition. The versions are 1 to" in done.output
    assert not (tmp_path / "none.html").exists()
