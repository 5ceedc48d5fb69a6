"""Work shared out among processes: as if it were done in one."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from strategic_framework.build.parallel import shared


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 10, 100])
def test_results_come_in_the_order_of_the_items(workers: int, count: int) -> None:
    """However many processes there are, and where there is less to do than that."""
    assert shared(lambda part: [item * 2 for item in part], range(count), workers) == [n * 2 for n in range(count)]


def test_the_work_is_done_in_that_many_processes() -> None:
    """One of them is this one."""
    processes = shared(lambda part: [os.getpid() for _ in part], range(9), 3)
    assert len(set(processes)) == 3
    assert processes[0] == os.getpid()


def test_a_fault_in_a_process_is_raised_here() -> None:
    """With its own type and message, as if there were one process."""

    def work(part: Sequence[int]) -> list[int]:
        return [10 // (item - 8) for item in part]

    with pytest.raises(ZeroDivisionError):
        shared(work, range(10), 3)


def test_the_part_of_a_process_that_died_is_done_here() -> None:
    """A process that was killed costs time, and nothing else."""
    parent = os.getpid()

    def work(part: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(1)
        return list(part)

    assert shared(work, range(10), 3) == list(range(10))


def test_no_process_outlives_the_work(tmp_path: Path) -> None:
    """Not even where the part that is done here fails: what another still writes is written before that is told."""
    parent, late = os.getpid(), tmp_path / "late"

    def work(part: Sequence[int]) -> list[int]:
        if os.getpid() == parent:
            raise RuntimeError("here")
        time.sleep(0.2)
        late.touch()
        return list(part)

    with pytest.raises(RuntimeError, match="here"):
        shared(work, range(10), 2)
    assert late.exists()
