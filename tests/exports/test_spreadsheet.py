"""The spreadsheet, read back by openpyxl, and by LibreOffice where it is installed."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from strategic_framework.exports import sheets, spreadsheet
from strategic_framework.views.site import Site
from tests.exports import hostile
from tests.tools import needed


def made(site: Site) -> bytes:
    """The workbook of a site."""
    return spreadsheet.workbook(site.framework, site.mentions, site.links, site.ledger)


def opened(data: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def example() -> Site:
    """The invented council with its history."""
    return hostile.example()


@pytest.fixture(scope="module")
def book(example: Site) -> Workbook:
    """Its workbook."""
    return opened(made(example))


def cells(book: Workbook, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet by the headings of its columns; an empty cell is an empty text."""
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), (value or "" for value in row), strict=True)) for row in body]


def test_every_kind_has_its_sheet_and_the_first_explains_every_column(book: Workbook) -> None:
    """Seven sheets; each column of the last six stands in the first with its meaning; none is empty."""
    assert book.sheetnames == [spreadsheet.GUIDE, *(sheet.in_words.name for sheet in sheets.SHEETS)]
    explained = {tuple(row[:2]) for row in book[spreadsheet.GUIDE].iter_rows(values_only=True) if row[2]}
    for sheet in (sheet.in_words for sheet in sheets.SHEETS):
        head = [cell.value for cell in book[sheet.name][1]]
        assert head == [column.heading for column in sheet.columns if not column.optional]
        assert {(sheet.name, heading) for heading in head} <= explained


def test_what_is_read_back_is_what_was_written(example: Site, book: Workbook) -> None:
    """Every cell of every sheet, with names in place of identifiers; no row and no column is missing."""
    for sheet, records in sheets.rows(example.framework, example.mentions, example.links, example.ledger):
        assert records, sheet.name
        fields = {column.heading: column.field for column in sheet.columns}
        expected = [{name: spreadsheet.text_of(record[at]) for name, at in fields.items()} for record in records]
        assert cells(book, sheet.name) == expected


def test_names_stand_in_place_of_identifiers(example: Site, book: Workbook) -> None:
    """A body is called by its name, an edition by its label, a report by its title and an action by its number."""
    names = {body.name for body in example.framework.bodies}
    labels = {edition.label for edition in example.framework.editions}
    actions = cells(book, "Actions")
    named = {name for row in actions for name in row["Bodies named"].split("\n") if name}
    assert named
    assert named <= names
    assert {row["Edition"] for row in actions} <= labels
    assert all(row["Name"].startswith("Action ") for row in actions)
    assert {row["Retired"] for row in actions} == {"", "yes"}


def test_a_sheet_is_ready_to_be_used(example: Site, book: Workbook) -> None:
    """Headings and first column stay in view, every column has a filter, the first leads to the permanent address."""
    for sheet in (sheet.in_words for sheet in sheets.SHEETS):
        page = book[sheet.name]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == f"A1:{page.cell(page.max_row, page.max_column).coordinate}"
        assert page.column_dimensions["A"].width >= 14
        for row in cells(book, sheet.name)[:1]:
            link = page["A2"].hyperlink
            assert link.target + (f"#{link.location}" if link.location else "") == row["Permanent address"]


def test_an_empty_cell_looks_as_its_column_does(example: Site) -> None:
    """No cell without a text is written, and whoever types into one has the wrapped text of the column."""
    book = opened(made(example))  # asking for a cell makes it, so nobody else has asked
    for sheet in (sheet.in_words for sheet in sheets.SHEETS):
        page = book[sheet.name]
        assert not {cell.value for cell in page._cells.values()} & {None, ""}
        columns = [*page.column_dimensions.values()]  # alike side by side, they are one
        assert columns[-1].max == page.max_column
        for column in columns:
            assert (column.alignment.wrap_text, column.alignment.vertical, column.number_format) == (True, "top", "@")


def test_rights_and_standing_are_said_once(example: Site, book: Workbook) -> None:
    """Whose words these are, and that nobody approved the site, stand in the first sheet and in no other."""
    settings = example.framework.settings
    texts = [(page.title, str(cell.value)) for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert [title for title, text in texts if text == settings.rights] == [spreadsheet.GUIDE]
    assert [title for title, text in texts if "Independent demonstration" in text] == [spreadsheet.GUIDE]
    assert "Independent demonstration" in book.properties.creator


def test_the_same_content_gives_the_same_bytes(example: Site) -> None:
    """Nothing depends on the clock or the place."""
    assert made(example) == made(hostile.example())


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: ascii(text[:12]))
def test_no_text_is_computed_or_lost(text: str) -> None:
    """Whatever a text looks like, its cell is that text: never a formula, a number, a date or an error."""
    site = hostile.site_of(hostile.filled(text))
    book = opened(made(site))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.value is None for page in book for row in page.iter_rows() for cell in row if cell.data_type == "n")
    wordings = {row["Identifier"]: row["Wording"] for row in cells(book, "Actions")}
    assert wordings == {action.id: text for edition in site.framework.editions for action in edition.actions}


@pytest.mark.parametrize("text", ["\x01 bell \x07", "\ufffe", "\ud800 half", "carriage\rreturn"], ids=ascii)
def test_what_no_xml_can_hold_is_marked(text: str) -> None:
    """The content is refused with such a character; the workbook would still open, with U+FFFD in its place."""
    assert "\ufffd" in spreadsheet.text_of(text)


def test_a_text_too_long_for_a_cell_says_that_it_goes_on() -> None:
    """A cell holds 32,767 UTF-16 units. A picture is not cut in two."""
    assert spreadsheet.text_of("x" * 32_767) == "x" * 32_767
    cut = spreadsheet.text_of("\U0001f3f4" * 20_000)
    assert cut.endswith("\U0001f3f4 […]")
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_it_opens_in_libreoffice(example: Site, book: Workbook, tmp_path: Path) -> None:
    """LibreOffice reads the second sheet as openpyxl does."""
    office = needed("localc", get="On Debian: apt-get install libreoffice-calc")
    (tmp_path / "framework.xlsx").write_bytes(made(example))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", every_sheet, "--outdir", tmp_path, "framework.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    text = (tmp_path / "framework-Actions.csv").read_text(encoding="utf-8")
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == cells(book, "Actions")
