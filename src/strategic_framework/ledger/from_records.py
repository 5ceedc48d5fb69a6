"""The framework as it stood: the model with the words of earlier records in the places they had then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from strategic_framework.ledger import measured
from strategic_framework.ledger.records import SITE, Record, Records, children, source_record
from strategic_framework.model import (
    Action,
    Alliance,
    AllianceLabels,
    Aspiration,
    Context,
    CrossCutting,
    Edition,
    Framework,
    Group,
    Introduction,
    Item,
    Labels,
    Measure,
    Noun,
    Paragraph,
    Part,
    Planned,
    Principle,
    Priority,
    Referenced,
    Role,
    Settings,
    Source,
)
from strategic_framework.model.changes import listed_names

N = TypeVar("N", bound=Noun)

#: Kind of a record → its noun, and the list of its parent that it stands in.
_KINDS: dict[str, tuple[type[Item], str]] = {
    "introduction": (Introduction, "introduction"),
    "cross-cutting work": (CrossCutting, "cross_cutting"),
    "context": (Context, "context"),
    "principle": (Principle, "principles"),
    "role": (Role, "role"),
    "group": (Group, "groups"),
    "action": (Action, "actions"),
    "part": (Part, "parts"),
    "aspiration": (Aspiration, "aspirations"),
    "paragraph": (Paragraph, "paragraphs"),
}
#: What stands inside an item of a kind, by its lists.
_INSIDE: dict[type[Item], tuple[str, ...]] = {
    Context: ("principles",), Group: ("actions", "aspirations"), Action: ("parts",),
}  # fmt: skip
_ALLIANCE = {
    "commitment": "commitments", "joint priority": "joint_priorities", "governance": "governance",
    "result": "results", "ambition": "ambitions",
}  # fmt: skip


def framework_at(framework: Framework, records: Records) -> Framework:
    """The framework with the wording, places and order of the records; what they do not cover is as it is now.

    Documents that the records do not hold are left out.
    """
    editions = tuple(_edition(edition, records, framework) for edition in framework.editions if edition.id in records)
    alliance = framework.alliance
    recorded = _alliance(alliance, records) if alliance and alliance.id in records else None
    updates = tuple(
        _copy(update, retired=bool(records[update.id].get("retired")))
        for update in framework.updates
        if update.id in records
    )
    measures = tuple(_measure(one, records[one.id]) for one in framework.measures if one.id in records)
    return _copy(framework, editions=editions, alliance=recorded, updates=updates, measures=measures,
                 sources=_sources(framework, records),
                 settings=_settings(framework, editions, records.get(SITE, {})))  # fmt: skip


def _measure(measure: Measure, record: Record) -> Measure:
    """A measure with the values, the baseline and the target that it had."""
    under = record["under"]
    return _copy(
        measure,
        name=record["title"],
        unit=record["unit"],
        under=tuple(under) if isinstance(under, list) else (),
        baseline=measured.level_of(record.get("baseline")),
        target=measured.level_of(record.get("target")),
        breaks=measured.breaks_of(record.get("breaks")),
        values=tuple(measured.values_of(record.get("values")).values()),
        note=record.get("note"),
        retired=bool(record.get("retired")),
    )


def _settings(framework: Framework, editions: tuple[Edition, ...], record: Record) -> Settings:
    """The settings; where the current edition is not in the records yet, the newest that is was current then."""
    settings = framework.settings
    if record:
        publisher = _copy(settings.publisher, name=record["publisher"])
        identity = {name: record.get(name) for name in ("title", "approved_by", "current_edition")}
        settings = _copy(settings, publisher=publisher, official="official" in record, **identity)
    if not editions or settings.current_edition in {edition.id for edition in editions}:
        return settings
    return _copy(settings, current_edition=editions[0].id)


def _sources(framework: Framework, records: Records) -> tuple[Source, ...]:
    """The sources with their recorded titles; one that is not recorded yet stays, for what is new may rest on it."""
    return tuple(
        _copy(
            source,
            title=record["title"],
            author=record["author"],
            date=record.get("due"),
            retired=bool(record.get("retired")),
        )
        if (record := records.get(source_record(source.id)))
        else source
        for source in framework.sources
    )


def _copy(noun: N, **update: object) -> N:
    """A copy of a noun that still knows where it was written; nothing it has worked out comes along."""
    values = {name: getattr(noun, name) for name in type(noun).model_fields} | update
    copy = cast("N", type(noun).model_construct(**values))
    copy._places.update(noun._places)
    return copy


def _children(record: Record, records: Records) -> list[tuple[str, Record]]:
    return [(name, records[name]) for name in children(record) if name in records]


def _lists(
    record: Record, records: Records, known: Mapping[str, Noun], names: Iterable[str]
) -> dict[str, tuple[Item, ...]]:
    """The children of a record, each in the list of its kind, in their order."""
    lists: dict[str, list[Item]] = {name: [] for name in names}
    for name, child in _children(record, records):
        kind, listed = _KINDS.get(_text(child, "kind"), (Item, ""))
        if listed in lists:
            lists[listed].append(_item(name, child, kind, records, known))
    return {name: tuple(items) for name, items in lists.items()}


def _item(name: str, record: Record, kind: type[Item], records: Records, known: Mapping[str, Noun]) -> Item:
    noun = known.get(name)
    inside = _lists(record, records, known, _INSIDE.get(kind, ()))
    words: dict[str, Any] = {"text": _text(record, "text")} | (
        {"title": _text(record, "title")} if kind is Group else {}
    )
    base = noun if isinstance(noun, kind) else kind.model_construct(id=name, **words)
    return _copy(base, **words, **_standing(record), **_planned(record, kind), **inside)


def _planned(record: Record, kind: type[Item]) -> dict[str, object]:
    """The number, the date and the bodies that a plan gives to an item of that kind."""
    if not issubclass(kind, Planned):
        return {"reference": record.get("reference")} if issubclass(kind, Referenced) else {}
    named = {field: tuple(listed_names(record.get(field))) for field in ("lead", "partners")}
    return {"reference": record.get("reference"), "due": record.get("due"), **named}


def _text(record: Record, field: str) -> str:
    return str(record.get(field) or "")


def _labels(record: Record) -> dict[str, str]:
    labels = record.get("labels")
    return labels if isinstance(labels, dict) else {}


def _standing(record: Record) -> dict[str, object]:
    """What a record says beside its words: whether it is in force, and what it is tied to."""
    return {
        "retired": bool(record.get("retired")),
        "replaced_by": record.get("replaced_by"),
        "continues": record.get("continues"),
        "also_continues": tuple(listed_names(record.get("also_continues"))),
    }


def _edition(edition: Edition, records: Records, framework: Framework) -> Edition:
    record = records[edition.id]
    starts, _, ends = _text(record, "due").partition("/")
    priorities = tuple(
        _priority(name, child, records, framework)
        for name, child in _children(record, records)
        if child["kind"] == "priority"
    )
    return _copy(
        edition, title=_text(record, "title"), starts=starts, ends=ends, diagram=record.get("text"),
        labels=Labels(**_labels(record)), priorities=priorities, **_identity(edition, records),
        **_lists(record, records, framework.items, ("introduction", "cross_cutting")),
    )  # fmt: skip


def _identity(document: Edition | Alliance, records: Records) -> dict[str, object]:
    """By what readers know a document, where the format of the records holds it."""
    fields = ("label", "described_as", "published", "source") if isinstance(document, Edition) else ("label", "source")
    return {name: records[document.id].get(name) for name in fields} if SITE in records else {}


def _priority(name: str, record: Record, records: Records, framework: Framework) -> Priority:
    lists = _lists(
        record, records, framework.items, ("context", "role", "groups", "actions", "aspirations", "paragraphs")
    )
    priority = framework.priorities[name]
    return _copy(priority, title=record["title"], due=record.get("due"), **_standing(record), **lists)


def _alliance(alliance: Alliance, records: Records) -> Alliance:
    record = records[alliance.id]
    known = {item.id: item for item in alliance.items}
    lists: dict[str, list[Item]] = {name: [] for name in _ALLIANCE.values()}
    for name, child in _children(record, records):
        kind = _text(child, "kind")
        if name in known and kind in _ALLIANCE:
            lists[_ALLIANCE[kind]].append(_copy(known[name], text=_text(child, "text"), **_standing(child)))
    return _copy(
        alliance, title=_text(record, "title"), labels=AllianceLabels(**_labels(record)), proposed=record.get("due"),
        **_identity(alliance, records), **{name: tuple(items) for name, items in lists.items()},
    )  # fmt: skip
