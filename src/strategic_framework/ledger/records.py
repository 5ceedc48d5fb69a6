"""What is sealed: one record for each item, document and source, and the hashes that hold records to their word.

A record is a mapping of fields to texts, lists and mappings of texts, and `retired: True`; a field that is not there
is absent. Order lives once, in the parent. The formats of the record are numbered: what was sealed in an earlier one
stays as it is, and a change of the class *recorded* begins the next (`widened`).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import cast

from strategic_framework.content.files import natural
from strategic_framework.content.loader import Loaded
from strategic_framework.content.provenance import repaired, text_name
from strategic_framework.ledger import measured
from strategic_framework.model import (
    Alliance,
    Edition,
    Item,
    Labels,
    Measure,
    Planned,
    Priority,
    Referenced,
    Settings,
    Source,
    Update,
    identifier,
)
from strategic_framework.model.changes import FieldValue
from strategic_framework.model.documents import AllianceLabels
from strategic_framework.model.kept import kept

#: The fields a record may have, in the order in which they are written.
FIELDS = (
    "kind", "format", "in", "title", "label", "described_as", "reference", "due", "published", "text", "said", "quote",
    "reported_as", "labels", "about", "near", "unit", "under", "baseline", "target", "breaks", "values", "note",
    "source", "author", "sha256", "publisher", "official", "approved_by", "current_edition", "retired", "replaced_by",
    "continues", "also_continues", "lead", "partners", "also_involves", "order",
)  # fmt: skip
#: The format in which the record is written now, and the record that says so, named after its file.
FORMAT, SITE = 2, "framework.yml"
#: Format → what the record holds from then on: whole records of a kind, or only the fields given.
_BEGINS: dict[int, dict[str, tuple[str, ...] | None]] = {
    2: {
        "site": None,
        "source": None,
        "edition": ("label", "described_as", "published", "source"),
        "alliance": ("label", "source"),
    },
}

#: The kinds of record that versions count for.
DOCUMENTS = {"edition", "alliance"}
#: A record, and all records by their identifiers.
Record = dict[str, FieldValue]
Records = dict[str, Record]
#: Parsed data: what is hashed, and what is written to files.
Data = str | int | bool | None | Mapping[str, "Data"] | Sequence["Data"]


def records(loaded: Loaded) -> Records:
    """Every record of a framework, in natural order: the site, documents, updates, measures, sources, all items."""
    framework, all_records = loaded.framework, cast("Records", {})
    if framework is None:
        return {}
    all_records[SITE] = _site(framework.settings)
    for source in framework.sources:
        all_records[source_record(source.id)] = _source(source, loaded.source_texts.get(text_name(source)))
    for edition in framework.editions:
        _edition(edition, all_records)
    if framework.alliance:
        _alliance(framework.alliance, all_records)
    for update in framework.updates:
        all_records[update.id or ""] = _update(update)
    for measure in framework.measures:
        all_records[measure.id or ""] = _measure(measure)
    of_priorities = {
        name: record
        for edition in framework.editions
        for priority in edition.priorities
        for name, record in _of_priority(priority, edition.id).items()
    }
    whole = of_priorities | _settled(all_records)
    return {name: whole[name] for name in sorted(whole, key=natural)}


def _settled(among: Records) -> Records:
    """The records with their fields in order and every text composed."""
    return {name: _ordered(cast("Record", normal(record))) for name, record in among.items()}


def _ordered(record: Record) -> Record:
    return {field: record[field] for field in FIELDS if field in record}


def format_of(among: Mapping[str, Record]) -> int:
    """The number of the format that the records are in: the first said nothing of it. 0 where that is no number."""
    number = str(among.get(SITE, {}).get("format", 1))
    return int(number) if number.isdecimal() else 0


def widened(was: Records, now: Records) -> Records:
    """The earlier records in the format of the later: what theirs did not hold yet is taken as it is later."""
    for number in range(format_of(was) + 1, format_of(now) + 1):
        begins = _BEGINS.get(number, {})
        later = {name: record for name, record in now.items() if begins.get(str(record["kind"]), ()) is None}
        was = later | {name: record | _newly_held(begins, now.get(name, {})) for name, record in was.items()}
    return was


def _newly_held(begins: Mapping[str, tuple[str, ...] | None], record: Record) -> Record:
    return {field: record[field] for field in begins.get(str(record.get("kind"))) or () if field in record}


def source_record(source: str) -> str:
    """The name of a source's record: no item or edition can bear it."""
    return f"sources/{source}"


