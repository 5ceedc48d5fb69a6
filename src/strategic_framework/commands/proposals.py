"""The verbs of what waits: list the proposals, apply them to the files without sealing, and propose earlier words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from strategic_framework.commands.common import (
    DAY,
    NAME,
    UNCHANGED,
    WORDS,
    Answers,
    confirm,
    fail,
    pending_file,
    plain_errors,
    read_project,
    read_published,
)
from strategic_framework.commands.proposing import NO_ROW, propose
from strategic_framework.content import problems
from strategic_framework.content.files import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.english import counted
from strategic_framework.ledger import journal, store
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.proposals import Laid, overlay
from strategic_framework.ledger.store import Proposed
from strategic_framework.ledger.undoing import undoing, wholly_other
from strategic_framework.ledger.versions import undo as before_it
from strategic_framework.model.changes import Reason
from strategic_framework.publication import proposal_sentences, publishing
from strategic_framework.site.project import Project

#: The longest words by which a reason names a new item.
_NAME = 300


@click.command("proposals")
@plain_errors
def list_proposals() -> None:
    """List the proposals that wait: what each changes, whether it is decided, and what stands in its way.

    \b
    framework proposals
    """
    project = read_project(Path.cwd())
    for one in project.overlay.laid:
        click.echo("\n".join([f"{Path(one.file).name}  {_standing(one)}", *map(_indented, _of(project, one)), ""]))
    waiting = len(project.overlay.laid)
    click.echo(f"{counted(waiting, 'proposal waits', 'proposals wait')}." if waiting else "No proposal waits.")


def _standing(laid: Laid) -> str:
    """Whether it is a decision, with its day and decider, a suggestion, or what needs neither."""
    proposal = laid.proposed.proposal
    if laid.is_undecided:
        return "suggestion"
    if proposal.is_suggestion:
        return "needs no decision"
    return f"decided {proposal.decided}, {proposal.decided_by}"


def _of(project: Project, laid: Laid) -> Iterator[str]:
    """The sentences of a proposal, what it would not change any more, and every problem at it."""
    yield from proposal_sentences.sentences(laid)
    yield from (f"{name} is so already: this would change nothing." for name in laid.idle)
    for problem in project.content_problems:
        if problem.place.file == laid.file and problem.code != "suggestion":
            yield f"Line {problem.place.line}: {problems.in_a_line(problem)}"


def _indented(line: str) -> str:
    return f"  {line}"


@click.command("apply")
@click.argument("names", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def apply_proposals(names: tuple[str, ...], yes: bool) -> None:
    """Write the words of proposals into the files, and do not seal them. NAMES default to every proposal that waits.

    The beginning of a name is enough where no other begins so. The reason of each stays in framework/changes/pending,
    and is published with the words.

    \b
    framework apply
    framework apply reword-act-14
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_project(root)
        chosen = _chosen(project.ledger.proposed, names)
        ledger = replace(project.ledger, proposed=tuple(chosen))
        laid = overlay(root, project.overlay.base, ledger, numbered=False)
        if undecided := [one.file for one in laid.laid if one.is_undecided]:
            fail(f"Nobody has decided {undecided[0]} yet: it does not say who, when and why. {UNCHANGED}")
        publishing.refuse(list(laid.problems))
        files: dict[str, str | None] = {**laid.files}
        for proposal in laid.laid:
            files |= _reasons(root, proposal, files)
            files[proposal.file.removeprefix(f"{FOLDER}/")] = None
        _check(project, files)
        for name, text in files.items():
            click.echo(_difference(root, name, text), nl=False)
        confirm(yes, f"Write {counted(len(chosen), 'proposal')} into the files?")
        journal.write(root, files)
    click.echo(f"The words are written. Publish them with: {typed('publish')}")


def _chosen(waiting: Sequence[Proposed], names: Sequence[str]) -> list[Proposed]:
    """The proposals that the names mean, or all. Stops where a name means none, or several."""
    stems = {Path(proposed.file).stem: proposed for proposed in waiting}
    meant = {name: _meant(name.removesuffix(".yml"), stems) for name in names}
    for name, begun in meant.items():
        if not begun:
            fail(f"There is no proposal {name} in {FOLDER}/{store.PENDING}. To see what waits: {typed('proposals')}. "
                 f"{UNCHANGED}", 2)  # fmt: skip
        if len(begun) > 1:
            fail(f"Several proposals begin with {name}: {', '.join(begun)}. Write more of the name. {UNCHANGED}", 2)
    chosen = [stems[begun[0]] for begun in meant.values()] if names else list(waiting)
    if not chosen:
        fail(f"No proposal waits. {UNCHANGED}")
    return list({proposed.file: proposed for proposed in chosen}.values())


def _meant(name: str, stems: Mapping[str, Proposed]) -> list[str]:
    """The names that begin so; one alone where it is the whole name."""
    return [name] if name in stems else sorted(stem for stem in stems if stem.startswith(name))


def _check(project: Project, files: Mapping[str, str | None]) -> None:
    """Raise Refused where the files would have problems that the content has not now."""
    before = {problem.known for problem in project.content_problems}
    with publishing.copied(project.root, files) as copy:
        publishing.refuse([one for one in Project.read(copy).content_problems if one.known not in before])


def _difference(root: Path, name: str, text: str | None) -> str:
    path = root / FOLDER / name
    old = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines = difflib.unified_diff(old, (text or "").splitlines(), lineterm="", n=1)
    shown = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join([f"{FOLDER}/{name}", *map(_indented, shown), ""])


def _reasons(root: Path, laid: Laid, taken: Mapping[str, str | None]) -> dict[str, str | None]:
    """The reason of a proposal in a file of its own, which names what it changes; new items by their words."""
    if laid.proposed.proposal.is_suggestion:
        return {}  # what needs no decision has none
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
        project = read_published(root)
        states = {one.id: (one, records) for one, records in project.ledger.states}
        if change not in states:
            fail(f"There is no change {change}. They are in {FOLDER}/{store.CHANGES}. {UNCHANGED}", 2)
        sealed, after = states[change]
        back = undoing(sealed, before_it(after, sealed), after)
        if not back.changes:
            fail("\n".join([*back.left, f"{change} has nothing that a proposal could give back. {UNCHANGED}"]))
        for line in back.left:
            click.echo(line)
        answers = Answers(reason, decided_by, decided, yes)
        changes = [(NO_ROW, one) for one in back.changes]
        propose(project, answers, changes, head={"same_item": wholly_other(sealed)}, reasoned=False)
