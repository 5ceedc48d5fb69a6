"""What every plan has from this package: its pages, settings, guides and workflows; a plan's own files replace them.

In a wheel they are the folder `standard/` of the package, which `setup.py` fills; in this repository they stand where
they are used. So there is one source of each.
"""

from __future__ import annotations

from pathlib import Path

DOCS = "docs"

#: What a new plan gets a copy of. `docs/` is not copied: a page that a plan lacks is read from the package.
COPIED = (
    "mkdocs.yml", "macros.py", "EDITING.md", "RUNNING.md", "requirements.txt", "requirements-documents.txt",
    "framework/README.md", "framework/changes/README.md", ".editorconfig", ".github/workflows/check.yml",
    ".github/workflows/publish.yml", ".ci/push", ".ci/documents", ".ci/known_hosts", ".vscode/settings.json",
    ".vscode/extensions.json",
)  # fmt: skip
#: Folders of which a new plan gets a copy.
COPIED_FOLDERS = ("reference", "schemas")

_PACKAGE = Path(__file__).parent.parent
#: The folder that holds all of this.
STANDARD = _PACKAGE / "standard" if (_PACKAGE / "standard").is_dir() else _PACKAGE.parent.parent


def page_files(root: Path) -> dict[str, Path]:
    """Every Markdown file of a site by its name in `docs/`: the plan's own, and the standard ones that it lacks."""
    files = {
        path.relative_to(folder).as_posix(): path
        for folder in (STANDARD / DOCS, root / DOCS)
        for path in folder.rglob("*.md")
        if not path.is_symlink()
    }
    return dict(sorted(files.items()))


def is_own(root: Path, name: str) -> bool:
    """Whether a page of that name in `docs/` is the plan's own."""
    return (root / DOCS / name).is_file()


def copied_files(folder: Path | None = None) -> dict[str, bytes]:
    """Path → content of everything that a new plan gets a copy of, as it stands in a folder: that of this package."""
    standard = folder or STANDARD
    folders = [path for name in COPIED_FOLDERS for path in sorted((standard / name).rglob("*")) if path.is_file()]
    paths = [standard / name for name in COPIED] + folders
    return {path.relative_to(standard).as_posix(): path.read_bytes() for path in paths}
