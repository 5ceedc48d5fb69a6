"""XLSX (ISO/IEC 29500): a sheet for each kind of thing (`sheets`), and one that explains their columns.

Every cell is text, so that none is a formula and no date is made more exact than its source has it. `workbook` says how
they are packed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import OPTIONAL_DECIMAL
from strategic_framework.exports.records import Record, for_xml
from strategic_framework.exports.sheets import MIDDLE, WIDE, Column, Sheet, listed, rows
from strategic_framework.exports.workbook import Properties, packed
from strategic_framework.exports.worksheet import Page, Row, Style
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

FILE = "data/framework.xlsx"
GUIDE = "About this file"
#: The most that one cell holds, in UTF-16 units; and what stands at the end of a text that was cut there.
LONGEST, CUT = 32_767, " […]"


def files(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The workbook at its address."""
    yield FILE, workbook(framework, mentions, links, ledger, items)


def workbook(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> bytes:
    """The workbook: the same content gives the same bytes."""
    settings, parts = framework.settings, rows(framework, mentions, links, ledger, items)
    author = records.standing(framework) or settings.publisher.name
    properties = Properties(text_of(settings.title), text_of(author), text_of(settings.rights), settings.as_at)
    return packed([_guide(framework, [sheet for sheet, _ in parts]), *(_page(*part) for part in parts)], properties)


def text_of(value: object) -> str:
    """A value as a cell: nothing for None, a list with each of its texts on a line of its own, never too long."""
    if not value and value != 0:  # as nearly half of them are
        return ""
    text = for_xml("\n".join(listed(value)) if isinstance(value, list) else str(value))
    if 2 * len(text) <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _guide(framework: Framework, sheets: Iterable[Sheet]) -> Page:
    """What the file is, whose words these are, and what each column means."""
    facts = [
        Row((name, text_of(value)), (Style.HEAD, Style.TEXT), height=_height(value), merged=True)
        for name, value in _facts(framework)
    ]
    explained = [
        Row((sheet.name, column.heading, column.meaning), (Style.TEXT,) * 3)
        for sheet in sheets
        for column in sheet.columns
    ]
    title = Row((text_of(framework.settings.title),), (Style.TITLE,))
    head = Row(("Sheet", "Column", "What it holds"), (Style.HEAD,) * 3)
    above = [title, *facts, Row((), ())]
    return Page(GUIDE, (MIDDLE, MIDDLE, WIDE), [*above, head, *explained], filtered=len(above) + 1, scrolls=False)


def _height(value: str) -> int:
    """In points, of a row with a text over two columns: where that has several lines no program finds it out."""
    return 15 * (1 + lines) if (lines := len(value) // (WIDE + MIDDLE)) else 0


def _page(sheet: Sheet, sheet_rows: list[Record]) -> Page:
    """The headings, and a row for each record, whose first cell leads to its address."""
    columns = sheet.columns
    styles = (Style.LINK, *[Style.TEXT] * (len(columns) - 1))
    head = Row([column.heading for column in columns], [Style.HEAD] * len(columns))
    below = [
        Row([_cell(column, row.get(column.field)) for column in columns], styles, str(row["address"]))
        for row in sheet_rows
    ]
    return Page(sheet.name, [column.width for column in columns], [head, *below])


def _cell(column: Column, value: object) -> str | float:
    """A number where the column is one of numbers and there is one, else a text."""
    return value if column.type == OPTIONAL_DECIMAL and isinstance(value, int | float) else text_of(value)


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
