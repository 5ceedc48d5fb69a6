"""What our own tables and JSON carry comes back: into a new plan, and as the next revision of the same."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from openpyxl import load_workbook

from strategic_framework.content.mentions import mentions
from strategic_framework.exports import csv_tables, json_files, records, spreadsheet, stratml
from strategic_framework.model import Framework
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.conftest import EXAMPLE, MINIATURE, ROOT
from tests.importing.conftest import REASON
from tests.importing.conftest import Framework as Command

#: What each format carries of an item beside its words; what it says of others can be worked out.
CARRIED = ("id", "kind", "text", "priority", "priority_title", "due", "reference", "lead", "partners")
MEASURED = ROOT / "tests" / "measured"
NEW = ("--title", "Again", "--publisher", "Glen Council", "--yes")


def current(root: Path) -> tuple[Framework, list[dict[str, Any]]]:
    """A framework, and the records of the items of its current edition."""
    site = Project.read(root).site
    rows = [*records.items(site.framework, mentions(site.framework), site.links)]
    return site.framework, [row for row in rows if row["document"] == site.framework.current.id]


def carried(rows: list[dict[str, Any]], kinds: set[str]) -> list[dict[str, Any]]:
    """What is carried of the items of some kinds."""
    return [{name: row.get(name) for name in CARRIED} for row in rows if row["kind"] in kinds and not row["retired"]]


def exported(root: Path, name: str) -> bytes:
    """A file as the site publishes it."""
    read = Project.read(root)
    site, named = read.site, mentions(read.site.framework)
    if name == spreadsheet.FILE:
        return spreadsheet.workbook(site.framework, named, site.links, read.ledger)
    if name.endswith(".xml"):
        return dict(stratml.files(site.framework, named, site.links))[name]
    module = json_files if name.endswith(".json") else csv_tables
    return dict(module.files(site.framework, named, site.links))[name]


@pytest.mark.parametrize(
    ("root", "name", "kinds"),
    [
        (EXAMPLE, "data/actions.csv", {"action", "part"}),
        (MINIATURE, "data/framework.xlsx", {"action", "part", "aspiration"}),
        (
            MINIATURE,
            "data/framework.json",
            {"action", "part", "aspiration", "group", "context", "role", "introduction"},
        ),
    ],
)
def test_what_is_exported_comes_in_as_it_was(framework: Command, root: Path, name: str, kinds: set[str]) -> None:
    """Each item in force of the current edition, under its identifier, in its order, with all that is carried."""
    file = Path(name).name
    Path(file).write_bytes(exported(root, name))
    whole, rows = current(root)
    period = f"{whole.current.starts[:4]}-{whole.current.ends[2:4]}"
    status, said = framework("import", file, "--into", "again", "--period", period, *NEW)
    assert status == 0, said
    again, rows_again = current(Path("again"))
    assert carried(rows_again, kinds) == carried(rows, kinds)
    if not name.endswith(".csv"):
        assert [(body.id, body.name, body.aliases) for body in again.bodies] == [
            (body.id, body.name, body.aliases) for body in whole.bodies
        ]


def test_what_is_no_part_of_an_edition_is_left_out_and_said(framework: Command, tmp_path: Path) -> None:
    """Reports, changes and measures stay where their sources are: no figure comes in under another source."""
    shutil.copytree(MINIATURE / "framework", tmp_path / "m" / "framework")
    shutil.copytree(MEASURED / "framework" / "measures", tmp_path / "m" / "framework" / "measures")
    for name, said in (("framework.xlsx", "sheet Measures"), ("framework.json", "Measures:")):
        Path(name).write_bytes(exported(tmp_path / "m", f"data/{name}"))
        status, output = framework(
            "import", name, "--into", name[-4:], "--report", "report.txt", "--period", "2024-28", *NEW
        )
        assert status == 0, output
        assert said in Path("report.txt").read_text("utf-8")
        assert Project.read(Path(name[-4:])).site.framework.measures == ()


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A copy of the example, which has a history."""
    shutil.copytree(EXAMPLE / "framework", tmp_path / "p" / "framework")
    return tmp_path / "p"


def edited(root: Path, most: int) -> bytes:
    """The workbook of a site, with the words of so many items of the current edition edited."""
    book = load_workbook(io.BytesIO(exported(root, "data/framework.xlsx")))
    label = Project.read(root).site.framework.current.label
    left = most
    for sheet in (book["Actions"], book["Aspirations"]):
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            edition, retired, words = (sheet.cell(row, columns[name]) for name in ("Edition", "Retired", "Wording"))
            if left and edition.value == label and not retired.value:
                words.value = f"{words.value.rstrip('.')}, as agreed in row {row}."
                left -= 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_unedited_workbook_proposes_nothing(framework: Command, published: Path) -> None:
    """Not a word, a date or a place in it is another."""
    Path("plan.xlsx").write_bytes(edited(published, 0))
    status, said = framework("import", "--update", "plan.xlsx", "--into", published, *REASON)
    assert status == 0, said
    assert "There is nothing to propose." in said


