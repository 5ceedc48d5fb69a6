"""History that is brought in: recorded in its order, each change a version, and never told as if it were seen here."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from strategic_framework.language.strings import as_text
from strategic_framework.ledger import verify
from strategic_framework.ledger.proposal_file import written
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from strategic_framework.views.base import Here
from strategic_framework.views.changes import decided
from strategic_framework.views.summary import Summary
from strategic_framework.views.versions import version_facts
from tests.ledger import bench

ONCE = "Walk every footpath once a year, and publish what was found."
TWICE, THRICE = ONCE.replace("once", "twice"), ONCE.replace("once", "three times")


def propose(root: Path, name: str, was: str, now: str, day: str, **more: Any) -> None:
    given = {"decided": day, "decided_by": "The council", "reason": "As minuted.", **more,
             "changes": [{"reword": "act-02", "from": was, "to": now}]}  # fmt: skip
    pending = root / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    (pending / f"{name}.yml").write_text(written(Proposal.model_validate(given)), encoding="utf-8")


def brought_in(root: Path) -> Project:
    """The project once two changes of earlier years are published, handed in the wrong way round."""
    propose(root, "a", TWICE, THRICE, "2025-05-01", imported=True)
    propose(root, "b", ONCE, TWICE, "2024-11-04", imported=True)
    publishing.publish(root, "2026-03-09")
    return Project.read(root)


def codes(root: Path) -> list[str]:
    return [problem.code for problem in Project.read(root).content_problems]


def test_each_opens_a_version_in_the_order_of_its_day(root: Path) -> None:
    """The record holds when each came into force and when it was recorded, and can be proved."""
    project = brought_in(root)
    ledger = project.ledger
    versions = [one for one in ledger.versions if one.document == "2024-28"]
    assert [(one.number, one.change.decided, one.change.published) for one in versions[1:]] == [
        (2, "2024-11-04", "2026-03-09"), (3, "2025-05-01", "2026-03-09"),
    ]  # fmt: skip
    assert versions[1].text.splitlines()[1] == "Version 2, in force from 2024-11-04, recorded 2026-03-09 (chg-0002)"
    assert verify.broken(ledger, thorough=True) == []


def test_readers_are_told_that_it_was_recorded_afterwards(root: Path) -> None:
    """The page of a version says from when its words stood, and the change says that this site did not see it."""
    project = brought_in(root)
    here = Here(project.site, "2024-28/versions/2/", "version", "2024-28/2", edition_id="2024-28")
    facts = version_facts(here)
    assert isinstance(facts, Summary)
    assert as_text(facts.rows[0].parts[0].text) == ("Version 2, in force from 4 November 2024, recorded 9 March 2026")
    assert "before this site began its record" in decided(project.ledger.changes[1])


@pytest.mark.parametrize(("day", "refused"), [("2026-03-01", False), ("2026-03-02", True), ("2026-03-05", True)])
def test_only_what_is_older_than_the_record_is_history(root: Path, day: str, refused: bool) -> None:
    """What was decided since the first publication is a change like any other."""
    propose(root, "a", ONCE, TWICE, day, imported=True)
    assert ("history-late" in codes(root)) == refused


def test_history_comes_before_anything_newer(root: Path) -> None:
    """Once something newer is in the record, nothing older is put in after it, and nothing out of its order."""
    brought_in(root)
    propose(root, "c", THRICE, ONCE, "2025-01-01", imported=True)
    assert codes(root) == ["history-late"]
    propose(root, "c", THRICE, ONCE, "2026-03-09")
    publishing.publish(root, "2026-03-09")
    propose(root, "d", ONCE, TWICE, "2025-12-01", imported=True)
    assert codes(root) == ["history-late"]


def test_before_the_first_publication_there_is_no_history(tmp_path: Path) -> None:
    """The earliest words are published first."""
    shutil.copytree(bench.MINIATURE / "framework", tmp_path / "framework")
    propose(tmp_path, "a", ONCE, TWICE, "2024-11-04", imported=True)
    assert "history-late" in codes(tmp_path)


def test_a_change_like_any_other_says_nothing_of_it(root: Path) -> None:
    """Where no history is brought in, no field of it is sealed."""
    propose(root, "a", ONCE, TWICE, "2026-03-05")
    publishing.publish(root, "2026-03-09")
    sealed = next((root / "framework/changes").glob("0002-*.yml")).read_text("utf-8")
    assert "imported" not in sealed
