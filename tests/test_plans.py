"""Plans of three invented bodies, each begun from the wheel and brought in: sound, whole, nothing of ours in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.site.project import Project
from tests.plans import PLANS
from tests.test_new_plan import OURS

PlanOf = Callable[[str], Path]
#: Plan → how many it has of each: priorities, groups, actions, parts, aspirations, measures, bodies.
HOLDS = {
    "council": (3, 6, 12, 0, 4, 4, 13),
    "charity": (3, 0, 9, 2, 4, 0, 0),
    "nation": (11, 0, 0, 0, 11, 81, 0),
}


@pytest.mark.parametrize("name", PLANS)
def test_everything_in_the_file_stands_in_the_plan(plan_of: PlanOf, name: str) -> None:
    """Each is published and built with its links followed, and nothing was lost on the way."""
    framework = Project.read(plan_of(name)).site.framework
    edition = framework.current
    parts = [part for action in edition.actions for part in action.parts]
    groups = [group for priority in edition.priorities for group in priority.groups]
    counted = (
        edition.priorities,
        groups,
        edition.actions,
        parts,
        edition.aspirations,
        framework.measures,
        framework.bodies,
    )
    assert tuple(map(len, counted)) == HOLDS[name]
    pages = [path for path in (plan_of(name) / "site" / edition.id).iterdir() if re.match(r"pri-\d+$", path.name)]
    assert len(pages) == len(edition.priorities)


@pytest.mark.parametrize("name", PLANS)
def test_nothing_of_another_body_is_in_any_byte(plan_of: PlanOf, name: str) -> None:
    """Neither in the folder nor in the site; only the guide for editors shows an invented council."""
    paths = [path for path in plan_of(name).rglob("*") if path.is_file() and path.name != "EDITING.md"]
    assert len(paths) > 200
    assert {str(path): names for path in paths if (names := {*OURS.findall(path.read_bytes())})} == {}


@pytest.mark.parametrize("name", PLANS)
def test_nobody_is_named(plan_of: PlanOf, name: str) -> None:
    """Who submitted a file, whom to write to and their numbers are in no byte of the plan or its site."""
    people = re.compile(rb"Angus Tait|Morag|Una Brae|[\w.]+@[\w-]+\.example|01632")
    paths = [path for folder in ("framework", "site") for path in (plan_of(name) / folder).rglob("*") if path.is_file()]
    assert {str(path) for path in paths if people.search(path.read_bytes())} == set()


def test_a_plan_without_actions_speaks_of_what_it_has(plan_of: PlanOf) -> None:
    """Its home says what can be read there, counts its measures, and leads to them; no list is called as another is."""
    home = (plan_of("nation") / "site" / "index.html").read_text("utf-8")
    assert "Here you can read every aspiration, see" in home
    tree = html.document_fromstring(home)
    assert [" ".join(figure.text_content().split()) for figure in tree.xpath("//*[@class='sf-facts']/*")] == [
        "outcomes11", "aspirations11", "measures81",
    ]  # fmt: skip
    places = [place.text_content().strip() for place in tree.xpath("//header//nav//a")]
    assert places[:3] == ["Outcomes", "Aspirations", "Measures"]
    labels = Project.read(plan_of("nation")).site.framework.current.labels
    assert labels.aspirations == "Aspirations"
