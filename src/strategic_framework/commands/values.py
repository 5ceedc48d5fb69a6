"""The verb that gives measures values: a further one, one in the place of another, or none any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from strategic_framework.commands import tables
from strategic_framework.commands.common import (
    DATE,
    NAME,
    UNCHANGED,
    Answers,
    fail,
    plain_errors,
    read_published,
    reason_options,
)
from strategic_framework.commands.proposing import NO_ROW, Typed, propose
from strategic_framework.exports import measures
from strategic_framework.ledger import journal
from strategic_framework.ledger.measured import number as standing
from strategic_framework.model import Framework, Value
from strategic_framework.model.measures import NOT_REPORTED

#: What a table has to say of each value; what else it may, and what stands in the one that the site offers.
_NEEDED, _STATED = ("measure", "date"), ("low", "high", "source", "note")
_COLUMNS = ("value", *_STATED, *(field.name for field in measures.ROW))


@click.command("new-value", context_settings={"ignore_unknown_options": True})
@click.argument("measure", required=False)
@click.argument("date", type=DATE, required=False)
@click.argument("number", required=False)
@click.option("--source", help="The source that reports it, by its name in sources.yml or web-pages.yml.")
@click.option("--low", help="The lower end of its uncertainty, where the source gives it.")
@click.option("--high", help="The upper end of its uncertainty, where the source gives it.")
@click.option("--note", type=NAME, help="What readers should know of it.")
@click.option("--not-reported", is_flag=True, help="No value is reported for that date.")
@click.option("--take-away", is_flag=True, help="Take the value for that date away.")
@tables.table_option("measure", "date", "value", *_STATED)
@reason_options
@plain_errors
def new_value(
    answers: Answers,
    measure: str | None,
    date: str | None,
    number: str | None,
    not_reported: bool,
    take_away: bool,
    table: Path | None,
    **given: str | None,
) -> None:
    """Propose the NUMBER that a source reports of MEASURE for DATE; in the place of another, where one stands.

    A number for a date after all that there are needs no reason: it has its source. A table may be the one that the
    site offers, data/measures.csv: what stands there already is passed over. An empty value is one not reported.

    \b
    framework new-value mea-01 2025 12.4 --source annual-return
    framework new-value mea-01 2024 --not-reported --note "No count was made."
    framework new-value --table measures.csv
    """
    rows = tables.rows(table, _NEEDED, _COLUMNS)
    ways = sum((bool(number), not_reported, take_away))
    if table and (measure or ways):
        fail(f"Give a table, or a measure with its date and its number. {UNCHANGED}", 2)
    if not table and not (measure and date):
        fail(f"Name a measure and a date, or give a table with --table. {UNCHANGED}", 2)
    if not table and ways != 1:
        fail(f"Give a number, or --not-reported, or --take-away. {UNCHANGED}", 2)
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        framework = project.content.framework
        if table:
            changes = [*_of_rows(framework, rows)]
        else:
            typed = {"measure": measure or "", "date": date or "", "value": number or ""}
            row = tables.Row({**typed, **{name: text for name, text in given.items() if text}})
            tables.refuse(_unknown(framework, [row]))
            changes = [(NO_ROW, _change(_there(framework, row), row, take_away=take_away))]
        if not changes:
            click.echo("It says what stands there. There is nothing to propose.")
            return
        propose(project, answers, changes)


def _of_rows(framework: Framework, rows: Sequence[tables.Row]) -> Iterator[Typed]:
    """The change of each row that says other than stands there. Stops where one names no measure."""
    tables.refuse(_unknown(framework, rows))
    for row in rows:
        there = _there(framework, row)
        if there is None or any((getattr(there, name) or "") != row[name] for name in ("value", *_STATED)):
            yield row, _change(there, row)


def _unknown(framework: Framework, rows: Sequence[tables.Row]) -> Iterator[tuple[tables.Row, str]]:
    known = ", ".join(framework.measure) or "none"
    return ((row, f"There is no measure {row['measure']} here. There are: {known}.")
            for row in rows if row["measure"] not in framework.measure)  # fmt: skip


def _there(framework: Framework, row: tables.Row) -> Value | None:
    """The value that stands there for the date of a row."""
    return next((value for value in framework.measure[row["measure"]].values if value.date == row["date"]), None)


def _change(there: Value | None, row: tables.Row, *, take_away: bool = False) -> dict[str, str | None]:
    to = None if take_away else row["value"] or NOT_REPORTED
    change = {"value": row["measure"], "date": row["date"], "from": standing(there), "to": to}
    return change | {name: row[name] for name in _STATED if row[name]}
