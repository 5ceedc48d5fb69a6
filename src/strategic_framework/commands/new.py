"""The verbs that begin a new file: an update, or an edition."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import click

from strategic_framework.checks.registry import Content
from strategic_framework.commands.common import (
    DATE,
    NAME,
    UNCHANGED,
    Answers,
    confirm,
    fail,
    is_terminal,
    plain_errors,
    read_project,
)
from strategic_framework.commands.proposing import NO_ROW, named_item, propose
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import suggestion
from strategic_framework.content.provenance import Stored
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Framework, UpdateKind, WebPage, identifier

KINDS = click.Choice(get_args(UpdateKind))
#: What an update says, in the order in which it is asked for where there is a terminal.
_UPDATE = ("kind", "title", "source", "date", "quote", "said", "reported_as")


class _Source(click.ParamType[str]):
    """A source or a web page that is listed; a wrong answer is asked for again."""

    name = "source"

    def __init__(self, framework: Framework) -> None:
        self.known = framework.origin

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, where it is listed."""
        name = value.strip()
        if name not in self.known:
            near = suggestion(name, self.known)
            meant = f"Did you mean {near}?" if near else "See sources.yml and web-pages.yml."
            self.fail(f"There is no source {name}. {meant}", param, ctx)
        return name


class _Quotation(click.ParamType[str]):
    """Words that stand in the text of a source, character for character; a wrong answer is asked for again."""

    name = "quotation"

    def __init__(self, text: Stored | None) -> None:
        self.text = text

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, where the source has it."""
        words = value.strip()
        if self.text is not None and self.text.find(words) < 0:
            self.fail("The source does not have these words. Copy them from it, character for character.", param, ctx)
        return words


@click.command("new-update")
@click.argument("items", nargs=-1, required=True)
@click.option("--date", type=DATE, help="When it happened, as exact as the source: 2026, 2026-11 or 2026-11-20.")
@click.option("--kind", type=KINDS, help="What kind of thing is reported.")
@click.option("--title", type=NAME, help="It in a few plain words.")
@click.option("--source", help="The source that says so, by its name in sources.yml or web-pages.yml.")
@click.option("--quote", help="The words of a source whose text is kept, exactly.")
@click.option("--said", help="What a web page reports, in our own words.")
@click.option("--reported-as", help="The word of the scale in framework.yml by which the source reports on it.")
@click.option("--near", multiple=True, help="An item for which the source names the same work under another name.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def new_update(items: tuple[str, ...], near: tuple[str, ...], yes: bool, **given: str | None) -> None:
    """Propose what a source reports about ITEMS. The source is its reason; it needs no other.

    A source whose text is kept is quoted; a web page is told of in our own words. Leave the date out only where the
    source is undated.

    \b
    framework new-update act-03 --date 2026-11 --kind result --title "All bridges mended" --source bulletin
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_project(root)
        for item in items:
            named_item(project, item)
        answers = _answers(project.content, given)
        change = {"update": [*items], "near": [*near], **answers}
        propose(project, Answers(None, None, None, yes), [(NO_ROW, change)])


def _answers(content: Content, given: dict[str, str | None]) -> dict[str, str | None]:
    """What the update says, asking for what was left out. Stops where there is nobody to ask."""
    answers, missing = dict(given), []
    for name in _UPDATE:
        if answers[name] or name not in _needed(content.framework, answers["source"]):
            continue
        if is_terminal():
            answers[name] = click.prompt(name.capitalize(), type=_type(content, name, answers["source"] or ""))
        else:
            missing.append(name)
    if missing:
        needed = "An update has a date, a kind, a title, a source, and a quotation or what a web page reports."
        fail(f"{needed} Missing: {', '.join(missing)}. {UNCHANGED}", 2)
    return {name: answers[name] for name in _UPDATE}


def _type(content: Content, name: str, source: str) -> click.ParamType[str]:
    """What an answer must be, so that a wrong one is asked for again before the others are lost with it."""
    types: dict[str, click.ParamType[str]] = {
        "kind": KINDS, "title": NAME, "date": DATE, "source": _Source(content.framework),
        "quote": _Quotation(content.judged(source)),
    }  # fmt: skip
    return types.get(name, click.STRING)


