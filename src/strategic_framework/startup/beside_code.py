"""What was worked out of a file of this package, kept where Python keeps the code of its modules.

It is trusted as that code is, and holds nothing of any plan. Where Python keeps nothing (`python -B`, a folder that
nobody may write to), each command works it out again.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path


def place(module: str, name: str) -> Path:
    """The file for that name beside a module's code, which stands elsewhere where `PYTHONPYCACHEPREFIX` says so."""
    code = Path(cache_from_source(module))
    return code.with_name(f"{code.stem}.{name}")


def read(path: Path) -> bytes:
    """What is kept there; nothing where there is nothing."""
    with suppress(OSError):
        return path.read_bytes()
    return b""


def write(path: Path, data: bytes) -> None:
    """Keep it, whole or not at all; where it cannot be, only time is lost."""
    if sys.dont_write_bytecode:
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        beside.write_bytes(data)
        beside.replace(path)
