"""A proposal as a file: each kind is read as it was meant, written in the same bytes, and refused with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zlib import crc32

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from strategic_framework.content import schema, source
from strategic_framework.content.problems import Problem
from strategic_framework.content.validation import validated
from strategic_framework.ledger.proposal_file import file_name, kind_of, names, written
from strategic_framework.model.proposals import KINDS_OF_CHANGE, Proposal
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "tests" / "proposals").glob("*.yml"))


def read(text: str) -> tuple[Proposal | None, list[Problem]]:
    """The proposal in a text, and what is wrong with it."""
    file = source.parse(text.encode(), "changes/pending/a.yml")
    assert file.root is not None, file.problems
    proposal, problems = validated(TypeAdapter(Proposal), source.plain(file.root), file.root)
    return proposal, [*file.problems, *problems]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_and_written_in_the_same_bytes(path: Path) -> None:
    """What is written is what was read, to the byte; the schema accepts it."""
    proposal, problems = read(path.read_text(encoding="utf-8"))
    assert proposal is not None
    assert problems == []
    assert written(proposal).encode() == path.read_bytes()
    data = json.loads(json.dumps(proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True)))
    assert [error.message for error in Draft202012Validator(_schema()).iter_errors(data)] == []


def _schema() -> object:
    return json.loads(schema.schemas()["reason.json"])


def test_there_is_an_example_of_each_kind() -> None:
    """Every kind of change of the grammar is shown in a file."""
    proposals = [read(path.read_text(encoding="utf-8"))[0] for path in EXAMPLES]
    changes = [change for proposal in proposals if proposal for change in proposal.changes]
    assert {kind_of(change) for change in changes} == set(KINDS_OF_CHANGE)
    assert {type(change) for change in changes} == {noun for nouns in KINDS_OF_CHANGE.values() for noun in nouns}


def test_a_file_is_called_after_its_first_change() -> None:
    """Its kind and what it names, and a checksum of its bytes: other words for the same item have another name."""
    proposal, _ = read("changes:\n  - current_edition: 2027-31\n")
    assert proposal is not None
    assert file_name(proposal) == f"current-edition-2027-31-{crc32(written(proposal).encode()):08x}.yml"
    assert file_name(proposal.model_copy(update={"reason": "It was time."})) != file_name(proposal)
    several, _ = read("changes:\n  - merge: [act-06, act-18]\n    into: act-18\n  - retire: act-07\n")
    assert several is not None
    assert re.fullmatch(r"merge-act-06-and-more-[0-9a-f]{8}\.yml", file_name(several))
    assert names(several.changes[0]) == ["act-06", "act-18"]


@pytest.mark.parametrize(
    ("change", "place", "what", "instead"),
    [
        ("- rewrod: act-14", (2, 5), "does not say what is changed", "Did you mean “reword:”?"),
        ("- reword: act-14\n    too: Other words.", (3, 5), "“too” is not a key", "Did you mean “to”?"),
        ("- reword: Act 14\n    to: Other words.", (2, 13), "cannot be written “Act 14”", "such as act-14"),
        ("- reword: act-14\n    field: titl\n    to: Words.", (3, 12), "cannot be “titl”", "Did you mean “title”?"),
        ("- add: action\n    text: Count the otters.", (2, 5), "“under” is missing", "Add a line “under:”"),
        ("- add: acton\n    under: pri-1\n    text: Count.", (2, 10), "cannot be “acton”", "Did you mean “action”?"),
        ("- split: act-14\n    into:\n      - text: One.", (4, 7), "too few entries", "at least 2"),
        ("- retire: act-14\n    status: done", (3, 5), "never claims progress", "Take the line out"),
        ("- update: [act-14]\n    kind: rumour\n    title: A\n    source: b", (3, 11), "cannot be “rumour”", "Write"),
    ],
)
def test_a_mistake_is_told_with_its_place(change: str, place: tuple[int, int], what: str, instead: str) -> None:
    """One problem, where it was written, with what to write instead."""
    _, problems = read(f"changes:\n  {change}\n")
    assert [(problem.place.line, problem.place.column) for problem in problems] == [place], problems
    assert what in problems[0].what
    assert instead in problems[0].instead
