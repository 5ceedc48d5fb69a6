"""Random edits, each followed by a round of a server that has been at work since the first, and by one that begins."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from strategic_framework.mkdocs_adapter import hooks
from strategic_framework.mkdocs_adapter.run import RUN
from tests import imports
from tests.conftest import MINIATURE, clone

_FORK = multiprocessing.get_context("fork")
_ADDRESS = "http://127.0.0.1:8000/"


def _build(shown: Path, *, first: bool = False) -> None:
    """A round of MkDocs in the current folder."""
    config = load_config("mkdocs.yml", site_dir=str(shown))
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = _ADDRESS
    build(config, serve_url=config.site_url)


def _round(shown: Path, *, first: bool) -> bool:
    """One round of serving the current folder, and all that could be asked for; whether it came to its end."""
    try:
        if first:
            _build(shown, first=True)
        assert RUN.resident
        if first:
            return RUN.resident.make_rest()
        hooks.follow(RUN.resident, lambda: _build(shown))
        return RUN.resident.behind.make()
    except (Exception, SystemExit):  # noqa: BLE001 (whatever refused the edit refused it)
        return False


def _begin(folder: Path) -> None:
    gc.freeze()  # what the tests hold is not looked through again and again for garbage
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


class Served:
    """A copy of the miniature, its server, and the folder that the server shows."""

    def __init__(self, folder: Path) -> None:
        imports.all_of_them()
        self.copy = clone(folder, content=MINIATURE)
        self._shown, self._cold = folder / "warm", folder / "cold"
        self._here, there = _FORK.Pipe()
        self._server = _FORK.Process(target=_server, args=(self.copy, self._shown, there), daemon=True)
        self._server.start()
        assert self._asked(), "the miniature cannot be served"

    def _asked(self) -> bool:
        self._here.send(True)
        return bool(self._here.recv())

    def compare(self) -> bool:
        """Whether a server that begins now shows anything; AssertionError where ours does not show the same bytes."""
        shutil.rmtree(self._cold, ignore_errors=True)
        cold = _FORK.Process(target=_cold, args=(self.copy, self._cold))
        cold.start()
        served = self._asked()
        cold.join()
        if cold.exitcode:  # nothing can be shown by a server that begins; ours shows what was good
            return False
        assert served, "the server was stopped"
        assert self._differing() == [], "not the same bytes"
        return True

    def _differing(self) -> list[str]:
        """The files that are not the same in both folders."""
        ours, theirs = (
            {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            for folder in (self._shown, self._cold)
        )
        return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))

    def end(self) -> None:
        self._here.send(False)
        self._server.join()


class Editor:
    """Makes one random edit at a time in the files of a copy, and takes it back."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 (the same edits each time)
        self._before: dict[Path, str] = {}

    @property
    def paths(self) -> list[Path]:
        return sorted([*(self.folder / "framework").rglob("*.yml"), *(self.folder / "docs").rglob("*.md")])

    def edit(self) -> str:
        """What was done."""
        self._before = {path: path.read_text(encoding="utf-8") for path in self.paths}
        files = [self._gone, self._copied, self._renamed, self._swapped, self._many]
        kinds: list[Callable[[], str]] = [*[self._edited] * 12, *files]
        return self.chance.choice(kinds)()

    def undo(self) -> None:
        """Every file as it was before the last edit."""
        for path in set(self.paths) - self._before.keys():
            path.unlink()
        for path, text in self._before.items():
            path.write_text(text, encoding="utf-8")

    def _gone(self) -> str:
        path = self.chance.choice(self.paths)
        path.unlink()
        return f"{path.name} deleted"

    def _copied(self) -> str:
        path = self.chance.choice(self.paths)
        shutil.copy(path, path.with_name(f"9-{path.name}"))
        return f"{path.name} copied"

    def _renamed(self) -> str:
        path = self.chance.choice(self.paths)
        path.rename(path.with_name(f"8-{path.name}"))
        return f"{path.name} renamed"

    def _swapped(self) -> str:
        """As an editor saves: a hidden file beside the file, which then takes its place."""
        path = self.chance.choice(self.paths)
        aside = path.with_name(f".{path.name}.swp")
        aside.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        aside.replace(path)
        return f"{path.name} replaced"

    def _many(self) -> str:
        """As a checkout does: each file written anew, some of them with an edit."""
        for path, text in self._before.items():
            path.unlink()
            path.write_text(text, encoding="utf-8")
        return f"all files anew; {self._edited()}; {self._edited()}"

    def _edited(self) -> str:
        """A word or a line is changed, doubled or taken away."""
        path = self.chance.choice(self.paths)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [place for place, line in enumerate(lines) if any(len(word) > 4 for word in line.split())]
        place = self.chance.choice(places)
        was, words = lines[place], lines[place].rstrip("\n").split(" ")
        at = self.chance.choice([index for index, word in enumerate(words) if len(word) > 4])
        word = words[at]
        kinds = {"case": [word.swapcase()], "twice": [word] * 2, "letter": [word + "s"], "gone": []}
        of_lines = {"line gone": [], "line twice": [was] * 2, "line added": [was, "\n"]}
        kind = self.chance.choice([*kinds, *of_lines])
        words[at : at + 1] = kinds.get(kind, [word])
        lines[place : place + 1] = of_lines.get(kind, [" ".join(words) + "\n"])
        path.write_text("".join(lines), encoding="utf-8")
        return f"{path.name}: {was!r}, {kind}"


def many(edits: int, folder: Path, seed: int = 14) -> dict[str, int]:
    """So many edits that were shown, each compared with a cold round; raises AssertionError at the first difference."""
    served, figures = Served(folder), Counter[str]()
    editor = Editor(served.copy, seed)
    while figures["shown"] < edits:
        done = editor.edit()
        try:
            shown = served.compare()
        except AssertionError as fault:
            raise AssertionError(f"{fault}: {done}") from None
        figures["shown" if shown else "refused"] += 1
        if not shown:
            editor.undo()
    served.end()
    return dict(figures)
