"""Work shared out among the processor's cores: the same results in the same order as without it.

Two processes share a row of items: one begins at its front, the other at its end, and each takes the next few when it
is done with the last, until they meet. So both end together whatever an item costs, and what stands side by side, such
as pages of one kind, is mostly the work of one of them, which has the templates of that kind at hand.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this many items, starting another process costs more than it saves.
WORTH_WHILE = 300
#: In so many portions the items of each process are taken, where there are as many.
_PORTIONS = 32


def map(  # noqa: A001 (it is what `map` is, and is called as `parallel.map`)
    work: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None
) -> list[Result]:
    """What `work` gives for each item: some are done here, the others in forked processes.

    What a process did that does not answer is done here again, so whatever went wrong there is raised here.
    """
    return in_portions(lambda portion: [work(item) for item in portion], items, workers)


def in_portions(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int | None = None
) -> list[Result]:
    """The same where `work` takes some items that stand side by side, and gives what it made of each."""
    count = min(len(items), workers or (os.cpu_count() or 1 if len(items) >= WORTH_WHILE else 1))
    size = -(-len(items) // (max(count, 1) * _PORTIONS)) or 1
    portions = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    done: dict[int, list[Result]] = {}
    if count >= 2 and hasattr(os, "fork"):
        done = _shared_out(work, items, portions, count)
    for portion in portions:
        if portion.start not in done:
            done[portion.start] = work(items[portion.start : portion.stop])
    return [result for portion in portions for result in done[portion.start]]


def _shared_out(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], portions: Sequence[range], count: int
) -> dict[int, list[Result]]:
    """The first number of each portion → its results, as far as the processes gave them."""
    rows = [_Row(portions, pair, count) for pair in range(-(-count // 2))]
    takers = [row.taken(from_end=from_end) for row in rows for from_end in (False, True)][:count]
    processes = [_begin(work, items, taken) for taken in takers[1:]]
    done: dict[int, list[Result]] = {}
    try:
        done.update(_work_on(work, items, takers[0]))
    finally:  # no process outlives the work that it is a part of, and what failed here is not begun elsewhere
        rows[0].end()
        for process, file in processes:
            done |= _answer(process, file)
        for row in rows[1:]:
            row.end()
    return done


class _Row:
    """The portions that two processes share, or the last one has alone: each has one, and takes a token for the next.

    A process that is killed takes its token with it, and nobody waits for it.
    """

    def __init__(self, portions: Sequence[range], pair: int, count: int) -> None:
        self._portions = [portion for number, portion in enumerate(portions) if number % count // 2 == pair]
        self._tokens, tokens = os.pipe()
        os.write(tokens, bytes(len(self._portions) - min(2, count - 2 * pair)))
        os.close(tokens)

    def taken(self, *, from_end: bool) -> Iterator[range]:
        """The portions of one of the two, as it comes to them."""
        for portion in reversed(self._portions) if from_end else self._portions:
            yield portion
            if not os.read(self._tokens, 1):
                return

    def end(self) -> None:
        """Nothing more is taken."""
        while os.read(self._tokens, len(self._portions)):
            pass
        os.close(self._tokens)


def _work_on(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], taken: Iterator[range]
) -> Iterator[tuple[int, list[Result]]]:
    """The first number of each portion with its results, as it is done."""
    return ((portion.start, work(items[portion.start : portion.stop])) for portion in taken)


def _begin(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], taken: Iterator[range]
) -> tuple[int, IO[bytes]]:
    """A process at work on what it takes, and the file that it answers in: it need not hold what it has given."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever takes the answers closes it)
    process = os.fork()
    if process:
        return process, file
    try:
        end_with_parent()
        for answer in _work_on(work, items, taken):
            pickle.dump(answer, file)
        pickle.dump(None, file)
        file.flush()
    finally:
        os._exit(0)  # nothing of the parent's ending is the child's to do: no lock freed, no folder cleared


def end_with_parent() -> None:
    """Where the system can (Linux: PR_SET_PDEATHSIG): a killed build leaves no process that still holds its lock."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _answer(process: int, file: IO[bytes]) -> dict[int, list[Result]]:
    """What the process gave; nothing if it did not come to its end."""
    os.waitpid(process, 0)
    answers: dict[int, list[Result]] = {}
    with file:
        file.seek(0)
        try:
            while answer := pickle.load(file):  # noqa: S301 (from our own process)
                answers[answer[0]] = answer[1]
        except (EOFError, pickle.UnpicklingError):
            return {}
    return answers
