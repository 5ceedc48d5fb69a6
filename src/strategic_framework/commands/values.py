"""The verb that gives a measure a value: a further one, one in the place of another, or none any more."""

from __future__ import annotations

from pathlib import Path

import click

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
from strategic_framework.commands.proposing import NO_ROW, propose
from strategic_framework.ledger import journal
from strategic_framework.ledger.measured import number as standing
from strategic_framework.model import Measure
from strategic_framework.model.measures import NOT_REPORTED
from strategic_framework.site.project import Project


@click.command("new-value", context_settings={"ignore_unknown_options": True})
@click.argument("measure")
@click.argument("date", type=DATE)
@click.argument("number", required=False)
@click.option("--source", help="The source that reports it, by its name in sources.yml or web-pages.yml.")
@click.option("--low", help="The lower end of its uncertainty, where the source gives it.")
@click.option("--high", help="The upper end of its uncertainty, where the source gives it.")
@click.option("--note", type=NAME, help="What readers should know of it.")
@click.option("--not-reported", is_flag=True, help="No value is reported for that date.")
@click.option("--take-away", is_flag=True, help="Take the value for that date away.")
@reason_options
@plain_errors
def new_value(
    answers: Answers,
    measure: str,
    date: str,
    number: str | None,
    not_reported: bool,
    take_away: bool,
    **given: str | None,
) -> None:
    """Propose the NUMBER that a source reports of MEASURE for DATE; in the place of another, where one stands.

    A number for a date after all that there are needs no reason: it has its source.

    \b
    framework new-value mea-01 2025 12.4 --source annual-return
    framework new-value mea-01 2024 --not-reported --note "No count was made."
    """
    if sum((bool(number), not_reported, take_away)) != 1:
        fail(f"Give a number, or --not-reported, or --take-away. {UNCHANGED}", 2)
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        there = next((value for value in _measure(project, measure).values if value.date == date), None)
        to = None if take_away else number or NOT_REPORTED
        change = {"value": measure, "date": date, "from": standing(there), "to": to, **given}
        propose(project, answers, [(NO_ROW, change)])


def _measure(project: Project, name: str) -> Measure:
    """The measure of that identifier. Stops where there is none."""
    framework = project.content.framework
    if name not in framework.measure:
        known = ", ".join(framework.measure) or "none"
        fail(f"There is no measure {name} here. There are: {known}. {UNCHANGED}")
    return framework.measure[name]
