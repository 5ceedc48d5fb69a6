"""Build beside, check, swap: the public folder is the last good site, whole, or the new one, whole."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from typing import IO


class BusyError(RuntimeError):
    """Another build of the same site is at work."""


class Workshop:
    """The folders of one build: `site/` for the public, `.site-new/` being made, `.site-old/` between two renames."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.new = target.parent / f".{target.name}-new"
        self.old = target.parent / f".{target.name}-old"
        self._lock_path = target.parent / f".{target.name}-lock"
        self._lock: IO[str] | None = None

    def begin(self) -> Path:
        """Take the lock, clear what an interrupted build left, and return the folder to build in. Raises BusyError."""
        self._lock = self._locked()
        if self.old.exists() and not self.target.exists():
            self.old.rename(self.target)  # a kill came between the two renames
        for left in (self.new, self.old):
            shutil.rmtree(left, ignore_errors=True)
        self.new.mkdir()
        return self.new

    def _locked(self) -> IO[str]:
        """The lock file, held. It is removed with the lock, so a file that is no longer in its place is no lock."""
        while True:
            lock = self._lock_path.open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                told = f"Another build is already writing {self.target.name}/. Wait for it to end."
                raise BusyError(told) from None
            if self._lock_path.exists() and self._lock_path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
                return lock
            lock.close()

    def publish(self) -> None:
        """Make the new site the public one in one step, and clear the old."""
        tidy(self.new)
        if not self.target.exists():
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            self.target.rename(self.old)
            self.new.rename(self.target)
        self.end()

    def end(self) -> None:
        """Clear what is not public and let the next build begin."""
        for left in (self.new, self.old):
            shutil.rmtree(left, ignore_errors=True)
        if self._lock:
            self._lock_path.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def tidy(folder: Path) -> None:
    """Regular files only, readable by everyone whatever the umask: 0644 and 0755."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise OSError(f"{path.name} is not an ordinary file and cannot be published")
        path.chmod(0o755 if path.is_dir() else 0o644)


def fingerprint(folder: Path) -> str:
    """The SHA-256 of a tree: every file's path and bytes, in order of path."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one atomic step, where the system can (Linux: renameat2 with RENAME_EXCHANGE)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
