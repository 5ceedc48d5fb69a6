"""The pages made from templates: what is laid out again while serving, and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from strategic_framework.build.memory import Memory
from strategic_framework.build.page_writer import PageWriter
from strategic_framework.build.writer import Writer
from strategic_framework.site import pages
from strategic_framework.views.base import Site
from tests.conftest import ROOT

THEME = '<meta charset="utf-8">{{ shell.title }}{{ shell.problems | length }}<main>{{ page.content }}</main>'


def write(site: Site, folder: Path, memory: Memory, *, text: str = THEME, theme: str = "a", problem: str = "") -> str:
    """The first action's page, of those of five actions that are written."""
    memory.begin_round(b"base")
    planned = [page for page in pages.plan(site, ROOT) if page.here.kind == "action"][:5]
    template = Environment(autoescape=False).from_string(text)  # noqa: S701 (as the theme's environment is)
    writer = PageWriter(Writer(folder), template, theme, tuple(filter(None, [problem])), True, memory)
    writer.write(planned, fork=False)
    memory.end_round()
    written = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    assert written == sorted(f"{page.here.address}index.html" for page in planned)
    return (folder / f"{planned[0].here.address}index.html").read_text(encoding="utf-8")


def test_an_unchanged_page_is_not_laid_out_again(site: Site, tmp_path: Path) -> None:
    """While serving it is written anew from memory; a build makes every page, and keeps none."""
    memory, nothing = Memory(keeping=True), Memory(keeping=False)
    page = write(site, tmp_path / "first", memory)
    assert memory.made == 5
    assert write(site, tmp_path / "second", memory) == page
    assert memory.made == 0
    assert write(site, tmp_path / "third", nothing) == page
    assert vars(nothing) == {**vars(Memory(keeping=False)), "_base": b"base"}


@pytest.mark.parametrize(
    ("text", "theme", "problem", "again"),
    [(f"{THEME}.", "b", "", "</main>."), (THEME, "a", "A draft.", "1<main>")],
    ids=["another theme", "a problem while serving"],
)
def test_another_shell_makes_every_page_again(
    site: Site, tmp_path: Path, text: str, theme: str, problem: str, again: str
) -> None:
    """What stands around the content is part of what a page is known by."""
    memory = Memory(keeping=True)
    before = write(site, tmp_path / "first", memory)
    page = write(site, tmp_path / "second", memory, text=text, theme=theme, problem=problem)
    assert again in page
    assert again not in before
    assert memory.made == 5
