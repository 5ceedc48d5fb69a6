"""What is kept in memory while serving: it saves time, and changes nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markupsafe import Markup

from strategic_framework.build.memory import Memory, hash_of, serialised
from strategic_framework.content.loader import load
from strategic_framework.ledger import store
from strategic_framework.rendering import templates
from strategic_framework.site import macros, pages
from strategic_framework.views.base import Site
from tests.conftest import MINIATURE, ROOT, clone, run


class Pair(NamedTuple):
    """Two of something."""

    first: str
    second: str


class Twin(NamedTuple):
    """Two of something else."""

    first: str
    second: str


@dataclass(frozen=True)
class Row:
    """A view of the kind that is to come."""

    first: str
    cells: tuple[Pair, ...] = ()


def answered(memory: Memory, *parts: str) -> list[str]:
    """A whole round that asks for these."""
    memory.begin_round(b"base")
    results = [memory.get((part,), lambda part=part: part.upper()) for part in parts]  # type: ignore[misc]
    memory.end_round()
    return results


def test_a_result_is_made_once() -> None:
    """In one round and in the next."""
    memory = Memory(keeping=True)
    assert answered(memory, "a", "b", "a") == ["A", "B", "A"]
    assert memory.made == 2
    assert answered(memory, "b", "c") == ["B", "C"]
    assert memory.made == 1


def test_it_holds_what_the_last_whole_round_used() -> None:
    """What it did not use goes; a round that was broken off takes nothing away."""
    memory = Memory(keeping=True)
    answered(memory, "a", "b")
    answered(memory, "a")
    answered(memory, "b")
    assert memory.made == 1
    memory.begin_round(b"base")
    memory.begin_round(b"base")
    assert memory.get(("b",), lambda: "made again") == "B"


def test_another_base_is_another_result() -> None:
    """Templates and words stand for all that is made from them."""
    memory = Memory(keeping=True)
    answered(memory, "a")
    memory.begin_round(b"other")
    assert memory.get(("a",), lambda: "made again") == "made again"


def test_a_build_keeps_nothing() -> None:
    """Each result is made for whoever asks."""
    memory = Memory(keeping=False)
    assert answered(memory, "a", "a") == ["A", "A"]
    assert memory.get(("a",), lambda: "made again") == "made again"


@pytest.mark.parametrize(("one", "other"), [
    (("a", "b"), ("ab", "")), (("a", "bc"), ("ab", "c")), (["a"], [["a"]]), ({"a": "b"}, {"b": "a"}), ("1", 1),
    (Pair("a", "b"), Pair("b", "a")), (Pair("a", "b"), Twin("a", "b")), (Row("a"), Row("b")),
    (Row("a", (Pair("a", "b"),)), Row("a", (Twin("a", "b"),))), (b"a", b"b"), (None, ""), (True, "True"),
])  # fmt: skip
def test_different_data_is_told_apart(one: Any, other: Any) -> None:
    """Texts, numbers, lists, mappings, named tuples and dataclasses, and which of them it is."""
    assert serialised(one) != serialised(other)
    assert serialised(one) == serialised(one)


def test_what_cannot_be_told_apart_is_refused() -> None:
    """An object that is not plain data cannot be what a page is known by."""
    with pytest.raises(TypeError):
        serialised({"view": object()})


def test_every_view_can_be_told_apart(site: Site) -> None:
    """A page is known by what it shows, so every answer to every call is plain data; HTML in it is text."""
    answers = [macros.answer(page.here, call) for page in pages.plan(site, ROOT) for call in page.template.calls]
    assert len(answers) > 100
    for answer in answers:
        assert serialised(answer)
    assert serialised(Markup("<b>")) == serialised("<b>")


def test_an_edited_component_is_another_hash(tmp_path: Path) -> None:
    """And so is a component that was renamed, with the same words in it."""
    template = tmp_path / "row" / "template.html"
    template.parent.mkdir()
    template.write_text("{{ text }}", encoding="utf-8")
    first = hash_of(tmp_path)
    template.write_text("{{ text }}.", encoding="utf-8")
    second = hash_of(tmp_path)
    template.parent.rename(tmp_path / "line")
    assert len({hash_of(templates.COMPONENTS), first, second, hash_of(tmp_path)}) == 4


# --- rounds of serving ---------------------------------------------------------------------------------------------

#: Serve a folder: a round, then an edit and a round for each three arguments. Prints how much each round made.
SERVED = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from strategic_framework.mkdocs_adapter.run import RUN

def serve(first=False):
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    print("MADE", RUN.memory.made)

serve(first=True)
for at in range(2, len(sys.argv), 3):
    path = Path(sys.argv[at])
    text = path.read_text(encoding="utf-8")
    assert text.count(sys.argv[at + 1]) == 1, path
    path.write_text(text.replace(*sys.argv[at + 1:at + 3]), encoding="utf-8")
    serve()
"""
PLAN = "framework/editions/2024-28/1-rivers-and-paths.yml"
#: What an editor may change: the file, what stands there, and what else may.
EDITS = {
    "wording": (PLAN, "    text: >-\n      Walk every", "    source: new\n    text: >-\n      Once more, walk every"),
    "a new action": (PLAN, "aspirations:\n", "  - source: new\n    text: Ask GRHA to lend a boat.\naspirations:\n"),
    "one less": (PLAN, "      - id: prin-2\n        text: ask the farmer before the digger comes.\n", ""),
    "a label": (PLAN, "nav_label: Rivers and paths", "nav_label: Paths and rivers"),
    "a name": ("framework/bodies.yml", "aliases: [GRHA]", "aliases: [GRHA, Warm Glen]"),
    "the date": ("framework/framework.yml", "as_at: 2026-03-02", "as_at: 2028-04-02"),
    "a page": ("docs/glossary.md", "{{ glossary() }}", "{{ glossary() }}\n\nThat is all."),
    "a template": ("docs/[edition]/[action].md", "{{ wording() }}", "{{ wording() }}\n\nIn the words of the plan."),
    "the settings": ("mkdocs.yml", "  - sane_lists", "  - sane_lists\n  - nl2br"),
    "a hook": ("macros.py", "# noqa: F403\n", "# noqa: F403\nfrom strategic_framework.rendering import templates\n"
               "_plain = templates.render_all\ntemplates.words()  # a hook of somebody's\n"),
}  # fmt: skip


