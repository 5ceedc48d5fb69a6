"""What the words were: undoing changes from the newest to the oldest gives every earlier state back exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from strategic_framework.ledger.records import FIELDS, Record, Records, reading_order, text_digest
from strategic_framework.model.changes import Change, FieldValue


@dataclass(frozen=True)
class Version:
    """One version of one document: its number, the change that opened it, and all records as that change left them."""

    document: str
    number: int
    change: Change
    records: Records

    @cached_property
    def text(self) -> str:
        """The words of the version as they are served in `text.txt`."""
        return words(self.document, self.number, self.change, self.records)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of `text.txt`, sealed when the version was opened."""
        return text_digest(self.text)


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


def versions(records: Records, changes: Sequence[Change]) -> list[Version]:
    """Every version of every document, the oldest first."""
    newest_first = [
        Version(document, number, change, state)
        for change, state in states(records, changes)
        for document, number in change.versions.items()
    ]
    return newest_first[::-1]


def words(document: str, number: int, change: Change, records: Records) -> str:
    """The words of a version as plain text, made from its records and the change that opened it, and nothing else."""
    lines = [
        str(records[document].get("title", document)),
        f"Version {number}, published {change.published} ({change.id})",
        "",
    ]
    for name in reading_order(document, records):
        record = records[name]
        if name == document:
            lines += [line for key in ("quote", "text") for line in _each(record.get(key))]
            continue
        retired = " (retired)" if record.get("retired") else ""
        if "title" in record:
            lines += [f"{record['title']} [{name}]{retired}", ""]
        if "text" in record:
            lines += [f"{record['text']} [{name}]{retired}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _each(value: FieldValue) -> Iterator[str]:
    """Each text of a field, and an empty line after it."""
    for text in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        yield from (str(text), "")
