"""What was tidied while a version stood: a change of punctuation, spacing or capitals opens no version of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategic_framework.ledger.records import Records, document_of
from strategic_framework.model.changes import Change
from strategic_framework.model.frozen import frozen


@frozen
class Correction:
    """What one change tidied in one version of a document, by identifier."""

    document: str
    number: int
    change: Change
    names: tuple[str, ...]


def corrections(published: Records, changes: Iterable[Change]) -> Iterator[Correction]:
    """Every correction of every version, the oldest first; what comes with a new version is part of its words."""
    numbers: dict[str, int] = {}
    for change in changes:
        numbers |= change.versions
        tidied: dict[str, list[str]] = {}
        for name, record in change.records.items():
            document = document_of(name, published) if record.kind == "cosmetic" and record.was != record.now else None
            if document and document not in change.versions:
                tidied.setdefault(document, []).append(name)
        for document, names in tidied.items():
            yield Correction(document, numbers.get(document, 1), change, tuple(names))
