"""How the record holds a measure: each value under its date, in words that can be read and read back.

A value is held as `12.4 (12.0 to 12.9) from annual-return: A note.`; where none is reported, as `not reported`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from strategic_framework.model import Break, Level, Value
from strategic_framework.model.changes import FieldValue
from strategic_framework.model.measures import NOT_REPORTED

_HELD = re.compile(
    rf"(?:{NOT_REPORTED}|(?P<value>-?[\d.]+))(?: \((?P<low>-?[\d.]+) to (?P<high>-?[\d.]+)\))?"
    r"(?: from (?P<source>[a-z0-9-]+))?(?:: (?P<note>.*))?",
    re.DOTALL,
)


def held(value: Value) -> str:
    """A value as the record holds it under its date."""
    ends = f" ({value.low} to {value.high})" if value.low and value.high else ""
    source = f" from {value.source}" if value.source else ""
    return f"{value.value or NOT_REPORTED}{ends}{source}{f': {value.note}' if value.note else ''}"


def number(value: Value | None) -> str | None:
    """The number of a row in figures, or the words that none is reported; None where there is no such row."""
    return None if value is None else value.value or NOT_REPORTED


def value_of(date: str, words: str) -> Value:
    """A value again from what the record holds under its date. Raises ValueError for what `held` never writes."""
    match = _HELD.fullmatch(words)
    if match is None:
        raise ValueError(f"{words!r} is no value of a measure")
    return Value(date=date, **match.groupdict())


def values_of(field: FieldValue) -> dict[str, Value]:
    """Date → value, of the field `values` of a record; nothing where there is no such field."""
    return {date: value_of(date, words) for date, words in field.items()} if isinstance(field, Mapping) else {}


def level(given: Level | None) -> dict[str, str]:
    """A baseline or a target as the record holds it."""
    return {name: text for name, text in given.model_dump().items() if text} if given else {}


def level_of(field: FieldValue) -> Level | None:
    """A baseline or a target again from what the record holds."""
    return Level.model_validate(field) if isinstance(field, Mapping) else None


def breaks(given: Sequence[Break]) -> dict[str, str]:
    """Date → what is different from then on."""
    return {one.date: one.words for one in given}


def breaks_of(field: FieldValue) -> tuple[Break, ...]:
    """The breaks again from what the record holds."""
    return tuple(Break(date=date, words=words) for date, words in field.items()) if isinstance(field, Mapping) else ()
