"""What a plan states of an action beside its words: read, checked, recorded, exported; absent where it is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from strategic_framework import exports
from strategic_framework.checks import check
from strategic_framework.content.loader import load
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import records
from strategic_framework.ledger.verify import broken
from strategic_framework.model import Framework
from strategic_framework.publication import publishing, receipt
from strategic_framework.views.base import Here, Site
from strategic_framework.views.difference import item_change
from strategic_framework.views.versions import version_words
from tests import planned
from tests.exports.test_schemas import faults
from tests.ledger import bench


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plan that states them; no test changes it."""
    return planned.planned(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    """That plan, read."""
    return planned.site_of(root)


@pytest.fixture(scope="module")
def framework(site: Site) -> Framework:
    return site.framework


@pytest.fixture(scope="module")
def items(site: Site) -> dict[str, Any]:
    """The exported items by identifier."""
    made = dict(exports.files(site.framework, site.mentions, site.links, site.ledger))
    return {item["id"]: item for item in json.loads(made["data/framework.json"])["items"]}


def test_a_plan_that_states_them_is_sound(root: Path) -> None:
    """The publisher may lead and be a partner by a word of its own; a number may be written without quotation marks."""
    assert check(load(root)) == []


def test_only_what_is_stated_is_recorded(root: Path) -> None:
    """The record of an action holds what the plan states of it, and the framework comes back from it."""
    loaded = load(root)
    held = records(loaded)
    assert held["act-01"]["lead"] == ["river-trust"]
    assert (held["act-01"]["reference"], held["act-01"]["due"]) == ("1.1", "2027-03")
    assert "partners" not in held["act-02"]
    assert not {"reference", "due", "lead", "partners"} & held["act-03"].keys()
    assert loaded.framework is not None
    assert framework_at(loaded.framework, held).items == loaded.framework.items


def test_json_holds_them_where_they_are_stated(items: dict[str, Any]) -> None:
    """Identifiers of bodies and the plan's number; an action that states nothing has no such keys."""
    stated = {"reference": "1.1", "due": "2027-03", "lead": ["river-trust"]}
    assert {key: items["act-01"][key] for key in stated} == stated
    assert items["act-01"]["partners"] == ["housing-association", "publisher"]
    assert items["act-03"]["due"] is None
    assert not {"reference", "lead", "partners"} & items["act-03"].keys()
    assert faults("item", items["act-01"]) == faults("item", items["act-03"]) == []


# --- how a change of them is told -------------------------------------------------------------------------------------

#: What is edited → its sentence in the receipt, and what the page of the change says of the item.
CHANGED = {
    "a date that slips": (
        ("due: 2027-03", "due: 2027-06"),
        "Action 1 slips from March 2027 to June 2027.",
        "Slipped from March 2027 to June 2027.",
    ),
    "a date that is brought forward": (
        ("due: 2027-03", "due: 2026-12-01"),
        "Action 1 is brought forward from March 2027 to 1 December 2026.",
        "Brought forward from March 2027 to 1 December 2026.",
    ),
    "a date that is only less exact": (
        ("due: 2027-03", "due: 2027"),
        "Action 1 has a new date.",
        "Its date: March 2027, now 2027.",
    ),
    "a date that is taken away": (
        ("    due: 2027-03\n", ""),
        "The date of Action 1 is taken out.",
        "Its date: March 2027, now not stated.",
    ),
    "another lead": (
        ("    lead: [river-trust]\n", ""),
        "Who leads Action 1 is changed.",
        "Who leads it: Rowan Rivers Trust, now not stated.",
    ),
    "other partners": (
        ("partners: [housing-association, publisher]", "partners: [publisher]"),
        "The partners in Action 1 are changed.",
        "Who are partners in it: Glen Rowan Housing Association and Glen Rowan Council, now Glen Rowan Council.",
    ),
    "another number": (
        ("reference: 1.1", "reference: 2.1"),
        "Action 1 has another number of the plan’s own.",
        "The plan’s own number: 1.1, now 2.1.",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_needs_a_reason_and_is_told_in_words(root: Path, tmp_path: Path, name: str) -> None:
    """It opens a version; the receipt and the page of the change name bodies, months and numbers as a reader does."""
    (old, new), sentence, note = CHANGED[name]
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    bench.edit(plan, planned.RIVERS, old, new)
    assert [problem.code for problem in bench.problems(plan)] == ["unexplained"]
    bench.because(plan, "because", "act-01")
    publication = publishing.prepare(plan, bench.DAY)
    assert publication is not None
    assert sentence in receipt.receipt(publication, plan)["sentences"]
    bench.seal_here(plan)
    after = planned.site_of(plan)
    sealed = after.ledger.changes[-1].records["act-01"]
    shown = item_change(Here(after, "changes/chg-0002/"), "act-01", "act-01", sealed)
    assert (sealed.kind, shown.note) == ("amended", note)
    assert broken(after.ledger, thorough=True) == []


def test_two_dates_that_slip_are_each_told(root: Path, tmp_path: Path) -> None:
    """The title counts them, and a sentence follows for each."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    bench.edit(plan, planned.RIVERS, "due: 2027-03", "due: 2027-06")
    bench.edit(plan, planned.RIVERS, "due: 2026\n", "due: 2027\n")
    bench.because(plan, "because", "act-01", "act-02")
    publication = publishing.prepare(plan, bench.DAY)
    assert publication is not None
    assert receipt.receipt(publication, plan)["sentences"][:3] == [
        "Action 1 and Action 2 slip to later dates.",
        "Action 1 slips from March 2027 to June 2027.",
        "Action 2 slips from 2026 to 2027.",
    ]


def test_the_words_of_a_version_hold_them(root: Path, tmp_path: Path) -> None:
    """Its text and its page say what the plan stated then; an action that stated nothing says nothing."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    after = planned.site_of(plan)
    [version] = after.ledger.versions_of("2024-28")
    stated = "(the plan’s own number 1.1; due 2027-03; lead river-trust; partners housing-association, publisher)"
    assert f"along both rivers. [act-01] {stated}" in version.text
    assert "lending our tools to neighbours. [act-03] (also involves" in version.text
    [section] = version_words(Here(after, "2024-28/versions/1/", "version", "2024-28/1", edition_id="2024-28"))
    shown = {row.id: [*row.stated] for part in section.body for row in part.rows}
    assert shown["v-act-01"] == [
        "number 1.1 of the plan’s own",
        "due March 2027",
        "lead: Rowan Rivers Trust",
        "partners: Glen Rowan Housing Association and Glen Rowan Council",
    ]
    assert shown["v-act-03"] == []
    assert shown["v-pri-1"] == ["looks to March 2028"]
