"""Proposals lie over the content: what is read is what will be, and publishing writes, seals and removes them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from strategic_framework.ledger import verify
from strategic_framework.ledger.proposal_file import written
from strategic_framework.ledger.versions import states
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing
from strategic_framework.publication.publishing import Publication
from strategic_framework.site.project import Project
from tests.conftest import MEASURED, ROOT
from tests.ledger import bench
from tests.ledger.bench import RIVERS

LATER = "2026-03-09"
#: The examples that change what readers see and no record holds.
BESIDE = {"reword-begins", "add-body", "add-programme", "add-term", "add-policy-area", "add-web-page", "entries"}
EXAMPLES = sorted((ROOT / "tests" / "proposals").glob("*.yml"))
ACT_01 = "Work with the Rowan Rivers Trust to plant willow along both rivers."
ACT_02 = "Walk every footpath once a year, and publish what was found."


def with_measures(root: Path) -> None:
    """Publish the measures of `tests/measured` in a copy of the miniature."""
    shutil.copytree(MEASURED / "framework/measures", root / "framework/measures")
    pending = root / "framework/changes/pending"
    pending.mkdir(exist_ok=True)
    reason = "decided: 2026-03-05\ndecided_by: The council\nreason: To see what follows.\n"
    (pending / "measures.yml").write_text(reason, encoding="utf-8")
    publish(root)


def propose(root: Path, name: str, *changes: Mapping[str, Any], **head: object) -> Proposal:
    """Write a proposal, decided on the same day as others where nothing else is said."""
    given = {"decided": bench.DAY, "decided_by": "The council", "reason": "To see what follows.", **head}
    fields = {key: value for key, value in given.items() if value}
    proposal = Proposal.model_validate({**fields, "changes": list(changes)})
    pending = root / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    (pending / f"{name}.yml").write_text(written(proposal), encoding="utf-8", newline="")
    return proposal


def told(root: Path) -> list[tuple[str, int, str]]:
    """The file, the line and the code of every problem."""
    return [
        (one.place.file.rsplit("/", 1)[-1], one.place.line, one.code) for one in Project.read(root).content_problems
    ]


def publish(root: Path) -> Publication:
    """Publish what waits, with every check; what is sealed afterwards is sound."""
    publication = publishing.publish(root, LATER)
    assert publication is not None
    project = Project.read(root)
    assert project.content_problems == []
    assert verify.broken(project.ledger, thorough=True) == []
    assert project.overlay.laid == ()
    assert not list((root / "framework/changes/pending").glob("*.yml"))
    return publication


def words(root: Path, name: str) -> str:
    """The words of an item as they would be read."""
    framework = Project.read(root).framework
    assert framework is not None
    return framework.items[name].text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_kind_shows_what_will_be_and_is_published(path: Path, root: Path) -> None:
    """The content reads alike with the proposal laid over it and after it was published; until then no file changes."""
    if path.stem == "restore":
        propose(root, "first", {"retire": "act-02"})
        publish(root)
    if path.stem.startswith(("value", "reword-target")):
        with_measures(root)
    if path.stem == "add-source":
        (root / "framework/sources/otter-map.txt").write_text("Otters live here.\n", encoding="utf-8")
    pending = root / "framework/changes/pending"
    pending.mkdir(exist_ok=True)
    shutil.copy(path, pending)
    files = bench.tree(root)
    before = Project.read(root)
    if path.stem == "suggestion":
        assert told(root) == [("suggestion.yml", 1, "suggestion")]
        return
    assert before.content_problems == []
    assert bench.tree(root) == files
    publication = publish(root)
    after = Project.read(root)
    assert after.framework is not None
    assert before.framework is not None
    settings = before.framework.settings.model_copy(update={"as_at": LATER})
    assert after.framework == before.framework.model_copy(update={"settings": settings})
    [change] = publication.changes or [None]
    assert (change is None) == (path.stem in BESIDE)


def test_comments_and_style_stay(root: Path) -> None:
    """Only the words that change are written; comments, folding and the other lines are as before."""
    bench.edit(root, RIVERS, "  - id: act-02\n", "  # The paths.\n  - id: act-02  # since 2024\n")
    bench.edit(root, RIVERS, "due: 2028-03\n", "due: 2028-03  # as the plan\n")
    before = (root / RIVERS).read_text(encoding="utf-8")
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")},
            {"reword": "pri-1", "field": "due", "from": "2028-03", "to": "2027-12"})  # fmt: skip
    publish(root)
    after = (root / RIVERS).read_text(encoding="utf-8")
    assert after == before.replace("footpath once a", "footpath twice a").replace("due: 2028-03", "due: 2027-12")


def test_a_long_text_keeps_the_lines_that_stay(root: Path) -> None:
    """Words at the end of a paragraph leave its first lines alone."""
    was = Project.read(root).content.framework.items["ctx-1"].text
    propose(root, "a", {"reword": "ctx-1", "from": was, "to": was.replace("everybody knows", "everyone knows")})
    before = (root / RIVERS).read_text(encoding="utf-8").splitlines()
    publish(root)
    after = (root / RIVERS).read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == [
        "      the repairs have followed rules that everybody knows:"
    ]


def test_problems_stand_where_an_editor_finds_them(root: Path) -> None:
    """What a proposal writes is faulted at its change; what stands in a file, on its line there."""
    propose(root, "a", {"reword": "act-01", "from": ACT_01, "to": ACT_01 + " TBC."}, {"retire": "act-03"})
    bench.edit(root, RIVERS, "clean enough to swim in", "clean enough to fish in")
    number = (root / RIVERS).read_text(encoding="utf-8").splitlines().index("  - id: asp-02") + 2
    assert {(file, line) for file, line, _ in told(root)} == {("a.yml", 5), ("1-rivers-and-paths.yml", number)}


# --- stale ------------------------------------------------------------------------------------------------------------


def test_other_words_are_joined(root: Path) -> None:
    """Where the sentence has changed elsewhere since, both edits count, and it is said."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")})
    publish(root)
    propose(root, "b", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("was found", "they found")})
    project = Project.read(root)
    assert project.content_problems == []
    joined = "Walk every footpath twice a year, and publish what they found."
    assert words(root, "act-02") == joined
    assert project.overlay.laid[0].notes == (
        f"act-02: the words as they stand now and the words proposed are joined: “{joined}”",
    )


