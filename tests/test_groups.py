"""Groups between a priority and its actions, and parts of an action: read, addressed, recorded, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework import checks
from strategic_framework.content import loader
from strategic_framework.exports.records import items as exported
from strategic_framework.ledger import store
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import children, document_of, reading_order, records
from strategic_framework.model import Framework
from strategic_framework.views.site import Site
from tests.grouped import GROUPED, PRIORITY, grouped

BELOW = ["grp-1", "act-06", "part-1", "part-2", "act-07", "asp-04", "grp-2", "act-08", "act-09"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return grouped(tmp_path)


def framework_of(root: Path) -> Framework:
    loaded = loader.load(root)
    assert loaded.framework is not None
    return loaded.framework


def told(root: Path) -> list[str]:
    """Every problem of the content, with its line."""
    return [f"{one.place.line}: {one.code}" for one in checks.check(loader.load(root), store.read(root))]


def edited(root: Path, old: str, new: str) -> None:
    """Replace words of the priority's file."""
    text = (root / PRIORITY).read_text("utf-8")
    assert old in text
    (root / PRIORITY).write_text(text.replace(old, new), encoding="utf-8")


def test_everything_below_a_priority_is_read_in_order(root: Path) -> None:
    """A group comes before what stands in it, a part after its action, and what is in no group last."""
    framework = framework_of(root)
    priority = framework.priorities["pri-3"]
    assert [item.id for item in priority.items] == BELOW
    assert [action.id for action in priority.all_actions] == ["act-06", "act-07", "act-08", "act-09"]
    assert {name for name in BELOW if framework.priority_of[name] is priority} == {*BELOW}
    assert told(root) == []


def test_a_group_is_known_by_its_title_and_searched_whole(root: Path) -> None:
    """Its words are its title; who it names is found in its title and in its text."""
    edited(root, "One child in eight has no breakfast.", "The Rowan Rivers Trust counts one child in eight.")
    framework, site = framework_of(root), Site(loader.load(root))
    assert framework.items["grp-1"].words == "No child goes to bed hungry"
    assert framework.items["grp-2"].texts == {"title": "Everybody has company"}
    assert {"grp-1", "act-08"} <= {*site.mentions.bodies.items("river-trust")}


def test_each_has_an_address(root: Path) -> None:
    """An action keeps its own page, wherever it stands; a group and a part are places on their priority's page."""
    links = Site(loader.load(root)).links
    assert [links.item(name) for name in ("grp-1", "act-06", "part-2")] == [
        "2024-28/pri-3/#grp-1", "2024-28/act-06/", "2024-28/pri-3/#part-2",
    ]  # fmt: skip


def test_what_is_new_is_numbered(root: Path) -> None:
    """A group is numbered by its title, before it has any text; parts and what stands in a group are, too."""
    for name in ("grp-2", "part-2", "act-08"):
        edited(root, f"id: {name}\n", "source: new\n")
    text = (root / PRIORITY).read_text("utf-8").replace("- source: new\n    source: new", "- source: new")
    text = text.replace("- source: new\n        source: new", "- source: new")
    text = text.replace("- source: new\n            source: new", "- source: new")
    (root / PRIORITY).write_text(text, encoding="utf-8")
    loaded = loader.load(root)
    assert loaded.problems == []
    assert loaded.provisional == {"grp-2", "part-2", "act-10"}


def test_the_record_holds_where_each_stands(root: Path) -> None:
    """A group stands in its priority, an action in its group, a part in its action; the order is the file's."""
    state = records(loader.load(root))
    assert [state[name]["in"] for name in ("grp-1", "act-06", "part-1", "act-09")] == [
        "pri-3",
        "grp-1",
        "act-06",
        "pri-3",
    ]
    assert children(state["grp-1"]) == ["act-06", "act-07", "asp-04"]
    assert state["grp-2"] == {"kind": "group", "in": "pri-3", "title": "Everybody has company", "order": ["act-08"]}
    assert document_of("part-1", state) == "2024-28"
    order = reading_order("2024-28", state)
    assert order[order.index("pri-3") + 1 :][: len(BELOW)] == BELOW


def test_an_earlier_state_is_read_from_its_records(root: Path) -> None:
    """The records alone give groups and parts back, where nothing of them is in the files any more."""
    framework, state = framework_of(root), records(loader.load(root))
    text = GROUPED[: GROUPED.index("groups:")] + GROUPED[GROUPED.index("actions:\n  - id: act-09") :]
    (root / PRIORITY).write_text(text, encoding="utf-8")
    before = framework_at(framework_of(root), state).priorities["pri-3"]
    assert [(item.id, item.words) for item in before.items] == [
        (item.id, item.words) for item in framework.priorities["pri-3"].items
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: grp-2", "id: grp-02", "identifier"),
        ("id: grp-2", "id: act-20", "identifier-kind"),
        ("id: part-2", "id: part-1", "identifier-twice"),
        ("    title: Everybody has company\n", "", "missing-key"),
        ("    source: new\n    title: Everybody", "    title: Everybody", "verbatim"),
        ("          - id: part-2\n", "          - id: part-2\n            parts: []\n", "unknown-key"),
    ],
)  # fmt: skip
def test_the_rules_hold_for_them(root: Path, old: str, new: str, problem: str) -> None:
    """Identifiers, keys and quotations of groups and parts are held to the same rules as those of other items."""
    edited(root, old, new)
    assert problem in {line.partition(": ")[2] for line in told(root)}


def test_a_plan_may_number_a_group_and_date_a_part(root: Path) -> None:
    """What the plan states of them is recorded, held to the rules, and read back from the record."""
    edited(root, "  - id: grp-2\n", '  - id: grp-2\n    reference: "2.2"\n')
    edited(root, "- id: part-2\n", '- id: part-2\n            reference: "2.1.1"\n            due: 2026-09\n')
    state = records(loader.load(root))
    assert (state["grp-2"]["reference"], state["part-2"]["due"]) == ("2.2", "2026-09")
    again = framework_at(framework_of(root), state)
    assert again.items["part-2"] == framework_of(root).items["part-2"]
    edited(root, '"2.1.1"', '"2.2"')
    assert [line.partition(": ")[2] for line in told(root)] == ["reference-twice"]


def test_the_export_says_what_each_stands_in(root: Path) -> None:
    """A record names the group that an item stands in, and the action that it is a part of; a group has its title."""
    site = Site(loader.load(root))
    rows = {row["id"]: row for row in exported(site.framework, site.mentions, site.links)}
    assert {name: (rows[name].get("group"), rows[name].get("part_of")) for name in BELOW[:4]} == {
        "grp-1": (None, None), "act-06": ("grp-1", None), "part-1": ("grp-1", "act-06"), "part-2": ("grp-1", "act-06"),
    }  # fmt: skip
    assert (rows["grp-2"]["title"], rows["grp-2"]["text"]) == ("Everybody has company", "")
    assert {"title", "group", "part_of"}.isdisjoint(rows["act-01"])
