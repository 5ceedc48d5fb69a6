"""`framework import --update`: the next revision of a plan is one proposal of exactly what it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.importing.conftest import ANSWERS, REASON, Framework

TABLE = """\
Priority,Reference,Action
Warm homes,1.1,Insulate four hundred homes in the glen
Warm homes,1.2,Train ten fitters at the college
Clean water,2.1,Plant willow along both rivers
Clean water,2.2,Count the otters every spring
"""


@pytest.fixture
def plan(framework: Framework) -> Callable[[str], dict[str, object]]:
    """A published plan, in whose folder the command runs; it gives the one proposal that a revision becomes."""
    Path("plan.csv").write_text(TABLE, encoding="utf-8")
    assert framework("import", "plan.csv", "--into", "p", *ANSWERS)[0] == 0
    root = Path("p").resolve()
    publishing.publish(root, "2027-04-01")

    def revised(table: str, *flags: str) -> dict[str, object]:
        Path("next.csv").write_text(table, encoding="utf-8")
        status, said = framework("import", "--update", "next.csv", "--into", root, *REASON, *flags)
        assert status == 0, said
        [path] = (root / "framework/changes/pending").glob("*.yml")
        assert Project.read(root).problems == []
        data = yaml.safe_load(path.read_text("utf-8"))
        return {"said": said, **data}

    return revised


def test_each_kind_of_change_is_found(plan: Callable[[str], dict[str, object]]) -> None:
    """Reworded, added, retired and moved: one proposal with its reason, and a receipt that counts them."""
    table = TABLE.replace("ten fitters", "twenty fitters").replace("Clean water,2.2,Count", "Warm homes,2.2,Count")
    table = table.replace("Clean water,2.1,Plant willow along both rivers\n", "Clean water,,Build a fish pass\n")
    proposal = plan(table)
    assert proposal["changes"] == [
        {
            "reword": "act-02",
            "from": "Train ten fitters at the college",
            "to": "Train twenty fitters at the college",
        },
        {"move": "act-04", "under": "pri-1"},
        {"add": "action", "under": "pri-2", "text": "Build a fish pass"},
        {"retire": "act-03"},
    ]
    assert "The revision: 1 reworded, 1 added, 1 retired, 1 moved." in str(proposal["said"])
    assert (str(proposal["decided"]), proposal["decided_by"]) == (REASON[5], "The council")


def test_numbers_of_the_plan_find_what_was_reworded_beyond_likeness(plan: Callable[[str], dict[str, object]]) -> None:
    """With the flag that says so: else such a row is new, and what stood there is retired."""
    table = TABLE.replace("Count the otters every spring", "Survey wildlife by boat")
    proposal = plan(table, "--same-item")
    assert proposal["same_item"] is True
    assert [next(iter(change)) for change in proposal["changes"]] == ["reword"]  # type: ignore[attr-defined]


def test_what_is_not_known_to_be_the_same_is_new(plan: Callable[[str], dict[str, object]]) -> None:
    """Nobody is there to answer, so it is said which row was taken for new."""
    proposal = plan(TABLE.replace("2.2,Count the otters every spring", ",Count all the otters, owls and bats"))
    assert "row 5: taken for new, and not for act-04" in str(proposal["said"])
    assert [next(iter(change)) for change in proposal["changes"]] == ["add", "retire"]  # type: ignore[attr-defined]


def test_a_part_of_the_plan_retires_nothing(plan: Callable[[str], dict[str, object]]) -> None:
    """With --partial what the file lacks stays in force."""
    proposal = plan("Reference,Action\n1.2,Train eleven fitters at the college\n", "--partial")
    assert [next(iter(change)) for change in proposal["changes"]] == ["reword"]  # type: ignore[attr-defined]


def test_a_new_priority_comes_with_what_stands_in_it(plan: Callable[[str], dict[str, object]]) -> None:
    """And a priority of which nothing stays is retired with its items."""
    table = "\n".join(TABLE.split("\n")[:3]) + "\nSafe roads,,Light every crossing\n"
    proposal = plan(table)
    assert [*map(dict, proposal["changes"])] == [  # type: ignore[call-overload]
        {"add": "priority", "under": "2027-31", "title": "Safe roads", "nav_label": "Safe roads"},
        {"add": "action", "under": "pri-3", "text": "Light every crossing"},
        {"retire": "act-03"}, {"retire": "act-04"}, {"retire": "pri-2"},
    ]  # fmt: skip


def test_three_dated_files_become_three_published_changes(framework: Framework, tmp_path: Path) -> None:
    """A plan's history: each file is a proposal of its day, and publishing seals each by itself, in their order."""
    (tmp_path / "1.csv").write_text(TABLE, encoding="utf-8")
    assert framework("import", "1.csv", "--into", "p", *ANSWERS)[0] == 0
    root = tmp_path / "p"
    publishing.publish(root, "2027-04-01")
    tables = [TABLE.replace("ten fitters", "twelve fitters")]
    tables += [tables[-1].replace("every spring", "every spring and autumn")]
    tables += [tables[-1].replace("four hundred", "five hundred")]
    for number, (table, day) in enumerate(zip(tables, ("2027-09-01", "2028-03-01", "2028-09-01"), strict=True), 2):
        (tmp_path / f"{number}.csv").write_text(table, encoding="utf-8")
        reason = ("--reason", f"Revision {number}.", "--decided-by", "The council", "--decided", day, "--yes")
        status, said = framework("import", "--update", f"{number}.csv", "--into", root, *reason)
        assert status == 0, said
    publishing.publish(root, "2028-10-01")
    changes = Project.read(root).ledger.changes
    assert [(change.decided, change.reason) for change in changes[-3:]] == [
        ("2027-09-01", "Revision 2."), ("2028-03-01", "Revision 3."), ("2028-09-01", "Revision 4."),
    ]  # fmt: skip


