"""What the next revision of a plan states of measures, as changes of its proposal: the revision is their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import count
from typing import Any

from strategic_framework.importing.matching import Known
from strategic_framework.importing.measures import NO_UNIT, plan_source, plan_text, unit_of
from strategic_framework.importing.outline import Entry, Outline
from strategic_framework.ledger.measured import number
from strategic_framework.model import Edition, Framework, Level, Measure
from strategic_framework.model.measures import NOT_REPORTED

#: How the receipt counts the fields that a revision writes.
_COUNTED = {"name": "reworded", "unit": "reworded"}


def known_measures(framework: Framework, edition: Edition) -> Iterator[Known]:
    """The measures of what stands in an edition."""
    for measure in framework.measures:
        owner = measure.under[0]
        if framework.edition_of.get(owner) is edition:
            name = measure.name.removesuffix(f" ({owner})")  # as one is called whose name another has
            yield Known(measure.id or "", "measure", name, "", owner, measure.retired)


@dataclass
class MeasureChanges:
    """The changes of measures in one revision, and its source, which is proposed where any of them rests on it."""

    framework: Framework
    edition: Edition
    outline: Outline
    #: Whether any change rests on the revision.
    is_source: bool = False

    def of(self, measure: Measure, known: Known, entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
        """What an entry says otherwise of a measure: how the receipt counts each change, and the change."""
        unit = entry.fields["unit"]
        if entry.title != known.words:
            yield self._reword(measure, "name", measure.name, entry.title)
        if unit not in {NO_UNIT, measure.unit}:
            yield self._reword(measure, "unit", measure.unit, unit)
        yield from self._level(measure, "baseline", measure.baseline, entry.fields)
        yield from self._level(measure, "target", measure.target, entry.fields)
        there = {value.date: value for value in measure.values}
        for date, figure in _values(entry.fields):
            was = number(there.get(date))
            if not _is_same(was, figure):
                change = {"value": measure.id, "date": date, "from": was, "to": figure, "source": self._source()}
                yield "values", {key: value for key, value in change.items() if value}

    def new(self, entry: Entry, under: str) -> dict[str, Any]:
        """A measure that the plan does not have yet."""
        change: dict[str, Any] = {"add": "measure", "name": entry.title, "unit": unit_of(entry.fields)}
        change["under"] = [under]
        for level in ("baseline", "target"):
            if figure := entry.fields.get(level):
                date = entry.fields.get(f"{level}_date")
                change[level] = {"value": figure, **({"date": date} if date else {}), "source": self._source()}
        values = [{"date": date, "value": figure, "source": self._source()} for date, figure in _values(entry.fields)]
        return change | ({"values": values} if values else {})

    def source(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The revision as a new source, and the file of its text, by its name below the content folder."""
        outline, name = self.outline, self._name
        title = outline.title or self.edition.title
        author = outline.publisher or self.framework.settings.publisher.name
        given = plan_source(name, title, f"the plan, revision {self._number}", author)
        text = plan_text(title, outline.entries)
        added = {"add": f"sources/{name}"} | {key: given[key] for key in given if key not in {"id", "file"}}
        return added, {f"sources/{name}.txt": text}

    @cached_property
    def _number(self) -> int:
        """How often the plan was brought in: no source of it has that number yet."""
        stem = f"plan-{self.edition.id}"
        return next(number for number in count(2) if f"{stem}-{number}" not in self.framework.origin)

    @property
    def _name(self) -> str:
        return f"plan-{self.edition.id}-{self._number}"

    def _source(self) -> str:
        self.is_source = True
        return self._name

    def _level(
        self, measure: Measure, name: str, level: Level | None, fields: Mapping[str, str]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """A baseline or a target that is stated otherwise; one that is not stated stays."""
        figure, date = fields.get(name, ""), fields.get(f"{name}_date", "")
        was = level.value if level else ""
        dated = (level.date if level else None) or ""
        other_figure, other_date = bool(figure) and not _is_same(was, figure), bool(date) and date != dated
        if other_figure:
            yield self._reword(measure, f"{name}.value", was, figure)
        if other_date:
            what, change = self._reword(measure, f"{name}.date", dated, date)
            yield "" if other_figure else what, change
        if other_figure or other_date:
            yield "", self._reword(measure, f"{name}.source", level.source if level else "", self._source())[1]

    @staticmethod
    def _reword(measure: Measure, field: str, was: str, now: str) -> tuple[str, dict[str, Any]]:
        change = {"reword": measure.id, "field": field, "from": was, "to": now}
        return _COUNTED.get(field, "figures"), {key: value for key, value in change.items() if value}


def _values(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Each date with the figure that is stated for it."""
    rows = (row.partition("=") for row in fields.get("values", "").split("; ") if row)
    return sorted((date, figure) for date, _, figure in rows)


def _is_same(was: str | None, now: str) -> bool:
    """Whether two figures are one number."""
    return bool(was) and was != NOT_REPORTED and Decimal(was or "") == Decimal(now)
