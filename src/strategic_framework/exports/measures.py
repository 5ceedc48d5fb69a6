"""Measures as data: each with its baseline, its target and its values, and the values of all as one table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from strategic_framework.content.links import Links
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import (
    ADDRESS,
    DATE,
    DECIMAL,
    OPTIONAL_DECIMAL,
    OPTIONAL_TEXT,
    TEXT,
    Download,
    Field,
    below,
    of_model,
)
from strategic_framework.exports.records import Record
from strategic_framework.model import Break, Framework, Level, Measure, Value

FILE = "data/measures.csv"
_OPTIONAL_DATE = f"{DATE}, or nothing"
#: The fields of a value, in the order of the table that an editor keeps.
VALUE: tuple[Field, ...] = (
    *of_model(Value, "date"),
    *(Field(field.name, OPTIONAL_DECIMAL, field.meaning) for field in of_model(Value, "value", "low", "high")),
    *of_model(Value, "source", "note"),
)
_LEVEL: tuple[Field, ...] = (
    Field("value", DECIMAL, "The number."), Field("date", _OPTIONAL_DATE, of_model(Level, "date")[0].meaning),
    *of_model(Level, "source"),
)  # fmt: skip
#: What `measure` gives of each.
MEASURE: tuple[Field, ...] = (
    *of_model(Measure, "id", always=True),
    records.PERMANENT,
    *of_model(Measure, "name", "unit", "under"),
    *below("baseline.", *_LEVEL),
    *below("target.", *_LEVEL),
    *below("breaks[].", *of_model(Break, "date", "words")),
    *of_model(Measure, "note", "retired"),
    *below("values[].", *VALUE),
    Field("table", ADDRESS, "The address of its values as a table."),
)  # fmt: skip
#: The columns of the table of all values.
ROW: tuple[Field, ...] = (
    Field("measure", TEXT, "The permanent identifier of the measure."),
    records.PERMANENT._replace(meaning="The permanent address of the measure."),
    *of_model(Measure, "name", "unit"),
    Field("under", TEXT, "The priorities, groups and aspirations that it is a measure of, joined with semicolons."),
    *VALUE,
    Field("source_title", OPTIONAL_TEXT, "The title of that source."),
    *(field for field in records.ABOUT if field.name in {"rights", "standing"}),
)


def table(framework: Framework) -> Iterator[Download]:
    """The table of all values, where there is a measure."""
    if framework.measures:
        note = "One row for each value of each [measure]; where none is reported, the value is empty."
        yield Download(FILE, "[Measures]", "CSV", note, ROW)


def tables(framework: Framework, links: Links) -> Iterator[Download]:
    """The table of each measure."""
    for measure in framework.measures:
        name, note = f"Measure {measure.id}", f"{measure.name}, in {measure.unit}: one row for each date."
        yield Download(links.series(measure.id or ""), name, "CSV", note, VALUE)


def measure(links: Links, one: Measure) -> Record:
    """A measure with all its values; numbers as numbers."""
    return {
        "id": one.id,
        "address": links.absolute(links.measure(one.id or "")),
        "name": one.name,
        "unit": one.unit,
        "under": [*one.under],
        "baseline": _level(one.baseline),
        "target": _level(one.target),
        "breaks": [{"date": change.date, "words": change.words} for change in one.breaks],
        "note": one.note,
        "retired": one.retired,
        "values": [_value(value) for value in one.values],
        "table": links.absolute(links.series(one.id or "")),
    }


def _level(level: Level | None) -> Record | None:
    return {"value": number(level.value), "date": level.date, "source": level.source} if level else None


def _value(value: Value) -> Record:
    return {
        "date": value.date, "value": number(value.value), "low": number(value.low), "high": number(value.high),
        "source": value.source, "note": value.note,
    }  # fmt: skip


def number(figure: str | None) -> int | float | None:
    """A figure as a number; None where there is none."""
    if figure is None:
        return None
    return float(figure) if "." in figure else int(figure)


def cells(value: Value) -> dict[str, object]:
    """A value for a table: each number as exact as it is stated."""
    numbers = {name: Decimal(text) if (text := getattr(value, name)) else None for name in ("value", "low", "high")}
    return {"date": value.date, **numbers, "source": value.source, "note": value.note}


def rows(framework: Framework, links: Links) -> Iterator[dict[str, object]]:
    """A row for each value of each measure."""
    for one in framework.measures:
        known = {"measure": one.id, "address": links.absolute(links.measure(one.id or "")), "name": one.name,
                 "unit": one.unit, "under": [*one.under]}  # fmt: skip
        for value in one.values:
            origin = framework.origin.get(value.source or "")
            yield {**known, **cells(value), "source_title": origin.title if origin else None}
