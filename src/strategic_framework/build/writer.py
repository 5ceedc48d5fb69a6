"""The files of a build, written into a folder that nobody else has."""

from __future__ import annotations

import os
from pathlib import Path


class Writer:
    """Writes below one folder. Each folder is made once, as there are thousands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folders: set[str] = set()

    def write(self, name: str, data: bytes) -> None:
        """The file of that name below the folder."""
        path = f"{self.folder}/{name}"
        self._make_folder(os.path.dirname(path))  # noqa: PTH120 (the path is text already, and there are thousands)
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(data)

    def _make_folder(self, path: str) -> None:
        if path not in self._folders:
            self._folders.add(path)
            os.makedirs(path, exist_ok=True)  # noqa: PTH103
