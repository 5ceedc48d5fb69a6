"""The flow: the drawing of the strands between two editions, and the list that says the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from lxml import etree, html

from strategic_framework.rendering.templates import render
from strategic_framework.views.base import Here
from strategic_framework.views.compare import RELATIONS, comparison
from strategic_framework.views.diagrams.flow import Flow, flow
from strategic_framework.views.site import Site


@pytest.fixture(scope="module")
def here(site: Site) -> Here:
    """The page of the comparison."""
    return Here(site, "editions/compare/")


@pytest.fixture(scope="module")
def view(here: Here) -> Flow:
    """The flow of the real editions."""
    return flow(here)


@pytest.fixture(scope="module")
def drawing(view: Flow) -> Any:
    """Its SVG, parsed."""
    svg = re.search(r"<svg[^>]*role=.*?</svg>", str(render(view)), re.DOTALL)
    assert svg is not None
    return etree.fromstring(svg[0].encode())


def test_every_strand_is_drawn_once(site: Site, view: Flow) -> None:
    """22 strands are paired, 13 new and 21 not named, and each is in the drawing, in the key and in the list."""
    kinds = Counter(one.kind for one in view.strands)
    assert sum(kinds.values()) - kinds["new"] - kinds["not-named"] == 22
    assert (kinds["new"], kinds["not-named"]) == (13, 21)
    assert {one.kind: one.count for one in view.key} == kinds
    told = [f"#{one.id}" for one in site.framework.continuity]
    assert sorted(row.href for group in view.groups for row in group.rows) == sorted(told)


def test_a_phone_shows_every_line_too(view: Flow) -> None:
    """The small drawing has the same lines, none beyond its frame, and the same parts."""
    phone = view.phone
    assert Counter(one.kind for one in phone.strands) == Counter(one.kind for one in view.strands)
    assert [" ".join(part.lines) for part in phone.parts] == [head.name for head in view.heads]
    for one in phone.strands:
        assert all(0 <= float(y) <= phone.height for y in re.findall(r"M[\d.]+ ([\d.]+)", one.path))
    feet = [float(found) for part in phone.parts for found in re.findall(r"V([\d.]+)", part.bar)]
    assert max(feet) < phone.height


def test_a_line_ends_in_the_words_of_the_later_edition(site: Site, view: Flow) -> None:
    """What stands at the end of a paired strand opens what the later edition says, and is no identifier."""
    said = {f"#{one.id}": one.now.text for one in site.framework.continuity if one.was and one.now}
    ends = {one.href: one.end for one in view.strands if one.end}
    assert ends.keys() == said.keys()
    assert all(said[href].startswith(end.removesuffix("…")) for href, end in ends.items())


def test_the_words_count_what_is_drawn(view: Flow) -> None:
    """The description says how many lines there are, and its routes add up to them."""
    told = view.desc
    assert told.startswith("22 lines from the parts of the earlier edition")
    assert "Only in this edition: 13 strands. Only in the earlier one: 21." in told
    assert "From priority 4: one to priority 3." in told


def test_a_line_is_as_its_relation_says(view: Flow) -> None:
    """A paired strand joins the columns, a new one has only its end, one that is not named only its beginning."""
    for one in view.strands:
        assert ("C" in one.path) == (one.kind not in {"new", "not-named"})
        assert (one.ring is not None) == (one.kind == "new")
        assert one.path.endswith("z") == (one.kind in {"raised", "narrowed"})


def test_no_two_rows_share_a_height(view: Flow, drawing: Any) -> None:
    """Every row has its own place in its column, inside the frame."""
    rows = {(one.anchor, one.lines[0].y) for one in view.strands}
    assert len(rows) == len(view.strands)
    _, _, width, height = map(float, drawing.get("viewBox").split())
    for element in drawing.iter("{*}text", "{*}tspan"):
        assert 0 <= float(element.get("x", 0)) <= width
        assert 0 <= float(element.get("y", 0)) <= height


def test_few_lines_cross_without_need(view: Flow) -> None:
    """Lines between the same two parts keep their order, so that they do not cross."""
    bars = [float(re.findall(r"[MV][\d.]* ?([\d.]+)", head.bar)[0]) for head in view.heads]
    assert bars == sorted(bars[:6]) + sorted(bars[6:])
    ends = [
        (float(found[0][1]), float(found[0][3]), one.tone)
        for one in view.strands
        if (found := re.findall(r"M([\d.]+) ([\d.]+)C.* ([\d.]+) ([\d.]+)$", one.path))
    ]
    covid = sorted((start, end) for start, end, tone in ends if tone == "2" and start < 500)
    assert covid == sorted(covid, key=lambda pair: pair[1])


def test_the_drawing_is_named_and_described(drawing: Any) -> None:
    """The drawing has a title and a description, and every line is a link with a name."""
    named = [drawing.find(f".//*[@id='{name}']") for name in drawing.get("aria-labelledby").split()]
    assert all(one is not None and one.text for one in named)
    assert all(one.get("aria-label") for one in drawing.iterfind(".//{*}a"))


def test_every_link_leads_to_a_strand_or_a_relation(here: Here, view: Flow) -> None:
    """What the drawing, the key and the list link to stands in the comparison below them."""
    page = html.fromstring("<div>" + "".join(str(render(one)) for one in comparison(here)) + "</div>")
    there = {f"#{name}" for name in page.xpath("//@id")}
    links = html.fromstring(str(render(view))).xpath("//a/@href")
    assert len(links) == 2 * 56 + len(RELATIONS)
    assert set(links) <= there
