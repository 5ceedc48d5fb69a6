"""The verbs that change items where they stand: reword, retire and restore."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from strategic_framework.commands import tables
from strategic_framework.commands.common import (
    CHANGE,
    UNCHANGED,
    Answers,
    fail,
    is_terminal,
    plain_errors,
    read_published,
    reason_options,
    same_thing,
)
from strategic_framework.commands.proposing import propose, rows_of
from strategic_framework.language.english import and_list, counted
from strategic_framework.ledger import journal
from strategic_framework.ledger.difference import HALF, likeness
from strategic_framework.ledger.sheets import Sheets
from strategic_framework.model import identifier
from strategic_framework.model.proposals import WrittenList
from strategic_framework.site.project import Project


@click.command()
@click.argument("item", required=False)
@click.option("--to", "words", help="Its new words. Left out, they are asked for, in the editor that EDITOR names.")
@click.option("--field", help="What gets other words, where it is not the wording: title, due, nav_label, plain …")
@tables.table_option("item", "to", "field")
@click.option("--same-item", is_flag=True, help="It is the same thing, though its words are wholly new.")
@click.option("--corrects", type=CHANGE, help="The earlier change whose reason was mistaken, such as chg-0002.")
@reason_options
@plain_errors
def reword(
    answers: Answers,
    item: str | None,
    words: str | None,
    field: str | None,
    table: Path | None,
    same_item: bool,
    corrects: str | None,
) -> None:
    """Propose other words for ITEM: an item, a priority, an edition, or a named thing such as bodies/river-trust.

    \b
    framework reword act-14 --to "Publish a toolkit for every council."
    framework reword pri-2 --field due --to 2027-12
    framework reword policy-areas/housing --field named_in --to "act-02; act-14"
    framework reword --table words.csv
    """
    root = Path.cwd()
    rows = tables.rows(table, ["item", "to"], ["field"])
    rows = rows_of(rows, [item] if item else [], to=words or "", field=field or "")
    with journal.held(root):
        project = read_published(root)
        changes = [(row, _reworded(project, row)) for row in rows]
        others = [change["reword"] for _, change in changes if "reword" in change and _is_other(change)]
        head = {"corrects": corrects, "same_item": same_item or same_thing(others, answers)}
        propose(project, answers, changes, head=head)


def _reworded(project: Project, row: tables.Row) -> Mapping[str, Any]:
    """The change of a row: the words that stand there now, and the new ones; for a list, its entries."""
    entry = Sheets(project.root, project.loaded.files, {}, numbered=False).find(row["item"])
    if row["field"] in get_args(WrittenList) and entry:
        old, new = entry.listed(row["field"]), (row["to"] or _asked(row["item"], "; ".join(entry.listed(row["field"]))))
        names = [name for part in new.split(";") if (name := " ".join(part.split()))]
        return {"entries": row["item"], "field": row["field"], "from": old, "to": names}
    was = entry.value(row["field"] or entry.wording) if entry else ""
    words = row["to"] or (_asked(row["item"], was) if entry else "-")  # what is not there is refused with the others
    return {"reword": row["item"], "field": row["field"], "from": was, "to": " ".join(words.split())}


def _asked(item: str, was: str) -> str:
    """The new words, from an editor that is given the old ones, or as an answer. Stops where nobody can be asked."""
    if not is_terminal():
        fail(f"Give the new words: --to “…”. {UNCHANGED}", 2)
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        return click.edit(f"{was}\n") or was
    return str(click.prompt(f"The new words of {item}"))


def _is_other(change: Mapping[str, str]) -> bool:
    """Whether the wording of an item keeps less than half of its words."""
    is_wording = identifier(change["reword"]) and change["field"] in {"", "text", "title", "said"}
    return bool(is_wording and change["from"] and likeness(change["from"], change["to"]) < HALF)


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
    """Propose to retire ITEMS: they are no longer in force, and keep their pages, their addresses and their history.

    A priority with actions in force asks whether they are retired with it.

    \b
    framework retire act-12
    framework retire act-12 act-13 --replaced-by act-36
    framework retire pri-2 --with-items
    framework retire --table retire.csv
    """
    root = Path.cwd()
    rows = rows_of(tables.rows(table, ["item"], ["replaced_by"]), items, replaced_by=replaced_by or "")
    with journal.held(root):
        project = read_published(root)
        rows += _in_force(project, rows, answers, with_items=with_items, alone=alone)
        propose(project, answers, [(row, _retired(row)) for row in rows])


def _retired(row: tables.Row) -> dict[str, str]:
    return {"retire": row["item"], "replaced_by": row["replaced_by"]}


def _in_force(
    project: Project, rows: Sequence[tables.Row], answers: Answers, *, with_items: bool, alone: bool
) -> list[tables.Row]:
    """What is retired with the priorities among the rows, each for its priority's reason, once somebody said so."""
    named = {row["item"] for row in rows}
    more: list[tables.Row] = []
    for row in rows:
        priority = project.content.framework.priorities.get(row["item"])
        lists = (priority.all_actions, priority.all_aspirations) if priority and not alone else ()
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
    """Propose to restore ITEMS, which were retired: they are in force again.

    \b
    framework restore act-12
    framework restore act-12 act-13
    framework restore --table restore.csv
    """
    root = Path.cwd()
    rows = rows_of(tables.rows(table, ["item"]), items)
    with journal.held(root):
        propose(read_published(root), answers, [(row, {"restore": row["item"]}) for row in rows])
