"""The files of a build, written into a folder that nobody else has."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Writer:
    """Writes below one folder. There are tens of thousands of files, so the system is asked for no more than it must.

    Each folder is made once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folders: set[str] = set()

    def write(self, name: str, data: bytes) -> None:
        """The file of that name below the folder."""
        path = f"{self.folder}/{name}"
        self._make_folder(path.rpartition("/")[0])
        file = os.open(path, _NEW, 0o666)
        try:
            while data:  # a disk that is nearly full takes less than all, and says so when it is asked again
                data = data[os.write(file, data) :]
        finally:
            os.close(file)

    def _make_folder(self, path: str) -> None:
        if path in self._folders:
            return
        self._folders.add(path)
        if path == str(self.folder):
            os.makedirs(path, exist_ok=True)  # noqa: PTH103 (the path is text already)
        else:
            self._make_folder(path.rpartition("/")[0])
            with suppress(FileExistsError):
                os.mkdir(path)  # noqa: PTH102
