"""Plain data: `@frozen` declares what `@dataclass(frozen=True)` does, in a tenth of the time.

The standard decorator writes and compiles six methods for each class, which is half a millisecond. Every command
imports some 250 such classes before it does anything, so that was a quarter of its start. Here the classes share their
methods, and only what depends on the fields is compiled: `__init__`, when the first object is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from typing import Any, NoReturn, TypeVar, dataclass_transform

Data = TypeVar("Data")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[Data]) -> type[Data]:
    """A class whose fields are given when an object is made, are compared and hashed together, and never change.

    A method that the class defines or inherits stays, as a `__repr__` of its own.
    """
    dataclass(init=False, repr=False, eq=False)(kind)
    kind.__init__ = _unwritten(kind)  # type: ignore[method-assign]
    for name, method in _SHARED.items():
        if getattr(kind, name) is getattr(object, name):
            setattr(kind, name, method)
    return kind


def _unwritten(kind: type) -> Callable[..., None]:
    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807 (what it is to be)
        kind.__init__ = _written(kind)  # type: ignore[misc]
        kind.__init__(self, *values, **named)  # type: ignore[misc]

    return __init__


def _written(kind: type) -> Callable[..., None]:
    """The `__init__` of a class: each field is a parameter, in their order, but those declared `init=False`."""
    held: list[Field[Any]] = [field for field in fields(kind) if field.init]
    known: dict[str, Any] = {f"_default_{field.name}": field.default for field in held}
    known |= {f"_new_{field.name}": field.default_factory for field in held}
    # What they are put into takes them three times as fast as `object.__setattr__`, and there are a million in a build.
    lines = [f"def __init__(self, {', '.join(map(_parameter, held))}):", " _held = self.__dict__", *map(_line, held)]
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join(lines), known | {"_MISSING": MISSING}, known)  # noqa: S102 (no text but the names of fields)
    written: Callable[..., None] = known["__init__"]
    return written


def _parameter(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=_MISSING"
    return field.name if field.default is MISSING else f"{field.name}=_default_{field.name}"


def _line(field: Field[Any]) -> str:
    new = f"_new_{field.name}() if {field.name} is _MISSING else " if field.default_factory is not MISSING else ""
    return f" _held[{field.name!r}] = {new}{field.name}"


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _values(data: object) -> list[object]:
    kind: Any = type(data)
    return [getattr(data, name) for name in _names(kind)]


def _eq(self: object, other: object) -> bool:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hash(self: object) -> int:
    return hash((*_values(self),))


def _repr(self: object) -> str:
    kind: Any = type(self)
    return f"{kind.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in _names(kind))})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} never changes")


_SHARED: dict[str, Callable[..., Any]] = {
    "__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse
}  # fmt: skip
