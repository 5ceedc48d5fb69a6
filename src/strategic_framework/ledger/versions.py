"""What the words were: undoing changes from the newest to the oldest gives every earlier state back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from strategic_framework.ledger.records import FIELDS, Record, Records
from strategic_framework.ledger.version_text import Texts
from strategic_framework.model.changes import Change, FieldValue, Recorded
from strategic_framework.model.frozen import frozen


@frozen
class Version:
    """One version of one document: its number, the change that opened it, and all records as that change left them."""

    document: str
    number: int
    change: Change
    records: Records
    texts: Texts = field(default_factory=Texts, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The words of the version as they are served in `text.txt`: long, and so not kept."""
        return self.texts.of(self.document, self.number, self.change, self.records)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of `text.txt`, as it was sealed when the version was opened: `framework verify` proves it."""
        return self.change.fingerprints.get(self.document, "")


def opens_version(recorded: Recorded) -> bool:
    """Whether what was done to a record opens a version of its document: what is tidied or newly recorded does not."""
    return recorded.kind not in {"cosmetic", "recorded"} and recorded.was != recorded.now


def apply(records: Records, change: Change) -> Records:
    """The records after a change."""
    return _with(records, {name: recorded.now for name, recorded in change.records.items()})


def undo(records: Records, change: Change) -> Records:
    """The records before a change."""
    return _with(records, {name: recorded.was for name, recorded in change.records.items()})


def _with(records: Records, fields: Mapping[str, Mapping[str, FieldValue] | None]) -> Records:
    """The records with the fields given: None takes the record away, a field that is None is absent."""
    changed = dict(records)
    for name, values in fields.items():
        if values is None:
            changed.pop(name, None)
            continue
        merged: Record = {**changed.get(name, {}), **values}
        changed[name] = {field: merged[field] for field in FIELDS if merged.get(field) is not None}
    return changed


def states(records: Records, changes: Sequence[Change]) -> Iterator[tuple[Change, Records]]:
    """Each change with the records as it left them, from the newest to the oldest."""
    for change in reversed(changes):
        yield change, records
        records = undo(records, change)


def versions(left: Iterable[tuple[Change, Records]]) -> list[Version]:
    """Every version of every document, the oldest first, from what each change left, the newest first."""
    texts = Texts()
    newest_first = [
        Version(document, number, change, state, texts)
        for change, state in left
        for document, number in change.versions.items()
    ]
    return newest_first[::-1]
