"""Work shared out among the processor's cores: the same results in the same order as without it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this many items, starting another process costs more than it saves.
WORTH_WHILE = 300


def map(  # noqa: A001 (it is what `map` is, and is called as `parallel.map`)
    work: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None
) -> list[Result]:
    """What `work` gives for each item: a part of them here, each other part in a forked process.

    A part whose process does not answer is done here, so whatever went wrong there is raised here.
    """
    count = min(len(items), workers or (os.cpu_count() or 1 if len(items) >= WORTH_WHILE else 1))
    if count < 2 or not hasattr(os, "fork"):
        return _work_on(work, items)
    size = -(-len(items) // count)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    processes = [_begin(work, part) for part in parts[1:]]
    answers: list[list[Result] | None] = []
    try:
        results = _work_on(work, parts[0])
    finally:  # no process outlives the work that it is a part of
        answers = [_answer(process, pipe) for process, pipe in processes]
    for part, answer in zip(parts[1:], answers, strict=True):
        results += _work_on(work, part) if answer is None else answer
    return results


def _work_on(work: Callable[[Item], Result], part: Sequence[Item]) -> list[Result]:
    return [work(item) for item in part]


def _begin(work: Callable[[Item], Result], part: Sequence[Item]) -> tuple[int, int]:
    """A process at work on one part, and the pipe that it will answer through."""
    reads, writes = os.pipe()
    process = os.fork()
    if process:
        os.close(writes)
        return process, reads
    try:
        _end_with_parent()
        os.close(reads)
        with os.fdopen(writes, "wb") as pipe:
            pickle.dump(_work_on(work, part), pipe)
    finally:
        os._exit(0)  # nothing of the parent's ending is the child's to do: no lock freed, no folder cleared


def _end_with_parent() -> None:
    """Where the system can (Linux: PR_SET_PDEATHSIG): a killed build leaves no process that still holds its lock."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _answer(process: int, pipe: int) -> list[Result] | None:
    """What the process gave; None if it failed."""
    with os.fdopen(pipe, "rb") as answer:
        data = answer.read()
    os.waitpid(process, 0)
    try:
        return pickle.loads(data)  # type: ignore[no-any-return]  # noqa: S301 (from our own process)
    except (EOFError, pickle.UnpicklingError):
        return None
