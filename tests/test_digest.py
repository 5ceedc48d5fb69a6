"""A published change in words for a mailing: nothing that it says is missing, and nothing in it is markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.publication import publishing
from tests.ledger import bench

REASON = "Walkers asked for it, *twice*."


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A rewording of the miniature that was published, in each form."""
    root = bench.published(tmp_path)
    bench.edit(root, bench.RIVERS, "once a year", "twice a year")
    bench.because(root, "walk", "act-02", reason=REASON)
    publishing.publish(root, "2026-03-09")
    monkeypatch.chdir(root)
    forms = {form: CliRunner().invoke(main, ["digest", "chg-0002", "--format", form]) for form in ("text", "markdown")}
    assert {done.exit_code for done in forms.values()} == {0}
    return {form: done.output for form, done in forms.items()}


def test_plain_text_can_be_pasted_as_it_is(said: dict[str, str]) -> None:
    """Title, day and decision, reason, before and after, the address, and whose site it is."""
    assert said["text"].startswith(
        "The Glen Rowan Plan: Action 2 is reworded\n\n"
        "Published 9 March 2026. Decided by The council, 2 March 2026.\n\n"
        f"Why\n{REASON}\n\n"
        "Action 2\n"
        "  Before: Walk every footpath once a year, and publish what was found.\n"
        "  Now: Walk every footpath twice a year, and publish what was found.\n"
    )
    assert "/changes/chg-0002/\n" in said["text"]
    assert said["text"].endswith("and not approved by it.\n")


def test_markdown_marks_what_changed(said: dict[str, str]) -> None:
    """The same, with what went and what came; a text stays text."""
    assert "## The Glen Rowan Plan: Action 2 is reworded\n" in said["markdown"]
    assert "Walkers asked for it, \\*twice\\*." in said["markdown"]
    assert "- **Action 2**: Walk every footpath <del>once</del><ins>twice</ins> a year" in said["markdown"]


def test_a_change_that_is_not_there_is_told(said: dict[str, str]) -> None:
    """With where the changes are, and the status of a mistyped command."""
    done = CliRunner().invoke(main, ["digest", "chg-0099"])
    assert (done.exit_code, "There is no change chg-0099." in done.output) == (2, True)
