"""Plain data that is quick to declare does what the standard library's does."""

from __future__ import annotations

import pickle
import re
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import pytest

from strategic_framework.model.frozen import frozen

SOURCE = Path(__file__).parent.parent / "src" / "strategic_framework"


@frozen
class Ours:
    """Fields of every sort."""

    sort: ClassVar[str] = "any"
    title: str
    number: int = 0
    rows: list[str] = field(default_factory=list)

    @cached_property
    def length(self) -> int:
        return len(self.title)


@frozen
class Longer(Ours):
    """A field more."""

    note: str = ""

    def __post_init__(self) -> None:
        if self.note == "bad":
            raise ValueError(self.note)


class Written:
    """What says of itself what it is."""

    def __repr__(self) -> str:
        return "written"


@frozen
class Kept(Written, Ours):
    """What inherits that."""


@dataclass(frozen=True)
class Standard:
    """The same as `Ours`, by the standard library."""

    sort: ClassVar[str] = "any"
    title: str
    number: int = 0
    rows: list[str] = field(default_factory=list)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 2), {}),
    ((), {"title": "a", "rows": ["b"]}),
    (("a", 2, ["b"]), {}),
]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_an_object_holds_and_says_what_the_standard_one_does(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """However its fields are given."""
    ours, standard = Ours(*values, **named), Standard(*values, **named)
    assert vars(ours) == vars(standard)
    assert repr(ours) == repr(standard).replace("Standard", "Ours")
    assert [held.name for held in fields(ours)] == [held.name for held in fields(standard)]
    assert is_dataclass(ours)


@pytest.mark.parametrize(("values", "named"), [((), {}), (("a", 1, [], 2), {}), (("a",), {"other": 1})])
def test_what_the_standard_one_refuses_is_refused_in_its_words(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Whether it is the first object of its class or a later one."""
    with pytest.raises(TypeError) as standard:
        Standard(*values, **named)

    @frozen
    class Fresh:
        title: str
        number: int = 0
        rows: list[str] = field(default_factory=list)

    for _ in range(2):
        with pytest.raises(TypeError) as ours:
            Fresh(*values, **named)
        assert str(ours.value).split("__init__")[1] == str(standard.value).split("__init__")[1]


def test_equal_are_those_of_one_class_that_hold_the_same() -> None:
    """What was worked out of them meanwhile, and a class with the same fields, count for nothing."""
    first, second = Ours("a", 1), Ours("a", 1)
    assert first.length == 1
    assert first == second
    assert first != Ours("a", 2)
    assert first != Longer("a", 1)
    assert first != Standard("a", 1)
    assert Longer("a", rows=[], note="b") == Longer("a", note="b")


@frozen
class Hashed:
    """What can be hashed."""

    title: str
    number: int = 0


def test_equal_objects_have_one_hash() -> None:
    """And one that holds what has none has none."""
    assert {Hashed("a"): 1}[Hashed("a", 0)] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours("a"))


def test_nothing_of_it_is_set_or_taken_away() -> None:
    """Neither what it holds nor anything else."""
    ours: Any = Longer("a", 1)
    with pytest.raises(FrozenInstanceError):
        ours.title = "b"
    with pytest.raises(FrozenInstanceError):
        ours.other = "b"
    with pytest.raises(FrozenInstanceError):
        del ours.title
    assert ours.title == "a"


def test_each_object_has_its_own_list() -> None:
    """Where a field says how a new one is made."""
    first, second = Ours("a"), Ours("b")
    first.rows.append("c")
    assert second.rows == []


def test_a_class_adds_to_the_fields_of_its_base() -> None:
    """And what it looks at once it is made, it looks at in every object."""
    assert replace(Longer("a", note="b"), title="c") == Longer("c", 0, [], "b")
    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            Longer("a", note="bad")


def test_what_a_class_says_of_itself_stays() -> None:
    """Also where a base says it."""
    assert repr(Kept("a")) == "written"


def test_it_passes_between_processes() -> None:
    """Also as the first object of its class there."""
    assert pickle.loads(pickle.dumps(Hashed("a", 2))) == Hashed("a", 2)  # noqa: S301 (our own)


def test_the_engine_declares_plain_data_in_this_way_alone() -> None:
    """What must have an order, or no dictionary, is a standard one and says so."""
    slow = [
        f"{path.relative_to(SOURCE)}: {line}"
        for path in SOURCE.rglob("*.py")
        for line in re.findall(r"^@dataclass\(.*frozen=True.*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if "order=True" not in line and "slots=True" not in line
    ]
    assert slow == [], "write @frozen (strategic_framework.model.frozen), which every command imports faster"
