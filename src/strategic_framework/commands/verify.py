"""The verb that proves the ledger: in itself, against what was public earlier, and in a built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from strategic_framework.commands.common import plain_errors, read_project
from strategic_framework.content.links import LEDGER_TEXT
from strategic_framework.content.problems import Problem
from strategic_framework.language.english import counted
from strategic_framework.ledger import fingerprints
from strategic_framework.ledger.fingerprints import Fingerprints
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.verify import broken, unbound
from strategic_framework.model import Place
from strategic_framework.publication import earlier, publishing


@click.command()
@click.option(
    "--against",
    multiple=True,
    metavar="EARLIER",
    help="A git branch or commit, a saved ledger.txt, or the address of a site: what was public there is here.",
)
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A built site: its ledger.txt and every text.txt are as sealed.")  # fmt: skip
@plain_errors
def verify(against: tuple[str, ...], site: Path | None) -> None:
    """Prove the ledger: the chain closes, every version has its words, every address is promised.

    The network is asked only where an address is given.

    \b
    framework verify
    framework verify --against main
    framework verify --against https://plans.example/ --against ledger-2026.txt
    """
    root = Path.cwd()
    project = read_project(root)
    ledger = project.ledger
    publishing.refuse([*ledger.problems, *broken(ledger, thorough=True), *unbound(ledger)])
    known = {where: earlier.read(root, where) for where in against}
    publishing.refuse([problem for before in known.values() for problem in earlier.compare(before, ledger)])
    if ledger.lock is None:
        click.echo("Nothing has been published yet.")
        return
    if not project.content.differences and not project.loaded.problems:
        publishing.refuse(project.lost_addresses)  # edits under way are for `check` and `build` to judge
    publishing.refuse([*_served(site, ledger)] if site else [])
    click.echo("\n".join(_proven(ledger, known, site)))


def _proven(ledger: Ledger, known: dict[str, Fingerprints], site: Path | None) -> Iterator[str]:
    yield (
        f"The chain of {counted(len(ledger.changes), 'change')} closes. The words of "
        f"{counted(len(ledger.versions), 'version')} have their fingerprints. "
        f"All {len(ledger.addresses)} addresses answer."
    )
    for where, before in known.items():
        changes = sum(name.startswith("chg-") for name in before.hashes)
        yield f"All that was published at {where} is here, unchanged: {counted(changes, 'change')}."
    if site:
        yield f"What {site} serves is what was sealed."
    yield f"The newest change is {ledger.changes[-1].id}, sealed as {ledger.hashes[-1]}."


def _served(site: Path, ledger: Ledger) -> Iterator[Problem]:
    """Every text of a built site that is not as it was sealed, by content and never by length or time."""
    texts = {f"{version.document}/versions/{version.number}/text.txt": version.text for version in ledger.versions}
    for name, text in {LEDGER_TEXT: fingerprints.dump(Fingerprints.of(ledger)), **texts}.items():
        path = site / name
        if not path.is_file():
            yield _site_problem(path, "was sealed, and the site does not have it.")
        elif path.read_bytes() != text.encode():
            yield _site_problem(path, "is not as it was sealed.")


def _site_problem(path: Path, what: str) -> Problem:
    return Problem(Place(str(path), 0, 0), "served", f"{path} {what}", "", "Build the site again.")
