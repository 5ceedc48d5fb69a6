"""The pages made from templates, printed: what is made again, and when."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import Environment

from strategic_framework.build.cache import Cache
from strategic_framework.build.writer import Output
from strategic_framework.site import pages
from strategic_framework.site.page_writer import Press
from strategic_framework.views.base import Site
from tests.conftest import ROOT

THEME = '<meta charset="utf-8">{{ shell.title }}{{ shell.problems | length }}<main>{{ page.content }}</main>'


def printed(site: Site, folder: Path, *, theme: str = THEME, around: str = "a", problem: str = "") -> tuple[str, int]:
    """The first action's page, with how many texts were made for the pages of five actions."""
    cache = Cache()
    cache.begin(folder / "cache", b"base")
    made = [page for page in pages.plan(site, ROOT) if page.here.kind == "action"][:5]
    template = Environment(autoescape=False).from_string(theme)  # noqa: S701 (as the theme's environment is)
    new, public = folder / "new", folder / "public"
    new.mkdir()
    press = Press(Output(new, public, cache), "/", template, around, tuple(filter(None, [problem])), True)
    searched = press.run(made, fork=False)
    cache.save()
    shutil.rmtree(public, ignore_errors=True)
    new.rename(public)
    assert list(searched) == [f"{page.here.address}index.html" for page in made]
    return (public / next(iter(searched))).read_text(encoding="utf-8"), cache.made


def test_a_page_is_written_again_without_being_made_again(site: Site, tmp_path: Path) -> None:
    """Its file and what it links to are known; none is made where nothing changed, and one where its file is gone."""
    page, made = printed(site, tmp_path)
    assert made == 10
    assert printed(site, tmp_path) == (page, 0)
    (tmp_path / "public/2023-27/act-01/index.html").unlink()
    assert printed(site, tmp_path) == (page, 1)


@pytest.mark.parametrize(
    ("theme", "around", "problem", "again"),
    [(f"{THEME}.", "b", "", "</main>."), (THEME, "a", "A draft.", "1<main>")],
    ids=["another theme", "a problem while serving"],
)
def test_another_shell_makes_every_page_again(
    site: Site, tmp_path: Path, theme: str, around: str, problem: str, again: str
) -> None:
    """What stands around the matter is part of what a page is known by."""
    before, _ = printed(site, tmp_path)
    page, made = printed(site, tmp_path, theme=theme, around=around, problem=problem)
    assert again in page
    assert again not in before
    assert made == 10