def test_the_same_words_show_all_three_wordings(root: Path) -> None:
    """Where both change the same words, the check shows what was, what is and what is proposed, and what to paste."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")})
    publish(root)
    propose(root, "b", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "three times")})
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.line) == ("proposal-stale", 6)
    for text in (ACT_02, ACT_02.replace("once", "twice"), ACT_02.replace("once", "three times")):
        assert text in problem.what
    assert problem.instead.endswith(f"write these words after from: {ACT_02.replace('once', 'twice')}")
    propose(root, "b", {"reword": "act-02", "from": ACT_02.replace("once", "twice"),
                        "to": ACT_02.replace("once", "three times")})  # fmt: skip
    publish(root)
    assert words(root, "act-02") == ACT_02.replace("once", "three times")


def test_what_is_done_already_has_nothing_left_to_do(root: Path) -> None:
    """A proposal for what was published meanwhile blocks nothing: it is told and dropped."""
    change = {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")}
    propose(root, "a", change)
    publish(root)
    propose(root, "b", change)
    assert publish(root).idle == (("framework/changes/pending/b.yml", "act-02"),)


# --- several proposals ------------------------------------------------------------------------------------------------


def test_two_for_one_item_are_sealed_one_after_the_other(root: Path) -> None:
    """In the order of the days decided; the later is seen against the earlier, and each keeps its reason."""
    first, then = ACT_02.replace("once", "twice"), ACT_02.replace("was found", "they found")
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": then}, decided="2026-03-08", reason="Then.")
    propose(root, "b", {"reword": "act-02", "from": ACT_02, "to": first}, decided="2026-03-04", reason="First.")
    before = Project.read(root).ledger.published
    publication = publish(root)
    assert [change.reason for change in publication.changes] == ["First.", "Then."]
    texts = [change.records["act-02"].now for change in publication.changes]
    both = first.replace("was found", "they found")
    assert [text["text"] for text in texts if text] == [first, both]
    ledger = Project.read(root).ledger
    assert [state["act-02"]["text"] for _, state in states(ledger.published, ledger.changes)][:2] == [both, first]
    assert before["act-02"]["text"] == ACT_02


def test_a_rewording_and_then_a_retirement(root: Path) -> None:
    """An item is reworded by one decision and retired by a later one: both are sealed."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")})
    propose(root, "b", {"retire": "act-02"})
    assert [change.kinds for change in publish(root).changes] == [("amended",), ("retired",)]


def test_the_same_decision_twice_adds_its_reason(root: Path) -> None:
    """What two proposals say alike is sealed once, and the second adds its reason."""
    for name in ("a", "b"):
        propose(root, name, {"retire": "act-02", "replaced_by": "act-03"}, reason=f"The reason {name}.")
    changes = publish(root).changes
    assert [(change.reason, dict(change.versions)) for change in changes] == [
        ("The reason a.", {"2024-28": 2}), ("The reason b.", {}),
    ]  # fmt: skip


