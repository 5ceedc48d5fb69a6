"""What a folder holds, asked of the system once for each folder: a site has tens of thousands of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def everything(folder: Path | str, *, hidden: bool = True) -> Iterator[os.DirEntry[str]]:
    """Everything below the folder; what a link points to is not looked into, and hidden things only if wanted."""
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if hidden or not entry.name.startswith("."):
                    yield entry
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)


def files_in(folder: Path, *, hidden: bool = True) -> list[str]:
    """The path of every file below the folder, as seen from there."""
    start = len(str(folder)) + 1
    entries = everything(folder, hidden=hidden)
    return [entry.path[start:].replace(os.sep, "/") for entry in entries if entry.is_file()]
