"""How much memory a piece of work takes."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable


def grown(work: Callable[[], object]) -> int:
    """By how many bytes a process of its own grows, at most, while it does the work."""
    answers, answer = os.pipe()
    process = os.fork()
    if not process:
        try:
            before = _peak()
            work()
            os.write(answer, str(_peak() - before).encode())
        finally:
            os._exit(0)
    os.close(answer)
    os.waitpid(process, 0)
    with os.fdopen(answers) as file:
        return int(file.read())


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
