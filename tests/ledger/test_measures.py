"""Measures in the record: a further value carries its own reason, and everything else that is changed needs one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.content.links import Links
from strategic_framework.exports.measures import ROW
from strategic_framework.exports.measures import rows as rows_of
from strategic_framework.language.labels import title_of
from strategic_framework.ledger import store
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.measured import held, value_of
from strategic_framework.ledger.proposal_file import written
from strategic_framework.ledger.undoing import undoing
from strategic_framework.ledger.verify import broken
from strategic_framework.model import Value
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.conftest import MEASURED
from tests.ledger import bench

BRIDGES = "framework/measures/bridges.csv"
BASELINE = "baseline:\n  value: 5\n  date: 2022-06\n  source: letter-2022\n"
TARGET = "target:\n  value: 11\n  date: 2028-03\n  source: plan-2024\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its measures, published once."""
    folder = tmp_path_factory.mktemp("measured")
    shutil.copytree(bench.MINIATURE / "framework", folder / "framework")
    shutil.copytree(MEASURED / "framework", folder / "framework", dirs_exist_ok=True)
    publishing.publish(folder, bench.DAY)
    return folder


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base / "framework", tmp_path / "framework")
    return tmp_path


def append(root: Path, row: str) -> None:
    path = root / BRIDGES
    path.write_text(path.read_text("utf-8") + row + "\n", encoding="utf-8")


def propose(root: Path, name: str, *changes: Mapping[str, object], decided: bool = True) -> None:
    head = {"decided": bench.DAY, "decided_by": "The council", "reason": "It was counted twice."} if decided else {}
    proposal = Proposal.model_validate({**head, "changes": list(changes)})
    pending = root / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    (pending / f"{name}.yml").write_text(written(proposal), encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(date="2024", value="12.40", source="bulletin"), "12.40 from bulletin"),
        (
            Value(date="2024-03", value="-3", low="-4.5", high="-1", source="a-1", note="From 2: (3)."),
            "-3 (-4.5 to -1) from a-1: From 2: (3).",
        ),
        (Value(date="2024", note="No count: snow."), "not reported: No count: snow."),
        (Value(date="2024", source="bulletin"), "not reported from bulletin"),
        (Value(date="2024"), "not reported"),
    ],
)
def test_a_value_is_held_in_words_and_read_back(value: Value, words: str) -> None:
    """What the record holds can be read by people, and gives the value again."""
    assert held(value) == words
    assert value_of(value.date, words) == value


