"""The pages made from templates, printed: each is found again or made, put into its shell, written and searched.

A page's matter is known by what its calls show and its prose, its shell by what it shows and by `around`, which stands
for the theme and the settings. So a page that did not change is written again without being made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strategic_framework import csp, linkcheck, pages, render, walk
from strategic_framework.cache import Cache
from strategic_framework.filling import Sheet, Shells, Template
from strategic_framework.views.shell import shell

#: Where the matter stands in a shell. No page holds it: it is not a character that HTML allows.
_MATTER = "\x04"


@dataclass
class Press:
    """What all pages of one build have in common."""

    folder: Path
    base: str
    template: Template
    around: str
    problems: tuple[str, ...]
    sealed: bool
    cache: Cache
    shells: Shells = field(default_factory=Shells)

    def run(self, made: Sequence[pages.Page], *, fork: bool) -> dict[str, bytes]:
        """Write these pages. Gives each file with the key of what the link check found in it."""
        for page in made:
            page.template.converted()  # once, before the work is shared out
        keys = self.cache.each(self._printed, made, fork=fork)
        return {_name(page): links for page, (*_, links) in zip(made, keys, strict=True)}

    def _printed(self, page: pages.Page) -> tuple[bytes, ...]:
        """The keys of the page's matter, of its shell, and of what the link check found in both together."""
        prose, answered, around = page.template.converted(), pages.answers(page), shell(page.here, self.problems)
        matter = self.cache.key("matter", prose, repr(answered))
        outer = self.cache.key("shell", self.around, str(self.sealed), page.here.address, repr(around))
        before, _, after = self.cache.text(outer, lambda: self._shell(page, around)).partition(_MATTER)
        html = before + self.cache.text(matter, lambda: pages.matter(page, answered)) + after
        walk.write(self.folder / _name(page), html.encode())
        return matter, outer, linkcheck.search_written(_name(page), lambda: html, self.base, self.cache, matter + outer)

    def _shell(self, page: pages.Page, around: dict[str, Any]) -> str:
        """The page with a mark where its matter stands."""
        context = {"page": Sheet(page.here.address, _MATTER), "shell": render.shell_data(around), "base_url": ""}
        html = self.shells.render(self.template, context)
        return csp.with_policy(html) if self.sealed else html


def _name(page: pages.Page) -> str:
    return f"{page.here.address}index.html"
