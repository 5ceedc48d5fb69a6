"""The macros that pages of `docs/` may call: how a call is read, answered and documented.

A view is a macro where it is declared one (`views.macro`). Its docstring is its documentation; the page `about/macros`
shows each with its result.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from strategic_framework import views
from strategic_framework.content.docstrings import docstring
from strategic_framework.language.strings import translate
from strategic_framework.rendering.templates import render_all, safe
from strategic_framework.views.base import Here, View
from strategic_framework.views.inline import unknown
from strategic_framework.views.macro import MACROS, Macro, MacroError, Result, macro

for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
    import_module(module.name)  # a view that is a macro makes itself known


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
        inspect.signature(MACROS[name].view).bind(None, *args, **kwargs)
    except TypeError as fault:
        raise MacroError(f"{name}: {fault}.") from None
    plain = tuple(value for value in args if isinstance(value, str | bool))
    named = {key: value for key, value in kwargs.items() if isinstance(value, str | bool)}
    if len(plain) != len(args) or len(named) != len(kwargs):
        raise MacroError(f"{name} takes texts in quotes.")
    return Call(name, plain, named, line)


def answer(here: Here, call: Call) -> Result:
    """What a call gives, as plain data that is not laid out yet. Raises MacroError with a plain message."""
    answers = here.site.answers
    kept: Result | None = answers.pop(_key(here, call), None) if answers else None
    return call.macro.view(here, *call.args, **call.kwargs) if kept is None else kept


def answer_ahead(here: Here, call: Call) -> None:
    """Answer a call as `answer` does, and keep it for the page that will ask next: some take a second."""
    here.site.answers[_key(here, call)] = answer(here, call)


def _key(here: Here, call: Call) -> tuple[object, ...]:
    return here.address, call.name, call.args, tuple(call.kwargs.items())


def laid_out(result: Result) -> str:
    """The HTML of what a call gives; a text is itself."""
    return result if isinstance(result, str) else str(render_all(result))


def run(here: Here, call: Call) -> str:
    """The HTML of a call, or the text of an inline one. Raises MacroError with a plain message."""
    return laid_out(answer(here, call))


# --- the page that documents them -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MacroRow:
    """A macro as it is documented: how it is called, what it is for, an example and, where it has one, its result."""

    name: str
    signature: str
    doc: str
    example: str
    live: bool
    inline: bool
    result: str
    where: str


@dataclass(frozen=True)
class Macros(View):
    """Every macro."""

    macros: Sequence[MacroRow]


@macro("block")
def macro_list(here: Here) -> View:
    """Every macro with what it is for, how it is written and what it gives."""
    examples = _examples(here)
    return Macros([_documented(here, MACROS[name], examples) for name in sorted(MACROS)])


def _examples(here: Here) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Macro → how it is written as an example and its arguments, with items that this framework has."""
    items = [*(action.id for action in here.edition.actions), *here.framework.items]
    first, last = items[0], items[-1]
    return {
        "count": ('{{ count("actions") }}', ("actions",)),
        "link": (f'[an action]({{{{ link("{first}") }}}})', (first,)),
        "setting": ('{{ setting("publisher") }}', ("publisher",)),
        "item": (f'{{{{ item("{first}") }}}}', (first,)),
        "items": (f'{{{{ items("{first}", "{last}") }}}}', (first, last)),
    }


#: Macros that give the same on every page, so that the macros page can show their result.
_ANYWHERE = {"priorities", "introduction", "coverage", "matrix", "matrix_words", "bodies", "editions", "tally", "ways",
             "timeline", "publication", "contact", "shared_work"}  # fmt: skip


def _documented(here: Here, documented: Macro, examples: dict[str, tuple[str, tuple[str, ...]]]) -> MacroRow:
    name, view, inline = documented.name, documented.view, documented.shape == "inline"
    example, args = examples.get(name, (f"{{{{ {name}() }}}}", ()))
    live = name in _ANYWHERE or name in examples
    result = laid_out(view(here, *args)) if live else ""
    parameters = list(inspect.signature(view).parameters.values())[1:]
    signature = ", ".join(str(parameter.replace(annotation=inspect.Parameter.empty)) for parameter in parameters)
    return MacroRow(
        name,
        f"{name}({signature})",
        _in_words(view),
        example,
        live,
        inline,
        result if inline else _anonymous(result),
        "" if live else translate("macros.where"),
    )


def _in_words(view: Callable[..., Any]) -> str:
    """The docstring less the example after its colon, which stands beside it."""
    doc = docstring(view).split("\n\n")[0]
    return re.sub(r": `.*`\.$", ".", doc, flags=re.DOTALL).replace("`", "")


def _anonymous(html: str) -> str:
    """Example results bring no identifiers with them: an identifier stands once on a page."""
    return safe(re.sub(r' (?:id|aria-labelledby|aria-describedby)="[^"]*"', "", html))
