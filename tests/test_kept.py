"""What is kept with an object: worked out once, forgotten with it, and never another's."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from strategic_framework.checks import honesty
from strategic_framework.checks.registry import Content
from strategic_framework.content import loader
from strategic_framework.content.loader import Loaded
from strategic_framework.ledger.records import records
from strategic_framework.model import Framework, Priority
from strategic_framework.model.kept import kept
from tests.conftest import MINIATURE

PLAN = "framework/editions/2024-28/1-rivers-and-paths.yml"


class Thing:
    """Something of which something follows."""


def test_what_follows_from_an_object_is_worked_out_once() -> None:
    """Again with other arguments, and for another object, however alike they are."""
    asked: list[int] = []

    @kept
    def grown(_: Thing, by: int) -> int:
        asked.append(by)
        return by + 1

    one, other = Thing(), Thing()
    assert [grown(one, 1), grown(one, 1), grown(other, 1), grown(one, 2)] == [2, 2, 2, 3]
    assert asked == [1, 1, 2]


def test_nothing_is_kept_of_what_is_gone() -> None:
    """A server works for days: what no reading holds any more is freed, with all that followed from it."""
    freed: list[bool] = []

    class Result:
        def __del__(self) -> None:
            freed.append(True)

    @kept
    def follows(_: Thing) -> Result:
        return Result()

    thing = Thing()
    follows(thing)
    assert not freed
    del thing
    gc.collect()
    assert freed == [True]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The miniature's content."""
    shutil.copytree(MINIATURE / "framework", tmp_path / "framework")
    return tmp_path


def _priority(loaded: Loaded, name: str) -> Priority:
    assert isinstance(loaded.framework, Framework)
    return loaded.framework.priorities[name]


def test_what_was_not_saved_is_the_same_in_the_next_reading(copy: Path) -> None:
    """An edit of one file makes its priority anew and no other; the words are those of the edit."""
    before = loader.load(copy)
    path = copy / PLAN
    path.write_text(path.read_text(encoding="utf-8").replace("Walk every", "Walk nearly every"), encoding="utf-8")
    after = loader.load(copy)
    assert before.framework
    same = {name: _priority(after, name) is priority for name, priority in before.framework.priorities.items()}
    edited = next(name for name, priority in before.framework.priorities.items() if priority.place().file == PLAN)
    assert same == {name: name != edited for name in same}
    changed = {name for name, record in records(after).items() if record != records(before).get(name)}
    assert len(changed) == 1
    assert "Walk nearly every" in str(records(after)[changed.pop()])


def test_an_earlier_reading_keeps_its_numbers(copy: Path) -> None:
    """Other files may give a priority another number; what was read before goes on showing the old one."""
    before = loader.load(copy)
    assert _priority(before, "pri-2").number == 2
    for name, was, becomes in (
        ("2020-24/1-open-the-glen", "past-1", "pri-1"),
        ("2024-28/1-rivers-and-paths", "pri-1", "pri-3"),
    ):
        path = copy / f"framework/editions/{name}.yml"
        path.write_text(path.read_text(encoding="utf-8").replace(f"id: {was}\n", f"id: {becomes}\n"), encoding="utf-8")
    assert [_priority(loader.load(copy), "pri-2").number, _priority(before, "pri-2").number] == [1, 2]


def test_words_that_come_and_go_are_seen(copy: Path) -> None:
    """A rule finds drafting words in a file that was saved, and no longer when they are gone."""
    path, text = copy / PLAN, (copy / PLAN).read_text(encoding="utf-8")
    seen = []
    for words in ("Walk every", "Walk TODO every", "Walk every"):
        path.write_text(text.replace("Walk every", words), encoding="utf-8")
        loaded = loader.load(copy)
        assert loaded.framework
        seen.append(len([*honesty.drafting_words(Content(loaded, loaded.framework))]))
    assert seen == [0, 1, 0]


def test_a_build_need_not_hold_the_files_that_it_has_checked() -> None:
    """Their trees are freed, what follows from each too; the framework that was made of them stays whole."""
    loaded = loader.load(MINIATURE)
    file, framework = weakref.ref(loaded.files[PLAN]), loaded.framework
    assert file() is not None
    loaded.let_go()
    gc.collect()
    assert file() is None
    assert loaded.framework is framework
    assert loader.load(MINIATURE).framework == framework
