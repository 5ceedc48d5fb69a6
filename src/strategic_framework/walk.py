"""What a folder holds, asked of the system once for each folder: a site has tens of thousands of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def everything(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Everything below the folder; what a link points to is not looked into."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from everything(entry.path)


def files_in(folder: Path) -> list[str]:
    """The path of every file below the folder, as seen from there."""
    start = len(str(folder)) + 1
    return [entry.path[start:].replace(os.sep, "/") for entry in everything(folder) if entry.is_file()]


def write(path: Path, data: bytes) -> None:
    """Write a file, and the folders above it where they are missing."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
