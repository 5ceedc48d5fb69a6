"""What a plan states of an action beside its words: read, checked, recorded, exported; absent where it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from strategic_framework import exports
from strategic_framework.checks import check
from strategic_framework.content.loader import load
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import records
from strategic_framework.model import Framework
from strategic_framework.views.base import Site
from tests import planned
from tests.exports.test_schemas import faults


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
