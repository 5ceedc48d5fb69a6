"""The pages made from templates: each is laid out, put into its shell and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from strategic_framework.build import parallel
from strategic_framework.build.writer import Writer
from strategic_framework.rendering import csp
from strategic_framework.rendering.forms import Forms
from strategic_framework.site import pages
from strategic_framework.views.base import Ready
from strategic_framework.views.shell import Shell, shell


class Template(Protocol):
    """What Jinja gives: something that renders a context."""

    def render(self, context: dict[str, Any]) -> str: ...


@dataclass
class ShellPage:
    """What the theme's template asks of a page that MkDocs does not know."""

    url: str
    content: str


@dataclass(frozen=True)
class Whole:
    """A page: what stands around its content, and the content."""

    shell: Shell
    content: Ready


@dataclass
class PageWriter:
    """What all pages of one build have in common."""

    writer: Writer
    template: Template
    problems: tuple[str, ...]
    sealed: bool
    forms: Forms

    def write(self, planned: Sequence[pages.Page]) -> None:
        """Write these pages, shared out among the cores.

        One page of each sort comes before that: what many pages share is then worked out once, and not by each core.
        """
        first = {page.template.name: page for page in planned}
        for page in first.values():
            self.write_page(page)
        parallel.map(self.write_page, [page for page in planned if page is not first[page.template.name]])

    def write_page(self, page: pages.Page) -> None:
        """Write one page."""
        html = self.page(page.here.address, shell(page.here, self.problems), self._content(page))
        self.writer.write(f"{page.here.address}index.html", html.encode())

    def _content(self, page: pages.Page) -> str:
        return pages.matter(page, pages.answers(page), self.forms.render_all)

    def page(self, address: str, around: Shell, content: str) -> str:
        """A page in its shell. What the template looks up from the root depends on how deep the page stands."""

        def lay_out(data: dict[str, Any]) -> str:
            page = ShellPage(address, data["content"])
            html = self.template.render({"page": page, "shell": data["shell"], "base_url": ""})
            return csp.with_policy(html) if self.sealed else html

        return self.forms.fill(Whole(around, content), lay_out, address.count("/"))
