"""What an action or an aspiration is connected with: everything that its words name and reach, each thing once."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import html

from strategic_framework.rendering.templates import render_all
from strategic_framework.views.base import Here, Section
from strategic_framework.views.connections import FEW, Connections, connections
from strategic_framework.views.site import Site


def page(site: Site, item: str) -> Here:
    """The page of an action or an aspiration."""
    kind = "action" if item.startswith("act") else "aspiration"
    return Here(site, f"2023-27/{item}/", kind, item)


def shown(site: Site, item: str) -> Connections:
    """What the page shows of its connections."""
    (part,) = connections(page(site, item))
    assert isinstance(part, Section)
    (view,) = part.body
    assert isinstance(view, Connections)
    return view


def rows(site: Site, item: str) -> dict[str, list[str]]:
    """Anchor of a row → the connections in it, by name."""
    return {row.id: [one.way.text for one in row.connections] for row in shown(site, item).rows}


def test_it_shows_what_the_action_names_and_reaches(site: Site) -> None:
    """Action 12 stands under priority 2, names two bodies and a programme, and is linked to priority 1."""
    found = rows(site, "act-12")
    assert found["at-a-glance"] == ["2 Sector-led improvement"]
    assert found["bodies"] == ["Solace", "COSLA"]
    assert found["same-work"] == ["Peer review framework"]
    assert found["leads"] == ["1 Transform services"]


def test_the_earlier_edition_is_quoted_with_the_way_to_both_sides(site: Site) -> None:
    """Action 14 carries on a strand: how, what was said then and where, and the comparison."""
    (row,) = [row for row in shown(site, "act-14").rows if row.id == "before"]
    (strand,) = row.connections
    assert (strand.way.text, strand.way.href) == ("Continues", "../../editions/compare/#benchmarking-framework")
    assert strand.said
    assert strand.others[0].text.startswith("2020–22, priority 2")


def test_few_others_are_listed_and_many_counted(site: Site) -> None:
    """Other items that name the same are listed up to four; beyond that they are counted, as one link."""
    found = {one.way.text: one for row in shown(site, "act-12").rows for one in row.connections}
    assert [one.text for one in found["Solace"].others] == [f"{found['Solace'].count} other sentences"]
    assert found["Solace"].count > FEW
    assert [one.text for one in found["COSLA"].others][:2] == ["Action 32", "Action 34"]
    assert found["COSLA"].others[2].text.startswith("2020–22, priority 4: “")
    assert found["Peer review framework"].others == []


@pytest.mark.parametrize("number", range(1, 36))
def test_each_thing_stands_there_once(site: Site, number: int) -> None:
    """No page of a body, a programme or a strand is the way of two connections."""
    ways = Counter(one.way.href for row in shown(site, f"act-{number:02}").rows for one in row.connections)
    assert {href for href, count in ways.items() if count > 1} <= {""}


@pytest.mark.parametrize("number", range(1, 36))
def test_it_names_whoever_the_wording_names(site: Site, number: int) -> None:
    """Its bodies and programmes are those of the registers, no fewer and no more."""
    item = f"act-{number:02}"
    found, mentions = rows(site, item), site.mentions
    named = [*mentions.bodies.names(item), *mentions.programmes.names(item)]
    assert found.get("bodies", []) + found.get("same-work", []) == [site.body_names[name] for name in named]


def test_what_is_not_named_is_said_once(site: Site) -> None:
    """A lead or a date that the sentence does not give is told in a line below, and has no row."""
    view = shown(site, "act-14")
    assert [str(one) for one in view.absent] == [
        "Not named: another body, a lead or owner.",
        "Date not stated. The aspirations of this priority are dated March 2027.",
    ]
    assert not {"bodies", "due"} & {row.id for row in view.rows}


def test_the_proof_that_an_aspiration_promises(site: Site) -> None:
    """Its own nouns, a measure that it names, or none stated; an action has no such row."""
    kinds = [rows(site, item).get("proof") for item in ("asp-01", "asp-03", "asp-06", "asp-12", "act-14")]
    assert kinds == [["Examples, evidence"], ["Evidence"], ["A named measure"], ["None stated"], None]


def test_old_fragments_lead_to_their_rows(site: Site) -> None:
    """The anchors of the parts that stood here before are those of the rows that took their place."""
    tree = html.fromstring(str(render_all(connections(page(site, "act-14")))))
    assert {"around", "at-a-glance", "same-work", "before"} <= set(tree.xpath("//@id"))