def is_item(name: str) -> bool:
    """Whether the record is one of wording, with an identifier of its own; not the site’s and not a source’s."""
    return name != SITE and not name.startswith(source_record(""))


def in_order(unordered: Mapping[str, Record]) -> Records:
    """The records in natural order, each with its fields in theirs."""
    return {name: _ordered(unordered[name]) for name in sorted(unordered, key=natural)}


def children(record: Mapping[str, FieldValue]) -> list[str]:
    """The identifiers of what stands in a record, in their order."""
    order = record.get("order")
    return [str(child) for child in order] if isinstance(order, list) else []


def parent(record: Mapping[str, FieldValue]) -> str:
    """The identifier of what a record stands in; nothing for a document or an update."""
    return str(record.get("in") or "")


def _present(**fields: FieldValue) -> Record:
    """The fields that hold something; `in_` is written `in`."""
    return {name.rstrip("_"): value for name, value in fields.items() if value}


def _site(settings: Settings) -> Record:
    return _present(
        kind="site",
        format=str(FORMAT),
        title=settings.title,
        publisher=settings.publisher.name,
        official="true" if settings.official else None,
        approved_by=settings.approved_by,
        current_edition=settings.current_edition,
    )


def _source(source: Source, text: str | None) -> Record:
    """A source, with the hash of its stored text and of what that is read as, to which quotations are held."""
    hashes = {} if text is None else {"stored": _hash(text), "read": _hash(repaired(source, text))}
    return _present(
        kind="source", title=source.title, author=source.author, due=source.date, sha256=hashes, retired=source.retired
    )


def _hash(text: str) -> str:
    return text_digest(text.replace("\r\n", "\n"))


def _edition(edition: Edition, into: Records) -> None:
    tops: list[Item | Priority] = [*edition.introduction, *edition.priorities, *edition.cross_cutting]
    into[edition.id] = _present(
        kind="edition",
        title=edition.title,
        label=edition.label,
        described_as=edition.described_as,
        due=f"{edition.starts}/{edition.ends}",
        published=edition.published,
        source=edition.source,
        text=edition.diagram,
        quote=[quotation.text for quotation in edition.described],
        labels=_labels(edition.labels),
        order=[noun.id for noun in tops],
    )
    for item in (*edition.introduction, *edition.cross_cutting):
        _items(item, edition.id, into)


def _labels(labels: Labels | AllianceLabels) -> dict[str, str]:
    return {name: value for name, value in labels.model_dump().items() if value}


@kept
def _of_priority(priority: Priority, edition: str) -> Records:
    """The records of a priority and of everything that stands in it."""
    into = {
        priority.id: _present(
            kind="priority",
            in_=edition,
            title=priority.title,
            due=priority.due,
            retired=priority.retired,
            replaced_by=priority.replaced_by,
            continues=priority.continues,
            also_continues=[*priority.also_continues],
            order=[item.id for item in priority.tops],
        )
    }
    for item in priority.tops:
        _items(item, priority.id, into)
    return _settled(into)


def _items(item: Item, parent: str, into: Records) -> None:
    """The record of an item, and of everything that stands in it."""
    into[item.id] = _item(item, parent)
    for inner in item.inside:
        _items(inner, item.id, into)


def _item(item: Item, parent: str) -> Record:
    parsed = identifier(item.id)
    return _present(
        kind=parsed.kind if parsed else "item",
        in_=parent,
        **item.texts,
        retired=item.retired,
        replaced_by=item.replaced_by,
        continues=item.continues,
        also_continues=[*item.also_continues],
        order=[inner.id for inner in item.inside],
        also_involves=[named.model_dump() for named in item.also_involves],
        reference=item.reference if isinstance(item, Referenced) else None,
        **(_planned(item) if isinstance(item, Planned) else {}),
    )


