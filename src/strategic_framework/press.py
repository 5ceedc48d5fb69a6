"""The pages made from templates, printed: each is found again or made, put into its shell, written and searched.

A page is known by all that it is made from: what its calls show, its prose, what its shell shows, and `around`, which
stands for the theme and the settings. So a page that did not change is written again without being made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strategic_framework import csp, linkcheck, pages, render, walk
from strategic_framework.cache import Cache
from strategic_framework.filling import Sheet, Shells, Template
from strategic_framework.macros import Shown
from strategic_framework.views.shell import shell


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
        return {_name(page): links for page, (_, links) in zip(made, keys, strict=True)}

    def _printed(self, page: pages.Page) -> tuple[bytes, bytes]:
        answered, around = pages.answers(page), shell(page.here, self.problems)
        own = (page.here.address, page.template.converted(), repr(answered), repr(around))
        key = self.cache.key("page", self.around, str(self.sealed), *own)
        html = self.cache.text(key, lambda: self._made(page, answered, around)).encode()
        walk.write(self.folder / _name(page), html)
        return key, linkcheck.search(_name(page), html, self.base, self.cache, key)

    def _made(self, page: pages.Page, answered: list[Shown], around: dict[str, Any]) -> str:
        sheet = Sheet(page.here.address, pages.matter(page, answered))
        context = {"page": sheet, "shell": render.shell_data(around), "base_url": ""}
        html = self.shells.render(self.template, context)
        return csp.with_policy(html) if self.sealed else html


def _name(page: pages.Page) -> str:
    return f"{page.here.address}index.html"
