"""A measure as a performance indicator of StratML Part 2 (ISO 17469-2): its target and its values, each an instance.

The standard has only exact days: a date that is none is told in words alone, as are sources and notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.content.links import Links
from strategic_framework.exports.xml_text import XmlText
from strategic_framework.language.english import day, exactness
from strategic_framework.model import Edition, Framework, Level, Measure, Value


def measures_of(framework: Framework, edition: Edition) -> dict[str, list[Measure]]:
    """Aspiration → the measures that stand under it: each under the first of the edition's that it is of."""
    order = [aspiration.id for aspiration in edition.aspirations]
    held: dict[str, list[Measure]] = {}
    for measure in framework.measures:
        first = next((name for name in order if name in measure.under), None)
        if first:
            held.setdefault(first, []).append(measure)
    return held


def add_indicator(plan: XmlText, framework: Framework, links: Links, measure: Measure) -> None:
    """Put a measure under the objective that is being written."""
    with plan.element("PerformanceIndicator", 'PerformanceIndicatorType="Quantitative"'):
        plan.add("MeasurementDimension", measure.name)
        plan.add("UnitOfMeasurement", measure.unit)
        plan.add("Identifier", measure.id)
        if measure.target:
            _level(plan, framework, "TargetResult", "Target", measure.target)
        if measure.baseline:
            _level(plan, framework, "ActualResult", "Baseline", measure.baseline)
        for value in measure.values:
            _result(plan, "ActualResult", value.date, value.value, " ".join(_words(framework, value)))
        breaks = [f"Counted in another way from {day(one.date)}: {one.words}" for one in measure.breaks]
        address = f"Address: {links.absolute(links.measure(measure.id or ''))}"
        plan.add("OtherInformation", "\n".join(filter(None, [measure.note, *breaks, address])))


def _level(plan: XmlText, framework: Framework, kind: str, called: str, level: Level) -> None:
    when = f", for {day(level.date)}" if level.date else ""
    words = f"{called}{when}. Source: {_source(framework, level.source)}."
    _result(plan, kind, level.date or "", level.value, words)


def _words(framework: Framework, value: Value) -> Iterator[str]:
    """What the standard has no place for: what a value is for, that none is reported, its uncertainty, its source."""
    yield f"For {day(value.date)}{'' if value.value else ': not reported'}."
    if value.low and value.high:
        yield f"Between {value.low} and {value.high}."
    if value.source:
        yield f"Source: {_source(framework, value.source)}."
    if value.note:
        yield value.note


def _source(framework: Framework, name: str) -> str:
    return framework.origin[name].title if name in framework.origin else name


def _result(plan: XmlText, kind: str, date: str, number: str | None, words: str) -> None:
    with plan.element("MeasurementInstance"), plan.element(kind):
        plan.add("EndDate", date if date and exactness(date) == "day" else None)
        plan.add("NumberOfUnits", number)
        plan.add("Description", words)
