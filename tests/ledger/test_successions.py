"""A split, a merger and a replacement are one thing that was done, and are told as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.language.labels import title_of
from strategic_framework.ledger import store
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.publication import publishing
from strategic_framework.publication.receipt_sentences import sentences
from tests.ledger import bench
from tests.ledger.bench import RIVERS

Fields = dict[str, str | bool | None]


def added(continues: str | None = None) -> Recorded:
    """A record that is new."""
    now: Fields = {"kind": "action", "in": "pri-1", "text": "Mend.", **({"continues": continues} if continues else {})}
    return Recorded(**{"class": "added"}, was=None, now=now)


def retired(replaced_by: str | None = None) -> Recorded:
    """A record that is in force no longer."""
    more: Fields = {"replaced_by": replaced_by} if replaced_by else {}
    return Recorded(**{"class": "retired"}, was=dict.fromkeys(["retired", *more]), now={"retired": True, **more})


AMENDED = Recorded(**{"class": "amended"}, was={"text": "Mend."}, now={"text": "Mend one."})


@pytest.mark.parametrize(
    ("records", "title"),
    [
        pytest.param(
            {"act-01": retired("act-05"), "act-05": added("act-01"), "act-06": added("act-01")},
            "Action 1 is split into Action 5 and Action 6",
            id="split in two",
        ),
        pytest.param(
            {"act-01": AMENDED, "act-05": added("act-01")},
            "Action 1 is split into Action 1 and Action 5",
            id="split, and one part stays",
        ),
        pytest.param(
            {"act-01": retired("act-05"), "act-02": retired("act-05"), "act-05": added()},
            "Action 1 and Action 2 are merged into Action 5",
            id="two merged into a new one",
        ),
        pytest.param(
            {"act-01": retired("act-02"), "act-02": AMENDED},
            "Action 1 is merged into Action 2",
            id="one merged into another that stays",
        ),
        pytest.param(
            {"act-01": retired("act-05"), "act-05": added()}, "Action 1 is replaced by Action 5", id="one for another"
        ),
        pytest.param(
            {"act-01": retired("act-05"), "act-05": added(), "act-06": added(), "act-02": AMENDED},
            "Action 1 is replaced by Action 5; Action 6 is added; Action 2 is reworded",
            id="what is done beside it is told beside it",
        ),
        pytest.param({"act-01": retired(), "act-05": added()}, "Action 5 is added; Action 1 is retired", id="no link"),
        pytest.param({"act-01": retired("act-09")}, "Action 1 is retired", id="what replaces it was there"),
        pytest.param({"act-05": added("act-01"), "act-06": added("act-01")}, "Action 5 and Action 6 are added",
                     id="what they carry on is left as it is"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_one(records: dict[str, Recorded], title: str) -> None:
    """The title of a change, by what its records say of one another; nothing is told twice."""
    change = Change(id="chg-0002", published=bench.DAY, records=records, previous="0" * 64, result="0" * 64)
    assert title_of(change) == title


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """The miniature, published, with its second action split in two under one reason."""
    root = bench.published(tmp_path)
    bench.edit(root, RIVERS, "publish what was found.\n", """publish what was found.
    retired: true
  - continues: act-02
    text: Walk every footpath once a year.
    source: new
  - continues: act-02
    text: Publish what was found on the footpaths.
    source: new
""")  # fmt: skip
    bench.because(root, "split", "act-02", "Walk every footpath once a year.", "Publish what was found on")
    return root


TITLE = "Action 2 is split into Action 6 and Action 7"


def test_readers_of_a_split_are_told_one_thing(split: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the receipt, in the record of changes and in the history of each of its items."""
    publication = publishing.prepare(split, "2026-03-09")
    assert sentences(publication, split)[0] == f"{TITLE}."
    publishing.publish(split, "2026-03-09")
    [_, change] = store.read(split).changes
    assert title_of(change) == TITLE
    monkeypatch.chdir(split)
    for item in ("act-02", "act-06", "act-07"):
        assert TITLE in CliRunner().invoke(main, ["history", item]).output
