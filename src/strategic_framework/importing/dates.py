"""Dates as people type them, read as a year, a month or a day: as exact as they are stated, and never more.

What has no single year, such as “2027/28”, is no date here. In “03/04/2027” only whoever typed it knows which is the
month, so the order is told, or seen from another date of the same column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy")

#: What is longer is no date.
_LONGEST = 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT = rf"(?:{_YEAR}|['’]?(?P<short>\d\d))"
_DAY = r"(?P<day>\d{1,2})(?:st|[nr]d|th)?"
#: Words before a date that say no more than that it is one.
_BEFORE = re.compile(r"^(?:by|due|until|before|end|the|of|in|on|no later than|to|circa|:|\s)+(?=\s|\d)", re.IGNORECASE)
#: Parts of a year, of which only the year is kept.
_PART = re.compile(
    r"(?:q[1-4]|quarter [1-4]|(?:early|mid|late|spring|summer|autumn|winter|first|second|half)[\s-]*)+"
    rf",?\s*(?:of )?{_YEAR}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T ][\d:.]+Z?)?",
        rf"{_YEAR}[-/](?P<number>\d{{1,2}})(?!\d)",
        rf"(?P<number>\d{{1,2}})/{_YEAR}",
        rf"{_DAY}\s*(?:of )?[\s\-]*{_MONTH},?[\s\-]*{_SHORT}",
        rf"{_MONTH}\s*{_DAY},\s*{_YEAR}",
        rf"{_MONTH},?[\s\-]*{_SHORT}",
        _YEAR,
    )
)


class Read(NamedTuple):
    """A date as it is written here, whether that is how it was written there, and whether its order is not known."""

    when: str
    repaired: bool = False
    ambiguous: bool = False


def read(text: str, order: Order | None = None) -> Read | None:
    """The date that a text is; None where it is none."""
    if len(text) > _LONGEST:
        return None
    words = _BEFORE.sub("", text.strip()).strip(" .")
    if numbers := _NUMBERS.fullmatch(words):
        return _numbers(numbers, order)
    if part := _PART.fullmatch(words):
        return Read(part["year"], repaired=True)
    for form in _FORMS:
        if found := form.fullmatch(words):
            when = _when(found.groupdict())
            return Read(when, repaired=when != text.strip()) if when else None
    return None


def order_of(texts: Iterable[str]) -> Order | None:
    """The order of day and month that the dates of one column show; None where none does, or where they differ."""
    found = [_NUMBERS.fullmatch(_BEFORE.sub("", text.strip())) for text in texts]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    day_first, month_first = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def is_before(when: str, starts: str) -> bool:
    """Whether all of a date lies before another begins."""
    return when < starts[: len(when)]


def _numbers(match: re.Match[str], order: Order | None) -> Read | None:
    first, second, year = int(match[1]), int(match[2]), _whole_year(match[3])
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
    elif order is None:
        return Read("", ambiguous=True)
    else:
        day, month = (first, second) if order == "dmy" else (second, first)
    when = _checked(year, month, day)
    return Read(when, repaired=True) if when else None


def _whole_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _when(parts: dict[str, str | None]) -> str:
    """The date of what was found, as far as it goes; empty where there is no such day."""
    year = _whole_year(parts.get("year") or parts.get("short") or "")
    if name := parts.get("month"):
        month = _MONTHS.index(name.lower()[:3]) + 1
    elif number := parts.get("number"):
        month = int(number)
    else:
        return str(year)
    day = parts.get("day")
    return _checked(year, month, int(day)) if day else _checked(year, month, 1)[:7]


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
