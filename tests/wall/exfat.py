"""A file system without hard links: an image of exFAT, mounted through FUSE for as long as it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZE = 96 * 1024 * 1024
#: Files as others may read them (0644) and folders as others may open them (0755): exFAT itself keeps no modes.
_MODES = "fmask=133,dmask=022"


@contextmanager
def mounted(folder: Path) -> Iterator[Path | str]:
    """A folder on such a file system; or, where it cannot be had, a sentence that says why."""
    if os.geteuid() != 0 or not shutil.which("mkfs.exfat") or not shutil.which("mount.exfat-fuse"):
        yield "NOT RUN: only root can mount it, with the packages exfatprogs and exfat-fuse"
        return
    image, mount = folder / "exfat.img", folder / "mount"
    image.touch()
    os.truncate(image, _SIZE)
    mount.mkdir()
    _run("mkfs.exfat", str(image))
    device = _run("losetup", "--find", "--show", str(image)).strip()
    try:
        _run("mount.exfat-fuse", "-o", _MODES, device, str(mount))
        try:
            yield mount
        finally:
            _run("umount", str(mount))
    finally:
        _run("losetup", "--detach", device)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
