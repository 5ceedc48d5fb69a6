"""Commands of this environment run as processes of their own, which `tests/forked.py` forks for us."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
#: The programs that can be forked.
FORKED = ("framework", "mkdocs")
#: What a program reads before it has a say: a command that is given another of these begins anew, as a shell begins it.
_EARLY = ("PYTHON", "LANG", "LC_", "TZ", "PATH")


class Forks:
    """A process that has imported everything, and the one command at a time that it forks."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(ROOT)]))
        self._environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        self._early = _early(self._environment)
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**self._environment, "PYTHONPATH": path}, start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if kind:
            self.kill()
        self._server.__exit__(None, None, None)

    def kill(self) -> None:
        """End it, and whatever it forked."""
        os.killpg(self._server.pid, signal.SIGKILL)

    def may(self, environment: Mapping[str, str]) -> bool:
        """Whether a command given that environment does here what it does where a shell begins it."""
        return self._server.poll() is None and _early(environment) == self._early

    def start(self, folder: Path, arguments: tuple[str, ...], output: Path, errors: Path, steps: str = "0",
              environment: Mapping[str, str] | None = None) -> int:  # fmt: skip
        """Begin a command in a folder, and give its process."""
        request = {
            "folder": str(folder), "arguments": arguments, "output": str(output), "errors": str(errors),
            "steps": steps, "environment": {**(self._environment if environment is None else environment)},
        }  # fmt: skip
        return self._ask(json.dumps(request), 60)

    def end(self, timeout: float = 300) -> int:
        """Wait for the command to end, and give its exit status; negative is the signal that killed it."""
        return self._ask("wait", timeout)

    def _ask(self, line: str, timeout: float) -> int:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(line + "\n")
        self._server.stdin.flush()
        if not select.select([self._server.stdout], [], [], timeout)[0]:
            raise TimeoutError(f"{line} takes longer than {timeout} s")
        return int(self._server.stdout.readline())


def _early(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_EARLY)}


_LOCK = Lock()


@cache
def _own() -> Forks:
    """This process's own, which ends with it."""
    forks = Forks()
    atexit.register(forks.__exit__, None, None, None)
    return forks


def run(folder: Path, command: tuple[str, ...], environment: dict[str, str], *,
        same_modules: bool = False) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """A command that has ended, as `subprocess.run` gives it. It is forked where that is as good; nothing is raised.

    Where its environment leads to a copy of our modules, whoever asks answers for it that they are the same.
    """
    with _LOCK, tempfile.TemporaryDirectory() as told:
        if command[0] not in FORKED or not (same_modules or _own().may(environment)):
            return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
                                  check=False)  # fmt: skip
        output, errors = Path(told, "output"), Path(told, "errors")
        try:
            _own().start(folder, command, output, errors, environment=environment)
            status = _own().end()
        except BaseException:  # whoever comes next asks another: this one still has an answer to give
            _own().kill()
            _own.cache_clear()
            raise
        return subprocess.CompletedProcess(command, status, output.read_text("utf-8"), errors.read_text("utf-8"))
