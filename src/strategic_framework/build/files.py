"""What a folder holds, asked of the system once for each folder: a site has tens of thousands of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

#: Of each file its path, its time, its size and its number: two that are alike were not saved in between.
Stamp = frozenset[tuple[str, int, int, int]]


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


def status(known: os.stat_result) -> int:
    """By what it is seen whether anybody touched a file, as one number.

    It is made of the file's number, its size, when it was saved, and when anything about it was changed. The last moves
    with every change, and no program sets it.
    """
    return hash((known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns))


def stamp(places: Iterable[Path | str]) -> Stamp:
    """By what it is seen whether anything was saved in these files and folders, hidden things aside."""
    return frozenset(_stamps(map(Path, places)))


def _stamps(places: Iterable[Path]) -> Iterator[tuple[str, int, int, int]]:
    for place in places:
        entries = [entry for entry in everything(place, hidden=False) if entry.is_file()] if place.is_dir() else []
        for path in [entry.path for entry in entries] or [str(place)]:
            with suppress(FileNotFoundError):  # an editor may be replacing it
                known = os.stat(path)  # noqa: PTH116 (the path is text already)
                yield path, known.st_mtime_ns, known.st_size, known.st_ino