def test_a_further_value_needs_no_reason_and_opens_no_version(root: Path) -> None:
    """It has its source, as a report has."""
    append(root, "2026-01,10,rivers-watch,")
    publication = publishing.publish(root, "2026-03-05")
    assert publication is not None
    [change] = publication.changes
    assert (title_of(change), change.kinds, dict(change.versions)) == (
        "Measure 1 has a further value",
        ("amended",),
        {},
    )
    assert Project.read(root).content_problems == []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("2025,9,", "2025,8,"), "The value “2025” of mea-01 is changed. Was: [-9-] from rivers-watch."),
        (("2024,7,bulletin,\n", ""), "The value “2024” of mea-01 is changed. Was: [-7 from bulletin-]. Now: nothing."),
        (("2022,5", "2021,4,bulletin,\n2022,5"), "The value “2021” of mea-01 is changed. Was: nothing."),
        (("2023,,,", "2023,6,bulletin,"), "The value “2023” of mea-01 is changed. Was: [-not reported-]: No count"),
        (("2025,9,rivers-watch", "2025,9,bulletin"), "Was: 9 from [-rivers-watch-]"),
    ],
)
def test_what_was_published_is_revised_only_with_a_reason(root: Path, edit: tuple[str, str], told: str) -> None:
    """A value put right, taken away, put in before others, or from another source."""
    bench.edit(root, BRIDGES, *edit)
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.file) == ("unexplained", BRIDGES)
    assert told in problem.what


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (lambda root: bench.edit(root, "framework/measures/bridges.yml", "value: 11", "value: 10"), "another target"),
        (lambda root: bench.edit(root, "framework/measures/bridges.yml", "value: 5", "value: 4"), "another baseline"),
        (lambda root: bench.edit(root, "framework/measures/bridges.yml", BASELINE, ""), "another baseline"),
        (lambda root: bench.edit(root, "framework/measures/bridges.yml", TARGET, ""), "another target"),
        (lambda root: bench.edit(root, BRIDGES, "2025,9,", "2025,8,"), "a revised value"),
        (lambda root: bench.edit(root, BRIDGES, "2024,7,bulletin,\n", ""), "a revised value"),
    ],
)
def test_a_revision_is_sealed_verified_and_undone(root: Path, change: Callable[[Path], None], title: str) -> None:
    """Its title says what it is, the chain closes, the earlier state is there, and undoing gives every row back."""
    before = bench.tree(root)
    change(root)
    bench.because(root, "revised", "mea-01")
    publishing.publish(root, "2026-03-05")
    ledger = store.read(root)
    assert title_of(ledger.changes[-1]) == f"Measure 1 has {title}"
    assert broken(ledger, thorough=True) == []
    (now, after), (_, first) = ledger.states[0], ledger.states[1]
    framework = Project.read(root).framework
    assert framework is not None
    earlier, later = (framework_at(framework, state).measure["mea-01"] for state in (first, after))
    assert (earlier.values, earlier.target, earlier.baseline) != (later.values, later.target, later.baseline)
    undone = undoing(now, first, after)
    assert undone.left == ()
    propose(root, "back", *undone.changes)
    publishing.publish(root, "2026-03-06")
    kept = bench.tree(root)
    assert [kept[name] for name in kept if "/measures/" in str(name)] == [
        before[name] for name in before if "/measures/" in str(name)
    ]


def test_a_proposed_value_is_put_in_its_place_and_the_rest_stays(root: Path) -> None:
    """Line ends, the mark of byte order and the order of the columns are the editor's."""
    path = root / BRIDGES
    path.write_bytes("\ufeffsource,date,value,note\r\nletter-2022,2022,5,\r\nbulletin,2024,7,\r\n".encode())
    bench.because(root, "revised", "mea-01")
    publishing.publish(root, "2026-03-05")
    propose(root, "later", {"value": "mea-01", "date": "2025", "to": "9", "source": "bulletin"}, decided=False)
    propose(root, "between", {"value": "mea-01", "date": "2023", "to": "6", "source": "bulletin", "note": "One, two."})
    assert Project.read(root).content_problems == []
    publishing.publish(root, "2026-03-06")
    assert path.read_bytes().decode() == (
        '\ufeffsource,date,value,note\r\nletter-2022,2022,5,\r\nbulletin,2023,6,"One, two."\r\nbulletin,2024,7,\r\n'
        "bulletin,2025,9,\r\n"
    )


@pytest.mark.parametrize(
    ("change", "code", "what", "instead"),
    [
        ({"date": "2025", "from": "7", "to": "8", "source": "bulletin"}, "proposal-stale", "Now: 9. Proposed: 8.",
         "from: 9"),
        ({"date": "2025", "to": "8", "source": "bulletin"}, "proposal-stale", "Written against: no value.", "from: 9"),
        ({"date": "2021", "from": "3", "to": "8", "source": "bulletin"}, "proposal-stale", "Now: no value.",
         "from: out"),
        ({"value": "act-01", "date": "2021", "to": "8"}, "proposal-misplaced", "act-01 is no measure", "mea-01"),
        ({"date": "2026", "to": "8", "low": "7", "high": "9", "source": "bulletin"}, "proposal-by-hand",
         "has no column low", ""),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(
    root: Path, change: dict[str, str], code: str, what: str, instead: str
) -> None:
    """One problem, at the proposal, with what to type instead."""
    propose(root, "a", {"value": "mea-01", **change})
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.file) == (code, "framework/changes/pending/a.yml")
    assert what in problem.what
    assert instead in problem.instead


def test_two_proposals_for_one_value_contradict_each_other(root: Path) -> None:
    """The second says so, and what to do."""
    propose(root, "a", {"value": "mea-01", "date": "2025", "from": "9", "to": "8", "source": "bulletin"})
    propose(root, "b", {"value": "mea-01", "date": "2025", "from": "9", "to": "7", "source": "bulletin"})
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.file) == ("proposal-contradicts", "framework/changes/pending/b.yml")