def served(folder: Path, *names: str) -> list[int]:
    """Serve the miniature with these edits, one after the other; how much each round made."""
    arguments = [part for name in names for part in EDITS[name]]
    done = run(clone(folder, content=MINIATURE), sys.executable, "-c", SERVED, "shown", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return [int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("MADE")]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_round_shows_what_a_first_one_would(tmp_path: Path) -> None:
    """After every edit that an editor may make, the pages are those of a process that kept nothing."""
    for name in ("rounds", "anew"):
        (tmp_path / name).mkdir()
    served(tmp_path / "rounds", *EDITS)
    anew = clone(tmp_path / "anew", content=MINIATURE)
    for file, was, becomes in EDITS.values():
        path = anew / file
        path.write_text(path.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    assert run(anew, sys.executable, "-c", SERVED, "shown").returncode == 0
    rounds, first = tree(tmp_path / "rounds" / "shown"), tree(anew / "shown")
    assert [name for name in rounds.keys() | first.keys() if rounds.get(name) != first.get(name)] == []


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    """Little after an edit of one label; every page after one of a hook file, which may change any of them."""
    everything, little, hooked = served(tmp_path, "a label", "a hook")
    assert 0 < little < everything / 2
    miniature = Site(load(MINIATURE), store.read(MINIATURE))
    assert hooked == sum(page.template.is_template for page in pages.plan(miniature, ROOT))
