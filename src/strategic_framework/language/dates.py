"""Dates as exact as they are stated: the days that one can mean, and whether another is later or earlier."""

from __future__ import annotations

from typing import Literal


def first(when: str) -> str:
    """The first day that a date can mean, as text that sorts: `2027-03` is `2027-03-01`."""
    return when + "-01-01"[len(when) - 4 :]


def last(when: str) -> str:
    """The last day that a date can mean, as text that sorts; a month is given 31 days."""
    return when + "-12-31"[len(when) - 4 :]


def movement(was: object, now: object) -> Literal["slips", "forward", ""]:
    """Whether a date slips or is brought forward; nothing where one is missing, or is only more exact than the other.

    “2027” and “June 2027” may be one date, so neither is said to be later.
    """
    if not (isinstance(was, str) and isinstance(now, str) and was and now) or "/" in was + now:
        return ""
    if first(was) < first(now) and last(was) < last(now):
        return "slips"
    return "forward" if first(was) > first(now) and last(was) > last(now) else ""
