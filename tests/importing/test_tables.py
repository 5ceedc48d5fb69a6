"""Tables: headings of any plan, what each row is, and what is said of what could not be taken over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import Workbook

from strategic_framework.importing import outline_text, tables
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline, Refused


def csv(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return "\r\n".join(lines).encode()


def workbook(sheets: dict[str, Sequence[Sequence[object]]], formats: dict[str, str] | None = None) -> bytes:
    """An XLSX file; `formats` are those of cells of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cell, form in (formats or {}).items():
        book.worksheets[0][cell].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(outline: Outline) -> list[str]:
    """The outline as somebody would correct it, without its guide."""
    return [line for line in outline_text.written(outline).split("\n") if line and not line.startswith("#")]


def said(outline: Outline, what: str) -> list[str]:
    """What was said to be understood, repaired or left out."""
    return [f"{remark.place}: {remark.text}" for remark in outline.remarks if remark.what == what]


def test_a_plan_as_councils_publish_it() -> None:
    """Lines above the headings, two levels, cells left empty below the first of their kind, a status, and officers."""
    outline = tables.read(
        csv(
            "Glen Plan,,,,,,,",
            "",
            "Theme,Local Outcome,Action,Ref No.,Lead Organisation,Partners,By when (date),RAG Status",
            '1. Warm homes,Nobody is cold,Insulate 400 homes,1.1.1,Housing Service,"NHS Glen, River Trust",31/03/2028,',
            ",,Train fitters,1.1.2,,,Mar-29,Amber",
            "Clean water,,Plant willow,2.1,River Trust,,ongoing,Red",
        )
    )
    assert lines(outline) == [
        "priority: Warm homes", "  group: Nobody is cold", "    action: Insulate 400 homes", "      reference: 1.1.1",
        "      due: 2028-03-31", "      lead: Housing Service", "      partners: NHS Glen; River Trust",
        "    action: Train fitters", "      reference: 1.1.2", "      due: 2029-03",
        "priority: Clean water", "  action: Plant willow", "    reference: 2.1", "    lead: River Trust",
    ]  # fmt: skip
    assert "row 4: 31/03/2028 → 2028-03-31" in said(outline, "repaired")
    assert "row 6: “ongoing” is no date of one year, month or day." in said(outline, "left out")
    assert any("Column “RAG Status”" in line for line in said(outline, "left out"))
    assert any(line.startswith("row 5: Its priority is that of the row above") for line in said(outline, "understood"))


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Action", "action"), ("Our Commitments", ""), ("COMMITMENT", "action"), ("What we will do", "action"),
        ("Sub-action", "part"), ("Reference No.", "reference"), ("Lead partner", "lead"), ("Led by:", "lead"),
        ("Partner organisations", "partners"), ("Due date (month)", "due"), ("Timescales", "due"), ("Colour", ""),
        ("Leading organisation", "lead"), ("Baseline", "baseline"),
    ],
)  # fmt: skip
def test_headings_are_known_by_likeness_or_not_at_all(heading: str, name: str) -> None:
    """A slip of typing is forgiven; what is not known is left out and said, never guessed."""
    outline = tables.read(csv(f"Priority,Action,{heading}" if name != "action" else f"Priority,{heading}", "A,B,C"))
    understood = [line for line in said(outline, "understood") if f"“{heading}”" in line]
    assert bool(understood) == bool(name)


def test_a_column_of_officers_is_left_out_and_one_of_services_leads() -> None:
    """By what stands in it; `--keep-personal` and `--map` say otherwise."""
    people = csv("Action,Owner", "Insulate homes,Ann Ross", "Train fitters,Neil Mac Leod")
    services = csv("Action,Owner", "Insulate homes,Housing Service", "Train fitters,Skills Agency")
    assert "lead" not in str(lines(tables.read(people)))
    assert lines(tables.read(services))[-1] == "    lead: Skills Agency"
    assert lines(tables.read(people, Choices(keep_personal=True)))[-1] == "    lead: Neil Mac Leod"
    assert lines(tables.read(people, Choices({"Owner": "lead"})))[-1] == "    lead: Neil Mac Leod"


