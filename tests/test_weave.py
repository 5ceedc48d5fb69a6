"""The weave: the drawing of the links between priorities, and the sentences that say the same."""

from __future__ import annotations

import itertools
import re
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from strategic_framework.language.english import letter
from strategic_framework.rendering.templates import render
from strategic_framework.views.base import Here
from strategic_framework.views.diagrams.weave import weave
from strategic_framework.views.diagrams.weave_words import description, joined
from strategic_framework.views.linked import threads
from strategic_framework.views.site import Site

NAMES = ["Transform services", "Sector-led improvement", "Poverty", "Digital and data", "Homes", "Roads and paths",
         "Climate", "Learning for life"]  # fmt: skip


def page(priorities: int, links: list[tuple[int, int]]) -> Any:
    """A page of an edition with so many priorities and these links, as (from, to); it has what a weave asks for."""
    those = [SimpleNamespace(id=f"pri-{n}", number=n, nav_label=NAMES[n - 1]) for n in range(1, priorities + 1)]
    textual = [SimpleNamespace(item=f"act-{i:02}", to=f"pri-{to}", words="words", strength="") for i, (_, to) in
               enumerate(links, 1)]  # fmt: skip
    above = {f"act-{i:02}": those[said - 1] for i, (said, _) in enumerate(links, 1)}
    framework = SimpleNamespace(
        links=SimpleNamespace(textual=textual),
        priority_of=above,
        edition_of={},
        priorities={one.id: one for one in those},
    )
    ways = SimpleNamespace(edition=lambda _: "e/", item=lambda item: f"e/{item}/")
    edition = SimpleNamespace(priorities=those, places={one.id: place for place, one in enumerate(those)})
    return SimpleNamespace(framework=framework, edition=edition, links=ways, kind="home", to=lambda one: one)


def drawing(here: Here) -> Any:
    """The SVG of a weave, parsed."""
    svg = re.search(r"<svg.*</svg>", render(weave(here)), re.DOTALL)
    assert svg is not None
    return etree.fromstring(svg[0].encode())


def every(count: int) -> list[tuple[int, int]]:
    """A link from each priority to each other one."""
    return list(itertools.permutations(range(1, count + 1), 2))


def test_eleven_links_give_the_sentence(site: Site) -> None:
    """The links of the 2023–27 edition leave no two priorities unjoined, and are counted in words."""
    view = weave(Here(site, ""))
    assert len(view.threads) == 11
    assert "Eleven of its passages" in view.words
    assert view.words.endswith("Every priority is linked to each of the others.")
    assert "Eleven vertical lines" in view.desc
    assert "From priority 1, two to 4." in view.desc


def test_without_a_link_its_pair_is_told(site: Site) -> None:
    """Without the link from priority 2 to 1, the words say that these two are not joined."""
    here = Here(site, "")
    found = [one for one in threads(here) if (one.source.number, one.target.number) != (2, 1)]
    assert len(found) == 10
    assert "1 and 2" in joined(found, here.edition.priorities)
    assert "Every priority" not in description(found, here.edition.priorities)


@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_everything_stands_inside_the_frame(count: int) -> None:
    """Every coordinate of the drawing lies inside its view box, however many priorities there are."""
    svg = drawing(page(count, every(count)))
    _, _, width, height = map(float, svg.get("viewBox").split())
    for path in svg.iterfind(".//{*}path"):
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path.get("d")):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height
        assert all(0 <= float(y) <= height for y in re.findall(r"V([\d.]+)", path.get("d")))
        assert all(0 <= float(x) <= width for x in re.findall(r"H([\d.]+)", path.get("d")))
    for text in svg.iterfind(".//{*}text"):
        assert 0 <= float(text.get("x")) <= width
        assert 0 <= float(text.get("y")) <= height


@pytest.mark.parametrize("count", [3, 5, 8])
def test_no_two_threads_share_a_place(count: int) -> None:
    """Each thread has a place and an address of its own; past Z the addresses have two letters."""
    rows = weave(page(count, every(count))).threads
    assert len({row.x for row in rows}) == len(rows) == count * (count - 1)
    assert [row.href for row in rows] == [f"e/#thread-{letter(i).lower()}" for i in range(len(rows))]


