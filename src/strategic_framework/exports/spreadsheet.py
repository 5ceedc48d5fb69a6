"""XLSX (ISO/IEC 29500): a sheet for each kind of thing (`sheets`), and one that explains their columns.

Every cell is text, so that none is a formula and no date is made more exact than its source has it. XlsxWriter is
loaded only when a workbook is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import OPTIONAL_DECIMAL
from strategic_framework.exports.records import Record, for_xml
from strategic_framework.exports.sheets import MIDDLE, WIDE, Sheet, listed, rows
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FILE = "data/framework.xlsx"
GUIDE = "About this file"
#: The most that one cell holds, in UTF-16 units; and what stands at the end of a text that was cut there.
LONGEST, CUT = 32_767, " […]"
#: Excel makes a link of no longer address.
_LONGEST_ADDRESS = 2_000


def files(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The workbook at its address."""
    yield FILE, workbook(framework, mentions, links, ledger, items)


def workbook(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> bytes:
    """The workbook: the same content gives the same bytes."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    settings = framework.settings
    book.set_properties({
        "title": text_of(settings.title), "comments": text_of(settings.rights),
        "author": text_of(records.standing(framework) or settings.publisher.name),
        "created": datetime.fromisoformat(settings.as_at),
    })  # fmt: skip
    _Writer(book).write(framework, rows(framework, mentions, links, ledger, items))
    book.close()
    return out.getvalue()


def text_of(value: object) -> str:
    """A value as a cell: nothing for None, a list with each of its texts on a line of its own, never too long."""
    if not value and value != 0:  # as nearly half of them are
        return ""
    text = for_xml("\n".join(listed(value)) if isinstance(value, list) else str(value))
    if 2 * len(text) <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


class _Writer:
    """Writes sheets into a workbook, in its few formats."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = self._format(bold=True, bottom=1)
        self._cell = self._format()
        self._number = self._format(num_format="General")
        self._link = self._format(font_color="#1d5a96", underline=1)
        self._title = self._format(bold=True, font_size=14)

    def _format(self, **properties: object) -> Format:
        return self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", **properties})

    def write(self, framework: Framework, parts: Sequence[tuple[Sheet, list[Record]]]) -> None:
        """The sheet that explains the others, then each of these."""
        self._guide(framework, [sheet for sheet, _ in parts])
        for sheet, sheet_rows in parts:
            self._sheet(sheet, sheet_rows)

    def _guide(self, framework: Framework, sheets: Iterable[Sheet]) -> None:
        """What the file is, whose words these are, and what each column means."""
        page = self._book.add_worksheet(GUIDE)
        page.set_column(0, 1, MIDDLE)
        page.set_column(2, 2, WIDE)
        page.write_string(0, 0, text_of(framework.settings.title), self._title)
        facts = list(_facts(framework))
        for row, (name, value) in enumerate(facts, 1):
            page.write_string(row, 0, name, self._head)
            page.merge_range(row, 1, row, 2, "", self._cell)  # which would take a text for a formula
            page.write_string(row, 1, text_of(value), self._cell)
            page.set_row(row, 15 * (1 + len(value) // (WIDE + MIDDLE)))
        first = len(facts) + 2
        explained = [(sheet.name, column.heading, column.meaning) for sheet in sheets for column in sheet.columns]
        self._table(page, first, ("Sheet", "Column", "What it holds"), explained)
        page.autofilter(first, 0, first + len(explained), 2)

    def _table(self, page: Worksheet, first: int, head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
        """The headings and below them the lines; a cell without a text looks as its column does."""
        for column, heading in enumerate(head):
            page.write_string(first, column, heading, self._head)
        for row, line in enumerate(lines, first + 1):
            for column, text in enumerate(line):
                if text:
                    page.write_string(row, column, text, self._cell)

    def _sheet(self, sheet: Sheet, sheet_rows: list[Record]) -> None:
        """Headings that stay in view with the first column, a filter, a row for each record.

        What leads somewhere and what is a number is written as such, and so left out of the table of texts.
        """
        page = self._book.add_worksheet(sheet.name)
        cells = [[text_of(row.get(column.field)) for column in sheet.columns] for row in sheet_rows]
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width, self._cell)
        for number, (row, line) in enumerate(zip(sheet_rows, cells, strict=True), 1):
            address = str(row["address"])
            if line[0] and len(address) <= _LONGEST_ADDRESS:
                page.write_url(number, 0, address, self._link, line[0])
                line[0] = ""
            for index, column in enumerate(sheet.columns):
                if column.type == OPTIONAL_DECIMAL and isinstance(value := row[column.field], int | float):
                    page.write_number(number, index, value, self._number)
                    line[index] = ""
        self._table(page, 0, [column.heading for column in sheet.columns], cells)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(sheet_rows), 1), len(sheet.columns) - 1)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)


def _facts(framework: Framework) -> Iterator[tuple[str, str]]:
    """What stands above the explanations: once, and in no other sheet."""
    settings = framework.settings
    yield "Publisher", settings.publisher.name
    if standing := records.standing(framework):
        yield "Standing", standing
    yield "As at", settings.as_at
    yield "Site", settings.address
    yield "Rights", settings.rights
    yield "Dates", "Each date is text, and as exact as its source has it: a year, a month or a day."
    yield "Long text", f"A cell holds {LONGEST:,} characters. What is longer ends with “{CUT.strip()}” here."
