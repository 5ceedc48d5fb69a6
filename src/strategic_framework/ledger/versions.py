"""What the words were: undoing changes from the newest to the oldest gives every earlier state back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from strategic_framework.ledger.records import FIELDS, FORMAT, Record, Records, format_of, reading_order
from strategic_framework.model import PLANNED_KINDS
from strategic_framework.model.changes import Change, FieldValue, Recorded, listed_names
from strategic_framework.model.frozen import frozen


@frozen
class Version:
    """One version of one document: its number, the change that opened it, and all records as that change left them."""

    document: str
    number: int
    change: Change
    records: Records

    @property
    def text(self) -> str:
        """The words of the version as they are served in `text.txt`: long, and so not kept."""
        return words(self.document, self.number, self.change, self.records)

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
    newest_first = [
        Version(document, number, change, state)
        for change, state in left
        for document, number in change.versions.items()
    ]
    return newest_first[::-1]


def words(document: str, number: int, change: Change, records: Records) -> str:
    """The words of a version as plain text, made from its records and the change that opened it, and nothing else.

    They are written by the format that the records are in, so that the fingerprint of an earlier version never moves.
    """
    head = [
        str(records[document].get("title", document)),
        f"Version {number}, {_when(change)} ({change.id})",
    ]
    identity, standing = _LAYOUTS.get(format_of(records), _LAYOUTS[FORMAT])
    lines = [*head, *identity(records[document]), ""]
    for name in reading_order(document, records):
        record = records[name]
        if name == document:
            lines += [line for key in ("quote", "text") for line in _each(record.get(key))]
            continue
        for key in ("title", "text"):
            if key in record:
                first = key == "title" or "title" not in record
                lines += [f"{record[key]} [{name}]{standing(record) if first else ''}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _when(change: Change) -> str:
    """When the words came to stand: published here, or before this site kept its record."""
    if not change.imported:
        return f"published {change.published}"
    return f"in force from {change.decided}, recorded {change.published}"


def _identity_1(_: Record) -> list[str]:
    return []


def _standing_1(record: Record) -> str:
    return " (retired)" if record.get("retired") else ""


def _identity_2(document: Record) -> list[str]:
    """A line for each thing by which readers know a document: its short name, its dates, and the names of its parts."""
    period = str(document.get("due", "")).replace("/", " to ")
    known = {"short name": document.get("label"), "known": document.get("described_as"), "dates": period,
             "published": document.get("published"), "quoted from": document.get("source")}  # fmt: skip
    labels = document.get("labels")
    parts = labels.items() if isinstance(labels, dict) else ()
    called = [f"{text} [{name.replace('_', ' ')}]" for name, text in parts]
    return [*(f"{value} [{name}]" for name, value in known.items() if value), *called]


def _standing_2(record: Record) -> str:
    """In brackets, what is said of an item beside its words: its date, whether it is in force, what it is tied to."""
    date = "due" if record["kind"] in PLANNED_KINDS else "looks to"
    tied = {"the plan’s own number": "reference", date: "due", "lead": "lead", "partners": "partners",
            "replaced by": "replaced_by", "continues": "continues", "also continues": "also_continues"}  # fmt: skip
    said = ["retired"] if record.get("retired") else []
    said += [f"{how} {_joined(record[field])}" for how, field in tied.items() if field in record]
    involved = record.get("also_involves")
    for named in involved if isinstance(involved, list) else ():
        said += (
            [f"also involves {named['body']}: {named['quote']} ({named['source']})"] if isinstance(named, dict) else []
        )
    return f" ({'; '.join(said)})" if said else ""


def _joined(value: FieldValue) -> str:
    return ", ".join(listed_names(value)) if isinstance(value, list) else str(value)


#: Format of the record → what is said of a document above its words, and of an item behind them.
_LAYOUTS: dict[int, tuple[Callable[[Record], list[str]], Callable[[Record], str]]] = {
    1: (_identity_1, _standing_1), 2: (_identity_2, _standing_2),
}  # fmt: skip


def _each(value: FieldValue) -> Iterator[str]:
    """Each text of a field, and an empty line after it."""
    for text in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        yield from (str(text), "")
