"""The verb that CI runs on a proposal before anything else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from strategic_framework.commands.common import fail
from strategic_framework.content import problems
from strategic_framework.publication import sealed_files
from strategic_framework.publication.git import UnknownBaseError


@click.command()
@click.argument("base")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text", help="How to say it.")
def sealed(base: str, form: str) -> None:
    """Refuse a proposal that touches what publishing writes. BASE is the branch or commit that it is for.

    \b
    framework sealed main
    """
    try:
        touched = sealed_files.touched(Path.cwd(), base)
    except (UnknownBaseError, ValueError) as fault:
        fail(str(fault), 2)
    if touched:
        click.echo(problems.as_text(touched) if form == "text" else problems.as_github(touched))
        sys.exit(1)
    click.echo("The proposal leaves the published record alone.")
