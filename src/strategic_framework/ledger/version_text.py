"""The plain text of a version, as it is served in `text.txt`: made from records alone, so that no fingerprint moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strategic_framework.ledger.records import (
    FORMAT,
    Record,
    Records,
    children,
    format_of,
    reading_order,
    top_of,
)
from strategic_framework.model import PLANNED_KINDS
from strategic_framework.model.changes import Change, FieldValue, listed_names


class Texts:
    """The words of one version after another as plain text: what stands in a document is put once, until it changes."""

    def __init__(self) -> None:
        self._standing: Callable[[Record], str] = _standing_1
        self._records: Records = {}
        #: What stands in a document, by its identifier → the lines of all its records.
        self._known: dict[str, str] = {}

    def of(self, document: str, number: int, change: Change, records: Records) -> str:
        """The words of a version, made from its records and the change that opened it, and nothing else.

        They are written by the format that the records are in, so that the fingerprint of an earlier version never
        moves.
        """
        identity, standing = _LAYOUTS.get(format_of(records), _LAYOUTS[FORMAT])
        self._forget_changed(records, standing)
        own = records[document]
        head = [str(own.get("title", document)), f"Version {number}, {_when(change)} ({change.id})", *identity(own), ""]
        quoted = [line for key in ("quote", "text") for line in _each(own.get(key))]
        tops = [self._of_top(name, records) for name in children(own) if name in records]
        return ("\n".join([*head, *quoted, ""]) + "".join(tops)).rstrip("\n") + "\n"

    def _forget_changed(self, records: Records, standing: Callable[[Record], str]) -> None:
        """Know no more of what holds a record that is another than before, or is gone."""
        before = self._records if standing is self._standing else {}
        changed = [name for name, record in records.items() if before.get(name) is not record] if before else []
        for name in (*changed, *(before.keys() - records.keys())):
            for state in (before, records):
                self._known.pop(top_of(name, state), None)
        if not before:
            self._known.clear()
        self._records, self._standing = records, standing

    def _of_top(self, top: str, records: Records) -> str:
        if top not in self._known:
            self._known[top] = "".join(self._of_record(name, records[name]) for name in reading_order(top, records))
        return self._known[top]

    def _of_record(self, name: str, record: Record) -> str:
        texts = [f"{record[key]} [{name}]" for key in ("title", "text") if key in record]
        first = [texts[0] + self._standing(record)] if texts else []
        return "".join(f"{text}\n\n" for text in [*first, *texts[1:]])


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