def test_what_a_column_holds_is_said_or_asked_once() -> None:
    """An answer is kept beside what was said, so that the next import asks nothing."""
    asked: list[str] = []

    def answer(question: object) -> str:
        asked.append(str(question))
        return "lead"

    choices = Choices(ask_column=answer)  # type: ignore[arg-type]
    for _ in range(2):
        outline = tables.read(csv("Action,Colour", "Insulate homes,Housing Service"), choices)
    assert lines(outline)[-1] == "    lead: Housing Service"
    assert len(asked) == 1
    with pytest.raises(Refused, match="No column can be read as “Colour=boss”"):
        tables.read(csv("Action,Colour", "A,B"), Choices({"Colour": "boss"}))


def test_parts_and_lists_in_a_cell() -> None:
    """A column of parts goes below its action; a cell that is a list becomes an item for each line."""
    table = csv("Priority,Action,Sub-action", "A,Build a path,Survey it", ",,Lay it", 'A,"• Open a hall\n• Heat it",')
    assert lines(tables.read(table)) == [
        "priority: A", "  action: Build a path", "    part: Survey it", "    part: Lay it", "  action: Open a hall",
        "  action: Heat it",
    ]  # fmt: skip


def test_numbers_before_the_words_are_the_plans_own() -> None:
    """2.2.1 is taken for a reference where no column holds one; a year or a count is left where it stands."""
    table = csv("Action", "2.2.1 Insulate homes", "2027 is the year of the river", "400 homes are insulated")
    assert lines(tables.read(table))[1:3] == ["  action: Insulate homes", "    reference: 2.2.1"]
    assert "reference: 2027" not in str(lines(tables.read(table)))


def test_dates_of_one_doubtful_order_are_refused_all_at_once() -> None:
    """Each row is named with what to add; another row of the column, or the flag, decides."""
    rows = ("Action,Due", "Insulate homes,03/04/2028", "Train fitters,05/06/2028")
    with pytest.raises(Refused) as refused:
        tables.read(csv(*rows))
    assert str(refused.value).count("--dates dmy") == 2
    assert lines(tables.read(csv(*rows), Choices(dates="mdy")))[-1] == "    due: 2028-05-06"
    assert lines(tables.read(csv(*rows, "Paint doors,31/03/2028")))[2] == "    due: 2028-04-03"


def test_formulas_are_refused_all_at_once() -> None:
    """What a cell computes is not what somebody wrote; an apostrophe says that it is a text."""
    with pytest.raises(Refused) as refused:
        tables.read(csv("Action,Due", "=A1,2028", "Train,=NOW()", "#REF!,"))
    assert [line.split(":")[0] for line in str(refused.value).split("\n")] == ["row 2", "row 3", "row 4"]
    with pytest.raises(Refused, match="Plan, row 2: the cell of action is computed"):
        tables.read(workbook({"Plan": [["Action"], ["=1+1"]]}))
    assert lines(tables.read(csv("Action", "'=done")))[-1] == "  action: =done"


def test_a_workbook_is_read_as_it_is_shown() -> None:
    """Dates as exact as their format, numbers with their decimals, each sheet whose headings are understood."""
    rows = [["Action", "No.", "Due"], ["Insulate", 2.1, date(2028, 3, 1)], ["Train", 3, date(2028, 3, 31)]]
    book = workbook(
        {"Plan": rows, "Outcomes": [["Priority", "Wording"], ["A", "Nobody is cold"]], "Notes": [["Hello", "you"]]},
        {"B2": "0.00", "C2": "mmm-yy"},
    )
    outline = tables.read(book)
    assert lines(outline) == [
        "priority: ", "  action: Insulate", "    reference: 2.10", "    due: 2028-03", "  action: Train",
        "    reference: 3", "    due: 2028-03-31", "priority: A", "  aspiration: Nobody is cold",
    ]  # fmt: skip
    assert "sheet Notes: It has no headings that are understood." in said(outline, "left out")


@pytest.mark.parametrize("data", [b"Colour,Shape\r\nred,round", b"\x00\x01", b"just words"])
def test_a_file_without_a_plan_is_refused_in_plain_words(data: bytes) -> None:
    """With what to do instead."""
    with pytest.raises(Refused, match=r"--map|Save it again"):
        tables.read(data)


def test_an_outline_can_be_corrected_and_read_back() -> None:
    """What is written is read as the same; a line that is not known is refused, with what may be meant."""
    outline = tables.read(csv("Priority,Outcome,Action,Due", "A,B,C,2028", "D,,E,"))
    again = outline_text.read(outline_text.written(outline).encode())
    assert lines(again) == lines(outline)
    with pytest.raises(Refused, match="Did you mean “action:”"):
        outline_text.read(b"priority: A\n  actoin: B\n")
