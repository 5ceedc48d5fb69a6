"""The words of a long version in parts: where each stands, and that no later version changes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from strategic_framework.content import list_pages
from strategic_framework.ledger import store
from strategic_framework.ledger.records import Record, Records
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.version_parts import VersionPart, apart, parts, within
from strategic_framework.ledger.versions import Version
from strategic_framework.model.changes import Change
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.conftest import EXAMPLE, ROOT
from tests.ledger import bench

PLAN = "2024-28"
#: A part by the number of its version and its name: what its address is made of.
Place = tuple[int, str]


@pytest.fixture(autouse=True)
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than eight records are too many for a page, and a range has five numbers."""
    monkeypatch.setattr(list_pages, "LONGEST", 8)
    monkeypatch.setattr(list_pages, "SPAN", 5)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The ledger of the example, which has many versions."""
    return Project.read(EXAMPLE, pages_root=ROOT).ledger


def plan(*priorities: Sequence[str], **texts: str) -> Records:
    """A plan with an introduction and these actions under priorities; some with other words than their name."""
    tops = {f"pri-{number}": names for number, names in enumerate(priorities, 1)}
    records: Records = {
        PLAN: {"kind": "edition", "title": "Plan", "order": ["intro-1", "intro-2", *tops]},
        **{name: {"kind": "introduction", "in": PLAN, "text": name} for name in ("intro-1", "intro-2")},
    }
    for top, names in tops.items():
        records[top] = {"kind": "priority", "in": PLAN, "title": top, "order": [*names]}
        records |= {name: {"kind": "action", "in": top, "text": texts.get(name[-2:], name)} for name in names}
    return records


def actions(first: int, last: int) -> list[str]:
    return [f"act-{number:02d}" for number in range(first, last + 1)]


def history(*states: Records) -> list[Version]:
    """A version for each state."""
    return [
        Version(PLAN, number, Change.model_construct(id=f"chg-{number:04d}"), records)
        for number, records in enumerate(states, 1)
    ]


def places(versions: Sequence[Version]) -> dict[int, list[Place]]:
    """Number of a version → where its parts stand, in their order, if every change may have touched anything."""
    every = {name for version in versions for name in version.records}
    by_number = parts(versions, lambda *_: every)
    return {number: [*map(place, row)] for number, row in by_number.items()}


def place(part: VersionPart) -> Place:
    return part.version.number, part.name


def test_what_fits_on_a_page_is_whole() -> None:
    """A version becomes long with one record more, and then its parts are its own."""
    short, long = plan(actions(1, 5)), plan(actions(1, 6))
    assert places(history(short, long, short, long)) == {
        2: [(2, "intro-1"), (2, "pri-1")],
        4: [(2, "intro-1"), (2, "pri-1")],
    }


def test_a_part_stands_with_the_first_version_that_has_its_words() -> None:
    """One word changed makes one part; words that come back are where they were."""
    first, other = plan(actions(1, 5), actions(6, 9)), plan(actions(1, 5), actions(6, 9), **{"07": "Other words."})
    assert places(history(first, other, first)) == {
        1: [(1, "intro-1"), (1, "pri-1"), (1, "pri-2")],
        2: [(1, "intro-1"), (1, "pri-1"), (2, "pri-2")],
        3: [(1, "intro-1"), (1, "pri-1"), (1, "pri-2")],
    }


def test_another_order_is_another_part() -> None:
    """The same words in another order are not read as the same; what stands elsewhere is untouched."""
    first, turned = plan(actions(1, 5), actions(6, 9)), plan(actions(1, 5), actions(6, 9)[::-1])
    assert places(history(first, turned))[2] == [(1, "intro-1"), (1, "pri-1"), (2, "pri-2")]


def test_a_long_priority_is_cut_by_the_numbers_of_its_items() -> None:
    """An action that is added joins those of its range, wherever it stands; the others stay where they are."""
    first, more = plan(actions(1, 14)), plan(["act-15", *actions(1, 14)])
    before, after = (parts(history(first, more), lambda *_: {"pri-1", "act-15"})[number] for number in (1, 2))
    assert [(*place(part), part.under) for part in before] == [
        (1, "intro-1", ""), (1, "pri-1", "pri-1"), (1, "act-06", "pri-1"), (1, "act-11", "pri-1"),
    ]  # fmt: skip
    assert before[1].names == ("pri-1", *actions(1, 5))
    assert [(*place(part), part.under) for part in after] == [
        (1, "intro-1", ""), (2, "pri-1", "pri-1"), (2, "act-01", "pri-1"), (1, "act-06", "pri-1"),
    ]  # fmt: skip
    assert after[1].names == ("pri-1", "act-15", *actions(11, 14))


def test_what_stands_in_an_action_stays_with_it_and_a_group_with_its_first() -> None:
    """Neither the parts of an action nor the heading of a group is torn from what it belongs to."""
    records = plan(["grp-1", "grp-2", "act-06", "act-12"])
    inside: dict[str, tuple[Record, str]] = {
        "grp-1": ({"kind": "group", "title": "One", "order": actions(1, 3)}, "pri-1"),
        "grp-2": ({"kind": "group", "title": "Nothing in it"}, "pri-1"),
        "act-06": ({"kind": "action", "text": "Six", "order": ["part-1", "part-90"]}, "pri-1"),
        **{name: ({"kind": "action", "text": name}, "grp-1") for name in actions(1, 3)},
        **{name: ({"kind": "part", "text": name}, "act-06") for name in ("part-1", "part-90")},
    }
    records |= {name: {**record, "in": home} for name, (record, home) in inside.items()}
    assert [part.names for part in parts(history(records), lambda *_: set())[1]] == [
        ("intro-1", "intro-2"),
        ("pri-1", "grp-1", *actions(1, 3)),
        ("grp-2",),
        ("act-06", "part-1", "part-90"),
        ("act-12",),
    ]


def documents(ledger: Ledger) -> Iterator[list[Version]]:
    for document in dict.fromkeys(version.document for version in ledger.versions):
        yield ledger.versions_of(document)


def test_no_later_version_changes_where_words_stand(ledger: Ledger) -> None:
    """Whatever follows it, a version leads where it led when it was the newest."""
    compared = 0
    for versions in documents(ledger):
        every = places(versions)
        for count in range(1, len(versions)):
            then = places(versions[:count])
            assert then == {number: every[number] for number in then}
            compared += len(then)
    assert compared > 20


def test_the_parts_of_a_version_are_its_words(ledger: Ledger) -> None:
    """Every record of it, once, as it stood then, and in the order of the document."""
    for version in ledger.versions:
        rows = ledger.parts_of(version)
        groups = apart(version.document, version.records)
        whole = [name for tops in groups for name in within(tops, version.records)]
        assert bool(rows) == (len(whole) > 8)
        if rows:
            assert sorted(name for part in rows for name in part.names) == sorted(whole)
            assert all(part.version.records[name] == version.records[name] for part in rows for name in part.names)
            assert all(version.number in part.numbers for part in rows)
            assert max(len(part.names) for part in rows) <= 8


def test_looking_only_at_what_was_touched_finds_the_same(ledger: Ledger) -> None:
    """As looking at every record of every version does; and a version makes parts of little but what it changed."""
    for versions in documents(ledger):
        known = {version.number: [*map(place, row)] for version in versions if (row := ledger.parts_of(version))}
        assert known == places(versions)
        for before, after in pairwise(sorted(known)):
            assert len({*known[after]} - {*known[before]}) < len(known[after])


def test_what_was_published_answers_after_a_further_change(tmp_path: Path) -> None:
    """Publishing writes the addresses of parts down; the next adds those that it opened, and loses none."""
    bench.published(tmp_path)
    first = parts_promised(tmp_path)
    bench.edit(tmp_path, bench.HOMES, "id: pri-2\ntitle: ", "id: pri-2\ntitle: Dry and ")
    bench.because(tmp_path, "title", "pri-2")
    publishing.publish(tmp_path, bench.DAY)
    assert Project.read(tmp_path, pages_root=ROOT).lost_addresses == []
    assert len(first) > 2
    assert parts_promised(tmp_path) - first == {f"{PLAN}/versions/2/pri-2/"}


def parts_promised(root: Path) -> set[str]:
    """The addresses of parts in the list of all that were ever published."""
    return {address for address in store.read(root).addresses if re.fullmatch(r".+/versions/\d+/[^/]+/", address)}