def _planned(item: Planned) -> Record:
    return {"due": item.due, "lead": [*item.lead], "partners": [*item.partners]}


def _alliance(alliance: Alliance, into: Records) -> None:
    into[alliance.id] = _present(
        kind="alliance",
        title=alliance.title,
        label=alliance.label,
        due=alliance.proposed,
        source=alliance.source,
        quote=[alliance.purpose.text],
        labels=_labels(alliance.labels),
        order=[item.id for item in alliance.items],
    )
    into.update({item.id: _item(item, alliance.id) for item in alliance.items})


def _update(update: Update) -> Record:
    return _present(
        kind="update",
        title=update.title,
        due=update.date,
        text=update.quote,
        said=update.said,
        reported_as=update.reported_as,
        labels={"kind": update.kind},
        about=list(update.about),
        near=list(update.near),
        source=update.source,
        retired=update.retired,
    )


def _measure(measure: Measure) -> Record:
    return _present(
        kind="measure",
        title=measure.name,
        unit=measure.unit,
        under=list(measure.under),
        baseline=measured.level(measure.baseline),
        target=measured.level(measure.target),
        breaks=measured.breaks(measure.breaks),
        values={value.date: measured.held(value) for value in measure.values},
        note=measure.note,
        retired=measure.retired,
    )


# --- hashing ------------------------------------------------------------------------------------------------------


def normal(value: Data) -> Data:
    """The value with every text in Unicode's composed form (NFC)."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): normal(child) for key, child in value.items()}
    return [normal(child) for child in value] if isinstance(value, Sequence) else value


def canonical(value: Data) -> bytes:
    """Canonical JSON of parsed data: NFC, keys sorted, no spaces, UTF-8. Line ends and house style cannot reach it."""
    return json.dumps(normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Data) -> str:
    """The SHA-256 of parsed data, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


class Digests:
    """`digest` of one state of the records after another: a record that they share is made canonical once."""

    def __init__(self) -> None:
        self._state: Mapping[str, Record] = {}
        self._members: dict[str, bytes] = {}

    def of(self, state: Mapping[str, Record]) -> str:
        """What `digest` gives for the state."""
        if state.keys() != self._members.keys():
            self._members = {name: self._members.get(name, b"") for name in sorted(state, key=_composed)}
        before = self._state.get
        for name in [name for name, record in state.items() if before(name) is not record]:
            self._members[name] = canonical(name) + b":" + canonical(state[name])
        self._state = state
        return hashlib.sha256(b"{" + b",".join(self._members.values()) + b"}").hexdigest()


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def text_digest(text: str) -> str:
    """The SHA-256 of a text as it is served: UTF-8, NFC, LF."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


# --- where a record belongs -----------------------------------------------------------------------------------------


def document_of(name: str, among: Mapping[str, Record]) -> str | None:
    """The document that a record belongs to (an edition or the Alliance), or None for updates and strangers."""
    seen = set()
    while name in among and name not in seen:
        seen.add(name)
        if among[name]["kind"] in DOCUMENTS:
            return name
        name = parent(among[name])
    return None


def top_of(name: str, among: Mapping[str, Record]) -> str:
    """What stands in a document and is the record or holds it; the record itself where it is not among them."""
    while (above := among.get(parent(among.get(name, {})))) and above["kind"] not in DOCUMENTS:
        name = parent(among[name])
    return name


def documents(among: Mapping[str, Record]) -> list[str]:
    """The documents among the records: what versions count for."""
    return [name for name, record in among.items() if record["kind"] in DOCUMENTS]


def reading_order(document: str, among: Mapping[str, Record]) -> list[str]:
    """The document's records from top to bottom, itself first."""
    order = [document]
    for child in children(among[document]):
        record = among.get(child)
        if record is not None and "order" in record:
            order += reading_order(child, among)
        elif record is not None:
            order.append(child)
    return order
