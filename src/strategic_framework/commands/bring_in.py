"""The verb that brings in a plan that somebody else wrote down: as a new plan, or into one that was just begun."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from strategic_framework.commands.common import UNCHANGED, Answers, confirm, fail, plain_errors, reason_options
from strategic_framework.commands.init import Given, begin, plan_options
from strategic_framework.commands.reading import How, brought, reading_options, settled_for, show, told
from strategic_framework.commands.revision import revise
from strategic_framework.content.files import FOLDER
from strategic_framework.importing import mapping, outline_text
from strategic_framework.importing.bodies import Bodies
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline
from strategic_framework.importing.plan_files import PlanFiles, plan_files
from strategic_framework.language.command_line import command as typed
from strategic_framework.language.english import counted
from strategic_framework.ledger import journal
from strategic_framework.model import Framework
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The plan’s folder, new or just begun.")
@click.option("--outline", "outline_file", type=_FILE, help="Write what was understood to this file, and nothing else.")
@click.option("--from-outline", type=_FILE, help="Bring in an outline that was written so, and corrected.")
@click.option("--update", is_flag=True, help="FILE is the next revision of the plan: propose what it changes.")
@click.option("--partial", is_flag=True, help="With --update: what the file lacks stays in force.")
@click.option("--same-item", is_flag=True, help="With --update: what has wholly other words is the same thing.")
@click.option(
    "--history", is_flag=True, help="With --update: it came into force on the day decided, before this record."
)
@reading_options
@plan_options
@reason_options
@plain_errors
def bring_in(
    answers: Answers,
    file: Path | None,
    into: Path | None,
    outline_file: Path | None,
    from_outline: Path | None,
    update: bool,
    partial: bool,
    same_item: bool,
    history: bool,
    how: How,
    given: Given,
) -> None:
    """Bring in the plan in FILE: a table (CSV, XLSX), a document (Word, Markdown, HTML), StratML, or JSON of a site.

    What was understood is shown before anything is written, and what was repaired or left out is said. Without --into,
    the plan is the one that stands here.

    With --update the file is the next revision of a published plan. Its items are known by identifier, by the plan’s
    own number or by their words, and what it changes becomes one proposal. What it lacks is retired, unless you add
    --partial.

    \b
    framework import our-plan.xlsx --into my-plan
    framework import our-plan.csv --into my-plan --map "Owner=lead" --dates dmy
    framework import our-plan.xlsx --outline outline.txt
    framework import --from-outline outline.txt --into my-plan
    framework import --update our-plan-2028.xlsx --decided 2028-03-01 --decided-by "The Council" --reason "…"
    """
    named = from_outline or file
    if named is None or (from_outline and file):
        fail(f"Name one file to bring in: {typed('import our-plan.xlsx --into my-plan')}. {UNCHANGED}", 2)
    root = into or Path.cwd()
    if update:
        flags = {"partial": partial, "same_item": same_item, "history": history, "outlined": bool(from_outline)}
        revise(root, named, how, answers, **flags)
        return
    outline, choices = brought(named, how, root, yes=answers.yes, outlined=bool(from_outline))
    if outline_file:
        show(outline, how)
        outline_file.write_text(outline_text.written(outline), encoding="utf-8")
        click.echo(f"Written to {outline_file}. Correct it, and add: --from-outline {outline_file}")
    elif (root / FOLDER).is_dir():
        _fill(root, outline, choices, how, yes=answers.yes)
    elif into is None:
        fail(f"Say where the plan is to stand: --into my-plan. {UNCHANGED}", 2)
    else:
        begin(into, given, yes=answers.yes, content=(outline, choices), how=how)


def _fill(root: Path, outline: Outline, choices: Choices, how: How, *, yes: bool) -> None:
    """Fill the edition of a plan that was just begun: its empty priorities give way to those that are brought in."""
    with journal.held(root):
        project = Project.read(root)
        framework = _fresh(project)
        edition = framework.current
        settings = framework.settings
        known = replace(outline, title=settings.title, publisher=settings.publisher.name, starts=edition.starts)
        outline = settled_for(known)
        show(outline, how)
        files, parts = _files(project, framework, outline)
        with publishing.copied(root, files) as copy:
            if problems := Project.read(copy, pages_root=root).problems:
                fail(f"{told(problems, parts)}\n{UNCHANGED}")
        click.echo(f"{counted(len(parts.files), 'file')} of {FOLDER} in {root}.")
        confirm(yes, "Write this?")
        journal.write(root, files)
        if mapped := mapping.written(choices):
            (root / mapping.NAME).write_text(mapped, encoding="utf-8")
    click.echo(f"Written. See it: cd {root} && make serve")


def _fresh(project: Project) -> Framework:
    """The framework of a plan that was just begun. Stops where it has words already, or was published."""
    framework = project.framework
    if framework is None or project.ledger.lock or any(True for edition in framework.editions for _ in edition.items):
        instead = f"To bring in its next revision: {typed('import --update FILE')}."
        fail(f"This plan has been written or published already. {instead} {UNCHANGED}")
    return framework


def _files(project: Project, framework: Framework, outline: Outline) -> tuple[dict[str, str | None], PlanFiles]:
    """The files below the content folder as they will be, the empty priorities taken away; and those brought in."""
    edition = framework.current
    parts = plan_files(outline, edition.id, Bodies.of(framework))
    empty = (priority.place().file.removeprefix(f"{FOLDER}/") for priority in edition.priorities)
    files: dict[str, str | None] = dict.fromkeys(empty)
    for name, text in parts.files.items():
        path = project.root / FOLDER / name
        keeps = path.is_file() and (name.endswith(("/edition.yml", "bodies.yml")) or bool(framework.sources))
        files[name] = f"{path.read_text('utf-8').rstrip()}\n{text}" if keeps else text
    return files, parts
