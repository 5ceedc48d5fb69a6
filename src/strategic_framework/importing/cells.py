"""The cells of a table as texts: CSV, and the sheets of an XLSX workbook, read through the guard and never computed.

A date that a spreadsheet holds as a number is as exact as its cell shows it: “Mar-27” is 2027-03. openpyxl is loaded
only when a workbook is read.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from strategic_framework.exports.csv_tables import plain as unquoted
from strategic_framework.importing import guard
from strategic_framework.importing.outline import Refused, Remark
from strategic_framework.model.frozen import frozen

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

#: The most rows and columns of a table that are read.
MOST_ROWS, MOST_COLUMNS = 20_000, 200
#: The most letters of a line: a row of long cells is longer than a line of running text.
_LONGEST_LINE = 1_000_000
#: So many lines with nothing in them end a sheet: some programs write a million.
_MOST_EMPTY = 2_000
_ERRORS = re.compile(r"#(REF|N/A|NAME|VALUE|DIV/0|NULL|NUM|SPILL|CALC)[!?]?")


class Formula(str):
    """The text of a cell that is computed, and may not be taken for words."""

    __slots__ = ()


@frozen
class Line:
    """A row of a table: its number as the program shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@frozen
class Sheet:
    """A table: its name, which is empty for CSV, its rows that hold something, and what was done to read it."""

    name: str
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()

    def place(self, number: int) -> str:
        """Where a row stands, as somebody who has the file open finds it."""
        return f"{self.name}, row {number}" if self.name else f"row {number}"


def sheets(data: bytes) -> list[Sheet]:
    """Every table of the file: of a workbook those that are shown, each line with something in it. Raises Refused."""
    return _workbook(data) if data.startswith(b"PK") else [_csv(data)]


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv(data: bytes) -> Sheet:
    text, remarks = guard.text_of(data, longest=_LONGEST_LINE)
    head = next((line for line in text.split("\n") if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t|", key=head.count))
    rows = ((number, tuple(map(_typed, cells))) for number, cells in enumerate(_rows(reader), 1))
    return Sheet("", tuple(_lines(rows, "The table")), remarks)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        instead = "Open it in a spreadsheet, look there, and save it again as “CSV UTF-8”."
        raise Refused(f"A quotation mark in it is not closed, or a cell is far too long. {instead}") from None


def _typed(cell: str) -> str:
    """A cell of CSV: what begins with an equals sign is a formula, unless an apostrophe stands before it."""
    if cell.startswith("="):
        return Formula(cell)
    text = unquoted(cell)
    return Formula(text) if _ERRORS.fullmatch(text) else text


def _lines(rows: Iterable[tuple[int, tuple[str, ...]]], what: str) -> Iterator[Line]:
    """The rows that hold something. Raises Refused where there are too many."""
    empty = count = 0
    for number, cells in rows:
        if not any(cell and not cell.isspace() for cell in cells):
            empty += 1
            if empty > _MOST_EMPTY:
                return
            continue
        count, empty = count + 1, 0
        if count > MOST_ROWS:
            raise Refused(f"{what} has more than {MOST_ROWS:,} rows. A plan has fewer: bring in its own rows alone.")
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise Refused(f"{what} has more than {MOST_COLUMNS} columns. Keep those that hold the plan.")
        yield Line(number, cells[:MOST_COLUMNS])


# --- XLSX -------------------------------------------------------------------------------------------------------------


def _workbook(data: bytes) -> list[Sheet]:
    archive = guard.Archive(data)
    if "xl/workbook.xml" not in archive.names:
        raise Refused("It is no workbook. Save it as .xlsx or as CSV.")
    remarks = _refuse_or_say(archive)
    book = _opened(data)
    try:
        read = [_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError) as fault:
        raise Refused(f"The workbook is damaged ({fault}). Open it, and save it again.") from None
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    remarks += [Remark(f"sheet {name}", "left out", "The sheet is hidden.") for name in hidden]
    return [Sheet(sheet.name, sheet.lines, tuple(remarks) if place == 0 else ()) for place, sheet in enumerate(read)]


def _refuse_or_say(archive: guard.Archive) -> list[Remark]:
    """That macros are not read. Raises Refused where a part of the workbook declares entities."""
    for name in sorted(archive.names):
        if name.endswith((".xml", ".rels", ".vml")):
            part = archive.read(name)
            if b"<!DOCTYPE" in part or "<!DOCTYPE".encode("utf-16-le") in part or b"<!ENTITY" in part:
                raise Refused("It declares entities, which no workbook needs. Open it, and save it again.")
    macros = any(name.endswith("vbaProject.bin") for name in archive.names)
    return [Remark("", "left out", "The workbook has macros. They were not read.")] if macros else []


def _opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, such as drop-down lists
            return load_workbook(io.BytesIO(data), read_only=True, keep_vba=False)
    except Exception as fault:  # noqa: BLE001 - a damaged workbook breaks openpyxl in any way
        raise Refused(f"The workbook cannot be read ({type(fault).__name__}). Open it, and save it again.") from None


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    rows = ((number, tuple(map(_text, cells))) for number, cells in enumerate(sheet.iter_rows(), 1))
    return Sheet(sheet.title, tuple(_lines(rows, f"The sheet {sheet.title}")))


def _text(cell: Any) -> str:
    """The value of a cell as it is shown."""
    value = cell.value
    if isinstance(value, str):
        is_formula = cell.data_type in {"f", "e"} or _ERRORS.fullmatch(value)
        return Formula(value) if is_formula else unquoted(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return _date(value, str(cell.number_format))
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return Formula(str(value)) if "ormula" in type(value).__name__ else str(value)


def _date(value: date, form: str) -> str:
    """A date as exact as its format shows it."""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    day = value.date() if isinstance(value, datetime) else value
    if "y" not in shown or "d" in shown:
        return day.isoformat()
    return day.isoformat()[: 7 if "m" in shown else 4]


def _number(value: float, form: str) -> str:
    """A number with the decimals that its format has: 2.10 stays 2.10."""
    decimals = re.match(r"0\.(0+)(%?)", form)
    if form.startswith("0%") or (decimals and decimals[2]):
        return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
    if decimals:
        return f"{value:.{len(decimals[1])}f}"
    return str(int(value)) if float(value).is_integer() else repr(value)
