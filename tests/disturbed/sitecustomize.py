"""A machine that is not ours: Python imports this file first when its folder stands in PYTHONPATH.

DISTURBED_DAYS moves every clock that Python reads by so many days. DISTURBED_ORDER (`reverse`, or a number to shuffle
by) changes the order in which folders list their files.
"""

from __future__ import annotations

import datetime
import os
import random
import time
from typing import Any

MOVED = float(os.environ.get("DISTURBED_DAYS", "0")) * 86_400
ORDER = os.environ.get("DISTURBED_ORDER", "")
_time, _localtime, _gmtime, _listdir, _scandir = time.time, time.localtime, time.gmtime, os.listdir, os.scandir
_datetime, _strftime = datetime.datetime, time.strftime


class Moved(_datetime):
    """The same calendar, at another day."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return _datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        return _datetime.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    today = now


class MovedDate(datetime.date):
    """The same, without the hour."""

    @classmethod
    def today(cls) -> Any:
        return _datetime.fromtimestamp(time.time()).date()


class Listing:
    """What os.scandir gives, in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Any:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> Listing:
        return self

    def __exit__(self, *_: object) -> None:
        """All of it was read at once."""

    def close(self) -> None:
        """Likewise."""


def disordered(found: list[Any]) -> list[Any]:
    """The same in another order."""
    found = sorted(found, key=lambda one: getattr(one, "name", one))
    if ORDER == "reverse":
        return found[::-1]
    random.Random(ORDER).shuffle(found)  # noqa: S311 (the same disorder each time)
    return found


def scandir(path: Any = ".") -> Listing:
    with _scandir(path) as found:
        return Listing(disordered(list(found)))


if MOVED:
    time.time = lambda: _time() + MOVED
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: _strftime(form, time.localtime() if moment is None else moment)
    datetime.datetime, datetime.date = Moved, MovedDate
if ORDER:
    os.listdir = lambda path=".": disordered(_listdir(path))
    os.scandir = scandir
