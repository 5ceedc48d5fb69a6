"""The mistakes that people make in the file of a proposal, and what the check says of each, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.ledger import bench

_TABLE = (Path(__file__).parent / "mistakes.yml").read_text("utf-8")
#: mistake, file, and what is said of it at which line and column.
MISTAKES: list[dict[str, Any]] = yaml.load(_TABLE, yaml.BaseLoader)  # noqa: S506 - every value a text
FILE = "framework/changes/pending/b.yml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, published, and then published again with act-05 retired."""
    root = bench.published(tmp_path_factory.mktemp("mistakes"))
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"decided: {bench.DAY}\ndecided_by: The council\nreason: It is done.\n"
    path.write_text(f"{head}changes:\n  - retire: act-05\n", encoding="utf-8")
    publishing.publish(root, "2026-03-09")
    return root


def test_there_are_thirty_at_least() -> None:
    """Each of another kind."""
    assert len({mistake["mistake"] for mistake in MISTAKES}) >= 30


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["mistake"])
def test_a_mistake_is_told_in_these_words(root: Path, mistake: dict[str, Any]) -> None:
    """Where it stands, what is wrong, why that matters and what to type instead; nothing else is said of the file."""
    (root / FILE).write_text(mistake["file"], encoding="utf-8", newline="")
    problems = [one for one in Project.read(root).content_problems if one.place.file == FILE]
    (root / FILE).unlink()
    assert [(f"{one.place.line}:{one.place.column}", _said(one)) for one in problems] == [
        (said["at"], said["message"]) for said in mistake["says"]
    ]


def _said(problem: Any) -> str:
    return " ".join(filter(None, (problem.what, problem.why, problem.instead)))


def test_a_day_in_the_future_waits_for_it(root: Path) -> None:
    """It is shown, and publishing it before its day is refused at the line of the day."""
    text = "decided: 2027-01-10\ndecided_by: The council\nreason: It is done.\nchanges:\n  - retire: act-02\n"
    (root / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(publishing.Refused) as refused:
        publishing.prepare(root, "2026-03-20")
    (root / FILE).unlink()
    [problem] = refused.value.problems
    assert (problem.place.line, _said(problem)) == (
        1,
        "This was decided on 2027-01-10, which is later than the day of publication, 2026-03-20. Put the day of the "
        "decision right, or publish when it has been made.",
    )


@pytest.mark.parametrize(
    ("was", "to"),
    [
        ("The council’s “otters” swim.", 'The council\'s "otters" swim fast.'),
        ("The council’s “otters” swim.", "The council’s “otters” swim fast."),
    ],
)
def test_marks_of_a_keyboard_are_no_other_words(root: Path, was: str, to: str) -> None:
    """A proposal written with straight marks fits words with curly ones, and leaves them as they are."""
    text = (root / bench.RIVERS).read_text("utf-8")
    (root / bench.RIVERS).write_text(text.replace("The rivers will be clean enough to swim in.", was), "utf-8")
    straight = was.translate(str.maketrans("’“”", '\'""'))
    change = f"  - reword: asp-02\n    from: {straight}\n    to: {to}\n"
    head = f"decided: {bench.DAY}\ndecided_by: The council\nreason: So.\nsame_item: true\nchanges:\n"
    (root / FILE).write_text(f"{head}{change}", encoding="utf-8")
    framework = Project.read(root).content.framework
    (root / FILE).unlink()
    (root / bench.RIVERS).write_text(text, "utf-8")
    assert framework.items["asp-02"].text == "The council’s “otters” swim fast."
