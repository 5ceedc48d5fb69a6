"""The picture of an action's neighbourhood: what it joins is what the wording, the links and the strands say."""

from __future__ import annotations

import pytest
from lxml import html

from strategic_framework.rendering.templates import render_all
from strategic_framework.views.base import Here, Section, Site
from strategic_framework.views.diagrams.neighbours import FEW, Neighbours, neighbours
from strategic_framework.views.record import glance
from strategic_framework.views.summary import Summary


def page(site: Site, action: str) -> Here:
    """The page of an action."""
    return Here(site, f"2023-27/{action}/", "action", action)


def picture(site: Site, action: str) -> Neighbours:
    """The picture of an action."""
    (part,) = neighbours(page(site, action))
    assert isinstance(part, Section)
    (drawing,) = part.body
    assert isinstance(drawing, Neighbours)
    return drawing


def test_it_joins_what_the_action_names_and_reaches(site: Site) -> None:
    """Action 12 stands under priority 2, names three things and reaches priority 1."""
    found = picture(site, "act-12")
    assert (found.number, found.item) == (2, "Action 12")
    told = [(one.kind, one.way.text) for one in found.branches]
    assert told == [("Names", "Solace"), ("Names", "COSLA"), ("Names", "Peer review framework"),
                    ("Reaches priority", "1 Transform services")]  # fmt: skip


def test_it_joins_the_earlier_edition(site: Site) -> None:
    """Action 8 carries on a strand, whose quotations are one link away."""
    last = picture(site, "act-08").branches[-1]
    assert last.kind == "In the earlier edition"
    assert last.way.href.endswith("editions/compare/#shared-applications-and-platforms")


def test_few_are_listed_and_many_counted(site: Site) -> None:
    """Others that name the same are listed up to four; beyond that they are counted."""
    solace, cosla, peer = picture(site, "act-12").branches[:3]
    assert solace.others[0].text == "7 other passages"
    assert solace.count == 7
    assert [one.text for one in cosla.others] == ["Action 32", "Action 34"]
    assert peer.others == []
    others = [one for one in site.mentions.bodies.items("solace") if one != "act-12"]
    assert (
        sum(site.framework.edition_of[one].id == "2023-27" for one in others if one in site.framework.edition_of) == 7
    )
    assert all(len(one.others) <= FEW for one in picture(site, "act-08").branches)


@pytest.mark.parametrize("number", range(1, 36))
def test_its_table_says_the_same(site: Site, number: int) -> None:
    """Whoever and whatever the picture names stands in the table above it too, and the other way about."""
    here = page(site, f"act-{number:02}")
    table = glance(here)
    assert isinstance(table, Summary)
    rows = {row.term: [part.text for part in row.parts if part.href] for row in table.rows}
    branches = picture(site, f"act-{number:02}").branches if neighbours(here) else []
    drawn = [branch.way.text for branch in branches if branch.kind == "Names"]
    assert drawn == rows["Bodies it names"] + rows["Also names"]


def test_the_picture_is_named(site: Site) -> None:
    """It is a figure with a name and a list of links."""
    tree = html.fromstring(str(render_all(neighbours(page(site, "act-12")))))
    (figure,) = tree.xpath("//figure")
    assert figure.get("aria-label") == "What stands around Action 12"
    assert len(figure.xpath("./ul/li")) == 4


def test_nothing_around_nothing_drawn(site: Site) -> None:
    """An action that names nothing, reaches nothing and carries nothing on has no picture."""
    bare = [f"act-{n:02}" for n in range(1, 36) if not neighbours(page(site, f"act-{n:02}"))]
    assert bare
    for one in bare:
        assert not site.mentions.bodies.names(one)
        assert not site.mentions.programmes.names(one)
        assert one not in {link.item for link in site.framework.links.textual}