def test_unknown_identifiers_are_refused_all_at_once(framework: Framework, tmp_path: Path) -> None:
    """Each with its row, and nothing is written."""
    (tmp_path / "plan.csv").write_text(TABLE, encoding="utf-8")
    assert framework("import", "plan.csv", "--into", "p", *ANSWERS)[0] == 0
    publishing.publish(tmp_path / "p", "2027-04-01")
    rows = "Identifier,Action\nact-77,Insulate\nact-01,Insulate\nact-01,Train\nact-99,Plant\n"
    (tmp_path / "next.csv").write_text(rows, encoding="utf-8")
    status, said = framework("import", "--update", "next.csv", "--into", "p", *REASON)
    assert status == 1
    assert "Row 2: this plan has no act-77." in said
    assert "Row 4: act-01 stands in row 3 already." in said
    assert "Row 5: this plan has no act-99." in said
    assert not [*(tmp_path / "p/framework/changes/pending").glob("*.yml")]


def test_an_earlier_history_is_recorded_with_its_own_day(framework: Framework, tmp_path: Path) -> None:
    """With --history a revision is older than the record: its words stood from the day that it was decided."""
    (tmp_path / "1.csv").write_text(TABLE, encoding="utf-8")
    assert framework("import", "1.csv", "--into", "p", *ANSWERS)[0] == 0
    publishing.publish(tmp_path / "p", "2027-04-01")
    (tmp_path / "2.csv").write_text(TABLE.replace("every spring", "every autumn"), encoding="utf-8")
    decided = ("--reason", "As minuted.", "--decided-by", "The council", "--decided", "2026-11-04", "--yes")
    status, said = framework("import", "--update", "2.csv", "--into", "p", "--history", *decided)
    assert status == 0, said
    publishing.publish(tmp_path / "p", "2027-04-02")
    change = Project.read(tmp_path / "p").ledger.changes[-1]
    assert (change.decided, change.imported) == ("2026-11-04", True)


MEASURED = """\
Priority,Action,Measure,Unit,Baseline,Target
Warm homes,Insulate four hundred homes in the glen,,,,
Warm homes,,Homes that are warm,,61% (2025),100 by 2031
Warm homes,,Days on the list,days,1540,
Clean water,Plant willow along both rivers,,,,
Clean water,,Otters that are seen along the rivers,otters,,
"""


