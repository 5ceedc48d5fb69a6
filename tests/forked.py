"""Commands without the second that importing takes: one process imports everything once, then forks for each command.

Run as `python -m tests.forked`; each line it reads is a request (`tests/commands.py`) in JSON. It answers with the
number of the process and, asked by another line, with its exit status once it has ended. A command given a number of
steps kills itself with SIGKILL at that step: a step is anything that Python reports of files (PEP 578), as opening,
renaming or removing one. With 0 it runs until it ends, or is killed. `count` writes down how many steps it took, and
`exchange 2` is the second step from the one at which it looks up what exchanges two folders.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.__main__ import cli as mkdocs

from strategic_framework.__main__ import program as framework
from strategic_framework.mkdocs_adapter import command  # noqa: F401
from tests import imports

PROGRAMS: dict[str, Callable[[], object]] = {"framework": framework, "mkdocs": lambda: mkdocs(prog_name="mkdocs")}
FILES = ("open", "os.", "shutil.", "ctypes.dlsym")


def run(request: dict[str, Any]) -> None:
    """The command itself, in the forked process, which it ends."""
    os.environ.clear()
    os.environ.update(request["environment"])
    tempfile.tempdir = None
    os.chdir(request["folder"])
    for stream, path in enumerate(("/dev/null", request["output"], request["errors"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if stream else 0)), stream)
    sys.argv = request["arguments"]
    if request["steps"] != "0":
        _count(request["steps"], Path(request["folder"]))
    status: object = 1
    try:
        PROGRAMS[sys.argv[0]]()
    except SystemExit as end:
        status = end.code
        if isinstance(status, str):
            sys.stderr.write(f"{status}\n")
    except BaseException:  # noqa: BLE001 (it is told as Python tells it, and ends this process alone)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else int(status is not None))


def _count(steps: str, folder: Path) -> None:
    """Count the steps of this process, and end it at the one that is meant."""
    taken, exchanging, own, leave = 0, 0, os.getpid(), os._exit

    def step(event: str, _: object) -> None:
        nonlocal taken, exchanging
        if event.startswith(FILES):
            taken += 1
            exchanging += bool(exchanging) or event == "ctypes.dlsym"
            if steps in {str(taken), f"exchange {exchanging}"}:
                os.kill(os.getpid(), signal.SIGKILL)

    def leave_counted(status: int) -> None:
        if steps == "count" and os.getpid() == own:
            (folder / "steps.txt").write_text(str(taken), encoding="utf-8")
        leave(status)

    os._exit = leave_counted  # type: ignore[assignment]
    sys.addaudithook(step)


def serve() -> None:
    """Fork a command for each line, and tell its process and how it ended."""
    imports.all_of_them()
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != Path.cwd()]  # as no command has it
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            run(request)
        print(child, flush=True)
        sys.stdin.readline()  # until it is waited for, its number is its own: nobody else can be killed
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
