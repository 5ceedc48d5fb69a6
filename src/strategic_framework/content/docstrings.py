"""Docstrings that readers see: the meaning of a rule, what a noun is. They hold however Python was started."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable


def docstring(documented: type | Callable[..., object]) -> str:
    """The docstring of a class or function; read from its source where Python was told to drop docstrings (`-OO`)."""
    if documented.__doc__:
        return inspect.cleandoc(documented.__doc__)
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(documented)))
    except OSError:  # the source is not installed
        return ""
    definition = tree.body[0]
    if not isinstance(definition, ast.ClassDef | ast.FunctionDef):
        return ""
    return ast.get_docstring(definition) or ""
