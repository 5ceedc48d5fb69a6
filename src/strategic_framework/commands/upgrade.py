"""The verbs by which a plan follows its engine: have a page of its own in the place of one, and upgrade."""

from __future__ import annotations

from pathlib import Path

import click

from strategic_framework.commands.common import UNCHANGED, confirm, fail, plain_errors
from strategic_framework.content.problems import suggestion
from strategic_framework.language.command_line import command as typed
from strategic_framework.site import standard
from strategic_framework.site.standard import DOCS, is_own, page_files
from strategic_framework.site.upgrading import KEPT, Change, changes, new_settings

_SAYS = {
    "new": "new with this engine",
    "replaced": "changed by the engine; you left it as it came",
    "joined": "changed by you and by the engine, in different places: both are kept",
    "by hand": "changed by you and by the engine in the same place: yours stays. Make the engine’s change by hand:",
    "noted": "yours. From now on, what the engine changes in its own is told",
    "gone": "no longer used by the engine. You may delete it",
}


@click.command()
@click.argument("page", required=False)
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@plain_errors
def override(page: str | None, yes: bool) -> None:
    """Put a copy of the engine's PAGE into docs/, to be changed there. Without PAGE, list the pages.

    A page in docs/ takes the place of the engine's of the same path. Delete it to have the engine's again. To have no
    such page at all, write left_out: true between its first two lines of hyphens.

    \b
    framework override
    framework override about/index
    """
    root, pages = Path.cwd(), page_files(Path.cwd())
    if page is None:
        click.echo(
            "\n".join(f"{name.removesuffix('.md')}{'  (yours)' if is_own(root, name) else ''}" for name in pages)
        )
        return
    name = f"{page.removeprefix(f'{DOCS}/').removesuffix('.md')}.md"
    if name not in pages:
        near = suggestion(name, pages)
        fail(f"The engine has no page {page}. {f'Did you mean {near}? ' if near else ''}{UNCHANGED}", 2)
    if is_own(root, name):
        fail(f"{DOCS}/{name} is yours already. {UNCHANGED}")
    confirm(yes, f"Put a copy of {name} into {DOCS}/?")
    content = pages[name].read_bytes()
    _write(root, {f"{DOCS}/{name}": content, f"{KEPT}/{DOCS}/{name}": content})
    click.echo(f"{DOCS}/{name} is yours now. See it with: {typed('serve')}")


@click.command()
@click.option("--write", is_flag=True, help="Do it: replace what you left as it came, and join what can be joined.")
@plain_errors
def upgrade(write: bool) -> None:
    """Say what this engine changes in the files that your plan has from it, and what can be written that could not.

    First install a newer engine: write its release behind ENGINE in the Makefile. Pages that you did not replace need
    nothing. Nothing of yours is overwritten.

    \b
    framework upgrade
    framework upgrade --write
    """
    root = Path.cwd()
    if root.resolve() == standard.STANDARD.resolve():
        fail("This folder is the engine itself: its files are what others follow.", 2)
    settings, pending = [*new_settings(root)], changes(root)
    for change in pending:
        click.echo(f"{change.name}: {_SAYS[change.what]}")
        if change.difference and change.what in {"replaced", "joined", "by hand"}:
            click.echo("\n".join(f"    {line}" for line in change.difference.split("\n")))
    for file, key, meaning in settings:
        click.echo(f"framework/{file}.yml may hold {key}: {meaning}")
    if not pending and not settings:
        click.echo("Your plan is up to date with this engine.")
    elif write:
        _write(root, _written(pending))
        click.echo("Done. See that all is well with: make test")
    else:
        click.echo(f"Nothing has been changed. To do it: {typed('upgrade --write')}")


def _written(pending: list[Change]) -> dict[str, bytes]:
    files = {change.name: change.content for change in pending if change.content is not None}
    kept = {f"{KEPT}/{change.name}": change.kept for change in pending if change.kept is not None}
    return files | kept


def _write(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if content.startswith(b"#!"):
            path.chmod(0o755)
