"""Undoing a change: the proposal that gives the earlier words back, and applying one without sealing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from strategic_framework.commands.main import main
from strategic_framework.ledger import verify
from strategic_framework.ledger.records import Records
from strategic_framework.ledger.versions import states
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.ledger import bench
from tests.ledger.test_proposals import ACT_01, ACT_02, LATER, propose, publish, words

WHY = ("--reason", "It was a mistake.", "--decided-by", "The council", "--decided", bench.DAY, "--yes")


def framework(root: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as context:
        context.chdir(root)
        return CliRunner().invoke(main, arguments)


def in_force(records: Records) -> Records:
    """The records less what is retired, in the orders that are left."""
    kept = {name: record for name, record in records.items() if not record.get("retired")}
    return {
        name: {
            field: [child for child in value if child in kept]
            if field == "order" and isinstance(value, list)
            else value
            for field, value in record.items()
        }
        for name, record in kept.items()
    }


@pytest.mark.parametrize(
    "changes",
    [
        [{"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")}],
        [{"reword": "pri-1", "field": "due", "from": "2028-03", "to": "2027-12"}],
        [{"reword": "2024-28", "field": "labels.role", "from": "What we are here to do", "to": "What we do"}],
        [{"retire": "act-02", "replaced_by": "act-03"}],
        [{"add": "action", "under": "pri-1", "after": "act-01", "text": "Count the otters."}],
        [{"move": "act-01", "under": "pri-2"}],
        [{"move": "act-02", "under": "pri-2", "after": "act-04"}],
        [{"order": ["act-03", "act-01", "act-02"]}],
        [{"split": "act-02", "into": [{"text": "Walk every footpath."}, {"text": "Publish what was found there."}]}],
        [{"merge": ["act-01", "act-02"], "into": "act-01", "from": ACT_01, "text": f"{ACT_01[:-1]}, and walk."}],
        [{"current_edition": "2020-24", "from": "2024-28"}],
        [{"add": "sources/otter-map", "title": "The map", "short": "the map", "author": "A walker", "kind": "map",
          "date": "2026-01"}],
        [{"update": ["act-02"], "date": "2025-05", "kind": "activity", "title": "Bridges again", "source": "bulletin",
          "quote": "Four of the eleven bridges have been mended"}],
        [{"entries": "upd-0001", "field": "about", "from": ["act-03"], "to": ["act-02", "act-03"]},
         {"reword": "upd-0001", "field": "kind", "from": "activity", "to": "result"}],
        [{"reword": "sources/bulletin", "field": "author", "from": "Glen Rowan Council", "to": "The council"}],
        [{"reword": "framework", "field": "official", "from": "false", "to": "true"},
         {"reword": "framework", "field": "approved_by", "to": "The council"}],
        [{"reword": "act-01", "from": ACT_01, "to": ACT_01.replace("willow", "alder")}, {"retire": "act-02"},
         {"move": "asp-01", "under": "pri-2"}],
    ],
    ids=lambda changes: "-".join(next(iter(change)) for change in changes),
)  # fmt: skip
def test_undoing_gives_the_earlier_words_back(root: Path, changes: list[dict[str, Any]]) -> None:
    """What is in force afterwards is what was in force before; every version stays what it was."""
    before = Project.read(root).ledger.published
    if changes[0].get("add") == "sources/otter-map":
        (root / "framework/sources/otter-map.txt").write_text("Otters live here.\n", encoding="utf-8")
    propose(root, "a", *changes)
    publish(root)
    done = framework(root, "undo", "chg-0002", *WHY)
    assert done.exit_code == 0, done.output
    publish(root)
    ledger = Project.read(root).ledger
    assert in_force(ledger.published) == in_force(before)
    assert [state for _, state in states(ledger.published, ledger.changes)][-1] == before
    assert verify.broken(ledger, thorough=True) == []


def test_undoing_keeps_what_was_changed_since(root: Path) -> None:
    """Other words that were changed meanwhile stay; the words of the change go back."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")})
    publish(root)
    now = ACT_02.replace("once", "twice")
    propose(root, "b", {"reword": "act-02", "from": now, "to": now.replace("was found", "they found")})
    publish(root)
    assert framework(root, "undo", "chg-0002", *WHY).exit_code == 0
    publish(root)
    assert words(root, "act-02") == ACT_02.replace("was found", "they found")


def test_without_a_reason_it_is_a_suggestion(root: Path) -> None:
    """The proposal is written, and the check asks for the decision."""
    propose(root, "a", {"retire": "act-02"})
    publish(root)
    done = framework(root, "undo", "chg-0002", "--yes")
    assert "add decided:, decided_by: and reason: to it." in done.output
    assert [problem.code for problem in Project.read(root).content_problems] == ["suggestion"]
    [path] = (root / "framework/changes/pending").glob("restore-act-02-*.yml")
    text = path.read_text(encoding="utf-8")
    assert text == "changes:\n  - restore: act-02\n"


def test_what_cannot_be_undone_is_said(root: Path) -> None:
    """A change that is not there, and the first publication, which has nothing before it."""
    assert "There is no change chg-0099." in framework(root, "undo", "chg-0099").output
    assert "nothing that a proposal could give back" in framework(root, "undo", "chg-0001").output


