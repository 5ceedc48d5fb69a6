"""A table of values as editors save it: CSV with a heading line, a row for each date, read with line and column.

A row is a line. Whatever a spreadsheet writes besides is met with what to do instead: other separators, formulas,
another encoding, figures with commas. Nothing is guessed, and every problem of a file is given at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.source import conflicts, read_bytes
from strategic_framework.content.source.characters import MOST, NOTHING, Text, decode, mended
from strategic_framework.model import Place, Value
from strategic_framework.model.frozen import frozen

#: The columns of a table of values, in house order, and those that no table does without.
COLUMNS = ("date", "value", "low", "high", "source", "note")
_NEEDED = ("date", "value", "source")
_BEGIN = f"Write {','.join(COLUMNS)} in its first line."
#: A value a day for thirteen years: what has more rows was meant for another place.
MOST_ROWS = 5_000
#: A cell: quoted, with its quotation marks doubled inside, or as it is.
_CELL = re.compile(r'"((?:[^"]|"")*)"[ \t]*(?=,|$)|([^,]*)')
_FORMULA = re.compile(r"[=+@]|-(?![\d.,])(?!$)")


class Cell(NamedTuple):
    """A cell as it was written, and the column of the line that it begins in, from 1."""

    text: str
    column: int


@frozen
class Table:
    """A table as read: its text, its values in the order of their dates, and what is wrong with it, sorted."""

    name: str
    text: str
    values: tuple[Value, ...]
    problems: tuple[Problem, ...]


def read(path: Path, name: str) -> Table:
    """Read a table under the name that its places use; whatever stands at the path, nothing is raised."""
    data = read_bytes(path, name)
    return parse(data, name) if isinstance(data, bytes) else Table(name, "", (), data.problems)


def parse(data: bytes, name: str) -> Table:
    """The values in some bytes and all that is wrong with them. Pure; never raises."""
    text, fault = decode(data, name)
    marks = conflicts(text.text, name)
    if fault or marks:
        return Table(name, text.text, (), (fault,) if fault else marks)
    copy, problems = mended(text)
    values, more = _Reading(Text(name, copy)).whole()
    reported = {problem.place.line for problem in problems}
    problems += [problem for problem in more if problem.place.line not in reported or not problem.place.line]
    return Table(name, text.text, values, tuple(_most(text, sorted(problems))))


def _most(text: Text, problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST:
        return problems
    what = f"There are more than {MOST} problems in this file."
    return [text.file_problem("too-many", what, "", "Mend those that are listed, and check again."), *problems[:MOST]]


class _Reading:
    """One reading of a table: what it gathers."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def whole(self) -> tuple[tuple[Value, ...], list[Problem]]:
        """Its values by date, and the problems."""
        lines = [(number, line) for number, line in enumerate(self.text.lines) if line.strip(" ,")]
        columns = self._columns(lines)
        if columns is None:
            return (), self.problems
        if len(lines) > MOST_ROWS + 1:
            what = f"This table has {len(lines) - 1:,} rows, and {MOST_ROWS:,} are the most."
            self._problem(
                lines[MOST_ROWS + 1][0], 0, what, "Give a value for each month or year, and not each reading."
            )
            return (), self.problems
        dates: dict[str, int] = {}
        values = [value for number, line in lines[1:] if (value := self._row(number, line, columns, dates))]
        return tuple(sorted(values, key=lambda value: value.date)), self.problems

    def _columns(self, lines: Sequence[tuple[int, str]]) -> dict[int, str] | None:
        """Place of a cell → its column, by the heading line; None where that names not what is needed."""
        if not lines:
            what = "This table has no heading line."
            self.problems.append(self.text.file_problem("table", what, "", _BEGIN))
            return None
        number, line = lines[0]
        cells = self._cells(number, line)
        if cells is None:
            return None
        other = next((mark for mark in ";\t|" if mark in line and "," not in line), "")
        if other:
            what = f"The cells are set apart with {_MARKS[other]}, and here they are set apart with commas."
            self._problem(number, line.index(other), what, "Save the table again as CSV with commas.")
            return None
        return self._named(number, cells)

    def _named(self, number: int, cells: Sequence[Cell]) -> dict[int, str] | None:
        columns: dict[int, str] = {}
        before = len(self.problems)
        for place, cell in enumerate(cells):
            name = cell.text.strip().casefold()
            if name in columns.values():
                self._problem(number, cell.column - 1, f"Two columns are called {name}.", "Take one out.", len(name))
            elif name in COLUMNS:
                columns[place] = name
            elif name:
                meant = suggestion(name, COLUMNS)
                instead = f"Did you mean {meant}?" if meant else f"The columns are {', '.join(COLUMNS)}."
                self._problem(number, cell.column - 1, f"There is no column called “{name}”.", instead, len(name))
        for name in (name for name in _NEEDED if name not in columns.values()):
            if len(self.problems) == before:
                self._problem(number, 0, f"The table has no column {name}.", _BEGIN)
        return columns if len(self.problems) == before else None

    def _row(self, number: int, line: str, columns: Mapping[int, str], dates: dict[str, int]) -> Value | None:
        """The value of a line, where nothing is wrong in it."""
        cells = self._cells(number, line)
        if cells is None:
            return None
        before = len(self.problems)
        for cell in (cell for place, cell in enumerate(cells) if place not in columns and cell.text.strip()):
            what = "This cell stands under no heading."
            instead = "Take it out. A text with a comma in it stands in quotation marks."
            self._problem(number, cell.column - 1, what, instead, len(cell.text))
        given = {columns[place]: cell for place, cell in enumerate(cells) if place in columns and cell.text.strip()}
        for name, cell in given.items():
            if name not in {"value", "low", "high"} and _FORMULA.match(cell.text.strip()):
                what = f"“{cell.text.strip()}” looks like a formula of a spreadsheet."
                self._problem(number, cell.column - 1, what, "Write what it gives.", len(cell.text))
        value = self._value(number, given) if len(self.problems) == before else None
        return value if value and self._is_first(number, given["date"], dates) else None

    def _value(self, number: int, given: Mapping[str, Cell]) -> Value | None:
        if "date" not in given:
            self._problem(
                number, 0, "This row has no date.", "Write what its value is for: 2024, 2024-03 or 2024-03-31."
            )
            return None
        try:
            value = Value.model_validate({name: cell.text.strip() for name, cell in given.items()})
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                self._wrong(number, str(error["loc"][0]), given, str(error.get("ctx", {}).get("error", "")))
            return None
        row = Place(self.text.name, number + 1, 1)
        value._places.update({"": row} | {name: row._replace(column=cell.column) for name, cell in given.items()})
        return value

    def _wrong(self, number: int, name: str, given: Mapping[str, Cell], reason: str) -> None:
        """A cell that its column cannot hold."""
        cell = given[name]
        instead = f"{reason[:1].upper()}{reason[1:]}." if reason else _FORMS.get(name, "Write it in fewer words.")
        what = f"“{name}” cannot be “{cell.text.strip()}”."
        self._problem(number, cell.column - 1, what, instead, len(cell.text))

    def _is_first(self, number: int, cell: Cell, dates: dict[str, int]) -> bool:
        """Whether no earlier row is for the same date."""
        first = dates.setdefault(cell.text.strip(), number)
        if first != number:
            what = f"There are two rows for {cell.text.strip()}: this one and line {first + 1}."
            self._problem(number, cell.column - 1, what, "Keep the one that the source has.", len(cell.text))
        return first == number

    def _cells(self, number: int, line: str) -> list[Cell] | None:
        """The cells of a line; None where a quotation mark is left open."""
        cells = list(_split(line))
        for cell in cells:
            if cell.text.startswith('"'):
                what = "A quotation mark that opens a cell is not closed on its line."
                instead = "Close it behind the cell, and write the cell on one line. Inside a cell type it twice."
                self._problem(number, cell.column - 1, what, instead)
                return None
        return [Cell(_unquoted(cell.text), cell.column) for cell in cells]

    def _problem(self, line: int, column: int, what: str, instead: str, length: int = 1) -> None:
        shown = what.replace(NOTHING, "")
        self.problems.append(self.text.problem(line, column, "table", shown, "", instead, max(length, 1)))


