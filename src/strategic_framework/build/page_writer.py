"""The pages made from templates: each is laid out, put into its shell and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from strategic_framework.build import parallel
from strategic_framework.build.memory import Memory
from strategic_framework.build.writer import Writer
from strategic_framework.rendering import csp, templates
from strategic_framework.rendering.shell_cache import ShellCache, ShellPage, Template
from strategic_framework.site import pages
from strategic_framework.views.macro import Result
from strategic_framework.views.shell import Shell, shell


@dataclass
class PageWriter:
    """What all pages of one build have in common. `theme` stands for all that the template is made from."""

    writer: Writer
    template: Template
    theme: str
    problems: tuple[str, ...]
    sealed: bool
    memory: Memory
    shells: ShellCache = field(default_factory=ShellCache)

    def write(self, planned: Sequence[pages.Page], *, fork: bool) -> None:
        """Write these pages; those whose data is what the memory knows are not laid out again."""
        for page in planned:
            page.template.converted()  # once, before the work is shared out
        parallel.map(self._write, planned, None if fork else 1)

    def _write(self, page: pages.Page) -> None:
        answers, around = pages.answers(page), shell(page.here, self.problems)
        prose, contents = page.template.converted(), bool(page.template.meta.get("contents"))
        parts = ("page", self.theme, page.here.address, prose, contents, answers, around)
        html = self.memory.get(parts, lambda: self._html(page, answers, around).encode())
        self.writer.write(f"{page.here.address}index.html", html)

    def _html(self, page: pages.Page, answers: list[Result], around: Shell) -> str:
        content = ShellPage(page.here.address, pages.matter(page, answers))
        context = {"page": content, "shell": templates.shell_data(around), "base_url": ""}
        html = self.shells.render(self.template, context)
        return csp.with_policy(html) if self.sealed else html
