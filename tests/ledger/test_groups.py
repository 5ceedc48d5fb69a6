"""Groups and parts under the ledger: proposed, sealed, told in words, undone, and read again as they stood."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from strategic_framework.language.labels import set_numbering, title_of
from strategic_framework.ledger import verify
from strategic_framework.ledger.difference import differences
from strategic_framework.ledger.proposal_file import written
from strategic_framework.ledger.undoing import undoing
from strategic_framework.ledger.versions import states
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing
from strategic_framework.publication.proposal_sentences import sentences
from strategic_framework.publication.publishing import Publication
from strategic_framework.site.project import Project
from tests.grouped import PRIORITY, grouped
from tests.ledger import bench

LATER = "2026-03-09"
HUNGRY, COMPANY = "No child goes to bed hungry", "Everybody has company"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = grouped(tmp_path_factory.mktemp("published"))
    publishing.publish(root, bench.DAY)
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    """A copy of the grouped miniature, published once."""
    shutil.copytree(base / "framework", tmp_path / "framework")
    return tmp_path


def propose(root: Path, *changes: Mapping[str, Any]) -> None:
    given = {"decided": LATER, "decided_by": "The council", "reason": "To see what follows.", "changes": [*changes]}
    pending = root / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    (pending / "a.yml").write_text(written(Proposal.model_validate(given)), encoding="utf-8", newline="")


def publish(root: Path) -> Publication:
    problems = Project.read(root).content_problems
    assert [f"{one.place}: {one.what}" for one in problems] == []
    publication = publishing.publish(root, LATER)
    assert publication is not None
    return publication


def standing(root: Path) -> list[str]:
    """What stands in the priority, each as far in as it stands below something."""
    framework = Project.read(root).content.framework

    def below(item: Any, depth: int) -> list[str]:
        return [" " * depth + item.id, *(line for inner in item.inside for line in below(inner, depth + 1))]

    return [line for item in framework.priorities["pri-3"].tops for line in below(item, 0)]


CHANGES: dict[str, tuple[list[Mapping[str, Any]], str]] = {
    "add a group": ([{"add": "group", "under": "pri-3", "title": "Every path is lit", "text": "Nights are long.",
                      "actions": [{"text": "Hang a lamp at every gate."}]}], "Group 3 is added"),
    "add an action to a group": ([{"add": "action", "under": "grp-2", "text": "Ring a bell at noon."}],
                                 "Action 10 is added"),
    "add a part": ([{"add": "part", "under": "act-06", "after": "part-1", "text": "Find two cooks."}],
                   "Part 3 is added"),
    "add the first part": ([{"add": "part", "under": "act-08", "text": "Ask who would like a visit."}],
                           "Part 3 is added"),
    "add the first aspiration": ([{"add": "aspiration", "under": "grp-2", "text": "By 2028, nobody eats alone."}],
                                 "Aspiration 5 is added"),
    "reword a title": ([{"reword": "grp-1", "from": HUNGRY, "to": "No child goes to school hungry"}],
                       "Group 1 has a new title"),
    "reword a text": ([{"reword": "grp-1", "field": "text", "from": "One child in eight has no breakfast.",
                        "to": "One child in nine has no breakfast."}], "Group 1 is reworded"),
    "take a text away": ([{"reword": "grp-1", "field": "text", "from": "One child in eight has no breakfast."}],
                         "Group 1 is reworded"),
    "reword a part": ([{"reword": "part-2", "from": "Open the first two kitchens.",
                        "to": "Open the first three kitchens."}], "Part 2 is reworded"),
    "retire a group": ([{"retire": "grp-2", "replaced_by": "grp-1"}], "Group 2 is retired"),
    "retire a part": ([{"retire": "part-1"}], "Part 1 is retired"),
    "move an action to a group": ([{"move": "act-07", "under": "grp-2", "after": "act-08"}],
                                  "Action 7 is moved from Group 1 to Group 2"),
    "move the only one of a group": ([{"move": "act-08", "under": "grp-1", "after": "act-06"}],
                                     "Action 8 is moved from Group 2 to Group 1"),
    "move an action into no group": ([{"move": "act-06", "under": "pri-3"}],
                                     "Action 6 is moved from Group 1 to Priority 3"),
    "move a group": ([{"move": "grp-1", "under": "pri-1"}], "Group 1 is moved from Priority 3 to Priority 1"),
    "move a part": ([{"move": "part-1", "under": "act-09"}], "Part 1 is moved from Action 6 to Action 9"),
    "another order": ([{"order": ["grp-2", "grp-1"]}], "Priority 3 is put in a new order"),
    "split a group": ([{"split": "grp-1", "into": [{"text": "No child is hungry at school"},
                                                   {"text": "No child is hungry at home"}]}],
                      "Group 1 is split into Group 3 and Group 4"),
    "merge parts": ([{"merge": ["part-1", "part-2"], "into": "part-2", "from": "Open the first two kitchens.",
                      "text": "Ask every school, and open the first two kitchens."}], "Part 1 is merged into Part 2"),
    "merge groups": ([{"merge": ["grp-1", "grp-2"], "into": "grp-1"}], "Group 2 is retired"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_sealed_and_can_be_undone(root: Path, name: str) -> None:
    """Each kind of change is laid, sealed with its words in a title, proved, and gives the state before it back."""
    changes, _ = CHANGES[name]
    before = bench.words(root)
    propose(root, *changes)
    publication = publish(root)
    [change] = publication.changes
    after = Project.read(root)
    assert after.content_problems == []
    assert verify.broken(after.ledger, thorough=True) == []
    assert next(state for _, state in [*states(after.ledger.published, after.ledger.changes)][1:]) == before
    back = undoing(change, before, bench.words(root))
    assert back.left == ()
    propose(root, *[{key: value for key, value in one.items() if value} for one in back.changes])
    publish(root)
    now = bench.words(root)
    told = [(one.item, one.kind) for one in differences(before, now) if not one.carried and one.was is not None]
    assert told == []
    assert {record.get("retired") for name, record in now.items() if name not in before} <= {True}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_has_a_title(root: Path, name: str) -> None:
    """What was done to groups and parts is told in one sentence, by the names that readers know."""
    changes, title = CHANGES[name]
    propose(root, *changes)
    [change] = publish(root).changes
    set_numbering(Project.read(root).content.framework)
    assert title_of(change) == title


def test_what_moves_stands_where_it_is_to(root: Path) -> None:
    """An action takes its parts along; a list that is left empty goes, and one that was not there begins."""
    propose(root, {"move": "act-06", "under": "grp-2"}, {"move": "asp-04", "under": "grp-2"},
            {"move": "act-07", "under": "pri-3"}, {"add": "part", "under": "act-07", "text": "Buy pots."})  # fmt: skip
    publish(root)
    assert standing(root) == [
        "grp-1", "grp-2", " act-08", " act-06", "  part-1", "  part-2", " asp-04", "act-09", "act-07", " part-3",
    ]  # fmt: skip
    assert "actions:\n      - id: act-06" not in (root / PRIORITY).read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "instead"),
    [
        ({"add": "part", "under": "pri-3", "text": "Boil water."}, "the action after under:"),
        ({"add": "group", "under": "grp-1", "title": "Smaller"}, "a priority after under:"),
        ({"add": "action", "under": "act-06", "text": "Boil water."}, "or one of its groups"),
        ({"add": "role", "under": "grp-1", "text": "We boil water."}, "a priority after under:"),
        ({"move": "part-1", "under": "grp-2"}, "moves to another action"),
        ({"move": "grp-1", "under": "grp-2"}, "another priority"),
        ({"order": ["act-06", "act-08"]}, "Name entries of one list only."),
    ],
)
def test_what_cannot_stand_there_is_told_where_it_can(root: Path, change: Mapping[str, Any], instead: str) -> None:
    """A change that puts something where its kind cannot stand is refused, with the places where it can."""
    propose(root, change)
    [problem] = Project.read(root).content_problems
    assert problem.code == "proposal-misplaced"
    assert instead in problem.instead


def test_a_version_holds_the_words_of_groups_and_parts(root: Path) -> None:
    """The plain text of a version has a group's title and its text, and a part after its action, each with its name."""
    [version] = [one for one in Project.read(root).ledger.versions if one.document == "2024-28"]
    text = version.text
    lines = [line for line in text.splitlines() if "[grp-1]" in line or "[act-06]" in line or "[part-1]" in line]
    assert lines == [
        f"{HUNGRY} [grp-1]", "One child in eight has no breakfast. [grp-1]",
        "Give every pupil a breakfast before the first lesson. [act-06]",
        "Ask every school how many would come. [part-1]",
    ]  # fmt: skip


