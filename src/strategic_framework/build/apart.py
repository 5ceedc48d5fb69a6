"""Work that a process of its own does while this one answers. What it gives comes through a pipe; it can be given up.

The process is a copy of this one with a single thread, so whoever begins it must hold whatever lock its work needs. Of
what other threads were at it knows nothing. Where no process can be forked, or where one fails, nothing comes of it:
whoever gave the work looks what is left to do.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Generic, TypeVar

from strategic_framework.build.parallel import end_with_parent

Result = TypeVar("Result")

#: So many results are sent together.
_PORTION = 50
#: How much the process gives way to others (`nice`).
_GIVES_WAY = 10


class Apart(Generic[Result]):
    """A process at work, until its results end or it is given up."""

    def __init__(self, work: Callable[[], Iterable[Result]]) -> None:
        self._lock = threading.Lock()
        self._process = 0
        if not hasattr(os, "fork"):
            return
        reads, writes = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(writes)
            self._pipe = os.fdopen(reads, "rb")
            return
        try:
            gc.disable()
            end_with_parent()
            os.nice(_GIVES_WAY)
            os.close(reads)
            _send(iter(work()), writes)
        finally:
            os._exit(0)  # as in `parallel`: nothing of the parent's ending is the child's to do

    def results(self) -> Iterator[Result]:
        """What it gives, in its order, as far as it comes."""
        if not self._process:
            return
        with self._pipe, suppress(EOFError, pickle.UnpicklingError):
            while True:
                yield from pickle.load(self._pipe)  # noqa: S301 (from our own process)
        os.waitpid(self._process, 0)
        with self._lock:
            self._process = 0

    def give_up(self) -> None:
        """End the process. It may be at work for a moment yet: it gives way, so its end is not waited for."""
        with self._lock:
            if self._process:
                os.kill(self._process, signal.SIGKILL)


def _send(results: Iterator[Result], writes: int) -> None:
    with os.fdopen(writes, "wb") as pipe:
        while portion := list(islice(results, _PORTION)):
            pickle.dump(portion, pipe)
            pipe.flush()
