"""What a command imports before it begins: what it needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from strategic_framework.mkdocs_adapter import command


def test_a_build_reads_no_other_verb() -> None:
    """Neither the verbs that propose and publish nor what asks the network is imported for it."""
    asked = (
        "import sys, click; from strategic_framework.commands.main import main; "
        "assert main.get_command(click.Context(main), 'build'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    imported = done.stdout.split()
    assert "strategic_framework.site.project" in imported
    assert not [name for name in imported if name.startswith(("strategic_framework.importing", "urllib.request"))]


def test_what_is_put_off_is_imported_when_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the module is run before something in it is asked for; what is not installed stays so."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seldom", raising=False)
    (tmp_path / "seldom.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\nVALUE = 3\n", encoding="utf-8")
    command._put_off("seldom")
    command._put_off("nothing_of_this_name")
    assert not (tmp_path / "ran").exists()
    assert sys.modules["seldom"].VALUE == 3
    assert (tmp_path / "ran").exists()
    assert "nothing_of_this_name" not in sys.modules