def test_words_edited_in_the_file_need_a_reason(root: Path) -> None:
    """A group's title is sealed as any wording is; a reason may name the group by its identifier or its new title."""
    bench.edit(root, PRIORITY, COMPANY, "Nobody is lonely")
    assert {one.code for one in Project.read(root).content_problems} == {"same-or-other"}
    bench.edit(root, PRIORITY, "Nobody is lonely", "Everybody has good company")
    assert {one.code for one in Project.read(root).content_problems} == {"unexplained"}
    bench.because(root, "a", "grp-2")
    assert Project.read(root).content_problems == []


def test_a_groups_text_may_change_wholly(root: Path) -> None:
    """A group is the thing that its title names: other words below it make it no other thing."""
    bench.edit(root, PRIORITY, "One child in eight has no breakfast.", "Kitchens stand cold.")
    bench.because(root, "a", "grp-1")
    assert Project.read(root).content_problems == []


def test_the_receipt_tells_them_in_words(root: Path) -> None:
    """The sentences of a proposal name a group by its title."""
    propose(root, {"add": "group", "under": "pri-3", "title": "Every path is lit", "actions": [{"text": "Hang it."}]},
            {"move": "act-09", "under": "grp-2"})  # fmt: skip
    [laid] = Project.read(root).overlay.laid
    assert sentences(laid) == [
        "New group in pri-3, ‘We will be a glen for young and old’: ‘Every path is lit’", "  actions: ‘Hang it.’",
        "Moved to grp-2: act-09, ‘Publish each year what young and old say of the glen.’",
    ]  # fmt: skip
