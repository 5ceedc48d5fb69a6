"""Random edits, each followed by a round of a server that has been at work since the first, and by one that begins."""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import shutil
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from strategic_framework.build.staging import fingerprint
from tests.conftest import MINIATURE, clone

_FORK = multiprocessing.get_context("fork")
_ADDRESS = "http://127.0.0.1:8000/"


def _round(shown: Path, *, first: bool) -> bool:
    """One round of serving the current folder; whether it came to its end."""
    try:
        config = load_config("mkdocs.yml", site_dir=str(shown))
        if first:
            config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = _ADDRESS
        build(config, serve_url=config.site_url)
    except (Exception, SystemExit):  # noqa: BLE001 (whatever refused the edit refused it)
        return False
    return True


def _begin(folder: Path) -> None:
    os.chdir(folder)
    logging.disable(logging.CRITICAL)


def _server(folder: Path, shown: Path, asked: Connection) -> None:
    """Rounds, one whenever it is asked, until it is told to end."""
    _begin(folder)
    first = True
    while asked.recv():
        asked.send(_round(shown, first=first))
        first = False


def _cold(folder: Path, shown: Path) -> None:
    _begin(folder)
    os._exit(0 if _round(shown, first=True) else 1)


class Editor:
    """Makes one random edit at a time in the files of a copy."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (the same edits each time)
        self.paths = sorted([*(folder / "framework").rglob("*.yml"), *(folder / "docs").rglob("*.md")])

    def edit(self) -> tuple[Path, str]:
        """The file, and what stood in it before."""
        path = self.chance.choice(self.paths)
        before = path.read_text(encoding="utf-8")
        lines = before.splitlines(keepends=True)
        places = [place for place, line in enumerate(lines) if any(len(word) > 4 for word in line.split())]
        place = self.chance.choice(places)
        words = lines[place].rstrip("\n").split(" ")
        at = self.chance.choice([index for index, word in enumerate(words) if len(word) > 4] or [len(words) - 1])
        kind = self.chance.choice(["case", "twice", "letter", "gone", "line gone", "line twice", "line added"])
        if kind.startswith("line"):
            lines[place : place + 1] = {
                "line gone": [],
                "line twice": [lines[place]] * 2,
                "line added": [lines[place], "\n"],
            }[kind]
        else:
            words[at : at + 1] = {
                "case": [words[at].swapcase()],
                "twice": [words[at]] * 2,
                "letter": [words[at] + "s"],
                "gone": [],
            }[kind]
            lines[place] = " ".join(words) + "\n"
        path.write_text("".join(lines), encoding="utf-8")
        return path, before


def many(edits: int, folder: Path, seed: int = 14) -> dict[str, int]:
    """So many edits that were shown, each compared with a cold round; raises AssertionError at the first difference."""
    copy = clone(folder, content=MINIATURE)
    ours, theirs = folder / "warm", folder / "cold"
    here, there = _FORK.Pipe()
    server = _FORK.Process(target=_server, args=(copy, ours, there), daemon=True)
    server.start()
    figures: Counter[str] = Counter()
    editor = Editor(copy, seed)
    here.send(True)
    assert here.recv(), "the miniature cannot be served"
    while figures["shown"] < edits:
        path, before = editor.edit()
        after = path.read_text(encoding="utf-8")
        shutil.rmtree(theirs, ignore_errors=True)
        cold = _FORK.Process(target=_cold, args=(copy, theirs))
        cold.start()
        here.send(True)
        served = here.recv()
        cold.join()
        if cold.exitcode:  # nothing can be shown of it by a server that begins; the other one shows what was good
            figures["refused"] += 1
            path.write_text(before, encoding="utf-8")
            continue
        assert served, f"an edit of {path.name} stopped the server: {before!r} → {after!r}"
        assert fingerprint(ours) == fingerprint(theirs), f"{path.name}: {before!r} → {after!r}"
        figures["shown"] += 1
    here.send(False)
    server.join()
    return dict(figures)
