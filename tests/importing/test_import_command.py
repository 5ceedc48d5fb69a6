"""`framework import`: a file becomes a plan that passes the check, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework.site.project import Project
from tests.importing.conftest import ANSWERS, Framework

TABLE = "Theme,Action,Status\nWarm homes,Insulate 400 homes,Green\n,Train fitters,Amber\nClean water,Plant willow,\n"


def write(name: str, text: str) -> Path:
    """A file in the folder of the test."""
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def plan(folder: str = "my-plan") -> list[tuple[str, list[str]]]:
    """The priorities of a plan with the words below them; it must be sound."""
    project = Project.read(Path(folder))
    assert project.problems == []
    assert project.framework is not None
    return [(one.title, [item.text for item in one.items]) for one in project.framework.current.priorities]


def test_a_table_becomes_a_new_plan(framework: Framework) -> None:
    """In one step, sound, with what was left out said before it is written."""
    status, said = framework("import", write("plan.csv", TABLE), "--into", "my-plan", *ANSWERS)
    assert status == 0, said
    assert plan() == [("Warm homes", ["Insulate 400 homes", "Train fitters"]), ("Clean water", ["Plant willow"])]
    assert "Column “Status”" in said
    assert "action: Train fitters" in said


def test_init_brings_in_as_well(framework: Framework) -> None:
    """`init --import` is the same step."""
    assert framework("init", "my-plan", "--import", write("plan.csv", TABLE), *ANSWERS)[0] == 0
    assert len(plan()) == 2


def test_a_plan_that_was_just_begun_is_filled(framework: Framework) -> None:
    """Its empty priorities give way; one that has words is left alone, and told of --update."""
    assert framework("init", "my-plan", "--priority", "To be replaced", *ANSWERS)[0] == 0
    assert framework("import", write("plan.csv", TABLE), "--into", "my-plan", "--yes")[0] == 0
    assert [title for title, _ in plan()] == ["Warm homes", "Clean water"]
    status, said = framework("import", "plan.csv", "--into", "my-plan", "--yes")
    assert status == 1
    assert "import --update" in said


def test_nothing_is_written_unless_somebody_says_so(framework: Framework) -> None:
    """Without --yes and a terminal the outline is shown and the folder stays away."""
    status, said = framework("import", write("plan.csv", TABLE), "--into", "my-plan", *ANSWERS[:-1])
    assert status == 2
    assert "Add --yes" in said
    assert not Path("my-plan").exists()


def test_what_the_check_would_refuse_is_told_by_row(framework: Framework) -> None:
    """All of it, with the row that it came from, and nothing is written."""
    table = write("plan.csv", "Action\nInsulate homes\nTBC\nTrain fitters\nTODO later\n")
    status, said = framework("import", table, "--into", "my-plan", *ANSWERS)
    assert status == 1
    assert "Row 3: “TBC” looks like drafting text" in said
    assert "Row 5: “TODO” looks like drafting text" in said
    assert not Path("my-plan").exists()


def test_an_outline_is_corrected_before_it_is_brought_in(framework: Framework) -> None:
    """--outline writes it and nothing else, --from-outline brings it in."""
    status, said = framework("import", write("plan.csv", TABLE), "--outline", "outline.txt", "--yes")
    assert status == 0, said
    text = Path("outline.txt").read_text("utf-8").replace("Train fitters", "Train forty fitters")
    write("outline.txt", text)
    assert framework("import", "--from-outline", "outline.txt", "--into", "my-plan", *ANSWERS)[0] == 0
    assert plan()[0] == ("Warm homes", ["Insulate 400 homes", "Train forty fitters"])


def test_how_a_table_is_read_is_kept(framework: Framework) -> None:
    """What was said with --map stands in import.yml, and the next file of the same plan needs no flag."""
    table = write("plan.csv", "Thing,Colour\nInsulate homes,red\n")
    assert framework("import", table, "--into", "my-plan", "--map", "Thing=action", *ANSWERS)[0] == 0
    assert "Thing: action" in Path("my-plan/import.yml").read_text("utf-8")
    assert framework("init", "other", "--priority", "A", *ANSWERS)[0] == 0
    Path("my-plan/import.yml").rename("other/import.yml")
    assert framework("import", table, "--into", "other", "--yes")[0] == 0
    assert plan("other") == [("Glen Plan", ["Insulate homes"])]


def test_the_report_says_what_was_done_with_each_row(framework: Framework) -> None:
    """Under three heads, whole, only where it is asked for."""
    framework("import", write("plan.csv", TABLE), "--into", "my-plan", "--report", "report.txt", *ANSWERS)
    report = Path("report.txt").read_text("utf-8")
    assert [line for line in report.split("\n") if line and not line.startswith(" ")] == [
        "Left out", "Repaired", "Understood",
    ]  # fmt: skip
    assert "Row 3: Its priority is that of the row above, “Warm homes”." in report


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("import",), "Name one file"),
        (("import", "plan.csv"), "--into my-plan"),
        (("import", "none.csv", "--into", "my-plan"), "There is no file none.csv"),
        (("import", "plan.pdf", "--into", "my-plan"), "It may end in .csv"),
        (("import", "plan.csv", "--into", "my-plan", "--map", "Owner"), "an equals sign"),
        (("import", "plan.csv", "--into", "my-plan", "--yes"), "Missing: --title, --publisher, --period"),
    ],
)
def test_what_is_missing_is_said(framework: Framework, words: tuple[str, ...], answer: str) -> None:
    """In a sentence that says what to type, and nothing is written."""
    write("plan.csv", TABLE)
    write("plan.pdf", "%PDF")
    status, said = framework(*words)
    assert status in {1, 2}
    assert answer in said
    assert not Path("my-plan").exists()


def test_groups_parts_and_bodies_are_written_as_the_plan_has_them(framework: Framework) -> None:
    """The publisher is known by its name and is no body; each other name is one, however often it stands there."""
    table = write(
        "plan.csv",
        "Theme,Outcome,Action,Sub-action,Ref,Lead,Partners,Due\n"
        "Warm homes,Nobody is cold,Insulate homes,Survey them,1.1a,Glen Council,NHS Glen; Housing Trust,2028\n"
        "Warm homes,Nobody is cold,Insulate homes,Insulate them,1.1b,Housing  trust,,2029-03\n",
    )
    assert framework("import", table, "--into", "my-plan", *ANSWERS)[0] == 0
    read = Project.read(Path("my-plan")).site.framework
    [group] = read.current.priorities[0].groups
    assert (group.title, [action.text for action in group.actions]) == ("Nobody is cold", ["Insulate homes"])
    assert [(part.reference, part.due, part.lead, part.partners) for part in group.actions[0].parts] == [
        ("1.1a", "2028", ("publisher",), ("nhs-glen", "housing-trust")), ("1.1b", "2029-03", ("housing-trust",), ()),
    ]  # fmt: skip
    assert [body.name for body in read.bodies] == ["NHS Glen", "Housing Trust"]


def test_measures_of_a_table_have_their_figures_from_the_plan(framework: Framework) -> None:
    """A target with the date of its column, and a baseline with the date that stands beside it."""
    table = write(
        "plan.csv",
        "Outcome,Indicator,Unit,Baseline,Target,Target date\nWarm homes,Cold homes,%,12.4% in 2023,5%,2030\n"
        'Warm homes,Fitters,people,"1,200",lots,\n',
    )
    status, said = framework("import", table, "--into", "my-plan", *ANSWERS)
    assert status == 0, said
    measures = {measure.name: measure for measure in Project.read(Path("my-plan")).site.framework.measures}
    levels = [measures["Cold homes"].baseline, measures["Cold homes"].target, measures["Fitters"].baseline]
    assert [(level.value, level.date) for level in levels if level] == [
        ("12.4", "2023"), ("5", "2030"), ("1200", None),
    ]  # fmt: skip
    assert "Row 3: The target “lots”: it is no number in figures." in said
