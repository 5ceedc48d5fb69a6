"""`framework import --update`: the next revision of a plan becomes one proposal, with a receipt of what it changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from strategic_framework.commands.common import (
    UNCHANGED,
    Answers,
    fail,
    is_terminal,
    quoted,
    read_published,
    same_thing,
)
from strategic_framework.commands.proposing import Typed, propose
from strategic_framework.commands.reading import How, brought, show
from strategic_framework.commands.tables import Row
from strategic_framework.importing.matching import SURE, Incoming, Known
from strategic_framework.importing.outline import Refused
from strategic_framework.importing.revision import Placed, Revision, revised
from strategic_framework.importing.settling import settled
from strategic_framework.ledger import journal
from strategic_framework.site.project import Project


@dataclass
class _Deciding:
    """Whether two things that are alike are the same: as somebody answers, or where their words leave no doubt."""

    yes: bool
    same_item: bool
    #: What was taken for two things, because nobody could be asked.
    doubtful: list[str] = field(default_factory=list)

    def same(self, entry: Incoming, known: Known, how: float) -> bool:
        if self.yes or not is_terminal():
            is_same = how >= SURE or self.same_item
            if not is_same:
                self.doubtful.append(
                    f"{entry.entry.place}: taken for new, and not for {known.id}, {quoted(known.words)}"
                )
            return is_same
        click.echo(f"{known.id}: {known.words}\n{entry.entry.place}: {entry.words}")
        return click.confirm("Are these the same, in other words?", default=how >= SURE)


def revise(
    root: Path, file: Path, how: How, answers: Answers, *, partial: bool, same_item: bool, history: bool, outlined: bool
) -> None:
    """Propose what the next revision of the plan in a folder changes. Stops where it is refused."""
    with journal.held(root):
        project = read_published(root)
        edition = project.content.framework.current
        rather = (edition.id, edition.label)
        outline, _ = brought(file, replace(how, rather=rather), root, yes=answers.yes, outlined=outlined)
        deciding = _Deciding(answers.yes, same_item)
        try:
            outline = settled(replace(outline, starts=edition.starts), named=False)
            names = [*project.loaded.known, *project.loaded.provisional, *project.ledger.published]
            revision = revised(project.content.framework, edition, outline, deciding.same, taken=names, partial=partial)
        except Refused as refused:
            fail(f"{file.name} was not brought in.\n{refused}\n{UNCHANGED}")
        show(outline, how, entries=False)
        if not revision.changes:
            click.echo("It says what the plan says. There is nothing to propose.")
            return
        _refuse_nested(project, revision, answers)
        click.echo("\n".join([f"The revision: {revision.receipt()}", *deciding.doubtful, *map(_left, revision.left)]))
        head = {"same_item": same_item or same_thing(revision.others, answers), "imported": history}
        propose(project, answers, [*map(_typed, revision.changes)], head=head, beside=revision.beside)


def _left(what: str) -> str:
    return f"{what} No proposal can say that: write it into the file once this is published."


def _typed(placed: Placed) -> Typed:
    """A change with the row that it comes from."""
    place, change = placed
    name = next(iter(change.values()))
    number = re.search(r"\d+$", place)
    return Row({"item": str(name)}, int(number[0]) if number else 0), change


def _refuse_nested(project: Project, revision: Revision, answers: Answers) -> None:
    """Stop where what is new stands in what is new, and a proposal that waits may take its number first."""
    waiting: Sequence[str] = [
        one.file for one in project.ledger.proposed if (one.proposal.decided or "9") > (answers.decided or "9")
    ]
    if revision.nested and waiting:
        fail(f"What is new stands in what is new here, and {waiting[0]} waits. Publish that first. {UNCHANGED}")
