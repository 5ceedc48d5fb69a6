"""The framework as it stood: the model with the words of earlier records in the places they had then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from strategic_framework.ledger.records import Record, Records
from strategic_framework.model import (
    Action,
    Alliance,
    Aspiration,
    Context,
    CrossCutting,
    Edition,
    Framework,
    Introduction,
    Item,
    Noun,
    Paragraph,
    Principle,
    Priority,
    Role,
    Settings,
)

#: Kind of a record → its noun, and the list of its parent that it stands in.
_KINDS: dict[str, tuple[type[Item], str]] = {
    "introduction": (Introduction, "introduction"),
    "cross-cutting work": (CrossCutting, "cross_cutting"),
    "context": (Context, "context"),
    "principle": (Principle, "principles"),
    "role": (Role, "role"),
    "action": (Action, "actions"),
    "aspiration": (Aspiration, "aspirations"),
    "paragraph": (Paragraph, "paragraphs"),
}
_ALLIANCE = {
    "commitment": "commitments", "joint priority": "joint_priorities", "governance": "governance",
    "result": "results", "ambition": "ambitions",
}  # fmt: skip


def framework_at(framework: Framework, records: Records) -> Framework:
    """The framework with the wording, places and order of the records; what they do not cover is as it is now.

    Documents that the records do not hold are left out.
    """
    editions = tuple(_edition(one, records, framework) for one in framework.editions if one.id in records)
    alliance = framework.alliance
    then = _alliance(alliance, records) if alliance and alliance.id in records else None
    updates = tuple(one for one in framework.updates if one.id in records)
    update = {"editions": editions, "alliance": then, "updates": updates, "settings": _settings(framework, editions)}
    return _copy(framework, update)  # type: ignore[no-any-return]


def _settings(framework: Framework, editions: tuple[Edition, ...]) -> Settings:
    """The settings; where the current edition is not in the records yet, the newest that is was current then."""
    settings = framework.settings
    if not editions or settings.current_edition in {one.id for one in editions}:
        return settings
    return _copy(settings, {"current_edition": editions[0].id})  # type: ignore[no-any-return]


def _copy(noun: Any, update: Mapping[str, Any]) -> Any:
    """A copy of a noun that still knows where it was written; nothing it has worked out comes along."""
    values = {name: getattr(noun, name) for name in type(noun).model_fields} | dict(update)
    copy = type(noun).model_construct(**values)
    copy._places.update(noun._places)
    return copy


def _children(record: Record, records: Records) -> list[tuple[str, Record]]:
    return [(name, records[name]) for name in record.get("order", []) if name in records]


def _lists(record: Record, records: Records, known: Mapping[str, Noun], names: Iterable[str]) -> dict[str, Any]:
    """The children of a record, each in the list of its kind, in their order."""
    found: dict[str, list[Item]] = {name: [] for name in names}
    for name, child in _children(record, records):
        kind = _KINDS.get(child["kind"])
        if kind and kind[1] in found:
            found[kind[1]].append(_item(name, child, kind[0], records, known))
    return {name: tuple(items) for name, items in found.items()}


def _item(name: str, record: Record, kind: type[Item], records: Records, known: Mapping[str, Noun]) -> Item:
    noun = known.get(name)
    values = _values(record)
    if kind is Context:
        values |= _lists(record, records, known, ("principles",))
    base = noun if isinstance(noun, kind) else kind(id=name, text=record.get("text", ""))
    return _copy(base, values)  # type: ignore[no-any-return]


def _values(record: Record) -> dict[str, Any]:
    return {
        "text": record.get("text", ""),
        "retired": bool(record.get("retired")),
        "replaced_by": record.get("replaced_by"),
        "continues": record.get("continues"),
    }


def _edition(edition: Edition, records: Records, framework: Framework) -> Edition:
    record = records[edition.id]
    known: dict[str, Noun] = {**framework.items}
    starts, _, ends = record.get("due", "/").partition("/")
    priorities = tuple(
        _priority(name, child, records, known, framework)
        for name, child in _children(record, records)
        if child["kind"] == "priority"
    )
    update = {
        "title": record.get("title", ""), "starts": starts, "ends": ends, "diagram": record.get("text"),
        "labels": type(edition.labels)(**record.get("labels", {})), "priorities": priorities,
        **_lists(record, records, known, ("introduction", "cross_cutting")),
    }  # fmt: skip
    return _copy(edition, update)  # type: ignore[no-any-return]


def _priority(name: str, record: Record, records: Records, known: Mapping[str, Noun], framework: Framework) -> Priority:
    lists = _lists(record, records, known, ("context", "role", "actions", "aspirations", "paragraphs"))
    values = {"title": record["title"], "due": record.get("due"), **_values(record)}
    del values["text"]
    return _copy(framework.priorities[name], {**values, **lists})  # type: ignore[no-any-return]


def _alliance(alliance: Alliance, records: Records) -> Alliance:
    record = records[alliance.id]
    known = {item.id: item for item in alliance.items}
    lists: dict[str, list[Item]] = {name: [] for name in _ALLIANCE.values()}
    for name, child in _children(record, records):
        if name in known and child["kind"] in _ALLIANCE:
            lists[_ALLIANCE[child["kind"]]].append(_copy(known[name], _values(child)))
    update = {
        "title": record.get("title", ""), "labels": type(alliance.labels)(**record.get("labels", {})),
        "proposed": record.get("due"), **{name: tuple(items) for name, items in lists.items()},
    }  # fmt: skip
    return _copy(alliance, update)  # type: ignore[no-any-return]
