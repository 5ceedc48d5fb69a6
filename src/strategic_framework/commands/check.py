"""The verbs that say what is wrong, and that help an editor to type what is right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from strategic_framework import checks
from strategic_framework.content import problems, schema
from strategic_framework.content.problems import Problem
from strategic_framework.language.command_line import command as typed
from strategic_framework.site import reference
from strategic_framework.site.project import Project
from strategic_framework.views.lists import summary_of

FORMATS: dict[str, Callable[[list[Problem]], str]] = {
    "text": problems.as_text,
    "github": problems.as_github,
    "json": problems.as_json,
}


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to say it.")
@click.option("--list", "listing", is_flag=True, help="List every rule with its meaning, and stop.")
def check(form: str, listing: bool) -> None:
    """Say everything that is wrong in framework/ and docs/, in one run, with file, line and what to type instead.

    \b
    framework check
    framework check --format json
    """
    if listing:
        for rule in checks.rules():
            click.echo(f"{rule.code:24} {rule.meaning}")
        return
    project = Project.read(Path.cwd())
    report = FORMATS[form](project.problems)
    if report:
        click.echo(report)
    if project.problems:
        sys.exit(1)
    if form == "text" and project.framework:
        editions = project.framework.editions
        counts = "; ".join(f"{edition.label}: {summary_of(edition)}" for edition in editions)
        click.echo(f"Nothing is wrong in {len(project.loaded.files) + len(project.loaded.tables)} files. {counts}.")
        for laid in project.overlay.laid:
            click.echo("\n".join([f"Proposed in {laid.file}.", *(f"  {note}" for note in laid.notes)]))


@click.command("schema")
@click.option("--check", "checking", is_flag=True, help="Only say whether the committed files are current.")
def write_schema(checking: bool) -> None:
    """Write the JSON Schemas that help an editor such as VS Code, and the references of keys and macros.

    \b
    framework schema
    """
    schemas, references = Path("schemas"), Path("reference")
    if checking:
        stale = [*schema.stale(schemas), *reference.stale(references)]
        lines = [f"{name} is out of date: run {typed('schema')}" for name in stale]
        click.echo("\n".join(lines) or "All schemas and references are current.")
        sys.exit(1 if stale else 0)
    for path in (*schema.write(schemas), *reference.write(references)):
        click.echo(f"Wrote {path}")
