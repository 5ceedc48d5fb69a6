"""The proposal that gives the words back that were there before a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategic_framework.content.numbering import PREFIXES
from strategic_framework.ledger import measured
from strategic_framework.ledger.difference import HALF, likeness
from strategic_framework.ledger.records import SITE, Record, Records, children, document_of
from strategic_framework.ledger.sheets import list_of
from strategic_framework.model import Value
from strategic_framework.model.changes import Change, FieldValue, Recorded
from strategic_framework.model.frozen import frozen

#: Kind of record, or nothing for all others → field of a record → the field of the file that it was read from.
_FIELDS: dict[str, dict[str, str | None]] = {
    "edition": {"title": None, "label": "label", "described_as": "described_as", "published": "published",
                "text": "diagram", "source": "source"},
    "alliance": {"title": None, "label": "label", "due": "proposed", "source": "source"},
    "site": {"title": None, "publisher": "publisher.name", "approved_by": "approved_by", "official": "official"},
    "update": {"title": "title", "due": "date", "text": "quote", "said": "said", "source": "source",
               "reported_as": "reported_as"},
    "measure": {"title": None, "unit": "unit", "note": "note"},
    "source": {"title": None, "due": "date", "author": "author"},
    "group": {"title": None, "text": "text", "reference": "reference", "continues": "continues"},
    "": {"title": None, "due": "due", "text": None, "reference": "reference", "continues": "continues"},
}  # fmt: skip
#: What other kinds of change give back.
_LISTS = ("about", "near", "under", "lead", "partners")
_ELSEWHERE = {"retired", "replaced_by", "in", "order", "current_edition", "labels", "kind", "format", "baseline",
              "target", "values", *_LISTS}  # fmt: skip
#: Field of a record → what stands in the file where the record has nothing.
_ABSENT = {"official": "false"}


@frozen
class Undoing:
    """The changes that undo a change, as they are written, and what they cannot give back."""

    changes: tuple[Mapping[str, object], ...]
    left: tuple[str, ...]


def undoing(change: Change, before: Records, after: Records) -> Undoing:
    """What gives the records before a change back, as far as a proposal can."""
    changes: list[Mapping[str, object]] = []
    left: list[str] = []
    for name, recorded in change.records.items():
        kind = str((before.get(name) or after.get(name) or {}).get("kind"))
        if recorded.was is None:
            changes += [{"retire": name}]
        elif recorded.now is not None:
            changes += _fields(name, kind, recorded, before)
            left += [
                f"The field “{field}” of {name} is put back by hand."
                for field, value in recorded.was.items()
                if value != recorded.now.get(field) and not _is_given_back(kind, field)
            ]
    changes += [one for name in change.records for one in _moved(name, before, after)]
    changes += [one for name in change.records for one in _ordered(name, before, after)]
    return Undoing(tuple(changes), tuple(left))


def _is_given_back(kind: str, field: str) -> bool:
    return field in _ELSEWHERE or field in _FIELDS.get(kind, _FIELDS[""]) or (kind == "edition" and field == "due")


def _fields(name: str, kind: str, recorded: Recorded, before: Records) -> Iterator[Mapping[str, object]]:
    """The words of one record, and whether it was in force."""
    was, now = recorded.was or {}, recorded.now or {}
    if "retired" in was and was["retired"] != now.get("retired"):
        back = {"retire": name, "replaced_by": before[name].get("replaced_by")}
        yield back if was["retired"] else {"restore": name}
    elif was.get("replaced_by") and before[name].get("retired"):
        yield {"retire": name, "replaced_by": was["replaced_by"]}
    if "current_edition" in was:
        yield {"current_edition": was["current_edition"], "from": now.get("current_edition")}
    target = {SITE: "framework"}.get(name, name)
    for field, written in _FIELDS.get(kind, _FIELDS[""]).items():
        if field in was and was[field] != now.get(field):
            old, new = (side.get(field) or _ABSENT.get(field) for side in (was, now))
            yield {"reword": target, "field": written, "from": new, "to": old}
    yield from _listed(target, was, now)
    if kind == "edition" and "due" in was:
        sides = (str(side["due"]).split("/") for side in (was, now))
        for key, old, new in zip(("starts", "ends"), *sides, strict=True):
            if old != new:
                yield {"reword": target, "field": key, "from": new, "to": old}
    yield from _labels(target, was.get("labels"), now.get("labels"), "" if kind == "update" else "labels.")
    for field in ("baseline", "target"):
        yield from _labels(target, was.get(field), now.get(field), f"{field}.")
    yield from _values(target, measured.values_of(was.get("values")), measured.values_of(now.get("values")))


def _listed(target: str, was: Record, now: Record) -> Iterator[Mapping[str, object]]:
    for field in _LISTS:
        if field in was and was[field] != now.get(field):
            yield {"entries": target, "field": field, "from": now.get(field) or (), "to": was[field] or ()}


def _labels(target: str, was: FieldValue, now: FieldValue, group: str) -> Iterator[Mapping[str, object]]:
    old, new = (side if isinstance(side, Mapping) else {} for side in (was, now))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield {"reword": target, "field": f"{group}{key}", "from": new.get(key), "to": old.get(key)}


def _values(target: str, was: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[Mapping[str, object]]:
    """The rows of a measure as they were: what is new is taken away, what is another is put back."""
    for date in {**was, **now}:
        old, new = was.get(date), now.get(date)
        if old != new:
            row = {} if old is None else old.model_dump(exclude={"date", "value"}, exclude_none=True)
            yield {"value": target, "date": date, "from": measured.number(new), "to": measured.number(old), **row}


def _moved(name: str, before: Records, after: Records) -> Iterator[Mapping[str, object]]:
    """An item that stands in something else than before goes back behind what it stood behind."""
    was, now = before.get(name), after.get(name)
    if was and now and was.get("in") != now.get("in"):
        yield {"move": name, "under": was["in"], "after": _behind(name, before)}


def _behind(name: str, before: Records) -> str | None:
    """What an item stood behind in its list."""
    siblings = [one for one in children(before[str(before[name]["in"])]) if list_of(one) == list_of(name)]
    place = siblings.index(name)
    return siblings[place - 1] if place else None


def _ordered(name: str, before: Records, after: Records) -> Iterator[Mapping[str, object]]:
    """The old order of each list in which what stands there now, or comes back, is in another."""
    if name not in before or name not in after or document_of(name, before) == name:
        return
    old, new = children(before[name]), children(after[name])
    for key in dict.fromkeys(map(list_of, old)):
        mine = [one for one in old if list_of(one) == key]
        there = [one for one in new if one in mine]
        returning = [one for one in mine if one not in new]
        first = any(one == mine[0] for one in returning)  # what stood first cannot be put behind anything
        if key in PREFIXES and len(mine) > 1 and (there != [one for one in mine if one in there] or first):
            yield {"order": mine}


def wholly_other(change: Change) -> bool:
    """Whether the words before and after have less than half in common: then it is said that the item is the same."""
    sides = [(one.was, one.now) for one in change.records.values() if one.was and one.now]
    texts = [(was.get(field), now.get(field)) for was, now in sides for field in ("text", "title")]
    return any(isinstance(a, str) and isinstance(b, str) and likeness(a, b) < HALF for a, b in texts)
