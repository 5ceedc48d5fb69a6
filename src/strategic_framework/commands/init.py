"""The verb that begins a plan in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import unquote, urlsplit

import click
from pydantic import StringConstraints, TypeAdapter

from strategic_framework.commands.called import ask_words, read_words
from strategic_framework.commands.common import NAME, UNCHANGED, Value, confirm, fail, is_terminal, plain_errors
from strategic_framework.commands.reading import How, brought, reading_options, settled_for, show, told
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import as_text
from strategic_framework.importing import mapping
from strategic_framework.importing.bodies import Bodies, of_publisher
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline
from strategic_framework.importing.plan_files import PlanFiles, plan_files, titles
from strategic_framework.language.english import sentence
from strategic_framework.model import Link, Settings, Words
from strategic_framework.site.new_plan import Licence, NewPlan, files
from strategic_framework.site.project import Project
from strategic_framework.site.upgrading import kept_at_first

_PACKAGE = "strategic-framework"
_ADDRESS = TypeAdapter(Settings.model_fields["address"].rebuild_annotation())
ADDRESS = Value("address", _ADDRESS, "The address of a site begins with https:// and ends with /.")
LINK = Value("link", TypeAdapter(Link), "Write https:// and an address, or mailto: and an address.")
_YEARS = r"\d{4}(-\d{2})?"
PERIOD = Value(
    "period",
    TypeAdapter(Annotated[str, StringConstraints(pattern=f"^{_YEARS}$")]),
    "The years of an edition are written 2027-31, or 2027 for one year.",
)
_LICENCES = click.Choice(get_args(Licence))
#: What is asked for where no flag says it, in this order: the question, the kind of answer, and its default.
_QUESTIONS: dict[str, tuple[str, click.ParamType[Any], str | None]] = {
    "title": ("What is the plan called", NAME, None),
    "publisher": ("Whose plan is it", NAME, None),
    "called": ("Its name inside a sentence, such as “the Council”", NAME, "{publisher}"),
    "period": ("For which years, such as 2027-31", PERIOD, None),
    "actions": ("What does it call the list of what will be done", NAME, "{action_words}"),
    "aspirations": ("What does it call the list of what is to be achieved", NAME, "{aspiration_words}"),
    "address": ("Where will the site stand", ADDRESS, "https://example.org/"),
    "licence": ("Under which licence are its words", _LICENCES, "not-stated"),
}
_NEEDED = ("title", "publisher", "period")


#: The flags that say what a plan is called and how it is published, in the order of the help.
_FLAGS = (
    click.option("--title", type=NAME, help="What the plan is called."),
    click.option("--publisher", type=NAME, help="Whose plan it is."),
    click.option("--called", type=NAME, help="The publisher’s name inside a sentence, with “the” where it has one."),
    click.option("--period", type=PERIOD, help="The years of its first edition, such as 2027-31 or 2027."),
    click.option("--actions", type=NAME, help="What the plan calls the list of what will be done."),
    click.option("--aspirations", type=NAME, help="What the plan calls the list of what is to be achieved."),
    click.option("--call", "words", multiple=True, callback=read_words, metavar="PART=ONE/SEVERAL",
                 help="What the plan calls a part, such as action=commitment/commitments; once for each."),
    click.option("--address", type=ADDRESS, help="Where the site will stand."),
    click.option("--repository", type=LINK, help="Where its files will be kept, such as https://github.com/body/plan"),
    click.option("--contact", type=LINK, help="Whom readers can write to: mailto: and an address, or a page."),
    click.option("--licence", type=_LICENCES, help="The licence of the plan’s words."),
    click.option("--engine", help="What to install the engine from, where that is not what this command came from."),
)  # fmt: skip
#: What the flags say: a text or nothing for each, and under `words` the `Words` of the plan.
Given = dict[str, Any]


def plan_options(command: Callable[..., None]) -> Callable[..., None]:
    """The flags of a new plan, given to the command together as `given`."""
    names = [*_QUESTIONS, "words", "repository", "contact", "engine"]

    @wraps(command)
    def run(*arguments: Any, **flags: Any) -> None:
        command(*arguments, given={name: flags.pop(name) for name in names}, **flags)

    for option in reversed(_FLAGS):
        run = option(run)
    return run


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@plan_options
@click.option("--priority", "priorities", multiple=True, type=NAME, help="The title of a priority; once for each.")
@click.option("--import", "file", type=click.Path(path_type=Path), help="A file with the plan, to be brought in.")
@reading_options
@click.option("--yes", is_flag=True, help="Do not ask; take the defaults for what is left out.")
@plain_errors
def init(folder: Path, given: Given, priorities: tuple[str, ...], file: Path | None, how: How, yes: bool) -> None:
    """Begin a plan of your own in FOLDER, which is new or empty: content, settings, checks and workflows.

    What it is called, whose it is, its years and its priorities are asked for. The plan passes the check at once, and
    can be built and published at once; its words come later, or from a file (--import).

    \b
    framework init my-plan
    framework init my-plan --yes --title "Our Plan" --publisher "Glen Council" --period 2027-31 --priority "Warm homes"
    framework init my-plan --import our-plan.xlsx
    """
    if file is None:
        begin(folder, given, priorities, yes=yes)
    else:
        begin(folder, given, yes=yes, content=brought(file, how, folder, yes=yes), how=how)


def begin(
    folder: Path,
    given: Given,
    priorities: tuple[str, ...] = (),
    *,
    yes: bool,
    content: tuple[Outline, Choices] | None = None,
    how: How | None = None,
) -> None:
    """Begin a plan in a folder: empty priorities of these titles, or the content of an outline. Asks first."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"{folder} is not empty. Name a folder that is new or empty. {UNCHANGED}", 2)
    engine = given.get("engine") or ""
    outline, choices = content or (None, None)
    words = ask_words(given["words"], yes)
    answers = _answers(given | _known(given, outline) if outline else given, words, yes)
    if not re.fullmatch(_YEARS, answers["period"]):  # a file may say what it likes
        fail(f"{PERIOD.form} {UNCHANGED}", 2)
    source, wheel = (engine, None) if engine else engine_of(_PACKAGE)
    plan = NewPlan(**answers | {"engine": source}, words=words, priorities=priorities, today=date.today().isoformat())  # type: ignore[arg-type]
    parts = None
    if outline:
        plan, parts = _filled(plan, outline, how or How())
    else:
        plan = replace(plan, priorities=tuple(priorities or _priorities(yes)))
    copies = _copies(plan, parts, choices)
    written = copies | kept_at_first(copies) | ({f"engine/{wheel.name}": wheel.read_bytes()} if wheel else {})
    click.echo(f"{len(written)} files in {folder}: {plan.title} of {plan.called}, {plan.period}.")
    confirm(yes, "Write this?" if outline else "Make them?")
    _write(folder, written, parts)
    click.echo("\n".join(_what_comes_next(folder, plan)))


