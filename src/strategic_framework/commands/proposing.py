"""How every verb proposes: a file for each decision, shown and asked about first, written where the check accepts it.

The content files stay as they are; publishing writes the words into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import click

from strategic_framework.commands import tables
from strategic_framework.commands.common import UNCHANGED, Answers, confirm, fail
from strategic_framework.commands.tables import Row
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem, in_a_line
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal, store
from strategic_framework.ledger.proposal_file import drafted, file_name, written
from strategic_framework.ledger.proposals import Laid
from strategic_framework.ledger.records import Data
from strategic_framework.model import Item, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import proposal_sentences, publishing
from strategic_framework.site.project import Project

#: A change as its keys are typed, with the row that it comes from.
Typed = tuple[Row, Mapping[str, Any]]
NO_ROW = Row({})


@frozen
class Draft:
    """A proposal that is not written yet, and the row that each of its changes comes from."""

    proposal: Proposal
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Its file below the content folder."""
        return f"{store.PENDING}/{file_name(self.proposal)}"

    @property
    def file(self) -> str:
        """Its file below the folder of the project."""
        return f"{FOLDER}/{self.name}"


def propose(
    project: Project,
    answers: Answers,
    changes: Sequence[Typed],
    *,
    head: Mapping[str, Data] | None = None,
    beside: Mapping[str, str | None] | None = None,
    reasoned: bool = True,
) -> None:
    """Show what the changes would do, ask for their reason, and write a proposal for each reason that there is.

    The reason is asked for only where the ledger needs one, and not at all without `reasoned`: then it is a suggestion.
    `head` are further keys of the proposals, `beside` files that come with them. Stops where a change is refused; what
    was wrong before is not held against it. Raises Refused.
    """
    groups = tables.by_reason(answers, changes)
    drafts = [_draft(own.given, pairs, head or {}) for own, pairs in groups]
    laid = _checked(project, drafts, beside or {})
    for one in laid:
        click.echo("\n".join(proposal_sentences.sentences(one)))
    if reasoned and any(one.is_undecided for one in laid):
        drafts = [_draft(own.asked(), pairs, head or {}) for own, pairs in groups]
        laid = _checked(project, drafts, beside or {})  # now in the order of the days
    confirm(answers.yes, "Write this proposal?" if len(drafts) == 1 else f"Write these {len(drafts)} proposals?")
    journal.write(project.root, {**(beside or {}), **{draft.name: written(draft.proposal) for draft in drafts}})
    where = drafts[0].file if len(drafts) == 1 else f"{len(drafts)} files of {FOLDER}/{store.PENDING}"
    click.echo(f"Written to {where}. {_next(laid)}")


def _draft(reason: Mapping[str, str], pairs: Sequence[Typed], head: Mapping[str, Data]) -> Draft:
    """The proposal of some changes. Stops where one is not as the grammar has it."""
    rows = tuple(row for row, _ in pairs)
    proposal, problems, starts = drafted({**reason, **head, "changes": [change for _, change in pairs]})
    tables.refuse((_row_at(rows, problem, starts), in_a_line(problem)) for problem in problems)
    if proposal is None:
        fail(f"There is nothing to propose. {UNCHANGED}", 2)
    return Draft(proposal, rows)


def _checked(project: Project, drafts: Sequence[Draft], beside: Mapping[str, str | None]) -> list[Laid]:
    """The proposals as they lie over the content. Stops where the check refuses one, and raises Refused."""
    files = {**beside, **{draft.name: written(draft.proposal) for draft in drafts}}
    if there := [name for name in files if (project.root / FOLDER / name).exists()]:
        fail(f"This is there already: {FOLDER}/{there[0]}. {UNCHANGED}")
    before = {problem.known for problem in project.content_problems}
    with publishing.copied(project.root, files) as copy:
        after = Project.read(copy)
        new = [problem for problem in after.content_problems if problem.known not in before]
    laid = {one.file: one for one in after.overlay.laid}
    problems = [problem for problem in new if problem.code != "suggestion"]
    tables.refuse(chain.from_iterable(_faults(draft, laid[draft.file], problems) for draft in drafts))
    publishing.refuse(problems)
    return [laid[draft.file] for draft in drafts]


def _faults(draft: Draft, laid: Laid, problems: Iterable[Problem]) -> Iterator[tuple[Row, str]]:
    """What stands in the way of a proposal, each with the row that it comes from."""
    starts = [change.place().line for change in laid.proposed.proposal.changes]
    for problem in problems:
        if problem.place.file == draft.file:
            yield _row_at(draft.rows, problem, starts), in_a_line(problem)
    for name in laid.idle:
        row = next((row for row in draft.rows if row["item"] == name), NO_ROW)
        yield row, f"{name} is so already: this would change nothing."


def _row_at(rows: Sequence[Row], problem: Problem, starts: Sequence[int]) -> Row:
    """The row of the change at which a problem stands; `starts` are the lines on which the changes begin."""
    place = sum(start <= problem.place.line for start in starts) - 1
    return rows[place] if 0 <= place < len(rows) else NO_ROW


def _next(laid: Sequence[Laid]) -> str:
    """What comes after writing a proposal."""
    preview = f"See what it does with: {typed('preview')}"
    if any(one.is_undecided for one in laid):
        return f"It is a suggestion. When it has been decided, add decided:, decided_by: and reason: to it. {preview}"
    return preview


def named_item(project: Project, name: str) -> Item | Priority:
    """The item or priority of that identifier. Stops where there is none."""
    framework = project.content.framework
    item = framework.items.get(name) or framework.priorities.get(name)
    if item is None:
        fail(f"There is no {name} here. The identifier is in the address of the item’s page. {UNCHANGED}")
    return item


def rows_of(rows: Sequence[Row], items: Sequence[str], **values: str) -> list[Row]:
    """A row for each item of a table and each that was typed, each once. Stops where there is none."""
    by_item = {row["item"]: row for row in [*(Row({"item": item, **values}) for item in items), *rows]}
    if not by_item:
        fail(f"Name the items, or a table of them: --table FILE. {UNCHANGED}", 2)
    return list(by_item.values())
