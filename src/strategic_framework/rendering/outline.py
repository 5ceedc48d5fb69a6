"""The contents list of a long page: made from the headings that its matter turned out to have."""

from __future__ import annotations

import re
from collections.abc import Callable

from strategic_framework.rendering.templates import render as render_view
from strategic_framework.rendering.templates import safe
from strategic_framework.views.outline import Outline, OutlineRow
from strategic_framework.views.view import View

_TITLE = re.compile(r'<h2 id="([\w-]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_HEAD_ENDS = "</header>"


def outlined(html: str, render: Callable[[View], str] = render_view) -> str:
    """The matter of a page, laid out: after its head, the contents list with all that follows."""
    head, end, rest = html.partition(_HEAD_ENDS)
    rows = [OutlineRow(name, safe(title).striptags()) for name, title in _TITLE.findall(rest)]
    return f"{head}{end}\n{render(Outline(rows, safe(rest)))}"
