"""What tests of bringing in share: the command in a folder of its own, with nothing of this repository's content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.site import standard

Framework = Callable[..., tuple[int, str]]
#: What a new plan is told, so that nothing is asked.
ANSWERS = ("--title", "Glen Plan", "--publisher", "Glen Council", "--period", "2027-31", "--yes")
#: The reason for a proposal.
REASON = ("--reason", "As the council decided.", "--decided-by", "The council", "--decided", "2027-05-01", "--yes")


@pytest.fixture
def framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Framework:
    """The command, run in an empty folder: its exit status and what it said."""
    names = tuple(name for name in standard.COPIED if not name.startswith("framework/"))
    monkeypatch.setattr(standard, "COPIED", names)  # the guides of this repository's own content stay unread
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path, answers: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(main, [str(word) for word in words], input=answers)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return run
