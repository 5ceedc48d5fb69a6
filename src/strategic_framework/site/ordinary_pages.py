"""Pages of `docs/` that are no templates: their calls are answered here, whoever converts their Markdown.

What an inline call gives becomes part of the Markdown, each character of it written so that Markdown reads nothing
into it. What a block call lays out never goes through Markdown: it leaves a mark, and takes its place afterwards.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from strategic_framework.rendering import markdown
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import macros, pages
from strategic_framework.site.macros import Call, Render

_CALL = re.compile(r"\{\{(.*?)\}\}")
#: Blocks of code between fences, which MkDocs knows of itself; a page without them is converted as a template is.
_FENCED, _FENCE = "fenced_code", re.compile(r"^(?:```|~~~)", re.MULTILINE)
#: What MkDocs or the macros plugin makes something of, beside calls: other Jinja, a picture, a link to anything but a
#: whole address, a place on the page or what a call gives; and a list of contents, or a heading that is underlined.
_MORE = re.compile(
    r"\{\{|\{%|\{##|!\[|^ {0,3}\[[^]]*\]:|\]\((?!LINK[)#]|#|https?:|mailto:)|^\[TOC\]|^(?:=+|-+) *$", re.MULTILINE
)


class Answers:
    """The answers to the calls of one page, in their order. `render` lays out what a block shows."""

    def __init__(self, page: pages.Page, render: Render = render_all) -> None:
        self._page = page
        self._render = render
        self._blocks: list[str] = []

    def convert(self) -> str:
        """The page's Markdown as HTML: inline calls answered, and the marks of blocks in it."""
        text = _CALL.sub(lambda match: self.answer(macros.parse(match[1], 0)), self._page.template.text)
        return markdown.convert(text, *([_FENCED] if _FENCE.search(text) else []))

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
    return answers.fill(answers.convert())


def is_complete(template: pages.Template) -> bool:
    """Whether prose and calls are all that an ordinary page consists of: nobody else is needed to make it."""
    return "template" not in template.meta and _is_prose(template.text)


def are_complete(root: Path) -> bool:
    """Whether that holds for all ordinary pages of a plan."""
    return all(template.is_template or is_complete(template) for template in pages.templates(root))


@lru_cache(maxsize=1_000)  # asked of each page by every phase of a build
def _is_prose(text: str) -> bool:
    return not _MORE.search(_CALL.sub(lambda call: "LINK" if call[1].lstrip().startswith("link(") else "", text))
