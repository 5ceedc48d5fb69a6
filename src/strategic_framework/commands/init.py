"""The verb that begins a plan in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

import click
from pydantic import TypeAdapter

from strategic_framework.commands.called import ask_words, read_words
from strategic_framework.commands.common import NAME, UNCHANGED, Value, confirm, fail, is_terminal, plain_errors
from strategic_framework.content.problems import as_text
from strategic_framework.language.english import sentence
from strategic_framework.model import Link, Settings, Words
from strategic_framework.site.new_plan import Licence, NewPlan, files
from strategic_framework.site.project import Project
from strategic_framework.site.upgrading import kept_at_first

_PACKAGE = "strategic-framework"
_ADDRESS = TypeAdapter(Settings.model_fields["address"].rebuild_annotation())
ADDRESS = Value("address", _ADDRESS, "The address of a site begins with https:// and ends with /.")
LINK = Value("link", TypeAdapter(Link), "Write https:// and an address, or mailto: and an address.")
_LICENCES = click.Choice(get_args(Licence))
#: What is asked for where no flag says it, in this order: the question, the kind of answer, and its default.
_QUESTIONS: dict[str, tuple[str, click.ParamType[Any], str | None]] = {
    "title": ("What is the plan called", NAME, None),
    "publisher": ("Whose plan is it", NAME, None),
    "called": ("Its name inside a sentence, such as “the Council”", NAME, "{publisher}"),
    "period": ("For which years, such as 2027-31", click.STRING, None),
    "actions": ("What does it call the list of what will be done", NAME, "{action_words}"),
    "aspirations": ("What does it call the list of what is to be achieved", NAME, "{aspiration_words}"),
    "address": ("Where will the site stand", ADDRESS, "https://example.org/"),
    "licence": ("Under which licence are its words", _LICENCES, "not-stated"),
}
_NEEDED = ("title", "publisher", "period")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", type=NAME, help="What the plan is called.")
@click.option("--publisher", type=NAME, help="Whose plan it is.")
@click.option("--called", type=NAME, help="The publisher’s name inside a sentence, with “the” where it has one.")
@click.option("--period", help="The years of its first edition, such as 2027-31 or 2027.")
@click.option("--priority", "priorities", multiple=True, type=NAME, help="The title of a priority; once for each.")
@click.option("--actions", type=NAME, help="What the plan calls the list of what will be done.")
@click.option("--aspirations", type=NAME, help="What the plan calls the list of what is to be achieved.")
@click.option("--call", "words", multiple=True, callback=read_words, metavar="PART=ONE/SEVERAL",
              help="What the plan calls a part, such as action=commitment/commitments; once for each.")  # fmt: skip
@click.option("--address", type=ADDRESS, help="Where the site will stand.")
@click.option("--repository", type=LINK, help="Where its files will be kept, such as https://github.com/council/plan")
@click.option("--contact", type=LINK, help="Whom readers can write to: mailto: and an address, or a page.")
@click.option("--licence", type=_LICENCES, help="The licence of the plan’s words.")
@click.option("--engine", help="What to install the engine from, where that is not what this command came from.")
@click.option("--yes", is_flag=True, help="Do not ask; take the defaults for what is left out.")
@plain_errors
def init(
    folder: Path, priorities: tuple[str, ...], words: Words, yes: bool, engine: str | None, **given: str | None
) -> None:
    """Begin a plan of your own in FOLDER, which is new or empty: content, settings, checks and workflows.

    What it is called, whose it is, its years and its priorities are asked for. The plan passes the check at once, and
    can be built and published at once; its words come later.

    \b
    framework init my-plan
    framework init my-plan --yes --title "Our Plan" --publisher "Glen Council" --period 2027-31 --priority "Warm homes"
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"{folder} is not empty. Name a folder that is new or empty. {UNCHANGED}", 2)
    words = ask_words(words, yes)
    answers = _answers(given, words, yes)
    if not re.fullmatch(r"\d{4}(-\d{2})?", answers["period"]):
        fail(f"The years of an edition are written 2027-31, or 2027 for one year. {UNCHANGED}", 2)
    titles = [*priorities] or _priorities(yes)
    source, wheel = (engine, None) if engine else engine_of(_PACKAGE)
    plan = NewPlan(**answers, words=words, priorities=tuple(titles), today=date.today().isoformat(), engine=source)  # type: ignore[arg-type]
    copies = files(plan)
    written = copies | kept_at_first(copies) | ({f"engine/{wheel.name}": wheel.read_bytes()} if wheel else {})
    click.echo(f"{len(written)} files in {folder}: {plan.title} of {plan.called}, {plan.period}.")
    confirm(yes, "Make them?")
    _write(folder, written)
    click.echo("\n".join(_what_comes_next(folder, plan)))


