"""The `framework` command. It acts on the folder it is run in: the one that holds framework/, docs/ and mkdocs.yml."""

from __future__ import annotations

import os
import re
import sys
import time
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from strategic_framework.language.command_line import command as typed
from strategic_framework.startup.put_off import in_full


class Verb(NamedTuple):
    """Where a verb stands, a module of this folder and its name there, and what it does, in less than a line."""

    place: str
    does: str


#: The verbs beside those below: to list them, none of them is read.
VERBS = {
    "add": Verb("lists.add", "Propose new items, or something named, such as a body."),
    "apply": Verb("proposals.apply_proposals", "Write the words of proposals into the files, unsealed."),
    "check": Verb("check.check", "Say everything that is wrong, with file and line."),
    "digest": Verb("digest.digest", "Tell a change in words to paste into a mailing."),
    "explain": Verb("reasons.explain", "Record why published wording was changed."),
    "export": Verb("export.export", "Write the content in a format to take away."),
    "history": Verb("history.history", "Tell everything that was done to an item."),
    "import": Verb("bring_in.bring_in", "Bring in a plan from another file."),
    "init": Verb("init.init", "Begin a plan of your own in a new folder."),
    "merge": Verb("lists.merge", "Propose to merge items into one of them."),
    "move": Verb("lists.move", "Propose to move items to another priority."),
    "new-edition": Verb("new.new_edition", "Begin an edition: its folder and its first files."),
    "new-source": Verb("sources.new_source", "Propose a document to be quoted."),
    "new-update": Verb("new.new_update", "Propose what a source reports about items."),
    "new-value": Verb("values.new_value", "Propose the number that a source reports of a measure."),
    "outward": Verb("outward.outward", "List every link that leads out of the site."),
    "override": Verb("upgrade.override", "Put a copy of a page of the engine's into docs/."),
    "preview": Verb("publish.preview", "Print the receipt: what publishing would do."),
    "proposals": Verb("proposals.list_proposals", "List the proposals that wait."),
    "publish": Verb("publish.publish", "Seal what waits. On the main branch only."),
    "restore": Verb("edit.restore", "Propose to restore items that were retired."),
    "retire": Verb("edit.retire", "Propose to retire items, which keep their pages."),
    "review": Verb("reasons.review", "Propose to record that somebody looked at items."),
    "reword": Verb("edit.reword", "Propose other words for an item."),
    "schema": Verb("check.write_schema", "Write the schemas for editors such as VS Code."),
    "sealed": Verb("proposal.sealed", "Refuse a proposal of what only publishing writes."),
    "split": Verb("lists.split", "Propose to split an item into new ones."),
    "undo": Verb("proposals.undo", "Propose the words that were there before a change."),
    "upgrade": Verb("upgrade.upgrade", "Say what this engine changes in the files of your plan."),
    "verify": Verb("verify.verify", "Prove the ledger: nothing sealed was changed."),
}


class Verbs(click.Group):
    """The verbs, each read when it is asked for: a build needs none of the others, nor what they import."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click gives it)
        """Every verb by its name."""
        return sorted({*self.commands, *VERBS})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every verb, and what it does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._does(name)) for name in self.list_commands(ctx)])

    def _does(self, name: str) -> str:
        return VERBS[name].does if name in VERBS else str(self.commands[name].short_help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, with its examples as they are typed here."""
        if cmd_name in VERBS and cmd_name not in self.commands:
            module, _, name = VERBS[cmd_name].place.partition(".")
            self.add_command(getattr(import_module(f"strategic_framework.commands.{module}"), name))
            _as_typed(self.commands[cmd_name])
        return super().get_command(ctx, cmd_name)


def _as_typed(command: click.Command) -> None:
    """Its examples can be copied to a terminal as they stand."""
    command.help = re.sub(r"(?m)^( *)framework (?=[a-z])", rf"\1{typed('')}", command.help or "")


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]}, epilog=f"Start with: {typed('check')}"
)
def main() -> None:
    """Keep a strategic framework as readable files, and make the site from them.

    \b
    A day with it:
      framework serve    show the site while you edit; it follows every save
      framework check    say everything that is wrong, with file and line
      framework build    make the site in site/, checked and whole

    \b
    When published wording changes:
      framework reword   propose other words, with the reason for them
      framework preview  what publishing would do
      framework publish  seal it (on main; a merge does it)

    Run it in the folder that holds framework/, docs/ and mkdocs.yml. It exits with 0 when all is well, 1 when
    something is wrong in the content, and 2 when the command itself was mistyped.
    """
    from strategic_framework.ledger import journal

    try:
        journal.recover(Path.cwd())
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None


