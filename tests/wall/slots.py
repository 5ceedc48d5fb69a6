"""Where text can stand: read off the model, so that a field that is added tomorrow is among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from strategic_framework.model import Framework, Noun
from strategic_framework.model.changes import Change

#: Words that no identifier, date or address could be.
_PROBE = "Any <words>, at all"
#: Fields that may hold any words by their type, and are held by a rule to what they name: they are no slots.
NAMING = {
    "id", "item", "items", "about", "near", "replaced_by", "continues", "also_continues", "under", "thing", "of",
    "from_item", "to", "into", "english", "found", "read_as", "named_in", "proposed", "reported_in", "reported_as",
    "see_also",
}  # fmt: skip
Slot = tuple[type[Noun], str]


@cache
def kinds() -> tuple[type[Noun], ...]:
    """Every kind of noun that the framework or its record of changes is made of."""
    seen: dict[type[Noun], None] = {}
    waiting: list[type[Noun]] = [Framework, Change]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen[kind] = None
            waiting += [inner for field in kind.model_fields.values() for inner in _nouns(field.annotation)]
    return tuple(seen)


def _nouns(annotation: Any) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _nouns(part)


def _admits(kind: type[Noun], name: str, value: Any) -> bool:
    field = kind.model_fields[name]
    annotated: Any = field.annotation
    for constraint in field.metadata:
        annotated = Annotated[annotated, constraint]
    try:
        return bool(TypeAdapter(annotated).validate_python(value) == value)
    except ValidationError:
        return False


@cache
def texts(kind: type[Noun]) -> dict[str, bool]:
    """The slots of a kind → whether the slot holds several texts."""
    names = [name for name in kind.model_fields if name not in NAMING]
    alone = {name: False for name in names if _admits(kind, name, _PROBE)}
    return alone | {name: True for name in names if name not in alone and _admits(kind, name, (_PROBE,))}


def every() -> list[Slot]:
    """The table of slots."""
    return [(kind, name) for kind in kinds() for name in texts(kind)]
