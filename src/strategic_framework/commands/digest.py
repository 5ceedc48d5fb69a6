"""The verb that tells a published change in words for a mailing."""

from __future__ import annotations

from pathlib import Path

import click

from strategic_framework.commands.common import CHANGE, UNCHANGED, fail, plain_errors, read_published
from strategic_framework.content.files import FOLDER
from strategic_framework.ledger import store
from strategic_framework.publication import digest as digests

FORMATS = {"text": digests.as_text, "markdown": digests.as_markdown}


@click.command()
@click.argument("change", type=CHANGE)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to say it.")
@plain_errors
def digest(change: str, form: str) -> None:
    """Tell CHANGE in words to paste into a mailing: why, who decided it, each wording before and after, and where.

    \b
    framework digest chg-0003
    framework digest chg-0003 --format markdown
    """
    project = read_published(Path.cwd())
    sealed = next((each for each in project.ledger.changes if each.id == change), None)
    if sealed is None or project.framework is None:
        fail(f"There is no change {change}. They are in {FOLDER}/{store.CHANGES}. {UNCHANGED}", 2)
    click.echo(FORMATS[form](project.framework, sealed))
