"""The verb that lists the links that lead out of the site, and asks each page whether it still answers.

It is the one command that asks the network, and only where it is told to: no build and no check does.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from strategic_framework.commands.common import plain_errors, read_project
from strategic_framework.content.outward import OutwardLink, outward_links

#: What a site answers to programs alone: it says nothing of what a reader finds.
_REFUSES_PROGRAMS = {401, 403, 405, 429}
_SECONDS = 30
_AT_ONCE = 4

#: An address → why it does not answer; nothing where it does, or where that cannot be told.
Ask = Callable[[str], str]


@click.command()
@click.option("--check", "checking", is_flag=True, help="Ask each page on the network whether it still answers.")
@click.option(
    "--report", type=click.Path(path_type=Path), help="A file for those that do not answer, if there are any."
)
@plain_errors
def outward(checking: bool, report: Path | None) -> None:
    """List every link that leads out of the site, with the month in which its page was seen.

    \b
    framework outward
    framework outward --check --report outward-links.md
    """
    links = outward_links(read_project(Path.cwd()).content.framework)
    if not checking:
        for link in links:
            click.echo(f"{link.address}  {link.what}  {link.seen or 'not stated'}")
        return
    failing = failures(links, ask)
    for link, why in failing:
        click.echo(f"{link.address}  {why}")
    click.echo(f"{len(links) - len(failing)} of {len(links)} outward links answer, or do not answer to programs.")
    if report and failing:
        report.write_text(as_markdown(failing), encoding="utf-8")


def failures(links: Iterable[OutwardLink], ask: Ask) -> list[tuple[OutwardLink, str]]:
    """The links whose pages do not answer, each with why, in their order."""
    links = list(links)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = list(pool.map(lambda link: ask(link.address), links))
    return [(link, why) for link, why in zip(links, answers, strict=True) if why]


def ask(address: str) -> str:
    """Ask one page. A redirection is followed; what only refuses programs is not called broken."""
    request = urllib.request.Request(address, headers={"User-Agent": "outward-links"})  # noqa: S310 (https, by the model)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310
            return ""
    except urllib.error.HTTPError as fault:
        return "" if fault.code in _REFUSES_PROGRAMS else f"answers {fault.code}"
    except (OSError, ValueError) as fault:
        return f"does not answer: {getattr(fault, 'reason', fault)}"


def as_markdown(failing: Iterable[tuple[OutwardLink, str]]) -> str:
    """What an issue says: every page that did not answer, what it is for, and what to do."""
    rows = [f"| <{link.address}> | {link.what} | {link.seen or 'not stated'} | {why} |" for link, why in failing]
    lead = [
        "These pages did not answer when they were asked.",
        "Look for where each has moved, and put the new address into its file in `framework/`.",
        "If a page is gone, leave its address: what it reported was read there. Say so in its `note`.",
    ]
    return "\n".join([*lead, "", "| address | what it is | seen | what happened |", "|---|---|---|---|", *rows, ""])