def test_apply_writes_the_words_and_keeps_the_reason(root: Path) -> None:
    """The files hold the new words, the reason waits, nothing is sealed; publishing then gives the same words."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")},
            {"add": "action", "under": "pri-1", "text": "Count the otters."}, {"review": ["act-01"]})  # fmt: skip
    before = Project.read(root)
    done = framework(root, "apply", "--yes")
    assert done.exit_code == 0, done.output
    after = Project.read(root)
    assert after.overlay.laid == ()
    assert after.content_problems == []
    assert after.content.framework.model_dump() == before.content.framework.model_dump()
    assert len(after.ledger.changes) == 1
    assert "id: act-06" not in (root / bench.RIVERS).read_text(encoding="utf-8")
    assert sorted(path.name for path in (root / "framework/changes/pending").glob("*.yml")) == [
        "a-applied-2.yml", "a-applied.yml",
    ]  # fmt: skip
    publication = publishing.publish(root, LATER)
    assert publication is not None
    assert {change.kinds[0] for change in publication.changes} == {"added", "reviewed"}


def test_apply_takes_the_beginning_of_a_name(root: Path) -> None:
    """Where no other begins so; else it names those that do, or says how to see what waits."""
    for name in ("retire-act-02", "retire-act-03"):
        propose(root, name, {"retire": name.removeprefix("retire-")})
    before = bench.tree(root)
    several = framework(root, "apply", "retire", "--yes").output
    assert "Several proposals begin with retire: retire-act-02, retire-act-03. Write more of the name." in several
    assert "There is no proposal move in framework/changes/pending." in framework(root, "apply", "move").output
    assert bench.tree(root) == before
    assert framework(root, "apply", "retire-act-02.yml", "--yes").exit_code == 0
    assert [Path(laid.file).stem for laid in Project.read(root).overlay.laid] == ["retire-act-03"]


def test_apply_writes_what_needs_no_decision(root: Path) -> None:
    """The words about a body are written without a reason; nothing else waits then."""
    was = "The association that owns and lets homes in Glen Rowan."
    change = {"reword": "bodies/housing-association", "field": "plain", "from": was, "to": f"{was[:-1]} and beyond."}
    propose(root, "a", change, decided="", decided_by="", reason="")
    assert framework(root, "apply", "--yes").exit_code == 0
    assert "homes in Glen Rowan and beyond." in (root / "framework/bodies.yml").read_text("utf-8")
    assert list((root / "framework/changes/pending").glob("*.yml")) == []


def test_what_waits_is_listed(root: Path) -> None:
    """Each proposal with what it changes, who decided it, and what stands in its way."""
    assert framework(root, "proposals").output == "No proposal waits.\n"
    propose(root, "a", {"retire": "act-03", "replaced_by": "act-02"})
    propose(root, "b", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")}, decided="",
            decided_by="", reason="")  # fmt: skip
    propose(root, "c", {"reword": "act-01", "from": "Plant trees.", "to": "Plant more trees."}, decided="2026-03-05")
    assert framework(root, "proposals").output.splitlines() == [
        "a.yml  decided 2026-03-02, The council",
        "  No longer in force, and act-02 takes its place: act-03, ‘Mend the eleven bridges as part of the Warm Glen "
        "Fund, lending our…’",
        "",
        "c.yml  decided 2026-03-05, The council",
        "  act-01: Plant {+more +}trees.",
        "  Line 6: The words of act-01 have been changed since this was proposed. Written against: ‘Plant trees.’ "
        f"Now: ‘{ACT_01}’ Proposed: ‘Plant more trees.’ Both change the same words. Read what stands there now. Put "
        f"into to: what is still wanted, and write these words after from: {ACT_01}",
        "",
        "b.yml  suggestion",
        "  act-02: Walk every footpath [-once-]{+twice+} a year, and publish what was found.",
        "",
        "3 proposals wait.",
    ]


def test_apply_refuses_a_suggestion(root: Path) -> None:
    """What nobody has decided is not written into the files."""
    propose(root, "a", {"retire": "act-02"}, decided="", decided_by="", reason="")
    done = framework(root, "apply", "--yes")
    assert done.exit_code == 1
    assert "Nobody has decided" in done.output


def test_a_verb_proposes_beside_what_is_proposed(root: Path) -> None:
    """Each is a file of its own, and they are sealed in the order of their days."""
    propose(root, "a", {"split": "act-01", "into": [{"text": "Plant willow."}, {"text": "Plant alder."}]})
    done = framework(root, "retire", "act-03", *WHY)
    assert done.exit_code == 0, done.output
    assert [change.items[0] for change in publish(root).changes] == ["act-01", "act-03"]


def test_a_sequence_published_and_then_undone_gives_every_earlier_version_back(root: Path) -> None:
    """One by one, from the newest to the oldest: what is in force is each time what was in force before the change."""
    twice = ACT_02.replace("once", "twice")
    sequence: list[dict[str, Any]] = [
        {"reword": "act-02", "from": ACT_02, "to": twice},
        {"add": "action", "under": "pri-1", "after": "act-02", "text": "Count the otters."},
        {"order": ["act-02", "act-01"]},
        {"move": "act-01", "under": "pri-2", "after": "act-04"},
        {"split": "act-02", "into": [{"text": "Walk every footpath."}, {"text": "Publish what was found there."}]},
        {"merge": ["asp-01", "asp-02"], "into": "asp-01"},
        {"reword": "pri-1", "field": "due", "from": "2028-03", "to": "2027-12"},
    ]
    for number, change in enumerate(sequence):
        propose(root, f"{number}", change, reason=f"Reason {number}.")
        publish(root)
    ledger = Project.read(root).ledger
    before = {change.id: state for change, (_, state) in zip(ledger.changes[:0:-1], ledger.states[1:], strict=True)}
    for change, state in before.items():
        assert framework(root, "undo", change, *WHY).exit_code == 0
        publish(root)
        assert in_force(Project.read(root).ledger.published) == in_force(state), change
    ledger = Project.read(root).ledger
    kept = {change.id: state for change, state in ledger.states}
    assert all(kept[f"chg-{int(change[4:]) - 1:04d}"] == state for change, state in before.items())
