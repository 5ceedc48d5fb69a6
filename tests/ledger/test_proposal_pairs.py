"""Two proposals that are each sound never block each other, unless they say opposite things of one item."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from strategic_framework import checks
from strategic_framework.checks.registry import Content
from strategic_framework.content import loader
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import store
from strategic_framework.ledger.proposals import overlay
from strategic_framework.ledger.seal import seal
from strategic_framework.ledger.store import Ledger, Proposed
from strategic_framework.model import Place
from strategic_framework.model.proposals import Proposal
from tests.ledger import bench

ACT = {
    "act-01": "Work with the Rowan Rivers Trust to plant willow along both rivers.",
    "act-02": "Walk every footpath once a year, and publish what was found.",
    "act-04": "Offer every household a visit from the Warm Glen Fund before its second winter.",
}
ASP_02 = "The rivers will be clean enough to swim in."


def reword(name: str, was: str, old: str, new: str) -> dict[str, Any]:
    """Some words of an item in other words."""
    assert old in was
    return {"reword": name, "from": was, "to": was.replace(old, new)}


def field(name: str, key: str, was: str | None, to: str | None) -> dict[str, Any]:
    """Another field of something."""
    return {"reword": name, "field": key, "from": was, "to": to}


#: Proposals, each of another kind, or for another item, place or field.
KINDS: dict[str, dict[str, Any]] = {
    "other words": reword("act-02", ACT["act-02"], "once a year", "twice a year"),
    "other words at the end": reword("act-02", ACT["act-02"], "was found", "they found"),
    "words of another item": reword("act-01", ACT["act-01"], "willow", "willow and alder"),
    "words of an aspiration": reword("asp-02", ASP_02, "clean enough", "clear enough"),
    "words of another list": reword("act-04", ACT["act-04"], "second winter", "first winter"),
    "punctuation": reword("act-02", ACT["act-02"], "year, and", "year and"),
    "words of the introduction": reword("cross-2", "Young People’s Panel: twelve young people read every draft before "
                                        "we do.", "twelve", "twenty"),
    "title of a priority": {"reword": "pri-1", "from": "We will keep the rivers clean and the paths open",
                            "to": "We will keep the rivers clean and the paths open to all"},
    "title of another": {"reword": "pri-2", "from": "We will help every home to be warm",
                         "to": "We will help every home to be warm and dry"},
    "menu name": field("pri-1", "nav_label", "Rivers and paths", "Rivers, paths"),
    "date": field("pri-1", "due", "2028-03", "2027-12"),
    "date taken away": field("pri-2", "due", "2028-03", None),
    "title of the edition": {"reword": "2024-28", "from": "The Glen Rowan Plan 2024-2028", "to": "Glen Rowan’s Plan"},
    "label of a part": field("2024-28", "labels.role", "What we are here to do", "What we do"),
    "label that is new": field("2024-28", "labels.cross_cutting_lead_in", None, "Across both priorities:"),
    "rights": field("framework", "rights", "Glen Rowan Council is fictional. Every word of its plan was written to try "
                    "this software out.", "Glen Rowan Council is invented. Every word was written to try this out."),
    "title of the framework": {"reword": "framework", "from": "The Glen Rowan Plan", "to": "The Plan of Glen Rowan"},
    "name of the publisher": field("framework", "publisher.called", None, "the Glen Rowan Council"),
    "words about a body": field("bodies/housing-association", "plain",
                                "The association that owns and lets homes in Glen Rowan.",
                                "The association that lets homes in Glen Rowan."),
    "page of a body": field("bodies/housing-association", "seen", "2026-02", "2026-03"),
    "new action": {"add": "action", "under": "pri-1", "after": "act-01", "text": "Count the otters."},
    "new action at the end": {"add": "action", "under": "pri-1", "text": "Count the owls."},
    "new action behind one": {"add": "action", "under": "pri-1", "after": "act-02", "text": "Count the bats."},
    "new action elsewhere": {"add": "action", "under": "pri-2", "text": "Count the draughts."},
    "new aspiration": {"add": "aspiration", "under": "pri-1", "text": "The otters will be back."},
    "new role": {"add": "role", "under": "pri-2", "text": "We listen to every tenant."},
    "new context": {"add": "context", "under": "pri-2", "text": "Winters are long here."},
    "new principle": {"add": "principle", "under": "ctx-1", "text": "tell the neighbours."},
    "new introduction": {"add": "introduction", "under": "2024-28", "text": "We thank all who wrote to us."},
    "new cross-cutting work": {"add": "cross-cutting", "under": "2024-28", "text": "A van for all of it."},
    "retirement": {"retire": "act-02"},
    "retirement of another": {"retire": "act-01", "replaced_by": "act-03"},
    "retirement elsewhere": {"retire": "act-05"},
    "move": {"move": "act-02", "under": "pri-2"},
    "move of another": {"move": "asp-01", "under": "pri-2", "after": "asp-03"},
    "order": {"order": ["act-03", "act-01", "act-02"]},
    "order of two": {"order": ["asp-02", "asp-01"]},
    "split": {"split": "act-02", "into": [{"text": "Walk every footpath once a year."},
                                          {"text": "Publish what was found on the paths."}]},
    "merge": {"merge": ["act-01", "act-02"], "into": "act-01"},
    "review": {"review": ["act-01", "act-02"]},
    "new priority": {"add": "priority", "under": "2024-28", "title": "We will keep a boat on every loch",
                     "nav_label": "Boats", "actions": [{"text": "Build a boat for each of the lochs."}]},
    "new body": {"add": "bodies/otter-group", "name": "Glen Otter Group"},
    "new term": {"add": "glossary/kelt", "term": "kelt"},
    "new policy area": {"add": "policy-areas/footpaths", "name": "Footpath", "named_in": ["act-02"]},
    "new web page": {"add": "web-pages/otter-news", "title": "News of the otters", "publisher": "Rivers Watch",
                     "address": "https://rivers-watch.example/otters", "seen": "2026-02"},
    "new name of an area": {"entries": "policy-areas/flooding", "field": "aliases", "from": ["floods"],
                            "to": ["floods", "flood"]},
    "another name of an area": {"entries": "policy-areas/flooding", "field": "aliases", "from": ["floods"],
                                "to": ["floods", "high water"]},
    "report": {"update": ["act-02"], "date": "2025-05", "kind": "activity", "title": "Bridges again",
               "source": "bulletin", "quote": "Four of the eleven bridges have been mended"},
}  # fmt: skip
#: What says opposite things of one item: it is out of force for one, and given other words or split by the other.
ENDS = ("retirement", "split", "merge")
OPPOSITE = {
    frozenset(pair)
    for pair in [
        ("other words", "retirement"), ("other words", "split"), ("other words", "merge"),
        ("other words at the end", "retirement"), ("other words at the end", "split"),
        ("other words at the end", "merge"), ("punctuation", "retirement"), ("punctuation", "split"),
        ("punctuation", "merge"), ("words of another item", "retirement of another"),
        *(pair for pair in combinations(ENDS, 2)), ("merge", "retirement of another"),
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Loaded, Ledger]:
    root = bench.published(tmp_path_factory.mktemp("pairs"))
    return root, loader.load(root), store.read(root)


def proposed(name: str, change: dict[str, Any]) -> Proposed:
    """A proposal of one change in a file of that name."""
    head = {"decided": bench.DAY, "decided_by": "The council", "reason": f"For {name}."}
    file, proposal = f"framework/changes/pending/{name}.yml", Proposal.model_validate({**head, "changes": [change]})
    proposal.changes[0]._places[""] = Place(file, 1, 1)
    return Proposed(file, proposal)


def both(published: tuple[Path, Loaded, Ledger], *proposals: Proposed) -> list[Problem]:
    """Every problem of the content with the proposals laid over it; where there is none, it can be sealed."""
    root, base, ledger = published
    ledger = replace(ledger, proposed=proposals)
    laid = overlay(root, base, ledger)
    assert laid.loaded.framework is not None
    pending = tuple(pending for one in laid.laid for pending in one.pending)
    ledger = replace(ledger, pending=pending)
    content = Content(laid.loaded, laid.loaded.framework, ledger, laid.laid)
    problems = checks.check(laid.loaded, ledger, content, laid.problems)
    if not problems:
        assert seal(laid.loaded, ledger, "2026-03-09", laid.laid) is not None  # it proves that the words are reached
    return problems


def test_there_are_forty_at_least() -> None:
    """Each is of another kind, or for another item, place or field."""
    assert len(KINDS) >= 40


@pytest.mark.parametrize("name", KINDS)
def test_each_alone_is_sound(published: tuple[Path, Loaded, Ledger], name: str) -> None:
    """Nothing is wrong with any of them."""
    assert both(published, proposed(name, KINDS[name])) == []


#: Kinds of which another says the opposite. All others are laid together, and so many at a time that each meets each.
CONTESTED = {name: change for name, change in KINDS.items() if any(name in pair for pair in OPPOSITE)}
SETS = [[name for name in KINDS if name not in CONTESTED][start::8] for start in range(8)]


@pytest.mark.parametrize("first", CONTESTED)
def test_every_pair_is_published_or_contradicts(published: tuple[Path, Loaded, Ledger], first: str) -> None:
    """Laid one after the other, two proposals are sound, unless one takes away what the other rewords."""
    others = [name for name in KINDS if name not in CONTESTED or name > first]
    for place, other in enumerate(others):
        one, two = (first, other) if place % 2 else (other, first)  # each comes first in half of its pairs
        problems = both(published, proposed("a", KINDS[one]), proposed("b", KINDS[two]))
        allowed = frozenset({first, other}) in OPPOSITE
        assert allowed or problems == [], (first, other, problems)
        assert {problem.code for problem in problems} <= {"proposal-contradicts"}, (first, other, problems)
        assert all("pending/a.yml" in one.what and one.place.file.endswith("/b.yml") for one in problems)


@pytest.mark.parametrize(("first", "second"), [*combinations(range(len(SETS)), 2)])
def test_what_nobody_contradicts_is_published_together(
    published: tuple[Path, Loaded, Ledger], first: int, second: int
) -> None:
    """Each of two sets of proposals is sound with each of its own and of the other; every other time backwards."""
    names = SETS[first] + SETS[second]
    if (first + second) % 2:
        names.reverse()
    proposals = [proposed(f"{place:02}-{name.replace(' ', '-')}", KINDS[name]) for place, name in enumerate(names)]
    assert both(published, *proposals) == []
