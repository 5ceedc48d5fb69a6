"""The verbs that record why: explain what was changed, and review what was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from strategic_framework.checks.difference_words import describe
from strategic_framework.checks.registry import Content
from strategic_framework.commands import tables
from strategic_framework.commands.common import (
    CHANGE,
    UNCHANGED,
    Answers,
    fail,
    pending_file,
    plain_errors,
    read_published,
    reason_options,
    same_thing,
    written_to,
)
from strategic_framework.commands.proposing import NO_ROW, propose
from strategic_framework.content.files import FOLDER
from strategic_framework.language.command_line import command as typed
from strategic_framework.ledger import journal
from strategic_framework.ledger.difference import Difference, wording
from strategic_framework.ledger.reasons import needs_reason
from strategic_framework.ledger.records import parent
from strategic_framework.ledger.store import PENDING
from strategic_framework.model.changes import Reason


@click.command()
@click.argument("items", nargs=-1)
@tables.table_option("item")
@click.option("--same-item", is_flag=True, help="ITEMS are the same things, though their words are wholly new.")
@click.option("--corrects", type=CHANGE, help="The earlier change whose reason was mistaken, such as chg-0002.")
@reason_options
@plain_errors
def explain(
    answers: Answers, items: tuple[str, ...], table: Path | None, same_item: bool, corrects: str | None
) -> None:
    """Record why published wording was changed. ITEMS default to everything that is not explained yet.

    Edit the words first. The reason is written to framework/changes/pending and is published with the change. An item
    that is new, and has no number yet, is named by its opening words. A table gives each item a reason of its own.

    \b
    framework explain act-12
    framework explain act-12 --reason "Appetite was confirmed." --decided-by "The Board" --decided 2026-11-20 --yes
    framework explain "Lend every household"
    framework explain --table reasons.csv
    """
    root = Path.cwd()
    if same_item and not (items or table):
        fail(f"Name the items that are the same: {typed('explain act-12 --same-item')}. {UNCHANGED}", 2)
    rows = [*tables.rows(table, ["item"]), *(tables.Row({"item": item}) for item in items)]
    with journal.held(root):
        content = read_published(root).content
        chosen = _chosen(content, rows)
        for _, difference in chosen:
            click.echo(describe(difference))
        asked = [difference.item for _, difference in chosen if difference.item in content.in_question]
        given = {"same_item": same_item or same_thing(asked, answers), "corrects": corrects}
        named = [(row, _lasting_name(content, difference)) for row, difference in chosen]
        files = _files(root, tables.by_reason(answers, named), given)
        answers.confirm("Record this reason?" if len(files) == 1 else f"Record these {len(files)} reasons?")
        journal.write(root, files)
    where = written_to(files) if len(files) == 1 else f"{len(files)} files of {FOLDER}/{PENDING}"
    click.echo(f"Recorded in {where}. It is published with the change: {typed('preview')}")


def _files(
    root: Path, groups: Iterable[tuple[Answers, Sequence[tuple[tables.Row, str]]]], given: Mapping[str, object]
) -> dict[str, str | None]:
    """A file for each reason, with the names of all that it is for; asks for what is missing."""
    files: dict[str, str | None] = {}
    for own, pairs in groups:
        items = list(dict.fromkeys(name for _, name in pairs))
        reason = Reason.model_validate({**own.asked(), **given, "items": items})
        words = [items[0] if len(items) == 1 else "several", *reason.reason.split()[:5]]
        files |= pending_file(root, reason, " ".join(words), files)
    return files


def _chosen(content: Content, rows: Sequence[tables.Row]) -> list[tuple[tables.Row, Difference]]:
    """The differences to be explained. Stops where one is named that is as published, or there is none."""
    unexplained = {difference.item: difference for difference in content.explained.unexplained}
    if not rows and not unexplained:
        reword = typed('reword act-14 --to "…"')
        fail(f"Nothing needs a reason: no words are edited that are not explained. To propose other words: {reword}")
    # what a reason without items stands for may still be given a reason of its own
    others = (covered for covered in content.explained.by_reason if not covered.pending.reason.items)
    waiting = unexplained | {difference.item: difference for covered in others for difference in covered.differences}
    named = [(row, _identifier(content, row["item"])) for row in rows or _all(content, unexplained)]
    tables.refuse((row, _why_not(content, name)) for row, name in named if name not in waiting)
    return [(row, waiting[name]) for row, name in named]


def _all(content: Content, unexplained: Iterable[str]) -> list[tables.Row]:
    return [tables.Row({"item": name}) for name in unexplained if _stands_alone(content, name)]


def _stands_alone(content: Content, name: str) -> bool:
    """Whether no reason for what it stands in would explain it too: what is added comes with all that is new in it."""
    new = {difference.item for difference in content.explained.unexplained if difference.was is None}
    return name not in new or parent(content.records[name]) not in new


def _identifier(content: Content, name: str) -> str:
    """The identifier of an item named by it, or of a new one named by its opening words."""
    if name in content.records or name in content.ledger.published:
        return name
    matches = [item for item, record in content.records.items() if _begins(wording(record), name)]
    return matches[0] if len(matches) == 1 else name


def _why_not(content: Content, name: str) -> str:
    difference = next((entry for entry in content.differences if entry.item == name), None)
    if difference and not needs_reason(difference):
        return f"The change of {name} is cosmetic: it needs no reason."
    if difference:
        return f"{name} is explained already."
    if name in content.records:
        return f"{name} is as it was published: there is nothing to explain."
    return f"There is no {name}."


def _lasting_name(content: Content, difference: Difference) -> str:
    """The name under which a reason will still know the item: opening words while its number is provisional."""
    if difference.item not in content.loaded.provisional:
        return difference.item
    words = wording(difference.now).split()
    others = [wording(record) for name, record in content.records.items() if name != difference.item]
    openings = (" ".join(words[:count]) for count in range(8, len(words)))
    return next((name for name in openings if not any(_begins(text, name) for text in others)), " ".join(words))


def _begins(text: str, words: str) -> bool:
    return text.casefold().startswith(words.casefold())


@click.command()
@click.argument("items", nargs=-1, required=True)
@reason_options
@plain_errors
def review(answers: Answers, items: tuple[str, ...]) -> None:
    """Propose to record that somebody looked at ITEMS and found nothing to change. It gives them a date of last review.

    \b
    framework review act-16 act-19 --decided-by "The Board" --decided 2026-11-20
    """
    root = Path.cwd()
    with journal.held(root):
        propose(read_published(root), answers, [(NO_ROW, {"review": [*items]})])