def _known(given: Given, outline: Outline) -> dict[str, str]:
    """What a file says of itself, where no flag says it."""
    first, last = outline.starts[:4], outline.ends[:4]
    period = f"{first}-{last[2:]}" if last > first else first
    said = {"title": outline.title, "publisher": outline.publisher, "period": period}
    return {name: value for name, value in said.items() if value and not given.get(name)}


def _filled(plan: NewPlan, outline: Outline, how: How) -> tuple[NewPlan, PlanFiles]:
    """The plan with the priorities of an outline, and the files that it gives; shown first."""
    is_same = (outline.starts[:4], outline.ends[:4]) == (plan.starts, plan.ends)
    if is_same:
        plan = replace(plan, begins=outline.starts, finishes=outline.ends)
    outline = settled_for(replace(outline, title=plan.title, publisher=plan.publisher, starts=plan.starts))
    show(outline, how)
    parts = plan_files(outline, plan.period, Bodies(of_publisher(plan.publisher, plan.called)))
    return replace(plan, priorities=titles(outline)), parts


def _copies(plan: NewPlan, parts: PlanFiles | None, choices: Choices | None) -> dict[str, bytes]:
    """Every file of the plan, with what was brought in and how it was read."""
    copies = files(plan)
    for name, text in (parts.files if parts else {}).items():
        path = f"{FOLDER}/{name}"
        copies[path] = (copies[path] if name.endswith("/edition.yml") else b"") + text.encode()
    mapped = mapping.written(choices) if choices else ""
    return copies | ({mapping.NAME: mapped.encode()} if mapped else {})


def _answers(given: Given, words: Words, yes: bool) -> dict[str, str]:
    """What the flags say; the rest is asked for, or is its default. Stops where there is neither."""
    above = {words.chosen[kind].other for kind in ("priority", "group") if kind in words.chosen}
    lists = {"action": "Actions", "aspiration": "Aspirations" if "outcomes" in above else "Outcomes"}
    usual_lists = {
        f"{kind}_words": sentence(words.chosen[kind].other) if kind in words.chosen else usual
        for kind, usual in lists.items()
    }
    answers = {name: (value or "").strip() for name, value in given.items() if name != "words"}
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


def _write(folder: Path, written: dict[str, bytes], parts: PlanFiles | None) -> None:
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
            fail(f"{told(problems, parts) if parts else as_text(problems)}\n{UNCHANGED}")
        beside.chmod(0o755)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _what_comes_next(folder: Path, plan: NewPlan) -> list[str]:
    return [
        "Made. What comes next:",
        f"  1. See it: cd {folder} && make serve",
        f"  2. Write the plan: framework/editions/{plan.period}/, one file for each priority. WRITING.md says how.",
        "  3. Publish it: put the folder under git, and merge to main. SETTING-UP.md says how.",
    ]