#: What sets cells apart in other tables, in words.
_MARKS = {";": "semicolons", "\t": "tabs", "|": "strokes"}
#: Column → what to write, where its form is a pattern.
_FORMS = {"source": "Write the name of a source, in small letters, digits and hyphens."}


def _split(line: str) -> Iterator[Cell]:
    """The cells of a line as they were written; one whose quotation mark is left open begins with it still."""
    place = 0
    while place <= len(line):
        begins = place + len(line[place:]) - len(line[place:].lstrip(" "))
        match = _CELL.match(line, begins if line[begins : begins + 1] == '"' else place)
        if match is None:  # the second form takes anything, and so there is one always
            return
        quoted = match[1]
        yield Cell(f"{_QUOTED}{quoted}" if quoted is not None else match[2], match.start() + 1)
        place = match.end() + 1


#: Before a cell that stood in quotation marks, until they are taken away.
_QUOTED = "\x00"


def _unquoted(text: str) -> str:
    return text[1:].replace('""', '"') if text.startswith(_QUOTED) else text


def columns_of(table: Table) -> list[str]:
    """The columns of a table in which nothing is wrong, in its own order."""
    heading = next(line for line in Text(table.name, table.text).lines if line.strip(" ,"))
    return [_unquoted(cell.text).strip().casefold() for cell in _split(heading)]


def as_csv(values: Sequence[Value]) -> str:
    """The table of some values in house order, as the tool writes it where there is none yet."""
    rows = [",".join(COLUMNS), *(row(value) for value in values)]
    return "".join(f"{line}\n" for line in rows)


def row(value: Value, columns: Sequence[str] = COLUMNS) -> str:
    """A value as a line of a table with those columns."""
    return ",".join(_cell(str(getattr(value, name) or "") if name else "") for name in columns)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",]|^\s|\s$', text) else text
