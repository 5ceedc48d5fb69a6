"""Tables of items: what is typed for one item may stand in a CSV file for any number, a row for each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from strategic_framework.commands.common import DAY, NAME, UNCHANGED, WORDS, Answers, fail
from strategic_framework.content.problems import suggestion
from strategic_framework.model.frozen import frozen

T = TypeVar("T")
#: Columns of every table: a reason of the row's own. Where a cell is empty the flags count, or the answers.
REASON: dict[str, click.ParamType[str]] = {"reason": WORDS, "decided_by": NAME, "decided": DAY}
#: How many of the faults of a table are told.
_MOST = 20


@frozen
class Row:
    """What a command is told of one item: by a line of a table, or by what was typed (line 0)."""

    values: Mapping[str, str]
    line: int = 0

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def table_option(*columns: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The flag that names a table with these columns."""
    named = ", ".join(columns)
    return click.option(
        "--table",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=f"A CSV file with a row for each item. Columns: {named}; reason, decided_by, decided where rows differ.",
    )


def rows(table: Path | None, needed: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """The rows of a table, none where there is no table. Stops where a column or a cell is missing or unknown."""
    if table is None:
        return []
    lines = _lines(table)
    names = [name.strip().lower().replace(" ", "_") for name in (lines[0][1] if lines else ())]
    _refuse_columns(table, names, needed, [*needed, *optional, *REASON])
    listed = [
        Row(dict(zip(names, map(str.strip, cells), strict=False)), line) for line, cells in lines[1:] if any(cells)
    ]
    if not listed:
        fail(f"{table} has no rows below its first line. {UNCHANGED}", 2)
    refuse((row, why) for row in listed for why in _faults(row, needed))
    return listed


def _lines(table: Path) -> list[tuple[int, list[str]]]:
    """Each row with the line on which it ends; commas, semicolons and tabs part cells, as spreadsheets write them."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{table} is not UTF-8. Save it as “CSV UTF-8”. {UNCHANGED}", 2)
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    return [(reader.line_num, cells) for cells in reader]


def _refuse_columns(table: Path, names: Sequence[str], needed: Sequence[str], known: Sequence[str]) -> None:
    for name in (name for name in names if name not in known):
        near = suggestion(name, known)
        meant = f"Did you mean {near}?" if near else f"It may have {', '.join(known)}."
        fail(f"{table} has a column {name or 'without a name'}. {meant} {UNCHANGED}", 2)
    if missing := [name for name in needed if name not in names]:
        fail(f"{table} needs a first line with the names of its columns. Missing: {', '.join(missing)}. {UNCHANGED}", 2)


def _faults(row: Row, needed: Sequence[str]) -> Iterator[str]:
    yield from (f"Its {name} is empty." for name in needed if not row[name])
    for name, kind in REASON.items():
        try:
            kind.convert(row[name], None, None)
        except click.BadParameter as fault:
            yield fault.message


def refuse(faults: Iterable[tuple[Row, str]]) -> None:
    """Stop where there are faults: each is told, with its line where it stands in a table."""
    lines = [f"Line {row.line}: {why}" if row.line else why for row, why in faults]
    more = [f"And {len(lines) - _MOST} more."] if len(lines) > _MOST else []
    if lines:
        fail("\n".join([*lines[:_MOST], *more, UNCHANGED]))


def by_reason(answers: Answers, named: Iterable[tuple[Row, T]]) -> list[tuple[Answers, list[tuple[Row, T]]]]:
    """What the rows name, together with what has the same reason; where a row leaves it out, the flags say it."""
    groups: dict[tuple[str, ...], list[tuple[Row, T]]] = {}
    for row, value in named:
        key = tuple(row[name] or getattr(answers, name) or "" for name in REASON)
        groups.setdefault(key, []).append((row, value))
    return [(Answers(why, by, day, answers.yes), pairs) for (why, by, day), pairs in groups.items()]
