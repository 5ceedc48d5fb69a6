"""Which pages readers would see another way: the site as it is public beside the site as it would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from strategic_framework.content.loader import Loaded
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.model.frozen import frozen
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.site.pages import Page
from strategic_framework.site.project import Project
from strategic_framework.views.macro import MacroError
from strategic_framework.views.site import Site


@frozen
class ChangedPage:
    """A page as it would be, and as it is public; `before` is None where it would be new."""

    page: Page
    before: Page | None


def public_site(project: Project, public: Loaded | None = None) -> Site:
    """The site as it is public: the words of the lock in their places, and every address worked out from those.

    What no record holds is as the public content has it, where that is known; else as it is here.
    """
    loaded = public or project.loaded
    framework = loaded.framework or project.site.framework
    return Site(replace(loaded, framework=framework_at(framework, project.ledger.published)), project.ledger)


def changed_pages(before: Site, after: Site, root: Path) -> list[ChangedPage]:
    """The pages of `after` that show something else than in `before`, and those that are new, in the site's order."""
    old = {page.src_uri: page for page in pages.plan(before, root)}
    planned = [ChangedPage(page, old.get(page.src_uri)) for page in pages.plan(after, root)]
    return [each for each in planned if each.before is None or _answers(each.before) != _answers(each.page)]


def _answers(page: Page) -> list[str]:
    """What each call of a page shows."""
    return [*_each_answer(page)]


def _each_answer(page: Page) -> Iterator[str]:
    for call in page.template.calls:
        try:
            yield repr(answer(page.here, call))
        except (MacroError, LookupError, ValueError):
            yield ""
