"""Proving the ledger: the chain of changes closes, and each change is of the class, version and day that rules give it.

`thorough` undoes every change and works everything out again; a check of the content follows the chain alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from strategic_framework.content.files import FOLDER
from strategic_framework.content.links import Links
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import lock as lock_file
from strategic_framework.ledger.difference import differences
from strategic_framework.ledger.records import (
    FORMAT,
    Digests,
    Records,
    digest,
    document_of,
    documents,
    format_of,
    text_digest,
    widened,
)
from strategic_framework.ledger.store import ADDRESSES, Ledger
from strategic_framework.ledger.versions import opens_version, undo
from strategic_framework.model import Place
from strategic_framework.model.changes import Change


def broken(ledger: Ledger, *, thorough: bool = False) -> list[Problem]:
    """Where the chain of changes does not close; thorough: the words of every version too (`framework verify`)."""
    if ledger.lock is None:
        missing = ledger.changes and not any(problem.code == "lock" for problem in ledger.problems)
        what = "There are changes, but no record of what is published."
        return [_chain(f"{FOLDER}/{lock_file.NAME}", what)] if missing else []
    problems = [*_unknown_format(ledger), *_links(ledger), *_ends(ledger)]
    if problems or not thorough:
        return problems
    return [*_days(ledger), *(_results(ledger) or _rules(ledger))]


def unbound(ledger: Ledger) -> Iterator[Problem]:
    """Where the list of addresses is not the one that the lock is bound to, or lacks what the changes alone promise."""
    if ledger.lock is None:
        return
    listed = set(ledger.addresses)
    lost = [address for address in addresses_promised(ledger.changes) if address not in listed]
    if lost or ledger.lock.addresses not in {"", addresses_digest(ledger.addresses)}:
        named = f" It lacks /{lost[0]}{f' and {len(lost) - 1} more' if lost[1:] else ''}." if lost else ""
        if any(address.startswith("<<<<<<< ") for address in listed):
            named = " Two versions of it were merged, and git left its marks: <<<<<<< and >>>>>>>."
        what = f"The list of addresses is not as publishing wrote it.{named}"
        yield _chain(f"{FOLDER}/{ADDRESSES}", what)


def addresses_promised(changes: Iterable[Change]) -> Iterator[str]:
    """What must at least be in the list, whatever pages a site has: the words of every version that was opened."""
    for change in changes:
        yield from (Links.version_text(document, number) for document, number in change.versions.items())


def addresses_digest(addresses: Iterable[str]) -> str:
    """The hash of a list of addresses, in whatever order it stands."""
    return digest(sorted(addresses))


def _chain(file: str, what: str) -> Problem:
    why = "What was published is never edited afterwards: that is what readers rely on."
    return Problem(Place(file, 0, 0), "ledger", what, why, "Put the published file back as it was.")


def _unknown_format(ledger: Ledger) -> Iterator[Problem]:
    if not 1 <= format_of(ledger.published) <= FORMAT:
        what = "The published record is in a format that this release does not know."
        yield _chain(f"{FOLDER}/{lock_file.NAME}", what)


def _links(ledger: Ledger) -> list[Problem]:
    problems: list[Problem] = []
    before: str | None = None
    for number, (change, hashed) in enumerate(zip(ledger.changes, ledger.hashes, strict=True), 1):
        expected = f"chg-{number:04d}"
        if change.id != expected:
            return [*problems, _chain(ledger.files[change.id], f"This is {change.id}, but {expected} comes next here.")]
        if change.previous != before:
            earlier = f"chg-{number - 1:04d}"
            what = f"{earlier} is not as it was when {change.id} was published after it."
            problems.append(_chain(ledger.files.get(earlier, ledger.files[change.id]), what))
        before = hashed
    return problems


def _ends(ledger: Ledger) -> list[Problem]:
    lock = ledger.lock
    if lock is None:
        return []
    name = f"{FOLDER}/{lock_file.NAME}"
    if not ledger.changes or ledger.changes[-1].id != lock.last:
        return [_chain(name, f"The newest change is {lock.last}, but its file is not the last in framework/changes.")]
    problems = []
    if ledger.hashes[-1] != lock.sha256:
        problems.append(_chain(ledger.files[lock.last], f"{lock.last} is not as it was when it was published."))
    if lock.digest != ledger.changes[-1].result:
        problems.append(_chain(name, f"The published record is not as {lock.last} left it."))
    return problems


def _results(ledger: Ledger) -> list[Problem]:
    """Undo every change and hold each state against its hash, and each version against its fingerprint."""
    problems: list[Problem] = []
    digests = Digests()
    for change, state in ledger.states:
        if digests.of(state) != change.result:
            problems.append(
                _chain(ledger.files[change.id], f"Undoing the later changes does not give back what {change.id} left.")
            )
    for version in ledger.versions:
        if version.change.fingerprints.get(version.document) != text_digest(version.text):
            what = f"The words of version {version.number} of {version.document} do not have their fingerprint."
            problems.append(_chain(ledger.files[version.change.id], what))
    return problems


def _days(ledger: Ledger) -> Iterator[Problem]:
    """No change is published before the one that it follows, and none is decided after it is published."""
    before = ""
    for change in ledger.changes:
        if change.published < before:
            what = f"{change.id} says that it was published on {change.published}, before the change that it follows."
            yield _chain(ledger.files[change.id], what)
        if (change.decided or "") > change.published:
            what = f"{change.id} says that it was decided on {change.decided}, after it was published."
            yield _chain(ledger.files[change.id], what)
        before = change.published


def _rules(ledger: Ledger) -> Iterator[Problem]:
    """The class of every record and the number of every version, worked out again from the words before and after."""
    numbers: dict[str, int] = {}
    for change, after in reversed(ledger.states):
        before = {} if change.is_first else undo(after, change)
        yield from (_chain(ledger.files[change.id], what) for what in _misclassed(change, before, after))
        expected = {name: numbers.get(name, 0) + 1 for name in _documents_changed(change, after)}
        if change.versions != expected:
            what = f"{change.id} says that it opens {_listed(change.versions)}, and it opens {_listed(expected)}."
            yield _chain(ledger.files[change.id], what)
        numbers |= change.versions


def _misclassed(change: Change, before: Records, after: Records) -> Iterator[str]:
    """A record whose class is not what the rules find; what a further reason only names again has no difference."""
    if change.is_first:
        return
    was, now = ({name: side[name] for name in change.records if name in side} for side in (before, after))
    if format_of(now) != format_of(was):
        yield from _misrecorded(change, was, now)
        return
    kinds = {difference.item: difference.kind for difference in differences(was, now, change.rules)}
    for name, recorded in change.records.items():
        if name in kinds and recorded.kind != kinds[name]:
            yield f"{change.id} calls what it did to {name} {recorded.kind}, and it is {kinds[name]}."


def _misrecorded(change: Change, was: Records, now: Records) -> Iterator[str]:
    """Where a change that begins a format of the record does more than that, or goes back to an earlier one."""
    other = [name for name, recorded in change.records.items() if recorded.kind != "recorded"]
    if other or widened(was, now) != now:
        yield f"{change.id} says that it only begins to record more, and it does something else."


def _documents_changed(change: Change, after: Records) -> list[str]:
    """The documents that come to a new version: all at first, then those with more than punctuation changed."""
    if change.is_first:
        return documents(after)
    named = [name for name, record in change.records.items() if opens_version(record)]
    return [*dict.fromkeys(filter(None, (document_of(name, after) for name in named)))]


def _listed(versions: Mapping[str, int]) -> str:
    return ", ".join(f"version {number} of {name}" for name, number in versions.items()) or "no version"
