"""The package as its wheel installs it, and its command run from there: as another body has it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from strategic_framework.site import standard

ROOT = Path(__file__).resolve().parent.parent


def installed_in(folder: Path) -> Path:
    """The folder of the package as its wheel installs it, below an empty folder."""
    source = folder / "source"
    source.mkdir()
    names = ["src", "setup.py", "pyproject.toml", "README.md", "MANIFEST.in", standard.DOCS, *standard.COPIED_FOLDERS]
    subprocess.run(["cp", "-r", "--parents", *names, *standard.COPIED, source], cwd=ROOT, check=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(source),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def framework(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the installed package, run in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "strategic_framework", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