def _answers(given: dict[str, str | None], words: Words, yes: bool) -> dict[str, str]:
    """What the flags say; the rest is asked for, or is its default. Stops where there is neither."""
    lists = {"action": "Actions", "aspiration": "Outcomes"}
    usual_lists = {
        f"{kind}_words": sentence(words.chosen[kind].other) if kind in words.chosen else usual
        for kind, usual in lists.items()
    }
    answers = {name: (value or "").strip() for name, value in given.items()}
    for name, (question, kind, default) in _QUESTIONS.items():
        if answers[name]:
            continue
        usual = default.format(**answers, **usual_lists) if default else None
        if not yes and is_terminal():
            answers[name] = click.prompt(question, type=kind, default=usual)
        else:
            answers[name] = usual or ""
    if missing := [f"--{name}" for name in _NEEDED if not answers[name]]:
        fail(f"A plan needs a title, a publisher and its years. Missing: {', '.join(missing)}. {UNCHANGED}", 2)
    return answers


def _priorities(yes: bool) -> list[str]:
    """The titles of the priorities, asked for one after the other until an empty answer."""
    titles: list[str] = []
    while not yes and is_terminal():
        title = click.prompt(f"Priority {len(titles) + 1} (empty: no more)", type=NAME, default="", show_default=False)
        if title:
            titles.append(title)
        elif titles:
            break
    if not titles:
        fail(f"A plan needs a priority. Add --priority and its title, once for each. {UNCHANGED}", 2)
    return titles


def engine_of(package: str) -> tuple[str, Path | None]:
    """What pip is to install the engine from, and its wheel where that is a file, which the plan then keeps.

    Where a package came from stands in its `direct_url.json` (PEP 610), which is not there where that was an index.
    """
    try:
        known = distribution(package)
    except PackageNotFoundError:
        return package, None
    origin = json.loads(known.read_text("direct_url.json") or "{}")
    address = origin.get("url", "")
    if "vcs_info" in origin:
        return f"{origin['vcs_info']['vcs']}+{address}@{origin['vcs_info']['commit_id']}", None
    path = Path(unquote(urlsplit(address).path))
    if address.startswith("file:") and path.suffix == ".whl" and path.is_file():
        return f"./engine/{path.name}", path
    return (address if address.startswith("https:") else f"{package}=={known.version}"), None


def _write(folder: Path, written: dict[str, bytes]) -> None:
    """Write all files beside, check them, and put them in place in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".new-plan-", dir=folder.parent.resolve()))
    try:
        for name, content in written.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o755 if content.startswith(b"#!") else 0o644)
        if problems := Project.read(beside).problems:
            fail(f"{as_text(problems)}\n{UNCHANGED}")
        beside.chmod(0o755)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _what_comes_next(folder: Path, plan: NewPlan) -> list[str]:
    return [
        "Made. What comes next:",
        f"  1. See it: cd {folder} && make serve",
        f"  2. Write the plan: framework/editions/{plan.period}/, one file for each priority. README.md says how.",
        "  3. Publish it: put the folder under git, and merge to main. README.md says how the workflows are let in.",
    ]
