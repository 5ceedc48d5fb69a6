"""A sheet of a workbook as XML (ECMA-376, SpreadsheetML): rows of texts, numbers and links in a few styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from html import escape
from string import ascii_uppercase
from typing import NamedTuple

from strategic_framework.model.frozen import frozen

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: What begins a character by its number, as readers take it.
_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: A column is as wide as its characters and their margins, in steps of 1/256.
_MARGIN = 182 / 256
#: The most links that Excel takes in one sheet, and the longest address.
_LINKS, _LONGEST_ADDRESS = 65_530, 2_000
_PRINTED = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'


class Style(IntEnum):
    """How a cell looks, by its place among the styles of the workbook."""

    PLAIN = 0
    TITLE = 1
    HEAD = 2
    TEXT = 3
    LINK = 4
    NUMBER = 5


class Row(NamedTuple):
    """A row: its cells, how each looks, where the first leads to, and how high it is in points (0: as usual).

    An empty text is no cell. With `merged` the last cell is as wide as all columns that are left.
    """

    cells: Sequence[str | float]
    styles: Sequence[Style]
    link: str = ""
    height: int = 0
    merged: bool = False


@frozen
class Page:
    """A sheet: its rows from the first on, and the width of each column. Its filter begins at the row `filtered`.

    One that `scrolls` keeps its first row and column in view, and is printed in landscape, its first row on each page.
    """

    name: str
    widths: Sequence[int]
    rows: Sequence[Row]
    filtered: int = 1
    scrolls: bool = True

    @property
    def last(self) -> str:
        """The letter of the last column: there are no more than 26."""
        return ascii_uppercase[len(self.widths) - 1]

    @property
    def filter(self) -> tuple[int, int]:
        """The first and the last row of the filter, which has a row below its head even where there is none."""
        return self.filtered, max(len(self.rows), self.filtered + 1)

    @property
    def links(self) -> dict[int, str]:
        """The number of each row that leads somewhere → the address, as far as Excel takes links."""
        rows = enumerate(self.rows, 1)
        links = [(number, row.link) for number, row in rows if row.link and len(row.link) <= _LONGEST_ADDRESS]
        return dict(links[:_LINKS])


class Texts(dict[str, int]):
    """Text → its place in the table that all cells share, in the order in which they come; `used` counts the cells."""

    used = 0

    def __missing__(self, text: str) -> int:
        self[text] = place = len(self)
        return place

    def written(self) -> str:
        """The table, in which no text is taken for a code."""
        head = f'<sst xmlns="{MAIN}" count="{self.used}" uniqueCount="{len(self)}">'
        return "".join([head, *map(_entry, self), "</sst>"])


def _entry(text: str) -> str:
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    literal = _NUMBERED.sub("_x005F_", text) if "_x" in text else text
    return f"<si><t{kept}>{escape(literal, quote=False)}</t></si>"


def sheet(page: Page, texts: Texts) -> str:
    """The sheet, whose links are known by their places in `page.links`; its texts join the table."""
    first, last = page.filter
    return "".join([
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">',
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if page.scrolls else "",
        f'<dimension ref="A1:{page.last}{len(page.rows)}"/>{_view(page)}<sheetFormatPr defaultRowHeight="15"/>',
        f"{_columns(page)}<sheetData>", *_rows(page, texts), "</sheetData>",
        f'<autoFilter ref="A{first}:{page.last}{last}"/>{_merged(page)}{_hyperlinks(page)}{_PRINTED}',
        '<pageSetup fitToHeight="0" orientation="landscape"/>' if page.scrolls else "", "</worksheet>",
    ])  # fmt: skip


def _view(page: Page) -> str:
    pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    within = f' workbookViewId="0">{pane}</sheetView>' if page.scrolls else ' tabSelected="1" workbookViewId="0"/>'
    return f"<sheetViews><sheetView{within}</sheetViews>"


def _columns(page: Page) -> str:
    """The columns; an empty cell of one that scrolls looks as a text would."""
    style = f' style="{Style.TEXT:d}"' if page.scrolls else ""
    columns = [f'<col min="{place}" max="{place}" width="{width + _MARGIN}"{style} customWidth="1"/>'
               for place, width in enumerate(page.widths, 1)]  # fmt: skip
    return f"<cols>{''.join(columns)}</cols>"


def _merged(page: Page) -> str:
    merged = [f'<mergeCell ref="{ascii_uppercase[len(row.cells) - 1]}{number}:{page.last}{number}"/>'
              for number, row in enumerate(page.rows, 1) if row.merged]  # fmt: skip
    return f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""


def _hyperlinks(page: Page) -> str:
    """Where the first cells lead; what stands in an address behind `#` is kept apart from it."""
    links = []
    for place, (number, address) in enumerate(page.links.items(), 1):
        fragment = address.partition("#")[2]
        location = f' location="{escape(fragment)}"' if fragment else ""
        links.append(f'<hyperlink ref="A{number}" r:id="rId{place}"{location}/>')
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _rows(page: Page, texts: Texts) -> Iterator[str]:
    """Each row that has a cell; a first cell that cannot lead where it should is a text like any other."""
    links = page.links
    for number, row in enumerate(page.rows, 1):
        styles = [Style.TEXT, *row.styles[1:]] if row.link and number not in links else row.styles
        if cells := "".join(_cells(number, row, styles, texts)):
            height = f' ht="{row.height}" customHeight="1"' if row.height else ""
            yield f'<row r="{number}"{height}>{cells}</row>'


def _cells(number: int, row: Row, styles: Sequence[Style], texts: Texts) -> Iterator[str]:
    for letter, cell, style in zip(ascii_uppercase, row.cells, styles, strict=False):
        if not isinstance(cell, str):
            yield f'<c r="{letter}{number}" s="{Style.NUMBER:d}"><v>{cell}</v></c>'
        elif cell:
            texts.used += 1
            yield f'<c r="{letter}{number}" s="{style:d}" t="s"><v>{texts[cell]}</v></c>'
