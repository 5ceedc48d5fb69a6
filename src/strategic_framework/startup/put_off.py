"""Modules that a command imports and may never use: imported when something of them is first used.

`importlib.util.LazyLoader` would import them at once: in Python 3.11 the import itself asks for their `__spec__`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

#: What stands for a module that was put off, by its name.
_STAND_INS: dict[str, ModuleType] = {}


def put_off(name: str, *functions: str) -> None:
    """Import a module only when something of it is first used. One that is there already, or nowhere, stays so.

    To take one of the `functions` from it, as `from … import …` does, is no use of it yet; to call it is.
    """
    if name in sys.modules or find_spec(name) is None:
        return
    stand_in = sys.modules[name] = _STAND_INS[name] = ModuleType(name)

    def first_used(attribute: str) -> Any:
        if attribute == "__path__":  # which every import asks for
            raise AttributeError(attribute)
        return getattr(in_full(name), attribute)

    stand_in.__getattr__ = first_used  # type: ignore[method-assign]
    vars(stand_in).update({function: _called_later(name, function) for function in functions})


def _called_later(name: str, function: str) -> Callable[..., Any]:
    def called(*values: Any, **named: Any) -> Any:
        return getattr(in_full(name), function)(*values, **named)

    return called


def in_full(name: str) -> ModuleType:
    """The module of that name itself, now."""
    if name in _STAND_INS and sys.modules[name] is _STAND_INS[name]:
        del sys.modules[name]
    return import_module(name)
