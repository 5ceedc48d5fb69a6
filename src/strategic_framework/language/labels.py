"""What the site calls an item, and how it tells a change in one plain sentence."""

from __future__ import annotations

import re

from strategic_framework.language.english import and_list, counted
from strategic_framework.model import identifier
from strategic_framework.model.changes import STRENGTH, Change, Recorded, listed_names

_NAMES = {
    "action": "Action", "aspiration": "Aspiration", "priority": "Priority", "principle": "Principle",
    "commitment": "Commitment", "joint priority": "Proposed priority", "governance": "Governance",
    "result": "Reported result", "ambition": "Ambition", "paragraph": "Paragraph", "update": "Update",
    "cross-cutting work": "Cross-cutting work", "introduction": "Introduction", "context": "Context", "role": "Role",
    "change": "Change",
}  # fmt: skip

#: Class → what is said of one item and of several.
_VERBS = {
    "added": ("is added", "are added"), "retired": ("is retired", "are retired"),
    "restored": ("is restored", "are restored"), "amended": ("is reworded", "are reworded"),
    "moved": ("is moved", "are moved"), "cosmetic": ("is tidied", "are tidied"),
    "reviewed": ("is reviewed, nothing changed", "are reviewed, nothing changed"),
}  # fmt: skip
#: Class → its name as a label, and what it means.
CLASSES = {
    "added": "Added", "retired": "Retired", "restored": "Restored", "amended": "Amended", "moved": "Moved",
    "cosmetic": "Cosmetic", "reviewed": "Reviewed",
}  # fmt: skip


def label(item: str) -> str:
    """What the site calls an item: “Action 15” for `act-15`; editions and the Alliance by their own words."""
    found = identifier(item)
    if found:
        return f"{_NAMES[found.kind]} {found.number}"
    if re.fullmatch(r"\d{4}-\d{2}", item):
        return f"The {item.replace('-', '–')} edition"
    return "The Strategic Alliance" if item == "alliance" else item


def title_of(change: Change) -> str:
    """A change in one sentence without a full stop: “Action 12 is retired”, “Punctuation is tidied in 3 places”."""
    if change.title:
        return change.title
    if change.reviewed:
        return _sentence("reviewed", list(change.items))
    if change.is_cosmetic:
        return f"Punctuation, spacing or capitals are tidied in {counted(len(change.records), 'place')}"
    parts = []
    for kind in STRENGTH:
        names = [name for name, one in change.records.items() if one.kind == kind and not only_order(one)]
        if kind == "amended":
            parts += _amended(names, change)
        elif names and kind != "cosmetic":
            parts.append(_sentence(kind, _tops(names, change), change))
    return "; ".join(parts) or "Nothing is changed"


def _amended(names: list[str], change: Change) -> list[str]:
    """A sentence for each way in which records were amended: reworded, a new title, a new date."""
    ways: dict[str, list[str]] = {}
    for name in names:
        ways.setdefault(_what_changed(change.records[name], _VERBS["amended"][0]), []).append(name)
    return [_sentence("amended", found, change) for found in ways.values()]


def only_order(one: Recorded) -> bool:
    """Whether a record has only a new order that follows from what came, went or moved."""
    if one.was is None or one.now is None or set(one.was) != {"order"}:
        return False
    before, after = listed_names(one.was["order"]), listed_names(one.now["order"])
    both = set(before) & set(after)
    return [child for child in before if child in both] == [child for child in after if child in both]


def _tops(names: list[str], change: Change) -> list[str]:
    """The names less those that were added with what they stand in."""
    added = {name for name in names if change.records[name].was is None}
    return [name for name in names if (change.records[name].now or {}).get("in") not in added or name not in added]


def _sentence(kind: str, names: list[str], change: Change | None = None) -> str:
    shown = [label(name) for name in names[:3]]
    if len(names) > 3:
        shown = [*shown[:2], f"{len(names) - 2} more"]
    verb = _VERBS[kind][len(names) > 1]
    one = change.records.get(names[0]) if change and len(names) == 1 else None
    if kind == "amended" and change:
        verb = _what_changed(change.records[names[0]], verb, several=len(names) > 1)
    if kind == "moved" and one and one.now and "in" in one.now:
        verb = f"is moved from {label(str((one.was or {}).get('in')))} to {label(str(one.now['in']))}"
    elif kind == "moved" and one:
        verb = "is put in a new order"
    return f"{and_list(shown)} {verb}"


def _what_changed(one: Recorded, usual: str, *, several: bool = False) -> str:
    fields = set(one.now or {}) - {"order"}
    if "text" in fields:
        return usual
    for field, what in (("title", "a new title"), ("due", "a new date"), ("labels", "new labels")):
        if field in fields:
            return f"{'have' if several else 'has'} {what}"
    return "are amended" if several else "is amended"