def test_what_a_revision_states_of_measures_is_proposed_and_rests_on_it(framework: Framework, tmp_path: Path) -> None:
    """Another figure, a first one, another name, a new measure and one that is gone; what is not stated stays."""
    (tmp_path / "plan.csv").write_text(MEASURED, encoding="utf-8")
    assert framework("import", "plan.csv", "--into", "p", *ANSWERS)[0] == 0
    publishing.publish(tmp_path / "p", "2027-04-01")
    assert "nothing to propose" in framework("import", "--update", "plan.csv", "--into", "p", *REASON)[1]
    table = MEASURED.replace("61% (2025)", "63% (2026)").replace("100 by 2031", "").replace("days,1540,", "days,,900")
    table = table.replace("along the rivers,otters", "along both rivers,") + "Clean water,,Trees planted,trees,7,\n"
    (tmp_path / "next.csv").write_text(table, encoding="utf-8")
    status, said = framework("import", "--update", "next.csv", "--into", "p", *REASON)
    assert status == 0, said
    assert "The revision: 1 reworded, 1 added, 2 figures." in said
    [path] = (tmp_path / "p/framework/changes/pending").glob("*.yml")
    source = "plan-2027-31-2"
    changes = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["changes"]  # noqa: S506 (texts alone)
    assert changes[0]["add"] == f"sources/{source}"
    assert changes[1:] == [
        {"reword": "mea-01", "field": "baseline.value", "from": "61", "to": "63"},
        {"reword": "mea-01", "field": "baseline.date", "from": "2025", "to": "2026"},
        {"reword": "mea-01", "field": "baseline.source", "from": "plan-2027-31", "to": source},
        {"reword": "mea-02", "field": "target.value", "to": "900"},
        {"reword": "mea-02", "field": "target.source", "to": source},
        {"reword": "mea-03", "field": "name",
         "from": "Otters that are seen along the rivers", "to": "Otters that are seen along both rivers"},
        {"add": "measure", "name": "Trees planted", "unit": "trees", "under": ["pri-2"],
         "baseline": {"value": "7", "source": source}},
    ]  # fmt: skip
    assert "Homes that are warm. baseline: 63" in (tmp_path / f"p/framework/sources/{source}.txt").read_text("utf-8")
    publishing.publish(tmp_path / "p", "2027-05-02")
    project = Project.read(tmp_path / "p")
    assert project.problems == []
    found = {one.id: one for one in project.content.framework.measures}
    assert (found["mea-01"].unit, found["mea-01"].target and found["mea-01"].target.value) == ("%", "100")
    assert found["mea-02"].baseline
    assert found["mea-02"].baseline.value == "1540"
    assert found["mea-03"].unit == "otters"
    assert "nothing to propose" in framework("import", "--update", "next.csv", "--into", "p", *REASON)[1]


def test_a_measure_that_a_revision_lacks_is_retired_with_the_items(framework: Framework, tmp_path: Path) -> None:
    """Where the file holds measures at all; one without any says nothing of them."""
    (tmp_path / "plan.csv").write_text(MEASURED, encoding="utf-8")
    assert framework("import", "plan.csv", "--into", "p", *ANSWERS)[0] == 0
    publishing.publish(tmp_path / "p", "2027-04-01")
    for kept, retired in ((4, ["mea-03"]), (2, None)):
        lines = [
            line
            for line in MEASURED.splitlines()
            if line != "Clean water,,Otters that are seen along the rivers,otters,,"
        ]
        table = [line for line in lines if kept > 2 or ",," not in line.removesuffix(",,,,")]
        (tmp_path / "next.csv").write_text("\n".join([*table, ""]), encoding="utf-8")
        status, said = framework("import", "--update", "next.csv", "--into", "p", *REASON)
        assert status == 0, said
        pending = [*(tmp_path / "p/framework/changes/pending").glob("*.yml")]
        data = [change["retire"] for path in pending for change in yaml.safe_load(path.read_text("utf-8"))["changes"]]
        assert (data or None) == retired, said
        for path in pending:
            path.unlink()


def test_values_are_proposed_where_they_differ(framework: Framework, tmp_path: Path) -> None:
    """In StratML a measure has its values: another number for a date, and one for a further date."""
    values = {"2025": "70", "2026": "74"}
    (tmp_path / "plan.xml").write_text(stratml(values), encoding="utf-8")
    assert framework("import", "plan.xml", "--into", "p", *ANSWERS)[0] == 0
    publishing.publish(tmp_path / "p", "2027-04-01")
    (tmp_path / "next.xml").write_text(stratml({"2025": "70.0", "2026": "75", "2027": "81"}), encoding="utf-8")
    status, said = framework("import", "--update", "next.xml", "--into", "p", *REASON)
    assert status == 0, said
    assert "The revision: 2 values." in said
    [path] = (tmp_path / "p/framework/changes/pending").glob("*.yml")
    changes = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["changes"]  # noqa: S506 (texts alone)
    assert changes[1:] == [
        {"value": "mea-01", "date": "2026", "from": "74", "to": "75", "source": "plan-2027-31-2"},
        {"value": "mea-01", "date": "2027", "to": "81", "source": "plan-2027-31-2"},
    ]


def stratml(values: dict[str, str]) -> str:
    """A plan with one measure and its values."""
    results = "".join(
        f"<ActualResult><NumberOfUnits>{number}</NumberOfUnits><StartDate>{year}</StartDate><EndDate>{year}</EndDate>"
        f"</ActualResult>" for year, number in values.items()
    )  # fmt: skip
    return (
        "<PerformancePlanOrReport><Name>Glen Plan</Name><StrategicPlanCore><Goal><Name>Warm homes</Name><Objective>"
        "<Description>Insulate four hundred homes in the glen</Description><PerformanceIndicator>"
        "<MeasurementDimension>Homes that are warm</MeasurementDimension><UnitOfMeasurement>%</UnitOfMeasurement>"
        f"<MeasurementInstance>{results}</MeasurementInstance></PerformanceIndicator></Objective></Goal>"
        "</StrategicPlanCore></PerformancePlanOrReport>"
    )
