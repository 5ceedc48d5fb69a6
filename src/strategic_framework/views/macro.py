"""How a view is made known as a macro that pages of `docs/` may call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Concatenate, Literal, NamedTuple, ParamSpec, TypeVar

from strategic_framework.views.base import Here
from strategic_framework.views.view import View

#: Where a call may stand: `head` once and first, `section` brings its own heading, `block` stands under one, alone on
#: its line; `inline` gives plain text and may stand in a sentence.
Shape = Literal["head", "section", "block", "inline"]
#: What a macro gives: the text of an inline one, else what components lay out.
Result = View | Sequence[View] | str

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result", bound=Result)


class MacroError(ValueError):
    """A call that cannot be answered; the message is for the person who wrote it."""


class Macro(NamedTuple):
    """A macro: its name, where a call of it may stand, and the view behind it.

    What is answered late tells of files that the build makes first (`Site.file_facts`); a check may ask, and keeps no
    answer.
    """

    name: str
    shape: Shape
    view: Callable[..., Result]
    late: bool = False


MACROS: dict[str, Macro] = {}


def macro(
    shape: Shape, name: str = "", *, late: bool = False
) -> Callable[[Callable[Concatenate[Here, _Arguments], _Result]], Callable[Concatenate[Here, _Arguments], _Result]]:
    """Make a view a macro of that shape, under its own name unless told another; its docstring is the documentation."""

    def register(
        view: Callable[Concatenate[Here, _Arguments], _Result],
    ) -> Callable[Concatenate[Here, _Arguments], _Result]:
        called = name or view.__name__
        if called in MACROS:
            raise ValueError(f"two macros are called {called}, and a page could mean either")
        MACROS[called] = Macro(called, shape, view, late)
        return view

    return register
