"""The files of a build, written into a folder that nobody else has."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from strategic_framework.build.files import files_in


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


class ServedWriter(Writer):
    """Writes into the folder that a server shows, round after round: only what differs from the round before.

    The folder is the server's own, and nothing in it is public.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._aside = folder.with_name(f"{folder.name}-aside")
        #: The hash of each file that stands there as it was written here.
        self._standing: dict[str, bytes] = {}
        self._round: set[str] = set()

    def put_aside(self) -> None:
        """Before somebody clears the folder, what stands there goes beside it. A round that was broken off left it."""
        if self._aside.exists():
            shutil.rmtree(self.folder)
        else:
            self.folder.rename(self._aside)
        self.folder.mkdir()

    def adopt(self) -> None:
        """A round begins with what the round before wrote."""
        if self._aside.exists():
            self.folder.rmdir()
            self._aside.rename(self.folder)
        self._round = set()

    def write(self, name: str, data: bytes) -> None:
        self._round.add(name)
        digest = hashlib.sha256(data).digest()
        if self._standing.get(name) != digest:
            self._standing.pop(name, None)
            super().write(name, data)
            self._standing[name] = digest

    def prune(self) -> None:
        """Remove every file that was not written in this round, whoever wrote it."""
        for name in files_in(self.folder):
            if name not in self._round:
                self._standing.pop(name, None)
                (self.folder / name).unlink()

    def end(self) -> None:
        """Nothing is left beside the folder."""
        shutil.rmtree(self._aside, ignore_errors=True)
