"""One run of a command, as the operating system accounts for it.

This file is run as a program too: a process that has loaded next to nothing starts the command, because the peak memory
that the system gives for a process is never less than that of the one which started it.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent


class Usage(NamedTuple):
    """What one run took: seconds on the clock, seconds of all its processes, and MiB of the largest at its peak."""

    seconds: float
    cpu: float
    memory: float


def measured(folder: Path, *command: str | Path) -> Usage:
    """One run of a command in a folder. A failure ends everything, with the end of what the command said."""
    starter = [sys.executable, "-IS", __file__, *map(str, command)]
    done = subprocess.run(starter, cwd=folder, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed in {folder}\n{done.stderr[-2000:]}")
    return Usage(*json.loads(done.stdout))


def machine() -> str:
    """What measures, and how much else it does."""
    cores = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores"
    return f"{cores}, Python {platform.python_version()}, load {os.getloadavg()[1]:.0f}"


def environment() -> dict[str, str]:
    """As anybody has it: after its first run Python keeps the modules compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def _main() -> int:
    began = time.perf_counter()
    with subprocess.Popen(sys.argv[1:], stdout=sys.stderr) as process:  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    json.dump([time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024], sys.stdout)
    return process.returncode


if __name__ == "__main__":
    sys.exit(_main())
