"""The pages made from templates, printed: each is laid out, put into its shell, written and searched for links.

A page is known by all that it shows and by `around`, which stands for the theme and the settings. A page that did not
change is taken from the public site as it is (`output`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from strategic_framework.build import csp, link_check
from strategic_framework.build.cache import written
from strategic_framework.build.writer import Output
from strategic_framework.rendering import templates
from strategic_framework.rendering.shell_cache import Sheet, Shells, Template
from strategic_framework.site import pages
from strategic_framework.views.macro import Result
from strategic_framework.views.shell import Shell, shell


@dataclass
class Press:
    """What all pages of one build have in common."""

    output: Output
    base: str
    template: Template
    around: str
    problems: tuple[str, ...]
    sealed: bool
    shells: Shells = field(default_factory=Shells)
    #: Page template → whether its prose is written as our templates write.
    _regular: dict[str, bool] = field(default_factory=dict)

    def run(self, made: Sequence[pages.Page], *, fork: bool) -> dict[str, bytes]:
        """Write these pages. Gives each file with the key of what the link check found in it."""
        for template in {page.template.name: page.template for page in made}.values():
            self._regular[template.name] = link_check.is_regular(template.converted())  # before the work is shared out
        return dict(self.output.cache.each(self._printed, made, fork=fork))

    def _printed(self, page: pages.Page) -> tuple[str, bytes]:
        """The page's file, and the key of what the link check found in it."""
        name, answered, around = f"{page.here.address}index.html", pages.answers(page), shell(page.here, self.problems)
        known, prose = self.output.cache, page.template.converted()
        key = known.key("page", self.around, str(self.sealed), name, prose, written((answered, around)))
        html = cache(lambda: self._html(page, answered, around).encode())
        self.output.put(name, key, html)
        return name, link_check.search(name, html, self.base, known, key, regular=self._regular[page.template.name])

    def _html(self, page: pages.Page, answered: list[Result], around: Shell) -> str:
        sheet = Sheet(page.here.address, pages.matter(page, answered))
        context = {"page": sheet, "shell": templates.shell_data(around), "base_url": ""}
        html = self.shells.render(self.template, context)
        return csp.with_policy(html) if self.sealed else html
