"""The commands that edit an editor's files: retire, restore, move, add, new-update, new-edition.

Each shows what it will do and asks. The edit and its reason are written together or not at all, after a check of both.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from strategic_framework import checks
from strategic_framework.checks.registry import Content
from strategic_framework.commands.ledger import (
    asked,
    confirm,
    content,
    guarded,
    opening,
    pending_file,
    published,
    reason_options,
    stop,
)
from strategic_framework.content import loader
from strategic_framework.content.loader import FOLDER, PREFIXES
from strategic_framework.content.problems import Problem
from strategic_framework.language.labels import label
from strategic_framework.ledger import journal, store, yaml_edits
from strategic_framework.ledger.yaml_edits import Text
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Item, Priority, identifier
from strategic_framework.publication import publishing

#: Kind as the command has it → the list that such items stand in.
LISTS = {"action": "actions", "aspiration": "aspirations", "role": "role", "context": "context"}


def written(root: Path, files: Mapping[str, str | None], yes: bool, question: str) -> None:
    """Show the difference that the edit makes, ask, and write it. Raises Refused where it would not pass the check."""
    before = {(one.place.file, one.code, one.what) for one in _problems(root)}
    with publishing.copied(root, files) as copy:
        new = [one for one in _problems(copy) if (one.place.file, one.code, one.what) not in before]
    if new:
        raise publishing.Refused(new)
    for name, text in files.items():
        click.echo(_shown(root, name, text), nl=False)
    confirm(yes, question)
    journal.write(root, files)


def _problems(root: Path) -> list[Problem]:
    return checks.check(loader.load(root), store.read(root))


def _shown(root: Path, name: str, text: str | None) -> str:
    path = root / FOLDER / name
    old = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    new = (text or "").splitlines()
    lines = difflib.unified_diff(old, new, lineterm="", n=1)
    kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join([f"{FOLDER}/{name}", *(f"  {line}" for line in kept), ""])


def _item(found: Content, name: str) -> Item | Priority:
    noun = found.framework.items.get(name) or found.framework.priorities.get(name)
    if noun is None:
        stop(f"There is no {name}. Identifiers are in the address of each item’s page.")
        raise SystemExit(1)
    return noun


def _text(root: Path, file: str) -> tuple[str, Text]:
    """The name of a file below the content folder, and its text."""
    return file.removeprefix(f"{FOLDER}/"), Text.read(root, file)


@click.command()
@click.argument("item")
@click.option("--replaced-by", help="The item that takes its place.")
@reason_options
@guarded
def retire(
    item: str, replaced_by: str | None, reason: str | None, decided_by: str | None, decided: str | None, yes: bool
) -> None:
    """Retire ITEM: it is no longer in force, and keeps its page, its address and its history."""
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        noun = _item(found, item)
        if noun.retired:
            stop(f"{item} is retired already.")
        if replaced_by:
            _item(found, replaced_by)
        click.echo(f"{label(item)} would be retired: {opening(_wording(noun))}")
        name, text = _text(root, noun.place().file)
        yaml_edits.add_keys(text, noun, ["retired: true", *([f"replaced_by: {replaced_by}"] if replaced_by else [])])
        given = asked(reason, decided_by, decided, items=(item,))
        files = {name: str(text), **pending_file(root, given, f"retire-{item}")}
        written(root, files, yes, f"Retire {item}?")
    click.echo(f"{label(item)} is retired here. It is published with: framework publish")


def _wording(noun: Item | Priority) -> str:
    return noun.title if isinstance(noun, Priority) else noun.text


@click.command()
@click.argument("item")
@reason_options
@guarded
def restore(item: str, reason: str | None, decided_by: str | None, decided: str | None, yes: bool) -> None:
    """Restore ITEM, which was retired: it is in force again."""
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        noun = _item(found, item)
        if not noun.retired:
            stop(f"{item} is not retired.")
        name, text = _text(root, noun.place().file)
        yaml_edits.take_keys(text, noun, ["retired", "replaced_by"])
        given = asked(reason, decided_by, decided, items=(item,))
        files = {name: str(text), **pending_file(root, given, f"restore-{item}")}
        written(root, files, yes, f"Restore {item}?")
    click.echo(f"{label(item)} is restored here. It is published with: framework publish")


@click.command()
@click.argument("item")
@click.argument("priority")
@reason_options
@guarded
def move(item: str, priority: str, reason: str | None, decided_by: str | None, decided: str | None, yes: bool) -> None:
    """Move ITEM to the end of its list in PRIORITY. Its identifier, its address and its words stay."""
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        noun, target = _item(found, item), _item(found, priority)
        own = found.framework.priority_of.get(item)
        if not isinstance(target, Priority) or own is None:
            stop("An item of a priority moves to another priority: framework move act-12 pri-3.")
            raise SystemExit(1)
        if own.id == priority:
            stop(f"{item} stands in {priority} already.")
        files = _moved(root, noun, target)
        given = asked(reason, decided_by, decided, items=(item,))
        written(root, {**files, **pending_file(root, given, f"move-{item}")}, yes, f"Move {item} to {priority}?")
    click.echo(f"{label(item)} is moved here. It is published with: framework publish")


def _moved(root: Path, noun: Item | Priority, target: Priority) -> dict[str, str | None]:
    """Both files with the entry cut from the one and put at the end of the same list of the other."""
    listed = next(
        name for name, prefix in PREFIXES.items() if (found := identifier(noun.id)) and prefix == found.prefix
    )
    siblings = getattr(target, listed, None)
    if siblings is None:
        raise yaml_edits.EditError(f"{noun.id} stands inside another text, and moves with it.")
    name, text = _text(root, noun.place().file)
    goal_name, goal = _text(root, target.place().file)
    first, last = yaml_edits.entry(text, noun.place())
    lines = text.cut(first, last)
    if len(getattr(target, listed)) == 0:
        raise yaml_edits.EditError(
            f"{target.id} has no {listed} yet. Write a line “{listed}:” in {target.place().file} first."
        )
    yaml_edits.append(goal, siblings[-1].place(), lines)
    return {name: str(text), goal_name: str(goal)}


@click.command()
@click.argument("kind", type=click.Choice(sorted(LISTS)))
@click.option("--priority", required=True, help="Where it stands, such as pri-2.")
@click.option("--text", "words", help="Its words.")
@reason_options
@guarded
def add(
    kind: str,
    priority: str,
    words: str | None,
    reason: str | None,
    decided_by: str | None,
    decided: str | None,
    yes: bool,
) -> None:
    """Add an item of KIND at the end of its list. It gets its identifier when it is published."""
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        target = _item(found, priority)
        siblings: tuple[Item, ...] = getattr(target, LISTS[kind], ())
        if not words and sys.stdin.isatty():
            words = click.prompt(f"The words of the new {kind}")
        words = " ".join((words or "").split())
        if not words or not siblings:
            stop(
                "Give its words: --text “…”."
                if siblings
                else f"{priority} has no {LISTS[kind]} yet: write the first by hand.",
                2,
            )
        name, text = _text(root, target.place().file)
        lines = dump({LISTS[kind]: [{"text": words, "source": "new"}]}).splitlines()[1:]
        yaml_edits.append(text, siblings[-1].place(), lines)
        given = asked(reason, decided_by, decided, items=(" ".join(words.split()[:8]),))
        files = {name: str(text), **pending_file(root, given, f"add-{kind}-{'-'.join(words.split()[:3])}")}
        written(root, files, yes, f"Add it to {priority}?")
    click.echo("It is added here. It gets its number when it is published: framework publish")


@click.command("new-update")
@click.argument("items", nargs=-1, required=True)
@click.option("--date", "when", help="When it happened, as exact as the source: 2026, 2026-11 or 2026-11-20.")
@click.option("--kind", type=click.Choice(["activity", "result", "setback"]), help="What kind of thing happened.")
@click.option("--title", help="It in a few plain words.")
@click.option("--source", help="The source that says so, by its name in sources.yml.")
@click.option("--quote", help="The words of the source, exactly.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@guarded
def new_update(
    items: tuple[str, ...], when: str | None, kind: str | None, title: str | None, source: str | None,
    quote: str | None, yes: bool,
) -> None:  # fmt: skip
    """Record what a source says has happened about ITEMS. The source is its reason; it needs no other."""
    root = Path.cwd()
    with journal.held(root):
        found = content(root)
        for name in items:
            _item(found, name)
        given = {"date": when, "kind": kind, "title": title, "source": source, "quote": quote}
        missing = [name for name, value in given.items() if not value]
        if missing and not sys.stdin.isatty():
            stop(f"An update has a date, a kind, a title, a source and a quotation. Missing: {', '.join(missing)}.", 2)
        for name in missing:
            given[name] = click.prompt(name.capitalize())
        stem = re.sub(r"[^a-z0-9]+", "-", f"{given['date']}-{given['title']}".lower()).strip("-")[:60].strip("-")
        if (root / FOLDER / "updates" / f"{stem}.yml").exists():
            stop(f"There is an update of that date and title already: {FOLDER}/updates/{stem}.yml.")
        data = {"date": given["date"], "kind": given["kind"], "about": list(items), "title": given["title"],
                "source": given["source"], "quote": given["quote"]}  # fmt: skip
        written(root, {f"updates/{stem}.yml": dump(data)}, yes, "Record this update?")
    click.echo(f"Recorded in {FOLDER}/updates/{stem}.yml. It is published with: framework publish")


_EDITION = """\
# The {label} edition: its title, its period and its introduction. Each priority has a file of its own beside this one.
# Replace every TODO. The check refuses them, so nothing half-written can be published.

