"""What plain data hold: the values of each class in their order, each as its declaration asks for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Literal, get_origin

from markupsafe import Markup

from strategic_framework.views.view import INSPECTED, READY, UNBROKEN

_HYPHENATED = re.compile(r"\w+(?:-\w+)+")


class Known:
    """A value that a form holds itself, and what stands for it in the key."""

    __slots__ = ("key", "value")

    def __init__(self, value: Any) -> None:
        self.value, self.key = value, f"={value}" if type(value) is str else repr(value)


class AsItIs(str):
    """What was escaped, and noted, where it was made."""

    __slots__ = ()


def escaped(text: str) -> str:
    """What `markupsafe.escape` gives for a text, as a text: it takes as long again to say that it is escaped."""
    text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def unbroken(text: str) -> Markup:
    """A title whose words with a hyphen stay on one line where they fit; what is copied has the same characters."""
    title = text if type(text) is Markup else escaped(text)
    spanned = (
        title if "-" not in title or "<" in title else _HYPHENATED.sub(r'<span class="sf-whole">\g<0></span>', title)
    )
    return Markup(spanned)  # noqa: S704 (escaped)


#: What a field's declaration asks for → what the form takes in the place of its value.
_TREATED: dict[str, Callable[[Any], object]] = {INSPECTED: Known, UNBROKEN: unbroken, READY: AsItIs}


@cache
def shape(kind: type) -> tuple[list[str], Callable[[Any], Iterable[Any]]]:
    """The names of what a class of plain data holds, and what gives the values of one of it, each as it is declared."""
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
    elif issubclass(kind, tuple) and hasattr(kind, "_fields"):
        names = [*kind._fields]
    else:
        raise TypeError(f"{kind.__name__} is no plain data that a template could lay out.")
    declared = {name: _hint(hint, base.__module__) for base in reversed(kind.__mro__)
                for name, hint in vars(base).get("__annotations__", {}).items()}  # fmt: skip
    treated = [(place, treat) for place, name in enumerate(names) if (treat := _treatment(declared[name]))]
    every: Callable[[Any], Iterable[Any]] = attrgetter(*names) if len(names) > 1 else _few(names)

    def values(data: object) -> list[Any]:
        held = list(every(data))
        for place, treat in treated:
            held[place] = treat(held[place])
        return held

    return names, values if treated else every


@cache  # `typing.get_type_hints` would compile “str” anew for each of a thousand fields
def _hint(written: Any, module: str) -> Any:
    """What a field is declared as, where a module writes that as a text too."""
    return eval(written, vars(sys.modules[module])) if isinstance(written, str) else written  # noqa: S307 (our code)


def _few(names: list[str]) -> Callable[[Any], Iterable[Any]]:
    """What `attrgetter` gives as a tuple only of two or more."""
    return lambda data: [getattr(data, name) for name in names]


def _treatment(hint: Any) -> Callable[[Any], object] | None:
    for asked in getattr(hint, "__metadata__", ()):
        return _TREATED[asked]
    return Known if get_origin(hint) is Literal else None
