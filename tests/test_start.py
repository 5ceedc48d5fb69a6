"""What a command imports before it begins: what it needs, and no more."""

from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import click
import pytest

from strategic_framework.commands import main
from strategic_framework.mkdocs_adapter import hooks
from strategic_framework.mkdocs_adapter.run import RUN
from strategic_framework.startup.put_off import in_full, put_off
from tests.conftest import MINIATURE, clone


def test_a_build_reads_no_other_verb() -> None:
    """Neither the verbs that propose and publish nor what serves or asks the network is imported for it."""
    asked = (
        "import sys, click; from strategic_framework.commands.main import main; "
        "assert main.get_command(click.Context(main), 'build'); "
        "from strategic_framework.startup.put_off import put_off; put_off('requests'); "
        "from strategic_framework import mkdocs_adapter; import mkdocs_macros.plugin; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    imported = done.stdout.split()
    assert "strategic_framework.site.project" in imported
    needless = ("strategic_framework.importing", "urllib.request", "urllib3", "http.server", "watchdog")
    assert not [name for name in imported if name.startswith(needless)]


def test_to_list_the_verbs_none_of_them_is_read() -> None:
    """Nor anything else of this package than what the list itself needs; each sentence stands whole in 80 columns."""
    asked = [sys.executable, "-X", "importtime", "-m", "strategic_framework", "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "80"})
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "strategic_framework.commands.main" in imported
    assert not imported & {"pydantic", "jinja2", "yaml", "strategic_framework.commands.check"}
    lines = done.stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    context = click.Context(main.main)
    assert [line.split()[0] for line in lines] == main.main.list_commands(context)
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)
    assert all(main.main.get_command(context, name) for name in main.VERBS)


def test_no_other_package_takes_part_in_reading(tmp_path: Path) -> None:
    """A plugin of pydantic is neither looked for nor run, whoever installed it."""
    about = tmp_path / "plug-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plug\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[pydantic]\nplug = plug:plugin\n", encoding="utf-8")
    (tmp_path / "plug.py").write_text("open('ran', 'w').close()\nplugin = None\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    asked = [sys.executable, "-m", "strategic_framework", "check", "--help"]
    subprocess.run(asked, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True)
    assert not (tmp_path / "ran").exists()


def test_what_is_put_off_is_imported_when_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the module is run by its import, but when something in it is asked for; what is not there stays so."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seldom", raising=False)
    (tmp_path / "seldom.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\nVALUE = 3\n", encoding="utf-8")
    put_off("seldom")
    put_off("nothing_of_this_name")
    seldom = importlib.import_module("seldom")
    (tmp_path / "asks.py").write_text("import seldom\n", encoding="utf-8")
    importlib.import_module("asks")
    assert not (tmp_path / "ran").exists()
    assert seldom.VALUE == 3
    assert (tmp_path / "ran").exists()
    assert importlib.import_module("seldom").VALUE == 3
    assert importlib.import_module("seldom") is not seldom
    assert "nothing_of_this_name" not in sys.modules


def test_a_function_of_what_is_put_off_can_be_taken_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By `from … import …`: the module is imported when the function is called."""
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("rarely", "takes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    folder = tmp_path / "rarely"
    folder.mkdir()
    (folder / "__init__.py").write_text("LOADED = []\ndef double(number):\n    return 2 * number\n", encoding="utf-8")
    put_off("rarely", "double")
    stand_in = sys.modules["rarely"]
    (tmp_path / "takes.py").write_text("from rarely import double\n", encoding="utf-8")
    double = importlib.import_module("takes").double
    assert sys.modules["rarely"] is stand_in
    assert double(4) == 8
    assert sys.modules["rarely"] is not stand_in
    assert in_full("rarely") is sys.modules["rarely"]


def test_a_check_does_without_what_only_a_search_for_plugins_needs(tmp_path: Path) -> None:
    """Nor does it import what makes pages for others."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "strategic_framework", "check"],
        cwd=clone(tmp_path, content=MINIATURE), capture_output=True, text=True, check=True,
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "strategic_framework.checks" in imported
    assert not imported & {"importlib.metadata", "email.message", "jinja2", "mkdocs", "lxml.etree", "PIL"}


def test_packages_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for plugins, themes or extensions is told the same as before."""
    metadata = importlib.import_module("importlib.metadata")
    ask, looks = metadata.entry_points, list[dict[str, str]]()
    groups = ("mkdocs.plugins", "mkdocs.themes", "markdown.extensions")
    before = [[*ask(group=group)] for group in groups]
    monkeypatch.setattr(metadata, "entry_points", lambda **asked: looks.append(asked) or ask(**asked))
    main._look_once_for_plugins()
    assert [[*metadata.entry_points(group=group)] for group in groups] == before
    assert looks == [{}]
    assert all(before)


@pytest.mark.parametrize("before", [True, False])
def test_a_build_looks_for_no_garbage_and_leaves_that_as_it_was(before: bool) -> None:
    """To the very end: following every link makes as little to collect as making the pages does."""
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        hooks.on_startup(command="build", dirty=False)
        assert not gc.isenabled()
        hooks.on_shutdown()
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()


def test_links_are_followed_before_garbage_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build did before, and what it has made, is not looked through while it ends."""
    seen: list[bool] = []
    monkeypatch.setattr(hooks, "_publish", lambda _: seen.append(gc.isenabled()))
    hooks.on_startup(command="build", dirty=False)
    monkeypatch.setattr(RUN, "built", True)
    monkeypatch.setattr(RUN, "begun", Mock())
    hooks.on_shutdown()
    assert seen == [False]
