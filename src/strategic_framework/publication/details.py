"""What a change does to each item, field by field, as words that can be read side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from strategic_framework.language.english import and_list, day
from strategic_framework.language.labels import label
from strategic_framework.ledger.records import FIELDS
from strategic_framework.model.changes import Change, FieldValue, Recorded, listed_names
from strategic_framework.model.frozen import frozen

#: Field → what it is called, where its own name does not say it.
_CALLED = {
    "in": "under", "due": "date", "quote": "quoted words", "replaced_by": "replaced by", "order": "order of parts",
    "also_involves": "also involved", "also_continues": "also carries on", "near": "about under another name",
    "label": "short name", "described_as": "known", "approved_by": "approved by", "current_edition": "edition in force",
    "sha256": "hash of its text", "labels": "label", "reference": "number in the framework",
    "reported_as": "reported as",
}  # fmt: skip
#: Fields that the class of a record says already.
_SAID = {"kind", "format", "retired"}


@frozen
class Detail:
    """One field of one item, before and after; `field` says which where it is not the wording; `note` what follows."""

    item: str
    field: str
    was: str
    now: str
    note: str = ""


def details(change: Change, names: Mapping[str, str] | None = None) -> Iterator[Detail]:
    """Everything that a change does, item by item, less the orders that only follow and what is only held from now.

    `names` are those of bodies, by their slugs.
    """
    for name, record in change.records.items():
        if not record.only_order and record.kind != "recorded":
            yield from _of_record(name, record, names or {})


def _of_record(name: str, record: Recorded, names: Mapping[str, str]) -> Iterator[Detail]:
    was, now = record.was or {}, record.now or {}
    for field in FIELDS:
        before, after = was.get(field), now.get(field)
        if before == after or field in _SAID or (field == "order" and record.was is None):
            continue
        if isinstance(before, Mapping) or isinstance(after, Mapping):
            yield from _each(name, _called(field), before, after)
        elif field == "order":
            yield from _order(name, listed_names(before), listed_names(after))
        else:
            was_said, now_said = (_in_words(field, value, names) for value in (before, after))
            yield Detail(name, _called(field), was_said, now_said)


def _called(field: str) -> str:
    return "" if field in {"title", "text", "said"} else _CALLED.get(field, field)


def _each(name: str, called: str, before: FieldValue, after: FieldValue) -> Iterator[Detail]:
    """Each text of a field that holds several by name, such as the labels, where it differs."""
    old, new = (side if isinstance(side, Mapping) else {} for side in (before, after))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            was, now = (f"“{side[key]}”" if side.get(key) else "" for side in (old, new))
            yield Detail(name, f"{called} {key.replace('_', ' ')}", was, now)


def _order(name: str, before: list[str], after: list[str]) -> Iterator[Detail]:
    """The parts that stand on both sides, in their two orders, and which of them were moved."""
    old = [child for child in before if child in after]
    new = [child for child in after if child in before]
    if old != new:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        stayed = {child for block in matcher.get_matching_blocks() for child in old[block.a : block.a + block.size]}
        moved = and_list([label(child) for child in new if child not in stayed])
        was, now = (and_list([label(child) for child in order]) for order in (old, new))
        yield Detail(name, _CALLED["order"], was, now, f"Moved: {moved}.")


def _in_words(field: str, value: FieldValue, names: Mapping[str, str]) -> str:
    """The value of a field as it is read: names by their labels, a date in words."""
    if not value:
        return ""
    if isinstance(value, list):
        slugs = [str(entry.get("body", "")) if isinstance(entry, Mapping) else entry for entry in value]
        return and_list([names.get(slug) or label(slug) for slug in slugs])
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {digits[:12]}…" for name, digits in value.items())
    text = str(value)
    if field == "due":
        return " to ".join(day(part) for part in text.split("/"))
    return label(text) if field in {"in", "replaced_by", "continues"} else text