@main.command(short_help="Check everything and make the site in site/.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Another folder than site/: one that is new, empty or made by this."
)
@click.option("--documents", is_flag=True, help="With PDF, Word, ODT and EPUB files; takes longer the first time.")
def build(out: Path | None, documents: bool) -> None:
    """Check everything and make the site in site/. What is public stays whole whatever goes wrong.

    \b
    framework build
    framework build --documents
    """
    began = time.perf_counter()
    _refuse_without_settings()
    _look_once_for_plugins()
    from strategic_framework import mkdocs_adapter

    result = mkdocs_adapter.build(out, documents=documents)
    if result is None:
        sys.exit(1)  # the reason has been said
    names, digest = result.published
    count = sum(name.endswith(".html") for name in names)
    items = len(result.framework.items) + len(result.framework.priorities)
    seconds = time.perf_counter() - began
    click.echo(f"{count} pages about {items} items in {seconds:.1f} s. Every link inside the site was followed.")
    click.echo(f"Look in {out or 'site'}/index.html. Hash of the site: {digest}")
    if result.missing:
        from strategic_framework.commands.common import fail

        fail("\n".join(result.missing))


def _look_once_for_plugins() -> None:
    """Whoever asks what is installed for MkDocs, Markdown and themes gets it from one look through all packages."""
    metadata = in_full("importlib.metadata")
    installed = cache(metadata.entry_points)
    metadata.entry_points = lambda **asked: installed().select(**asked)  # type: ignore[attr-defined]


def _refuse_without_settings() -> None:
    if not Path("mkdocs.yml").is_file():
        click.echo(
            "There is no mkdocs.yml here. Run the command in the folder that holds framework/ and docs/.", err=True
        )
        sys.exit(2)


@main.command(short_help="Show the site, and follow every save.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.option("--open", "opening", is_flag=True, help="Open a browser.")
def serve(address: str, opening: bool) -> None:
    """Show the site, and follow every save of content, pages and templates.

    \b
    framework serve --open
    """
    _wait_until_clean(Path.cwd())
    from strategic_framework import mkdocs_adapter
    from strategic_framework.publication.local_desk import LocalDesk

    click.echo(f"Serving on http://{address}/ – save a file and the page follows. Stop with Ctrl+C.")
    mkdocs_adapter.serve(address, open_browser=opening, desk=LocalDesk(Path.cwd(), _today))


def _today() -> str:
    return date.today().isoformat()


def _wait_until_clean(root: Path) -> None:
    """There are no last good pages to show yet, so say what is wrong and wait for it to be mended."""
    from strategic_framework import checks
    from strategic_framework.content import problems
    from strategic_framework.site.project import Project

    shown = ""
    while True:
        faults = [problem for problem in Project.read(root).problems if problem.code not in checks.DRAFTS]
        if not faults:
            return
        report = problems.as_text(faults)
        if report != shown:
            click.echo(report)
            click.echo("Waiting. The site appears as soon as this is mended. Stop with Ctrl+C.")
            shown = report
        time.sleep(0.5)


@main.command("pages", short_help="Write every page as a file for another engine.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder that is new or empty.")
def write_pages(out: Path) -> None:
    """Write every page as a file for another engine: front matter, and HTML with nothing left to compute.

    \b
    framework pages --out pages/
    """
    from strategic_framework.build.ownership import NotOursError
    from strategic_framework.build.staging import BusyError, in_words, write_whole
    from strategic_framework.content import problems
    from strategic_framework.content.site_address import AddressError
    from strategic_framework.site import portable_pages
    from strategic_framework.site.project import Project

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise click.BadParameter(f"{out} is not empty. Name a folder that is new or empty.", param_hint="--out")
    try:
        project = Project.read(Path.cwd(), os.environ)
        if project.problems:
            click.echo(problems.as_text(project.problems), err=True)
            sys.exit(1)
        written = write_whole(portable_pages.files(project.site, Path.cwd()), out.resolve())
    except AddressError as fault:
        click.echo(f"The pages were not written: {fault}", err=True)
        sys.exit(1)
    except (OSError, BusyError, NotOursError) as fault:
        click.echo(f"The pages were not written: {in_words(fault)}.", err=True)
        sys.exit(1)
    count = sum(name.endswith(".md") for name in written.names)
    click.echo(f"Wrote {count} pages to {out}, with the data and the stylesheet. Hash: {written.fingerprint}")


for command in (main, *main.commands.values()):
    _as_typed(command)
