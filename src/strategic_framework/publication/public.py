"""What is public now: the content of the commit that readers see the site of, as git has it.

The lock holds the wording alone. Names, aliases, translations and settings are public too, and only git knows them.
"""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.content.files import FOLDER
from strategic_framework.content.loader import Loaded
from strategic_framework.ledger import lock
from strategic_framework.publication.git import UnknownBaseError, commit, git, git_or_nothing

#: Where main stands when nobody says: as the platform has it, as it is here, as it was before this edit.
_MAIN = ("origin/main", "main", "HEAD")


def content(root: Path, base: str = "") -> Loaded | None:
    """The public content: at `base`, or where main stands. None where git does not know it.

    What is not main's newest commit counts as public only with the lock that stands here. Raises UnknownBaseError where
    a base is named that is not there.
    """
    if base:
        return _at(root, commit(root, base))
    here = root / FOLDER / lock.NAME
    published = here.read_text(encoding="utf-8") if here.is_file() else None
    try:
        names = list(_bases(root))
        return next((_at(root, name) for name in names if _lock(root, name) == published), None)
    except UnknownBaseError:
        return None


def _bases(root: Path) -> Iterator[str]:
    """The commits at which the work here may have left what is public, the likeliest first."""
    for name in _MAIN:
        start = git_or_nothing(root, "merge-base", name, "HEAD").strip()
        if start:
            yield start


def _lock(root: Path, name: str) -> str | None:
    return git_or_nothing(root, "show", f"{name}:./{FOLDER}/{lock.NAME}") or None


def _at(root: Path, name: str) -> Loaded | None:
    """The content of a commit; None where it holds none that can be read."""
    archive = git(root, "archive", "--format=tar", name, "--", FOLDER).encode("utf-8", "surrogateescape")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            if hasattr(tarfile, "data_filter"):  # since Python 3.11.4, and in every later release (PEP 706)
                files.extraction_filter = tarfile.data_filter
            files.extractall(folder)  # noqa: S202 - git has just packed it
        loaded = loader.load(Path(folder))
    return loaded if loaded.framework else None
