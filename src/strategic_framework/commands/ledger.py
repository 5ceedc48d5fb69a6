"""The commands that change what is published: explain, preview, publish, verify, and the small edits."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from strategic_framework.checks.ledger import told
from strategic_framework.checks.registry import Content
from strategic_framework.content import loader, problems
from strategic_framework.content.loader import FOLDER
from strategic_framework.language import redline
from strategic_framework.language.english import day, sentence, shortened
from strategic_framework.language.labels import class_name, label, title_of
from strategic_framework.ledger import journal, store
from strategic_framework.ledger.difference import Difference, wording
from strategic_framework.ledger.reasons import needs_reason
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model.changes import Reason
from strategic_framework.publication import publishing, receipt
from strategic_framework.views.base import Site


def stop(message: str, status: int = 1) -> None:
    """Say why in plain words, and end."""
    click.echo(message, err=True)
    sys.exit(status)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what can stand in the way into one plain message and exit status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except publishing.Refused as refused:
            stop(problems.as_text(refused.problems))
        except (journal.BusyError, ValueError) as fault:
            stop(f"{fault} Nothing has been changed.")
        except journal.UnfinishedError as fault:
            stop(f"The change is half written: {fault.strerror}. Nothing is lost. The next command will finish it.")
        except OSError as fault:
            stop(f"The content could not be written: {fault.strerror}. Nothing has been changed.")

    return run


def content(root: Path) -> Content:
    """The content as read, with its ledger. Stops where there is too little to say anything about."""
    loaded = loader.load(root)
    if loaded.framework is None:
        stop(problems.as_text(loaded.problems))
        raise SystemExit(1)
    return Content(loaded, loaded.framework, store.read(root))


def published(root: Path) -> Content:
    """The content of a framework that has been published at least once."""
    found = content(root)
    if found.ledger.lock is None:
        stop("Nothing has been published yet, so there is nothing to explain. Publish it first: framework publish")
    return found


# --- giving a reason --------------------------------------------------------------------------------------------------


def reason_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The flags of a reason; each is asked for where there is a terminal."""
    for option in (
        click.option("--reason", help="Why, in a sentence or two that the public will read."),
        click.option("--decided-by", help="Who decided it: a board, a committee, an office."),
        click.option("--decided", help="The day of the decision, such as 2026-11-20."),
        click.option("--yes", is_flag=True, help="Do not ask; do it."),
    ):
        command = option(command)
    return command


def asked(reason: str | None, decided_by: str | None, decided: str | None, **more: Any) -> Reason:
    """A reason from flags, asking for what is missing where there is a terminal. Stops where something is missing."""
    given = {"reason": reason, "decided_by": decided_by, "decided": decided}
    questions = {
        "reason": "Why (the public will read this)",
        "decided_by": "Decided by",
        "decided": "Decided on (such as 2026-11-20)",
    }
    missing = [name for name, value in given.items() if not (value or "").strip()]
    if missing and not sys.stdin.isatty():
        flags = ", ".join("--" + name.replace("_", "-") for name in missing)
        stop(f"A change needs a reason, who decided it, and when. Missing: {flags}. Nothing has been changed.", 2)
    for name in missing:
        given[name] = click.prompt(questions[name])
    try:
        return Reason(**{name: (value or "").strip() for name, value in given.items()}, **more)
    except ValidationError as fault:
        wrong = "; ".join(f"{one['loc'][0]}: {_plainly(one)}" for one in fault.errors())
        stop(f"{wrong}. Nothing has been changed.", 2)
        raise SystemExit(2) from None


def _plainly(error: Any) -> str:
    if error["loc"][0] == "decided":
        return "a day is written 2026-11-20"
    return str(error["msg"]).removeprefix("Value error, ")


def confirm(yes: bool, question: str) -> None:
    """Ask, unless told not to; without a terminal nobody can answer, so say what to add."""
    if yes:
        return
    if not sys.stdin.isatty():
        stop("Add --yes to do it. Nothing has been changed.", 2)
    if not click.confirm(question):
        stop("Nothing has been changed.")


def pending_file(root: Path, reason: Reason, slug: str) -> dict[str, str | None]:
    """The file of a new reason, under a name that is free."""
    stem = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:60].strip("-") or "change"
    folder, name, count = root / FOLDER / store.PENDING, stem, 2
    while (folder / f"{name}.yml").exists():
        name, count = f"{stem}-{count}", count + 1
    data = {key: value for key, value in reason.model_dump().items() if value}
    return {
        f"{store.PENDING}/{name}.yml": dump({key: list(v) if isinstance(v, tuple) else v for key, v in data.items()})
    }


