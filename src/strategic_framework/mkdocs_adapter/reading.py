"""Reading what a build or a round of serving shows: the content, and the words of the theme."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from strategic_framework import checks
from strategic_framework.content.problems import Problem, as_text
from strategic_framework.content.site_address import AddressError
from strategic_framework.language import strings as interface
from strategic_framework.ledger import journal
from strategic_framework.mkdocs_adapter.state import KEPT, STATE, log
from strategic_framework.rendering import templates
from strategic_framework.site.project import Project


def read(root: Path) -> None:
    """The framework as it stands. A fault stops a build; while serving the last good reading stays."""
    try:
        journal.recover(root)
    except ValueError as fault:
        raise PluginError(str(fault)) from None
    try:
        project = Project.read(root, os.environ)
    except AddressError as fault:
        raise PluginError(f"{fault} {KEPT}") from None
    found = project.content_problems
    drafts = [one for one in found if STATE.serving and one.code in checks.DRAFTS]
    if project.framework is not None and found == drafts:
        found = project.page_problems
        STATE.site = STATE.site if found else project.site
        found = [*found, *drafts]
    if found and not (STATE.serving and STATE.site):
        raise PluginError(as_text(found))
    if found:
        log.error(as_text(found))
    STATE.problems = tuple(_line(problem) for problem in found)


def _line(problem: Problem) -> str:
    place = problem.place
    return f"{place.file}:{place.line}:{place.column} {problem.what} {problem.instead}".strip()


def set_language(config: MkDocsConfig) -> None:
    """The words of templates in the theme's language (`mkdocs.yml`), read afresh, as templates are."""
    language = str(config.theme.get("language") or interface.PAGES)
    if language not in interface.known():
        raise PluginError(f"There are no words in “{language}”: theme/strings/{language}.yml is missing. {KEPT}")
    try:
        templates.set_language(language)
    except ValueError as fault:
        raise PluginError(f"{fault} {KEPT}") from None
