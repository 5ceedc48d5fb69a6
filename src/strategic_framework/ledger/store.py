"""The ledger as files: the lock, the sealed changes, the reasons that wait, and every address ever published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from strategic_framework.content import source as yaml_source
from strategic_framework.content.files import FOLDER, natural
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.content.validation import validated
from strategic_framework.ledger import change_parts
from strategic_framework.ledger import lock as lock_file
from strategic_framework.ledger.corrections import Correction, corrections
from strategic_framework.ledger.difference import Difference, differences
from strategic_framework.ledger.lock import Lock, LockError
from strategic_framework.ledger.records import Record, Records, digest, records, widened
from strategic_framework.ledger.version_parts import VersionPart, parts
from strategic_framework.ledger.versions import Version, states, versions
from strategic_framework.model import Noun, Place
from strategic_framework.model.changes import Change, Reason
from strategic_framework.model.frozen import frozen
from strategic_framework.model.kept import kept
from strategic_framework.model.proposals import Proposal

N = TypeVar("N", bound=Noun)
CHANGES, PENDING, ADDRESSES = "changes", "changes/pending", "addresses.txt"
_SEALED = re.compile(r"\d{4,}-[a-z0-9-]+\.yml")


@frozen
class Pending:
    """A reason that waits to be published, with the name of its file below the content folder."""

    file: str
    reason: Reason


@frozen
class Proposed:
    """A proposal that waits to be published, with the name of its file below the folder of the project."""

    file: str
    proposal: Proposal


@dataclass
class Ledger:
    """Everything that was sealed and what waits; empty before the first publication."""

    lock: Lock | None
    changes: tuple[Change, ...] = ()
    hashes: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    pending: tuple[Pending, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    addresses: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: dict[str, yaml_source.File] = field(default_factory=dict)

    def line(self, place: Place) -> str:
        """The editor's own line at a place in a reason or a change, or nothing."""
        file = self.read.get(place.file)
        return file.line(place.line) if file and place.line > 0 else ""

    @property
    def published(self) -> Records:
        """The records that the public can read now."""
        return self.lock.records if self.lock else {}

    @cached_property
    def versions(self) -> list[Version]:
        """Every version of every document, the oldest first."""
        return versions(self.states)

    @cached_property
    def states(self) -> list[tuple[Change, Records]]:
        """Each change with the records as it left them, the newest first; they share what they have alike."""
        return list(states(self.published, self.changes))

    @cached_property
    def _by_document(self) -> dict[str, list[Version]]:
        by_document: dict[str, list[Version]] = {}
        for version in self.versions:
            by_document.setdefault(version.document, []).append(version)
        return by_document

    def versions_of(self, document: str) -> list[Version]:
        """The versions of one document, the oldest first."""
        return self._by_document.get(document, [])

    def parts_of(self, version: Version) -> Sequence[VersionPart]:
        """The parts that the words of a long version stand on; none where its page holds them."""
        document = version.document
        if document not in self._parts:
            self._parts[document] = parts(self.versions_of(document), self.touched)
        return self._parts[document].get(version.number, ())

    @cached_property
    def _parts(self) -> dict[str, dict[int, Sequence[VersionPart]]]:
        return {}

    def parts_of_change(self, change: Change) -> Sequence[change_parts.Names]:
        """The parts that what a long change did stands on; none where its page holds all."""
        if change.id not in self._parts_of_changes:
            self._parts_of_changes[change.id] = change_parts.parts(change)
        return self._parts_of_changes[change.id]

    @cached_property
    def _parts_of_changes(self) -> dict[str, Sequence[change_parts.Names]]:
        return {}

    def touched(self, after: Change, until: Change) -> set[str]:
        """What the changes after one touched, up to and with another."""
        first, last = self._places[after.id] + 1, self._places[until.id] + 1
        return {name for change in self.changes[first:last] for name in change.records}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {change.id: place for place, change in enumerate(self.changes)}

    def version(self, document: str, number: int) -> Version:
        """One version. Raises LookupError where there is none."""
        if number < 1:
            raise LookupError(f"there is no version {number}")
        return self.versions_of(document)[number - 1]

    @cached_property
    def corrections(self) -> list[Correction]:
        """What was tidied in any version while it stood, the oldest first."""
        return list(corrections(self.published, self.changes))

    @cached_property
    def sealed_as(self) -> dict[str, str]:
        """Change → its hash, by which anybody can tell that it was not edited since."""
        return dict(zip((change.id for change in self.changes), self.hashes, strict=True))

    @cached_property
    def changes_of(self) -> dict[str, list[Change]]:
        """Record → the changes that touched it or looked at it, the oldest first."""
        changes: dict[str, list[Change]] = {}
        for change in self.changes:
            touched = [*change.records, *(change.items if change.reviewed else ())]
            for name in dict.fromkeys(touched):
                changes.setdefault(name, []).append(change)
        return changes

    def last_looked_at(self, name: str) -> str:
        """The day on which a record was last published, changed or reviewed; nothing for what is not published."""
        looked = [change for change in self.changes_of.get(name, []) if not change.begins_format]
        changes = looked or ([self.changes[0]] if self.changes and name in self.published else [])
        last = changes[-1] if changes else None
        return "" if last is None else (last.reviewed and last.decided) or last.published

    @cached_property
    def reworded(self) -> frozenset[str]:
        """What no longer bears its first published words: it answers to the ledger and not to its source."""
        return frozenset(
            name
            for change in self.changes
            for name, record in change.records.items()
            if record.was and record.now and record.was.keys() & {"text", "said", "title", "labels", "quote"}
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Document → the number of its latest version."""
        return {version.document: version.number for version in self.versions}

    @cached_property
    def latest(self) -> str:
        """The last change that is more than cosmetic; nothing where there is none."""
        return next((change.id for change in reversed(self.changes) if not change.is_cosmetic), "")

    @cached_property
    def once_in(self) -> dict[str, list[str]]:
        """Parent → the items that once stood in it and stand elsewhere now, in the order in which they left."""
        leavers: dict[str, list[str]] = {}
        for change in self.changes:
            for name, record in change.records.items():
                parent = (record.was or {}).get("in")
                if parent and record.now is not None and self.published.get(name, {}).get("in") != parent:
                    leavers.setdefault(str(parent), []).append(name)
        return {parent: list(dict.fromkeys(names)) for parent, names in leavers.items()}

    def first_words(self, name: str, field: str = "text") -> str:
        """The first published text of a record, or of another field of it; nothing where it was never published."""
        for change in self.changes_of.get(name, []):
            record = change.records.get(name)
            if record is not None and record.was is not None and field in record.was:
                return str(record.was[field] or "")
        return str(self.published.get(name, {}).get(field, ""))

    def at_first(self, name: str) -> Change | None:
        """The change that first published a record."""
        touched = (change for change in self.changes_of.get(name, []) if name in change.records)
        added = [change for change in touched if change.records[name].was is None]
        return added[0] if added else (self.changes[0] if self.changes else None)


def read(root: Path) -> Ledger:
    """The ledger of a content folder. Never raises for what can stand in it: what is wrong is in its problems."""
    folder = root / FOLDER
    problems: list[Problem] = []
    lock = _lock(folder, problems)
    sealed = [path for path in _files(folder / CHANGES) if _SEALED.fullmatch(path.name)]
    changes, hashes, files = [], [], {}
    sources: dict[str, yaml_source.File] = {}
    for path in sealed:
        name = f"{FOLDER}/{CHANGES}/{path.name}"
        change = _typed_file(yaml_source.read(path, name), Change, problems, sources)
        if change is not None:
            changes.append(_typed(change))
            hashes.append(_digest(sources[name]))
            files[change.id] = name
    pending, proposed = [], []
    for path in _files(folder / PENDING):
        name = f"{FOLDER}/{PENDING}/{path.name}"
        file = yaml_source.read(path, name)
        if isinstance(file.root, yaml_source.Mapping) and file.root.get("changes") is not None:
            proposal = _typed_file(file, Proposal, problems, sources)
            proposed += [Proposed(name, proposal)] if proposal else []
        else:
            reason = _typed_file(file, Reason, problems, sources)
            pending += [Pending(name, reason)] if reason else []
    problems += _stray(folder)
    return Ledger(
        lock, tuple(changes), tuple(hashes), files, tuple(pending), tuple(proposed), _addresses(folder),
        tuple(problems), sources,
    )  # fmt: skip


def _files(folder: Path) -> list[Path]:
    paths = folder.glob("*.yml") if folder.is_dir() else ()
    return sorted(paths, key=lambda path: natural(path.name))


def _lock(folder: Path, problems: list[Problem]) -> Lock | None:
    path = folder / lock_file.NAME
    try:
        return lock_file.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, LockError) as fault:
        what = f"The record of what is published cannot be read. {fault}"
        instead = "Put the published file back. It is written by publishing and never by hand."
        problems.append(Problem(Place(f"{FOLDER}/{lock_file.NAME}", 0, 0), "lock", what, "", instead))
        return None


def _typed_file(
    file: yaml_source.File, kind: type[N], problems: list[Problem], sources: dict[str, yaml_source.File]
) -> N | None:
    """What a file holds, typed; None where it cannot be used."""
    sources[file.name] = file
    problems += file.problems
    noun, faults = _valid(file, kind)
    problems += faults
    return noun


@kept
def _valid(file: yaml_source.File, kind: type[N]) -> tuple[N | None, list[Problem]]:
    return validated(TypeAdapter(kind), yaml_source.plain(file.root), file.root) if file.root else (None, [])


@kept
def _digest(file: yaml_source.File) -> str:
    return digest(yaml_source.plain(file.root) if file.root else None)


@kept
def _typed(change: Change) -> Change:
    """The change with the one truth value among its fields read as such: files hold texts only."""
    records = {
        name: recorded.model_copy(update={"was": _retired(recorded.was), "now": _retired(recorded.now)})
        for name, recorded in change.records.items()
    }
    return change.model_copy(update={"records": records})


def _retired(fields: Record | None) -> Record | None:
    if not fields or fields.get("retired") is None:
        return fields
    return {**fields, "retired": fields["retired"] == "true"}


def _addresses(folder: Path) -> tuple[str, ...]:
    path = folder / ADDRESSES
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(line.removeprefix("/") for line in lines)


def _stray(folder: Path) -> list[Problem]:
    """A file that nobody would read: a reason in the wrong folder, or with the wrong ending."""
    problems = []
    for path in sorted((folder / CHANGES).rglob("*")) if (folder / CHANGES).is_dir() else ():
        below = path.relative_to(folder / CHANGES).as_posix()
        known = _SEALED.fullmatch(below) or re.fullmatch(r"pending/[^/]+\.yml", below) or path.name.startswith(".")
        if path.is_file() and not known and path.name != "README.md":
            what = (
                "Nothing reads this file: proposals and reasons stand in changes/pending, and their names end in .yml."
            )
            instead = "Put it there under such a name, or take it away."
            name = f"{FOLDER}/{CHANGES}/{below}"
            problems.append(Problem(Place(name, 0, 0), "stray-file", what, "", instead))
    return problems


# --- against the working text -----------------------------------------------------------------------------------------


def unpublished(ledger: Ledger, loaded: Loaded, now: Records | None = None) -> list[Difference]:
    """Every difference between the working text and the published text; none before the first publication.

    `now` are the records of the working text, where they are known already.
    """
    if ledger.lock is None or loaded.framework is None:
        return []
    now = now or records(loaded)
    return differences(widened(ledger.published, now), now)
