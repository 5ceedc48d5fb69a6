"""Two invented histories replayed: a plan of 15 revisions, and seven editions of 2,000 items.

Each revision is first laid down as it comes, and is refused for what it is; put right, it is published, and every
record comes to the class that it should.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import histories
from benchmarks.histories import Revision

from strategic_framework.ledger import store, verify
from strategic_framework.ledger.records import Records
from strategic_framework.model.changes import Change, Recorded
from tests.ledger import bench


def replay(root: Path, revisions: Iterator[Revision]) -> list[Records]:
    """Every revision as it came, put right and published; the words after each."""
    histories.begin(root)
    past = []
    for revision in revisions:
        changes = len(store.read(root).changes)
        if revision.refused:
            revision.lay_out(root, revision.came)
            assert revision.refused <= {problem.code for problem in bench.problems(root)}, revision.day
        revision.lay_out(root)
        bench.seal_here(root, revision.day)
        ledger = store.read(root)
        sealed = ledger.changes[changes:]
        assert _classes(sealed) == revision.classes, revision.day
        assert bool(sealed) == (bool(revision.classes) or not changes), revision.day
        past.append(bench.words(root))
    return past


def _classes(changes: tuple[Change, ...]) -> dict[str, str]:
    """Record → its class, less the parents whose order only follows what came, went or moved."""
    named = {name for change in changes for name in change.items}
    return {
        name: recorded.kind
        for change in changes
        for name, recorded in change.records.items()
        if not _follows(recorded) or name in named
    }


def _follows(recorded: Recorded) -> bool:
    return set(recorded.now or {}) == {"order"}


def _proven(root: Path, past: list[Records]) -> None:
    """The ledger holds by every rule, and gives every state back."""
    ledger = store.read(root)
    assert verify.broken(ledger, thorough=True) == []
    states = [state for _, state in ledger.states]
    assert all(records in states for records in past)


def test_a_plan_of_fifteen_revisions(tmp_path: Path) -> None:
    """A swap, slipped dates, vanished items, a comma, a reused and a lost identifier, and one revision with nothing."""
    revisions = list(histories.plan())
    assert len(revisions) == 15
    assert {kind for revision in revisions for kind in revision.classes.values()} == {
        "amended", "added", "retired", "restored", "moved", "cosmetic",
    }  # fmt: skip
    past = replay(tmp_path, iter(revisions))
    assert sum(record["kind"] in {"priority", "action", "aspiration"} for record in past[0].values()) == 92
    _proven(tmp_path, past)


def test_seven_editions(tmp_path: Path) -> None:
    """The same on 100 items, with a reason for each item."""
    past = replay(tmp_path, histories.results(100, apart=True))
    assert len(past) == 7
    assert len(store.read(tmp_path).changes) > 90
    _proven(tmp_path, past)


@pytest.mark.every
def test_seven_editions_of_two_thousand_items(tmp_path: Path) -> None:
    """Reworded, retired, restored and reused identifiers, a tenth of all items in each."""
    past = replay(tmp_path, histories.results(2000))
    assert len(past[0]) > 1950
    _proven(tmp_path, past)
