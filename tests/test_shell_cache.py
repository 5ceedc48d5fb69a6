"""The shell rendered once and filled: equal to an ordinary rendering of every page."""

from __future__ import annotations

import sys
from pathlib import Path

from strategic_framework.content.loader import load
from strategic_framework.ledger import store
from strategic_framework.site import pages
from strategic_framework.views import shell
from strategic_framework.views.base import Site
from tests.conftest import EXAMPLE, ROOT, clone, run

ORDINARY = (
    "from strategic_framework.rendering import shell_cache; "
    "shell_cache.ShellCache.render = lambda self, template, context: template.render(context); "
    "from strategic_framework.commands.main import main; main(['build'])"
)


def test_a_filled_page_equals_an_ordinary_rendering(tmp_path: Path, built: Path) -> None:
    """Every page of the real site, built with the shells switched off, has the same bytes."""
    folder = clone(tmp_path)
    done = run(folder, sys.executable, "-c", ORDINARY)
    assert done.returncode == 0, done.stdout + done.stderr
    ordinary = {path.relative_to(folder / "site"): path.read_bytes() for path in (folder / "site").rglob("*.html")}
    filled = {path.relative_to(built): path.read_bytes() for path in built.rglob("*.html")}
    assert [path for path in ordinary if ordinary[path] != filled.get(path)] == []
    assert ordinary.keys() == filled.keys()


def test_what_pages_share_is_what_each_would_write(site: Site) -> None:
    """Places and footer of a page are its own, though they were made for the page beside it."""
    for one in (site, Site(load(EXAMPLE), store.read(EXAMPLE))):
        for page in pages.plan(one, ROOT):
            data = shell.shell(page.here)
            assert data["places"] == shell._places(page.here), page.src_uri
            assert data["footer"] == shell._footer(page.here), page.src_uri
