"""What a measure says in words: its values with their unit and source, and what became of one that was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategic_framework.language.english import day
from strategic_framework.language.figures import amount, figure
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.measured import breaks_of, level_of, values_of
from strategic_framework.model import Level, Value
from strategic_framework.model.changes import FieldValue
from strategic_framework.views.base import Here

Fields = Mapping[str, FieldValue]


def notes(here: Here, name: str, was: Fields, now: Fields) -> Iterator[str]:
    """What became of a measure's baseline, target, breaks and values, each before and after in words."""
    units = [str(side.get("unit") or _unit(here, name)) for side in (was, now)]
    for field in ("baseline", "target"):
        if was.get(field) != now.get(field):
            levels = zip((level_of(was.get(field)), level_of(now.get(field))), units, strict=True)
            before, after = (level_in_words(here, level, unit) for level, unit in levels)
            yield translate(f"change.{field}", before=before, after=after)
    old, new = ({one.date: one.words for one in breaks_of(side.get("breaks"))} for side in (was, now))
    none = translate_text("change.not_stated")
    for date in (date for date in sorted({*old, *new}) if old.get(date) != new.get(date)):
        yield translate("change.break", day=day(date), before=old.get(date, none), after=new.get(date, none))
    before_rows, after_rows = values_of(was.get("values")), values_of(now.get("values"))
    for date in sorted({*before_rows, *after_rows}):
        if before_rows.get(date) != after_rows.get(date):
            yield _value_note(here, date, (before_rows.get(date), after_rows.get(date)), units)


def _value_note(here: Here, date: str, values: tuple[Value | None, Value | None], units: list[str]) -> str:
    before, after = (value_in_words(here, value, unit) if value else ""
                     for value, unit in zip(values, units, strict=True))  # fmt: skip
    key = "value" if before and after else "value_added" if after else "value_gone"
    return translate(f"change.{key}", day=day(date), before=before, after=after)


def _unit(here: Here, name: str) -> str:
    measure = here.framework.measure.get(name)
    return measure.unit if measure else ""


def value_in_words(here: Here, value: Value, unit: str) -> str:
    """A value with its uncertainty, its source and its note; or that none is reported."""
    number = amount(value.value, unit) if value.value else translate_text("measure.not_reported")
    if value.low and value.high:
        number = translate_text("measure.with_range", amount=number, low=figure(value.low), high=figure(value.high))
    source = source_name(here, value.source) if value.source else ""
    known = translate_text("measure.from", amount=number, source=source) if source else number
    return translate_text("measure.with_note", amount=known, note=value.note.removesuffix(".")) if value.note else known


def level_in_words(here: Here, level: Level | None, unit: str) -> str:
    """A baseline or a target with its date and source; or that it is not stated."""
    if level is None:
        return translate_text("change.not_stated")
    number = amount(level.value, unit)
    known = translate_text("measure.for", amount=number, day=day(level.date)) if level.date else number
    return translate_text("measure.from", amount=known, source=source_name(here, level.source))


def source_name(here: Here, source: str) -> str:
    """What a source is called in a sentence."""
    origin = here.framework.origin.get(source)
    return origin.short if origin else source