def test_a_published_measure_is_retired_and_never_deleted(root: Path) -> None:
    """Without its file the check asks for it; retired it keeps its record."""
    path = root / "framework/measures/warm-homes.yml"
    text = path.read_text("utf-8")
    path.unlink()
    [problem] = Project.read(root).content_problems
    assert problem.code == "vanished"
    path.write_text(text, encoding="utf-8")
    propose(root, "a", {"retire": "mea-03"})
    publishing.publish(root, "2026-03-05")
    assert store.read(root).published["mea-03"]["retired"] is True


def test_a_new_measure_is_numbered_when_it_is_published(base: Path) -> None:
    """A file without an identifier gets the next one."""
    text = (base / "framework/measures/warm-homes.yml").read_text("utf-8")
    assert text.startswith("id: mea-03\nname: ")


OTTERS = {
    "add": "measure", "name": "Otters seen", "unit": "otters", "under": ["pri-1"],
    "target": {"value": "12", "source": "plan-2024"},
    "values": [
        {"date": "2025", "value": "9", "source": "rivers-watch"}, {"date": "2023", "value": "6", "source": "bulletin"},
    ],
}  # fmt: skip


def test_a_proposed_measure_becomes_two_files_and_undoing_retires_it(root: Path) -> None:
    """What it is stands in a file and its values in a table beside, in order; its number is the next."""
    propose(root, "a", OTTERS)
    framework = Project.read(root).framework
    assert framework is not None
    assert [value.date for value in framework.measure["mea-04"].values] == ["2023", "2025"]
    publishing.publish(root, "2026-03-05")
    folder = root / "framework/measures"
    assert (folder / "otters-seen.yml").read_text("utf-8") == (
        "id: mea-04\nname: Otters seen\nunit: otters\nunder: [pri-1]\ntarget:\n  value: 12\n  source: plan-2024\n"
    )
    assert (folder / "otters-seen.csv").read_text("utf-8") == (
        "date,value,low,high,source,note\n2023,6,,,bulletin,\n2025,9,,,rivers-watch,\n"
    )
    (change, after), (_, before) = store.read(root).states[:2]
    assert undoing(change, before, after).changes == ({"retire": "mea-04"},)


@pytest.mark.parametrize(
    ("other", "line", "code", "what"),
    [
        ({"under": ["pri-9"]}, 8, "proposal-unknown", "There is no pri-9 here."),
        ({"under": ["act-01"]}, 5, "unknown-item", "act-01"),
        ({"target": {"value": "12", "source": "plan"}}, 5, "unknown-source", "no source or web page called “plan”"),
        ({"values": [{"date": "2025", "value": "9"}]}, 5, "measure-source", "The value for 2025 has no source."),
        ({"name": "Bridges that carry the school bus"}, 5, "measure-twice", "mea-01 is called “Bridges that"),
    ],
)  # fmt: skip
def test_a_proposed_measure_is_held_to_every_rule(
    root: Path, other: dict[str, object], line: int, code: str, what: str
) -> None:
    """One problem, at the change that would bring it."""
    propose(root, "a", {**OTTERS, **other})
    [problem] = Project.read(root).content_problems
    assert (problem.place.file, problem.place.line) == ("framework/changes/pending/a.yml", line)
    assert (problem.code, what in problem.what) == (code, True), problem.what


def test_two_measures_of_one_name_are_told(root: Path) -> None:
    """Two people propose the same one: the second reads that there is one."""
    propose(root, "a", OTTERS)
    propose(root, "b", {**OTTERS, "unit": "animals"})
    [problem] = Project.read(root).content_problems
    assert (problem.code, problem.place.file) == ("measure-twice", "framework/changes/pending/b.yml")


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """A command in that folder: its exit status, and what it says."""
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["new-value", *arguments])
    return done.exit_code, done.output


