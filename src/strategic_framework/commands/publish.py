"""The verbs of publishing: preview the receipt, and publish."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from strategic_framework.commands.common import DAY, UNCHANGED, confirm, fail, plain_errors
from strategic_framework.language.english import day
from strategic_framework.language.labels import title_of
from strategic_framework.publication import preview as preview_page
from strategic_framework.publication import public, publishing, receipt, receipt_sentences
from strategic_framework.publication.git import UnknownBaseError
from strategic_framework.publication.publishing import Publication
from strategic_framework.publication.receipt import Prepared

FORMATS = {"text": receipt.as_plain, "markdown": receipt.as_markdown, "json": receipt.as_json}
_FILE = click.Path(dir_okay=False, path_type=Path)
_date_option = click.option("--date", "when", type=DAY, help="The day of publication; today where it is left out.")


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to say it.")
@click.option("--against", "base", help="The commit that is public now; where main stands, if it is left out.")
@click.option("--receipt", "kept", type=_FILE, help="Also write the receipt as JSON to this file, refused or not.")
@click.option("--html", "page", type=_FILE, help="Also write the pages that change to this file, to be looked at.")
@_date_option
@plain_errors
def preview(form: str, base: str | None, kept: Path | None, page: Path | None, when: str | None) -> None:
    """Print the receipt: what publishing would do, in sentences that a board can sign off. Nothing is changed.

    Names, translations and settings stand in no record: what becomes of them is told where git knows what is public.

    \b
    framework preview
    framework preview --format markdown > receipt.md
    framework preview --html preview.html
    """
    root = Path.cwd()
    try:
        seen = public.content(root, base or "")
    except UnknownBaseError as fault:
        fail(str(fault), 2)
    try:
        prepared = receipt.prepared(publishing.prepare(root, _publication_day(when)), root, seen)
    except publishing.Refused as refused:
        waits = receipt.refused(root, refused.problems, seen)
        _keep(waits, kept, page)
        if form != "text":
            click.echo(FORMATS[form](waits.receipt))
        raise
    _keep(prepared, kept, page)
    click.echo(FORMATS[form](prepared.receipt))


def _keep(prepared: Prepared, data: Path | None, page: Path | None) -> None:
    """Write the receipt, and the pages that change, to the files that were named."""
    if data:
        data.write_text(receipt.as_json(prepared.receipt), encoding="utf-8")
    if page and prepared.site:
        document = preview_page.document(prepared.receipt, prepared.pages, prepared.site)
        page.write_text(document, encoding="utf-8", newline="")


def _publication_day(when: str | None) -> str:
    """The day that was given, or today. Stops where it is later than tomorrow, which it may be somewhere already."""
    today = date.today()
    if when and when > (today + timedelta(days=1)).isoformat():
        fail(f"{when} is later than tomorrow: nothing is published before its day. {UNCHANGED}", 2)
    return when or today.isoformat()


@click.command()
@_date_option
@click.option("--as-at", type=DAY, help="Move the as-at date to this day, and do nothing else.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def publish(when: str | None, as_at: str | None, yes: bool) -> None:
    """Seal what waits: give numbers, versions and identifiers, and record it. On the main branch only.

    Usually a merge to main does this. Where nothing waits nothing is done, so it is safe to run again.

    \b
    framework publish
    framework publish --as-at 2026-12-01
    """
    root = Path.cwd()
    branch = publishing.branch(root)
    if branch not in {"", "main"}:
        fail(f"Publishing happens on the branch main, and this is {branch}. {UNCHANGED}")
    if as_at:
        moved = publishing.move_as_at(root, _publication_day(as_at))
        click.echo(f"The site now speaks of {day(as_at)}." if moved else "That is the date already.")
        return

    def agreed(publication: Publication) -> None:
        if not yes:
            click.echo(receipt.as_plain(receipt.receipt(publication, root, public.content(root))))
        confirm(yes, "Publish this?")

    publication = publishing.publish(root, _publication_day(when), agreed)
    click.echo("\n".join(_done(publication)))


def _done(publication: Publication | None) -> list[str]:
    if publication is None:
        return ["Nothing waits to be published."]
    published = [f"Published {change.id}: {title_of(change)}." for change in publication.changes]
    dropped = [receipt_sentences.idle(file, name) for file, name in publication.idle]
    return [*published, *dropped] or ["New addresses are recorded."]
