"""The verbs that edit items where they stand, retire and restore; and what every verb shares that edits a file.

Each takes any number of items, shows what it will do and asks. The edits and their reasons are written together or not
at all, after a check of all.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from strategic_framework.commands import tables
from strategic_framework.commands.common import (
    UNCHANGED,
    Answers,
    confirm,
    fail,
    is_terminal,
    plain_errors,
    quoted,
    read_published,
    reason_options,
)
from strategic_framework.content.loader import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.english import and_list, counted
from strategic_framework.language.labels import label
from strategic_framework.ledger import journal, yaml_edits
from strategic_framework.ledger.yaml_edits import Text
from strategic_framework.model import Item, Priority
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project

Files = Mapping[str, str | None]


def apply_edit(project: Project, files: Files, yes: bool, question: str) -> None:
    """Show the difference that the edit makes, ask, and write it. Raises Refused where it would not pass the check.

    What was wrong before is not held against the edit.
    """
    as_checked = Project.read(project.root) if project.ledger.proposed and not project.overlay.laid else project
    before = {(problem.place.file, problem.code, problem.what) for problem in as_checked.content_problems}
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
    item = named_item(project, name)
    if item is None:
        fail(unknown(name))
    return item


def named_item(project: Project, name: str) -> Item | Priority | None:
    """The item or priority of that identifier, if there is one."""
    framework = project.content.framework
    return framework.items.get(name) or framework.priorities.get(name)


def unknown(name: str) -> str:
    """What is said of an identifier that nothing bears."""
    return f"There is no {name}. Identifiers are in the address of each item’s page."


class Texts:
    """The files that a command edits, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[str, Text] = {}

    def of(self, noun: Item | Priority) -> Text:
        """The text of the file in which something stands."""
        file = noun.place().file
        if file not in self.read:
            self.read[file] = Text.read(self.root, file)
        return self.read[file]

    @property
    def files(self) -> dict[str, str | None]:
        """Each file below the content folder, as it would be."""
        return {file.removeprefix(f"{FOLDER}/"): str(text) for file, text in self.read.items()}


@click.command()
@click.argument("items", nargs=-1)
@click.option("--replaced-by", metavar="ITEM", help="The item that takes their place.")
@tables.table_option("item", "replaced_by")
@click.option(
    "--with-items", is_flag=True, help="Retire a priority together with its actions and aspirations in force."
)
@click.option("--alone", is_flag=True, help="Retire a priority, and leave what is in force in it as it is.")
@reason_options
@plain_errors
def retire(
    answers: Answers,
    items: tuple[str, ...],
    replaced_by: str | None,
    table: Path | None,
    with_items: bool,
    alone: bool,
) -> None:
    """Retire ITEMS: they are no longer in force, and keep their pages, their addresses and their history.

    A priority with actions in force asks whether they are retired with it.

    \b
    framework retire act-12
    framework retire act-12 act-13 --replaced-by act-36
    framework retire pri-2 --with-items
    framework retire --table retire.csv
    """
    root = Path.cwd()
    rows = _given(tables.rows(table, ["item"], ["replaced_by"]), items, replaced_by or "")
    with journal.held(root):
        project = read_published(root, proposed=False)
        tables.refuse((row, why) for row in rows if (why := _not_to_retire(project, row)))
        rows = [*rows, *_in_force(project, rows, answers, with_items=with_items, alone=alone)]
        texts, names = Texts(root), [row["item"] for row in rows]
        for row in rows:
            noun = find_item(project, row["item"])
            words = noun.title if isinstance(noun, Priority) else noun.text
            click.echo(f"{label(noun.id)} would be retired: {quoted(words)}")
            replacement = [f"replaced_by: {row['replaced_by']}"] if row["replaced_by"] else []
            yaml_edits.add_keys(texts.of(noun), noun, ["retired: true", *replacement])
        reasons = tables.reason_files(root, answers, ((row, [row["item"]]) for row in rows), "retire")
        apply_edit(project, {**texts.files, **reasons}, answers.yes, f"Retire {tables.counted_items(names)}?")
    click.echo(f"{done(names, 'retired')} Publish with: {typed('publish')}")


