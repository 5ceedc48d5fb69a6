"""The verbs that put items into the lists of a priority: move and add. Each takes any number of items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from strategic_framework.commands import tables
from strategic_framework.commands.common import (
    UNCHANGED,
    Answers,
    fail,
    is_terminal,
    plain_errors,
    read_published,
    reason_options,
)
from strategic_framework.commands.edit import Texts, apply_edit, done, find_item, named_item, unknown
from strategic_framework.content.loader import PREFIXES
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal, yaml_edits
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Item, Priority, identifier
from strategic_framework.site.project import Project

#: Kind as the command has it → the list that such items stand in.
LISTS = {"action": "actions", "aspiration": "aspirations", "role": "role", "context": "context"}
#: The longest words by which a reason names a new item.
_NAME = 300


@click.command()
@click.argument("items", nargs=-1, metavar="ITEMS... PRIORITY")
@tables.table_option("item", "priority")
@reason_options
@plain_errors
def move(answers: Answers, items: tuple[str, ...], table: Path | None) -> None:
    """Move ITEMS to the end of their lists in PRIORITY. Identifiers, addresses and words stay.

    An item stays in its edition: a later one carries it on with `continues`.

    \b
    framework move act-12 pri-3
    framework move act-12 act-13 asp-04 pri-3
    framework move --table moves.csv
    """
    root = Path.cwd()
    rows = tables.rows(table, ["item", "priority"])
    if len(items) == 1 or not (items or rows):
        fail(f"Name the items and then their priority: {typed('move act-12 pri-3')}. {UNCHANGED}", 2)
    rows += [tables.Row({"item": item, "priority": items[-1]}) for item in items[:-1]]
    rows = list({row["item"]: row for row in rows}.values())
    with journal.held(root):
        project = read_published(root, proposed=False)
        tables.refuse((row, why) for row in rows if (why := _not_to_move(project, row)))
        files, names = _moved(project, rows), [row["item"] for row in rows]
        reasons = tables.reason_files(root, answers, ((row, [row["item"]]) for row in rows), "move")
        question = (
            f"Move {tables.counted_items(names)} to {' and '.join(dict.fromkeys(row['priority'] for row in rows))}?"
        )
        apply_edit(project, {**files, **reasons}, answers.yes, question)
    click.echo(f"{done(names, 'moved')} Publish with: {typed('publish')}")


def _not_to_move(project: Project, row: tables.Row) -> str:
    """Why the item of a row cannot be moved to its priority; nothing where it can."""
    framework, name, priority = project.content.framework, row["item"], row["priority"]
    noun, target = named_item(project, name), named_item(project, priority)
    if noun is None or target is None:
        return unknown(name if noun is None else priority)
    own = framework.priority_of.get(name)
    if not isinstance(target, Priority) or own is None:
        return f"An item of a priority moves to another priority: {typed('move act-12 pri-3')}. This is {name}."
    if own.id == priority:
        return f"{name} stands in {priority} already."
    if not hasattr(target, _list_of(name)):
        return f"{name} stands inside another text, and moves with it."
    here, there = framework.edition_of[name].id, framework.edition_of[priority].id
    if here != there:
        return (
            f"{name} stands in the edition {here} and {priority} in {there}. An item stays in its edition, as its "
            f"address does. Add it there as a new one with a line continues: {name}."
        )
    return ""


def _list_of(name: str) -> str:
    """The list that an item of this identifier stands in."""
    parsed = identifier(name)
    return next((key for key, prefix in PREFIXES.items() if parsed and prefix == parsed.prefix), "")


def _moved(project: Project, rows: Sequence[tables.Row]) -> dict[str, str | None]:
    """Every file with the entries cut from their lists, and put at the ends of the same lists elsewhere."""
    texts = Texts(project.root)
    coming: dict[tuple[str, str], list[str]] = {}
    leaving: dict[tuple[str, str], int] = {}
    for row in rows:
        name, key = row["item"], _list_of(row["item"])
        noun = find_item(project, name)
        text, own = texts.of(noun), project.content.framework.priority_of[name]
        coming.setdefault((row["priority"], key), []).extend(text.cut(*yaml_edits.entry(text, noun.place())))
        leaving[own.id, key] = leaving.get((own.id, key), 0) + 1
    for (priority, key), count in leaving.items():
        own = project.content.framework.priorities[priority]
        if count == len(getattr(own, key)) and (priority, key) not in coming:
            yaml_edits.end_list(texts.of(own), key)
    for (priority, key), lines in coming.items():
        put(texts, project.content.framework.priorities[priority], key, lines)
    return texts.files


def put(texts: Texts, priority: Priority, key: str, lines: Sequence[str]) -> None:
    """Put the lines of entries at the end of a list of a priority, which may have none yet."""
    siblings: tuple[Item, ...] = getattr(priority, key)
    if siblings:
        yaml_edits.append(texts.of(priority), siblings[-1].place(), lines)
    else:
        yaml_edits.begin_list(texts.of(priority), key, lines)


@click.command()
@click.argument("kind", type=click.Choice(sorted(LISTS)), required=False)
@click.option("--priority", help="Where it stands, such as pri-2.")
@click.option("--text", "words", multiple=True, help="Its words. Give it again for each further item.")
@tables.table_option("kind", "priority", "text")
@reason_options
@plain_errors
def add(answers: Answers, kind: str | None, priority: str | None, words: tuple[str, ...], table: Path | None) -> None:
    """Add items of KIND at the end of their list. They get their identifiers when they are published.

    \b
    framework add action --priority pri-2 --text "Count the otters along both rivers."
    framework add action --priority pri-2 --text "Count the otters." --text "Count the owls."
    framework add --table new-actions.csv
    """
    root = Path.cwd()
    rows = tables.rows(table, ["kind", "priority", "text"])
    with journal.held(root):
        project = read_published(root, proposed=False)
        if not rows or kind or priority or words:
            rows += _asked(project, kind, priority, words)
        tables.refuse((row, why) for row in rows if (why := _not_to_add(project, row)))
        texts, coming = Texts(root), dict[tuple[str, str], list[str]]()
        for row in rows:
            entry = dump({"-": [{"text": _words(row), "source": "new"}]}).splitlines()[1:]
            coming.setdefault((row["priority"], LISTS[row["kind"]]), []).extend(entry)
        for (name, key), lines in coming.items():
            put(texts, project.content.framework.priorities[name], key, lines)
        reasons = tables.reason_files(root, answers, ((row, [_opening(row)]) for row in rows), f"add {rows[0]['kind']}")
        what = "it" if len(rows) == 1 else f"{len(rows)} items"
        question = f"Add {what} to {' and '.join(dict.fromkeys(name for name, _ in coming))}?"
        apply_edit(project, {**texts.files, **reasons}, answers.yes, question)
    numbers = "It gets its number when it is" if len(rows) == 1 else "They get their numbers when they are"
    added = "It is added here." if len(rows) == 1 else f"{len(rows)} items are added here."
    click.echo(f"{added} {numbers} published: {typed('publish')}")


def _asked(project: Project, kind: str | None, priority: str | None, words: tuple[str, ...]) -> list[tables.Row]:
    """The items that were typed, asking for their words. Stops where something is missing and nobody can be asked."""
    if not kind or not priority:
        fail(f"Say what to add, and where: {typed('add action --priority pri-2')}. {UNCHANGED}", 2)
    find_item(project, priority)
    if not words and is_terminal():
        words = (click.prompt(f"The words of the new {kind}"),)
    rows = [tables.Row({"kind": kind, "priority": priority, "text": text}) for text in words]
    if not all(_words(row) for row in rows) or not rows:
        fail("Give its words: --text “…”.", 2)
    return rows


def _not_to_add(project: Project, row: tables.Row) -> str:
    """Why a row cannot be added; nothing where it can."""
    if row["kind"] not in LISTS:
        return f"{row['kind']} is not a kind that can be added. Write {', '.join(sorted(LISTS))}."
    target = named_item(project, row["priority"])
    if target is None:
        return unknown(row["priority"])
    return "" if isinstance(target, Priority) else f"{row['priority']} is not a priority."


def _words(row: tables.Row) -> str:
    return " ".join(row["text"].split())


def _opening(row: tables.Row) -> str:
    """The words by which a reason names the new item: all of them, or as many as a name may have."""
    return _words(row) if len(_words(row)) <= _NAME else _words(row)[:_NAME].rsplit(" ", 1)[0]
