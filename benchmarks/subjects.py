"""Every way to make the site that is compared, at each size: its folder, its commands, and the file that is edited."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import eleventy
import peers
import whole
from figures import AS_MUCH, HUGO, OURS, WITH_HISTORY
from generate import generate
from measuring import BIN, measured

import ledger

#: The sample, from whose pages Hugo's templates are made.
SAMPLE = 35
#: With every item in its navigation, MkDocs takes minutes for more.
NAIVE_UP_TO = 350
#: One of so many actions reads otherwise in the second version.
REWORDED = 35
Command = list[str | Path]


@dataclass(frozen=True)
class Subject:
    """One way to make the site at one size. `serve` has the word PORT; without it nothing is seen of a save."""

    name: str
    size: int
    folder: Path
    edited: Path
    build: Command
    serve: Command | None
    page: str
    output: str
    check: Command | None = None

    def at(self, folder: Path) -> Subject:
        """The same in a copy of its folder."""
        return replace(self, folder=folder, edited=folder / self.edited.relative_to(self.folder))


@dataclass(frozen=True)
class Programs:
    """The programs of the peers; nothing in the place of one that could not be had."""

    hugo: Path | None = None
    eleventy: Path | None = None
    zensical: Path | None = None

    @classmethod
    def installed(cls, folder: Path) -> Programs:
        """Each in an environment of its own."""
        return cls(
            peers.install(folder / "hugo", "hugo"),
            eleventy.install(folder / "eleventy"),
            peers.install(folder / "zensical", "zensical"),
        )

    @property
    def missing(self) -> list[str]:
        """The names of those that could not be had."""
        programs = {HUGO: self.hugo, "Eleventy": self.eleventy, "Zensical": self.zensical}
        return [name for name, program in programs.items() if not program]


@cache
def sampled(place: Path) -> Path:
    """A small framework of ours, built."""
    sample = generate(place / "sample", SAMPLE)
    measured(sample, BIN / "framework", "build")
    return sample


def subjects(place: Path, size: int, programs: Programs) -> Iterator[Subject]:
    """All that are compared at that size, written into folders of `place`."""
    print(f"writing the sites of {size} actions", file=sys.stderr)
    plain = generate(place / f"ours-{size}", size)
    yield _ours(OURS, size, plain)
    yield _ours(WITH_HISTORY, size, _with_history(plain, place / f"history-{size}", size))
    if programs.hugo:
        serve: Command = [programs.hugo, "server", "--port", "PORT", "--renderToMemory"]
        for name, folder, make in (
            (HUGO, place / f"hugo-{size}", peers.hugo),
            (AS_MUCH, place / f"whole-{size}", partial(whole.hugo, sample=sampled(place))),
        ):
            build: Command = [programs.hugo, "--quiet"]
            yield Subject(name, size, folder, make(plain, folder), build, serve, "act-01/", "public")
    if programs.eleventy:
        folder, build = place / f"eleventy-{size}", [programs.eleventy, "--quiet"]
        serve = [*build, "--serve", "--port=PORT"]
        yield Subject("Eleventy", size, folder, eleventy.site(plain, folder), build, serve, "act-01/", "_site")
    if size <= NAIVE_UP_TO:
        yield from _naive(place, size, programs, plain)


def _ours(name: str, size: int, folder: Path) -> Subject:
    edited = folder / "framework" / "editions" / "2023-27" / "1-priority.yml"
    build, serve, check = ([BIN / "framework", verb] for verb in ("build", "serve", "check"))
    served = [*serve, "--address", "127.0.0.1:PORT"]
    return Subject(name, size, folder, edited, build, served, "2023-27/act-01/", "site", check)


def _with_history(plain: Path, folder: Path, size: int) -> Path:
    """The same with two sealed versions, and a reason that waits for the action which is edited."""
    shutil.copytree(plain, folder)
    ledger.sealed(folder)
    ledger.reworded(folder, *ledger.spread(size, max(1, size // REWORDED)))
    ledger.sealed(folder)
    ledger.reworded(folder, "act-01")
    return folder


def _naive(place: Path, size: int, programs: Programs, plain: Path) -> Iterator[Subject]:
    """The site of one who begins with MkDocs, and the same from Zensical, which watches no data."""
    folder = place / f"naive-{size}"
    serve: Command = [BIN / "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:PORT", "-w", "priorities"]
    build: Command = [BIN / "mkdocs", "build"]
    yield Subject("naive MkDocs", size, folder, peers.naive(plain, folder), build, serve, "act-01/", "site")
    if programs.zensical:
        folder, build = place / f"zensical-{size}", [programs.zensical, "build"]
        yield Subject("Zensical", size, folder, peers.naive(plain, folder), build, None, "act-01/", "site")
