"""A workbook as a package: what its parts say of each other, and cells that could be read as something else."""

from __future__ import annotations

import io
import posixpath
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from strategic_framework.exports import worksheet
from strategic_framework.exports.workbook import Properties, packed
from strategic_framework.exports.worksheet import Page, Row, Style

PROPERTIES = Properties("Plans & “plans”", "A <council>", "No licence is known.", "2026-03-02")
STYLES = (Style.LINK, Style.TEXT)


def made(*rows: Row, name: str = "Actions") -> bytes:
    """A workbook of one sheet with these rows below its head."""
    head = Row(("Name", "Wording"), (Style.HEAD,) * 2)
    return packed([Page(name, (14, 70), [head, *rows])], PROPERTIES)


def opened(data: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_part_is_named_and_whatever_is_led_to_is_there() -> None:
    """Each part is XML with a type of its own, and each that is led to from inside stands in the package."""
    package = ZipFile(io.BytesIO(made(Row(("Action 1", "words"), STYLES, "https://example.org/act-1/"))))
    parts = {name: etree.fromstring(package.read(name)) for name in package.namelist()}
    typed = {part.get("PartName", "").lstrip("/") for part in parts["[Content_Types].xml"]} - {""}
    assert typed == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    for name, part in parts.items():
        folder = posixpath.dirname(posixpath.dirname(name))  # what is beside `_rels`
        inside = [target.get("Target") for target in part if name.endswith(".rels") and not target.get("TargetMode")]
        assert {posixpath.join(folder, target) for target in inside} <= typed


@pytest.mark.parametrize("text", ["_x0041_", " a ", "a\n b\n", "<b>&amp;</b>", "=1+1", "1", "TRUE"], ids=ascii)
def test_a_text_comes_back_as_it_is(text: str) -> None:
    """No code, number, formula or space of it is taken for anything but letters."""
    cell = opened(made(Row((text, text), STYLES)))["Actions"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "_x005F_", "__x000a__", "_x1_", "a_x0041"])
def test_no_text_is_read_as_the_code_of_a_letter(text: str) -> None:
    """Read as the standard says (ST_Xstring), the text is itself; openpyxl undoes one code alone."""
    [entry] = etree.fromstring(worksheet.Texts({text: 0}).written())
    assert unescape(entry[0].text) == text


def test_numbers_are_numbers_and_an_empty_text_is_no_cell() -> None:
    """Which can be added up; what is not reported counts as nothing."""
    page = opened(made(Row(("a", 5), STYLES), Row(("b", 71.5), STYLES), Row(("c", ""), STYLES)))["Actions"]
    assert [(cell.value, cell.data_type) for cell in page["B"][1:]] == [(5, "n"), (71.5, "n"), (None, "n")]


def test_what_no_program_takes_as_a_link_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address of more than 2,000 letters, and each link after the last that a sheet may have."""
    monkeypatch.setattr(worksheet, "_LINKS", 1)
    there = "https://example.org/pri-1/?a=1&b=2#ctx-2"
    page = opened(made(Row(("a", ""), STYLES, there + "x" * 2_000), Row(("b", ""), STYLES, there),
                       Row(("c", ""), STYLES, there)))["Actions"]  # fmt: skip
    assert [cell.hyperlink is not None for cell in page["A"][1:]] == [False, True, False]
    assert [cell.font.u is not None for cell in page["A"][1:]] == [False, True, False]
    assert f"{page['A3'].hyperlink.target}#{page['A3'].hyperlink.location}" == there


def test_a_sheet_of_any_name_has_its_filter_and_its_printed_head() -> None:
    """Marks in a name do not end it where it is referred to."""
    page = opened(made(name="People’s & 'own' <aims>"))["People’s & 'own' <aims>"]
    assert page.auto_filter.ref == "A1:B2"
    assert page.print_title_rows == "$1:$1"


def test_what_a_workbook_says_of_itself() -> None:
    """Title, author and comments as they are, and the day."""
    known = opened(made()).properties
    assert (known.title, known.creator, known.description, known.created.date().isoformat()) == (
        PROPERTIES.title, PROPERTIES.author, PROPERTIES.comments, PROPERTIES.created,
    )  # fmt: skip