@click.command()
@click.argument("items", nargs=-1)
@reason_options
@click.option("--same-item", is_flag=True, help="It is the same thing, though its words are wholly new.")
@click.option("--corrects", help="The earlier change whose reason was mistaken, such as chg-0002.")
@guarded
def explain(
    items: tuple[str, ...], reason: str | None, decided_by: str | None, decided: str | None, yes: bool, same_item: bool,
    corrects: str | None,
) -> None:  # fmt: skip
    """Record why published wording was changed. ITEMS default to everything that is not explained yet.

    \b
    framework explain act-12
    framework explain act-12 --reason "Appetite was confirmed." --decided-by "The Board" --decided 2026-11-20 --yes
    """
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        chosen = _chosen(found, items)
        for one in chosen:
            click.echo(told(one))
        names = [_stable_name(found, one) for one in chosen]
        given = asked(reason, decided_by, decided, items=tuple(names), same_item=same_item, corrects=corrects)
        confirm(yes, "Record this reason?")
        files = pending_file(
            root, given, "-".join([names[0] if len(names) == 1 else "several", *given.reason.split()[:5]])
        )
        journal.write(root, files)
    click.echo(f"Recorded in {FOLDER}/{next(iter(files))}. It is published with the change: framework preview")


def _chosen(found: Content, items: Iterable[str]) -> list[Difference]:
    """The differences to be explained. Stops where one is named that is as published, or there is none."""
    waiting = {one.item: one for one in found.explained.unexplained}
    names = [_resolved(found, name) for name in items] or list(waiting)
    if not names:
        stop("Nothing needs a reason: every difference is explained, or is cosmetic.")
    for name in names:
        if name not in waiting:
            stop(_why_not(found, name))
    return [waiting[name] for name in names]


def _resolved(found: Content, name: str) -> str:
    """The identifier of an item named by it, or of a new one named by its opening words."""
    if name in found.records or name in found.ledger.published:
        return name
    opening = [one for one, record in found.records.items() if wording(record).casefold().startswith(name.casefold())]
    return opening[0] if len(opening) == 1 else name


def _why_not(found: Content, name: str) -> str:
    if any(one.item == name and not needs_reason(one) for one in found.differences):
        return f"The change of {name} is cosmetic: it needs no reason. Nothing has been changed."
    if any(one.item == name for one in found.differences):
        return f"{name} is explained already. Nothing has been changed."
    if name in found.records:
        return f"{name} is as it was published: there is nothing to explain."
    return f"There is no {name}. Nothing has been changed."


def _stable_name(found: Content, one: Difference) -> str:
    """The name under which a reason will still know the item: opening words while its number is provisional."""
    if one.item not in found.loaded.provisional:
        return one.item
    words = wording(one.now).split()
    others = [wording(record) for name, record in found.records.items() if name != one.item]
    enough = (" ".join(words[:count]) for count in range(8, len(words)))
    return next((name for name in enough if not any(_begins(text, name) for text in others)), " ".join(words))


def _begins(text: str, words: str) -> bool:
    return text.casefold().startswith(words.casefold())


# --- publishing -------------------------------------------------------------------------------------------------------


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to say it."
)
@click.option("--date", "when", help="The day of publication; today where it is left out.")
@guarded
def preview(form: str, when: str | None) -> None:
    """Print the receipt: what publishing would do, in sentences that a board can sign off."""
    root = Path.cwd()
    forms = {"text": receipt.as_plain, "markdown": receipt.as_markdown, "json": receipt.as_json}
    click.echo(forms[form](publishing.prepare(root, _day(when)), root))


def _day(text: str | None) -> str:
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        stop(f"{text} is not a day. A day is written 2026-11-20.", 2)
        raise SystemExit(2) from None


