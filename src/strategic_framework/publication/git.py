"""What git is asked: which commit a name stands for, and what was in a file there."""

from __future__ import annotations

import subprocess
from pathlib import Path


class UnknownBaseError(ValueError):
    """What is compared with cannot be found; the message says why in plain words."""


def commit(root: Path, base: str) -> str:
    """The full name of a commit. Raises UnknownBaseError."""
    wanted = ("rev-parse", "--quiet", "--verify", "--end-of-options", f"{base}^{{commit}}")
    name = git_or_nothing(root, *wanted).strip()
    if not name:
        raise UnknownBaseError(f"There is no commit or branch called {base} here to compare with.")
    return name


def git(root: Path, *arguments: str) -> str:
    """What git answers. Raises UnknownBaseError where it cannot: then nothing is known, so nothing may pass."""
    output, error = _run(root, arguments)
    if error:
        raise UnknownBaseError(f"git cannot compare them: {' '.join(error.split())}")
    return output


def git_or_nothing(root: Path, *arguments: str) -> str:
    """What git answers, or nothing where it refuses because what was asked for is not there."""
    return _run(root, arguments)[0]


def _run(root: Path, arguments: tuple[str, ...]) -> tuple[str, str]:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise UnknownBaseError("git is not installed here, so nothing can be compared.") from None
    error = done.stderr.decode("utf-8", "replace") or f"status {done.returncode}" if done.returncode else ""
    return ("" if error else done.stdout.decode("utf-8", "surrogateescape")), error
