"""The pages made from templates: each is laid out, put into its shell and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from strategic_framework.build import parallel
from strategic_framework.build.writer import Writer
from strategic_framework.rendering import csp, templates
from strategic_framework.rendering.shell_cache import ShellCache, ShellPage, Template
from strategic_framework.site import pages
from strategic_framework.views.shell import shell


@dataclass
class PageWriter:
    """What all pages of one build have in common."""

    writer: Writer
    template: Template
    problems: tuple[str, ...]
    sealed: bool
    shells: ShellCache = field(default_factory=ShellCache)

    def write(self, planned: Sequence[pages.Page]) -> None:
        """Write these pages, shared out among the cores."""
        for page in planned:
            page.template.converted()  # once, before the work is shared out
        parallel.map(self.write_page, planned)

    def write_page(self, page: pages.Page) -> None:
        """Write one page."""
        content = ShellPage(page.here.address, pages.matter(page, pages.answers(page)))
        context = {"page": content, "shell": templates.shell_data(shell(page.here, self.problems)), "base_url": ""}
        html = self.shells.render(self.template, context)
        self.writer.write(f"{page.here.address}index.html", (csp.with_policy(html) if self.sealed else html).encode())
