"""The files of a build, written into a folder that nobody else has."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from strategic_framework.build.files import status

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


#: A file that is made to ask the system for its time.
_CLOCK = ".framework-clock"


class Written(NamedTuple):
    """A file as it was written: its status and its time then, its size, and the SHA-256 of its bytes."""

    status: int
    time: int
    size: int
    sha256: str


class Writer:
    """Writes below one folder. There are tens of thousands of files, so the system is asked for no more than it must.

    Each folder is made once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folders: set[str] = set()

    def write(self, name: str, data: bytes) -> Written:
        """The file of that name below the folder."""
        digest, size = hashlib.sha256(data).hexdigest(), len(data)
        path = f"{self.folder}/{name}"
        self._make_folder(path.rpartition("/")[0])
        file = os.open(path, _NEW, 0o666)
        try:
            while data:  # a disk that is nearly full takes less than all, and says so when it is asked again
                data = data[os.write(file, data) :]
            known = os.fstat(file)
            return Written(status(known), known.st_ctime_ns, size, digest)
        finally:
            os.close(file)

    def take(self, aside: Path, name: str) -> None:
        """The same, of a file that stands elsewhere on the same disk: it is moved, whole."""
        path = f"{self.folder}/{name}"
        self._make_folder(path.rpartition("/")[0])
        os.replace(aside, path)  # noqa: PTH105 (one path is text already)

    def time(self) -> int:
        """What the clock of the file system says. Its steps are coarse: a file of this time may be touched unseen."""
        path = f"{self.folder}/{_CLOCK}"
        now = self.write(_CLOCK, b"").time
        os.unlink(path)  # noqa: PTH108 (the path is text already)
        return now

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


class NumberedWriter(Writer):
    """Writes each file under its number, from 0 on: what they are called matters once they are moved."""

    written = 0

    def write(self, name: str, data: bytes) -> Written:  # noqa: ARG002 (as every writer is called)
        """The next file."""
        file = super().write(str(self.written), data)
        self.written += 1
        return file
