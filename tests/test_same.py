"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from strategic_framework.build.staging import fingerprint
from tests.conftest import clone

DISTURBED = Path(__file__).resolve().parent / "disturbed"


class Machine(NamedTuple):
    """Where a site is built: everything that must not matter."""

    folder: str
    order: str
    modified: int
    days: int
    umask: int
    environment: dict[str, str]


MACHINES = {
    "far east, reversed": Machine("a", "reverse", 1_000_000_000, 1, 0o022,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    "far west, next year": Machine("deep/er/and deeper", "2", 1_700_000_000, 366, 0o077,
        {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    "ASCII, last century": Machine("Straße – ö", "3", 86_400, -9_000, 0o000,
        {"TZ": "Asia/Kathmandu", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0",
         "PYTHONHASHSEED": "3"}),
    "Turkish, the future": Machine("site", "4", 4_000_000_000, 20_000, 0o027,
        {"TZ": "Europe/Istanbul", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4"}),
    "as it comes": Machine(".hidden/x", "5", int(time.time()), 12, 0o002,
        {"TZ": "Europe/London", "LC_ALL": "en_GB.UTF-8", "PYTHONHASHSEED": "random", "COLUMNS": "40"}),
}  # fmt: skip


def made(folder: Path, machine: Machine) -> subprocess.CompletedProcess[str]:
    """The framework command's build on that machine."""
    for path in sorted(folder.rglob("*"), key=str, reverse=machine.order == "reverse"):
        os.utime(path, (machine.modified, machine.modified))
    python = os.pathsep.join(filter(None, [str(DISTURBED), os.environ.get("PYTHONPATH")]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_") and name != "LANG"}
    environment = {**kept, **machine.environment, "PYTHONPATH": python, "DISTURBED_ORDER": machine.order,
                   "DISTURBED_DAYS": str(machine.days), "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    return subprocess.run([Path(sys.executable).parent / "framework", "build"], cwd=folder, env=environment,
                          umask=machine.umask, capture_output=True, text=True, encoding="utf-8", errors="replace",
                          timeout=300, check=False)  # fmt: skip


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", MACHINES)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, built: Path, name: str) -> None:
    """Whatever the folder, file order, modification times, time zone, locale, hash seed, umask and day."""
    machine = MACHINES[name]
    folder = tmp_path / machine.folder
    folder.mkdir(parents=True)
    clone(folder)
    done = made(folder, machine)
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = bytes_of(built), bytes_of(folder / "site")
    assert [path for path in ours if ours[path] != theirs.get(path)] == []
    assert ours.keys() == theirs.keys()
    assert f"Hash of the site: {fingerprint(built)}" in done.stdout
    modes = {(path.is_dir(), oct(path.stat().st_mode & 0o777)) for path in (folder / "site").rglob("*")}
    assert modes == {(True, "0o755"), (False, "0o644")}


def test_the_machines_are_disturbed(tmp_path: Path) -> None:
    """The test above would see a build that reads the clock or trusts the order of a folder."""
    for name in "abcdefgh":
        (tmp_path / name).touch()
    ask = "import os, datetime, time, pathlib; print(os.listdir(), [p.name for p in pathlib.Path().iterdir()], "
    ask += "datetime.date.today(), datetime.datetime.now().year, time.strftime('%Y'))"
    answers = set()
    for machine in MACHINES.values():
        environment = {**os.environ, "PYTHONPATH": str(DISTURBED), "DISTURBED_ORDER": machine.order,
                       "DISTURBED_DAYS": str(machine.days)}  # fmt: skip
        done = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, env=environment, capture_output=True,
                              text=True, check=True)  # fmt: skip
        answers.add(done.stdout)
        assert re.search(r"\['a', 'b', 'c', 'd'", done.stdout) is None
    assert len(answers) == len(MACHINES)
