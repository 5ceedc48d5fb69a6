"""The macros that pages of `docs/` may call: how a call is read and answered.

A view is a macro where it is declared one (`views.macro`). Its docstring is its documentation (`site/reference.py`).
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from strategic_framework import views
from strategic_framework.language.labels import within
from strategic_framework.rendering.templates import render_all
from strategic_framework.views.base import Here
from strategic_framework.views.inline import unknown
from strategic_framework.views.macro import MACROS, Macro, MacroError, Result
from strategic_framework.views.view import View

for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
    import_module(module.name)  # a view that is a macro makes itself known


#: What lays views out.
Render = Callable[[View | Sequence[View]], str]


class Call(NamedTuple):
    """A call as written in a page: its name, its arguments and its line."""

    name: str
    args: tuple[str | bool, ...]
    kwargs: dict[str, str | bool]
    line: int

    @property
    def macro(self) -> Macro:
        return MACROS[self.name]


def parse(text: str, line: int) -> Call:
    """The call between `{{` and `}}`: a known name and plain values as arguments."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise MacroError("This is not a call: write a name and brackets, such as {{ priorities() }}.") from None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise MacroError("This is not a call: write a name and brackets, such as {{ priorities() }}.")
    name = node.func.id
    if name not in MACROS:
        raise MacroError(unknown(name, MACROS))
    try:
        args = tuple(ast.literal_eval(arg) for arg in node.args)
        kwargs = {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}
    except ValueError:
        raise MacroError("Between the brackets stand only plain values, such as “act-14” in quotes.") from None
    return checked(name, args, kwargs, line)


def checked(name: str, args: tuple[object, ...], kwargs: dict[str, object], line: int = 0) -> Call:
    """A call whose arguments fit its macro. Raises MacroError with a plain message."""
    try:
        _signature(name).bind(None, *args, **kwargs)
    except TypeError as fault:
        raise MacroError(f"{name}: {fault}.") from None
    plain = tuple(value for value in args if isinstance(value, str | bool))
    named = {key: value for key, value in kwargs.items() if isinstance(value, str | bool)}
    if len(plain) != len(args) or len(named) != len(kwargs):
        raise MacroError(f"{name} takes texts in quotes.")
    return Call(name, plain, named, line)


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(MACROS[name].view)


def answer(here: Here, call: Call) -> Result:
    """What a call gives, as plain data that is not laid out yet. Raises MacroError with a plain message."""
    return answers(here, [call])[0]


def answers(here: Here, calls: Iterable[Call]) -> list[Result]:
    """What each call of a page gives (see `answer`)."""
    with within(here.framework, here.edition_id):
        return [_answer(here, call) for call in calls]


def _answer(here: Here, call: Call) -> Result:
    """What was answered ahead, or else what the view gives."""
    ahead = here.site.answers
    kept: Result | None = ahead.pop(_key(here, call), None) if ahead else None
    return call.macro.view(here, *call.args, **call.kwargs) if kept is None else kept


def answer_ahead(here: Here, call: Call) -> None:
    """Answer a call as `answer` does, and keep it for the page that will ask next: some take a second."""
    answered = answer(here, call)
    if not call.macro.late:
        here.site.answers[_key(here, call)] = answered


def _key(here: Here, call: Call) -> tuple[object, ...]:
    return here.address, call.name, call.args, tuple(call.kwargs.items())


def laid_out(result: Result, render: Render = render_all) -> str:
    """The HTML of what a call gives; a text is itself."""
    return result if isinstance(result, str) else str(render(result))


def run(here: Here, call: Call) -> str:
    """The HTML of a call, or the text of an inline one. Raises MacroError with a plain message."""
    return laid_out(answer(here, call))
