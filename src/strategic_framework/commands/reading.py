"""How a file is read that is brought in: the flags, the questions, and what somebody sees before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from strategic_framework.commands.common import UNCHANGED, fail, is_terminal
from strategic_framework.content.problems import Problem
from strategic_framework.importing import columns, dates, formats, guard, mapping, outline_text, report
from strategic_framework.importing.columns import Choices, Question
from strategic_framework.importing.outline import Outline, Refused
from strategic_framework.importing.plan_files import PlanFiles
from strategic_framework.importing.settling import settled
from strategic_framework.model.frozen import frozen

#: So many lines of an outline are shown, and so many problems.
_LINES, _MOST = 40, 20


@frozen
class How:
    """What the flags say of how to read a file."""

    mapped: tuple[str, ...] = ()
    dates: dates.Order | None = None
    sheets: tuple[str, ...] = ()
    edition: str = ""
    keep_personal: bool = False
    report: Path | None = None
    #: Not a flag: the names of the edition that is read rather than another.
    rather: tuple[str, ...] = ()


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The flags of reading, given to the command together as `how`."""

    @wraps(command)
    def run(*arguments: Any, **flags: Any) -> None:
        how = How(**{field.name: flags.pop(field.name) for field in fields(How) if field.name in flags})
        command(*arguments, how=how, **flags)

    file = click.Path(path_type=Path, dir_okay=False)
    held = ", ".join(columns.FIELDS)
    for option in (
        click.option("--report", type=file, help="Also write to this file, line by line, what was done with each."),
        click.option("--keep-personal", is_flag=True, help="Keep people’s names, e-mail and telephone numbers."),
        click.option("--edition", default="", help="The edition to read, where the file holds several."),
        click.option("--sheet", "sheets", multiple=True, help="A sheet of a workbook to read; again for each further."),
        click.option("--dates", type=click.Choice(dates.ORDERS), help="What comes first in 03/04/2027: day or month."),
        click.option("--map", "mapped", multiple=True, metavar="HEADING=WHAT", help=f"What a column holds: {held}."),
    ):
        run = option(run)
    return run


def brought(file: Path, how: How, root: Path, *, yes: bool, outlined: bool = False) -> tuple[Outline, Choices]:
    """The outline of a file, and what was said of how to read it. Stops where it is refused."""
    try:
        if outlined:
            return outline_text.read(guard.bytes_of(file)), Choices()
        choices = _choices(how, root, yes=yes)
        outline = formats.read(file, choices)
    except Refused as refused:
        fail(f"{file.name} was not brought in.\n{refused}\n{UNCHANGED}")
    return outline, choices


def _choices(how: How, root: Path, *, yes: bool) -> Choices:
    """What the mapping file and the flags say; the rest is asked for, where somebody can answer."""
    kept = mapping.kept(root)
    for said in how.mapped:
        heading, sign, name = said.rpartition("=")
        if not sign or not heading.strip():
            fail(f"Write --map with a heading, an equals sign and what it holds: --map “Owner=lead”. {UNCHANGED}", 2)
        kept.columns[heading.strip()] = name.strip().lower() or columns.LEFT_OUT
    asks = is_terminal() and not yes
    return replace(
        kept, dates=how.dates or kept.dates, keep_personal=how.keep_personal, only=how.sheets, edition=how.edition,
        rather=how.rather, ask_column=_ask_column if asks else None, ask_dates=_ask_dates if asks else None,
    )  # fmt: skip


def _ask_column(question: Question) -> str:
    click.echo(f"The column “{question.heading}” holds, for example: {'; '.join(question.examples)[:200]}")
    choice = click.Choice([*columns.FIELDS])
    return str(click.prompt("What is it", type=choice, default=columns.LEFT_OUT, show_choices=True))


def _ask_dates(example: str) -> dates.Order:
    first = click.prompt(f"What comes first in {example}", type=click.Choice(["day", "month"]))
    return "dmy" if first == "day" else "mdy"


def show(outline: Outline, how: How, *, entries: bool = True) -> None:
    """Show what was understood, shortly; and write the whole report where it was asked for."""
    shown = [*outline_text.shown(outline, _LINES), ""] if entries else []
    for line in (*shown, *report.short(outline.remarks)):
        click.echo(line)
    if how.report:
        how.report.write_text(report.whole(outline.remarks), encoding="utf-8")
        click.echo(f"The report is in {how.report}.")


def settled_for(outline: Outline) -> Outline:
    """The outline as a plan can hold it. Stops where nothing of it can be written."""
    try:
        return settled(outline)
    except Refused as refused:
        fail(f"{refused} {UNCHANGED}")


def told(problems: Iterable[Problem], parts: PlanFiles) -> str:
    """What the check would refuse of what was brought in, with the places in the file that it came from."""
    lines = [*dict.fromkeys(parts.told(problem) for problem in sorted(problems))]
    more = [f"And {len(lines) - _MOST} more."] if len(lines) > _MOST else []
    return "\n".join(["The plan would not pass the check:", *lines[:_MOST], *more])
