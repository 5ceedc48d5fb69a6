"""Work shared out among processes: as if it were done in one."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from strategic_framework.build import parallel


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 10, 100])
def test_results_come_in_the_order_of_the_items(workers: int, count: int) -> None:
    """However many processes there are, and where there is less to do than that."""
    assert parallel.map(lambda item: item * 2, range(count), workers) == [n * 2 for n in range(count)]


def test_the_work_is_done_in_that_many_processes() -> None:
    """One of them is this one."""
    processes = parallel.map(lambda _: os.getpid(), range(9), 3)
    assert len(set(processes)) == 3
    assert processes[0] == os.getpid()


def test_a_fault_in_a_process_is_raised_here() -> None:
    """With its own type and message, as if there were one process."""
    with pytest.raises(ZeroDivisionError):
        parallel.map(lambda item: 10 // (item - 8), range(10), 3)


def test_the_part_of_a_process_that_died_is_done_here() -> None:
    """A process that was killed costs time, and nothing else."""
    parent = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != parent:
            os._exit(1)
        return item

    assert parallel.map(work, range(10), 3) == list(range(10))


@pytest.mark.parametrize("nothing", [None, [], ""])
def test_no_part_is_done_twice(tmp_path: Path, nothing: object) -> None:
    """A process that has nothing to answer has answered."""

    def work(item: int) -> object:
        with (tmp_path / "done").open("a", encoding="utf-8") as file:
            file.write(f"{item}\n")
        return nothing

    assert parallel.map(work, range(4), 4) == [nothing] * 4
    assert sorted((tmp_path / "done").read_text(encoding="utf-8").split()) == ["0", "1", "2", "3"]


def test_no_process_outlives_the_work(tmp_path: Path) -> None:
    """Not even where the part that is done here fails: what another still writes is written before that is told."""
    parent, late = os.getpid(), tmp_path / "late"

    def work(_: int) -> None:
        if os.getpid() == parent:
            raise RuntimeError("here")
        time.sleep(0.05)
        late.touch()

    with pytest.raises(RuntimeError, match="here"):
        parallel.map(work, range(10), 2)
    assert late.exists()


@pytest.mark.parametrize("workers", [2, 4])
def test_whoever_is_done_takes_more(workers: int) -> None:
    """Where the first half costs all, it is not one process alone that works on it."""

    def work(item: int) -> int:
        time.sleep(0.004 if item < 50 else 0)
        return os.getpid()

    processes = parallel.map(work, range(100), workers)
    assert len(set(processes[:50])) >= 2
    assert processes[0] == os.getpid()


def test_neighbours_are_the_work_of_one_process() -> None:
    """Two processes meet once, so that each has at hand what it needs for things of one kind."""
    processes = parallel.map(lambda _: os.getpid(), range(200), 2)
    assert sum(one != other for one, other in pairwise(processes)) == 1


def test_what_failed_here_is_not_begun_elsewhere(tmp_path: Path) -> None:
    """The other process ends what it has in hand, and takes nothing more."""
    parent, begun = os.getpid(), tmp_path / "begun"

    def work(_: int) -> None:
        if os.getpid() == parent:
            raise RuntimeError("here")
        time.sleep(0.02)
        with begun.open("a", encoding="utf-8") as file:
            file.write("item\n")

    with pytest.raises(RuntimeError, match="here"):
        parallel.map(work, range(100), 2)
    assert begun.read_text(encoding="utf-8").count("item") < 50
