"""What the values of a measure rest on, and whether its figures and dates agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.dates import first, last
from strategic_framework.language.english import day
from strategic_framework.model import Measure, Value, identifier


@rule("measure-identifier")
def measure_identifiers(content: Content) -> Iterator[Problem]:
    """An identifier of a measure is written mea-01."""
    for measure in content.framework.measures:
        parsed = identifier(measure.id or "")
        if not parsed or parsed.prefix != "mea":
            instead = "Measures are written mea-01 and so on. Or leave the id line out."
            what = f"“{measure.id}” is not how a measure’s identifier is written."
            yield fault(measure.place("id"), what, "", instead, len(measure.id or ""))


@rule("measure-source")
def measure_sources(content: Content) -> Iterator[Problem]:
    """Every value of a measure names the source that reports it."""
    for _, value in _values(content):
        if value.value and not value.source:
            what = f"The value for {day(value.date)} has no source."
            instead = "Write the name of the source or web page that reports it under source."
            yield fault(value.place("value"), what, "A number that no source reports is not shown.", instead)


@rule("measure-range")
def measure_ranges(content: Content) -> Iterator[Problem]:
    """The ends of an uncertainty stand together, with the value between them."""
    for _, value in _values(content):
        if bool(value.low) != bool(value.high) or (value.low and not value.value):
            what = f"The value for {day(value.date)} has one of value, low and high and not the others."
            yield fault(value.place(), what, "", "Give low and high together with a value, or leave both out.")
        elif value.low and value.high and value.value and not _between(value.low, value.value, value.high):
            what = f"{value.value} for {day(value.date)} is not between {value.low} and {value.high}."
            yield fault(value.place("low"), what, "", "Put right the one that the source has otherwise.")


def _between(low: str, value: str, high: str) -> bool:
    return float(low) <= float(value) <= float(high)


@rule("measure-dates")
def measure_dates(content: Content) -> Iterator[Problem]:
    """No value is for a date after the as-at date, and no target for one before its baseline."""
    as_at = content.framework.settings.as_at
    for measure, value in _values(content):
        waits = content.ledger.lock is not None and not _is_published(content, measure, value)
        if value.value and first(value.date) > as_at and not waits:  # publishing moves the as-at date, and asks again
            what = f"The value is for {day(value.date)}, after {day(as_at)}, the date this site speaks of."
            instead = "Put the date right. What is expected is a target: write it under target: in the measure’s file."
            yield fault(value.place("date"), what, "", instead, len(value.date))
    for measure in content.framework.measures:
        starts, ends = (level.date if level else None for level in (measure.baseline, measure.target))
        if starts and ends and measure.target and first(starts) > last(ends):
            what = f"The target ({day(ends)}) is for a date before the baseline ({day(starts)})."
            yield fault(measure.target.place("date"), what, "", "Put the two dates right.", len(ends))


def _is_published(content: Content, measure: Measure, value: Value) -> bool:
    values = content.ledger.published.get(measure.id or "", {}).get("values")
    return isinstance(values, dict) and value.date in values


def _values(content: Content) -> Iterator[tuple[Measure, Value]]:
    for measure in content.framework.measures:
        yield from ((measure, value) for value in measure.values)


@rule("measure-twice")
def measures_twice(content: Content) -> Iterator[Problem]:
    """No two measures have the same name."""
    names: dict[str, Measure] = {}
    for measure in content.framework.measures:
        other = names.setdefault(measure.name.casefold(), measure)
        if other is not measure:
            what = f"{other.id} is called “{measure.name}” too."
            instead = "Say in the name what each of them measures."
            yield fault(measure.place("name"), what, "", instead, len(measure.name))