def _given(rows: list[tables.Row], items: Sequence[str], replaced_by: str = "") -> list[tables.Row]:
    """A row for each item of a table and each that was typed, each once. Stops where there is none."""
    typed_rows = [tables.Row({"item": item, "replaced_by": replaced_by}) for item in items]
    by_item = {row["item"]: row for row in [*typed_rows, *rows]}
    if not by_item:
        fail(f"Name the items, or a table of them: --table FILE. {UNCHANGED}", 2)
    return list(by_item.values())


def done(names: Sequence[str], what: str) -> str:
    """What was done to the items of a command, in a sentence."""
    subject = f"{label(names[0])} is" if len(names) == 1 else f"{len(names)} items are"
    return f"{subject} {what} here."


def _not_to_retire(project: Project, row: tables.Row) -> str:
    """Why the item of a row cannot be retired; nothing where it can."""
    noun, replacement = named_item(project, row["item"]), row["replaced_by"]
    if noun is None:
        return unknown(row["item"])
    if noun.retired:
        return f"{noun.id} is retired already."
    return unknown(replacement) if replacement and named_item(project, replacement) is None else ""


def _in_force(
    project: Project, rows: Sequence[tables.Row], answers: Answers, *, with_items: bool, alone: bool
) -> list[tables.Row]:
    """What is retired with the priorities among the rows, each for its priority's reason, once somebody said so."""
    named = {row["item"] for row in rows}
    more: list[tables.Row] = []
    for row in rows:
        priority = project.content.framework.priorities.get(row["item"])
        lists = (priority.actions, priority.aspirations) if priority and not alone else ()
        left = [[item.id for item in entries if not item.retired and item.id not in named] for entries in lists]
        if any(left) and (with_items or _with_them(row["item"], left, answers)):
            why = {name: row[name] for name in tables.REASON}
            more += [tables.Row({"item": name, **why}) for ids in left for name in ids]
    return more


def _with_them(priority: str, left: Sequence[Sequence[str]], answers: Answers) -> bool:
    """Ask whether what is in force is retired with its priority. Stops where nobody can answer."""
    counts = [counted(len(ids), word) for ids, word in zip(left, ("action", "aspiration"), strict=True) if ids]
    held = f"{priority} has {and_list(counts)} in force."
    if answers.yes or not is_terminal():
        fail(f"{held} Add --with-items to retire them with it, or --alone to leave them in force. {UNCHANGED}", 2)
    return click.confirm(f"{held} Retire them with it?")


@click.command()
@click.argument("items", nargs=-1)
@tables.table_option("item")
@reason_options
@plain_errors
def restore(answers: Answers, items: tuple[str, ...], table: Path | None) -> None:
    """Restore ITEMS, which were retired: they are in force again.

    \b
    framework restore act-12
    framework restore act-12 act-13
    framework restore --table restore.csv
    """
    root = Path.cwd()
    rows = _given(tables.rows(table, ["item"]), items)
    with journal.held(root):
        project = read_published(root, proposed=False)
        tables.refuse((row, why) for row in rows if (why := _not_to_restore(project, row)))
        texts, names = Texts(root), [row["item"] for row in rows]
        for noun in (find_item(project, name) for name in names):
            yaml_edits.take_keys(texts.of(noun), noun, ["retired", "replaced_by"])
        reasons = tables.reason_files(root, answers, ((row, [row["item"]]) for row in rows), "restore")
        apply_edit(project, {**texts.files, **reasons}, answers.yes, f"Restore {tables.counted_items(names)}?")
    click.echo(f"{done(names, 'restored')} Publish with: {typed('publish')}")


def _not_to_restore(project: Project, row: tables.Row) -> str:
    """Why the item of a row cannot be restored; nothing where it can."""
    noun = named_item(project, row["item"])
    if noun is None:
        return unknown(row["item"])
    return "" if noun.retired else f"{noun.id} is not retired."
