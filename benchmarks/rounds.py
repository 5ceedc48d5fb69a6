"""One round: each subject once, in turn. What it took is kept under the name of what was measured."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from figures import Row
from measuring import environment, measured
from subjects import Command, Subject

PATIENCE = 600


@dataclass
class Series:
    """A subject, its copy on disk where that is measured too, and all that was measured of it."""

    subject: Subject
    on_disk: Path | None
    taken: dict[str, list[float]] = field(default_factory=dict)

    def round(self) -> None:
        """Everything once: check, cold, on disk, one changed field, save to page."""
        subject = self.subject
        if subject.check:
            self._time("check", subject.folder, subject.check)
        clear(subject.folder / subject.output)
        self._time("cold", subject.folder, subject.build)
        if self.on_disk:
            clear(self.on_disk / subject.output)
            self._time("on disk", self.on_disk, subject.build)
        edit(subject)
        self._time("changed", subject.folder, subject.build)
        if subject.serve:
            self.taken.setdefault("save", []).extend(save.seconds for save in saves(subject, subject.serve))

    def row(self) -> Row:
        """The medians, and what stands in the built folder."""
        subject, output = self.subject, Output.of(self.subject.folder / self.subject.output)
        return {
            "made_with": subject.name, "actions": subject.size, "check": self._median("check cpu"),
            "cold": self._median("cold") or 0, "cold_cpu": self._median("cold cpu") or 0,
            "on_disk": self._median("on disk"), "changed_cpu": self._median("changed cpu") or 0,
            "save": self._median("save"), "pages": output.pages, "files": output.files,
            "megabytes": round(output.megabytes, 1), "memory": round(max(self.taken["cold memory"])),
        }  # fmt: skip

    def _time(self, what: str, folder: Path, command: Command) -> None:
        print(f"  {self.subject.name}, {self.subject.size} actions: {what}", file=sys.stderr)
        usage = measured(folder, *command)
        for name, figure in ((what, usage.seconds), (f"{what} cpu", usage.cpu), (f"{what} memory", usage.memory)):
            self.taken.setdefault(name, []).append(figure)

    def _median(self, what: str) -> float | None:
        return round(statistics.median(self.taken[what]), 2) if what in self.taken else None


class Output(NamedTuple):
    """What stands in a built folder."""

    pages: int
    files: int
    megabytes: float

    @classmethod
    def of(cls, folder: Path) -> Output:
        """Counted and weighed."""
        files = [path for path in folder.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        return cls(pages, len(files), sum(path.stat().st_size for path in files) / 1e6)


def series(subject: Subject, disk: Path | None) -> Series:
    """A subject that is to be measured, copied to the disk where that is another place."""
    copy = Path(shutil.copytree(subject.folder, disk / subject.folder.name)) if disk else None
    return Series(subject, copy)


def clear(output: Path) -> None:
    """Nothing built before. It is moved away, as freeing tens of thousands of files slows what is measured next."""
    for folder in (output, output.parent / ".cache"):
        if folder.exists():
            aside = output.parent.parent / "aside"
            aside.mkdir(exist_ok=True)
            folder.rename(aside / f"{output.parent.name}-{time.monotonic_ns()}")


def edit(subject: Subject) -> str:
    """Give the first action another first word, and say which."""
    text = subject.edited.read_text(encoding="utf-8")
    word = f"Edit{time.monotonic_ns()}"
    subject.edited.write_text(re.sub(r"(text: >-\n\s+)\w+", rf"\g<1>{word}", text, count=1), encoding="utf-8")
    return word


class Save(NamedTuple):
    """What a save took until its page showed it: seconds, and CPU seconds of the server where the system tells them."""

    seconds: float
    cpu: float


def saves(subject: Subject, serve: Command, pauses: Sequence[float] = (1, 1)) -> list[Save]:
    """Each save from the writing of a file to the page that shows it, so many seconds after the one before it."""
    print(f"  {subject.name}, {subject.size} actions: save to page", file=sys.stderr)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, quiet = [str(part).replace("PORT", str(port)) for part in serve], subprocess.DEVNULL
    address, taken = f"http://127.0.0.1:{port}/{subject.page}", []
    with subprocess.Popen(command, cwd=subject.folder, env=environment(), stdout=quiet, stderr=quiet) as server:  # noqa: S603
        try:
            _until(partial(_shows, address, "Who is named"), command)
            for pause in pauses:
                time.sleep(pause)
                before, word, began = _cpu(server.pid), edit(subject), time.perf_counter()
                _until(partial(_shows, address, word), command)
                taken.append(Save(time.perf_counter() - began, _cpu(server.pid) - before))
        finally:
            server.terminate()
    return taken


def _cpu(process: int) -> float:
    """CPU seconds of a process that is at work, as Linux tells them."""
    told = Path(f"/proc/{process}/stat")
    if not told.is_file():
        return 0
    user, system = told.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _shows(address: str, words: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:  # noqa: S310 (our own server)
            return words in page.read().decode()
    except OSError:
        return False


def _until(answered: Callable[[], bool], command: list[str]) -> None:
    ends = time.monotonic() + PATIENCE
    while not answered():
        if time.monotonic() > ends:
            sys.exit(f"{' '.join(command)} did not show the page")
        time.sleep(0.02)
