"""What is kept in memory from one round of serving to the next: pages, by everything that they show."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import orjson

from strategic_framework.views.base import Shared

Value = TypeVar("Value")


class Memory:
    """Results by what they are made from. It holds what the last whole round used, so it does not grow.

    A build makes everything anew and keeps nothing: it asks a memory that is not `keeping`.
    """

    def __init__(self, *, keeping: bool) -> None:
        self.keeping = keeping
        self.made = 0
        self._base = b""
        self._kept: dict[bytes, Any] = {}
        self._used: dict[bytes, Any] = {}

    def begin_round(self, base: bytes) -> None:
        """A round begins; `base` stands for what all results are made from beside their own parts."""
        self._base, self._used, self.made = base, {}, 0

    def end_round(self) -> None:
        """The round was whole: what it did not use goes."""
        self._kept = self._used

    def get(self, parts: tuple[Any, ...], make: Callable[[], Value]) -> Value:
        """What `make` gives, made only where the same parts were not asked for in the last round or in this one."""
        if not self.keeping:
            return make()
        key = hashlib.sha256(self._base + serialised(parts)).digest()
        if key not in self._used:
            if key not in self._kept:
                self.made += 1
                self._kept[key] = make()
            self._used[key] = self._kept[key]
        value: Value = self._used[key]
        return value

    def remembered(self, kind: str, make: Callable[[Any], Value]) -> Callable[[Any], Value]:
        """The same function, asked only once for the same data."""
        return lambda data: self.get((kind, data), lambda: make(data))


def serialised(data: object) -> bytes:
    """Plain data as bytes, for a key: texts, bytes, numbers, mappings, lists, tuples and dataclasses."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_PASSTHROUGH_DATACLASS)


def _plain(value: object) -> object:
    """What orjson does not write itself. The class is part of it: two views may hold the same."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Shared):
        return repr(value)  # it is written once, however many pages show it
    if isinstance(value, tuple):
        return [type(value).__name__, *value]
    if is_dataclass(value):
        view: type = type(value)
        return [view.__name__, *(getattr(value, name) for name in _fields(view))]
    raise TypeError(f"{type(value).__name__} cannot be part of what a page is known by")


@cache
def _fields(view: type) -> list[str]:
    return [field.name for field in fields(view)]


def hash_of(folder: Path, pattern: str = "*.html") -> bytes:
    """A hash of the folder's files of that pattern: their names and their words."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
