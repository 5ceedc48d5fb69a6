"""Examples of a component: what stands in its `examples.yml`, made into views of its class.

Examples:
      - name: default
        data: {title: Glen Rowan}    # the fields of the class; a nested view says its `component:` beside its fields

Every field is held to its type, and none may be missing or unknown. All faults of a file are raised at once.

"""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, Union

import yaml
from markupsafe import Markup

from strategic_framework.content.source.tree import LOADER
from strategic_framework.rendering import templates
from strategic_framework.views.view import COMPONENTS, View

FILE = "examples.yml"


class Example(NamedTuple):
    """A component as it may stand on a page, and the name of the state that it shows."""

    component: str
    name: str
    view: View


class ExampleError(ValueError):
    """An `examples.yml` that does not fit its component: each fault on a line, with its place."""


class _Field(NamedTuple):
    """A field of a class: its type, and whether it may be left out."""

    type: Any
    optional: bool


def path_of(component: str) -> Path:
    """The file with the examples of a component."""
    return templates.COMPONENTS / component / FILE


def examples(component: str) -> list[Example]:
    """Every example of a component, in the order of its file. Raises ExampleError."""
    faults: list[str] = []
    read = [_example(component, row, at, faults) for at, row in enumerate(_rows(component))]
    names = Counter(example.name for example in read)
    faults += [f"{name}: two examples have this name" for name, count in names.items() if count > 1]
    if faults:
        raise ExampleError("\n".join(f"{component}/{FILE}: {fault}" for fault in faults))
    return read


def _rows(component: str) -> list[object]:
    try:
        data = yaml.load(path_of(component).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    except (OSError, yaml.YAMLError) as fault:
        raise ExampleError(f"{component}/{FILE}: {fault}") from None
    rows = data.get("examples") if isinstance(data, dict) and data.keys() == {"examples"} else None
    if not isinstance(rows, list) or not rows:
        raise ExampleError(f"{component}/{FILE}: holds one list, `examples:`, with at least one example")
    return rows


def _example(component: str, row: object, at: int, faults: list[str]) -> Example:
    if not isinstance(row, Mapping) or row.keys() != {"name", "data"}:
        faults.append(f"example {at + 1}: has a `name:` and `data:`, and nothing else")
        return Example(component, "", View())
    name = str(row["name"])
    return Example(component, name, _made(COMPONENTS[component], row["data"], name, faults))


def _value(kind: Any, value: object, place: str, faults: list[str]) -> Any:
    """What a value of the file stands for in a field of that type; what does not fit is a fault."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in {Union, types.UnionType}:
        return _either(args, value, place, faults)
    if origin is Literal:
        return value if value in args else _refused(value, f"is one of {', '.join(map(repr, args))}", place, faults)
    if origin in {list, tuple, Sequence}:
        if not isinstance(value, list):
            return _refused(value, "is a list", place, faults)
        each = args if origin is tuple and args[-1] is not Ellipsis else args[:1] * len(value)
        if len(each) != len(value):
            _refused(value, f"is a list of {len(each)}", place, faults)
        rows = [_value(part, entry, f"{place}[{at}]", faults)
                for at, (part, entry) in enumerate(zip(each, value, strict=False))]  # fmt: skip
        return tuple(rows) if origin is tuple else rows
    if origin in {dict, Mapping}:
        if not isinstance(value, Mapping):
            return _refused(value, "is a mapping", place, faults)
        return {key: _value(args[1], entry, f"{place}.{key}", faults) for key, entry in value.items()}
    if isinstance(kind, type) and (kind is View or is_dataclass(kind) or hasattr(kind, "_fields")):
        return _made(kind, value, place, faults)
    return _plain(kind, value, place, faults)


def _either(kinds: Sequence[Any], value: object, place: str, faults: list[str]) -> Any:
    """The first of several types that the value fits; its nearest fault is that of the last."""
    tried: list[str] = []
    for kind in kinds:
        tried = []
        result = _value(kind, value, place, tried)
        if not tried:
            return result
    faults += tried
    return None


def _plain(kind: Any, value: object, place: str, faults: list[str]) -> object:
    if kind is Markup and isinstance(value, str):
        return templates.safe(value)
    fits = (
        value is None if kind in {None, types.NoneType} else type(value) in ({int, float} if kind is float else {kind})
    )
    return value if fits else _refused(value, f"is {getattr(kind, '__name__', kind)}", place, faults)


def _refused(value: object, expected: str, place: str, faults: list[str]) -> object:
    faults.append(f"{place}: {expected}, and here stands {value!r}")
    return value


def _made(kind: type[Any], value: object, place: str, faults: list[str]) -> Any:
    """A row, or a view, from the mapping of its fields."""
    if not isinstance(value, Mapping):
        return _refused(value, f"is a mapping of the fields of {kind.__name__}", place, faults)
    values = dict(value)
    if issubclass(kind, View) and "component" in values:
        kind = _component(kind, str(values.pop("component")), place, faults)
    if kind is View:
        faults.append(f"{place}: says which `component:` it is")
        return None
    known = _fields(kind)
    faults += [f"{place}.{name}: {kind.__name__} has no such field" for name in values.keys() - known.keys()]
    faults += [f"{place}.{name}: is missing" for name in _required(known) if name not in values]
    made = {name: _value(known[name].type, entry, f"{place}.{name}", faults)
            for name, entry in values.items() if name in known}  # fmt: skip
    return kind(**made) if not faults else None


def _component(kind: type[View], name: str, place: str, faults: list[str]) -> type[View]:
    named = COMPONENTS.get(name)
    if named is None or not issubclass(named, kind):
        faults.append(f"{place}: “{name}” is not a component that may stand here")
        return kind
    return named


def _fields(kind: type[Any]) -> dict[str, _Field]:
    hints = typing.get_type_hints(kind)
    if is_dataclass(kind):
        return {
            field.name: _Field(hints[field.name], field.default is not MISSING or field.default_factory is not MISSING)
            for field in fields(kind)
        }
    defaults = getattr(kind, "_field_defaults", {})
    return {name: _Field(hints[name], name in defaults) for name in kind._fields}


def _required(known: Mapping[str, _Field]) -> Iterator[str]:
    return (name for name, field in known.items() if not field.optional)
