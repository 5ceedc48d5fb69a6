"""What is worked out of an object, kept for as long as the object is there.

A server reads everything after each save, and most of what it reads is the same object as before: what follows from
that object alone is then known already.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Work = TypeVar("Work", bound=Callable[..., Any])


def kept(work: Work) -> Work:
    """The same function, which remembers its last result for each object, until it has other further arguments.

    It is for objects that never change: they are told apart by which they are, not by what they hold.
    """
    known: dict[int, tuple[weakref.ref[Any], tuple[Any, ...], Any]] = {}

    @wraps(work)
    def asked(thing: Any, *args: Any) -> Any:
        name = id(thing)
        if name not in known or known[name][1] != args:
            known[name] = weakref.ref(thing, lambda _: known.pop(name, None)), args, work(thing, *args)
        return known[name][2]

    return cast("Work", asked)