def test_edited_cells_are_one_proposal_of_exactly_those(framework: Command, published: Path) -> None:
    """Twenty cells, twenty rewordings, one file."""
    Path("plan.xlsx").write_bytes(edited(published, 20))
    status, said = framework("import", "--update", "plan.xlsx", "--into", published, *REASON)
    assert status == 0, said
    [path] = (published / "framework/changes/pending").glob("*.yml")
    changes = yaml.safe_load(path.read_text("utf-8"))["changes"]
    assert len(changes) == 20
    assert {tuple(change) for change in changes} == {("reword", "from", "to")}
    assert all("as agreed in row" in change["to"] and "as agreed" not in change["from"] for change in changes)
    assert f"The revision: {len(changes)} reworded." in said


def test_json_of_another_kind_is_refused_in_plain_words(framework: Command) -> None:
    """It says what a file of ours has."""
    Path("plan.json").write_bytes(orjson.dumps({"actions": ["Insulate homes"]}))
    status, said = framework("import", "plan.json", "--into", "again", *NEW)
    assert status == 1
    assert "no editions, priorities and items" in said


PLANNED = """\
Theme,Outcome,Action,Sub-action,Ref,Lead,Partners,Due
Warm homes,Nobody is cold,Insulate homes,,1.1,Glen Council,NHS Glen; Housing Trust,2028
Warm homes,Nobody is cold,Train fitters,Find a college,1.2a,Housing Trust,,2029-03
Warm homes,Nobody is cold,Train fitters,Buy tools,1.2b,Housing Trust,Glen Council,2029-03-31
Clean water,,Plant willow,,2.1,River Trust,,2030
"""


@pytest.fixture
def planned(framework: Command) -> Path:
    """A published plan with groups, parts, numbers, dates and bodies."""
    Path("plan.csv").write_text(PLANNED, encoding="utf-8")
    assert framework("import", "plan.csv", "--into", "p", "--period", "2027-31", *NEW)[0] == 0
    publishing.publish(Path("p"), "2027-04-01")
    return Path("p").resolve()


def test_json_carries_groups_parts_numbers_dates_and_bodies(framework: Command, planned: Path) -> None:
    """All of them come in as they were, in the group or the action that they stood in."""
    Path("framework.json").write_bytes(exported(planned, "data/framework.json"))
    status, said = framework("import", "framework.json", "--into", "again", *NEW)
    assert status == 0, said
    was, now = (Project.read(root).site.framework.current.priorities for root in (planned, Path("again")))
    assert now == was


@pytest.mark.parametrize("name", ["data/actions.csv", "data/framework.xlsx", "data/framework.json"])
def test_what_a_plan_states_of_its_actions_is_known_again(framework: Command, planned: Path, name: str) -> None:
    """A file that nobody edited proposes nothing, whatever of numbers, dates and bodies it carries."""
    file = Path(name).name
    Path(file).write_bytes(exported(planned, name))
    status, said = framework("import", "--update", file, "--into", planned, *REASON)
    assert status == 0, said
    assert "There is nothing to propose." in said


@pytest.mark.parametrize("part", [1, 2])
def test_measures_and_principles_of_stratml_are_known_again(framework: Command, part: int) -> None:
    """A measure of several things stands below each of them, and one of a priority is named there alone."""
    root = Path("p").resolve()
    shutil.copytree(MINIATURE, root, ignore=shutil.ignore_patterns("_expected"))
    shutil.copytree(MEASURED / "framework", root / "framework", dirs_exist_ok=True)
    publishing.publish(root, "2026-03-01")
    edition = Project.read(root).content.framework.current.id
    Path("plan.xml").write_bytes(exported(root, f"data/{edition}/stratml-{part}.xml"))
    status, said = framework("import", "--update", "plan.xml", "--into", root, *REASON)
    assert status == 0, said
    assert "There is nothing to propose." in said


def test_a_revision_slips_renumbers_and_gives_to_others(framework: Command, planned: Path) -> None:
    """Dates, numbers and bodies of the next revision are changes of their own, with new bodies first."""
    table = PLANNED.replace("Trust,2028", "Trust,June 2028").replace("2.1,River Trust,,2030", "2.2,Otter Group,,2029")
    table += "Clean water,,Count the otters,,2.3,Otter Group,River Trust,2031\n"
    Path("next.csv").write_text(table, encoding="utf-8")
    status, said = framework("import", "--update", "next.csv", "--into", planned, *REASON)
    assert status == 0, said
    assert "The revision: 1 added, 1 slipped, 1 brought forward, 1 renumbered, 1 given to others." in said
    [path] = (planned / "framework/changes/pending").glob("*.yml")
    changes = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["changes"]  # noqa: S506 - every value a text
    assert changes == [
        {"add": "bodies/otter-group", "name": "Otter Group"},
        {"reword": "act-01", "field": "due", "from": "2028", "to": "2028-06"},
        {"reword": "act-03", "field": "due", "from": "2030", "to": "2029"},
        {"reword": "act-03", "field": "reference", "from": "2.1", "to": "2.2"},
        {"entries": "act-03", "field": "lead", "from": ["river-trust"], "to": ["otter-group"]},
        {"add": "action", "under": "pri-2", "after": "act-03", "text": "Count the otters", "reference": "2.3",
         "due": "2031", "lead": ["otter-group"], "partners": ["river-trust"]},
    ]  # fmt: skip
