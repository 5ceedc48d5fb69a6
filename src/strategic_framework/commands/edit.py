"""The verbs that edit an item where it stands: retire, restore, move and add.

Each shows what it will do and asks. The edit and its reason are written together or not at all, after a check of both.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import click

from strategic_framework.commands.common import (
    UNCHANGED,
    Answers,
    confirm,
    fail,
    is_terminal,
    pending_file,
    plain_errors,
    quoted,
    read_published,
    reason_options,
)
from strategic_framework.content.loader import FOLDER, PREFIXES
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.labels import label
from strategic_framework.ledger import journal, yaml_edits
from strategic_framework.ledger.yaml_edits import Text
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Item, Priority, identifier
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project

Files = Mapping[str, str | None]

#: Kind as the command has it → the list that such items stand in.
LISTS = {"action": "actions", "aspiration": "aspirations", "role": "role", "context": "context"}


def apply_edit(project: Project, files: Files, yes: bool, question: str) -> None:
    """Show the difference that the edit makes, ask, and write it. Raises Refused where it would not pass the check.

    What was wrong before is not held against the edit.
    """
    before = {(problem.place.file, problem.code, problem.what) for problem in project.content_problems}
    with publishing.copied(project.root, files) as copy:
        after = Project.read(copy).content_problems
    new = [problem for problem in after if (problem.place.file, problem.code, problem.what) not in before]
    if new:
        raise publishing.Refused(new)
    for name, text in files.items():
        click.echo(_difference(project.root, name, text), nl=False)
    confirm(yes, question)
    journal.write(project.root, files)


def _difference(root: Path, name: str, text: str | None) -> str:
    path = root / FOLDER / name
    old = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    lines = difflib.unified_diff(old, (text or "").splitlines(), lineterm="", n=1)
    shown = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join([f"{FOLDER}/{name}", *(f"  {line}" for line in shown), ""])


def find_item(project: Project, name: str) -> Item | Priority:
    """The item or priority of that identifier. Stops where there is none."""
    framework = project.content.framework
    item = framework.items.get(name) or framework.priorities.get(name)
    if item is None:
        fail(f"There is no {name}. Identifiers are in the address of each item’s page.")
    return item


def _file_of(project: Project, item: Item | Priority) -> tuple[str, Text]:
    """The name of the item's file below the content folder, and its text."""
    file = item.place().file
    return file.removeprefix(f"{FOLDER}/"), Text.read(project.root, file)


@click.command()
@click.argument("item")
@click.option("--replaced-by", metavar="ITEM", help="The item that takes its place.")
@reason_options
@plain_errors
def retire(answers: Answers, item: str, replaced_by: str | None) -> None:
    """Retire ITEM: it is no longer in force, and keeps its page, its address and its history.

    \b
    framework retire act-12
    framework retire act-12 --replaced-by act-36
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        noun = find_item(project, item)
        if noun.retired:
            fail(f"{item} is retired already.")
        if replaced_by:
            find_item(project, replaced_by)
        words = noun.title if isinstance(noun, Priority) else noun.text
        click.echo(f"{label(item)} would be retired: {quoted(words)}")
        name, text = _file_of(project, noun)
        yaml_edits.add_keys(text, noun, ["retired: true", *([f"replaced_by: {replaced_by}"] if replaced_by else [])])
        reason = pending_file(root, answers.for_items(item), f"retire-{item}")
        apply_edit(project, {name: str(text), **reason}, answers.yes, f"Retire {item}?")
    click.echo(f"{label(item)} is retired here. It is published with: {typed('publish')}")


@click.command()
@click.argument("item")
@reason_options
@plain_errors
def restore(answers: Answers, item: str) -> None:
    """Restore ITEM, which was retired: it is in force again.

    \b
    framework restore act-12
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        noun = find_item(project, item)
        if not noun.retired:
            fail(f"{item} is not retired.")
        name, text = _file_of(project, noun)
        yaml_edits.take_keys(text, noun, ["retired", "replaced_by"])
        reason = pending_file(root, answers.for_items(item), f"restore-{item}")
        apply_edit(project, {name: str(text), **reason}, answers.yes, f"Restore {item}?")
    click.echo(f"{label(item)} is restored here. It is published with: {typed('publish')}")


