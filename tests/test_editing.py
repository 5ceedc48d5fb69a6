"""An editor changes the content, and every test stays green: before publishing, and after it.

This is the proof that no test knows what the framework says today. It runs the tests that bear the marker `content`, in
a copy. All others cannot see the content: a guard in `conftest.py` fails whichever opens a file of it, and what they
run, they run in copies of frozen or invented content (`conftest.run` refuses this repository).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, explain, run
from tests.machine import copy_files

#: Lighthouse is left out, and so is the browser: they open what these tests read, and take minutes.
FAST = ["-n", "0", "-m", "content and not every"]
SOURCE = "The council opened a room for trying things on 1 May. Zebra Council lent the chairs.\n"

pytestmark = [pytest.mark.content, pytest.mark.every, pytest.mark.timeout(900)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this repository, its real content included, with its modules as Python has compiled them."""
    folder = tmp_path / "copy"
    copy_files(folder)
    (folder / ".tools").symlink_to(ROOT / ".tools")
    for compiled in [path for name in ("src", "tests") for path in (ROOT / name).rglob("__pycache__")]:
        shutil.copytree(compiled, folder / compiled.relative_to(ROOT))
    return folder


@pytest.fixture
def files(request: pytest.FixtureRequest) -> list[str]:
    """The files that hold tests of the content. A run of all tests sees that no other file has one."""
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    named = {path for path, text in texts.items() if re.search(r"\bmark\.content\b|\bwebsite\b", text)}
    marked = [item.path for item in request.session.items if item.get_closest_marker("content")]
    assert {path.relative_to(ROOT) for path in marked} <= named
    own = Path(__file__).relative_to(ROOT)
    return sorted(path.as_posix() for path in named - {own} if "browser" not in path.parts)


def after(path: Path, pattern: str, added: str) -> str:
    """Put words behind the first place that the pattern matches; give what was matched."""
    text = path.read_text(encoding="utf-8")
    match = re.search(pattern, text)
    assert match, f"{path.name} has no {pattern!r}"
    path.write_text(text[: match.end()] + added + text[match.end() :], encoding="utf-8")
    return match[0]


def edit(content: Path) -> None:
    """Reword an action; add an action, an aspiration, a body, a programme, and an update with its source."""
    settings = yaml.safe_load((content / "framework.yml").read_text(encoding="utf-8"))
    priority = min((content / "editions" / settings["current_edition"]).glob("[0-9]*.yml"))
    reworded = after(priority, r"\n  - id: act-\d+\n    text: >-\n      ", "Once more, ")
    after(priority, r"\nactions:\n", "  - source: new\n    text: Try it with Zebra Council and the Try-out Fund.\n")
    after(
        priority,
        r"\naspirations:\n",
        "  - source: new\n    text: By 2099, whatever is tried here will have been told.\n",
    )
    for name, added in {"bodies": "Zebra Council", "programmes": "Try-out Fund"}.items():
        after(content / f"{name}.yml", r"\Z", f"\n- id: {added.lower().replace(' ', '-')}\n  name: {added}\n")
    (content / "sources" / "try-outs.txt").write_text(SOURCE, encoding="utf-8")
    after(
        content / "sources.yml", r"\Z",
        "- id: try-outs\n  title: What was tried\n  short: Try-outs\n  author: Zebra Council\n  kind: report\n"
        "  date_note: undated in the source\n  file: sources/try-outs.txt\n",
    )  # fmt: skip
    [action] = re.findall(r"act-\d+", reworded)
    (content / "updates" / "tried.yml").write_text(
        f"date: {settings['as_at']}\nkind: activity\nabout: [{action}]\ntitle: A room for trying things\n"
        "source: try-outs\nquote: The council opened a room for trying things on 1 May.\n",
        encoding="utf-8",
    )


def passes(copy: Path, files: list[str]) -> None:
    """The tests in these files pass in the copy, as a run of their own; two that do not are enough to be told of."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "FRAMEWORK_"))}
    command = [sys.executable, "-m", "pytest", *FAST, "--maxfail=2", f"--basetemp={copy.parent / 'tests'}", *files]
    env = {**own, "PYTHONPATH": str(copy / "src")}
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert re.search(r"\b\d\d passed|^\.{20,}", done.stdout, re.MULTILINE), done.stdout


def test_an_editor_may_change_everything(copy: Path, files: list[str]) -> None:
    """Green after the edit with its reason, and green after publishing."""
    edit(copy / "framework")
    explain(copy)
    passes(copy, files)
    published = run(copy, "framework", "publish", "--yes")
    assert published.returncode == 0, published.stdout + published.stderr
    assert len(list((copy / "framework" / "changes").glob("[0-9]*.yml"))) > 1
    passes(copy, files)


def test_a_loss_would_be_found(copy: Path) -> None:
    """The tests can fail: a published action that is deleted is missed by more than one of them."""
    settings = yaml.safe_load((copy / "framework" / "framework.yml").read_text(encoding="utf-8"))
    priority = min((copy / "framework" / "editions" / settings["current_edition"]).glob("[0-9]*.yml"))
    text = priority.read_text(encoding="utf-8")
    priority.write_text(re.sub(r"  - id: act-\d+\n(?:    .*\n)+", "", text, count=1), encoding="utf-8")
    with pytest.raises(
        AssertionError, match=r"(?s)FAILED .*::test_every_rule.*FAILED .*::test_nothing_published_is_gone"
    ):
        passes(copy, ["tests/test_content.py"])
