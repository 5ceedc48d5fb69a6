"""A document's life as a strip: what is drawn is what the ledger holds, in order and apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.rendering.templates import render
from strategic_framework.views.base import Here, Section
from strategic_framework.views.diagrams.versions_strip import Entry, VersionsStrip, close, places, strip, versions_strip
from strategic_framework.views.site import Site
from tests.conftest import ROOT

ENTRIES = [
    Entry("2026-01-05", 1, "", "chg-0001", "a"),
    Entry("2026-01-06", 2, "amended", "chg-0002", "b"),
    Entry("2026-03-01", None, "cosmetic", "chg-0003", "c"),
    Entry("2026-06-30", None, "reviewed", "chg-0004", "d"),
    Entry("2027-01-05", 3, "added", "chg-0005", "e"),
]


def fictional(document: str) -> Here:
    """The page of the versions of a document of the example."""
    folder = ROOT / "examples" / "inverskerry"
    return Here(Site(loader.load(folder), store.read(folder)), f"{document}/versions/", edition_id=document)


def test_one_change_is_no_strip(site: Site) -> None:
    """Nothing is drawn while there is only one change: so it is with the real framework."""
    assert strip(ENTRIES[:1]) is None
    assert strip([]) is None
    assert versions_strip(Here(site, "2023-27/versions/", edition_id="2023-27")) == []


def test_marks_are_as_their_changes() -> None:
    """A version is a numbered bar, a review a ring, anything else a point; each is read out with its date."""
    view = strip(ENTRIES)
    assert view is not None
    marks = view.marks
    assert [one.shape for one in marks] == ["bar", "bar", "dot", "ring", "bar"]
    assert [one.version for one in marks] == ["1", "2", "", "", "3"]
    assert marks[0].name == "5 January 2026, version 1, first published"
    assert marks[3].name == "30 June 2026, reviewed"
    assert view.desc == (
        "5 changes in order of date. New versions: 3. By kind: 1 added, 1 amended, 1 cosmetic and 1 reviewed."
    )


def test_small_marks_are_explained_where_they_stand() -> None:
    """A reader is told what a point and a ring mean, and only where there is one."""
    drawn = [strip(ENTRIES[:count]) for count in (2, 3, 4)]
    assert [one.key for one in drawn if one] == [
        "",
        "A point is a change that did not make a new version.",
        "A point is a change that did not make a new version. A ring is a review that changed nothing.",
    ]


def test_half_way_in_time_is_half_way_along() -> None:
    """Where there is room, a change stands as far along as its date."""
    first, second, _, middle, last = places(ENTRIES)
    assert (first, last) == (3.0, 97.0)
    assert second - first == pytest.approx(3.6)
    assert middle == pytest.approx(3 + 94 * 176 / 365, abs=0.01)


@given(st.lists(st.dates(), min_size=2, max_size=60))
def test_marks_keep_order_and_distance(days: list[object]) -> None:
    """Whatever the dates, marks stand inside the strip, in order, and never upon one another."""
    entries = [Entry(str(one), i, "amended", f"chg-{i}", "") for i, one in enumerate(sorted(days, key=str))]
    where = places(entries)
    apart = min(3.6, 94 / (len(where) - 1))
    assert 2.9 <= where[0] <= where[-1] <= 97.1
    assert all(after - before >= apart - 0.02 for before, after in pairwise(where))
    shown = [at for one, at in zip(entries, where, strict=True) if one.change not in close(entries, where)]
    assert shown[-1] == where[-1]
    assert all(after - before >= 6.98 for before, after in pairwise(shown))


def test_the_example_is_drawn_whole() -> None:
    """Each version of the example has its mark, with a link to its change; so have its cosmetic change and review."""
    here = fictional("2025-28")
    (part,) = versions_strip(here)
    assert isinstance(part, Section)
    (drawing,) = part.body
    assert isinstance(drawing, VersionsStrip)
    marks = drawing.marks
    versions = here.site.ledger.versions_of("2025-28")
    assert [one.version for one in marks if one.version] == [str(one.number) for one in versions]
    assert {"dot", "ring", "bar"} == {one.shape for one in marks}
    links = [one.href for one in marks]
    assert len(set(links)) == len(links)
    assert here.to(here.links.change(versions[-1].change.id)) == links[-1]


def test_the_strip_is_named_and_described() -> None:
    """The drawing has a title and a description, and each mark is a link with a name."""
    view = strip(ENTRIES)
    assert view is not None
    svg = re.search(r"<svg.*</svg>", str(render(view)), re.DOTALL)
    assert svg is not None
    drawing = etree.fromstring(svg[0].encode())
    named = [drawing.find(f".//*[@id='{name}']") for name in str(drawing.get("aria-labelledby")).split()]
    assert all(one is not None and one.text for one in named)
    assert [one.findtext("{*}title") for one in drawing.iterfind(".//{*}a")] == [m.name for m in view.marks]
