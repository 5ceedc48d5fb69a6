"""The framework as it was first published: counted, proven verbatim, and what is found in its wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework import checks
from strategic_framework.content.loader import Loaded
from strategic_framework.content.mentions import mentions
from strategic_framework.content.provenance import stored
from strategic_framework.ledger import store
from strategic_framework.model import Framework
from tests.conftest import FROZEN, ROOT


def test_the_current_edition_is_counted(framework: Framework) -> None:
    """4 priorities, 2 introductory and 6 context paragraphs, 4 principles, 5 roles, 35 actions, 15 aspirations."""
    edition = framework.current
    assert [len(p.actions) for p in edition.priorities] == [9, 11, 7, 8]
    assert [len(p.aspirations) for p in edition.priorities] == [3, 2, 4, 6]
    assert [len(p.context) for p in edition.priorities] == [1, 1, 2, 2]
    assert [len(p.role) for p in edition.priorities] == [1, 1, 1, 2]
    assert [len(c.principles) for p in edition.priorities for c in p.context] == [0, 4, 0, 0, 0, 0]
    assert len(edition.introduction) == 2
    assert len(list(edition.items)) + len(edition.priorities) == 71


def test_identifiers_are_numbered_through(framework: Framework) -> None:
    """Actions are act-01 to act-35 and aspirations asp-01 to asp-15, in reading order."""
    assert [a.id for a in framework.current.actions] == [f"act-{n:02d}" for n in range(1, 36)]
    assert [a.id for a in framework.current.aspirations] == [f"asp-{n:02d}" for n in range(1, 16)]


def test_titles_come_from_the_chairs_article(framework: Framework) -> None:
    """The page of the framework lost its titles; each says where it was found."""
    assert {p.title_source for p in framework.current.priorities} == {"chair-article"}


def test_labels_are_the_documents_own(framework: Framework) -> None:
    """The names of the parts are content."""
    labels = framework.current.labels
    assert (labels.role, labels.actions, labels.actions_lead_in, labels.aspirations) == (
        "Our role", "How we will deliver", "We will:", "What we aspire to achieve",
    )  # fmt: skip


def test_the_earlier_edition_is_counted(framework: Framework) -> None:
    """Four priorities in 1, 5, 6 and 3 paragraphs, and three cross-cutting bullets."""
    earlier = next(edition for edition in framework.editions if edition.id == "2020-22")
    assert [len(p.paragraphs) for p in earlier.priorities] == [1, 5, 6, 3]
    assert len(earlier.cross_cutting) == 3
    assert earlier.described_as == "as described to the committee, 29 July 2021"


def test_the_alliance_is_counted(framework: Framework) -> None:
    """5 commitments, 8 proposed joint priorities, 7 results, 4 ambitions, and a reading of each proposal."""
    alliance = framework.alliance
    assert alliance is not None
    parts = (alliance.commitments, alliance.joint_priorities, alliance.results, alliance.ambitions, alliance.crosswalk)
    assert [len(part) for part in parts] == [5, 8, 7, 4, 8]
    readings = Counter(row.reading for row in alliance.crosswalk)
    assert readings == {"reported": 3, "partly-reported": 1, "continuing": 1, "not-reported": 3}


def test_continuity_is_counted(framework: Framework) -> None:
    """22 paired strands, 13 new and 21 not named; every side that exists is quoted."""
    relations = Counter(strand.relation for strand in framework.continuity)
    assert relations == {
        "continues": 9, "changed": 4, "raised": 1, "narrowed": 6, "related": 2, "new": 13, "not-named": 21,
    }  # fmt: skip


def test_links_are_counted(framework: Framework) -> None:
    """Eleven textual links, two of them weak, and six shared things."""
    assert len(framework.links.textual) == 11
    assert {link.item for link in framework.links.textual if link.strength} == {"act-09", "act-12"}
    assert len(framework.links.shared) == 6


def test_everything_quoted_stands_in_its_source(frozen: Loaded) -> None:
    """No check finds anything, the character-for-character proof included."""
    assert checks.check(frozen, store.read(FROZEN)) == []


@pytest.mark.parametrize("item", ["act-15", "act-32", "ctx-1", "asp-14"])
def test_the_proof_is_independent_of_the_checks(frozen: Loaded, framework: Framework, item: str) -> None:
    """A few items are looked up by hand in the repaired text of their source, so that the check itself is checked."""
    source = framework.source["framework-2023"]
    text = stored(source, frozen.source_texts[f"framework/{source.file}"]).text
    assert framework.items[item].text in text


def test_slips_are_kept(framework: Framework) -> None:
    """The wording is not improved: action 15 has no full stop, and ctx-5 keeps its verb."""
    assert framework.items["act-15"].text.endswith("could therefore be targeted")
    assert "has experience" in framework.items["ctx-5"].text


BODIES = {
    "solace": ["act-01", "act-02", "act-12", "act-15", "act-29", "act-32", "act-34"],
    "cosla": ["act-12", "act-32", "act-34"],
    "accounts-commission": ["act-20"],
    "lgbf-board": ["act-15"],
    "digital-office": ["act-32"],
    "public-health-scotland": ["act-32"],
    "scottish-government": [],
}


@pytest.mark.parametrize("body", BODIES)
def test_bodies_named_in_actions(framework: Framework, body: str) -> None:
    """Who is named is found in the wording."""
    found = [item for item in mentions(framework).bodies.items(body) if item.startswith("act-")]
    assert found == BODIES[body]


def test_no_body_is_named_in_the_poverty_actions(framework: Framework) -> None:
    """None of the seven actions on poverty and inequality names another body."""
    named = mentions(framework).bodies
    assert [named.names(f"act-{n}") for n in range(21, 28)] == [()] * 7


def test_scottish_government_is_named_in_context_only(framework: Framework) -> None:
    """Of the current edition, only two context paragraphs name the Scottish Government."""
    items = mentions(framework).bodies.items("scottish-government")
    own = [item for item in items if framework.edition_of.get(item) is framework.current]
    assert own == ["ctx-1", "ctx-5"]


PROGRAMMES = {
    "lgbf": ["act-14", "act-15", "asp-06"],
    "transformation-programme": ["act-02", "act-29"],
    "tpmo": ["act-02", "asp-02"],
    "think-piece": ["act-01", "asp-02"],
    "shared-platforms": ["act-08", "act-28"],
    "crerar-review": ["act-20"],
    "national-entitlement-card": ["act-31"],
    "data-platform": ["act-32", "asp-14"],
    "digital-identity": ["act-30", "asp-13"],
    "elected-member-development": ["act-07", "act-25"],
    "case-studies": ["act-06", "act-18"],
}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_programmes_named_in_the_current_edition(framework: Framework, programme: str) -> None:
    """What is named is found in the wording too."""
    items = mentions(framework).programmes.items(programme)
    own = [item for item in items if item.startswith(("act-", "asp-"))]
    assert sorted(own) == PROGRAMMES[programme]


def test_nothing_is_invented(framework: Framework) -> None:
    """No update exists, nobody has approved the site, and no contact or repository is made up."""
    settings = framework.settings
    assert framework.updates == ()
    assert (settings.official, settings.approved_by, settings.contact, settings.repository) == (False, None, None, None)


@pytest.mark.parametrize(
    "read", [Path.read_text, lambda path: next(path.parent.iterdir()), lambda path: path.open("rb")]
)
def test_no_test_of_the_code_can_read_what_an_editor_may_change(read: Callable[[Path], object]) -> None:
    """The guard guards: without the marker `content`, the real content can be neither read nor listed."""
    with pytest.raises(pytest.fail.Exception, match="give it frozen content"):
        read(ROOT / "framework" / "framework.yml")