def test_the_verb_writes_a_proposal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a further value without a reason, for another in the place of one with it; a number may be negative."""
    assert run(root, monkeypatch, "mea-01", "2026-02", "-3", "--source", "bulletin", "--yes")[0] == 0
    why = ("--reason", "Counted again.", "--decided-by", "The council", "--decided", bench.DAY, "--yes")
    assert run(root, monkeypatch, "mea-01", "2025", "8", "--source", "rivers-watch", *why)[0] == 0
    assert run(root, monkeypatch, "mea-01", "2024", "--take-away", *why)[0] == 0
    publishing.publish(root, "2026-03-05")
    rows = (root / BRIDGES).read_text("utf-8").splitlines()
    assert rows[3:] == ["2025,8,rivers-watch,", "2026-02,-3,bulletin,"]


def test_a_table_of_values_is_proposed_as_far_as_it_says_other_than_stands_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table that the site offers with a number put right and rows added: what is the same is passed over."""
    framework = Project.read(root).content.framework
    listed = rows_of(framework, Links(framework))
    rows = [",".join(f'"{cell or ""}"' for cell in row.values()) for row in listed]
    assert run(root, monkeypatch, "--table", table(root, rows), "--yes") == (
        0, "It says what stands there. There is nothing to propose.\n",
    )  # fmt: skip
    more = "mea-01,,,,,2026-02,11,,,bulletin,,,,", "mea-01,,,,,2026-03,,,,,No count was made.,,,"
    assert run(root, monkeypatch, "--table", table(root, [*rows, *more]), "--yes")[0] == 0
    publishing.publish(root, "2026-03-31")
    last = (root / BRIDGES).read_text("utf-8").splitlines()[-2:]
    assert last == ["2026-02,11,bulletin,", "2026-03,,,No count was made."]


def test_every_fault_of_a_table_has_its_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is written."""
    file = table(
        root, ["mea-09,,,,,2026-02,1,,,bulletin,,,,", "mea-01,,,,,2026-02,1,,,bulletin,,,,", "mea-08,,,,,2026,2,,,,,,,"]
    )
    status, said = run(root, monkeypatch, "--table", file, "--yes")
    assert status == 1
    assert [line for line in said.splitlines() if line.startswith("Line")] == [
        f"Line {line}: There is no measure {name} here. There are: mea-01, mea-02, mea-03."
        for line, name in ((2, "mea-09"), (4, "mea-08"))
    ]
    file = table(root, ['mea-01,,,,,2026-02,"1,5",,,bulletin,,,,', "mea-01,,,,,02/2026,1,,,bulletin,,,,"])
    status, said = run(root, monkeypatch, "--table", file, "--yes")
    assert (status, said.count("Line 2: "), said.count("Line 3: ")) == (1, 1, 1)
    assert not [*(root / "framework/changes/pending").glob("*.yml")]


def table(root: Path, rows: Sequence[str]) -> str:
    """A table like the one that the site offers, with these rows."""
    path = root / "values.csv"
    path.write_text("\n".join([",".join(field.name for field in ROW), *rows, ""]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("mea-09", "2025", "1"), 1, "There is no measure mea-09 here. There are: mea-01, mea-02, mea-03."),
        (("mea-01", "2025"), 2, "Give a number, or --not-reported, or --take-away."),
        (("mea-01",), 2, "Name a measure and a date, or give a table with --table."),
        (("mea-01", "2026-02", "1", "--yes"), 1, "The value for February 2026 has no source."),
        (("mea-01", "2026-02", "1,5", "--source", "bulletin", "--yes"), 1, "A decimal point is a full stop: 1.5."),
        (("mea-01", "2025", "8", "--source", "bulletin", "--yes"), 2, "Missing: --reason"),
    ],
)
def test_the_verb_says_what_is_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, told: str
) -> None:
    """And changes nothing."""
    before = bench.tree(root)
    assert run(root, monkeypatch, *arguments)[0] == status
    assert told in run(root, monkeypatch, *arguments)[1]
    assert bench.tree(root) == before
