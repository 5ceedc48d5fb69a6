"""Pictures and documents that earlier builds made, kept in a folder by the hash of everything that they are made from.

Each file holds the SHA-256 of what is kept and then that: a damaged one, or one that cannot be read or written, is made
again. They are copied from here and never linked.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

_DIGEST = 32


class FileCache:
    """The folder of what is kept; anything else in it is replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under that key (a file's name), made only where it is not there."""
        with suppress(OSError):
            data = (self.folder / key).read_bytes()
            if data[:_DIGEST] == hashlib.sha256(data[_DIGEST:]).digest():
                return data[_DIGEST:]
        data = make()
        with suppress(OSError):  # only time is lost
            self._keep(key, data)
        return data

    def _keep(self, key: str, data: bytes) -> None:
        for folder in (self.folder.parent, self.folder):
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
            folder.mkdir(exist_ok=True)
        beside = self.folder / f"{key}.{os.getpid()}"
        try:
            beside.write_bytes(hashlib.sha256(data).digest() + data)
            _remove_folder(self.folder / key)
            beside.replace(self.folder / key)
        finally:
            beside.unlink(missing_ok=True)

    def prune(self, keys: Collection[str]) -> None:
        """Remove everything but these."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in keys:
                    _remove_folder(path)
                    path.unlink(missing_ok=True)


def _remove_folder(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