id: {name}
title: TODO
label: {label}
source: {source}
starts: {starts}
ends: TODO

labels:
  role: {role}
  actions: {actions}
  aspirations: {aspirations}

introduction:
  - text: TODO
    source: new
"""
_PRIORITY = """\
# Priority {number} of the {label} edition. An item that carries on one of the {old} edition says so: continues: act-12

id: pri-{number}
title: TODO
title_source: new
nav_label: TODO

context:
  - text: TODO
    source: new

role:
  - text: TODO
    source: new

actions:
  - text: TODO
    source: new

aspirations:
  - text: TODO
    source: new
"""


@click.command("new-edition")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@guarded
def new_edition(name: str, yes: bool) -> None:
    """Begin the edition NAME, such as 2027-31: a folder with its first files, to be filled in.

    The present edition stays as it is. Identifiers go on counting. Each TODO is refused by the check until it is
    replaced.
    """
    root = Path.cwd()
    if not re.fullmatch(r"\d{4}-\d{2}", name):
        stop("An edition is called after its years, such as 2027-31.", 2)
    with journal.held(root):
        found = content(root)
        if (root / FOLDER / "editions" / name).exists():
            stop(f"There is an edition {name} already.")
        files = _edition_files(found, name)
        for file, text in files.items():
            click.echo(f"{FOLDER}/{file}\n{text}")
        confirm(yes, "Make these files?")
        journal.write(root, files)
    click.echo(f"Fill in {FOLDER}/editions/{name}/. When it takes over, set current_edition in {FOLDER}/framework.yml.")


def _edition_files(found: Content, name: str) -> dict[str, str | None]:
    current = found.framework.current
    numbers = [one.number for one in found.framework.priorities.values() if one.id.startswith("pri-")]
    words = {"label": name.replace("-", "–"), "old": current.label, "number": max(numbers, default=0) + 1}
    labels = {key: getattr(current.labels, key) or key.capitalize() for key in ("role", "actions", "aspirations")}
    edition = _EDITION.format(name=name, starts=name[:4], source=current.source, **words, **labels)
    folder = f"editions/{name}"
    return {f"{folder}/edition.yml": edition, f"{folder}/1-first-priority.yml": _PRIORITY.format(**words)}
