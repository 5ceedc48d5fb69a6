"""What a proposal does to measures: a file for a new one, and a row of a table put in, written anew or taken out."""

from __future__ import annotations

import re

from strategic_framework.content import series
from strategic_framework.content.files import FOLDER
from strategic_framework.ledger.desk import Desk, Unfit
from strategic_framework.ledger.measured import number
from strategic_framework.ledger.yaml_edits import Text
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Value
from strategic_framework.model.additions import AddMeasure
from strategic_framework.model.measures import NOT_REPORTED
from strategic_framework.model.proposals import NewValue


def add_measure(desk: Desk, change: AddMeasure) -> None:
    """A file for what a new measure is, and a table of its values beside. Raises Unfit where it is of nothing there."""
    for name in change.under:
        desk.find(change, name, "under")
    values = _by_date(change)
    given = change.model_dump(mode="json", exclude={"add", "values"}, exclude_none=True)
    fields = {"id": desk.sheets.number("mea"), **given}
    stem = _free(desk, re.sub(r"[^a-z0-9]+", "-", change.name.lower()).strip("-")[:60].strip("-") or "measure")
    desk.sheets.keep(f"{stem}.yml", dump({key: value for key, value in fields.items() if value}))
    if values:
        desk.sheets.keep_table(f"{stem}.csv", series.as_csv(values))


def _by_date(change: AddMeasure) -> list[Value]:
    """The values of a new measure in the order of their dates. Raises Unfit where two are for one date."""
    dates = [value.date for value in change.values]
    if twice := next((date for date in dates if dates.count(date) > 1), ""):
        what = f"There are two values for {twice}."
        raise Unfit(change.place("values"), "proposal-misplaced", what, "", "Keep the one that the source has.")
    return sorted(change.values, key=lambda value: value.date)


def _free(desk: Desk, stem: str) -> str:
    """The name of a file of measures that nothing stands under yet."""
    name, count = f"{FOLDER}/measures/{stem}", 2
    while f"{name}.yml" in desk.sheets.files or desk.sheets.table(f"{name}.csv").text:
        name, count = f"{FOLDER}/measures/{stem}-{count}", count + 1
    return name


def put_value(desk: Desk, change: NewValue) -> None:
    """Put a value into the table of its measure. Raises Unfit, where other than the change says stands there too."""
    entry = desk.find(change, change.value, "value")
    if not change.value.startswith("mea-"):
        what = f"{change.value} is no measure, and has no values."
        raise Unfit(change.place("value"), "proposal-misplaced", what, "", "Write the identifier of a measure: mea-01.")
    file = entry.file.removesuffix(".yml") + ".csv"
    table = desk.sheets.table(file)
    if table.problems:
        raise ValueError(f"Put right what is wrong in {file} first.")
    there = next((value for value in table.values if value.date == change.date), None)
    wanted = _wanted(change)
    if _alike(there, wanted):
        desk.same(change.value, f"values {change.date}", "amended")
        return
    if number(there) != change.from_:
        raise _stale(desk, change, there)
    desk.sheets.keep_table(file, _edited(desk, table, there, wanted))
    desk.wrote_field(change.value, f"values {change.date}")


def _wanted(change: NewValue) -> Value | None:
    """The row as it is to be; None where it is taken out."""
    if change.to is None:
        return None
    reported = None if change.to == NOT_REPORTED else change.to
    return Value(date=change.date, value=reported, low=change.low, high=change.high, source=change.source,
                 note=change.note)  # fmt: skip


def _alike(one: Value | None, other: Value | None) -> bool:
    return one == other or (one is not None and other is not None and one.model_dump() == other.model_dump())


def _edited(desk: Desk, table: series.Table, there: Value | None, wanted: Value | None) -> Text | str:
    """The text of the table with the row in the place of the other, or else before the first of a later date."""
    if not table.text.strip():
        return series.as_csv([wanted] if wanted else [])
    text = desk.sheets.text(table.name)
    columns = series.columns_of(table)
    if wanted and (lacking := [name for name in series.COLUMNS if getattr(wanted, name) and name not in columns]):
        raise ValueError(f"{table.name} has no column {lacking[0]}. Add it to the heading line by hand.")
    later = (value.place().line for value in table.values if wanted and value.date > wanted.date)
    place = there.place().line if there else min(later, default=len(text.lines) + 1)
    if there:
        text.cut(place, place)
    if wanted:
        text.insert(place, [series.row(wanted, columns)])
    return text


def _stale(desk: Desk, change: NewValue, there: Value | None) -> Unfit:
    """What is said where another number stands there than the change was written against."""
    here, by = number(there) or "no value", desk.wrote.get((change.value, f"values {change.date}"))
    against = f"Written against: {change.from_ or 'no value'}. Now: {here}. Proposed: {change.to or 'none'}."
    paste = f"write from: {here}" if there else "take the line from: out"
    if by:
        what = f"{by} and this proposal both change the value of {change.value} for {change.date}. {against}"
        instead = f"Take one of the two away. If this one is to follow the other, {paste}"
        return Unfit(change.place("from"), "proposal-contradicts", what, "", instead)
    what = f"Another value of {change.value} stands there for {change.date}. {against}"
    return Unfit(change.place("from"), "proposal-stale", what, "", f"If it is meant for the value of now, {paste}")