@click.command()
@click.argument("item")
@click.argument("priority")
@reason_options
@plain_errors
def move(answers: Answers, item: str, priority: str) -> None:
    """Move ITEM to the end of its list in PRIORITY. Its identifier, its address and its words stay.

    An item stays in its edition: a later one carries it on with `continues`.

    \b
    framework move act-12 pri-3
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        noun, target = find_item(project, item), find_item(project, priority)
        own = project.content.framework.priority_of.get(item)
        if not isinstance(target, Priority) or own is None:
            fail(f"An item of a priority moves to another priority: {typed('move act-12 pri-3')}.")
        if own.id == priority:
            fail(f"{item} stands in {priority} already.")
        there = project.content.framework.edition_of[priority].id
        here = project.content.framework.edition_of[item].id
        if here != there:
            fail(
                f"{item} stands in the edition {here} and {priority} in {there}. An item stays in its edition, as its "
                f"address does. Add it there as a new one with a line continues: {item}. {UNCHANGED}"
            )
        files = _moved(project, noun, target)
        reason = pending_file(root, answers.for_items(item), f"move-{item}")
        apply_edit(project, {**files, **reason}, answers.yes, f"Move {item} to {priority}?")
    click.echo(f"{label(item)} is moved here. It is published with: {typed('publish')}")


def _moved(project: Project, noun: Item | Priority, target: Priority) -> dict[str, str | None]:
    """Both files, with the entry cut from the one and put at the end of the same list of the other."""
    parsed = identifier(noun.id)
    listed = next(name for name, prefix in PREFIXES.items() if parsed and prefix == parsed.prefix)
    siblings = getattr(target, listed, None)
    if siblings is None:
        raise yaml_edits.EditError(f"{noun.id} stands inside another text, and moves with it.")
    if not siblings:
        line = f"Write a line “{listed}:” in {target.place().file} first."
        raise yaml_edits.EditError(f"{target.id} has no {listed} yet. {line}")
    name, text = _file_of(project, noun)
    target_name, target_text = _file_of(project, target)
    yaml_edits.append(target_text, siblings[-1].place(), text.cut(*yaml_edits.entry(text, noun.place())))
    return {name: str(text), target_name: str(target_text)}


@click.command()
@click.argument("kind", type=click.Choice(sorted(LISTS)))
@click.option("--priority", required=True, help="Where it stands, such as pri-2.")
@click.option("--text", "words", help="Its words.")
@reason_options
@plain_errors
def add(answers: Answers, kind: str, priority: str, words: str | None) -> None:
    """Add an item of KIND at the end of its list. It gets its identifier when it is published.

    \b
    framework add action --priority pri-2 --text "Count the otters along both rivers."
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        target = find_item(project, priority)
        siblings: tuple[Item, ...] = getattr(target, LISTS[kind], ())
        if not siblings:
            fail(f"{priority} has no {LISTS[kind]} yet: write the first by hand. {UNCHANGED}", 2)
        if not words and is_terminal():
            words = click.prompt(f"The words of the new {kind}")
        words = " ".join((words or "").split())
        if not words:
            fail("Give its words: --text “…”.", 2)
        name, text = _file_of(project, target)
        entry = dump({LISTS[kind]: [{"text": words, "source": "new"}]}).splitlines()[1:]
        yaml_edits.append(text, siblings[-1].place(), entry)
        opening = " ".join(words.split()[:8])
        reason = pending_file(root, answers.for_items(opening), f"add-{kind}-{'-'.join(words.split()[:3])}")
        apply_edit(project, {name: str(text), **reason}, answers.yes, f"Add it to {priority}?")
    click.echo(f"It is added here. It gets its number when it is published: {typed('publish')}")
