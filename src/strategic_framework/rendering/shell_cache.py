"""The theme's page shell, rendered once for each form it takes and filled for each page.

Two pages have shells of one form when their data have the same shape: the same keys, the same list lengths, the same
texts present, the same other values, the same lists that many pages share, and the same depth below the root. The
theme's template may ask whether a text is there, and may write it; it must not look at its letters. A test renders
every page both ways and compares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from strategic_framework.views.base import SharedList

_MARK = re.compile("\x02(\\d+)\x03")


class Template(Protocol):
    """What Jinja gives: something that renders a context."""

    def render(self, context: dict[str, Any]) -> str: ...


class ShellCache:
    """The shells of one build. `render` answers as the template itself would, but renders each form only once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[object, ...], list[str]] = {}

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """The page: its shell's form from `template`, filled with this page's texts and its content."""
        page, shell = context["page"], context["shell"]
        texts: list[str] = []
        key: list[object] = [page.url.count("/")]
        marked = _marked(shell, texts, key)
        texts.append(page.content)
        form = tuple(key)
        if form not in self._forms:
            self._forms[form] = self._form(template, context, marked, len(texts) - 1)
        pieces = self._forms[form]
        return "".join(texts[int(piece)] if i % 2 else piece for i, piece in enumerate(pieces))

    @staticmethod
    def _form(template: Template, context: dict[str, Any], marked: Any, last: int) -> list[str]:
        """The shell cut at its marks: text, number of a text, text and so on."""
        page, content = context["page"], context["page"].content
        page.content = f"\x02{last}\x03"
        try:
            return _MARK.split(template.render({**context, "shell": marked}))
        finally:
            page.content = content


@dataclass
class ShellPage:
    """What the theme's template asks of a page that MkDocs does not know."""

    url: str
    content: str


def _marked(value: Any, texts: list[str], key: list[object]) -> Any:
    """The value with a mark in place of each text; `texts` gets the texts in order, `key` the form."""
    if isinstance(value, str):
        key.append(bool(value))
        if not value:
            return ""
        texts.append(value)
        return f"\x02{len(texts) - 1}\x03"
    if isinstance(value, dict):
        key.append(tuple(value))
        return {name: _marked(part, texts, key) for name, part in value.items()}
    if isinstance(value, SharedList):
        key.append(repr(value))
        return value
    if isinstance(value, list):
        key.append(len(value))
        return [_marked(part, texts, key) for part in value]
    key.append(value)
    return value
