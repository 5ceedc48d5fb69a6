"""What the verbs share: plain errors, the project that they act on, giving a reason, and asking first.

Exit status: 0 when it is done, 1 when something in the content stands in the way, 2 when the command was mistyped.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec

import click
from pydantic import TypeAdapter, ValidationError

from strategic_framework.content import problems
from strategic_framework.content.files import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.english import shortened
from strategic_framework.ledger import journal, store
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Day, Name, When, Wording
from strategic_framework.model.changes import ChangeId, Reason
from strategic_framework.model.frozen import frozen
from strategic_framework.model.words import with_article
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project

P = ParamSpec("P")
UNCHANGED = "Nothing has been changed."


def fail(message: str, status: int = 1) -> NoReturn:
    """Say why in plain words, and end."""
    click.echo(message, err=True)
    sys.exit(status)


def plain_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what can stand in a command's way into one plain message and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except publishing.Refused as refused:
            fail(problems.as_text(refused.problems))
        except (journal.BusyError, ValueError) as fault:
            fail(f"{fault} {UNCHANGED}")
        except journal.UnfinishedError as fault:
            fail(f"The change is half written: {fault.strerror}. Nothing is lost. The next command will finish it.")
        except OSError as fault:
            fail(f"The content could not be written: {fault.strerror}. {UNCHANGED}")

    return run


def read_project(root: Path) -> Project:
    """The project in a folder. Stops where there is too little to say anything about."""
    project = Project.read(root)
    if project.framework is None:
        fail(problems.as_text(project.loaded.problems))
    return project


def read_published(root: Path) -> Project:
    """A project that has been published at least once."""
    project = read_project(root)
    if project.ledger.lock is None:
        first = f"Publish it first: {typed('publish')}"
        fail(f"Nothing has been published yet, so there is nothing to explain. {first}")
    return project


def quoted(text: str) -> str:
    """The opening words by which an item is known on a terminal."""
    return f"‘{shortened(text, 70)}’"


# --- values -----------------------------------------------------------------------------------------------------------


class Value(click.ParamType[str]):
    """A value that the model accepts; a wrong flag ends the command, and a wrong answer is asked for again."""

    def __init__(self, name: str, adapter: TypeAdapter[str], form: str) -> None:
        self.name, self.adapter, self.form = name, adapter, form

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value without space around it; an empty one is left to be asked for."""
        try:
            return self.adapter.validate_python(value.strip()) if value.strip() else ""
        except ValidationError:
            self.fail(f"{value} is not {with_article(self.name)}. {self.form}", param, ctx)


DAY = Value("day", TypeAdapter(Day), "A day is written 2026-11-20.")
DATE = Value("date", TypeAdapter(When), "A date is written 2026, 2026-11 or 2026-11-20.")
NAME = Value("name", TypeAdapter(Name), "A name has at most 300 characters.")
WORDS = Value("reason", TypeAdapter(Wording), "Write it in a sentence.")
CHANGE = Value("change", TypeAdapter(ChangeId), "A change is written chg-0002.")


# --- giving a reason --------------------------------------------------------------------------------------------------


@frozen
class Answers:
    """What the flags say of a reason; what they leave out is asked for where there is a terminal."""

    reason: str | None
    decided_by: str | None
    decided: str | None
    yes: bool

    @property
    def given(self) -> dict[str, str]:
        """What the flags say, in the order of a proposal's keys."""
        answers = {"decided": self.decided, "decided_by": self.decided_by, "reason": self.reason}
        return {name: answer.strip() for name, answer in answers.items() if answer and answer.strip()}

    def asked(self) -> dict[str, str]:
        """The whole reason, asking for what is missing. Stops where something is missing and nobody can be asked."""
        answers = self.given
        missing = [name for name in _QUESTIONS if name not in answers]
        if missing and not is_terminal():
            flags = ", ".join("--" + name.replace("_", "-") for name in missing)
            fail(f"A change needs a reason, who decided it, and when. Missing: {flags}. {UNCHANGED}", 2)
        for name in missing:
            question, kind = _QUESTIONS[name]
            answers[name] = click.prompt(question, type=kind).strip()
        return answers

    def confirm(self, question: str) -> None:
        """Ask, unless the flags say yes."""
        confirm(self.yes, question)


_QUESTIONS: dict[str, tuple[str, click.ParamType[str]]] = {
    "reason": ("Why (the public will read this)", WORDS),
    "decided_by": ("Decided by", NAME),
    "decided": ("Decided on (such as 2026-11-20)", DAY),
}


def reason_options(command: Callable[..., None]) -> Callable[..., None]:
    """The flags of a reason, given to the command together as its first argument."""

    @wraps(command)
    def run(**flags: Any) -> None:
        answers = Answers(**{field.name: flags.pop(field.name) for field in fields(Answers)})
        command(answers, **flags)

    for option in (
        click.option("--yes", is_flag=True, help="Do not ask; do it."),
        click.option("--decided", type=DAY, help="The day of the decision, such as 2026-11-20."),
        click.option("--decided-by", type=NAME, help="Who decided it: a board, a committee, an office."),
        click.option("--reason", type=WORDS, help="Why, in a sentence or two that the public will read."),
    ):
        run = option(run)
    return run


def is_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def confirm(yes: bool, question: str) -> None:
    """Ask, unless told not to; without a terminal nobody can answer, so say what to add."""
    if yes:
        return
    if not is_terminal():
        fail(f"Add --yes to do it. {UNCHANGED}", 2)
    if not click.confirm(question):
        fail(UNCHANGED)


def same_thing(names: Sequence[str], answers: Answers) -> bool:
    """Ask whether what gets wholly new words is the same thing; whether there is any such. Stops at no."""
    if not names:
        return False
    it, them = ("it is", "it") if len(names) == 1 else ("they are", "them")
    listed, retiring = ", ".join(names), typed(f"retire {' '.join(names)}")
    other = (
        f"If {it} not the same, the old words stay: retire {them} ({retiring}) and add the new words as new items. "
        f"{UNCHANGED}"
    )
    if not is_terminal() or answers.yes:
        fail(f"Less than half of the words of {listed} stay. If {it} the same thing, add --same-item. {other}", 2)
    same = (
        f"Is {listed} the same thing in other words?" if len(names) == 1 else f"Are {listed} the same in other words?"
    )
    if not click.confirm(same):
        fail(other)
    return True


def slug(text: str) -> str:
    """A file's name made of a text: small letters, digits and hyphens, at most 60."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def pending_file(root: Path, reason: Reason, words: str, taken: Container[str] = ()) -> dict[str, str | None]:
    """The file of a new reason, under a name that is free and not among those taken."""
    stem = slug(words) or "change"
    folder, name, count = root / FOLDER / store.PENDING, stem, 2
    while (folder / f"{name}.yml").exists() or f"{store.PENDING}/{name}.yml" in taken:
        name, count = f"{stem}-{count}", count + 1
    return {f"{store.PENDING}/{name}.yml": dump({key: value for key, value in reason.model_dump().items() if value})}


def written_to(files: Mapping[str, str | None]) -> str:
    """The first of the files, as the editor finds it."""
    return f"{FOLDER}/{next(iter(files))}"
