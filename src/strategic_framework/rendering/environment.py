"""The one Jinja environment, autoescaping and strict; imported where something is laid out, which no check does."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from strategic_framework.language import strings
from strategic_framework.startup.compiled import Compiled


class _Environment(Environment):
    """Views are plain data, so what a template asks of a mapping is what stands in it."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


#: How every template is read.
OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}


@cache
def environment() -> Environment:
    """The one environment. It escapes what is not escaped yet, and knows no filter that would look into a mark."""
    documents = PrefixLoader({"documents": PackageLoader("strategic_framework", "theme/documents")})
    loader = ChoiceLoader([PackageLoader("strategic_framework", "theme/components"), documents])
    made = _Environment(loader=loader, bytecode_cache=Compiled(str(OPTIONS)), **OPTIONS)
    made.filters = {name: made.filters[name] for name in ("join", "length")} | {"striptags": strings.as_text}
    made.globals |= words()
    return made


def words() -> dict[str, Any]:
    """What templates call for their words: `translate` where elements may stand, `translate_attribute` elsewhere."""
    return {"translate": strings.translate, "translate_attribute": strings.translate_attribute}