@click.command()
@click.option("--date", "when", help="The day of publication; today where it is left out.")
@click.option("--as-at", help="Move the as-at date to this day, and do nothing else.")
@click.option("--yes", is_flag=True, help="Do not ask; do it.")
@guarded
def publish(when: str | None, as_at: str | None, yes: bool) -> None:
    """Seal what waits: give numbers, versions and identifiers, and record it. On the main branch only.

    Usually a merge to main does this. Where nothing waits nothing is done, so it is safe to run again.
    """
    root = Path.cwd()
    on = publishing.branch(root)
    if on not in {"", "main"}:
        stop(f"Publishing happens on the branch main, and this is {on}. Nothing has been changed.")
    if as_at:
        moved = publishing.move_as_at(root, _day(as_at))
        click.echo(f"The site now speaks of {day(_day(as_at))}." if moved else "That is the date already.")
        return
    if not yes:
        prepared = publishing.prepare(root, _day(when))
        click.echo(receipt.as_plain(prepared, root))
        if prepared is None:
            return
        confirm(yes, "Publish this?")
    done = publishing.publish(root, _day(when))
    for change in done.sealed.changes if done and done.sealed else ():
        click.echo(f"Published {change.id}: {title_of(change)}.")
    if done is None:
        click.echo("Nothing waits to be published.")
    elif done.sealed is None:
        click.echo("New addresses are recorded.")


@click.command()
@guarded
def verify() -> None:
    """Prove the ledger: the chain closes, every version has its words, every address is promised."""
    root = Path.cwd()
    found = content(root)
    wrong = [*found.ledger.problems, *store.broken(found.ledger, thorough=True)]
    if wrong:
        raise publishing.Refused(wrong)
    if found.ledger.lock is None:
        click.echo("Nothing has been published yet.")
        return
    lost = _lost(root, found)
    if lost:
        stop("\n".join(f"/{one} was published and would not answer any more." for one in lost))
    changes, versions = len(found.ledger.changes), len(found.ledger.versions)
    click.echo(
        f"The chain of {changes} change{'s' * (changes != 1)} closes. The words of {versions} "
        f"version{'s' * (versions != 1)} have their fingerprints. All {len(found.ledger.addresses)} addresses answer."
    )


def _lost(root: Path, found: Content) -> list[str]:
    """The published addresses that the site as it would be built does not have."""
    if found.differences or found.loaded.problems:
        return []  # edits under way are for `check` and `build` to judge
    there = set(publishing.addresses_of(Site(found.loaded, found.ledger), root))
    return [one for one in found.ledger.addresses if one not in there]


@click.command()
@click.argument("item")
@guarded
def history(item: str) -> None:
    """Tell everything that was done to an item, the newest first, with the differences marked."""
    found = content(Path.cwd())
    if item not in found.records and item not in found.ledger.published:
        stop(f"There is no {item}.")
    changes = found.ledger.changes_of.get(item, [])
    for one in found.differences:
        if one.item == item:
            click.echo(f"Not published yet: {told(one)}\n")
    for change in reversed(changes):
        _tell(item, change)
    first = found.ledger.at_first(item)
    if first and first not in changes:
        click.echo(f"{day(first.published)}  {first.id}  {title_of(first)}")
    if not changes and first:
        click.echo(f"{label(item)} is as first published.")


def _tell(item: str, change: Any) -> None:
    recorded = change.records.get(item)
    kind = sentence(class_name(recorded.kind if recorded else "reviewed"))
    click.echo(f"{day(change.published)}  {change.id}  {kind}")
    if change.reason:
        click.echo(f"  {change.reason} Decided by {change.decided_by}, {day(change.decided)}.")
    if recorded:
        was, now = wording(recorded.was), wording(recorded.now)
        for line in [redline.as_text(redline.redline(was, now))] if was != now else []:
            click.echo(f"  {line}")
    click.echo("")


@click.command()
@click.argument("items", nargs=-1, required=True)
@reason_options
@guarded
def review(items: tuple[str, ...], reason: str | None, decided_by: str | None, decided: str | None, yes: bool) -> None:
    """Record that somebody looked at ITEMS and found nothing to change. It gives them a date of last review."""
    root = Path.cwd()
    with journal.held(root):
        found = published(root)
        for name in items:
            if name not in found.ledger.published:
                stop(f"{name} is not published. Nothing has been changed.")
        given = asked(reason, decided_by, decided, items=items, reviewed=True)
        confirm(yes, f"Record that {', '.join(items)} were reviewed?")
        files = pending_file(root, given, f"review-{items[0]}")
        journal.write(root, files)
    click.echo(f"Recorded in {FOLDER}/{next(iter(files))}.")


def opening(text: str) -> str:
    """The words that an item is called by on a terminal."""
    return f"‘{shortened(text, 70)}’"
