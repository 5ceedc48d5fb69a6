"""The verbs that change what stands in the lists of a priority: add, move, split and merge."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

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
from strategic_framework.commands.proposing import NO_ROW, named_item, propose
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal
from strategic_framework.model.additions import LISTS
from strategic_framework.model.proposals import WrittenList
from strategic_framework.site.project import Project


@click.command()
@click.argument("items", nargs=-1, metavar="ITEMS... PRIORITY")
@tables.table_option("item", "priority")
@reason_options
@plain_errors
def move(answers: Answers, items: tuple[str, ...], table: Path | None) -> None:
    """Propose to move ITEMS to the end of their lists in PRIORITY. Identifiers, addresses and words stay.

    Actions and aspirations may be moved into a group, and parts of an action into another action. An item stays in its
    edition: a later one carries it on with `continues`.

    \b
    framework move act-12 pri-3
    framework move act-12 act-13 asp-04 pri-3
    framework move act-12 grp-2
    framework move --table moves.csv
    """
    root = Path.cwd()
    rows = tables.rows(table, ["item", "priority"])
    if len(items) == 1 or not (items or rows):
        fail(f"Name the items and then their priority: {typed('move act-12 pri-3')}. {UNCHANGED}", 2)
    rows += [tables.Row({"item": item, "priority": items[-1]}) for item in items[:-1]]
    rows = list({row["item"]: row for row in rows}.values())
    with journal.held(root):
        changes = [(row, {"move": row["item"], "under": row["priority"]}) for row in rows]
        propose(read_published(root), answers, changes)


@click.command()
@click.argument("kind", required=False)
@click.option("--priority", help="Where it stands, such as pri-2; or a group, an action, an edition or a paragraph.")
@click.option("--text", "words", multiple=True, help="Its words. Give it again for each further item.")
@click.option("--set", "keys", multiple=True, metavar="KEY=WORDS", help="A further key: name=…, or due=… of an action.")
@click.option("--after", metavar="ITEM", help="The item that it stands after; left out, it stands last.")
@tables.table_option("kind", "priority", "text", "after")
@reason_options
@plain_errors
def add(
    answers: Answers,
    kind: str | None,
    priority: str | None,
    words: tuple[str, ...],
    keys: tuple[str, ...],
    after: str | None,
    table: Path | None,
) -> None:
    """Propose new items of KIND, or something named: a body, a term, a policy area, a web page. Or a priority.

    Items get their identifiers when they are published. KIND is action, aspiration, role, context, principle,
    introduction, cross-cutting or part; group, priority or measure; or a file and a name.
    framework/changes/README.md lists the keys of each.

    \b
    framework add action --priority pri-2 --text "Count the otters along both rivers."
    framework add action --priority pri-2 --text "Count the otters." --text "Count the owls."
    framework add action --priority pri-2 --text "Count the otters." --set due=2027-03 --set lead="river-trust"
    framework add --table new-actions.csv
    framework add bodies/otter-group --set name="Glen Otter Group" --set aliases="Otter Group; the otter watchers"
    framework add part --priority act-14 --text "Ask every school."
    framework add group --priority pri-2 --set title="No child goes hungry"
    framework add priority --priority 2024-28 --set title="A boat on every loch" --set nav_label=Boats
    framework add measure --set under="pri-2; asp-02" --set name="Otters seen" --set unit=otters
    """
    root = Path.cwd()
    rows = tables.rows(table, ["kind", "priority", "text"], ["after"])
    with journal.held(root):
        project = read_published(root)
        if kind and ((keys and not words) or kind in {"priority", "group", "measure"} or "/" in kind):
            under = [*filter(None, [priority])] if kind == "measure" else priority or ""
            propose(project, answers, [(NO_ROW, {"add": kind, "under": under, **_keys(keys)})])
            return
        if not rows or kind or priority or words:
            rows += _asked(project, kind, priority, words, after or "")
        further = _keys(keys)
        propose(project, answers, [(row, _added(row) | further) for row in rows])


def _keys(keys: tuple[str, ...]) -> dict[str, Any]:
    """What was typed as KEY=WORDS; semicolons divide lists, a full stop leads into a group. Stops without a sign."""
    given: dict[str, Any] = {}
    for key, sign, words in (entry.partition("=") for entry in keys):
        if not sign:
            fail(f"Write --set with a key, an equals sign and its words: --set name=…. This is: {key}. {UNCHANGED}", 2)
        texts = [" ".join(part.split()) for part in words.split(";")]
        listed = [{"text": text} for text in texts] if key in LISTS.values() else texts
        group, _, last = key.rpartition(".")
        holder = given.setdefault(group, {}) if group else given
        holder[last] = listed if key in {*LISTS.values(), *get_args(WrittenList)} else " ".join(words.split())
    return given


def _added(row: tables.Row) -> dict[str, Any]:
    words = " ".join(row["text"].split())
    return {"add": row["kind"], "under": row["priority"], "after": row["after"], "text": words}


def _asked(
    project: Project, kind: str | None, priority: str | None, words: tuple[str, ...], after: str
) -> list[tables.Row]:
    """The items that were typed, asking for their words. Stops where something is missing and nobody can be asked."""
    if not kind or not priority:
        fail(f"Say what to add, and where: {typed('add action --priority pri-2')}. {UNCHANGED}", 2)
    if not words and is_terminal():
        named_item(project, priority)
        words = (click.prompt(f"The words of the new {kind}"),)
    rows = [tables.Row({"kind": kind, "priority": priority, "text": text, "after": after}) for text in words]
    if not rows or not all(text.strip() for text in words):
        fail(f"Give its words: --text “…”. {UNCHANGED}", 2)
    return rows


@click.command()
@click.argument("item")
@click.option("--into", "words", multiple=True, required=True, help="The words of one of those that it becomes.")
@reason_options
@plain_errors
def split(answers: Answers, item: str, words: tuple[str, ...]) -> None:
    """Propose to split ITEM: it is retired, and new items after it carry it on.

    \b
    framework split act-15 --into "Plant willow along both rivers." --into "Plant alder in the glen."
    """
    root = Path.cwd()
    parts = [{"text": " ".join(text.split())} for text in words]
    with journal.held(root):
        propose(read_published(root), answers, [(NO_ROW, {"split": item, "into": parts})])


@click.command()
@click.argument("items", nargs=-1, required=True)
@click.option("--into", required=True, metavar="ITEM", help="The one of them that stays.")
@click.option("--text", "words", help="The words for all of them; left out, those of the one that stays.")
@reason_options
@plain_errors
def merge(answers: Answers, items: tuple[str, ...], into: str, words: str | None) -> None:
    """Propose to merge ITEMS: one of them stays, and the others are retired in its favour.

    \b
    framework merge act-06 act-18 --into act-18
    framework merge act-06 act-18 --into act-18 --text "Publish one toolkit for every council."
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_published(root)
        stays = project.content.framework.items.get(into)
        text = " ".join((words or "").split())
        was = stays.text if stays and text else ""
        propose(project, answers, [(NO_ROW, {"merge": [*items], "into": into, "from": was, "text": text})])