def _needed(framework: Framework, source: str | None) -> set[str]:
    """What an update from a source has to say: a web page is told of, any other is quoted; only the undated may be."""
    origin = framework.origin.get(source or "")
    words = "said" if isinstance(origin, WebPage) else "quote"
    return {"kind", "title", "source", words} | (set() if origin and not origin.date else {"date"})


_EDITION = """\
# The {label} edition: its title, its period and its introduction. Each priority has a file of its own beside this one.
# Replace every TODO. The check refuses them, so nothing half-written can be published.
#   source    "new": these words are first published here. Where they are quoted from a document, list it in
#             sources.yml and write its id instead; the words are then held to its text.
#   starts    and "ends": a year, a month or a day, such as {ends}-03
#   labels    what the {old} edition calls its parts. Change them to what this one calls them.

id: {name}
title: TODO
label: {label}
source: new
starts: {starts}
ends: {ends}

{labels}
introduction:
  - text: TODO
"""
_PRIORITY = """\
# Priority 1 of the {label} edition: identifiers go on counting, and what readers see begins again at 1.
# The next priority is a file beside this one, with id: pri-{next}
# A list that this priority does not have is taken out whole. Entries get their numbers when they are published.
# An entry that carries on one of the {old} edition says so in a line of its own, such as continues: act-12

id: pri-{number}
title: TODO
nav_label: TODO

context:
  - text: TODO

role:
  - text: TODO

actions:
  - text: TODO

aspirations:
  - text: TODO
"""


@click.command("new-edition")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def new_edition(name: str, yes: bool) -> None:
    """Begin the edition NAME, such as 2027-31: a folder with its first files, to be filled in.

    The present edition stays as it is and stays in force. Identifiers go on counting. Each TODO is refused by the check
    until it is replaced.

    \b
    framework new-edition 2027-31
    """
    root = Path.cwd()
    if not re.fullmatch(r"\d{4}-\d{2}", name):
        fail(f"An edition is called after its years, such as 2027-31. {UNCHANGED}", 2)
    with journal.held(root):
        framework = read_project(root).content.framework
        if (root / FOLDER / "editions" / name).exists():
            fail(f"There is an edition {name} already.")
        files = _edition_files(framework, name)
        for file, text in files.items():
            click.echo(f"{FOLDER}/{file}\n{text}")
        confirm(yes, "Make these files?")
        journal.write(root, files)
    click.echo("\n".join(_what_comes_next(framework, name)))


def _edition_files(framework: Framework, name: str) -> dict[str, str | None]:
    current = framework.current
    given = filter(None, map(identifier, framework.priorities))
    number = max((parsed.number for parsed in given if parsed.prefix == "pri"), default=0) + 1
    words = {"label": name.replace("-", "–"), "old": current.label, "number": number, "next": number + 1}
    named = {key: value for key, value in current.labels.model_dump().items() if value}
    labels = dump({"labels": named}) if named else "labels: {}\n"
    starts = int(name[:4])
    ends = starts + (int(name[5:]) - starts) % 100
    edition = _EDITION.format(name=name, starts=starts, ends=ends, labels=labels, **words)
    folder = f"editions/{name}"
    return {f"{folder}/edition.yml": edition, f"{folder}/1-first-priority.yml": _PRIORITY.format(**words)}


def _what_comes_next(framework: Framework, name: str) -> list[str]:
    """The whole way from the first files to an edition in force."""
    return [
        "Made. What comes next:",
        f"  1. Replace every TODO in {FOLDER}/editions/{name}/. To see what is left: {typed('check')}",
        f"  2. Say why there is a new edition: {typed('explain')}",
        f"  3. Publish it, while {framework.current.label} stays in force: {typed('publish')}",
        f"  4. When it takes over, write current_edition: {name} in {FOLDER}/framework.yml, and do 2 and 3 again.",
    ]
