"""StratML: built as the standard has it, and losing what it says that it loses, and no more."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from lxml import etree

from strategic_framework.exports import stratml
from strategic_framework.language.strings import with_words
from strategic_framework.model import Edition, Item, Priority
from strategic_framework.views.site import Site
from tests.exports import hostile

#: Which elements stand in which, in their order, as the standard has it: `?` none or one, `*` any number, `+` some.
_PLAN = "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?"
_GRAMMAR = {
    "StrategicPlan": _PLAN, "PerformancePlanOrReport": _PLAN, "StrategicPlanCore": "Organization* Goal+",
    "Organization": "Name? Description?", "Stakeholder": "Name Description? Role*",
    "Role": "Name Description? RoleType*",
    "Goal": "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*",
    "Objective": "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?",
    "AdministrativeInformation": "StartDate? EndDate? PublicationDate? Source?",
}  # fmt: skip


def plans(site: Site) -> dict[str, bytes]:
    """Every plan of a site."""
    return dict(stratml.files(site.framework, site.mentions, site.links))


def parsed(data: bytes) -> Element:
    """The root of a plan."""
    return ElementTree.fromstring(data)  # noqa: S314 (it is our own, and names no entity)


def name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def misplaced(element: Element) -> list[str]:
    """Every element below this one that the standard would not have there."""
    kept = [name(child) for child in element]
    for rule in _GRAMMAR.get(name(element), "").split():
        wanted, count = rule.rstrip("?*+"), 0
        while kept[:1] == [wanted] and (count == 0 or rule[-1] in "*+"):
            kept, count = kept[1:], count + 1
        if count == 0 and rule[-1] not in "?*":
            return [f"{name(element)} has no {wanted}"]
    return [f"{part} in {name(element)}" for part in kept] + [fault for child in element for fault in misplaced(child)]


@pytest.fixture(scope="module")
def example() -> Site:
    """The invented council."""
    return hostile.example()


def test_both_parts_of_every_edition(example: Site) -> None:
    """Each in the namespace of its part, with every element in its place and no identifier given twice."""
    made = plans(example)
    assert len(made) == 2 * len(example.framework.editions)
    for (_, data), part in zip(made.items(), stratml.PARTS * len(example.framework.editions), strict=True):
        root = parsed(data)
        assert root.tag == f"{{{part.namespace}}}{part.root}"
        assert root.get("Type") == ("Strategic_Plan" if part.typed else None)
        assert misplaced(root) == []
        names = [str(element.text) for element in root.iter() if name(element) == "Identifier"]
        assert len(names) == len(set(names))


def test_what_is_misplaced_is_seen(example: Site) -> None:
    """A goal without a name, and a goal within another."""
    root = parsed(next(iter(plans(example).values())))
    core = next(element for element in root if name(element) == "StrategicPlanCore")
    goal = next(element for element in core if name(element) == "Goal")
    goal.append(goal[0])
    assert misplaced(root) == ["Name in Goal"]
    goal.remove(goal[0])
    assert misplaced(root) == ["Goal has no Name"]


def test_it_is_valid_by_the_schemas_of_the_standard(example: Site) -> None:
    """Where STRATML_SCHEMAS names a folder with them."""
    folder = os.environ.get("STRATML_SCHEMAS")
    if not folder:
        pytest.skip("STRATML_SCHEMAS names no folder with the schemas of ISO 17469")
    paths = {1: "StrategicPlanISOVersion20140401.xsd", 2: "PerformancePlanOrReport20160216.xsd"}
    texts = [hostile.site_of(hostile.filled(text)) for text in hostile.TEXTS[:8]]
    for site in (example, *texts):
        for address, data in plans(site).items():
            schema = etree.XMLSchema(etree.parse(Path(folder) / paths[int(address[-5])]))
            schema.assertValid(etree.fromstring(data))


def texts(element: Element, *path: str) -> list[str]:
    """The texts of the elements at a path, one below the other."""
    within = [element]
    for part in path:
        within = [child for parent in within for child in parent if name(child) == part]
    return [child.text or "" for child in within]


def read_back(data: bytes) -> list[dict[str, Any]]:
    """The priorities and their items as a plan has them."""
    root = parsed(data)
    goals = [goal for core in root if name(core) == "StrategicPlanCore" for goal in core if name(goal) == "Goal"]
    return [{**_read(goal), "under": [_read(child) for child in goal if name(child) == "Objective"]} for goal in goals]


def _read(element: Element) -> dict[str, Any]:
    (other,) = texts(element, "OtherInformation")
    words, _, lines = other.rpartition("Address: ")
    standing = lines.split("\n")[1:]
    told = dict(line.split(": ") for line in standing if ": " in line)
    return {
        "id": texts(element, "Identifier")[0], "name": texts(element, "Name")[0],
        "text": texts(element, "Description")[0], "words": words.strip("\n"),
        "bodies": texts(element, "Stakeholder", "Name"),
        "retired": "Retired." in standing, "replaced_by": told.get("Replaced by"), "continues": told.get("Carries on"),
    }  # fmt: skip


def carried(site: Site, edition: Edition) -> list[dict[str, Any]]:
    """What the plan of an edition has to hold: everything of its goals and objectives that is not among the losses."""
    return [
        {
            **_standing(priority), "name": priority.title, "bodies": [], "words": _joined(priority.role),
            "text": _joined([part for context in priority.context for part in (context, *context.principles)]
                            + [*priority.paragraphs]),
            "under": [
                {**_standing(item), "text": item.text,
                 "bodies": [site.named[body].name for body in site.mentions.bodies.names(item.id)]}
                for item in (*priority.actions, *priority.aspirations)
            ],
        }
        for priority in edition.priorities
    ]  # fmt: skip


def _joined(items: Any) -> str:
    return "\n\n".join(item.text for item in items)


def _standing(noun: Item | Priority) -> dict[str, Any]:
    return {"id": noun.id, "retired": noun.retired, "replaced_by": noun.replaced_by, "continues": noun.continues}


def kept(site: Site) -> None:
    """Both parts of every edition give back all that they are said to hold."""
    made = plans(site)
    for edition in site.framework.editions:
        for part in stratml.PARTS:
            read = read_back(made[site.links.plan(edition, part.number)])
            for goal in read:
                for objective in goal["under"]:
                    kind, number = objective.pop("name").split(" ")
                    assert objective["id"].startswith(kind[:3].lower())
                    assert number.isdigit()
                    objective.pop("words")  # the date that an aspiration looks to, in words
            assert read == carried(site, edition)


def test_the_round_trip_loses_what_it_says(example: Site) -> None:
    """Priorities, actions and aspirations are had back whole; what a plan leaves out is said in it."""
    kept(example)
    for data in plans(example).values():
        (told,) = texts(parsed(data), "OtherInformation")
        assert all(with_words(loss) in told for loss in stratml.LOSSES)
        assert "Independent demonstration" in told
        assert example.framework.settings.rights in told


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: ascii(text[:12]))
def test_every_text_is_had_back(text: str) -> None:
    """Whatever it looks like."""
    kept(hostile.site_of(hostile.filled(text)))


def test_a_date_is_never_made_more_exact(example: Site) -> None:
    """The standard has days: a month or a year stands in words alone."""
    for edition in example.framework.editions:
        for part in stratml.PARTS:
            root = parsed(plans(example)[example.links.plan(edition, part.number)])
            stated = {"StartDate": edition.starts, "EndDate": edition.ends, "PublicationDate": edition.published}
            for element, date in stated.items():
                exact = [date] if date and len(date) == 10 else []
                assert texts(root, "AdministrativeInformation", element) == exact


def test_no_progress_is_claimed(example: Site) -> None:
    """No indicator, no target and no result stands in a plan."""
    for data in plans(example).values():
        assert not {"PerformanceIndicator", "TargetResult", "ActualResult"} & {
            name(element) for element in parsed(data).iter()
        }
