"""What a plan states of an action beside its words: its own number, its date, and whom it gives the action to."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, at, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.dates import first, last
from strategic_framework.language.english import day
from strategic_framework.model import Edition, Place, Planned, Referenced


@rule("reference-twice")
def references_twice(content: Content) -> Iterator[Problem]:
    """No two things in force in one edition have the same number of the plan’s own."""
    for edition in content.framework.editions:
        written: dict[str, tuple[str, Place]] = {}
        for item, reference in _numbered(edition):
            other, there = written.setdefault(reference, (item.id, item.place("reference")))
            if other != item.id:
                what = f"“{reference}” is the number of both {other} (in {at(there)}) and {item.id}."
                why = "Who looks for the number could not tell which of the two is meant."
                instead = "Write each number as the plan has it, or take this line out."
                yield fault(item.place("reference"), what, why, instead, len(reference))


def _numbered(edition: Edition) -> Iterator[tuple[Referenced, str]]:
    for item in edition.items:
        if isinstance(item, Referenced) and item.reference and not item.retired:
            yield item, item.reference


@rule("due-too-early")
def due_too_early(content: Content) -> Iterator[Problem]:
    """Nothing is due before the period of its edition begins."""
    for edition in content.framework.editions:
        for item in edition.items:
            if isinstance(item, Planned) and item.due and last(item.due) < first(edition.starts):
                what = f"{item.id} is due in {day(item.due)}, before its edition starts ({day(edition.starts)})."
                yield fault(item.place("due"), what, "", "Put the date right, or the edition’s period.", len(item.due))


@rule("body-twice")
def bodies_twice(content: Content) -> Iterator[Problem]:
    """A body leads an action or is a partner in it, not both, and is named once."""
    for item in content.nouns:
        if isinstance(item, Planned):
            yield from _bodies_twice(content, item)


def _bodies_twice(content: Content, item: Planned) -> Iterator[Problem]:
    written: dict[str, str] = {}
    for field, body in (*(("lead", name) for name in item.lead), *(("partners", name) for name in item.partners)):
        if body in written:
            both = f"{body} is written twice in {item.id}, both times under {field}."
            what = both if written[body] == field else f"{body} both leads {item.id} and is a partner in it."
            yield fault(content.spot(item.place(field), body), what, "", "Take one of the two out.", len(body))
        written.setdefault(body, field)
