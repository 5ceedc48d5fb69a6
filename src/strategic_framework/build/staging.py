"""Build beside, check, swap: the public folder is the last good site, whole, or the new one, whole."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from strategic_framework.build import ownership, parallel
from strategic_framework.build.files import everything, files_in, status
from strategic_framework.build.writer import Writer


class BusyError(RuntimeError):
    """Another build of the same site is at work."""


class Published(NamedTuple):
    """What is public now: the name of every file, and the site's fingerprint."""

    names: list[str]
    fingerprint: str


#: What the system says → what a person can do about it.
_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the folder can only be read",
    errno.EACCES: "writing is not allowed",
    errno.EPERM: "writing is not allowed",
}


class Staging:
    """The folders of one build: `site/` for the public, `.site-new/` being made, `.site-old/` between two renames.

    The new one begins empty, and no file of it is shared with the public one.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.new = target.parent / f".{target.name}-new"
        self.previous = target.parent / f".{target.name}-old"
        self._lock_path = target.parent / f".{target.name}-lock"
        self._lock: IO[str] | None = None

    def begin(self) -> Path:
        """Take the lock, clear what an interrupted build left, and return the empty folder to build in.

        Raises BusyError, NotOursError where the public folder is not ours to replace, and OSError.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self._locked()
        try:
            self._clear()
            ownership.refuse_foreign(self.target)
            self.new.mkdir()
        except (OSError, ownership.NotOursError):
            self.end()
            raise
        return self.new

    def _locked(self) -> IO[str]:
        """The lock file, held. It is removed with the lock, so a file that is no longer in its place is no lock."""
        while True:
            lock = self._lock_path.open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                message = f"Another build is already writing {self.target.name}/. Wait for it to end."
                raise BusyError(message) from None
            with suppress(FileNotFoundError):
                if self._lock_path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
                    return lock
            lock.close()

    def publish(self, hashes: Mapping[str, str | None] | None = None) -> Published:
        """Make the new site the public one in one step, its list of files in it, and clear the old.

        `hashes` are given where the folder is tidy: each file with its hash, or None where that is not known.
        """
        hashes = dict.fromkeys(tidy(self.new)) if hashes is None else hashes
        sums = checksums(self.new, hashes)
        (self.new / ownership.LIST).write_bytes(sums)
        (self.new / ownership.LIST).chmod(0o644)
        if not self.target.exists():
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            self.target.rename(self.previous)
            self.new.rename(self.target)
        self.end()
        return Published([*hashes], hashlib.sha256(sums).hexdigest())

    def _clear(self) -> None:
        """Remove what is not public. A site that stands under its old name only is public: it goes back first."""
        if self.previous.exists() and not self.target.exists():
            self.previous.rename(self.target)
        for left in (self.new, self.previous):
            if left.is_symlink() or left.is_file():
                left.unlink()  # somebody's link in place of the folder
            shutil.rmtree(left, ignore_errors=True)

    def end(self) -> None:
        """Clear what is not public and let the next build begin. Without the lock it is another's, and stays."""
        if self._lock:
            with suppress(OSError):  # what cannot be cleared now is cleared by the next build
                self._clear()
                self._lock_path.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def write_whole(files: Iterable[tuple[str, bytes]], target: Path) -> Published:
    """Write these files, each a path and its bytes, into a folder of their own: whole, or not at all."""
    staging = Staging(target)
    writer = Writer(staging.begin())
    try:
        for name, data in files:
            writer.write(name, data)
        return staging.publish()
    finally:
        staging.end()


def tidy(folder: Path) -> dict[str, int]:
    """Regular files only, readable by everyone whatever the umask: 0644 and 0755. Each file's status before that."""
    folder.chmod(0o755)
    files, start = dict[str, int](), len(str(folder)) + 1
    for entry in everything(folder):
        known, mode = entry.stat(follow_symlinks=False), 0o755
        if not entry.is_dir(follow_symlinks=False):
            mode = 0o644
            files[entry.path[start:].replace(os.sep, "/")] = status(known)
            if not entry.is_file(follow_symlinks=False):
                raise OSError(f"{entry.name} is not an ordinary file and cannot be published")
        if known.st_mode & 0o7777 != mode:
            os.chmod(entry.path, mode)  # noqa: PTH101 (the path is text already, and there are thousands)
    return files


def fingerprint(folder: Path) -> str:
    """The SHA-256 of a tree as two tools of any system give it: that of its `checksums`."""
    return hashlib.sha256(checksums(folder, dict.fromkeys(files_in(folder)))).hexdigest()


def checksums(folder: Path, hashes: Mapping[str, str | None]) -> bytes:
    """The lines of `sha256sum` for these files in order of path, less the list that a build leaves of them.

    A file whose hash is None is read.

    In the folder: `find . -type f ! -name .framework-site.sha256 -print0 | LC_ALL=C sort -z | xargs -0 sha256sum`.
    """
    unknown = [name for name, known in hashes.items() if known is None]
    known = dict(zip(unknown, parallel.map(lambda name: _digest(f"{folder}/{name}"), unknown), strict=True))
    names = sorted((name for name in hashes if name != ownership.LIST), key=os.fsencode)
    return b"".join(f"{hashes[name] or known[name]}  ./".encode() + os.fsencode(name) + b"\n" for name in names)


def _digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (there are tens of thousands)
        return hashlib.sha256(file.read()).hexdigest()


def in_words(fault: BaseException) -> str:
    """Why a build stopped, as one line without a trace."""
    if isinstance(fault, OSError) and fault.strerror:
        reason = _PLAIN.get(fault.errno or 0, fault.strerror)
        return f"{reason} ({Path(os.fsdecode(fault.filename)).name})" if fault.filename else reason
    message = " ".join(str(fault).split())
    return message if isinstance(fault, OSError) else f"{type(fault).__name__}: {message}"


def _exchange(new: Path, public: Path) -> bool:
    """Exchange two folders in one atomic step, where the system can (Linux: renameat2 with RENAME_EXCHANGE)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2
    return bool(renameat2(here, os.fsencode(new), here, os.fsencode(public), exchange) == 0)
