"""The verbs of proposals: apply writes their words into the files without sealing, undo proposes earlier words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from strategic_framework.commands.common import (
    DAY,
    NAME,
    UNCHANGED,
    WORDS,
    confirm,
    fail,
    pending_file,
    plain_errors,
    read_project,
    read_published,
)
from strategic_framework.commands.edit import apply_edit
from strategic_framework.content.loader import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.english import counted
from strategic_framework.ledger import journal, store
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.proposal_file import file_name, written
from strategic_framework.ledger.proposals import Laid, overlay
from strategic_framework.ledger.undoing import undoing, wholly_other
from strategic_framework.ledger.versions import undo as before_it
from strategic_framework.model.changes import Reason
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing

#: The longest words by which a reason names a new item.
_NAME = 300


@click.command("apply")
@click.argument("names", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def apply_proposals(names: tuple[str, ...], yes: bool) -> None:
    """Write the words of proposals into the files, and do not seal them. NAMES default to every proposal that waits.

    The reason of each stays in framework/changes/pending, and is published with the words.

    \b
    framework apply
    framework apply reword-act-14
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_project(root)
        waiting = project.ledger.proposed
        stems = {Path(proposed.file).stem: proposed for proposed in waiting}
        if unknown := [name for name in names if name.removesuffix(".yml") not in stems]:
            fail(f"There is no proposal {unknown[0]} in {FOLDER}/{store.PENDING}. {UNCHANGED}", 2)
        chosen = [stems[name.removesuffix(".yml")] for name in names] or list(waiting)
        if not chosen:
            fail(f"No proposal waits. {UNCHANGED}")
        if suggestions := [proposed.file for proposed in chosen if proposed.proposal.is_suggestion]:
            fail(f"Nobody has decided {suggestions[0]} yet: it says neither who nor when nor why. {UNCHANGED}")
        ledger = replace(project.ledger, proposed=tuple(chosen))
        laid = overlay(root, project.overlay.base, ledger, numbered=False)
        publishing.refuse(list(laid.problems))
        files: dict[str, str | None] = {**laid.files}
        for proposal in laid.laid:
            files |= _reasons(root, proposal, files)
            files[proposal.file.removeprefix(f"{FOLDER}/")] = None
        apply_edit(project, files, yes, f"Write {counted(len(chosen), 'proposal')} into the files?")
    click.echo(f"The words are written. Publish them with: {typed('publish')}")


def _reasons(root: Path, laid: Laid, taken: dict[str, str | None]) -> dict[str, str | None]:
    """The reason of a proposal in a file of its own, which names what it changes; new items by their words."""
    names = tuple(_name(laid, item) for item in laid.items)
    reasons: list[Reason] = [laid.proposed.proposal.as_reason(names)] if names else []
    if laid.reviewed:
        reasons.append(laid.proposed.proposal.as_reason(laid.reviewed, reviewed=True))
    files: dict[str, str | None] = {}
    for reason in reasons:
        files |= pending_file(root, reason, f"{Path(laid.file).stem} applied", {**taken, **files})
    return files


def _name(laid: Laid, item: str) -> str:
    if item in laid.before:
        return item
    words = wording(laid.after[item])
    return words if len(words) <= _NAME else words[:_NAME].rsplit(" ", 1)[0]


@click.command()
@click.argument("change")
@click.option("--decided", type=DAY, help="The day of the decision, as 2026-11-20.")
@click.option("--decided-by", type=NAME, help="Who decided it: a board, a committee, an office.")
@click.option("--reason", type=WORDS, help="Why, in a sentence or two that the public will read.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def undo(change: str, decided: str | None, decided_by: str | None, reason: str | None, yes: bool) -> None:
    """Propose the words that were there before CHANGE. It is reasoned and published like any other proposal.

    What was added is retired, for nothing that was published is deleted. Without a reason it is a suggestion.

    \b
    framework undo chg-0031
    framework undo chg-0031 --reason "It was a mistake." --decided-by "The Board" --decided 2026-11-20
    """
    root = Path.cwd()
    with journal.held(root):
        ledger = read_published(root).ledger
        states = {one.id: (one, records) for one, records in ledger.states}
        if change not in states:
            fail(f"There is no change {change}. They are in {FOLDER}/{store.CHANGES}. {UNCHANGED}", 2)
        sealed, after = states[change]
        back = undoing(sealed, before_it(after, sealed), after)
        if not back.changes:
            fail("\n".join([*back.left, f"{change} has nothing that a proposal could give back. {UNCHANGED}"]))
        head = {"decided": decided, "decided_by": decided_by, "reason": reason, "same_item": wholly_other(sealed)}
        proposal = Proposal.model_validate({**head, "changes": back.changes})
        name, text = f"{store.PENDING}/{file_name(proposal)}", written(proposal)
        click.echo("\n".join([f"{FOLDER}/{name}", text, *back.left]))
        confirm(yes, "Write this proposal?")
        journal.write(root, {name: text})
    lacks = "Add decided:, decided_by: and reason: to it. " if proposal.is_suggestion else ""
    click.echo(f"Written to {FOLDER}/{name}. {lacks}See what it does with: {typed('preview')}")
