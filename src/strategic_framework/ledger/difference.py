"""The working text against the published text: what differs, and of which class each difference is.

The class is decided by rule and never chosen (DESIGN: ledger).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from strategic_framework.content.files import natural
from strategic_framework.ledger.folding import RULES, fold
from strategic_framework.ledger.records import Record, Records, children, document_of, is_item
from strategic_framework.model import identifier
from strategic_framework.model.changes import Class, FieldValue
from strategic_framework.model.frozen import frozen

#: Two wordings less alike than this, by word, are not the same item reworded.
HALF = 0.5
#: The fields of a record that hold its words, that by which it is known first.
WORDS = ("text", "said", "title")
#: Kind of record → the fields of those by which it is known, where these are others.
_KNOWN_BY = {"group": ("title",)}


@frozen
class Difference:
    """One record that is not as published: `was` and `now` hold the fields that differ, None where there is none.

    `carried` is a new order of a parent that follows from what came, went or moved, and needs no reason of its own.
    """

    item: str
    kind: Class
    was: Record | None
    now: Record | None
    carried: bool = False

    @property
    def vanished(self) -> bool:
        """Whether a published record is no longer there."""
        return self.now is None


def likeness(was: str, now: str) -> float:
    """How much two wordings share, by word: 1 for the same words, 0 for none (Dice's coefficient)."""
    before, after = Counter(fold(was).split()), Counter(fold(now).split())
    total = sum(before.values()) + sum(after.values())
    return 2 * sum((before & after).values()) / total if total else 1.0


def differences(
    was: Records, now: Records, rules: int = RULES, names: Collection[str] | None = None
) -> list[Difference]:
    """Every record that differs, in the natural order of the identifiers; its class by the rules of that number.

    `names` are what is compared, where it is known that everything else is alike.
    """
    names = sorted(names, key=natural) if names is not None else [*now, *(name for name in was if name not in now)]
    compared = (_difference(name, was.get(name), now.get(name), (was, now), rules) for name in names)
    return [difference for difference in compared if difference is not None]


def _difference(
    name: str, was: Record | None, now: Record | None, sides: tuple[Records, Records], rules: int
) -> Difference | None:
    if was == now:
        return None
    if was is None or now is None:
        return Difference(name, "added" if was is None else "retired", was, now)
    fields = [field for field in {**was, **now} if was.get(field) != now.get(field)]
    before = {field: was.get(field) for field in fields}
    after = {field: now.get(field) for field in fields}
    carried = "order" in fields and not reordered(name, *sides)
    if fields == ["order"]:
        return Difference(name, "moved", before, after, carried=carried)
    weighed = [field for field in fields if field != "order" or not carried]
    return Difference(name, _kind(weighed, was, now, rules), before, after)


def _kind(fields: list[str], was: Record, now: Record, rules: int) -> Class:
    if "retired" in fields:
        return "retired" if now.get("retired") else "restored"
    rest = [field for field in fields if field not in {"order", "in"}]
    if any(_folded(was.get(field), rules) != _folded(now.get(field), rules) for field in rest):
        return "amended"
    return "moved" if "in" in fields or "order" in fields else "cosmetic"


def _folded(value: FieldValue, rules: int = RULES) -> object:
    if isinstance(value, str):
        return fold(value, rules)
    if isinstance(value, dict):
        return {key: fold(text, rules) for key, text in value.items()}
    return [_folded(entry, rules) for entry in value] if isinstance(value, list) else value


def reordered(parent: str, was: Records, now: Records) -> bool:
    """Whether a parent’s lasting children stand in another order; what came, went or moved elsewhere aside."""
    return lasting(parent, was, was, now) != lasting(parent, now, was, now)


def lasting(parent: str, side: Records, was: Records, now: Records) -> list[str]:
    """The parent’s children, in one side’s order, that it has on both sides."""
    both = set(children(was.get(parent, {}))) & set(children(now.get(parent, {})))
    return [child for child in children(side.get(parent, {})) if child in both]


def wording(record: Mapping[str, FieldValue] | None) -> str:
    """The words that a record is known by: its text, or what is said in this site's words, or its title.

    A group is known by its title, though it may have a text below.
    """
    names = _KNOWN_BY.get(str((record or {}).get("kind")), WORDS)
    return next((str(words) for name in names if (words := (record or {}).get(name))), "")


def taken_words(was: Records, now: Records) -> dict[str, str]:
    """Item → the other item whose published wording it now bears, where that one has other words now."""
    items = [name for name, record in now.items() if name in was and record != was[name] and is_item(name)]
    changed = [name for name in items if fold(wording(was[name])) != fold(wording(now[name]))]
    owner = {fold(wording(was[name])): name for name in changed}
    takers = {name: owner.get(fold(wording(now[name]))) for name in changed}
    return {name: other for name, other in takers.items() if other and other != name}


def exchanged(was: Records, now: Records) -> dict[str, str]:
    """Those of `taken_words` that changed places: two that took each other's words, or a ring of several."""
    taken = taken_words(was, now)
    return {name: other for name, other in taken.items() if _comes_back(name, taken)}


def _comes_back(name: str, taken: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    other = taken[name]
    while other != name and other in taken and other not in seen:
        seen.add(other)
        other = taken[other]
    return other == name


def moved_elsewhere(difference: Difference, was: Records, now: Records) -> tuple[str, str] | None:
    """The documents that an item left and came to, where it was moved out of its own; its address is the document's."""
    if difference.was is None or difference.now is None or "in" not in difference.was:
        return None
    before, after = document_of(difference.item, was), document_of(difference.item, now)
    return (before, after) if before and after and before != after else None


def reworded_in_retirement(difference: Difference, now: Records) -> bool:
    """Whether what is retired, or is being retired, bears other words than it was published with."""
    if difference.was is None or difference.now is None or not now.get(difference.item, {}).get("retired"):
        return False
    pairs = [(difference.was.get(field), difference.now.get(field)) for field in WORDS]
    return any(_folded(before) != _folded(after) for before, after in pairs)


def replaced(difference: Difference) -> bool:
    """Whether the wording says something else altogether: less than half of its words are the same."""
    if difference.was is None or difference.now is None or not is_item(difference.item):
        return False
    parsed = identifier(difference.item)
    known_by = _KNOWN_BY.get(parsed.kind if parsed else "", WORDS)
    pairs = [(difference.was.get(field), difference.now.get(field)) for field in known_by]
    return any(a and b and isinstance(a, str) and isinstance(b, str) and likeness(a, b) < HALF for a, b in pairs)


def in_question(differing: Iterable[Difference], was: Records, now: Records) -> frozenset[str]:
    """The replaced items that may well be the same thing in other words: each stands where it stood.

    It has its parent and its place among what lasts there; nothing else bears its old words, and its new words were
    nobody's. What somebody moved, exchanged or passed on is not in question: it is something else.
    """
    names = [difference.item for difference in differing if replaced(difference) and "in" not in (difference.was or {})]
    if not names:
        return frozenset()
    old, new = ({name: fold(wording(record)) for name, record in side.items()} for side in (was, now))
    bearers, owners = Counter(new.values()), Counter(old.values())
    return frozenset(
        name for name in names if not bearers[old[name]] and not owners[new[name]] and _in_its_place(name, was, now)
    )


def _in_its_place(name: str, was: Records, now: Records) -> bool:
    parent = str(now[name].get("in", ""))
    before, after = (lasting(parent, side, was, now) for side in (was, now))
    return name not in before or before.index(name) == after.index(name)
