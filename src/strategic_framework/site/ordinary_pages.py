"""Pages of `docs/` that are no templates: their calls are answered here, whoever converts their Markdown.

What an inline call gives becomes part of the Markdown, each character of it written so that Markdown reads nothing
into it. What a block call lays out never goes through Markdown: it leaves a mark, and takes its place afterwards.
"""

from __future__ import annotations

import re

from strategic_framework.rendering import markdown
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import macros, pages
from strategic_framework.site.macros import Call, Render

_CALL = re.compile(r"\{\{(.*?)\}\}")


class Answers:
    """The answers to the calls of one page, in their order. `render` lays out what a block shows."""

    def __init__(self, page: pages.Page, render: Render = render_all) -> None:
        self._page = page
        self._render = render
        self._blocks: list[str] = []

    def answer(self, call: Call) -> str:
        """What stands in the Markdown in place of the call: text, the address of a `link`, or a block's mark."""
        result = macros.answer(self._page.here, call)
        if call.macro.shape == "inline":
            return str(result) if call.name == "link" else markdown.literal(str(result))
        self._blocks.append(macros.laid_out(result, self._render))
        return markdown.mark(call.macro.shape, str(len(self._blocks) - 1))

    def fill(self, html: str) -> str:
        """The converted page with each block in the place of its mark."""
        filled = markdown.fill(html, lambda number: self._blocks[int(number)])
        return pages.finished(self._page, filled, self._render)


def content(page: pages.Page) -> str:
    """The HTML of an ordinary page, as MkDocs and the macros plugin together make it."""
    answers = Answers(page)
    text = _CALL.sub(lambda match: answers.answer(macros.parse(match[1], 0)), page.template.text)
    return answers.fill(markdown.convert(text, "fenced_code"))  # which MkDocs adds of itself
