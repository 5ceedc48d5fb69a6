"""Builds to be killed: one process imports everything once, then forks a build for each folder it is given.

Run as `python -m tests.forked`; each line it reads is `COMMAND STEPS FOLDER`. It answers with the number of the
process and, asked by another line, with its exit status once it has ended. A build given a number of steps kills
itself with SIGKILL at that step: a step is anything that Python reports of files (PEP 578), such as opening, renaming
or removing one. With 0 it runs until somebody else kills it. `count` writes down the steps of an undisturbed build.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import material  # noqa: F401 (imported here once, rather than by every build)
from mkdocs.__main__ import cli as mkdocs

from strategic_framework import mkdocs_adapter  # noqa: F401
from strategic_framework.commands.main import main as framework

#: Command of a line → what is asked of `framework`. A server takes any port that is free.
OURS = {"framework": ["build"], "publish": ["publish", "--yes"], "serve": ["serve", "--address", "127.0.0.1:0"]}
FILES = ("open", "os.", "shutil.", "ctypes.dlsym")


def build(command: str, steps: str, folder: str) -> None:
    """The build itself, in the forked process."""
    os.chdir(folder)
    quiet = os.open(Path(folder) / "told.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    taken = 0

    def step(event: str, _: object) -> None:
        nonlocal taken
        if event.startswith(FILES):
            taken += 1
            if str(taken) == steps:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    try:
        mkdocs(["build"]) if command == "mkdocs" else framework(OURS[command])
    finally:
        done = taken
        if steps == "count":
            (Path(folder) / "steps.txt").write_text(str(done), encoding="utf-8")


def main() -> None:
    """Fork a build for each line, and tell its process and how it ended."""
    for line in sys.stdin:
        command, steps, folder = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            build(command, steps, folder)
            os._exit(0)
        print(child, flush=True)
        sys.stdin.readline()  # until it is waited for, its number is its own: nobody else can be killed
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
