"""The files of a build, as MkDocs is told of them."""

from __future__ import annotations

from mkdocs.structure.files import File, Files

from strategic_framework.mkdocs_adapter.files import OurFile, take_out_ours


def test_ours_are_taken_out_once_no_link_is_looked_up() -> None:
    """MkDocs copies its own, and its own pages are built."""
    theirs = [File(name, "docs", "site", use_directory_urls=True) for name in ("a.md", "b.png")]
    ours = OurFile("c.md", None, "site", True, dest_uri="c/index.html")
    files = Files([theirs[0], ours, theirs[1]])
    take_out_ours(files)
    assert [*files] == theirs
