"""What a change makes of several items at once: one split into several, several merged into one, one put for another.

It is found from the records alone: what is retired names what replaces it, and what is new names what it continues.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from strategic_framework.model.changes import Change, Recorded, listed_names
from strategic_framework.model.frozen import frozen


@frozen
class Succession:
    """Items that gave way in one change, and those that came in their place; a `split` item may itself stay."""

    kind: Literal["split", "merged", "replaced"]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def items(self) -> set[str]:
        """Everything that is told of in it."""
        return {*self.before, *self.after}


def successions(change: Change) -> list[Succession]:
    """Every split, merger and replacement of a change, in the order of its records."""
    successors = _successors(change)
    splits = [
        Succession("split", (name,), after)
        for name, after in successors.items()
        if len(after) > 1 and all(other in change.records for other in after)
    ]
    split_up = {item for split in splits for item in split.before}
    joined: dict[str, list[str]] = {}
    for name, after in successors.items():
        if name not in split_up and after[0] in change.records:
            joined.setdefault(after[0], []).append(name)
    return [*splits, *(_joined(change, tuple(before), after) for after, before in joined.items())]


def _joined(change: Change, before: tuple[str, ...], after: str) -> Succession:
    one_for_another = len(before) == 1 and change.records[after].was is None
    return Succession("replaced" if one_for_another else "merged", before, (after,))


def _successors(change: Change) -> dict[str, tuple[str, ...]]:
    """What gives way → what comes in its place; something that stays, with other words, stands first itself."""
    pairs: dict[str, list[str]] = {}
    for name, after in _pairs(change):
        pairs.setdefault(name, [name] if change.records[name].kind == "amended" else []).append(after)
    return {name: tuple(dict.fromkeys(after)) for name, after in pairs.items()}


def _pairs(change: Change) -> Iterator[tuple[str, str]]:
    for name, record in change.records.items():
        if record.kind == "retired" and (replacement := _field(record, "replaced_by")):
            yield name, replacement
        for before in _carried(record) if record.was is None else ():
            if before in change.records and change.records[before].kind in {"retired", "amended"}:
                yield before, name


def _carried(record: Recorded) -> list[str]:
    """Everything that a record says it carries on."""
    return [_field(record, "continues"), *listed_names((record.now or {}).get("also_continues"))]


def _field(record: Recorded, field: str) -> str:
    return str((record.now or {}).get(field) or "")