def test_a_thread_begins_and_ends_on_its_strands() -> None:
    """The ring stands on the strand that says the words; the path ends short of the strand it reaches."""
    view = weave(page(4, [(1, 4), (3, 2)]))
    heights = {strand.number: strand.y for strand in view.strands}
    down, up = view.threads
    assert (down.start, up.start) == (heights[1], heights[3])
    assert heights[3] < float(down.path.rpartition("V")[2]) < heights[4]
    assert heights[2] < float(up.path.rpartition("V")[2]) < heights[3]


def test_a_crossing_is_over_or_under() -> None:
    """Where a thread crosses a strand, either the strand is cut or the thread is, and never both."""
    (row,) = weave(page(4, [(1, 4)])).threads
    assert len(row.gaps) + row.path.count("M") - 1 == 2


def test_no_links_no_threads() -> None:
    """An edition without links has no drawing and no way to its links: the words say that none was found."""
    view = weave(page(3, []))
    assert view.threads == []
    assert view.more == []
    assert "<svg" not in render(view)
    assert view.words == "No sentence of the framework was found to link one priority to another."


def test_the_drawing_has_a_title_and_a_description() -> None:
    """The drawing is named and described for those who do not see it."""
    svg = drawing(page(4, [(1, 2)]))
    named = [svg.find(f".//*[@id='{name}']") for name in svg.get("aria-labelledby").split()]
    assert all(one is not None and one.text for one in named)


@pytest.mark.parametrize("links", [1, 4, 11, 16, 20, 24, 56])
def test_threads_are_near_enough_to_read_and_far_enough_to_tell_apart(links: int) -> None:
    """Rings never touch, names never meet, and few threads stand in the middle of their strands."""
    view = weave(page(8, every(8)[:links]))
    places = [row.x for row in view.threads]
    strand = view.strands[0]
    # A name of 13 units, turned by 60°, takes 13 / sin 60° of the line that it stands on.
    assert all(second - first >= 15 for first, second in itertools.pairwise(places))
    if links < 11:
        assert abs((places[0] + places[-1]) / 2 - (strand.x1 + strand.x2) / 2) <= 4


def test_a_broad_drawing_can_be_moved_sideways_and_no_other() -> None:
    """More threads than a phone can show stand in a named region that the keyboard reaches, at their own size."""
    broad, narrow = render(weave(page(8, every(8)))), render(weave(page(5, every(5))))
    assert 'role="region" aria-label="How the eight priorities are linked by their wording" tabindex="0"' in broad
    assert f'width="{weave(page(8, every(8))).width}" role="group"' in broad
    assert "tabindex" not in narrow
    assert "sf-weave--beside" in narrow


def test_many_pairs_are_counted_and_not_listed() -> None:
    """Up to four pairs that nothing joins are named; of more a reader is told how many there are."""
    four = [link for link in every(4) if link not in {(1, 2), (2, 1), (3, 4), (4, 3)}]
    assert weave(page(4, four)).words.endswith("No such words link priorities 1 and 2, nor 3 and 4.")
    told = weave(page(4, [(1, 2)])).words
    assert told.endswith("Five of the six pairs of priorities have no link.")


@pytest.mark.parametrize(
    ("links", "finding"),
    [
        ([(1, 2), (1, 3), (2, 3)], "Transform services reaches out most: two of three links"),
        ([(1, 2), (3, 1)], "Priorities 1 and 3 reach out most: one of two links each"),
        ([], ""),
        (every(3), ""),
    ],
)
def test_the_title_states_what_the_links_show(links: list[tuple[int, int]], finding: str) -> None:
    """Who reaches out most is computed; a tie is called one, and where all are alike nothing is claimed."""
    view = weave(page(3, links))
    assert view.finding == finding
    assert view.title == finding or not finding
    assert view.title


def test_each_thread_is_a_link_that_shows_its_words() -> None:
    """A thread leads to its sentence, is read out whole, is dashed where it is weak, and its words stand after it."""
    here = page(2, [(1, 2), (2, 1)])
    here.framework.links.textual[1].strength = "weak"
    svg = drawing(here)
    first, second = svg.iterfind(".//{*}a")
    assert first.get("href") == "e/#thread-a"
    assert first.get("aria-label") == "Action 1, from priority 1 to priority 2: “words”."
    assert second.get("aria-label").endswith("only some words are the same.")
    assert ("w-weak" in first.get("class"), "w-weak" in second.get("class")) == (False, True)
    assert "“words”" in "".join(first.getnext().itertext())
