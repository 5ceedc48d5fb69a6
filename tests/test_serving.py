"""What `framework serve` adds to MkDocs' server."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from strategic_framework import mkdocs_adapter
from strategic_framework.mkdocs_adapter.reading import read
from strategic_framework.rendering.templates import render
from strategic_framework.views import page_heading
from strategic_framework.views.base import Here
from tests.conftest import clone, run


def test_saved_files_are_looked_for_often(tmp_path: Path) -> None:
    """Ten times a second, in every folder that was watched before and every one that follows."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    (tmp_path / "docs").mkdir()
    (tmp_path / "framework").mkdir()
    server.watch(str(tmp_path / "docs"))
    server = mkdocs_adapter.on_serve(server, MkDocsConfig(), None)
    server.watch(str(tmp_path / "framework"))
    emitters = {Path(emitter.watch.path).name: emitter.timeout for emitter in server.observer.emitters}
    assert emitters == {"docs": 0.1, "framework": 0.1}
    server.server_close()


def test_an_edit_without_a_reason_is_shown_as_a_draft(tmp_path: Path) -> None:
    """While serving an unexplained edit is on its page, marked; a build refuses it."""
    folder = clone(tmp_path)
    path = folder / "framework" / "editions" / "2023-27" / "1-transform-services.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Develop capability and capacity", "Develop skill and capacity", 1), encoding="utf-8")
    site, problems = read(folder, serving=True)
    assert site.waiting == {"act-05": False}
    head = render(page_heading.wording(Here(site, "2023-27/act-05/", "action", "act-05", edition_id="2023-27")))
    assert "Develop skill and capacity" in head
    assert "Draft. This differs from what is published" in head
    assert "framework explain act-05" in problems[0]
    assert run(folder, "framework", "build").returncode == 1
