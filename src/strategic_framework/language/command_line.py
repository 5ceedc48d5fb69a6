"""How a command of ours is typed on this computer, for the messages that say what to type."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path

#: Where `make` installs the command.
INSTALLED = Path(".venv/bin/framework")


def command(words: str) -> str:
    """A command as it can be typed here: `command("explain act-14")` is “.venv/bin/framework explain act-14”."""
    return f"{program()} {words}"


@cache
def program() -> str:
    """The program's name: alone where the shell finds it by that, else with the path that led to it."""
    if shutil.which("framework"):
        return "framework"
    if Path(sys.argv[0]).name == "framework":
        return sys.argv[0]
    return str(INSTALLED) if INSTALLED.is_file() else "framework"
