"""The verb that tells what was done to one item."""

from __future__ import annotations

from pathlib import Path

import click

from strategic_framework.checks.difference_words import describe
from strategic_framework.commands.common import fail, plain_errors, read_project
from strategic_framework.language import redline
from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import class_name, label, succession_title, title_of
from strategic_framework.language.successions import successions
from strategic_framework.ledger.difference import WORDS, Difference, wording
from strategic_framework.model.changes import Change, Recorded


@click.command()
@click.argument("item")
@plain_errors
def history(item: str) -> None:
    """Tell everything that was done to ITEM, the newest first, with the differences marked.

    Gone words stand in [-…-], new words in {+…+}.

    \b
    framework history act-12
    """
    project = read_project(Path.cwd())
    ledger, content = project.ledger, project.content
    if item not in content.records and item not in ledger.published:
        fail(f"There is no {item}.")
    for difference in content.differences:
        if difference.item == item:
            click.echo(f"Not published yet: {describe(difference)}\n")
    changes = ledger.changes_of.get(item, [])
    for change in reversed(changes):
        click.echo("\n".join([*_change(item, change), ""]))
    first = ledger.at_first(item)
    if first and first not in changes:
        click.echo(f"{day(first.published)}  {first.id}  {title_of(first)}")
    if not changes and first:
        click.echo(f"{label(item)} is as first published.")


def _change(item: str, change: Change) -> list[str]:
    recorded = change.records.get(item)
    kind = sentence(class_name(recorded.kind if recorded else "reviewed"))
    titles = [succession_title(succession) for succession in successions(change) if item in succession.items]
    kind = f"{kind}. {'. '.join(titles)}." if titles else kind
    decided = f" Decided by {change.decided_by}, {day(change.decided or '')}." if change.decided_by else ""
    decision = f"  {change.reason}{decided}"
    lines = [f"{day(change.published)}  {change.id}  {kind}", *([decision] if change.reason else [])]
    return [*lines, *(_differences(item, recorded) if recorded else [])]


def _differences(item: str, recorded: Recorded) -> list[str]:
    """The words with what went and what came marked; then, in sentences, what else was changed, such as a date."""
    was, now = wording(recorded.was), wording(recorded.now)
    lines = [f"  {redline.as_text(redline.redline(was, now))}"] if was != now else []
    if recorded.was is not None and recorded.now is not None and recorded.kind != "recorded":
        before, after = (
            {name: side.get(name) for name in side if name not in WORDS} for side in (recorded.was, recorded.now)
        )
        description = describe(Difference(item, "amended", before, after))
        lines += [f"  {description}"] if description else []
    return lines
