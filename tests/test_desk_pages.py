"""The number of pages that the form names is the number of pages that a build with the proposal changes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from strategic_framework.ledger import yaml_writer
from tests.conftest import MINIATURE, clone, run
from tests.ledger import bench
from tests.test_desk import node

#: What no reader reads as words: the policy with its hashes, and the scripts with data about the page.
_APART = re.compile(r"<meta http-equiv[^>]*>|<script\b.*?</script>", re.DOTALL)
#: What shows no words of a sentence to those who walk the site.
UNCOUNTED = ("embed/", "suggest/", "data/")
#: Identifier → words of it that stand there once, and what is written instead.
REWORDED = {
    "act-02": ("Walk", "Stroll along"),
    "act-03": ("to neighbours", "to every neighbour"),
    "asp-02": ("clean enough", "good enough"),
    "prin-2": ("comes", "arrives"),
    "pri-2": ("to be warm", "to be warm and dry"),
    "cross-1": ("meet", "gather"),
    "all-c2": ("twice a year", "each half-year"),
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, published once."""
    folder = clone(tmp_path_factory.mktemp("pages"), content=MINIATURE)
    shutil.rmtree(folder / "framework")
    shutil.copytree(bench.published(tmp_path_factory.mktemp("published")) / "framework", folder / "framework")
    return folder


def built(folder: Path) -> dict[str, str]:
    """The words of each page of the site: what a reader reads or hears."""
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = (folder / "site").rglob("*.html")
    return {
        page.relative_to(folder / "site").as_posix(): _APART.sub("", page.read_text(encoding="utf-8")) for page in pages
    }


def known(folder: Path) -> dict[str, Any]:
    """What the form asks for."""
    answer: dict[str, Any] = json.loads((folder / "site/suggest/sentences.json").read_bytes())
    return answer


def counted(answer: dict[str, Any], changes: list[dict[str, str]]) -> int | None:
    """How many pages the form says that the changes change; None where it says nothing."""
    given = {"known": answer, "changes": changes}
    number: int | None = node("learn(given.known) || (pagesOf(given.changes.map(asEdit)) || {size: null}).size", given)
    return number


def reworded(answer: dict[str, Any], name: str) -> dict[str, str]:
    """The change that gives a sentence its other words."""
    was = next(sentence["text"] for sentence in answer["sentences"] if sentence["id"] == name)
    old, new = REWORDED[name]
    assert was.count(old) == 1
    return {"reword": name, "from": was, "to": was.replace(old, new)}


def test_as_many_pages_change_as_the_form_says(plan: Path) -> None:
    """Of several sentences at once each page counts once.

    The form itself does not count, nor do frames for other sites, files to keep, and the checksums of these.
    Where more than the words would change (another name in them, another figure, another kind) no number is known.
    """
    before, answer = built(plan), known(plan)
    changes = [reworded(answer, name) for name in REWORDED]
    pending = plan / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    decided = {"decided": bench.DAY, "decided_by": "The council", "reason": "To see what follows."}
    (pending / "pages.yml").write_text(yaml_writer.dump({**decided, "changes": changes}), encoding="utf-8", newline="")
    after = built(plan)
    changed = sorted(name for name in before if after[name] != before[name])
    content = [name for name in changed if name.endswith("index.html") and not name.startswith(UNCOUNTED)]
    assert len(content) < len(changed)
    assert counted(answer, changes) == len(content), content
    was = {sentence["id"]: sentence["text"] for sentence in answer["sentences"]}
    more: list[dict[str, str]] = [
        {"reword": "act-01", "to": was["act-01"].replace("Rowan Rivers Trust", "trust")},
        {"reword": "asp-01", "to": was["asp-01"].replace("2028", "2029")},
        {"reword": "bodies/river-trust", "to": "Rowan Rivers Body"},
        {"retire": "act-01"},
    ]
    assert [counted(answer, [change]) for change in more] == [None] * len(more)
