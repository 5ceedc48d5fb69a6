"""Every rule that the content is held to, and the one run that applies them all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from strategic_framework.checks import dates, honesty, identity, names, provenance, readings, references, translations
from strategic_framework.checks.reading import READING
from strategic_framework.checks.registry import RULES, Content, Rule, run
from strategic_framework.loader import Loaded
from strategic_framework.problems import Problem

__all__ = ["Rule", "check", "rules"]

#: The modules of rules; importing them makes their rules known.
MODULES = (identity, provenance, references, honesty, dates, names, readings, translations)


def check(loaded: Loaded, changed: Collection[str] = ()) -> list[Problem]:
    """Every problem of a framework, once each, in the order of its files.

    `changed` names the items and priorities whose first published wording has since been changed: their present
    wording answers to the ledger and no longer to the source (rule `verbatim`).
    """
    problems = list(loaded.problems)
    if loaded.framework is not None:
        content = Content(loaded, loaded.framework, frozenset(changed))
        problems += run(content)
    with_lines = (replace(one, line_text=one.line_text or loaded.line(one.place)) for one in problems)
    return sorted(set(with_lines))


def rules() -> list[Rule]:
    """Every code that a problem can have, with what it means, in alphabetical order."""
    return sorted([*READING, *(rule for rule, _ in RULES.values())])
