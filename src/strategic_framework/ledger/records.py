"""What counts as wording: one record for each item, and the hashes that hold records to their word.

A record is a mapping of fields to texts, lists and mappings of texts, and `retired: True`; a field that is not there
is absent. Order lives once, in the parent.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from strategic_framework.content.loader import natural
from strategic_framework.model import Alliance, Edition, Framework, Item, Labels, Priority, Update, identifier
from strategic_framework.model.documents import AllianceLabels, Context

#: The fields a record may have, in the order in which they are written.
FIELDS = (
    "kind", "in", "title", "due", "text", "quote", "labels", "about", "source", "retired", "replaced_by", "continues",
    "also_involves", "order",
)  # fmt: skip

Record = dict[str, Any]
Records = dict[str, Record]


def records(framework: Framework) -> Records:
    """Every record of a framework, in natural order: editions, the Alliance, updates, and all items in them."""
    found: Records = {}
    for edition in framework.editions:
        _edition(edition, found)
    if framework.alliance:
        _alliance(framework.alliance, found)
    for update in framework.updates:
        found[update.id or ""] = _update(update)
    return in_order({name: normal(record) for name, record in found.items()})


def in_order(found: Mapping[str, Record]) -> Records:
    """The records in natural order, each with its fields in theirs."""
    return {
        name: {field: found[name][field] for field in FIELDS if field in found[name]}
        for name in sorted(found, key=natural)
    }


def _present(**fields: Any) -> Record:
    """The fields that hold something; `in_` is written `in`."""
    return {name.rstrip("_"): value for name, value in fields.items() if value}


def _edition(edition: Edition, found: Records) -> None:
    tops: list[Item | Priority] = [*edition.introduction, *edition.priorities, *edition.cross_cutting]
    found[edition.id] = _present(
        kind="edition",
        title=edition.title,
        due=f"{edition.starts}/{edition.ends}",
        text=edition.diagram,
        quote=[quotation.text for quotation in edition.described],
        labels=_labels(edition.labels),
        order=[one.id for one in tops],
    )
    for priority in edition.priorities:
        _priority(priority, edition.id, found)
    for item in (*edition.introduction, *edition.cross_cutting):
        found[item.id] = _item(item, edition.id)


def _labels(labels: Labels | AllianceLabels) -> dict[str, str]:
    return {name: value for name, value in labels.model_dump().items() if value}


def _priority(priority: Priority, edition: str, found: Records) -> None:
    own = [one for one in priority.items if not _is_principle(one)]
    found[priority.id] = _present(
        kind="priority",
        in_=edition,
        title=priority.title,
        due=priority.due,
        retired=priority.retired,
        replaced_by=priority.replaced_by,
        continues=priority.continues,
        order=[one.id for one in own],
    )
    for item in own:
        found[item.id] = _item(item, priority.id)
        if isinstance(item, Context) and item.principles:
            found[item.id]["order"] = [one.id for one in item.principles]
            found.update({one.id: _item(one, item.id) for one in item.principles})


def _is_principle(item: Item) -> bool:
    return type(item).__name__ == "Principle"


def _item(item: Item, parent: str) -> Record:
    parsed = identifier(item.id)
    return _present(
        kind=parsed.kind if parsed else "item",
        in_=parent,
        text=item.text,
        retired=item.retired,
        replaced_by=item.replaced_by,
        continues=item.continues,
        also_involves=[one.model_dump() for one in item.also_involves],
    )


def _alliance(alliance: Alliance, found: Records) -> None:
    found[alliance.id] = _present(
        kind="alliance",
        title=alliance.title,
        due=alliance.proposed,
        quote=[alliance.purpose.text],
        labels=_labels(alliance.labels),
        order=[one.id for one in alliance.items],
    )
    found.update({item.id: _item(item, alliance.id) for item in alliance.items})


def _update(update: Update) -> Record:
    return _present(
        kind="update",
        title=update.title,
        due=update.date,
        text=update.quote,
        labels={"kind": update.kind},
        about=list(update.about),
        source=update.source,
    )


# --- hashing ------------------------------------------------------------------------------------------------------


def normal(value: Any) -> Any:
    """The value with every text in Unicode's composed form (NFC)."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {normal(key): normal(one) for key, one in value.items()}
    return [normal(one) for one in value] if isinstance(value, list | tuple) else value


def canonical(value: Any) -> bytes:
    """Canonical JSON of parsed data: NFC, keys sorted, no spaces, UTF-8. Line ends and house style cannot reach it."""
    return json.dumps(normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """The SHA-256 of parsed data, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    """The SHA-256 of a text as it is served: UTF-8, NFC, LF."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


# --- where a record belongs -----------------------------------------------------------------------------------------


def document_of(name: str, found: Mapping[str, Record]) -> str | None:
    """The document that a record belongs to (an edition or the Alliance), or None for updates and strangers."""
    seen = set()
    while name in found and name not in seen:
        seen.add(name)
        record = found[name]
        if record["kind"] in {"edition", "alliance"}:
            return name
        name = record.get("in", "")
    return None


def documents(found: Mapping[str, Record]) -> list[str]:
    """The documents among the records: what versions count for."""
    return [name for name, record in found.items() if record["kind"] in {"edition", "alliance"}]


def reading_order(document: str, found: Mapping[str, Record]) -> Iterable[str]:
    """The document's records from top to bottom, itself first."""
    yield document
    for child in found[document].get("order", []):
        if child in found:
            yield from reading_order(child, found)