def test_what_is_added_by_two_gets_two_numbers(root: Path) -> None:
    """Numbers follow the order of the proposals, wherever in a file what is new stands."""
    propose(root, "a", {"add": "action", "under": "pri-2", "text": "Count the otters."})
    propose(root, "b", {"add": "action", "under": "pri-1", "after": "act-01", "text": "Count the owls."})
    publish(root)
    assert [words(root, name) for name in ("act-06", "act-07")] == ["Count the otters.", "Count the owls."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"retire": "act-02", "replaced_by": "act-01"}, {"retire": "act-02", "replaced_by": "act-03"}),
        ({"retire": "act-02"}, {"restore": "act-02"}),
        ({"retire": "act-02"}, {"reword": "act-02", "from": ACT_02, "to": "Walk every footpath, and publish it all."}),
        ({"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")},
         {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "three times")}),
        ({"split": "act-02", "into": [{"text": "Walk every path."}, {"text": "Publish it."}]},
         {"split": "act-02", "into": [{"text": "Walk the footpaths."}, {"text": "Tell of it."}]}),
    ],
)  # fmt: skip
def test_only_a_contradiction_is_refused_and_both_are_named(
    root: Path, one: dict[str, Any], other: dict[str, Any]
) -> None:
    """The message names both files and stands at the later one."""
    propose(root, "one", one)
    propose(root, "other", other)
    [problem] = Project.read(root).content_problems
    assert (problem.place.file, problem.code) == ("framework/changes/pending/other.yml", "proposal-contradicts")
    assert "framework/changes/pending/one.yml" in problem.what


def test_a_proposal_and_an_explained_edit_are_published_together(root: Path) -> None:
    """Editing the files and explaining it goes on working beside proposals."""
    bench.edit(root, RIVERS, "clean enough to swim in", "clean enough to fish in")
    bench.because(root, "explained", "asp-02")
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace("once", "twice")})
    assert [change.items for change in publish(root).changes] == [("asp-02",), ("act-02",)]


def test_a_suggestion_for_what_needs_no_reason_is_published(root: Path) -> None:
    """Punctuation, a report and the words of a body need no decision."""
    propose(root, "a", {"reword": "act-02", "from": ACT_02, "to": ACT_02.replace(",", "")},
            {"reword": "bodies/housing-association", "field": "seen", "from": "2026-02", "to": "2026-03"},
            decided="", decided_by="", reason="")  # fmt: skip
    assert [change.kinds for change in publish(root).changes] == [("cosmetic",)]


# --- what does not fit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "what", "instead"),
    [
        ({"retire": "act-99"}, "proposal-unknown", "There is no act-99 here.", "The identifier is in the address"),
        ({"retire": "bodies/river-trst"}, "proposal-unknown", "There is no bodies/river-trst here.", "river-trust?"),
        ({"retire": "bodies/river-trust"}, "proposal-misplaced", "bodies/river-trust cannot be taken out of force.",
         "Name an item, a priority, a report, a measure or a source."),
        ({"retire": "upd-0001", "replaced_by": "upd-0002"}, "proposal-misplaced", "upd-0001 cannot be replaced.",
         "Take the line replaced_by: out."),
        ({"retire": "act-02", "replaced_by": "act-98"}, "proposal-unknown", "There is no act-98 here.", ""),
        ({"reword": "act-02", "to": "Walk."}, "proposal-stale", "does not say which words of act-02",
         "after from: Walk"),
        ({"reword": "act-02", "from": ACT_02}, "proposal-incomplete", "left without words", "write retire: instead"),
        ({"reword": "act-02", "from": "Walk it.", "to": "Walk it twice."}, "proposal-stale",
         "have been changed since this was proposed", "Put into to: what is still wanted"),
        ({"add": "action", "under": "act-02", "text": "Count."}, "proposal-misplaced", "No action can stand in act-02.",
         "a priority after under:, such as pri-2"),
        ({"add": "introduction", "under": "pri-1", "text": "We count."}, "proposal-misplaced",
         "No introduction can stand in pri-1.", "an edition after under:, such as 2024-28"),
        ({"move": "act-02", "under": "act-04"}, "proposal-misplaced", "cannot stand in act-04", "under: pri-3"),
        ({"move": "intro-1", "under": "pri-1"}, "proposal-misplaced", "cannot stand in pri-1", "another priority"),
        ({"order": ["act-02", "act-04"]}, "proposal-misplaced", "does not stand in one list", "of one list only"),
        ({"order": ["act-02", "act-02"]}, "proposal-misplaced", "named twice", "Name each once."),
        ({"merge": ["act-01", "act-02"], "into": "act-03"}, "proposal-misplaced", "not one of those", "act-01, act-02"),
        ({"split": "pri-1", "into": [{"text": "A."}, {"text": "B."}]}, "proposal-misplaced", "no item of a list", ""),
        ({"current_edition": "2030-34"}, "proposal-unknown", "There is no 2030-34 here.", ""),
        ({"reword": "act-02", "field": "labels.role", "to": "Our part"}, "proposal-by-hand", "no group of keys", ""),
        ({"reword": "act-01", "from": ACT_01, "to": "Cook a warm meal for all who ask."},
         "same-or-other", "Is act-01 still the same thing?", "same_item: true to framework/changes/pending/a"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_what_to_type(
    root: Path, change: dict[str, Any], code: str, what: str, instead: str
) -> None:
    """One problem, at the proposal, in words for those who wrote it."""
    propose(root, "a", change)
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.file) == (code, "framework/changes/pending/a.yml")
    assert what in problem.what
    assert instead in problem.instead
