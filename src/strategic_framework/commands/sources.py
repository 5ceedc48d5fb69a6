"""The verb that takes in a document to be quoted: a proposal of its entry, and its text beside it."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import TypeAdapter

from strategic_framework.commands.common import (
    DATE,
    NAME,
    UNCHANGED,
    Answers,
    Value,
    fail,
    is_terminal,
    plain_errors,
    read_project,
)
from strategic_framework.commands.proposing import NO_ROW, propose
from strategic_framework.content.files import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal
from strategic_framework.model import Month, Slug, WebAddress

SLUG = Value("name of a source", TypeAdapter(Slug), "Use small letters, digits and hyphens, such as plan-2027.")
ADDRESS = Value("web address", TypeAdapter(WebAddress), "It begins with https://.")
MONTH = Value("month", TypeAdapter(Month), "A month is written 2026-11.")
#: What a source must say → how it is asked for where there is a terminal.
_ASKED = {
    "title": "Its title",
    "short": "Its short name on this site",
    "author": "Who wrote it",
    "kind": "What kind of document it is",
}
_UNDATED = "undated in the source"


@click.command("new-source")
@click.argument("name", type=SLUG)
@click.option("--text", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True,
              help="A file with its text as it was copied, in UTF-8. It is copied to framework/sources.")  # fmt: skip
@click.option("--title", type=NAME, help="Its title.")
@click.option("--short", type=NAME, help="Its short name on this site.")
@click.option("--author", type=NAME, help="Who wrote it.")
@click.option("--kind", type=NAME, help="What kind of document it is.")
@click.option("--date", type=DATE, help="Its date, as exact as it states it: 2026, 2026-11 or 2026-11-20.")
@click.option("--undated", is_flag=True, help="It states no date.")
@click.option("--address", type=ADDRESS, help="The address of its original, where that is known.")
@click.option("--seen", type=MONTH, help="The month in which somebody saw the original there, such as 2026-11.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def new_source(name: str, file: Path, undated: bool, yes: bool, **given: str | None) -> None:
    """Propose a document to be quoted, under NAME. Its text goes into the folder sources at once.

    Items, titles and updates can then name it as their source, and quote it character for character.

    \b
    framework new-source plan-2027 --text plan.txt
    framework new-source plan-2027 --text plan.txt --title "The Plan 2027-2031" --short "the plan" \\
        --author "The council" --kind "council plan" --date 2027-04
    """
    root = Path.cwd()
    with journal.held(root):
        project = read_project(root)
        if name in project.content.framework.origin or name in project.content.slugs:
            fail(f"There is something called {name} already. Give the source another name. {UNCHANGED}")
        change = {"add": f"sources/{name}", **_answers(given, undated=undated)}
        change |= {key: value for key in ("address", "seen") if (value := given[key])}
        beside = {f"sources/{name}.txt": _stored(file)}
        propose(project, Answers(None, None, None, yes), [(NO_ROW, change)], beside=beside)
    click.echo(
        f"Its text is in {FOLDER}/sources/{name}.txt. Where it is quoted, {typed('check')} holds the words to it."
    )


def _answers(given: dict[str, str | None], *, undated: bool) -> dict[str, str]:
    """What the entry says, asking for what was left out. Stops where there is nobody to ask."""
    missing = [name for name in _ASKED if not given[name]]
    dated = bool(given["date"]) or undated
    if (missing or not dated) and not is_terminal():
        flags = [f"--{name}" for name in missing] + ([] if dated else ["--date or --undated"])
        fail(f"A source has a title, a short name, an author, a kind and a date. Missing: {', '.join(flags)}. "
             f"{UNCHANGED}", 2)  # fmt: skip
    answers = {name: given[name] or click.prompt(asked, type=NAME) for name, asked in _ASKED.items()}
    date = given["date"]
    if not dated:
        date = click.prompt("Its date, as exact as it states it (nothing, if it has none)", type=DATE, default="",
                            show_default=False)  # fmt: skip
    return answers | ({"date": date} if date else {"date_note": _UNDATED})


def _stored(file: Path) -> str:
    """The text of a file as it is kept. Stops where it is not a text."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{file} is not UTF-8. Save it as plain text in UTF-8. {UNCHANGED}", 2)
