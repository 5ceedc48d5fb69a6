"""Work of a process of its own: its results come as they are given, and it can be given up."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from strategic_framework.build.apart import Apart
from strategic_framework.build.writer import NumberedWriter, Writer


def endless() -> Iterator[int]:
    """More results than anybody waits for."""
    yield from range(50)  # a portion
    while True:
        time.sleep(1)


def test_results_come_in_their_order() -> None:
    """However many there are, from another process that gives way to this one."""
    assert list(Apart(lambda: iter(range(120))).results()) == [*range(120)]
    [(process, nice)] = Apart(lambda: [(os.getpid(), os.nice(0))]).results()
    assert process != os.getpid()
    assert nice == min(os.nice(0) + 10, 19)


def test_it_is_given_up_without_waiting() -> None:
    """What came before counts; nothing comes afterwards, and no process is left."""
    apart = Apart(endless)
    results = apart.results()
    assert [next(results) for _ in range(50)] == [*range(50)]
    process = apart._process
    apart.give_up()
    assert list(results) == []
    apart.give_up()  # whoever is late ends nobody
    assert not Path(f"/proc/{process}").exists()


def test_a_fault_ends_it() -> None:
    """Whole portions that came before it count."""

    def failing() -> Iterator[int]:
        yield from range(60)
        raise ValueError("no more")

    assert list(Apart(failing).results()) == [*range(50)]


def test_what_it_wrote_is_taken_over_whole(tmp_path: Path) -> None:
    """Each file stands under a number, and is moved to its name, in whatever folder that is."""
    aside, site = NumberedWriter(tmp_path / "aside"), Writer(tmp_path / "site")
    for name in ("index.html", "a/b/index.html"):
        aside.write(name, name.encode())
        site.take(aside.folder / str(aside.written - 1), name)
    assert (site.folder / "a" / "b" / "index.html").read_bytes() == b"a/b/index.html"
    assert [*aside.folder.iterdir()] == []
