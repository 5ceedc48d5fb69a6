"""Reading what a build or a round of serving shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from mkdocs.exceptions import PluginError

from strategic_framework import checks
from strategic_framework.content.problems import Problem, as_text
from strategic_framework.content.site_address import AddressError
from strategic_framework.ledger import journal
from strategic_framework.mkdocs_adapter.run import KEPT, log
from strategic_framework.site.pages import Page
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site


class Reading(NamedTuple):
    """The framework, a line for each problem that a round of serving shows with it, and its pages where planned."""

    site: Site
    problems: tuple[str, ...] = ()
    pages: list[Page] | None = None


def read(
    root: Path, *, serving: bool = False, last_good: Site | None = None, editable: bool = False, saved: bool = False
) -> Reading:
    """The framework as it stands. A fault stops a build (PluginError); while serving the last good reading stays.

    `editable` is a site whose readers can save what they propose. Where content was `saved`, and nothing else, pages
    are tried no further than content can break them.
    """
    try:
        journal.recover(root)
        project = Project.read(root, os.environ)
    except AddressError as fault:
        raise PluginError(f"{fault} {KEPT}") from None
    except ValueError as fault:
        raise PluginError(str(fault)) from None
    problems = project.content_problems
    drafts = [problem for problem in problems if serving and problem.code in checks.DRAFTS]
    site = last_good
    if project.framework is not None and problems == drafts:
        project.site.editable = editable
        problems = project.page_problems_after_save if saved else project.page_problems
        site = last_good if problems else project.site
        problems = [*problems, *drafts]
    if site is None or (problems and not serving):
        raise PluginError(as_text(problems))
    if problems:
        log.error(as_text(problems))
    told = [problem for problem in problems if not editable or problem.code != "suggestion"]  # the desk tells of those
    return Reading(site, tuple(map(_line, told)), project.planned if site is not last_good else None)


def _line(problem: Problem) -> str:
    place = problem.place
    return f"{place.file}:{place.line}:{place.column} {problem.what} {problem.instead}".strip()
