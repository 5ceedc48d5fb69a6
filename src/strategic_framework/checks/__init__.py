"""Every rule that the content is held to, and the one run that applies them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from strategic_framework.checks import (
    brought_in,
    dates,
    face,
    honesty,
    identity,
    interpretation,
    ledger,
    measures,
    names,
    planned,
    provenance,
    reasons,
    references,
    reports,
    status,
    synonyms,
    translations,
    words,
)
from strategic_framework.checks.codes import FILE_RULES
from strategic_framework.checks.registry import RULES, Content, Rule, apply_rules
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.ledger.store import Ledger

__all__ = ["DRAFTS", "Rule", "check", "rules"]

#: What `serve` shows as a draft, and everything else refuses.
DRAFTS = frozenset({"unexplained", "suggestion"})
#: The modules of rules; importing them makes their rules known.
MODULES = (
    identity,
    provenance,
    references,
    reports,
    measures,
    status,
    honesty,
    dates,
    face,
    planned,
    names,
    interpretation,
    synonyms,
    ledger,
    reasons,
    brought_in,
    translations,
    words,
)


def check(
    loaded: Loaded,
    sealed: Ledger | None = None,
    content: Content | None = None,
    others: Iterable[Problem] = (),
) -> list[Problem]:
    """Every problem of a framework and of its ledger, once each, in the order of its files.

    Without a ledger nothing has been published yet: every wording answers to its source. `content` is the same
    framework and ledger with what has been worked out about them already, `others` what was wrong before.
    """
    sealed = sealed or Ledger(None)
    problems = [*loaded.problems, *sealed.problems, *others]
    if loaded.framework is not None:
        problems += apply_rules(content or Content(loaded, loaded.framework, sealed))
    with_lines = (
        replace(problem, line_text=problem.line_text or loaded.line(problem.place) or sealed.line(problem.place))
        for problem in problems
    )
    return sorted(set(with_lines))


def rules() -> list[Rule]:
    """Every code that a problem can have, with what it means, in alphabetical order."""
    return sorted([*FILE_RULES, *(rule for rule, _ in RULES.values())])
