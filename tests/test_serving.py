"""What `framework serve` adds to MkDocs' server."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from strategic_framework import joint


def test_saved_files_are_looked_for_often(tmp_path: Path) -> None:
    """Ten times a second, in every folder that was watched before and every one that follows."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    (tmp_path / "docs").mkdir()
    (tmp_path / "framework").mkdir()
    server.watch(str(tmp_path / "docs"))
    server = joint.on_serve(server, MkDocsConfig(), None)
    server.watch(str(tmp_path / "framework"))
    emitters = {Path(emitter.watch.path).name: emitter.timeout for emitter in server.observer.emitters}
    assert emitters == {"docs": 0.1, "framework": 0.1}
    server.server_close()
