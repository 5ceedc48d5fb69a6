"""Writing the content in a format to take away: one file, or a folder with every format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from strategic_framework.build.ownership import NotOursError
from strategic_framework.build.staging import BusyError, in_words, write_whole
from strategic_framework.commands.common import fail
from strategic_framework.content import problems
from strategic_framework.content.site_address import AddressError
from strategic_framework.documents import formats
from strategic_framework.documents.formats import Exported, Format
from strategic_framework.documents.missing import MissingError
from strategic_framework.language.command_line import command as typed
from strategic_framework.site.project import Project

_LIST = "\n".join(f"  {row.name:10}{row.title}" for row in formats.FORMATS)
_HELP = f"""Write the content in a format to take away.

\b
 {typed("export")} {formats.FORMATS[0].name} --out plan.{formats.FORMATS[0].extension}
 {typed("export")} html --version 2 --out plan.html
 {typed("export")} --all --out files/

\b
Formats:
{_LIST}
"""


_EXAMPLE = f"Type {typed('export html --version 2 --out plan.html')}"


@click.command(help=_HELP)
@click.argument("name", metavar="[FORMAT]", default="")
@click.option("--all", "every", is_flag=True, help="Every format.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write, or a folder that is there already. With --all, a folder that is new or empty.",
)
@click.option("--version", "number", type=int, help="With html: that version of the edition in force.")
def export(name: str, every: bool, out: Path, number: int | None) -> None:
    """Write one format to a file, or every format to a folder: whole, or not at all."""
    if every == bool(name):
        raise click.UsageError("Name one format, or type --all for every one of them.")
    if number is not None and name != "html":
        raise click.UsageError(f"A version is written as html alone. {_EXAMPLE}")
    rows = formats.FORMATS if every else [_named(name)]
    if every and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise click.BadParameter(f"{out} is not empty. Name a folder that is new or empty.", param_hint="--out")
    project = _sound(Path.cwd())
    lacking: list[str] = []
    files = _exported(project, rows, lacking) if number is None else iter([_version(project, number)])
    try:
        _write_every(files, out) if every else _write_file(files, out)
    except (OSError, BusyError, NotOursError) as fault:
        fail(f"Nothing was written: {in_words(fault)}.")
    if lacking:
        fail("\n".join(lacking))


def _version(project: Project, number: int) -> Exported:
    """That version; where there is none, which there are is said."""
    try:
        return formats.version(project, number)
    except LookupError:
        edition = project.site.framework.current
        count = len(project.site.ledger.versions_of(edition.id))
        there = f"The versions are 1 to {count}." if count else "None has been published yet."
        fail(f"There is no version {number} of the {edition.label} edition. {there}")


def _named(name: str) -> Format:
    """The format of that name; with a suggestion where there is none."""
    if name in formats.BY_NAME:
        return formats.BY_NAME[name]
    near = get_close_matches(name.casefold(), formats.BY_NAME, 1)
    hint = f"Did you mean {near[0]}?" if near else f"The formats are: {', '.join(formats.BY_NAME)}."
    raise click.BadParameter(f"“{name}” is no format. {hint}", param_hint="FORMAT")


def _sound(root: Path) -> Project:
    """The project, where nothing is wrong in it; every problem is said at once."""
    try:
        project = Project.read(root, os.environ)
    except AddressError as fault:
        fail(f"Nothing was written: {fault}")
    if project.problems:
        fail(problems.as_text(project.problems))
    return project


def _exported(project: Project, rows: Sequence[Format], lacking: list[str]) -> Iterator[Exported]:
    """Each format that can be made here, as it is made; a line in `lacking` for each that cannot."""
    for row in rows:
        click.echo(f"Making {row.name} …", err=True)
        try:
            yield formats.export(project, row)
        except MissingError as fault:
            lacking.append(f"{row.name} was not made: {fault}")


def _write_every(files: Iterator[Exported], out: Path) -> None:
    written = write_whole(files, out.resolve())
    click.echo(f"Wrote {len(written.names)} files to {out}. Hash: {written.fingerprint}")


def _write_file(files: Iterator[Exported], out: Path) -> None:
    """Write the one file beside its place first, so that what stands there is never half of it."""
    for file in files:
        target = out / file.name if out.is_dir() else out
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            beside.write_bytes(file.data)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        click.echo(f"Wrote {target}, {len(file.data):,} bytes.")
