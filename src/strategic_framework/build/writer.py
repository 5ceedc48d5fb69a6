"""The folder that a build writes, where it can with what earlier builds have written.

The cache keeps a signature of each file that was written for a key: inode, length and time. A file that still has its
signature still holds what the key stands for, so it need not be made again. It stands in the folder already where that
is the last public site but one, or it gets a second (hard) link from the public one. A file that anybody has touched
since, and a system without such links, cost only time.

Both sites may share a file, and a reader may still be fetching one that was public a moment ago. So nobody may write
into a file that was put here, or stood here: another takes its place.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from strategic_framework.build.cache import Cache
from strategic_framework.build.files import everything


@dataclass
class Output:
    """The folder to write in, the site that is public until it is done, and what earlier builds knew."""

    folder: Path
    public: Path | None
    cache: Cache
    #: File of an earlier build that stands in the folder → its signature.
    _there: dict[str, str] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def take(self, earlier: Path | None) -> None:
        """Begin with what stands in that folder, which then is this one; only where this one is empty."""
        if earlier is None or not earlier.is_dir():
            return
        try:
            found = _signatures(earlier)
            self.folder.rmdir()
            earlier.rename(self.folder)
        except OSError:
            self.folder.mkdir(exist_ok=True)
        else:
            self._there = found

    def put(self, name: str, key: bytes, make: Callable[[], bytes]) -> None:
        """The file of that name, with what `make` gives; `key` stands for everything that it is made from."""
        own = self.cache.key("file", name, key)
        known = self.cache.kept(own)
        if known is None or (self._there.get(name) != known and not self._linked(name, known)):
            known = self._written(name, make())
        self.cache.put(own, known)

    def settle(self, names: Collection[str]) -> None:
        """Only these were put: whatever else an earlier build left in the folder goes."""
        gone = self._there.keys() - set(names)
        for name in gone:
            os.unlink(f"{self.folder}/{name}")  # noqa: PTH108
        for path in {os.path.dirname(name) for name in gone}:  # noqa: PTH120
            self._clear_up(path)
        self._there = {}

    def _clear_up(self, path: str) -> None:
        """Remove a folder if nothing is left in it, and then the one that holds it."""
        with suppress(OSError):  # something is left
            while path:
                os.rmdir(f"{self.folder}/{path}")  # noqa: PTH106
                path = os.path.dirname(path)  # noqa: PTH120

    def _linked(self, name: str, known: str) -> bool:
        """Whether the public file is the one that is known, and stands in this folder too."""
        public = f"{self.public}/{name}"
        try:
            found = self.public is not None and _signature(os.lstat(public)) == known
            if found:
                self._anew(name, lambda place: os.link(public, place, follow_symlinks=False))
        except OSError:
            return False
        return found

    def _written(self, name: str, data: bytes) -> str:
        def write(place: str) -> None:
            with open(place, "xb") as file:  # noqa: PTH123
                file.write(data)

        self._anew(name, write)
        return _signature(os.lstat(f"{self.folder}/{name}"))

    def _anew(self, name: str, act: Callable[[str], None]) -> None:
        """Act on the place of a file, in a folder that exists, where nothing stands."""
        place = f"{self.folder}/{name}"
        if self._there.pop(name, None):
            with suppress(FileNotFoundError):
                os.unlink(place)  # noqa: PTH108
        else:
            self._make_folder(os.path.dirname(place))  # noqa: PTH120
        try:
            act(place)
        except FileExistsError:  # a process of this build left it that died at its work
            os.unlink(place)  # noqa: PTH108
            act(place)

    def _make_folder(self, path: str) -> None:
        if path not in self._folders:
            self._folders.add(path)
            try:
                os.mkdir(path)  # noqa: PTH102
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(path, exist_ok=True)  # noqa: PTH103


def _signature(found: os.stat_result) -> str:
    """What an ordinary file is recognised by; anything else has what no file can have."""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else ""


def _signatures(folder: Path) -> dict[str, str]:
    """The signature of every file. Raises OSError where anything but files and folders is found."""
    start, found = len(str(folder)) + 1, {}
    for entry in everything(folder):
        if not entry.is_dir(follow_symlinks=False):
            name = entry.path[start:].replace(os.sep, "/")
            found[name] = _signature(entry.stat(follow_symlinks=False))
            if not found[name]:
                raise OSError(f"{name} is not an ordinary file")
    return found
